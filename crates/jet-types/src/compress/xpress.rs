//! The plain LZ77 format of MS-XCA: literals and matches, told apart by a bit each in words of 32
//! that precede them. A match is 13 bits of distance and 3 of length; longer lengths go on in half
//! a byte, then a byte, then 16 or 32 bits.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

/// Bytes of a stream, one after the other.
struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    fn u16(&mut self) -> Option<u16> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u16::from_le_bytes(*bytes))
    }

    fn u32(&mut self) -> Option<u32> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u32::from_le_bytes(*bytes))
    }
}

/// Expands a plain LZ77 stream to exactly `len` bytes.
pub(super) fn expand(stream: &[u8], len: usize, out: &mut Vec<u8>) -> Option<()> {
    let start = out.len();
    let end = start.checked_add(len)?;
    out.reserve(len);
    let mut input = Input(stream);
    let (mut flags, mut flags_left) = (0_u32, 0_u32);
    // Two lengths share a byte: its high half waits here for the second.
    let mut half: Option<u8> = None;
    while out.len() < end {
        if flags_left == 0 {
            flags = input.u32()?;
            flags_left = 32;
        }
        flags_left = flags_left.saturating_sub(1);
        if flags >> flags_left & 1 == 0 {
            out.push(input.byte()?);
            continue;
        }
        let word = input.u16()?;
        let distance = usize::from(word >> 3).checked_add(1)?;
        let match_len = match_length(u32::from(word & 7), &mut input, &mut half)?;
        let from = out.len().checked_sub(distance).filter(|from| *from >= start)?;
        copy_match(out, from, (match_len as usize).min(end.checked_sub(out.len())?))?;
    }
    Some(())
}

fn match_length(short: u32, input: &mut Input<'_>, half: &mut Option<u8>) -> Option<u32> {
    if short < 7 {
        return short.checked_add(3);
    }
    let nibble = match half.take() {
        Some(high) => high,
        None => {
            let byte = input.byte()?;
            *half = Some(byte >> 4);
            byte & 15
        }
    };
    if nibble < 15 {
        return u32::from(nibble).checked_add(7 + 3);
    }
    let byte = input.byte()?;
    if byte < 255 {
        return u32::from(byte).checked_add(15 + 7 + 3);
    }
    // The long forms count from 0, but never less than the short form could say.
    let long = match input.u16()? {
        0 => input.u32()?,
        long => u32::from(long),
    };
    long.checked_sub(15 + 7)?.checked_add(15 + 7 + 3)
}

/// Appends `len` bytes from `from` on; source and target may overlap.
fn copy_match(out: &mut Vec<u8>, from: usize, len: usize) -> Option<()> {
    let end = from.checked_add(len)?;
    if end <= out.len() {
        out.extend_from_within(from..end);
        return Some(());
    }
    for index in from..end {
        let byte = *out.get(index)?;
        out.push(byte);
    }
    Some(())
}

const MATCH_MIN: usize = 3;
/// Farthest a match may lie back.
const DISTANCE_MAX: usize = 0x2000;
/// A match this long is taken without looking for a longer one.
const MATCH_GOOD: usize = 64;
/// Earlier places of one hash value looked at before the best so far is taken.
const CHAIN_MAX: usize = 4;
/// Places inside a match that are remembered.
const ADDED_MAX: usize = 16;
/// Misses in a row, as a power of two, after which every second place is looked at, and so on.
const PATIENCE: u32 = 5;
const HASH_BITS: u32 = 11;

/// Appends the stream that [`expand`] expands to `plain`, which has at most 65,535 bytes.
pub(super) fn pack(plain: &[u8], out: &mut Vec<u8>) {
    let mut places = Places::new();
    let mut writer = Writer::new(out);
    let mut at: usize = 0;
    let mut misses: usize = 0;
    while at < plain.len() {
        let found = places.longest(plain, at).filter(|(len, _)| *len >= MATCH_MIN);
        if let Some((len, distance)) = found {
            writer.copy(len, distance);
            misses = 0;
            // A long match is a run; its inside says no more than its ends.
            for passed in at..at.saturating_add(len.min(ADDED_MAX)) {
                places.add(plain, passed);
            }
            at = at.saturating_add(len);
            continue;
        }
        places.add(plain, at);
        misses = misses.saturating_add(1);
        // The longer nothing was found, the farther apart it is looked for.
        let step = (misses >> PATIENCE).saturating_add(1);
        let skipped = plain.get(at..).unwrap_or(&[]).iter().take(step);
        skipped.for_each(|byte| writer.literal(*byte));
        at = at.saturating_add(step);
    }
    writer.finish();
}

/// Where each hash value of three bytes was seen: the last place, and for each place the one
/// before it. Places are stored plus one, so that 0 means none.
struct Places {
    last: [u16; 1 << HASH_BITS],
    before: Box<[u16; DISTANCE_MAX]>,
}

impl Places {
    fn new() -> Self {
        Self { last: [0; 1 << HASH_BITS], before: Box::new([0; DISTANCE_MAX]) }
    }

