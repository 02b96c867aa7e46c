//! Files of sectors, as engines before Windows 8 wrote them (format 7.3704).
//!
//! Their records lie one behind the other without regard to sectors. Each write is covered by a
//! [`Checksum`] record, the first of them right behind the header, each telling where the next one
//! is. A write is either within one sector, or fills its last one; the last sector of data may be
//! followed by a shadow of it, whose checksum says so.
//!
//! The reference engine knows more ways in which such a log may end, down to patterns that files
//! were filled with. Here a log ends with the last checksum record that names no next one, or
//! where a shadow shows that the next write never came; anything else is damage.
//!
//! Source: ESE `logread_legacy.cxx`, `FValidLRCKRecord`, `UlComputeChecksum`,
//! `ErrLGCheckReadLastLogRecordFF_Legacy`.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

#[cfg(test)]
mod tests;

use std::path::Path;

use jet_types::Lgpos;

use super::scan::{Scan, SegmentDamage};
use crate::error::{LogError, Result};
use crate::file::{HEADER_BYTES, LogHeader};
use crate::record::{Checksum, NOP, Record};

/// Bytes of a checksum record.
const CHECKSUM_BYTES: usize = 22;
/// Offset of the checksum in its record.
const SUM_OFFSET: usize = 13;
const SEED: u32 = 0xFEED_BEAF;
const SHORT_SEED: u32 = 0xDEAD_C0DE;
/// What the checksum of a shadow differs by.
const SHADOW: u32 = 0x5AD0_5EC7;
const SHORT_ON: u8 = 0x9A;
const SHORT_OFF: u8 = 0xD1;

/// A checksum record and its place.
struct Link<'b> {
    bytes: &'b [u8],
    /// Where it is, in the file or in the sector that is looked at in its place.
    at: usize,
    sector_bytes: usize,
    generation: u32,
    record: Checksum,
}

/// What is wrong with a link: checksums stored and computed, both 0 when it contradicts itself.
type Wrong = (u32, u32);

impl<'b> Link<'b> {
    /// The checksum record at `at`, if it does not contradict itself.
    fn read(
        bytes: &'b [u8],
        at: usize,
        sector_bytes: usize,
        generation: u32,
    ) -> std::result::Result<Self, Wrong> {
        let rest = bytes.get(at..).unwrap_or_default();
        let Ok((Record::Checksum(record), _)) = Record::decode(rest) else { return Err((0, 0)) };
        let link = Self { bytes, at, sector_bytes, generation, record };
        if !link.is_coherent() {
            return Err((0, 0));
        }
        if record.use_short == SHORT_ON && link.short_sum() != record.short_checksum {
            return Err((record.short_checksum, link.short_sum()));
        }
        Ok(link)
    }

    /// Whether lengths and flags fit together, and the file.
    fn is_coherent(&self) -> bool {
        let Checksum { backward_bytes, next_bytes, short_checksum, use_short, .. } = self.record;
        let Some(end) = self.end() else { return false };
        let in_sector = self.at.checked_rem(self.sector_bytes).unwrap_or(0);
        let backward = backward_bytes as usize;
        let whole = end.saturating_sub(self.at).saturating_add(in_sector);
        let fills = whole.checked_rem(self.sector_bytes) == Some(0);
        let flags_fit = match use_short {
            SHORT_ON => whole > self.sector_bytes && fills,
            SHORT_OFF => whole <= self.sector_bytes && short_checksum == 0,
            _ => false,
        };
        let next_fits = next_bytes == 0
            || (fills
                && self.next().is_some_and(|next| self.sector_of(next) == self.sector_of(end)));
        (backward == 0 || backward == in_sector) && flags_fit && next_fits
    }

    /// Where the bytes it covers end.
    fn end(&self) -> Option<usize> {
        let end = self.behind()?.checked_add(self.record.forward_bytes as usize)?;
        (end <= self.bytes.len()).then_some(end)
    }

    /// Where the next checksum record is.
    fn next(&self) -> Option<usize> {
        self.behind()?.checked_add(self.record.next_bytes as usize)
    }

