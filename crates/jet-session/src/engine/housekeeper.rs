//! The thread that tidies up: versions and dead nodes, pages to write back, the checkpoint.
//!
//! It is woken by a bell, and looks by itself now and then. An inline engine has none: whoever owns
//! it calls [`Engine::clean`] and [`Engine::checkpoint`].

#[cfg(all(test, loom))]
mod loom_tests;

use std::sync::Arc;
use std::time::Duration;

use jet_os::sync::atomic::{
    AtomicBool,
    Ordering::{Relaxed, SeqCst},
};
use jet_os::sync::{Condvar, Mutex, thread};

use super::Engine;
use crate::error::EngineResult;

/// How often it looks by itself.
const TICK: Duration = Duration::from_millis(500);

/// Wakes the housekeeper, from anywhere: ringing takes a lock only when nobody has rung since it
/// last listened.
#[derive(Debug, Default)]
pub struct Bell {
    has_rung: AtomicBool,
    is_ending: Mutex<bool>,
    rung: Condvar,
}

/// What the housekeeper is called for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Call {
    /// To look what there is to do.
    Look,
    /// To end.
    End,
}

impl Bell {
    /// Lets the housekeeper look soon.
    pub fn ring(&self) {
        // Pairs with the swap in `listen`: what was done before ringing is seen by who looks then.
        if !self.has_rung.swap(true, SeqCst) {
            drop(self.is_ending.lock());
            self.rung.notify_one();
        }
    }

    /// Lets it end.
    fn end(&self) {
        *self.is_ending.lock() = true;
        self.rung.notify_one();
    }

    /// Waits until somebody rings, or a while.
    fn listen(&self) -> Call {
        let mut is_ending = self.is_ending.lock();
        if !*is_ending && !self.has_rung.load(Relaxed) {
            is_ending = self.rung.wait_for(is_ending, TICK);
        }
        if *is_ending {
            return Call::End;
        }
        self.has_rung.swap(false, SeqCst);
        Call::Look
    }
}

/// The running housekeeper; ends when dropped.
#[derive(Debug)]
pub struct Housekeeper {
    bell: Arc<Bell>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Housekeeper {
    /// Starts one, unless the engine is inline.
    pub fn start(engine: &Arc<Engine>) -> Self {
        let bell = Arc::clone(&engine.bell);
        let keep = |engine: Arc<Engine>| move || engine.keep_house();
        let thread = (!engine.config.is_inline).then(|| thread::spawn(keep(Arc::clone(engine))));
        Self { bell, thread }
    }

    /// Ends it, after what it is at.
    pub fn end(&mut self) {
        self.bell.end();
        if let Some(thread) = self.thread.take() {
            // A panic of it was reported when it happened; its work is done at the end too.
            drop(thread.join());
        }
    }
}

impl Drop for Housekeeper {
    fn drop(&mut self) {
        self.end();
    }
}

impl Engine {
    /// Lets the housekeeper look soon.
    pub fn ring(&self) {
        self.bell.ring();
    }

    fn keep_house(&self) {
        while self.bell.listen() == Call::Look {
            self.tick();
            if self.life.get().state().unavailable().is_some() {
                continue;
            }
            if let Err(error) = self.tidy_up() {
                // It is tried again; what must not fail has made the instance unavailable.
                tracing::error!(%error, "housekeeping");
            }
        }
    }

    /// Does what there is to do now.
    fn tidy_up(&self) -> EngineResult<()> {
        if self.has_garbage() {
            self.clean()?;
        }
        if self.life.get().state().is_stopped() {
            self.flush()?;
        } else if self.wants_checkpoint() {
            self.checkpoint()?;
        }
        Ok(())
    }
}
