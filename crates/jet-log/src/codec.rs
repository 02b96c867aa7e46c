//! Bytes to records and back.
//!
//! A record is a fixed part, which holds the lengths of what follows, and then the bytes whose
//! lengths it held. Records are declared by two macros, so that reading, writing and showing
//! cannot drift apart: `fixed!` for those without a second part, `record!` for the others.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod fields;

use std::fmt;

use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::record::Value;

/// Why bytes are not a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadRecord {
    /// The record's first byte, which says its type.
    pub kind: u8,
    /// Bytes into the record.
    pub offset: usize,
    /// What is wrong there.
    pub flaw: Flaw,
}

/// What is wrong with a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// No record has this type.
    UnknownKind,
    /// The record goes on for at least this many bytes, but there are no more.
    Cut(usize),
    /// A field has a value it cannot have.
    Value(&'static str, u64),
}

impl fmt::Display for BadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, offset, flaw } = self;
        match flaw {
            Flaw::UnknownKind => write!(f, "unknown record type {kind}"),
            Flaw::Cut(bytes) => write!(f, "record of type {kind}: {bytes} bytes missing"),
            Flaw::Value(what, value) => {
                write!(f, "record of type {kind}, byte {offset}: {what} {value:#x}")
            }
        }
    }
}

impl std::error::Error for BadRecord {}

pub(crate) type Decoded<T> = Result<T, BadRecord>;

/// Reads one record.
pub(crate) struct Decoder<'a> {
    kind: u8,
    whole: usize,
    rest: &'a [u8],
}

impl<'a> Decoder<'a> {
    /// Starts behind the type of the record that begins `bytes`; `None` when there are none.
    pub fn new(bytes: &'a [u8]) -> Option<(u8, Self)> {
        let (kind, rest) = bytes.split_first()?;
        Some((*kind, Self { kind: *kind, whole: bytes.len(), rest }))
    }

    /// Bytes read so far.
    pub fn offset(&self) -> usize {
        self.whole.saturating_sub(self.rest.len())
    }

    /// An error about the field just read.
    pub fn bad(&self, flaw: Flaw) -> BadRecord {
        BadRecord { kind: self.kind, offset: self.offset(), flaw }
    }

    /// An error about the value just read.
    pub fn value(&self, what: &'static str, value: impl Into<u64>) -> BadRecord {
        self.bad(Flaw::Value(what, value.into()))
    }

    pub fn bytes(&mut self, count: usize) -> Decoded<&'a [u8]> {
        let Some((bytes, rest)) = self.rest.split_at_checked(count) else {
            return Err(self.bad(Flaw::Cut(count.saturating_sub(self.rest.len()))));
        };
        self.rest = rest;
        Ok(bytes)
    }

    pub fn array<const N: usize>(&mut self) -> Decoded<&'a [u8; N]> {
        let Some((bytes, rest)) = self.rest.split_first_chunk() else {
            return Err(self.bad(Flaw::Cut(N.saturating_sub(self.rest.len()))));
        };
        self.rest = rest;
        Ok(bytes)
    }

    /// The next `count` bytes, as a field of the second part.
    pub fn tail<T: Tail<'a>>(&mut self, count: usize) -> Decoded<T> {
        let bytes = self.bytes(count)?;
        T::of(bytes).ok_or_else(|| self.value("list of broken length", count as u64))
    }

    /// What [`Layout::decode`] of a type gives, which the caller need not name.
    pub fn get<T: Layout<'a>>(&mut self) -> Decoded<T> {
        T::decode(self)
    }
}

/// Where the bytes of a record go, piece by piece, in order.
pub trait Place {
    /// Puts the next bytes.
    fn put(&mut self, bytes: &[u8]);
}

/// A place of exactly the record's length.
impl Place for &mut [u8] {
    fn put(&mut self, bytes: &[u8]) {
        let (place, rest) = std::mem::take(self).split_at_mut(bytes.len());
        place.copy_from_slice(bytes);
        *self = rest;
    }
}

/// What always has the same length.
pub(crate) trait Fixed<'a>: Sized {
    const BYTES: usize;
    fn get(from: &mut Decoder<'a>) -> Decoded<Self>;
    fn put(&self, to: &mut impl Place);
    /// Shows itself as one field of this name, or each of its own fields.
    fn show(&self, name: &'static str, see: See<'_>);
}