    fn behind(&self) -> Option<usize> {
        self.at.checked_add(CHECKSUM_BYTES)
    }

    fn sector_of(&self, offset: usize) -> usize {
        offset.checked_div(self.sector_bytes).unwrap_or(0)
    }

    /// The checksum of all it covers.
    fn sum(&self) -> u32 {
        self.sum_to(self.end().unwrap_or(0), SEED)
    }

    /// The checksum of what it covers of its own sector, and the rest of it.
    fn short_sum(&self) -> u32 {
        let end = self.sector_of(self.at).saturating_add(1).saturating_mul(self.sector_bytes);
        self.sum_to(end, SHORT_SEED)
    }

    fn sum_to(&self, end: usize, seed: u32) -> u32 {
        let Checksum { backward_bytes, forward_bytes, next_bytes, use_short, .. } = self.record;
        let start = self.at.saturating_sub(backward_bytes as usize);
        let before = self.bytes.get(start..self.at).unwrap_or_default();
        let behind = self.behind().and_then(|start| self.bytes.get(start..end)).unwrap_or_default();
        let lengths = backward_bytes ^ forward_bytes ^ next_bytes;
        seed ^ fold(before) ^ fold(behind) ^ lengths ^ u32::from(use_short) ^ self.generation
    }

    /// Whether it is of a shadow: one sector, checksum marked.
    fn is_shadow(&self) -> bool {
        self.record.use_short == SHORT_OFF && self.record.checksum == self.sum() ^ SHADOW
    }
}

/// XOR of the 32-bit words from the first byte on; the last one is filled up with zeros.
fn fold(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<4>();
    let mut last = [0; 4];
    last.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
    words.iter().chain([&last]).fold(0, |sum, word| sum ^ u32::from_le_bytes(*word))
}

/// Follows the checksum records of a file; puts the shadow of a last sector in its place.
pub(super) fn scan(header: &LogHeader, bytes: &mut [u8]) -> Scan {
    let sector_bytes = usize::from(header.sector_bytes).max(1);
    let mut scan = Scan {
        end: header.first_lgpos(),
        checksum: 0,
        from_shadow: None,
        repaired: Vec::new(),
        damage: None,
        torn: None,
    };
    let mut at = HEADER_BYTES;
    let mut last: Option<usize> = None;
    loop {
        let read = Link::read(bytes, at, sector_bytes, header.generation);
        let read = read.and_then(|link| match (link.record.checksum, link.sum()) {
            (stored, computed) if stored == computed => {
                Ok((link.end().unwrap_or(at), link.next_if_any()))
            }
            wrong => Err(wrong),
        });
        match read {
            Ok((end, next)) => {
                scan.end = lgpos_of(header, end);
                last = Some(at);
                match next {
                    Some(next) => at = next,
                    None => return scan,
                }
            }
            Err((stored, computed)) => {
                let sector = lgpos_of(header, at).sector;
                if let Some(end) = from_shadow(bytes, at, sector_bytes, header.generation) {
                    scan.from_shadow = Some(sector);
                    scan.end = lgpos_of(header, end);
                } else if !last.is_some_and(|last| ends_with_shadow(bytes, last, at, header)) {
                    let (stored, computed) = (stored.into(), computed.into());
                    scan.damage = Some((sector, SegmentDamage::Corrupt { stored, computed }));
                }
                return scan;
            }
        }
    }
}

impl Link<'_> {
    /// Where the next checksum record is, if this one names one.
    fn next_if_any(&self) -> Option<usize> {
        self.next().filter(|_| self.record.next_bytes != 0)
    }
}

/// Puts the shadow in the next sector into the place of the sector of `at`; gives where its data
/// ends.
fn from_shadow(bytes: &mut [u8], at: usize, sector_bytes: usize, generation: u32) -> Option<usize> {
    let start = at.checked_div(sector_bytes)?.checked_mul(sector_bytes)?;
    let shadow_start = start.checked_add(sector_bytes)?;
    let shadow_end = shadow_start.checked_add(sector_bytes)?;
    let in_sector = at.checked_sub(start)?;
    let shadow = bytes.get(shadow_start..shadow_end)?;
    let link = Link::read(shadow, in_sector, sector_bytes, generation).ok()?;
    if !link.is_shadow() || link.record.next_bytes != 0 {
        return None;
    }
    let (end, sum) = (link.end()?.checked_add(start)?, link.sum());
    bytes.copy_within(shadow_start..shadow_end, start);
    let stored = bytes.get_mut(at.checked_add(SUM_OFFSET)?..)?.first_chunk_mut()?;
    *stored = sum.to_le_bytes();
    Some(end)
}

