//! Seeded randomness: the same seed gives the same numbers on every machine, for ever.
//!
//! The generator is splitmix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
//! generators", 2014): a counter that steps by the golden ratio, each value mixed by two
//! multiplications. All 64-bit seeds are good, period 2^64. Not for secrets.

#[cfg(test)]
mod tests;

use std::hash::{BuildHasher, RandomState};

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Rng {
    state: u64,
}

impl Rng {
    /// The stream of a seed.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A stream that differs from run to run, by the operating system's randomness: for identities
    /// such as signatures, never for what a test must repeat.
    pub fn from_os() -> Self {
        // The one source in the standard library: hasher keys come from the operating system.
        Self::new(RandomState::new().hash_one(0_u64))
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// The next 32 bits.
    pub fn next_u32(&mut self) -> u32 {
        (self.next_u64() >> 32) as u32
    }

    /// A number from 0 to `limit - 1`.
    ///
    /// # Panics
    /// When `limit` is 0: there is no such number.
    pub fn below(&mut self, limit: u64) -> u64 {
        assert!(limit > 0, "no number is below 0");
        // The high half of a product scales without division; the bias is below limit / 2^64.
        ((u128::from(self.next_u64()) * u128::from(limit)) >> 64) as u64
    }

    /// An index into `len` items.
    ///
    /// # Panics
    /// When there are none.
    pub fn index(&mut self, len: usize) -> usize {
        self.below(len as u64) as usize
    }

    /// `true` in `parts` of `whole` draws.
    pub fn chance(&mut self, parts: u64, whole: u64) -> bool {
        self.below(whole) < parts
    }

    /// Random bytes.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next_u64().to_le_bytes()[..chunk.len()]);
        }
    }

    /// Puts items in random order; all orders are equally likely.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.index(last + 1));
        }
    }

    /// A stream of its own for a part of the work, so that the part does not disturb the whole.
    pub fn fork(&mut self) -> Self {
        Self::new(self.next_u64())
    }
}
