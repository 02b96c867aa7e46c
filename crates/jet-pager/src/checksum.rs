//! Page checksums: the old XOR, the XOR+ECC of newer files, and the repair of a single bit.
//!
//! Which bytes of a page count, and where its checksums lie; the sums themselves are in
//! [`jet_types::checksum`].
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

#[cfg(test)]
mod tests;

pub use jet_types::checksum::old_xor;
use jet_types::checksum::{self, first_block};
use jet_types::{PageSize, Pgno};

/// Byte offset of the page flags in the page header.
const FLAGS_OFFSET: usize = 36;
/// Page flag: the checksum is of the XOR+ECC family.
const NEW_FORMAT: u32 = 0x2000;
/// Where a large page keeps the checksums of its blocks 1 to 3.
const BLOCK_CHECKSUMS: [usize; 3] = [40, 48, 56];

/// What a page's checksum says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Every stored checksum is right.
    Good,
    /// All bytes are zero: the page was never written.
    Blank,
    /// Exactly this bit is wrong, counted from the start of the page.
    OneBit {
        /// Bit number: eight times the byte offset, plus the bit in the byte from the lowest.
        bit: u32,
    },
    /// More than one bit is wrong.
    Bad {
        /// The checksum found.
        stored: u64,
        /// The checksum the bytes call for.
        computed: u64,
    },
}

/// Checks a data page as it is on disk.
pub fn verify(page: &[u8], size: PageSize, pgno: Pgno) -> Verdict {
    if !uses_new_format(page, size) {
        return verify_old(page, pgno);
    }
    if size.is_large() {
        verify_large(page, pgno)
    } else {
        let computed = first_block(page, pgno.get());
        judge(page.len(), 0, word_at(page, 0), computed)
    }
}

/// Stores the checksum of the newer family, as every page is written.
pub fn stamp(page: &mut [u8], size: PageSize, pgno: Pgno) {
    let flags = flags_of(page) | NEW_FORMAT;
    put(page, FLAGS_OFFSET, &flags.to_le_bytes());
    let block_bytes = if size.is_large() { page.len() / 4 } else { page.len() };
    let block_bytes = block_bytes.max(1);
    if size.is_large() {
        for (index, offset) in BLOCK_CHECKSUMS.into_iter().enumerate() {
            let block = page.chunks(block_bytes).nth(index.saturating_add(1)).unwrap_or(&[]);
            let checksum = checksum::block(block, pgno.get());
            put(page, offset, &checksum.to_le_bytes());
        }
    }
    let checksum = first_block(page.get(..block_bytes).unwrap_or(&[]), pgno.get());
    put(page, 0, &checksum.to_le_bytes());
}

/// Flips one bit, counted as in [`Verdict::OneBit`].
pub fn flip(page: &mut [u8], bit: u32) {
    if let Some(byte) = page.get_mut(bit as usize / 8) {
        *byte ^= 1 << (bit % 8);
    }
}

/// Pages above 8 KiB never had another format; a cleared flag on one is damage like any other.
fn uses_new_format(page: &[u8], size: PageSize) -> bool {
    size.is_large() || flags_of(page) & NEW_FORMAT != 0
}

fn verify_old(page: &[u8], pgno: Pgno) -> Verdict {
    if is_blank(page) {
        return Verdict::Blank;
    }
    let computed = u64::from(pgno.get()) << 32 | u64::from(old_xor(page));
    match word_at(page, 0) {
        stored if stored == computed => Verdict::Good,
        stored => Verdict::Bad { stored, computed },
    }
}

/// Block 0 holds the checksums of the others, so it is judged, and repaired, before them.
fn verify_large(page: &[u8], pgno: Pgno) -> Verdict {
    let block_bytes = (page.len() / 4).max(1);
    let mut blocks = page.chunks(block_bytes);
    let first = blocks.next().unwrap_or(&[]);
    let verdict = judge(block_bytes, 0, word_at(page, 0), first_block(first, pgno.get()));
    if verdict != Verdict::Good {
        return if is_blank(page) { Verdict::Blank } else { verdict };
    }
    let mut start = block_bytes;
    for (block, offset) in blocks.zip(BLOCK_CHECKSUMS) {
        let verdict =
            judge(block_bytes, start, word_at(page, offset), checksum::block(block, pgno.get()));
        if verdict != Verdict::Good {
            return verdict;
        }
        start = start.saturating_add(block_bytes);
    }
    Verdict::Good
}

/// Compares checksums of a block that starts `start` bytes into the page.
fn judge(block_bytes: usize, start: usize, stored: u64, computed: u64) -> Verdict {
    if stored == computed {
        return Verdict::Good;
    }
    let flag_bit = (FLAGS_OFFSET as u32).wrapping_mul(8).wrapping_add(NEW_FORMAT.trailing_zeros());
    match checksum::wrong_bit(block_bytes, stored, computed) {
        Some(bit) if start != 0 || bit != flag_bit => {
            Verdict::OneBit { bit: (start as u32).wrapping_mul(8).wrapping_add(bit) }
        }
        _ => Verdict::Bad { stored, computed },
    }
}

/// Whether all bytes are zero.
pub fn is_blank(page: &[u8]) -> bool {
    page.iter().all(|byte| *byte == 0)
}

fn flags_of(page: &[u8]) -> u32 {
    let bytes = page.get(FLAGS_OFFSET..).and_then(<[u8]>::first_chunk);
    bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

fn word_at(page: &[u8], offset: usize) -> u64 {
    let bytes = page.get(offset..).and_then(<[u8]>::first_chunk);
    bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

fn put(page: &mut [u8], offset: usize, bytes: &[u8]) {
    let place = page.get_mut(offset..).and_then(|rest| rest.get_mut(..bytes.len()));
    if let Some(place) = place {
        place.copy_from_slice(bytes);
    }
}