/// Sees a record field by field.
pub(crate) type See<'s> = &'s mut dyn FnMut(&'static str, Value<'_>);

/// A record behind its type.
pub(crate) trait Layout<'a>: Sized {
    fn decode(from: &mut Decoder<'a>) -> Decoded<Self>;
    fn encoded_len(&self) -> usize;
    fn encode(&self, to: &mut impl Place);
    fn fields(&self, see: See<'_>);
}

impl<'a, T: Fixed<'a>> Layout<'a> for T {
    fn decode(from: &mut Decoder<'a>) -> Decoded<Self> {
        T::get(from)
    }

    fn encoded_len(&self) -> usize {
        T::BYTES
    }

    fn encode(&self, to: &mut impl Place) {
        self.put(to);
    }

    fn fields(&self, see: See<'_>) {
        self.show("", see);
    }
}

/// The length of a field of the second part, as the first part holds it.
pub(crate) trait Length {
    const BYTES: usize;
    fn get(from: &mut Decoder<'_>) -> Decoded<usize>;
    fn put(length: usize, to: &mut impl Place);
}

macro_rules! length {
    ($($int:ty),*) => {
        $(impl Length for $int {
            const BYTES: usize = size_of::<$int>();

            fn get(from: &mut Decoder<'_>) -> Decoded<usize> {
                <$int as Fixed>::get(from).map(|length| length as usize)
            }

            fn put(length: usize, to: &mut impl Place) {
                let stored = <$int>::try_from(length);
                to.put(&stored.expect("callers keep within the page size").to_le_bytes());
            }
        })*
    };
}
length!(u16, u32);

/// A field of the second part.
pub(crate) trait Tail<'a>: Sized {
    /// `None` when the length is impossible.
    fn of(bytes: &'a [u8]) -> Option<Self>;
    fn as_bytes(&self) -> &'a [u8];
    fn show(&self, name: &'static str, see: See<'_>);
}

/// Elements of slices that are a field.
pub(crate) trait Element:
    Sized + FromBytes + IntoBytes + KnownLayout + Immutable + Unaligned
{
    fn value(list: &[Self]) -> Value<'_>;
}

impl<'a, T: Element> Tail<'a> for &'a [T] {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        <[T]>::ref_from_bytes(bytes).ok()
    }

    fn as_bytes(&self) -> &'a [u8] {
        IntoBytes::as_bytes(*self)
    }

    fn show(&self, name: &'static str, see: See<'_>) {
        see(name, T::value(self));
    }
}

/// The name under which a field is shown: its own, or another when a part of its record has that.
macro_rules! shown {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident, $shown:literal) => {
        $shown
    };
}

