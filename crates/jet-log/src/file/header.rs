//! The header of a log file, written once when the file is made.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::checksum::old_xor;
use jet_types::{DiskLgpos, Lgpos, Logtime, PageSize, Signature};
use zerocopy::little_endian::{U16, U32, U64};
use zerocopy::{FromBytes, FromZeros, Immutable, IntoBytes, KnownLayout, Unaligned};

use super::attach::{ATTACH_LIST_BYTES, Attachment, decode_list, encode_list};
use super::params::DiskParams;
use super::segment::SEGMENT_BYTES;
use super::version::{Layout, LogVersion};
use crate::error::{LogError, Result};

/// Bytes of a log file's header.
pub const HEADER_BYTES: usize = 4096;
/// The file type of logs.
const FILE_TYPE: u32 = 3;

/// The header as stored. Source: ESE `log.hxx`, `LGFILEHDR`.
///
/// | bytes      | field               | meaning                                           |
/// |------------|---------------------|---------------------------------------------------|
/// | 0..4       | `checksum`          | old XOR checksum of the header                    |
/// | 4..8       | `generation`        | number of the file                                |
/// | 8..10      | `sector_bytes`      | 4096                                              |
/// | 10..12     | `header_sectors`    | 1                                                 |
/// | 12..14     | `sectors`           | length of the file                                |
/// | 14..16     | `page_bytes`        | page size of the databases, 0 means 4096          |
/// | 16..24     | `created`           |                                                   |
/// | 24..32     | `previous_created`  | `created` of the generation before                |
/// | 32..36     | `major`             | version                                           |
/// | 36..40     | `minor`             | version                                           |
/// | 40..44     | `update_major`      | version                                           |
/// | 44..72     | `sign_log`          | identity of the stream                            |
/// | 72..639    | `params`            | what the engine ran with                          |
/// | 639        | `flags`             | [`LogFlags`]                                      |
/// | 640..648   | `checkpoint`        | where the checkpoint was when the file was made   |
/// | 648..652   | `update_minor`      | version                                           |
/// | 652        | `sector_mismatch`   | 0: the true sector size of the disk is not known  |
/// | 653..661   | `previous_checksum` | XOR of the segment checksums of the one before    |
/// | 661..665   | `engine_version`    | highest format version of the writer              |
/// | 665..667   | `reserved`          |                                                   |
/// | 667..671   | `file_type`         | 3: a log                                          |
/// | 671..2719  | `attached`          | the attach list                                   |
/// | 2719..4096 | `padding`           | zero                                              |
#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
struct DiskHeader {
    checksum: U32,
    generation: U32,
    sector_bytes: U16,
    header_sectors: U16,
    sectors: U16,
    page_bytes: U16,
    created: Logtime,
    previous_created: Logtime,
    major: U32,
    minor: U32,
    update_major: U32,
    sign_log: Signature,
    params: DiskParams,
    flags: u8,
    checkpoint: DiskLgpos,
    update_minor: U32,
    sector_mismatch: u8,
    previous_checksum: U64,
    engine_version: U32,
    reserved: [u8; 2],
    file_type: U32,
    attached: [u8; ATTACH_LIST_BYTES],
    padding: [u8; 1377],
}
const _: () = assert!(size_of::<DiskHeader>() == HEADER_BYTES);
const _: () = assert!(std::mem::offset_of!(DiskHeader, flags) == 639);
const _: () = assert!(std::mem::offset_of!(DiskHeader, file_type) == 667);

/// How a log file came to be.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct LogFlags(pub u8);

impl LogFlags {
    /// Made from a reserve file, as the disk was full.
    pub const RESERVED: Self = Self(1);
    /// Files that are not needed are removed.
    pub const CIRCULAR: Self = Self(2);
    /// They were, earlier in the stream: lower generations may be missing rightly.
    pub const WAS_CIRCULAR: Self = Self(4);

    /// Whether all bits of `other` are set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// The header of a log file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogHeader {
    /// Number of the file, from 1.
    pub generation: u32,
    /// Length of the file in sectors.
    pub sectors: u16,
    /// Bytes of a sector: 4096 in files of segments.
    pub sector_bytes: u16,
    /// Page size of the databases.
    pub page_size: PageSize,
    /// When the file was made.
    pub created: Logtime,
    /// When the generation before was made; not set in the first one.
    pub previous_created: Logtime,
    /// Format of the file.
    pub version: LogVersion,
    /// Identity of the stream.
    pub sign_log: Signature,
    /// What the engine ran with.
    pub params: DiskParams,
    /// How the file came to be.
    pub flags: LogFlags,
    /// Where the checkpoint was when the file was made.
    pub checkpoint: Lgpos,
    /// Whether the true sector size of the disk is known, and other than 4096.
    pub sector_mismatch: u8,
    /// XOR of the checksums of all data segments of the generation before; 0 in the first one.
    pub previous_checksum: u64,
    /// Highest engine format version of the writer.
    pub engine_version: u32,
    /// The databases attached where the file begins.
    pub attached: Vec<Attachment>,
}

