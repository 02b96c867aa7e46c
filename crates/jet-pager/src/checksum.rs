//! Page checksums: the old XOR, the XOR+ECC of newer files, and the repair of a single bit.
//!
//! Both are linear over the bits of a block, so they are computed in wide lanes: the words of a
//! block are folded into one 128-bit row, and the parity of each row into the bits of its index.
//! What the definition does bit by bit (`docs/format/checksum.md`) comes out the same.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

#[cfg(test)]
mod tests;

use jet_types::{PageSize, Pgno};

/// The seed of the old XOR checksum; also the magic number of database headers.
const OLD_SEED: u32 = 0x89AB_CDEF;
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

/// The old XOR checksum of a header page or an old data page: all 32-bit words but the first.
pub fn old_xor(page: &[u8]) -> u32 {
    let first = page.first_chunk().map_or(0, |word| u32::from_le_bytes(*word));
    OLD_SEED ^ Fold::of(page).xor() ^ first
}

/// Checks a data page as it is on disk.
pub fn verify(page: &[u8], size: PageSize, pgno: Pgno) -> Verdict {
    if !uses_new_format(page, size) {
        return verify_old(page, pgno);
    }
    if size.is_large() {
        verify_large(page, pgno)
    } else {
        let computed = first_block(page, pgno);
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
            let checksum = other_block(block, pgno);
            put(page, offset, &checksum.to_le_bytes());
        }
    }
    let checksum = first_block(page.get(..block_bytes).unwrap_or(&[]), pgno);
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
    let verdict = judge(block_bytes, 0, word_at(page, 0), first_block(first, pgno));
    if verdict != Verdict::Good {
        return if is_blank(page) { Verdict::Blank } else { verdict };
    }
    let mut start = block_bytes;
    for (block, offset) in blocks.zip(BLOCK_CHECKSUMS) {
        let verdict = judge(block_bytes, start, word_at(page, offset), other_block(block, pgno));
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
    let xor_bits = (stored as u32 ^ computed as u32).count_ones();
    let ecc = (stored >> 32) as u32 ^ (computed >> 32) as u32;
    // A wrong bit i changes the two halves by i and its complement.
    let mask = (block_bytes as u32).wrapping_mul(8).wrapping_sub(1);
    let bit = ecc & mask;
    let flag_bit = (FLAGS_OFFSET as u32).wrapping_mul(8).wrapping_add(NEW_FORMAT.trailing_zeros());
    let one_bit = xor_bits == 1 && ((ecc >> 16) ^ ecc) & mask == mask;
    if one_bit && !(start == 0 && bit == flag_bit) {
        return Verdict::OneBit { bit: (start as u32).wrapping_mul(8).wrapping_add(bit) };
    }
    Verdict::Bad { stored, computed }
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

/// The checksum of the block that starts a page: its first eight bytes count as zero. They lie in
/// row 0, whose index adds nothing, so taking them out of the column is enough.
fn first_block(block: &[u8], pgno: Pgno) -> u64 {
    let mut fold = Fold::of(block);
    fold.column ^= u128::from(word_at(block, 0));
    fold.checksum(block.len(), pgno)
}

fn other_block(block: &[u8], pgno: Pgno) -> u64 {
    Fold::of(block).checksum(block.len(), pgno)
}

/// All that the checksums need to know of a block.
struct Fold {
    /// XOR of all 16-byte rows.
    column: u128,
    /// XOR of the indexes of the rows with an odd number of ones.
    odd_rows: u32,
}

/// Bytes per row.
const ROW: usize = 16;
/// Rows folded at a time, and the bits of a row index they settle.
const BATCH: usize = 8;
const BATCH_BITS: u32 = 3;
/// Batches in the largest block, 32 KiB: header pages are one block.
const BATCHES_MAX: usize = 256;

impl Fold {
    /// Folds a block of whole batches; a remainder is not read.
    ///
    /// Bit b of `odd_rows` is the parity of all rows whose index has bit b. Halving the rows
    /// again and again, each round XORs the odd-numbered ones into that bit's sum and adds pairs
    /// up: two XORs a row in all, whatever the number of bits.
    fn of(block: &[u8]) -> Self {
        let mut sums = [0_u128; 16];
        let mut batches = [0_u128; BATCHES_MAX];
        let mut count = 0_usize;
        for (batch, folded) in block.chunks_exact(ROW * BATCH).zip(&mut batches) {
            *folded = fold_batch(batch, &mut sums);
            count = count.saturating_add(1);
        }
        let mut bit = BATCH_BITS as usize;
        while count > 1 {
            let half = count.div_ceil(2);
            for pair in 0..half {
                let even = batches.get(pair.saturating_mul(2)).copied().unwrap_or(0);
                let odd = batches.get(pair.saturating_mul(2).saturating_add(1)).copied();
                let odd = odd.unwrap_or(0);
                if let Some(sum) = sums.get_mut(bit) {
                    *sum ^= odd;
                }
                if let Some(place) = batches.get_mut(pair) {
                    *place = even ^ odd;
                }
            }
            if let Some(rest) = batches.get_mut(half..count) {
                rest.fill(0);
            }
            count = half;
            bit = bit.saturating_add(1);
        }
        let odd_rows = sums.iter().rev().fold(0, |bits, sum| bits << 1 | (sum.count_ones() & 1));
        Self { column: batches.first().copied().unwrap_or(0), odd_rows }
    }

    /// XOR of all 32-bit words.
    fn xor(&self) -> u32 {
        let half = (self.column >> 64) as u64 ^ self.column as u64;
        (half >> 32) as u32 ^ half as u32
    }

    /// The XOR+ECC checksum of a block of `bytes` bytes.
    fn checksum(&self, bytes: usize, pgno: Pgno) -> u64 {
        let mut bits = self.odd_rows << 7;
        let mut column = self.column;
        while column != 0 {
            bits ^= column.trailing_zeros();
            column &= column.wrapping_sub(1);
        }
        bits &= 0xFFFF;
        let odd = self.column.count_ones() & 1 == 1;
        let complement = if odd { !bits & 0xFFFF } else { bits };
        let mask = ((bytes as u64) << 19).wrapping_sub(1) as u32;
        let ecc = (complement << 16 | bits) & mask;
        u64::from(ecc) << 32 | u64::from(self.xor() ^ pgno.get())
    }
}

/// Folds eight rows into one, adding to the sums of the three lowest index bits.
fn fold_batch(batch: &[u8], sums: &mut [u128; 16]) -> u128 {
    let (rows, _) = batch.as_chunks::<ROW>();
    let [a, b, c, d, e, f, g, h] = rows else { return 0 };
    let [a, b, c, d] = [a, b, c, d].map(|row| u128::from_le_bytes(*row));
    let [e, f, g, h] = [e, f, g, h].map(|row| u128::from_le_bytes(*row));
    let [ab, cd, ef, gh] = [a ^ b, c ^ d, e ^ f, g ^ h];
    let [low, high] = [ab ^ cd, ef ^ gh];
    let [bit0, bit1, bit2, ..] = sums;
    *bit0 ^= b ^ d ^ f ^ h;
    *bit1 ^= cd ^ gh;
    *bit2 ^= high;
    low ^ high
}
