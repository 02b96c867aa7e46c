//! The bytes of a simulated file, copied on write, so that a copy costs nothing and stays.

use std::sync::Arc;

/// Bytes in one block.
pub const BLOCK: usize = 4096;
/// Blocks in one chunk.
const CHUNK: usize = 64;

type Block = [u8; BLOCK];

/// Some blocks; absent ones are zeros.
#[derive(Clone)]
struct Chunk([Option<Arc<Block>>; CHUNK]);

/// The bytes of a file. A clone shares all blocks until one of the two is written.
#[derive(Clone, Default)]
pub struct Blocks {
    chunks: Arc<Vec<Option<Arc<Chunk>>>>,
    len: u64,
    present: u64,
}

impl Blocks {
    /// Length in bytes.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Bytes of the disk in use.
    pub fn allocated(&self) -> u64 {
        self.present * BLOCK as u64
    }

    /// Bytes of the disk that a write would take besides those in use.
    pub fn missing(&self, offset: u64, len: usize) -> u64 {
        if len == 0 {
            return 0;
        }
        let first = offset / BLOCK as u64;
        let last = (offset + len as u64 - 1) / BLOCK as u64;
        (first..=last).filter(|index| self.block(*index).is_none()).count() as u64 * BLOCK as u64
    }

    /// Fills `buffer` from `offset`; what lies past the end reads as zero.
    pub fn read(&self, mut buffer: &mut [u8], mut offset: u64) {
        while !buffer.is_empty() {
            let (index, at, len) = piece(offset, buffer.len());
            let (now, rest) = buffer.split_at_mut(len);
            match self.block(index) {
                Some(block) => now.copy_from_slice(&block[at..at + len]),
                None => now.fill(0),
            }
            offset += len as u64;
            buffer = rest;
        }
    }

    /// Puts `bytes` at `offset`, growing the file if needed.
    pub fn write(&mut self, mut bytes: &[u8], mut offset: u64) {
        self.len = self.len.max(offset + bytes.len() as u64);
        while !bytes.is_empty() {
            let (index, at, len) = piece(offset, bytes.len());
            let (now, rest) = bytes.split_at(len);
            self.block_mut(index)[at..at + len].copy_from_slice(now);
            offset += len as u64;
            bytes = rest;
        }
    }

    /// Cuts the file, or lets it end in zeros.
    pub fn set_len(&mut self, len: u64) {
        let cut = len < self.len;
        self.len = len;
        if !cut {
            return;
        }
        // What was cut off must read as zero if the file grows again.
        let (index, at, _) = piece(len, 1);
        let keep = if at == 0 { index } else { index + 1 };
        if at > 0 && self.block(index).is_some() {
            self.block_mut(index)[at..].fill(0);
        }
        self.forget_from(keep);
    }

    fn forget_from(&mut self, first: u64) {
        let chunks = Arc::make_mut(&mut self.chunks);
        chunks.truncate((first as usize).div_ceil(CHUNK));
        let inside = first as usize % CHUNK;
        if inside > 0
            && let Some(Some(last)) = chunks.get_mut(first as usize / CHUNK)
        {
            Arc::make_mut(last).0[inside..].fill(None);
        }
        let blocks = chunks.iter().flatten().flat_map(|chunk| chunk.0.iter().flatten());
        self.present = blocks.count() as u64;
    }

    fn block(&self, index: u64) -> Option<&Block> {
        let chunk = self.chunks.get(index as usize / CHUNK)?.as_deref()?;
        chunk.0[index as usize % CHUNK].as_deref()
    }

    fn block_mut(&mut self, index: u64) -> &mut Block {
        let (chunk, inside) = (index as usize / CHUNK, index as usize % CHUNK);
        let chunks = Arc::make_mut(&mut self.chunks);
        if chunks.len() <= chunk {
            chunks.resize(chunk + 1, None);
        }
        let empty = || Arc::new(Chunk([const { None }; CHUNK]));
        let blocks = Arc::make_mut(chunks[chunk].get_or_insert_with(empty));
        let block = blocks.0[inside].get_or_insert_with(|| {
            self.present += 1;
            Arc::new([0; BLOCK])
        });
        Arc::make_mut(block)
    }
}

/// The block that holds `offset`, where in it, and how many of `len` bytes lie in it.
fn piece(offset: u64, len: usize) -> (u64, usize, usize) {
    let at = (offset % BLOCK as u64) as usize;
    (offset / BLOCK as u64, at, len.min(BLOCK - at))
}
