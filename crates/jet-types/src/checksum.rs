//! Checksums that several kinds of file share: the old XOR of header pages, and the XOR+ECC of
//! data pages and log segments.
//!
//! Both are linear over the bits of a block, so they are computed in wide lanes: the words of a
//! block are folded into one 128-bit row, and the parity of each row into the bits of its index.
//! What the definition does bit by bit comes out the same.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

#[cfg(test)]
mod tests;

/// The seed of the old XOR checksum; also the magic number of database headers.
const OLD_SEED: u32 = 0x89AB_CDEF;

/// The old XOR checksum of a header page or an old data page: all 32-bit words but the first.
pub fn old_xor(page: &[u8]) -> u32 {
    let first = page.first_chunk().map_or(0, |word| u32::from_le_bytes(*word));
    OLD_SEED ^ Fold::of(page).xor() ^ first
}

/// The XOR+ECC checksum of a block of 2 to 8 KiB with this number.
pub fn block(bytes: &[u8], number: u32) -> u64 {
    Fold::of(bytes).checksum(bytes.len(), number)
}

/// The same of a block that starts with its own checksum: the first eight bytes count as zero.
/// They lie in row 0, whose index adds nothing, so taking them out of the column is enough.
pub fn first_block(bytes: &[u8], number: u32) -> u64 {
    let mut fold = Fold::of(bytes);
    let stored = bytes.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    fold.column ^= u128::from(stored);
    fold.checksum(bytes.len(), number)
}

/// The one wrong bit that explains the difference of two checksums of a block of `block_bytes`
/// bytes, counted from its start: eight times the byte offset, plus the bit in the byte from the
/// lowest. `None` when the checksums agree or more than one bit is wrong.
pub fn wrong_bit(block_bytes: usize, stored: u64, computed: u64) -> Option<u32> {
    let xor_bits = (stored as u32 ^ computed as u32).count_ones();
    let ecc = (stored >> 32) as u32 ^ (computed >> 32) as u32;
    // A wrong bit i changes the two halves by i and its complement.
    let mask = (block_bytes as u32).wrapping_mul(8).wrapping_sub(1);
    (xor_bits == 1 && ((ecc >> 16) ^ ecc) & mask == mask).then_some(ecc & mask)
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
    fn checksum(&self, bytes: usize, number: u32) -> u64 {
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
        u64::from(ecc) << 32 | u64::from(self.xor() ^ number)
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