impl LogHeader {
    /// Reads a header.
    ///
    /// # Errors
    /// [`LogError::HeaderChecksum`], [`LogError::FileType`], [`LogError::Version`], or
    /// [`LogError::Header`] when it is whole and makes no sense. Judged in this order.
    ///
    /// Source: ESE `log.cxx`, `ErrLGIReadFileHeader`.
    pub fn decode(bytes: &[u8; HEADER_BYTES]) -> Result<Self> {
        let disk: &DiskHeader = zerocopy::transmute_ref!(bytes);
        let (stored, computed) = (disk.checksum.get(), old_xor(bytes));
        if stored != computed {
            return Err(LogError::HeaderChecksum { stored, computed });
        }
        // Type 0: written before types were.
        if !matches!(disk.file_type.get(), 0 | FILE_TYPE) {
            let found = disk.file_type.get();
            return Err(LogError::FileType { found, expected: FILE_TYPE });
        }
        let version = LogVersion {
            major: disk.major.get(),
            minor: disk.minor.get(),
            update_major: disk.update_major.get(),
            update_minor: disk.update_minor.get(),
        };
        let layout = version.layout().ok_or(LogError::Version { version })?;
        disk.check(layout).map_err(|what| LogError::Header { what })?;
        disk.typed(version).map_err(|what| LogError::Header { what })
    }

    /// The header as bytes, with its checksum.
    ///
    /// # Errors
    /// [`LogError::AttachList`] when the attach list is too long.
    pub fn encode(&self) -> Result<Box<[u8; HEADER_BYTES]>> {
        let mut bytes = Box::new([0; HEADER_BYTES]);
        let disk: &mut DiskHeader = zerocopy::transmute_mut!(&mut *bytes);
        *disk = DiskHeader {
            generation: self.generation.into(),
            sector_bytes: self.sector_bytes.into(),
            header_sectors: self.header_sectors().into(),
            sectors: self.sectors.into(),
            page_bytes: (self.page_size.get() as u16).into(),
            created: self.created,
            previous_created: self.previous_created,
            major: self.version.major.into(),
            minor: self.version.minor.into(),
            update_major: self.version.update_major.into(),
            sign_log: self.sign_log,
            params: self.params,
            flags: self.flags.0,
            checkpoint: self.checkpoint.into(),
            update_minor: self.version.update_minor.into(),
            sector_mismatch: self.sector_mismatch,
            previous_checksum: self.previous_checksum.into(),
            engine_version: self.engine_version.into(),
            file_type: FILE_TYPE.into(),
            ..DiskHeader::new_zeroed()
        };
        encode_list(&self.attached, &mut disk.attached)?;
        let checksum = old_xor(&*bytes);
        let disk: &mut DiskHeader = zerocopy::transmute_mut!(&mut *bytes);
        disk.checksum = checksum.into();
        Ok(bytes)
    }

    /// Sectors the header takes: data begins after them.
    pub fn header_sectors(&self) -> u16 {
        (HEADER_BYTES as u16).checked_div(self.sector_bytes).unwrap_or(0)
    }

    /// Length of the file in bytes.
    pub fn file_bytes(&self) -> u64 {
        u64::from(self.sectors).saturating_mul(self.sector_bytes.into())
    }

    /// Where the first record of the file lies.
    pub fn first_lgpos(&self) -> Lgpos {
        Lgpos { generation: self.generation, sector: self.header_sectors(), offset: 0 }
    }
}

impl DiskHeader {
    /// What the header says of itself must hold together.
    fn check(&self, layout: Layout) -> std::result::Result<(), String> {
        let sector_bytes = usize::from(self.sector_bytes.get());
        let good = match layout {
            Layout::Segments => sector_bytes == SEGMENT_BYTES,
            Layout::Sectors => {
                (512..=SEGMENT_BYTES).contains(&sector_bytes) && sector_bytes.is_power_of_two()
            }
        };
        if !good {
            return Err(format!("sectors of {sector_bytes} bytes"));
        }
        let header_sectors = self.header_sectors.get();
        if usize::from(header_sectors).saturating_mul(sector_bytes) != HEADER_BYTES {
            return Err(format!("a header of {header_sectors} sectors of {sector_bytes} bytes"));
        }
        // One for data and one for its shadow at least.
        if self.sectors.get() < header_sectors.saturating_add(2) {
            return Err(format!("a file of {} sectors", self.sectors));
        }
        let generation = self.generation.get();
        if generation == 0 || generation > i32::MAX as u32 {
            return Err(format!("generation {generation:#x}"));
        }
        Ok(())
    }

    fn typed(&self, version: LogVersion) -> std::result::Result<LogHeader, String> {
        let page_bytes = match self.page_bytes.get() {
            0 => PageSize::KIB_4.get(),
            bytes => bytes.into(),
        };
        let page_size = PageSize::new(page_bytes);
        Ok(LogHeader {
            generation: self.generation.get(),
            sectors: self.sectors.get(),
            sector_bytes: self.sector_bytes.get(),
            page_size: page_size.ok_or_else(|| format!("pages of {page_bytes} bytes"))?,
            created: self.created,
            previous_created: self.previous_created,
            version,
            sign_log: self.sign_log,
            params: self.params,
            flags: LogFlags(self.flags),
            checkpoint: self.checkpoint.get(),
            sector_mismatch: self.sector_mismatch,
            previous_checksum: self.previous_checksum.get(),
            engine_version: self.engine_version.get(),
            attached: decode_list(&self.attached)?,
        })
    }
}
