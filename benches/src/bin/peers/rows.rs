//! The rows of a run: the same for all engines.

/// Bytes of a key.
pub const KEY: usize = 24;
/// Bytes of a value.
pub const VALUE: usize = 150;

/// All rows, made from their numbers.
#[derive(Debug)]
pub struct Rows {
    keys: Vec<[u8; KEY]>,
    sorted: Vec<u32>,
}

impl Rows {
    /// `count` rows.
    pub fn new(count: u32) -> Self {
        let keys: Vec<_> = (0..count).map(|row| key(u64::from(row))).collect();
        let mut sorted: Vec<u32> = (0..count).collect();
        sorted.sort_unstable_by_key(|row| keys[*row as usize]);
        Self { keys, sorted }
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.keys.len() as u64
    }

    /// The key of a row.
    pub fn key(&self, row: u64) -> &[u8; KEY] {
        &self.keys[usize::try_from(row % self.count()).expect("as many as fit in memory")]
    }

    /// The row numbers by their keys.
    pub fn sorted(&self) -> impl Iterator<Item = u64> + '_ {
        self.sorted.iter().map(|row| u64::from(*row))
    }
}

/// A random key that is the same in every run.
pub fn key(row: u64) -> [u8; KEY] {
    let mut key = [0; KEY];
    for (chunk, part) in key.chunks_mut(8).zip(0..) {
        chunk.copy_from_slice(&mix(row.wrapping_mul(3).wrapping_add(part)).to_be_bytes());
    }
    key
}

/// A value: half of it random, half of it a pattern that compresses.
pub fn value(row: u64, turn: u64) -> [u8; VALUE] {
    let mut value =
        *b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcde\
        fghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnop";
    let seed = mix(row ^ turn.rotate_left(40));
    for (chunk, part) in value[..72].chunks_mut(8).zip(0..) {
        chunk.copy_from_slice(&mix(seed.wrapping_add(part)).to_be_bytes());
    }
    value
}

/// A well mixed number (SplitMix64's finaliser).
pub fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