/// Whether the sector of `at` is the shadow of the one before it, where the last checksum record
/// was: the write that record announces never came.
fn ends_with_shadow(bytes: &[u8], last: usize, at: usize, header: &LogHeader) -> bool {
    let sector_bytes = usize::from(header.sector_bytes).max(1);
    let sector = |offset: usize| offset.checked_div(sector_bytes).unwrap_or(0);
    let start = sector(at).saturating_mul(sector_bytes);
    let shadow = bytes.get(start..start.saturating_add(sector_bytes)).unwrap_or_default();
    let in_sector = last.checked_rem(sector_bytes).unwrap_or(0);
    sector(last).checked_add(1) == Some(sector(at))
        && Link::read(shadow, in_sector, sector_bytes, header.generation)
            .is_ok_and(|link| link.is_shadow())
}

fn lgpos_of(header: &LogHeader, offset: usize) -> Lgpos {
    let sector_bytes = usize::from(header.sector_bytes).max(1);
    let (sector, offset) =
        (offset.checked_div(sector_bytes), offset.checked_rem(sector_bytes).unwrap_or(0));
    let sector = u16::try_from(sector.unwrap_or(0)).unwrap_or(u16::MAX);
    Lgpos { generation: header.generation, sector, offset: offset as u16 }
}

/// Walks over the records of a file of sectors.
#[derive(Debug)]
pub(super) struct SectorWalk<'f> {
    path: &'f Path,
    header: &'f LogHeader,
    bytes: &'f [u8],
    at: usize,
    end: usize,
}

impl<'f> SectorWalk<'f> {
    /// The records of `bytes` up to `end`, from the first one at or behind `from` on.
    pub fn new(
        path: &'f Path,
        header: &'f LogHeader,
        bytes: &'f [u8],
        end: Lgpos,
        from: Lgpos,
    ) -> Self {
        let offset = |lgpos: Lgpos| {
            let start = usize::from(lgpos.sector).saturating_mul(header.sector_bytes.into());
            start.saturating_add(lgpos.offset.into()).min(bytes.len())
        };
        let mut walk = Self { path, header, bytes, at: HEADER_BYTES, end: offset(end) };
        let from = offset(from.clamp(header.first_lgpos(), end.max(header.first_lgpos())));
        walk.skip_empty();
        while walk.at < from && matches!(walk.step(), Ok(Some(_))) {
            walk.skip_empty();
        }
        walk
    }

    /// See [`Records::next`](super::Records::next). Checksum records are none that anybody wants.
    pub fn next(&mut self) -> Result<Option<(Lgpos, Record<'f>)>> {
        loop {
            match self.step()? {
                Some((_, Record::Checksum(_))) => {}
                other => return Ok(other),
            }
        }
    }

    pub fn position(&self) -> Lgpos {
        lgpos_of(self.header, self.at)
    }

    fn rest(&self) -> &'f [u8] {
        self.bytes.get(self.at..self.end).unwrap_or_default()
    }

    fn skip_empty(&mut self) {
        let empty = self.rest().iter().take_while(|byte| **byte == NOP).count();
        self.at = self.at.saturating_add(empty);
    }

    fn step(&mut self) -> Result<Option<(Lgpos, Record<'f>)>> {
        self.skip_empty();
        if self.rest().is_empty() {
            return Ok(None);
        }
        let lgpos = self.position();
        let bad = |cause| LogError::Record { lgpos, cause }.at(self.path);
        let (record, used) = Record::decode(self.rest()).map_err(bad)?;
        self.at = self.at.saturating_add(used);
        Ok(Some((lgpos, record)))
    }
}
