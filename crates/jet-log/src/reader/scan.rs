//! Which segments of a file count.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::fmt;

use jet_types::Lgpos;
use jet_types::checksum::{first_block, wrong_bit};
use zerocopy::IntoBytes;

use crate::file::{LogHeader, LogVersion, SEGMENT_BYTES, Segment};

/// What the segments of a file are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scan {
    /// Where the file's data ends: the first segment that has none.
    pub end: Lgpos,
    /// XOR of the checksums of all segments with data, as the next generation's header has it.
    pub checksum: u64,
    /// The segment that was torn and is replaced by its shadow. Whoever goes on writing this log
    /// must write it ([`LogFile::segment`](super::LogFile::segment)) to its place first.
    pub from_shadow: Option<u16>,
    /// Segments in which one bit was wrong, and has been put right.
    pub repaired: Vec<u16>,
    /// Why `end` is not where the data really ends, if so, and in which segment.
    pub damage: Option<(u16, SegmentDamage)>,
    /// What would be damage, did not the segments behind tell that the crash tore it: no write of
    /// it was ever finished. Only in files of sealed segments.
    pub torn: Option<(u16, SegmentDamage)>,
}

/// What is wrong with a segment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SegmentDamage {
    /// Its checksum is right, yet it says it lies further on in the log.
    BadLgpos(Lgpos),
    /// It has data, though one before has none.
    DataAfterEnd,
    /// Its checksum is wrong, and one before has no data.
    CorruptAfterEnd {
        /// The checksum found.
        stored: u64,
        /// The checksum the bytes call for.
        computed: u64,
    },
    /// Its checksum is right, yet it is not what was sealed.
    Seal,
    /// Its checksum is wrong, and what follows is not its shadow.
    Corrupt {
        /// The checksum found.
        stored: u64,
        /// The checksum the bytes call for.
        computed: u64,
    },
}

impl fmt::Display for SegmentDamage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadLgpos(lgpos) => write!(f, "the segment found there is that of {lgpos}"),
            Self::DataAfterEnd => f.write_str("data behind the end of the log"),
            Self::Seal => f.write_str("its bytes are not those that were sealed"),
            Self::CorruptAfterEnd { stored, computed } => {
                write!(f, "behind the end of the log: ")?;
                write!(f, "stored checksum {stored:#018x}, computed {computed:#018x}")
            }
            Self::Corrupt { stored, computed } => {
                write!(f, "stored checksum {stored:#018x}, computed {computed:#018x}")
            }
        }
    }
}

/// What one segment is.
enum Class {
    Data,
    Empty,
    Damage(SegmentDamage),
}

impl Scan {
    /// Judges the segments of a file, the header's included; puts wrong bits right, and shadows in
    /// the place of what they are shadows of.
    pub(super) fn of(header: &LogHeader, segments: &mut [Segment]) -> Self {
        let mut scan = Self {
            end: header.first_lgpos(),
            checksum: 0,
            from_shadow: None,
            repaired: Vec::new(),
            damage: None,
            torn: None,
        };
        let mut is_over = false;
        // The last segment of the file is for the shadow of the one before.
        let last = usize::from(header.sectors).min(segments.len()).saturating_sub(1);
        for index in usize::from(header.header_sectors())..last {
            let place = Lgpos { sector: index as u16, offset: 0, ..scan.end };
            let [segment, rest @ ..] = segments.get_mut(index..).unwrap_or_default() else { break };
            match scan.classify(header, segment, place, is_over) {
                Class::Data => {}
                Class::Empty => {
                    is_over = true;
                    continue;
                }
                Class::Damage(SegmentDamage::Corrupt { .. })
                    if rest.first_mut().is_some_and(|next| is_shadow(next, place)) =>
                {
                    rest.first().inspect(|shadow| *segment = **shadow);
                    scan.from_shadow = Some(place.sector);
                }
                Class::Damage(damage) => {
                    let behind = rest.get_mut(..last.saturating_sub(index).saturating_sub(1));
                    let is_torn = header.params.is_sealed()
                        && !was_durable(place, behind.unwrap_or_default());
                    let found = if is_torn { &mut scan.torn } else { &mut scan.damage };
                    *found = Some((place.sector, damage));
                    break;
                }
            }
            scan.checksum ^= segment.header.checksum.get();
            scan.end = Lgpos { sector: place.sector.saturating_add(1), ..place };
        }
        scan
    }