/// Declares a struct of fixed length: a record, or a part of several.
macro_rules! fixed {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$about:meta])* pub $field:ident: $ty:ty $(as $shown:literal)?,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct $name { $($(#[$about])* pub $field: $ty,)* }

        impl<'a> $crate::codec::Fixed<'a> for $name {
            const BYTES: usize = 0 $(+ <$ty as $crate::codec::Fixed<'a>>::BYTES)*;

            fn get(from: &mut $crate::codec::Decoder<'a>) -> $crate::codec::Decoded<Self> {
                Ok(Self { $($field: <$ty as $crate::codec::Fixed<'a>>::get(from)?,)* })
            }

            fn put(&self, to: &mut impl $crate::codec::Place) {
                $($crate::codec::Fixed::put(&self.$field, to);)*
            }

            fn show(&self, _: &'static str, see: $crate::codec::See<'_>) {
                $($crate::codec::Fixed::show(
                    &self.$field,
                    $crate::codec::shown!($field $(, $shown)?),
                    see,
                );)*
            }
        }
    };
}

/// Declares a record with a second part. A field `name: &'a [T] => L` has its length, in bytes,
/// in the first part as an `L`; `tail` lists such fields in the order of their bytes.
macro_rules! record {
    (@get $from:ident, $ty:ty) => { <$ty as $crate::codec::Fixed<'a>>::get($from)? };
    (@get $from:ident, $ty:ty, $len:ty) => { <$len as $crate::codec::Length>::get($from)? };
    (@put $to:ident, $field:expr, $ty:ty) => { $crate::codec::Fixed::put(&$field, $to) };
    (@put $to:ident, $field:expr, $ty:ty, $len:ty) => {
        <$len as $crate::codec::Length>::put($crate::codec::Tail::as_bytes(&$field).len(), $to)
    };
    (@len $ty:ty) => { <$ty as $crate::codec::Fixed<'a>>::BYTES };
    (@len $ty:ty, $len:ty) => { <$len as $crate::codec::Length>::BYTES };
    (@show $see:ident, $name:expr, $field:expr, $ty:ty) => {
        $crate::codec::Fixed::show(&$field, $name, $see)
    };
    (@show $see:ident, $name:expr, $field:expr, $ty:ty, $len:ty) => {
        $crate::codec::Tail::show(&$field, $name, $see)
    };
    (
        $(#[$meta:meta])*
        pub struct $name:ident<'a> {
            $($(#[$about:meta])* pub $field:ident: $ty:ty $(=> $len:ty)? $(as $shown:literal)?,)*
        }
        tail: $($tail:ident),*;
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct $name<'a> { $($(#[$about])* pub $field: $ty,)* }

        impl<'a> $crate::codec::Layout<'a> for $name<'a> {
            fn decode(from: &mut $crate::codec::Decoder<'a>) -> $crate::codec::Decoded<Self> {
                $(let $field = record!(@get from, $ty $(, $len)?);)*
                $(let $tail = from.tail($tail)?;)*
                Ok(Self { $($field,)* })
            }

            fn encoded_len(&self) -> usize {
                let fixed = const { 0_usize $(+ record!(@len $ty $(, $len)?))* };
                let tails = [$($crate::codec::Tail::as_bytes(&self.$tail).len()),*];
                tails.into_iter().fold(fixed, usize::saturating_add)
            }

            fn encode(&self, to: &mut impl $crate::codec::Place) {
                $(record!(@put to, self.$field, $ty $(, $len)?);)*
                $(to.put($crate::codec::Tail::as_bytes(&self.$tail));)*
            }

            fn fields(&self, see: $crate::codec::See<'_>) {
                $(record!(
                    @show see, $crate::codec::shown!($field $(, $shown)?), self.$field, $ty $(, $len)?
                );)*
            }
        }
    };
}

/// Declares option bits.
macro_rules! bits {
    (
        $(#[$meta:meta])* pub struct $name:ident($int:ty) {
            $($(#[$about:meta])* $flag:ident = $bit:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
        pub struct $name(pub $int);

        impl $name {
            $($(#[$about])* pub const $flag: Self = Self($bit);)*

            /// Whether all bits of `other` are set.
            pub const fn contains(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }

            /// The bits of both.
            #[must_use]
            pub const fn with(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }

        impl<'a> $crate::codec::Fixed<'a> for $name {
            const BYTES: usize = size_of::<$int>();

            fn get(from: &mut $crate::codec::Decoder<'a>) -> $crate::codec::Decoded<Self> {
                $crate::codec::Fixed::get(from).map(Self)
            }

            fn put(&self, to: &mut impl $crate::codec::Place) {
                $crate::codec::Fixed::put(&self.0, to);
            }

            fn show(&self, name: &'static str, see: $crate::codec::See<'_>) {
                let names = &[$((stringify!($flag), $bit),)*];
                see(name, $crate::record::Value::Flags(self.0.into(), names));
            }
        }
    };
}

/// Declares a choice: any number without a name is a broken record.
macro_rules! choice {
    (
        $(#[$meta:meta])* pub enum $name:ident($int:ty) {
            $($(#[$about:meta])* $variant:ident = $number:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $name { $($(#[$about])* $variant = $number,)* }

        impl<'a> $crate::codec::Fixed<'a> for $name {
            const BYTES: usize = size_of::<$int>();

            fn get(from: &mut $crate::codec::Decoder<'a>) -> $crate::codec::Decoded<Self> {
                let number = <$int as $crate::codec::Fixed>::get(from)?;
                match number {
                    $($number => Ok(Self::$variant),)*
                    other => Err(from.value(stringify!($name), other)),
                }
            }

            fn put(&self, to: &mut impl $crate::codec::Place) {
                $crate::codec::Fixed::put(&(*self as $int), to);
            }

            fn show(&self, name: &'static str, see: $crate::codec::See<'_>) {
                let word = match self { $(Self::$variant => stringify!($variant),)* };
                see(name, $crate::record::Value::Word(word));
            }
        }
    };
}

pub(crate) use {bits, choice, fixed, record, shown};
