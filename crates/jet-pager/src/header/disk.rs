//! The database header as stored: one struct, every field.

use zerocopy::little_endian::{I32, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use jet_types::{BackupInfo, DiskLgpos, Logtime, Signature};

/// The first 748 bytes of the header page; zeros follow. Names say what the field holds; the ones
/// that need more have a word in the table. Source: ESE `daedef.hxx`, `DBFILEHDR`.
///
/// | bytes    | field                                | meaning                                           |
/// |----------|--------------------------------------|---------------------------------------------------|
/// | 0..4     | `checksum`                           | old XOR checksum of the page                      |
/// | 4..8     | `magic`                              | 0x89ABCDEF                                        |
/// | 8..12    | `version`                            | major format version, 0x620                       |
/// | 12..16   | `attributes`                         | 0: a database                                     |
/// | 16..24   | `dbtime`                             | highest dbtime handed out                         |
/// | 24..52   | `sign_db`                            | identity of the database                          |
/// | 52..56   | `state`                              | [`DbState`](super::DbState)                                       |
/// | 56..64   | `lgpos_consistent`                   | log position of the last clean detach             |
/// | 64..72   | `time_consistent`                    |                                                   |
/// | 72..80   | `time_attach`                        |                                                   |
/// | 80..88   | `lgpos_attach`                       | log position of the last attach                   |
/// | 88..96   | `time_detach`                        |                                                   |
/// | 96..104  | `lgpos_detach`                       | log position of the last detach, 0 while attached |
/// | 104..108 | `dbid`                               | slot in the log stream                            |
/// | 108..136 | `sign_log`                           | log stream it is bound to                         |
/// | 136..160 | `backup_full_prev`                   |                                                   |
/// | 160..184 | `backup_incremental_prev`            |                                                   |
/// | 184..208 | `backup_full_current`                |                                                   |
/// | 208..212 | `flags`                              |                                                   |
/// | 212..216 | `objid_last`                         | highest object id handed out                      |
/// | 216..220 | `os_major`                           |                                                   |
/// | 220..224 | `os_minor`                           |                                                   |
/// | 224..228 | `os_build`                           |                                                   |
/// | 228..232 | `os_service_pack`                    |                                                   |
/// | 232..236 | `update_major`                       | format update, major                              |
/// | 236..240 | `page_bytes`                         | page size, 0 means 4096                           |
/// | 240..244 | `repair_count`                       |                                                   |
/// | 244..252 | `time_repair`                        |                                                   |
/// | 252..280 | `reserved_252`                       |                                                   |
/// | 280..288 | `dbtime_last_scrub`                  |                                                   |
/// | 288..296 | `time_scrub`                         |                                                   |
/// | 296..300 | `generation_min_required`            | first log needed for recovery                     |
/// | 300..304 | `generation_max_required`            | last log needed for recovery                      |
/// | 304..308 | `upgrade_pages`                      |                                                   |
/// | 308..312 | `upgrade_free_pages`                 |                                                   |
/// | 312..316 | `upgrade_space_map_pages`            |                                                   |
/// | 316..340 | `backup_snapshot_current`            |                                                   |
/// | 340..344 | `create_version`                     |                                                   |
/// | 344..348 | `create_update`                      |                                                   |
/// | 348..356 | `time_generation_max_created`        |                                                   |
/// | 356..360 | `backup_full_prev_type`              |                                                   |
/// | 360..364 | `backup_incremental_prev_type`       |                                                   |
/// | 364..368 | `repair_count_old`                   |                                                   |
/// | 368..372 | `ecc_fixed`                          |                                                   |
/// | 372..380 | `time_ecc_fixed`                     |                                                   |
/// | 380..384 | `ecc_fixed_old`                      |                                                   |
/// | 384..388 | `ecc_failed`                         |                                                   |
/// | 388..396 | `time_ecc_failed`                    |                                                   |
/// | 396..400 | `ecc_failed_old`                     |                                                   |
/// | 400..404 | `bad_checksums`                      |                                                   |
/// | 404..412 | `time_bad_checksum`                  |                                                   |
/// | 412..416 | `bad_checksums_old`                  |                                                   |
/// | 416..420 | `generation_max_committed`           | last log with records for it                      |
/// | 420..444 | `backup_copy_prev`                   |                                                   |
/// | 444..468 | `backup_differential_prev`           |                                                   |
/// | 468..472 | `backup_copy_prev_type`              |                                                   |
/// | 472..476 | `backup_differential_prev_type`      |                                                   |
/// | 476..480 | `reseed_count`                       |                                                   |
/// | 480..488 | `time_reseed`                        |                                                   |
/// | 488..492 | `reseed_count_old`                   |                                                   |
/// | 492..496 | `page_patch_count`                   |                                                   |
/// | 496..504 | `time_page_patch`                    |                                                   |
/// | 504..508 | `page_patch_count_old`               |                                                   |
/// | 508..516 | `sort_version`                       | all ones: MSysLocales is in use                   |
/// | 516..524 | `time_scan_prev`                     |                                                   |
/// | 524..532 | `time_scan_start`                    |                                                   |
/// | 532..536 | `scan_highest_continuous_pgno`       |                                                   |
/// | 536..540 | `generation_recovering`              |                                                   |
/// | 540..544 | `extend_count`                       |                                                   |
/// | 544..552 | `time_last_extend`                   |                                                   |
/// | 552..556 | `shrink_count`                       |                                                   |
/// | 556..564 | `time_last_shrink`                   |                                                   |
/// | 564..572 | `time_last_reattach`                 |                                                   |
/// | 572..580 | `lgpos_last_reattach`                |                                                   |
/// | 580..584 | `trim_count`                         |                                                   |
/// | 584..612 | `sign_header_flush`                  |                                                   |
/// | 612..640 | `sign_flush_map_flush`               |                                                   |
/// | 640..644 | `generation_min_consistent`          |                                                   |
/// | 644..648 | `update_minor`                       | format update, minor                              |
/// | 648..652 | `max_engine_version_attached`        |                                                   |
/// | 652..656 | `scan_highest_pgno`                  |                                                   |
/// | 656..664 | `lgpos_last_resize`                  |                                                   |
/// | 664..667 | `reserved_664`                       |                                                   |
/// | 667..671 | `file_type`                          | 1: a database                                     |
/// | 671..672 | `reserved_671`                       |                                                   |
/// | 672..680 | `time_generation_max_required`       |                                                   |
/// | 680..684 | `generation_pre_redo_min_consistent` |                                                   |
/// | 684..688 | `generation_pre_redo_min_required`   |                                                   |
/// | 688..716 | `sign_revert_snapshot_flush`         |                                                   |
/// | 716..720 | `revert_count`                       |                                                   |
/// | 720..728 | `time_revert_from`                   |                                                   |
/// | 728..736 | `time_revert_to`                     |                                                   |
/// | 736..740 | `revert_page_count`                  |                                                   |
/// | 740..748 | `lgpos_commit_before_revert`         |                                                   |
#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Clone, Copy, Debug)]
#[repr(C)]
pub struct DiskHeader {
    /// See the table.
    pub checksum: U32,
    /// See the table.
    pub magic: U32,
    /// See the table.
    pub version: U32,
    /// See the table.
    pub attributes: U32,
    /// See the table.
    pub dbtime: U64,
    /// See the table.
    pub sign_db: Signature,
    /// See the table.
    pub state: U32,
    /// See the table.
    pub lgpos_consistent: DiskLgpos,
    /// See the table.
    pub time_consistent: Logtime,
    /// See the table.
    pub time_attach: Logtime,
    /// See the table.
    pub lgpos_attach: DiskLgpos,
    /// See the table.
    pub time_detach: Logtime,
    /// See the table.
    pub lgpos_detach: DiskLgpos,
    /// See the table.
    pub dbid: U32,
    /// See the table.
    pub sign_log: Signature,
    /// See the table.
    pub backup_full_prev: BackupInfo,
    /// See the table.
    pub backup_incremental_prev: BackupInfo,
    /// See the table.
    pub backup_full_current: BackupInfo,
    /// See the table.
    pub flags: [u8; 4],
    /// See the table.
    pub objid_last: U32,
    /// See the table.
    pub os_major: U32,
    /// See the table.
    pub os_minor: U32,
    /// See the table.
    pub os_build: U32,
    /// See the table.
    pub os_service_pack: I32,
    /// See the table.
    pub update_major: U32,
    /// See the table.
    pub page_bytes: U32,
    /// See the table.
    pub repair_count: U32,
    /// See the table.
    pub time_repair: Logtime,
    /// See the table.
    pub reserved_252: [u8; 28],
    /// See the table.
    pub dbtime_last_scrub: U64,
    /// See the table.
    pub time_scrub: Logtime,
    /// See the table.
    pub generation_min_required: I32,
    /// See the table.
    pub generation_max_required: I32,
    /// See the table.
    pub upgrade_pages: I32,
    /// See the table.
    pub upgrade_free_pages: I32,
    /// See the table.
    pub upgrade_space_map_pages: I32,
    /// See the table.
    pub backup_snapshot_current: BackupInfo,
    /// See the table.
    pub create_version: U32,
    /// See the table.
    pub create_update: U32,
    /// See the table.
    pub time_generation_max_created: Logtime,
    /// See the table.
    pub backup_full_prev_type: U32,
    /// See the table.
    pub backup_incremental_prev_type: U32,
    /// See the table.
    pub repair_count_old: U32,
    /// See the table.
    pub ecc_fixed: U32,
    /// See the table.
    pub time_ecc_fixed: Logtime,
    /// See the table.
    pub ecc_fixed_old: U32,
    /// See the table.
    pub ecc_failed: U32,
    /// See the table.
    pub time_ecc_failed: Logtime,
    /// See the table.
    pub ecc_failed_old: U32,
    /// See the table.
    pub bad_checksums: U32,
    /// See the table.
    pub time_bad_checksum: Logtime,
    /// See the table.
    pub bad_checksums_old: U32,
    /// See the table.
    pub generation_max_committed: I32,
    /// See the table.
    pub backup_copy_prev: BackupInfo,
    /// See the table.
    pub backup_differential_prev: BackupInfo,
    /// See the table.
    pub backup_copy_prev_type: U32,
    /// See the table.
    pub backup_differential_prev_type: U32,
    /// See the table.
    pub reseed_count: U32,
    /// See the table.
    pub time_reseed: Logtime,
    /// See the table.
    pub reseed_count_old: U32,
    /// See the table.
    pub page_patch_count: U32,
    /// See the table.
    pub time_page_patch: Logtime,
    /// See the table.
    pub page_patch_count_old: U32,
    /// See the table.
    pub sort_version: U64,
    /// See the table.
    pub time_scan_prev: Logtime,
    /// See the table.
    pub time_scan_start: Logtime,
    /// See the table.
    pub scan_highest_continuous_pgno: U32,
    /// See the table.
    pub generation_recovering: I32,
    /// See the table.
    pub extend_count: U32,
    /// See the table.
    pub time_last_extend: Logtime,
    /// See the table.
    pub shrink_count: U32,
    /// See the table.
    pub time_last_shrink: Logtime,
    /// See the table.
    pub time_last_reattach: Logtime,
    /// See the table.
    pub lgpos_last_reattach: DiskLgpos,
    /// See the table.
    pub trim_count: U32,
    /// See the table.
    pub sign_header_flush: Signature,
    /// See the table.
    pub sign_flush_map_flush: Signature,
    /// See the table.
    pub generation_min_consistent: I32,
    /// See the table.
    pub update_minor: U32,
    /// See the table.
    pub max_engine_version_attached: U32,
    /// See the table.
    pub scan_highest_pgno: U32,
    /// See the table.
    pub lgpos_last_resize: DiskLgpos,
    /// See the table.
    pub reserved_664: [u8; 3],
    /// See the table.
    pub file_type: U32,
    /// See the table.
    pub reserved_671: [u8; 1],
    /// See the table.
    pub time_generation_max_required: Logtime,
    /// See the table.
    pub generation_pre_redo_min_consistent: I32,
    /// See the table.
    pub generation_pre_redo_min_required: I32,
    /// See the table.
    pub sign_revert_snapshot_flush: Signature,
    /// See the table.
    pub revert_count: U32,
    /// See the table.
    pub time_revert_from: Logtime,
    /// See the table.
    pub time_revert_to: Logtime,
    /// See the table.
    pub revert_page_count: U32,
    /// See the table.
    pub lgpos_commit_before_revert: DiskLgpos,
}
const _: () = assert!(size_of::<DiskHeader>() == 748);
const _: () = assert!(std::mem::offset_of!(DiskHeader, state) == 52);
const _: () = assert!(std::mem::offset_of!(DiskHeader, generation_min_required) == 296);
const _: () = assert!(std::mem::offset_of!(DiskHeader, sort_version) == 508);
const _: () = assert!(std::mem::offset_of!(DiskHeader, file_type) == 667);
const _: () = assert!(std::mem::offset_of!(DiskHeader, lgpos_commit_before_revert) == 740);
