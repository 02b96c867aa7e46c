//! Which frame holds which page of one database.
//!
//! Page numbers are dense, so this is an array, not a hash table: a leaf of entries per 1024 pages,
//! made when first needed, found through segments that double in size and never move. Looking a
//! page up is three loads and takes no lock. Memory follows the pages that were touched, within
//! the length of the file.

use std::sync::OnceLock;

use jet_os::sync::atomic::{
    AtomicU32,
    Ordering::{AcqRel, Acquire},
};
use jet_types::Pgno;

/// Pages per leaf.
const LEAF: u32 = 1024;
/// Segments: the k-th has 2^k leaves, so 22 cover every page number.
const SEGMENTS: usize = 22;

type Leaf = Box<[AtomicU32]>;
type Segment = Box<[OnceLock<Leaf>]>;

/// Page number to frame number, for one database.
#[derive(Debug, Default)]
pub(crate) struct PageTable {
    segments: [OnceLock<Segment>; SEGMENTS],
}

impl PageTable {
    /// The frame that holds the page, or will when it has been read. Pair the answer with the
    /// frame's own idea of its page, under its latch.
    pub(crate) fn get(&self, pgno: Pgno) -> Option<usize> {
        let (segment, leaf, entry) = place(pgno);
        let leaf = self.segments.get(segment)?.get()?.get(leaf)?.get()?;
        // Acquire pairs with `claim`: the frame's owner is set.
        frame_of(leaf.get(entry)?.load(Acquire))
    }

    /// Makes `frame` the page's frame unless it has one. The loser of a race gets `false`.
    pub(crate) fn claim(&self, pgno: Pgno, frame: usize) -> bool {
        // Acquire and release pair with `get` and `release`.
        self.entry(pgno).compare_exchange(0, frame as u32 + 1, AcqRel, Acquire).is_ok()
    }

    /// Forgets the page's frame. The caller holds that frame exclusively.
    pub(crate) fn release(&self, pgno: Pgno, frame: usize) {
        let was = self.entry(pgno).swap(0, AcqRel);
        assert!(was as usize == frame + 1, "page {pgno} was in entry {was}, not frame {frame}");
    }

    fn entry(&self, pgno: Pgno) -> &AtomicU32 {
        let (segment, leaf, entry) = place(pgno);
        let new_segment = || (0..1_usize << segment).map(|_| OnceLock::new()).collect();
        let new_leaf = || (0..LEAF).map(|_| AtomicU32::new(0)).collect();
        let leaves = self.segments[segment].get_or_init(new_segment);
        &leaves[leaf].get_or_init(new_leaf)[entry]
    }
}

fn frame_of(entry: u32) -> Option<usize> {
    entry.checked_sub(1).map(|frame| frame as usize)
}

/// Segment, leaf in the segment, entry in the leaf.
fn place(pgno: Pgno) -> (usize, usize, usize) {
    let leaf = pgno.get() / LEAF + 1;
    let segment = leaf.ilog2();
    (segment as usize, (leaf - (1 << segment)) as usize, (pgno.get() % LEAF) as usize)
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn every_page_number_has_a_place_of_its_own() {
        let mut last = (0, 0, 0);
        for raw in 1..200_000 {
            let place = place(Pgno::new(raw).expect("not 0"));
            assert!(place > last, "page {raw}");
            assert!(place.1 < 1 << place.0 && place.2 < LEAF as usize);
            last = place;
        }
        assert!(place(Pgno::new(u32::MAX).expect("not 0")).0 < SEGMENTS + 1);
    }

    #[test]
    fn a_page_has_one_frame_at_a_time() {
        let table = PageTable::default();
        let page = Pgno::new(70_000).expect("not 0");
        assert_eq!(table.get(page), None);
        assert!(table.claim(page, 3) && !table.claim(page, 4));
        assert_eq!(table.get(page), Some(3));
        table.release(page, 3);
        assert!(table.get(page).is_none() && table.claim(page, 0));
        assert_eq!(table.get(page), Some(0));
    }
}
