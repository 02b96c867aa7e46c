//! A sorted run in a file of its own.
//!
//! | bytes | of a row                          |
//! |-------|-----------------------------------|
//! | 0..4  | length of the key                 |
//! | 4..8  | length of the data                |
//! | ..    | the key, the data                 |

use std::path::PathBuf;
use std::sync::Arc;

use jet_os::{File, OpenMode, Vfs};

use crate::error::{Result, TableError};

/// Rows are written and read so many bytes at a time.
const BLOCK: usize = 64 << 10;
/// The two lengths before a row.
const HEAD: usize = 8;

/// Makes files for runs, each under a name of its own.
#[derive(Debug)]
pub(super) struct Scratch {
    vfs: Arc<dyn Vfs>,
    prefix: PathBuf,
    made: u32,
}

/// A file that goes when nobody needs it any more.
#[derive(Debug)]
struct ScratchFile {
    vfs: Arc<dyn Vfs>,
    path: PathBuf,
    file: Arc<dyn File>,
}

/// A run: its file, and where its rows begin.
#[derive(Debug)]
pub(super) struct Run {
    file: Arc<ScratchFile>,
    starts: Vec<u64>,
    end: u64,
}

/// A run that is being written.
#[derive(Debug)]
pub(super) struct RunWriter {
    file: ScratchFile,
    starts: Vec<u64>,
    block: Vec<u8>,
    written: u64,
}

/// Reads a run: a block is kept, so that rows in order are read once.
#[derive(Debug)]
pub(super) struct RunReader {
    file: Arc<ScratchFile>,
    /// Where rows end.
    end: u64,
    /// Where the next row begins.
    next: u64,
    block: Vec<u8>,
    /// Where the block begins.
    block_start: u64,
}

impl Drop for ScratchFile {
    fn drop(&mut self) {
        // What cannot be removed is in nobody's way but the disk's.
        self.vfs.remove(&self.path).ok();
    }
}

impl Scratch {
    pub(super) fn new(vfs: Arc<dyn Vfs>, prefix: PathBuf) -> Self {
        Self { vfs, prefix, made: 0 }
    }

    /// Starts a run.
    pub(super) fn start(&mut self) -> Result<RunWriter> {
        let mut path = self.prefix.clone().into_os_string();
        path.push(format!("{}.sort", self.made));
        self.made += 1;
        let path = PathBuf::from(path);
        let file = self.vfs.open(&path, OpenMode::CreateOrTruncate)?;
        let file = ScratchFile { vfs: Arc::clone(&self.vfs), path, file };
        Ok(RunWriter { file, starts: Vec::new(), block: Vec::with_capacity(BLOCK), written: 0 })
    }
}

impl RunWriter {
    /// Writes a row behind the others.
    pub(super) fn put(&mut self, key: &[u8], data: &[u8]) -> Result<()> {
        self.starts.push(self.written + self.block.len() as u64);
        for part in
            [&(key.len() as u32).to_le_bytes(), &(data.len() as u32).to_le_bytes(), key, data]
        {
            self.block.extend_from_slice(part);
        }
        if self.block.len() >= BLOCK { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        self.file.file.write_at(&self.block, self.written)?;
        self.written += self.block.len() as u64;
        self.block.clear();
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<Run> {
        self.flush()?;
        Ok(Run { file: Arc::new(self.file), starts: self.starts, end: self.written })
    }
}

impl Run {
    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }
}

impl RunReader {
    pub(super) fn new(run: &Run) -> Self {
        let (block, end) = (Vec::new(), run.end);
        Self { file: Arc::clone(&run.file), end, next: 0, block, block_start: 0 }
    }

    /// The next row, or `None` past the last.
    pub(super) fn next(&mut self) -> Result<Option<(Vec<u8>, Vec<u8>)>> {
        if self.next >= self.end {
            return Ok(None);
        }
        let (key, data) = self.at(self.next)?;
        let row = (key.to_vec(), data.to_vec());
        self.next += (HEAD + row.0.len() + row.1.len()) as u64;
        Ok(Some(row))
    }

    /// A row by its number.
    pub(super) fn row(&mut self, run: &Run, number: usize) -> Result<(&[u8], &[u8])> {
        let start = run.starts.get(number).copied().unwrap_or(self.end);
        self.at(start)
    }

    /// The row that begins at `start`.
    fn at(&mut self, start: u64) -> Result<(&[u8], &[u8])> {
        let head = self.bytes(start, HEAD)?;
        let (lengths, _) = head.as_chunks::<4>();
        let [key_len, data_len] = lengths else { return Err(malformed()) };
        let key_len = u32::from_le_bytes(*key_len) as usize;
        let len = key_len + u32::from_le_bytes(*data_len) as usize;
        let row = self.bytes(start + HEAD as u64, len)?;
        row.split_at_checked(key_len).ok_or_else(malformed)
    }

    /// Bytes of the file, read with those that follow unless they are at hand.
    fn bytes(&mut self, start: u64, len: usize) -> Result<&[u8]> {
        let at_hand = |block: &[u8], block_start: u64| {
            let from = usize::try_from(start.checked_sub(block_start)?).ok()?;
            let to = from.checked_add(len)?;
            (to <= block.len()).then_some(from..to)
        };
        if at_hand(&self.block, self.block_start).is_none() {
            let rest = self.end.checked_sub(start).ok_or_else(malformed)?;
            let want = (len.max(BLOCK) as u64).min(rest);
            self.block.resize(usize::try_from(want).map_err(|_| malformed())?, 0);
            self.block_start = start;
            self.file.file.read_at(&mut self.block, start)?;
        }
        let range = at_hand(&self.block, self.block_start).ok_or_else(malformed)?;
        self.block.get(range).ok_or_else(malformed)
    }
}

/// A run is not as it was written.
fn malformed() -> TableError {
    TableError::Record("of a sorted run contradicts itself")
}
