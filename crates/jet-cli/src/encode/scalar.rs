//! Single values as JSON or plain text.

use std::borrow::Cow;

use jet_table::{ColumnSchema, text};
use jet_types::Coltyp;

/// How values are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    /// For comparison with independent readers.
    Canonical,
    /// For people and programs.
    Friendly,
}

/// A value as JSON.
pub fn json(dialect: Dialect, column: &ColumnSchema, bytes: &[u8], out: &mut Vec<u8>) {
    if column.coltyp.fixed_bytes().is_some_and(|len| len != bytes.len()) {
        return wrapped("bad", bytes, out);
    }
    if column.coltyp.is_text() {
        return match decode(column, bytes) {
            Some(text) => string(&text, out),
            None => wrapped("utf16", bytes, out),
        };
    }
    if integer(column.coltyp, bytes, out) {
        return;
    }
    let is_number = dialect == Dialect::Friendly
        && matches!(column.coltyp, Coltyp::IeeeSingle | Coltyp::IeeeDouble);
    if is_number {
        return match float(column.coltyp, bytes) {
            Some(value) if value.is_finite() => out.extend_from_slice(value.to_string().as_bytes()),
            _ => out.extend_from_slice(b"null"),
        };
    }
    out.push(b'"');
    word(dialect, column.coltyp, bytes, out);
    out.push(b'"');
}

/// A value as plain text, for a cell of a table.
pub fn plain(column: &ColumnSchema, bytes: &[u8], out: &mut Vec<u8>) {
    let coltyp = column.coltyp;
    if coltyp.fixed_bytes().is_some_and(|len| len != bytes.len()) {
        return hex(bytes, out);
    }
    if coltyp.is_text() {
        return match decode(column, bytes) {
            Some(text) => out.extend_from_slice(text.as_bytes()),
            None => hex(bytes, out),
        };
    }
    if integer(coltyp, bytes, out) {
        return;
    }
    match float(coltyp, bytes) {
        Some(value) => out.extend_from_slice(value.to_string().as_bytes()),
        None => word(Dialect::Friendly, coltyp, bytes, out),
    }
}

/// Text, or `None` when UTF-16 is not valid.
fn decode<'a>(column: &ColumnSchema, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    if column.code_page != 1200 {
        return Some(text::from_1252(bytes));
    }
    let (units, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let units = units.iter().map(|unit| u16::from_le_bytes(*unit));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().map(Cow::Owned)
}

/// Writes an integer; `false` when the type is none.
fn integer(coltyp: Coltyp, bytes: &[u8], out: &mut Vec<u8>) -> bool {
    let mut wide = [0; 8];
    let Some(low) = wide.get_mut(..bytes.len()) else { return false };
    low.copy_from_slice(bytes);
    let raw = u64::from_le_bytes(wide);
    let signed = match coltyp {
        Coltyp::Bit => i64::from(raw != 0),
        Coltyp::UnsignedByte | Coltyp::UnsignedShort | Coltyp::UnsignedLong => raw as i64,
        Coltyp::Short => i64::from(raw as i16),
        Coltyp::Long => i64::from(raw as i32),
        Coltyp::Currency | Coltyp::LongLong => raw as i64,
        Coltyp::UnsignedLongLong => {
            out.extend_from_slice(itoa::Buffer::new().format(raw).as_bytes());
            return true;
        }
        _ => return false,
    };
    out.extend_from_slice(itoa::Buffer::new().format(signed).as_bytes());
    true
}

fn float(coltyp: Coltyp, bytes: &[u8]) -> Option<f64> {
    match coltyp {
        Coltyp::IeeeSingle => bytes.try_into().ok().map(|raw| f32::from_le_bytes(raw).into()),
        Coltyp::IeeeDouble => bytes.try_into().ok().map(f64::from_le_bytes),
        _ => None,
    }
}

/// What is neither text nor number: bits of floats, dates, GUIDs, bytes.
fn word(dialect: Dialect, coltyp: Coltyp, bytes: &[u8], out: &mut Vec<u8>) {
    let is_bits = matches!(coltyp, Coltyp::IeeeSingle | Coltyp::IeeeDouble | Coltyp::DateTime);
    if dialect == Dialect::Friendly {
        match coltyp {
            Coltyp::DateTime if date(bytes, out) => return,
            Coltyp::Guid if guid(bytes, out) => return,
            _ => {}
        }
    }
    if is_bits {
        out.extend_from_slice(b"0x");
        let mut bytes = bytes.to_vec();
        bytes.reverse();
        return hex(&bytes, out);
    }
    hex(bytes, out);
}

/// Days since 30 December 1899 as a date; `false` when it is none, as when an application keeps
/// something else in the column.
fn date(bytes: &[u8], out: &mut Vec<u8>) -> bool {
    const MS_PER_DAY: f64 = 86_400_000.0;
    let Ok(raw) = bytes.try_into() else { return false };
    let days = f64::from_le_bytes(raw);
    // From year 1 to 9999; bits of other numbers are hardly ever in between.
    if !(-693_593.0..2_958_466.0).contains(&days) || (days != 0.0 && days.abs() < 1e-6) {
        return false;
    }
    let ms = (days.trunc() * MS_PER_DAY + days.fract().abs() * MS_PER_DAY).round() as i64;
    let (day, ms) = (ms.div_euclid(86_400_000) - 25_569, ms.rem_euclid(86_400_000));
    let (year, month, day) = civil(day);
    let (seconds, ms) = (ms / 1000, ms % 1000);
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    for (number, digits, end) in [
        (year, 4, b'-'),
        (month, 2, b'-'),
        (day, 2, b'T'),
        (h, 2, b':'),
        (m, 2, b':'),
        (s, 2, b'.'),
        (ms, 3, b'Z'),
    ] {
        padded(number, digits, out);
        out.push(end);
    }
    true
}

/// A number that is not negative, with zeros before it.
fn padded(mut number: i64, digits: usize, out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + digits, b'0');
    for place in out[start..].iter_mut().rev() {
        *place = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

/// Year, month and day of a day counted from 1 January 1970, in the proleptic Gregorian calendar.
/// Years are taken to start in March, so that the leap day is the last.
fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn guid(bytes: &[u8], out: &mut Vec<u8>) -> bool {
    let Ok(raw): Result<[u8; 16], _> = bytes.try_into() else { return false };
    // The first three fields are little-endian numbers.
    let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
    for (index, from) in order.into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            out.push(b'-');
        }
        hex(&raw[from..=from], out);
    }
    true
}

fn wrapped(name: &str, bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":\"");
    hex(bytes, out);
    out.extend_from_slice(b"\"}");
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + 2 * bytes.len(), 0);
    hex::encode_to_slice(bytes, &mut out[start..]).expect("two digits a byte");
}

/// A JSON string with its quotes.
pub fn string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut done = 0;
    for (index, byte) in bytes.iter().enumerate() {
        let short = match byte {
            b'"' => b'"',
            b'\\' => b'\\',
            0x08 => b'b',
            0x0C => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0..0x20 => 0,
            _ => continue,
        };
        out.extend_from_slice(&bytes[done..index]);
        if short == 0 {
            out.extend_from_slice(b"\\u00");
            hex(&[*byte], out);
        } else {
            out.extend_from_slice(&[b'\\', short]);
        }
        done = index + 1;
    }
    out.extend_from_slice(&bytes[done..]);
    out.push(b'"');
}
