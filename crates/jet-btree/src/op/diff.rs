//! What changes in a node's data, written as a list of edits against the old data.
//!
//! | bytes  | narrow form (pages to 8 KiB)              | wide form                          |
//! |--------|-------------------------------------------|------------------------------------|
//! | header | u16: offset in 13 bits, flags above       | u16 offset, then a byte of flags   |
//! | 1 or 2 | bytes that come in                        | the same                           |
//! | 1 or 2 | bytes that go out, if no flag tells       | the same                           |
//! | ...    | the bytes that come in                    | the same                           |
//!
//! Flags: as many bytes go out as come in; none goes out; lengths have two bytes. Offsets are in
//! the old data and never go back.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

const SAME_LENGTH: u8 = 0x20;
const INSERT: u8 = 0x40;
const LONG: u8 = 0x80;

/// Equal bytes between two edits that are cheaper than another edit.
const GAP: usize = 5;

/// The differences between old and new data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Diff<'a> {
    /// The edits.
    pub bytes: &'a [u8],
    /// Whether offsets have 16 bits and flags a byte of their own.
    pub wide: bool,
    /// Bytes of the new data.
    pub new_len: usize,
}

impl Diff<'_> {
    /// The new data, or `None` when the edits do not fit the old data.
    pub fn apply(self, old: &[u8]) -> Option<Vec<u8>> {
        let mut new = Vec::with_capacity(self.new_len);
        let mut rest = self.bytes;
        let mut done = 0;
        while !rest.is_empty() {
            let edit = Edit::read(&mut rest, self.wide)?;
            new.extend_from_slice(old.get(done..edit.offset)?);
            new.extend_from_slice(edit.bytes_in);
            done = edit.offset.checked_add(edit.len_out)?;
        }
        new.extend_from_slice(old.get(done..)?);
        (new.len() == self.new_len).then_some(new)
    }
}

/// Writes the differences, if they take less room than the new data itself.
pub fn between(old: &[u8], new: &[u8], wide: bool) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    if old.len() == new.len() {
        let mut at = 0;
        while let Some(edit) = next_run(old, new, at) {
            edit.write(&mut out, wide);
            at = edit.offset.saturating_add(edit.len_out);
            if out.len() >= new.len() {
                return None;
            }
        }
    } else {
        trimmed(old, new).write(&mut out, wide);
    }
    // Without a difference there is no edit, and an empty payload says nothing.
    (!out.is_empty() && out.len() < new.len()).then_some(out)
}

/// One edit.
#[derive(Clone, Copy)]
struct Edit<'a> {
    offset: usize,
    len_out: usize,
    bytes_in: &'a [u8],
}

impl<'a> Edit<'a> {
    fn read(rest: &mut &'a [u8], wide: bool) -> Option<Self> {
        let first = usize::from(take_u16(rest)?);
        let (offset, flags) = if wide {
            (first, take_u8(rest)?)
        } else {
            (first & 0x1FFF, (first >> 8) as u8 & 0xE0)
        };
        let mut len = || {
            let is_long = flags & LONG != 0;
            if is_long { take_u16(rest).map(usize::from) } else { take_u8(rest).map(usize::from) }
        };
        let len_in = len()?;
        let len_out = match (flags & SAME_LENGTH != 0, flags & INSERT != 0) {
            (true, _) => len_in,
            (false, true) => 0,
            (false, false) => len()?,
        };
        let (bytes_in, behind) = rest.split_at_checked(len_in)?;
        *rest = behind;
        Some(Self { offset, len_out, bytes_in })
    }

    fn write(&self, out: &mut Vec<u8>, wide: bool) {
        let len_in = self.bytes_in.len();
        let is_long = len_in > 0xFF || self.len_out > 0xFF;
        let same = len_in == self.len_out;
        let kind = if same {
            SAME_LENGTH
        } else if self.len_out == 0 {
            INSERT
        } else {
            0
        };
        let flags = if is_long { kind | LONG } else { kind };
        let offset = self.offset as u16;
        if wide {
            out.extend(offset.to_le_bytes());
            out.push(flags);
        } else {
            out.extend((offset | u16::from(flags) << 8).to_le_bytes());
        }
        let lens: &[usize] = if kind == 0 { &[len_in, self.len_out] } else { &[len_in] };
        for len in lens {
            let [low, high] = (*len as u16).to_le_bytes();
            out.push(low);
            if is_long {
                out.push(high);
            }
        }
        out.extend_from_slice(self.bytes_in);
    }
}

