//! The checkpoint file: where redo starts.
//!
//! Two copies of one block of 4096 bytes, the first one written and made durable before the
//! second, so that one of them is sound whatever happens. Whoever moves the checkpoint has made
//! durable before all that lies behind it.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

#[cfg(test)]
mod tests;

use jet_os::File;
use jet_types::checksum::old_xor;
use jet_types::{DiskLgpos, Lgpos, Logtime, Signature};
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, FromZeros, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::error::{LogError, Result};
use crate::file::{ATTACH_LIST_BYTES, Attachment, DiskParams, decode_list, encode_list};

/// Bytes of one copy.
pub const CHECKPOINT_BLOCK: usize = 4096;
/// Bytes of a checkpoint file.
pub const CHECKPOINT_BYTES: usize = 8192;
/// The file type of checkpoints.
const FILE_TYPE: u32 = 4;
/// The attach list is there and counts.
const HAS_ATTACHED: u8 = 1;

/// A copy as stored. Source: ESE `log.hxx`, `CHECKPOINT`.
///
/// | bytes      | field                    | meaning                                          |
/// |------------|--------------------------|--------------------------------------------------|
/// | 0..4       | `checksum`               | old XOR checksum of the block                    |
/// | 4..12      | `last_full_backup`       | checkpoint of the last full backup               |
/// | 12..20     | `checkpoint`             | redo starts here                                 |
/// | 20..48     | `sign_log`               | identity of the stream                           |
/// | 48..615    | `params`                 | what the engine ran with                         |
/// | 615..623   | `full_backup`            |                                                  |
/// | 623..631   | `full_backup_time`       |                                                  |
/// | 631..639   | `incremental_backup`     |                                                  |
/// | 639..647   | `incremental_backup_time`|                                                  |
/// | 647        | `flags`                  | 1: the attach list counts                        |
/// | 648..656   | `db_consistency`         | as `checkpoint`, but for the flush map           |
/// | 656..667   | `reserved_656`           |                                                  |
/// | 667..671   | `file_type`              | 4: a checkpoint                                  |
/// | 671..679   | `reserved_671`           |                                                  |
/// | 679..2727  | `attached`               | the attach list at `checkpoint`                  |
/// | 2727..4096 | `padding`                | zero                                             |
#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
struct DiskCheckpoint {
    checksum: U32,
    last_full_backup: DiskLgpos,
    checkpoint: DiskLgpos,
    sign_log: Signature,
    params: DiskParams,
    full_backup: DiskLgpos,
    full_backup_time: Logtime,
    incremental_backup: DiskLgpos,
    incremental_backup_time: Logtime,
    flags: u8,
    db_consistency: DiskLgpos,
    reserved_656: [u8; 11],
    file_type: U32,
    reserved_671: [u8; 8],
    attached: [u8; ATTACH_LIST_BYTES],
    padding: [u8; 1369],
}
const _: () = assert!(size_of::<DiskCheckpoint>() == CHECKPOINT_BLOCK);
const _: () = assert!(std::mem::offset_of!(DiskCheckpoint, flags) == 647);
const _: () = assert!(std::mem::offset_of!(DiskCheckpoint, attached) == 679);

/// Where redo starts, and what was attached there.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Checkpoint {
    /// Redo starts here.
    pub checkpoint: Lgpos,
    /// Where redo could start if only databases counted, not flush maps: never before
    /// `checkpoint`. None in files of engines before Windows 10, which is to say `checkpoint`.
    pub db_consistency: Lgpos,
    /// Identity of the stream.
    pub sign_log: Signature,
    /// What the engine ran with.
    pub params: DiskParams,
    /// The databases attached at `checkpoint`. `None`: not noted, as after a clean end; redo then
    /// starts at the beginning of the generation, with the list of its header.
    pub attached: Option<Vec<Attachment>>,
    /// Where the checkpoint was at the last full backup.
    pub last_full_backup: Lgpos,
    /// The last full backup.
    pub full_backup: (Lgpos, Logtime),
    /// The last incremental backup.
    pub incremental_backup: (Lgpos, Logtime),
}

/// Which copies of a checkpoint were sound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CheckpointCopies {
    /// Both, and equal.
    Equal,
    /// Both, yet they differ: the first counts.
    Different,
    /// The first alone.
    OnlyFirst,
    /// The second alone, which counts then.
    OnlySecond,
}

