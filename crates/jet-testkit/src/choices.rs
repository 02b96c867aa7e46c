//! Where the choices of a random test come from: a seed, or the bytes of a fuzzer.

/// Choices, one after the other.
#[derive(Clone, Debug)]
pub enum Choices<'a> {
    /// Drawn from a seed (splitmix64).
    Seed(u64),
    /// Taken from bytes; 0 once they are used up.
    Bytes(&'a [u8]),
}

impl Choices<'_> {
    /// The next choice.
    pub fn draw(&mut self) -> u32 {
        match self {
            Self::Seed(state) => {
                *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mut mixed = *state;
                mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                (mixed ^ (mixed >> 31)) as u32
            }
            Self::Bytes(bytes) => {
                // Two bytes settle most choices; a fuzzer finds short inputs sooner.
                let (now, rest) = bytes.split_at(bytes.len().min(2));
                *bytes = rest;
                now.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
            }
        }
    }

    /// Whether there may be more to choose.
    pub fn has_more(&self) -> bool {
        !matches!(self, Self::Bytes([]))
    }

    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        assert!(limit > 0, "nothing to choose from");
        self.draw() as usize % limit
    }

    /// One of some things.
    pub fn pick<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())]
    }

    /// True once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    /// All 32 bits.
    pub fn wide(&mut self) -> u32 {
        self.draw() ^ self.draw() << 16
    }
}
