//! The fields of fixed length that records are made of.

use jet_types::{
    BackupInfo, DbId, Dbtime, DiskLgpos, Level, Lgpos, Logtime, Objid, Pgno, Procid, Rceid,
    Signature, TrxId,
};
use zerocopy::IntoBytes;
use zerocopy::little_endian::U32;

use super::{Decoded, Decoder, Element, Fixed, Place, See};
use crate::file::DiskParams;
use crate::record::Value;

macro_rules! integers {
    ($($int:ty => $value:ident),*) => {
        $(impl Fixed<'_> for $int {
            const BYTES: usize = size_of::<$int>();

            fn get(from: &mut Decoder<'_>) -> Decoded<Self> {
                from.array().map(|bytes| <$int>::from_le_bytes(*bytes))
            }

            fn put(&self, to: &mut impl Place) {
                to.put(&self.to_le_bytes());
            }

            fn show(&self, name: &'static str, see: See<'_>) {
                see(name, Value::$value((*self).into()));
            }
        })*
    };
}
integers!(
    u8 => Number, u16 => Number, u32 => Number, u64 => Number,
    i16 => Signed, i32 => Signed, i64 => Signed
);

macro_rules! newtypes {
    ($($name:ident($int:ty) => $show:expr),*) => {
        $(impl Fixed<'_> for $name {
            const BYTES: usize = size_of::<$int>();

            fn get(from: &mut Decoder<'_>) -> Decoded<Self> {
                <$int as Fixed>::get(from).map($name)
            }

            fn put(&self, to: &mut impl Place) {
                Fixed::put(&self.0, to);
            }

            fn show(&self, name: &'static str, see: See<'_>) {
                see(name, $show(self.0.into()));
            }
        })*
    };
}
newtypes!(
    Procid(u16) => Value::Number,
    DbId(u8) => Value::Number,
    Objid(u32) => Value::Number,
    TrxId(u32) => Value::Hex,
    Level(u8) => Value::Number,
    Rceid(u32) => Value::Number,
    Dbtime(u64) => Value::Hex
);

impl Fixed<'_> for Pgno {
    const BYTES: usize = 4;

    fn get(from: &mut Decoder<'_>) -> Decoded<Self> {
        let number = <u32 as Fixed>::get(from)?;
        Pgno::new(number).ok_or_else(|| from.value("page", 0_u64))
    }

    fn put(&self, to: &mut impl Place) {
        Fixed::put(&self.get(), to);
    }

    fn show(&self, name: &'static str, see: See<'_>) {
        see(name, Value::Number(self.get().into()));
    }
}

/// 0 is none.
impl Fixed<'_> for Option<Pgno> {
    const BYTES: usize = 4;

    fn get(from: &mut Decoder<'_>) -> Decoded<Self> {
        <u32 as Fixed>::get(from).map(Pgno::new)
    }

    fn put(&self, to: &mut impl Place) {
        Fixed::put(&self.map_or(0, Pgno::get), to);
    }

    fn show(&self, name: &'static str, see: See<'_>) {
        see(name, self.map_or(Value::None, |pgno| Value::Number(pgno.get().into())));
    }
}

/// [`Dbtime::NIL`] is none.
impl Fixed<'_> for Option<Dbtime> {
    const BYTES: usize = 8;

    fn get(from: &mut Decoder<'_>) -> Decoded<Self> {
        <Dbtime as Fixed>::get(from).map(|dbtime| Some(dbtime).filter(|some| *some != Dbtime::NIL))
    }

    fn put(&self, to: &mut impl Place) {
        Fixed::put(&self.unwrap_or(Dbtime::NIL), to);
    }

    fn show(&self, name: &'static str, see: See<'_>) {
        see(name, self.map_or(Value::None, |dbtime| Value::Hex(dbtime.get())));
    }
}

impl Fixed<'_> for Lgpos {
    const BYTES: usize = 8;

    fn get(from: &mut Decoder<'_>) -> Decoded<Self> {
        from.array().map(|bytes| Lgpos::from_bytes(*bytes))
    }

    fn put(&self, to: &mut impl Place) {
        to.put(DiskLgpos::from(*self).as_bytes());
    }

    fn show(&self, name: &'static str, see: See<'_>) {
        see(name, Value::Lgpos(*self));
    }
}

macro_rules! disk {
    ($($name:ident => $show:expr),*) => {
        $(impl Fixed<'_> for $name {
            const BYTES: usize = size_of::<$name>();

            fn get(from: &mut Decoder<'_>) -> Decoded<Self> {
                let bytes = from.array::<{ size_of::<$name>() }>()?;
                Ok(zerocopy::transmute!(*bytes))
            }

            fn put(&self, to: &mut impl Place) {
                to.put(self.as_bytes());
            }

            fn show(&self, name: &'static str, see: See<'_>) {
                see(name, $show(self));
            }
        })*
    };
}
disk!(
    Logtime => |time: &Logtime| Value::Time(*time),
    Signature => Value::Signature,
    BackupInfo => Value::Backup
);

/// Too long to copy.
impl<'a> Fixed<'a> for &'a DiskParams {
    const BYTES: usize = size_of::<DiskParams>();

    fn get(from: &mut Decoder<'a>) -> Decoded<Self> {
        let bytes = from.array::<{ size_of::<DiskParams>() }>()?;
        Ok(zerocopy::transmute_ref!(bytes))
    }

    fn put(&self, to: &mut impl Place) {
        to.put(self.as_bytes());
    }

    fn show(&self, name: &'static str, see: See<'_>) {
        see(name, Value::Params(self));
    }
}

impl<const N: usize> Fixed<'_> for [u8; N] {
    const BYTES: usize = N;

    fn get(from: &mut Decoder<'_>) -> Decoded<Self> {
        from.array().copied()
    }

    fn put(&self, to: &mut impl Place) {
        to.put(self);
    }

    fn show(&self, name: &'static str, see: See<'_>) {
        see(name, Value::Bytes(self));
    }
}

impl Element for u8 {
    fn value(list: &[Self]) -> Value<'_> {
        Value::Bytes(list)
    }
}

/// Pages.
impl Element for U32 {
    fn value(list: &[Self]) -> Value<'_> {
        Value::Pages(list)
    }
}
