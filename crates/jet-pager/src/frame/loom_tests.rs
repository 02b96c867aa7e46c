//! All interleavings around one frame or two. `docs/testing.md` tells how each was seen to fail.

use std::path::Path;

use jet_os::sync::atomic::AtomicU32;
use jet_os::sync::{Arc, thread};

use super::*;
use crate::unsynced::Unsynced;

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

/// A page, its file and the log, as far as a checkpoint is concerned.
struct World {
    frame: Frame,
    unsynced: Unsynced,
    /// How often the page has changed: in memory, in the file, and in the file for good.
    memory: AtomicU32,
    written: AtomicU32,
    durable: AtomicU32,
    /// Where the next record goes.
    tip: AtomicU64,
    steps: AtomicU32,
}

impl World {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            frame: Frame::default(),
            unsynced: Unsynced::default(),
            memory: AtomicU32::new(0),
            written: AtomicU32::new(0),
            durable: AtomicU32::new(0),
            tip: AtomicU64::new(1),
            steps: AtomicU32::new(0),
        })
    }

    /// A place where the model may switch threads. Loom compares an access with the last one of
    /// the same atomic only, so a thread that loads before it stores hides the loads of others,
    /// and their order is not explored. Counting is never hidden, and orders nothing else.
    fn step(&self) {
        self.steps.fetch_add(1, Relaxed);
    }

    /// Change `n`, from 1: mark, append, edit.
    fn change(&self, n: u32) {
        self.frame.enter(Mode::Exclusive);
        self.step();
        self.frame.mark_dirty(Lgpos::from_bytes(u64::from(n).to_le_bytes()));
        self.step();
        // Release pairs with `checkpoint`.
        self.tip.fetch_add(1, Release);
        self.memory.store(n, Relaxed);
        self.frame.leave(Mode::Exclusive);
    }

    /// One write, which fails or not.
    fn write(&self, succeeds: bool) {
        self.frame.enter(Mode::Shared);
        self.step();
        let begun = self.frame.begin_write();
        let copy = self.memory.load(Relaxed);
        self.frame.leave(Mode::Shared);
        if let Begun::Taken { oldest } = begun {
            self.step();
            if succeeds {
                self.written.store(copy, Relaxed);
                self.unsynced.note(oldest);
            }
            self.step();
            self.frame.end_write(succeeds);
        }
    }

    fn sync(&self) {
        self.step();
        let sync = || {
            self.durable.store(self.written.load(Relaxed), Relaxed);
            Ok(())
        };
        self.unsynced.sync_with(Path::new("file"), sync).expect("syncs succeed");
    }

    /// Whatever lies before the checkpoint is in the file for good: record n made change n.
    fn checkpoint(&self) {
        // Acquire pairs with `change`: who sees the record sees the mark.
        let tip = self.tip.load(Acquire);
        self.step();
        let in_memory = self.frame.oldest();
        self.step();
        let checkpoint = tip.min(in_memory).min(self.unsynced.oldest());
        let durable = u64::from(self.durable.load(Relaxed));
        assert!(checkpoint <= durable + 1, "checkpoint {checkpoint}, durable {durable}");
    }
}

/// Explores all interleavings with up to three switches that nothing forces.
fn model(run: impl Fn() + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(run);
}

/// The checkpoint never passes a change that is not durable, whatever moves meanwhile.
fn checkpoint_beside(action: impl Fn(&World) + Send + Sync + Copy + 'static) {
    model(move || {
        let world = World::new();
        let other = {
            let world = Arc::clone(&world);
            thread::spawn(move || action(&world))
        };
        world.checkpoint();
        other.join().expect("model threads do not panic");
        world.checkpoint();
    });
}

#[test]
fn loom_a_checkpoint_sees_every_mark() {
    checkpoint_beside(|world| world.change(1));
}

#[test]
fn loom_a_checkpoint_beside_a_write_and_a_sync() {
    checkpoint_beside(|world| {
        world.change(1);
        world.write(true);
        world.sync();
    });
}

#[test]
fn loom_a_checkpoint_beside_a_write_that_fails_and_one_that_does_not() {
    checkpoint_beside(|world| {
        world.change(1);
        world.write(false);
        world.write(true);
    });
}

/// A change beside a write is in the copy, or the page is dirty afterwards. So is the page if the
/// write failed.
fn change_beside_a_write(succeeds: bool) {
    model(move || {
        let world = World::new();
        world.change(1);
        let writer = {
            let world = Arc::clone(&world);
            thread::spawn(move || world.change(2))
        };
        world.write(succeeds);
        world.checkpoint();
        writer.join().expect("model threads do not panic");
        let written = world.written.load(Relaxed);
        assert!(written == 2 || world.frame.is_dirty(), "change {written} is the last written");
        world.write(true);
        world.sync();
        assert_eq!(world.durable.load(Relaxed), 2);
        assert_eq!(world.frame.oldest().min(world.unsynced.oldest()), CLEAN);
    });
}

#[test]
fn loom_a_change_beside_a_write_is_not_lost() {
    change_beside_a_write(true);
}

#[test]
fn loom_a_change_beside_a_failing_write_is_not_lost() {
    change_beside_a_write(false);
}

/// Who takes the frame for another page finds it in the file, or leaves it.
#[test]
fn loom_a_page_is_given_up_only_when_the_file_has_it() {
    model(|| {
        let world = World::new();
        world.change(1);
        let flusher = {
            let world = Arc::clone(&world);
            thread::spawn(move || world.write(false))
        };
        world.frame.enter(Mode::Exclusive);
        assert!(!world.frame.is_in_file(), "given up with its change");
        world.frame.leave(Mode::Exclusive);
        flusher.join().expect("model threads do not panic");
    });
}

/// Two flushers with a change between them: never two writes in flight, as the older might land
/// last.
#[test]
fn loom_writes_of_a_page_go_one_after_the_other() {
    model(|| {
        let world = World::new();
        world.change(1);
        let other = {
            let world = Arc::clone(&world);
            thread::spawn(move || world.write(true))
        };
        world.change(2);
        world.write(true);
        other.join().expect("model threads do not panic");
        world.write(true);
        assert!(world.frame.is_in_file(), "neither wrote the last change");
        assert_eq!(world.written.load(Relaxed), 2, "the older write landed last");
    });
}
