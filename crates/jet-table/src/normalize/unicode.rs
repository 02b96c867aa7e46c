//! Sort keys of Unicode text, as Windows makes them.
//!
//! Each UTF-16 unit has four weights: its script, and within it an alphabetic, a diacritic and a
//! case weight. The key lists them level by level, so that case matters only between texts that
//! are otherwise equal. Punctuation that words may contain comes last of all, with its place.
//!
//! The weights are those of NLS version 0x0006020F (Windows 10), from the published table; see
//! `data/README.md`. East Asian marks, contractions and expansions have rules of their own that
//! are not applied.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use super::SegmentRule;
use crate::error::ValueError;

/// The version of the weights: NLS version, as index definitions name it.
pub const NLS_VERSION: u32 = 0x0006_020F;

/// Blocks of 256 entries of four bytes, after the block number of each high byte.
static WEIGHTS: &[u8] = include_bytes!("../../data/sort-weights-0006020f.bin");

const IGNORE_CASE: u32 = 0x1;
const IGNORE_NONSPACE: u32 = 0x2;
const IGNORE_SYMBOLS: u32 = 0x4;
const SORTKEY: u32 = 0x400;
const STRING_SORT: u32 = 0x1000;
const IGNORE_KANA: u32 = 0x1_0000;
const IGNORE_WIDTH: u32 = 0x2_0000;
/// Flags whose effect is known here.
const KNOWN: u32 = IGNORE_CASE
    | IGNORE_NONSPACE
    | IGNORE_SYMBOLS
    | SORTKEY
    | STRING_SORT
    | IGNORE_KANA
    | IGNORE_WIDTH;

/// The weights of a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Weights {
    /// 0 for units that do not count.
    pub script: u8,
    /// Within the script.
    pub alphabetic: u8,
    /// Accents and the like.
    pub diacritic: u8,
    /// Case, width, kana.
    pub case: u8,
}

const NON_SPACING: u8 = 1;
const PUNCTUATION: u8 = 6;

/// The weights of a UTF-16 unit.
pub fn weights(unit: u16) -> Weights {
    let block = WEIGHTS.get(usize::from(unit >> 8)).copied().unwrap_or(0);
    let entry = usize::from(block).saturating_mul(256).saturating_add(usize::from(unit & 0xFF));
    let at = entry.saturating_mul(4).saturating_add(256);
    let raw: [u8; 4] = WEIGHTS.get(at..).and_then(<[u8]>::first_chunk).copied().unwrap_or([0; 4]);
    let [script, alphabetic, diacritic, case] = raw;
    Weights { script, alphabetic, diacritic, case }
}

/// Whether keys of this locale and these flags can be made.
pub fn is_supported(locale: &str, flags: u32) -> bool {
    let plain = ["", "en-US"].iter().any(|known| known.eq_ignore_ascii_case(locale));
    plain && flags & !KNOWN == 0 && flags & SORTKEY != 0
}

/// Appends the sort key of UTF-16LE text.
pub(super) fn append(
    rule: &SegmentRule<'_>,
    value: &[u8],
    out: &mut Vec<u8>,
) -> Result<(), ValueError> {
    if !is_supported(rule.locale, rule.lcmap_flags) {
        return Err(ValueError::Unsupported);
    }
    let flags = rule.lcmap_flags;
    let mut levels = Levels::default();
    for unit in value.as_chunks::<2>().0 {
        levels.add(weights(u16::from_le_bytes(*unit)), flags);
    }
    levels.append_to(flags, out);
    Ok(())
}

#[derive(Default)]
struct Levels {
    primary: Vec<u8>,
    diacritic: Vec<u8>,
    case: Vec<u8>,
    special: Vec<u8>,
}

impl Levels {
    fn add(&mut self, weights: Weights, flags: u32) {
        let Weights { script, alphabetic, diacritic, case } = weights;
        let case = masked(case, flags);
        match script {
            0 => {}
            NON_SPACING => match self.diacritic.last_mut() {
                Some(last) => *last = last.wrapping_add(diacritic),
                None => self.diacritic.push(diacritic),
            },
            PUNCTUATION..=12 if flags & IGNORE_SYMBOLS != 0 => {}
            PUNCTUATION if flags & STRING_SORT == 0 => {
                let before = (self.primary.len() / 2) as u16;
                self.special.extend((0xFFFF_u16.wrapping_sub(before)).to_be_bytes());
                self.special.extend([alphabetic, case | diacritic << 3]);
            }
            _ => {
                self.primary.extend([script, alphabetic]);
                self.diacritic.push(diacritic);
                self.case.push(case);
            }
        }
    }

    fn append_to(mut self, flags: u32, out: &mut Vec<u8>) {
        trim(&mut self.diacritic);
        trim(&mut self.case);
        if flags & IGNORE_NONSPACE != 0 {
            self.diacritic.clear();
        }
        if flags & IGNORE_CASE != 0 {
            self.case.clear();
        }
        for level in [&self.primary, &self.diacritic, &self.case, &Vec::new(), &self.special] {
            out.extend_from_slice(level);
            out.push(1);
        }
        // The last level ends the key instead.
        if let Some(last) = out.last_mut() {
            *last = 0;
        }
    }
}

fn masked(case: u8, flags: u32) -> u8 {
    let mut mask = 0xFF;
    if flags & IGNORE_CASE != 0 {
        mask &= !0x18;
    }
    if flags & IGNORE_WIDTH != 0 {
        mask &= !0x01;
    }
    if flags & IGNORE_KANA != 0 {
        mask &= !0x20;
    }
    case & mask
}

/// Takes away trailing weights that say nothing.
fn trim(level: &mut Vec<u8>) {
    while level.last().is_some_and(|weight| *weight <= 2) {
        level.pop();
    }
}
