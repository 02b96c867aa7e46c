//! The pool on files in memory, with more pages and threads than frames.

use std::sync::atomic::{AtomicU64, Ordering};

use jet_os::vfs;
use jet_os::{File, OsError, Rng, SimClock};
use jet_types::{JetErr, Pgno};

use super::*;
use crate::checksum;
use crate::header::DiskHeader;
use zerocopy::{FromZeros, IntoBytes};

/// A file in memory that counts its reads.
#[derive(Debug)]
pub(crate) struct Memory {
    bytes: Vec<u8>,
    reads: AtomicU64,
}

impl Memory {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.bytes.clone()
    }
}

impl File for Memory {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> vfs::Result<()> {
        self.reads.fetch_add(1, Ordering::Relaxed);
        let from = self.bytes.get(offset as usize..).and_then(|rest| rest.get(..buffer.len()));
        let eof = || OsError {
            op: "read",
            path: "memory".into(),
            source: std::io::ErrorKind::UnexpectedEof.into(),
        };
        buffer.copy_from_slice(from.ok_or_else(eof)?);
        Ok(())
    }
    fn write_at(&self, _: &[u8], _: u64) -> vfs::Result<()> {
        unreachable!("the pool only reads here")
    }
    fn sync(&self) -> vfs::Result<()> {
        Ok(())
    }
    fn len(&self) -> vfs::Result<u64> {
        Ok(self.bytes.len() as u64)
    }
    fn set_len(&self, _: u64) -> vfs::Result<()> {
        unreachable!("the pool only reads here")
    }
}

pub(crate) const SIZE: PageSize = PageSize::KIB_4;

/// A file of `pages` pages, each an empty page with its number as object id.
pub(crate) fn file(pages: u32) -> Memory {
    let mut bytes = vec![0; 2 * SIZE.bytes()];
    for raw in 1..=pages {
        let pgno = Pgno::new(raw).expect("not 0");
        let mut page = crate::page::tests::build(SIZE, raw, &[(0, b""), (0, &[1, 0, 7, 8])]);
        page[24..28].copy_from_slice(&raw.to_le_bytes());
        checksum::stamp(&mut page, SIZE, pgno);
        bytes.extend(page);
    }
    Memory { bytes, reads: AtomicU64::new(0) }
}

pub(crate) fn header() -> DbHeader {
    let mut disk = DiskHeader::new_zeroed();
    assert_eq!(disk.as_bytes().len(), 748);
    disk.generation_max_required = 1.into();
    DbHeader { disk, page_size: SIZE, copies: crate::HeaderCopies::Equal, rest: Vec::new() }
}

pub(crate) fn stamper(seed: u64) -> Stamper {
    Stamper { clock: Arc::new(SimClock::new(1_545_253_653_713)), rng: Rng::new(seed) }
}

pub(crate) fn pool(frames: usize) -> BufferPool {
    let config = PoolConfig { page_size: SIZE, max_bytes: frames * SIZE.bytes() };
    BufferPool::new(config).expect("memory")
}

pub(crate) fn open(pool: &BufferPool, file: Memory) -> (Db, Arc<Memory>) {
    let file = Arc::new(file);
    let as_file: Arc<dyn File> = file.clone();
    (pool.open(as_file, Path::new("memory"), header()).expect("open"), file)
}

pub(crate) fn open_writer(pool: &BufferPool, file: Memory) -> DbWriter {
    pool.open_writer(Arc::new(file), Path::new("memory"), header(), stamper(1)).expect("open")
}

impl BufferPool {
    pub(crate) fn free_count(&self) -> usize {
        self.free.lock().len()
    }
}

pub(crate) fn pgno(raw: u32) -> Pgno {
    Pgno::new(raw).expect("not 0")
}

#[test]
fn a_page_is_read_once_and_then_found() {
    let pool = pool(32);
    let (db, file) = open(&pool, file(10));
    for _ in 0..3 {
        for raw in 1..=10 {
            assert_eq!(pool.read(&db, pgno(raw)).expect("page").page().objid().get(), raw);
        }
    }
    assert_eq!(file.reads.load(Ordering::Relaxed), 10);
}

#[test]
fn many_threads_read_more_pages_than_fit() {
    let pool = pool(FRAMES_MIN);
    let (db, _) = open(&pool, file(500));
    std::thread::scope(|scope| {
        for thread in 0..8_u32 {
            let (pool, db) = (&pool, &db);
            scope.spawn(move || {
                let mut raw = thread;
                for _ in 0..5_000 {
                    raw = (raw.wrapping_mul(1_103_515_245).wrapping_add(12_345)) % 500;
                    let guard = pool.read(db, pgno(raw + 1)).expect("page");
                    assert_eq!(guard.page().objid().get(), raw + 1);
                }
            });
        }
    });
    assert!(pool.stats().evictions > 0);
    pool.close(db);
    assert_eq!(pool.free_count(), FRAMES_MIN, "P2: no frame is lost");
}

#[test]
fn concurrent_readers_of_a_missing_page_load_it_once() {
    for _ in 0..50 {
        let pool = pool(32);
        let (db, file) = open(&pool, file(1));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| assert_eq!(pool.read(&db, pgno(1)).expect("page").pgno(), pgno(1)));
            }
        });
        assert_eq!(file.reads.load(Ordering::Relaxed), 1);
    }
}

#[test]
fn when_every_frame_is_latched_the_pool_says_so() {
    let pool = pool(FRAMES_MIN);
    let (db, _) = open(&pool, file(100));
    let held: Vec<_> =
        (1..=FRAMES_MIN as u32).map(|raw| pool.read(&db, pgno(raw)).expect("page")).collect();
    assert_eq!(pool.read(&db, pgno(99)).expect_err("full").code(), JetErr::OUT_OF_BUFFERS);
    assert!(pool.read(&db, pgno(1)).is_ok(), "a page in memory needs no frame");
    drop(held);
    assert!(pool.read(&db, pgno(99)).is_ok());
}

#[test]
fn each_damage_has_its_own_error() {
    let pool = pool(32);
    let mut damaged = file(6);
    let at = |raw: usize| (raw + 1) * SIZE.bytes();
    damaged.bytes[at(1) + 100] ^= 1;
    damaged.bytes[at(2) + 100] ^= 3;
    damaged.bytes[at(3)..at(4)].fill(0);
    let (db, _) = open(&pool, damaged);
    assert_eq!(pool.read(&db, pgno(1)).expect("one bit is put right").page().objid().get(), 1);
    assert_eq!(pool.stats().repaired, 1);
    let code = |raw| pool.read(&db, pgno(raw)).expect_err("damage").code();
    for _ in 0..2 * FRAMES_MIN {
        assert_eq!(code(2), JetErr::READ_VERIFY_FAILURE);
        assert_eq!(code(3), JetErr::PAGE_NOT_INITIALIZED);
        assert_eq!(code(7), JetErr::FILE_IO_BEYOND_EOF);
    }
    assert!(pool.read(&db, pgno(6)).is_ok(), "failed reads leak no frames");
}

/// A scan of pages used once must not push out a page that is used all the time.
#[test]
fn a_scan_leaves_the_pages_in_use_alone() {
    let pool = pool(FRAMES_MIN);
    let (db, file) = open(&pool, file(400));
    pool.read(&db, pgno(400)).expect("page");
    for raw in 1..400 {
        pool.read(&db, pgno(raw)).expect("page");
        pool.read(&db, pgno(400)).expect("page");
    }
    assert_eq!(file.reads.load(Ordering::Relaxed), 400);
}