impl Checkpoint {
    /// Reads a checkpoint file and says which copies were sound.
    ///
    /// # Errors
    /// [`LogError::Checkpoint`] when neither copy is or its attach list makes no sense, [`LogError::FileType`] when the file is of
    /// another kind, or what the file system says.
    ///
    /// Source: ESE `logwrite.cxx`, `ErrLGIReadCheckpoint`.
    pub fn read(file: &dyn File) -> Result<(Self, CheckpointCopies)> {
        let len = usize::try_from(file.len()?).unwrap_or(CHECKPOINT_BYTES).min(CHECKPOINT_BYTES);
        let mut bytes = vec![0; len];
        file.read_at(&mut bytes, 0)?;
        Self::decode(&bytes)
    }

    /// Reads the bytes of a checkpoint file; see [`read`](Self::read).
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn decode(bytes: &[u8]) -> Result<(Self, CheckpointCopies)> {
        let (blocks, _) = bytes.as_chunks::<CHECKPOINT_BLOCK>();
        let mut sound = blocks.iter().take(2).map(|block| {
            let disk: &DiskCheckpoint = zerocopy::transmute_ref!(block);
            (disk.checksum.get() == old_xor(block)).then_some(disk)
        });
        let copies = (sound.next().flatten(), sound.next().flatten());
        let (disk, which) = match copies {
            (Some(one), Some(two)) if one.as_bytes() == two.as_bytes() => {
                (one, CheckpointCopies::Equal)
            }
            (Some(one), Some(_)) => (one, CheckpointCopies::Different),
            (Some(one), None) => (one, CheckpointCopies::OnlyFirst),
            (None, Some(two)) => (two, CheckpointCopies::OnlySecond),
            (None, None) => {
                return Err(LogError::Checkpoint { what: "neither copy is sound".to_owned() });
            }
        };
        let found = disk.file_type.get();
        if !matches!(found, 0 | FILE_TYPE) {
            return Err(LogError::FileType { found, expected: FILE_TYPE });
        }
        Ok((disk.typed()?, which))
    }

    /// Writes both copies and makes them durable, one after the other.
    ///
    /// # Errors
    /// [`LogError::AttachList`] when the attach list is too long, or what the file system says.
    pub fn write(&self, file: &dyn File) -> Result<()> {
        let block = self.encode()?;
        for offset in [0, CHECKPOINT_BLOCK as u64] {
            file.write_at(&*block, offset)?;
            file.sync()?;
        }
        Ok(())
    }

    /// One copy as bytes, with its checksum.
    ///
    /// # Errors
    /// [`LogError::AttachList`] when the attach list is too long.
    pub fn encode(&self) -> Result<Box<[u8; CHECKPOINT_BLOCK]>> {
        let mut bytes = Box::new([0; CHECKPOINT_BLOCK]);
        let disk: &mut DiskCheckpoint = zerocopy::transmute_mut!(&mut *bytes);
        *disk = DiskCheckpoint {
            last_full_backup: self.last_full_backup.into(),
            checkpoint: self.checkpoint.into(),
            sign_log: self.sign_log,
            params: self.params,
            full_backup: self.full_backup.0.into(),
            full_backup_time: self.full_backup.1,
            incremental_backup: self.incremental_backup.0.into(),
            incremental_backup_time: self.incremental_backup.1,
            flags: if self.attached.is_some() { HAS_ATTACHED } else { 0 },
            db_consistency: self.db_consistency.into(),
            file_type: FILE_TYPE.into(),
            ..DiskCheckpoint::new_zeroed()
        };
        encode_list(self.attached.as_deref().unwrap_or_default(), &mut disk.attached)?;
        let checksum = old_xor(&*bytes);
        let disk: &mut DiskCheckpoint = zerocopy::transmute_mut!(&mut *bytes);
        disk.checksum = checksum.into();
        Ok(bytes)
    }
}

impl DiskCheckpoint {
    fn typed(&self) -> Result<Checkpoint> {
        let attached = if self.flags & HAS_ATTACHED != 0 {
            let list = decode_list(&self.attached);
            Some(list.map_err(|what| LogError::Checkpoint { what })?)
        } else {
            None
        };
        Ok(Checkpoint {
            checkpoint: self.checkpoint.get(),
            db_consistency: self.db_consistency.get(),
            sign_log: self.sign_log,
            params: self.params,
            attached,
            last_full_backup: self.last_full_backup.get(),
            full_backup: (self.full_backup.get(), self.full_backup_time),
            incremental_backup: (self.incremental_backup.get(), self.incremental_backup_time),
        })
    }
}