    fn hash(plain: &[u8], at: usize) -> Option<usize> {
        let [a, b, c] = *plain.get(at..)?.first_chunk()?;
        let key = u32::from_le_bytes([a, b, c, 0]);
        Some((key.wrapping_mul(0x9E37_79B1) >> (32_u32.saturating_sub(HASH_BITS))) as usize)
    }

    fn add(&mut self, plain: &[u8], at: usize) {
        let last = Self::hash(plain, at).and_then(|hash| self.last.get_mut(hash));
        let before = self.before.get_mut(at % DISTANCE_MAX);
        if let (Some(last), Some(before)) = (last, before) {
            *before = std::mem::replace(last, at.saturating_add(1) as u16);
        }
    }

    /// Length and distance of the longest earlier run of bytes equal to those from `at` on.
    fn longest(&self, plain: &[u8], at: usize) -> Option<(usize, usize)> {
        let mut place = usize::from(*self.last.get(Self::hash(plain, at)?)?);
        let here = plain.get(at..)?;
        let mut best = None;
        let mut best_len = 0;
        for _ in 0..CHAIN_MAX {
            let Some(from) = place.checked_sub(1) else { break };
            let distance = at.checked_sub(from)?;
            if distance > DISTANCE_MAX {
                break;
            }
            let there = plain.get(from..)?;
            // A longer match must agree in the byte that would make it longer.
            if there.get(best_len) == here.get(best_len) {
                let len = common(there, here);
                if len > best_len {
                    best_len = len;
                    best = Some((len, distance));
                }
            }
            if best_len >= MATCH_GOOD || best_len == here.len() {
                break;
            }
            let next = usize::from(*self.before.get(from % DISTANCE_MAX)?);
            if next >= place {
                break;
            }
            place = next;
        }
        best
    }
}

/// How many bytes two slices have in common at their start.
fn common(a: &[u8], b: &[u8]) -> usize {
    let (a_words, _) = a.as_chunks::<8>();
    let (b_words, _) = b.as_chunks::<8>();
    let mut len: usize = 0;
    for (a, b) in a_words.iter().zip(b_words) {
        let differing = u64::from_le_bytes(*a) ^ u64::from_le_bytes(*b);
        if differing != 0 {
            return len.saturating_add((differing.trailing_zeros() >> 3) as usize);
        }
        len = len.saturating_add(8);
    }
    let rest = |bytes| <[u8]>::get(bytes, len..).unwrap_or(&[]).iter();
    len.saturating_add(rest(a).zip(rest(b)).take_while(|(a, b)| a == b).count())
}

/// Writes literals and matches with the words of bits before them.
struct Writer<'a> {
    out: &'a mut Vec<u8>,
    /// Where the present word of bits goes.
    bits_at: usize,
    bits: u32,
    bits_left: u32,
    /// Where the byte is whose high half the next length may use.
    half_at: Option<usize>,
}

impl<'a> Writer<'a> {
    fn new(out: &'a mut Vec<u8>) -> Self {
        let bits_at = out.len();
        out.extend([0; 4]);
        Self { out, bits_at, bits: 0, bits_left: 32, half_at: None }
    }

    fn literal(&mut self, byte: u8) {
        self.out.push(byte);
        self.bit(0);
    }

    fn copy(&mut self, len: usize, distance: usize) {
        let rest = len.saturating_sub(MATCH_MIN);
        let word = distance.saturating_sub(1) << 3 | rest.min(7);
        self.out.extend((word as u16).to_le_bytes());
        if let Some(more) = rest.checked_sub(7) {
            self.half(more.min(15) as u8);
            if let Some(more) = more.checked_sub(15) {
                self.out.push(more.min(255) as u8);
                if more >= 255 {
                    // Long forms count from 0 again; 65,535 bytes never need the longest.
                    self.out.extend((rest as u16).to_le_bytes());
                }
            }
        }
        self.bit(1);
    }

    fn half(&mut self, value: u8) {
        match self.half_at.take().and_then(|at| self.out.get_mut(at)) {
            Some(byte) => *byte |= value << 4,
            None => {
                self.half_at = Some(self.out.len());
                self.out.push(value);
            }
        }
    }

    /// The bit of what was just written. A new word starts behind it once this one is full.
    fn bit(&mut self, bit: u32) {
        self.bits = self.bits << 1 | bit;
        self.bits_left = self.bits_left.saturating_sub(1);
        if self.bits_left == 0 {
            self.put_bits();
            self.bits_at = self.out.len();
            self.out.extend([0; 4]);
            self.bits_left = 32;
        }
    }

    /// The bits that are left over are ones.
    fn finish(mut self) {
        let ones = u32::MAX.checked_shr(32_u32.saturating_sub(self.bits_left)).unwrap_or(0);
        self.bits = self.bits.checked_shl(self.bits_left).unwrap_or(0) | ones;
        self.put_bits();
    }

    fn put_bits(&mut self) {
        let word = self.out.get_mut(self.bits_at..).and_then(|out| out.first_chunk_mut());
        if let Some(word) = word {
            *word = self.bits.to_le_bytes();
        }
    }
}
