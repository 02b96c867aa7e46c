//! All interleavings around one frame or two. `docs/testing.md` tells how each was seen to fail.

use jet_os::sync::atomic::AtomicU32;
use jet_os::sync::{Arc, thread};

use super::*;

const BEGIN: Lgpos = Lgpos { generation: 1, sector: 0, offset: 0 };

/// A parent that names the page with the key, and two pages that may have it.
#[derive(Default)]
struct Tree {
    frames: [Frame; 3],
    /// What the frames hold: the parent the index of a child, a child whether it has the key.
    bytes: [AtomicU32; 3],
}

/// A key moves from one child to the other as a split moves it, while a reader goes down holding
/// one latch at a time. If the version of the parent says that nothing changed, the key is there.
#[test]
fn loom_a_mover_is_always_noticed() {
    loom::model(|| {
        let tree = Arc::new(Tree::default());
        tree.bytes[0].store(1, Relaxed);
        tree.bytes[1].store(1, Relaxed);
        let mover = {
            let tree = Arc::clone(&tree);
            thread::spawn(move || {
                tree.frames.iter().for_each(|frame| frame.enter(Mode::Exclusive));
                tree.frames.iter().for_each(|frame| frame.mark_dirty(BEGIN));
                tree.bytes[1].store(0, Relaxed);
                tree.bytes[2].store(1, Relaxed);
                tree.bytes[0].store(2, Relaxed);
                // The children first: the order must not matter.
                tree.frames.iter().rev().for_each(|frame| frame.leave(Mode::Exclusive));
            })
        };
        let parent = &tree.frames[0];
        parent.enter(Mode::Shared);
        let (version, child) = (parent.version(), tree.bytes[0].load(Relaxed) as usize);
        parent.leave(Mode::Shared);
        tree.frames[child].enter(Mode::Shared);
        if parent.version() == version {
            assert_eq!(tree.bytes[child].load(Relaxed), 1, "looked in the wrong page");
        }
        tree.frames[child].leave(Mode::Shared);
        mover.join().expect("model threads do not panic");
    });
}