/// The next run of bytes that differ, from `at` on, in data of the same length.
fn next_run<'a>(old: &[u8], new: &'a [u8], at: usize) -> Option<Edit<'a>> {
    let pairs = || old.iter().zip(new).enumerate().skip(at);
    let offset = pairs().find(|(_, (old, new))| old != new)?.0;
    let mut end = offset;
    for (index, (old, new)) in old.iter().zip(new).enumerate().skip(offset) {
        if old != new {
            end = index.saturating_add(1);
        } else if index.saturating_sub(end) >= GAP {
            break;
        }
    }
    let bytes_in = new.get(offset..end)?;
    Some(Edit { offset, len_out: bytes_in.len(), bytes_in })
}

/// One edit for data of different length: what is left without the equal ends.
fn trimmed<'a>(old: &[u8], new: &'a [u8]) -> Edit<'a> {
    let shorter = old.len().min(new.len());
    let offset = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let pairs = old.iter().rev().zip(new.iter().rev());
    let tail = pairs.take(shorter.saturating_sub(offset)).take_while(|(old, new)| old == new);
    let tail = tail.count();
    let len_out = old.len().saturating_sub(tail).saturating_sub(offset);
    let bytes_in = new.get(offset..new.len().saturating_sub(tail)).unwrap_or(&[]);
    Edit { offset, len_out, bytes_in }
}

fn take_u8(rest: &mut &[u8]) -> Option<u8> {
    let (byte, behind) = rest.split_first()?;
    *rest = behind;
    Some(*byte)
}

fn take_u16(rest: &mut &[u8]) -> Option<u16> {
    let (bytes, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(u16::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "tests")]

    use super::*;

    fn round_trip(old: &[u8], new: &[u8]) -> [Option<usize>; 2] {
        [false, true].map(|wide| {
            let bytes = between(old, new, wide)?;
            assert!(bytes.len() < new.len());
            let diff = Diff { bytes: &bytes, wide, new_len: new.len() };
            assert_eq!(diff.apply(old).as_deref(), Some(new));
            let longer = Diff { new_len: new.len() + 1, ..diff };
            assert_eq!(longer.apply(old), None, "the length is checked");
            Some(bytes.len())
        })
    }

    #[test]
    fn differences_come_back() {
        let old: Vec<u8> = (0..1000).map(|x| (x % 251) as u8).collect();
        let mut new = old.clone();
        assert_eq!(round_trip(&old, &new), [None, None], "nothing changed");
        new[5] = 255;
        assert_eq!(round_trip(&old, &new), [Some(4), Some(5)]);
        new[500..900].fill(252);
        assert_eq!(round_trip(&old, &new), [Some(4 + 404), Some(5 + 405)]);
        // Two changes close to each other are one edit.
        new[8] = 255;
        assert_eq!(round_trip(&old, &new), [Some(7 + 404), Some(8 + 405)]);
        let grown = [&old[..300], b"something new", &old[300..]].concat();
        assert_eq!(round_trip(&old, &grown), [Some(3 + 13), Some(4 + 13)]);
        assert_eq!(round_trip(&grown, &old), [Some(4), Some(5)]);
        assert_eq!(round_trip(&old[..10], &old[..9]), [Some(4), Some(5)]);
        assert_eq!(round_trip(b"abc", b"xyzw"), [None, None]);
        assert_eq!(round_trip(b"aaaaaaaaaaa", b"aaaaaaaaaaaaa"), [Some(5), Some(6)]);
    }

    #[test]
    fn edits_that_do_not_fit_are_refused() {
        for bytes in [&[0, 0][..], &[5, 0x20, 3, 1], &[9, 0x40, 1, 1], &[4, 0, 1, 9, 7], &[1]] {
            assert_eq!(Diff { bytes, wide: false, new_len: 5 }.apply(b"abcde"), None, "{bytes:?}");
        }
        // Offsets that go back.
        let back = [3, 0x20, 1, b'x', 1, 0x20, 1, b'y'];
        assert_eq!(Diff { bytes: &back, wide: false, new_len: 5 }.apply(b"abcde"), None);
    }
}