    fn classify(
        &mut self,
        header: &LogHeader,
        segment: &mut Segment,
        place: Lgpos,
        is_over: bool,
    ) -> Class {
        if header.version >= LogVersion::ZERO_FILLED && segment.is_blank() {
            return Class::Empty;
        }
        let sum = Sum::of(segment);
        if sum.is_right(segment, place.sector) {
            if sum.wrong_bit(place.sector).is_some() {
                self.repaired.push(place.sector);
            }
            return match segment.header.lgpos.get() {
                lgpos if lgpos < place => Class::Empty,
                lgpos if lgpos > place => Class::Damage(SegmentDamage::BadLgpos(lgpos)),
                _ if header.params.is_sealed() && !segment.is_sealed() => {
                    Class::Damage(SegmentDamage::Seal)
                }
                _ if is_over => Class::Damage(SegmentDamage::DataAfterEnd),
                _ => Class::Data,
            };
        }
        let is_first = place.sector <= 1;
        if !is_first && sum.is_right(segment, place.sector.saturating_sub(1)) {
            return Class::Empty;
        }
        let (stored, computed) = (sum.stored, sum.computed(place.sector));
        Class::Damage(if is_over {
            SegmentDamage::CorruptAfterEnd { stored, computed }
        } else {
            SegmentDamage::Corrupt { stored, computed }
        })
    }
}

/// Whether a segment is the shadow of the one at this place.
fn is_shadow(segment: &mut Segment, place: Lgpos) -> bool {
    Sum::of(segment).is_right(segment, place.sector) && segment.header.lgpos.get() == place
}

/// Whether a segment behind `place` was written only after the one there was durable.
fn was_durable(place: Lgpos, behind: &mut [Segment]) -> bool {
    let mut at = place;
    behind.iter_mut().any(|segment| {
        at.sector = at.sector.saturating_add(1);
        let is_right = Sum::of(segment).is_right(segment, at.sector);
        let is_data = is_right && segment.header.lgpos.get() == at && segment.is_sealed();
        is_data && segment.header.group.get() > place.sector
    })
}

/// The checksum of a segment, for any place: the place is only XORed to it.
struct Sum {
    stored: u64,
    at_zero: u64,
    has_flag: bool,
}

impl Sum {
    fn of(segment: &Segment) -> Self {
        Self {
            stored: segment.header.checksum.get(),
            at_zero: first_block(segment.as_bytes(), 0),
            has_flag: segment.has_checksum_flag(),
        }
    }

    fn computed(&self, sector: u16) -> u64 {
        self.at_zero ^ u64::from(sector)
    }

    fn wrong_bit(&self, sector: u16) -> Option<u32> {
        wrong_bit(SEGMENT_BYTES, self.stored, self.computed(sector))
    }

    /// Whether the checksum is right for this place, or becomes so by one bit put right.
    fn is_right(&self, segment: &mut Segment, sector: u16) -> bool {
        if !self.has_flag {
            return false;
        }
        if self.stored == self.computed(sector) {
            return true;
        }
        let Some(bit) = self.wrong_bit(sector) else { return false };
        match segment.as_mut_bytes().get_mut(bit as usize / 8) {
            // The flag tells the kind of checksum: without it, nothing else can be believed.
            Some(byte) if !Segment::is_checksum_flag(bit) => {
                *byte ^= 1_u8.rotate_left(bit % 8);
                true
            }
            _ => false,
        }
    }
}
