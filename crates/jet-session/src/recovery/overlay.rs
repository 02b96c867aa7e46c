//! A file whose changes stay in memory: what a dry run works on.

use std::collections::BTreeMap;
use std::sync::Arc;

use jet_os::File;
use jet_os::sync::Mutex;
use jet_os::vfs::Result;

/// Changes are kept in blocks of the smallest page size, to which all I/O on a database is aligned.
const BLOCK: usize = 2048;

/// A file that is only read, or none, and what was written over it.
#[derive(Debug)]
pub(super) struct Overlay {
    below: Option<Arc<dyn File>>,
    changes: Mutex<Changes>,
}

#[derive(Debug)]
struct Changes {
    len: u64,
    /// Bytes of the file below from here on do not count: the file was cut meanwhile.
    below_len: u64,
    blocks: BTreeMap<u64, Box<[u8]>>,
}

impl Overlay {
    pub(super) fn new(below: Option<Arc<dyn File>>) -> Result<Self> {
        let len = below.as_ref().map_or(Ok(0), |below| below.len())?;
        let changes = Changes { len, below_len: len, blocks: BTreeMap::new() };
        Ok(Self { below, changes: Mutex::new(changes) })
    }
}

impl File for Overlay {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<()> {
        let changes = self.changes.lock();
        for (at, place) in (offset..).step_by(BLOCK).zip(buffer.chunks_mut(BLOCK)) {
            match (changes.blocks.get(&at), &self.below) {
                (Some(block), _) => {
                    let (from, to) = (block.iter(), place.iter_mut());
                    to.zip(from).for_each(|(to, from)| *to = *from);
                }
                (None, Some(below)) if at < changes.below_len || at >= changes.len => {
                    below.read_at(place, at)?;
                }
                _ => place.fill(0),
            }
        }
        Ok(())
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> Result<()> {
        assert!(offset.is_multiple_of(BLOCK as u64) && bytes.len().is_multiple_of(BLOCK));
        let mut changes = self.changes.lock();
        for (at, block) in (offset..).step_by(BLOCK).zip(bytes.chunks(BLOCK)) {
            changes.blocks.insert(at, block.into());
        }
        changes.len = changes.len.max(offset + bytes.len() as u64);
        Ok(())
    }

    fn sync(&self) -> Result<()> {
        Ok(())
    }

    fn len(&self) -> Result<u64> {
        Ok(self.changes.lock().len)
    }

    fn set_len(&self, bytes: u64) -> Result<()> {
        let mut changes = self.changes.lock();
        changes.len = bytes;
        changes.below_len = changes.below_len.min(bytes);
        changes.blocks.retain(|at, _| *at < bytes);
        Ok(())
    }
}
