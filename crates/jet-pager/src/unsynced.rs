//! What of a file was written and may still be undone by a crash.
//!
//! Invariants, cited in code by number:
//! - U1. A write is noted here before its frames forget it, and forgotten when a sync has succeeded
//!   that began after the write had ended.
//! - U2. After a failed sync nothing is forgotten any more: the system may have dropped the writes,
//!   and later syncs succeed without them.

use std::path::Path;

use jet_os::sync::Mutex;
use jet_os::{File, vfs};

use crate::error::{PagerError, Result};
use crate::frame::CLEAN;

/// The writes of one file that are not durable.
#[derive(Debug)]
pub(crate) struct Unsynced(Mutex<State>);

#[derive(Debug)]
struct State {
    /// The lowest `oldest` of the pages written since the newest sync began, [`CLEAN`] when none.
    written: u64,
    /// The same of those that running syncs cover.
    syncing: u64,
    /// How many syncs are running.
    running: u32,
    failed: bool,
}

impl Default for Unsynced {
    fn default() -> Self {
        let state = State { written: CLEAN, syncing: CLEAN, running: 0, failed: false };
        Self(Mutex::new(state))
    }
}

impl Unsynced {
    /// Notes a write that has ended, of pages whose lowest `oldest` is this.
    pub(crate) fn note(&self, oldest: u64) {
        let mut state = self.0.lock();
        state.written = state.written.min(oldest);
    }

    /// The lowest `oldest` of all writes that are not durable, [`CLEAN`] when there is none.
    pub(crate) fn oldest(&self) -> u64 {
        let state = self.0.lock();
        state.written.min(state.syncing)
    }

    /// Makes all writes that have ended durable.
    pub(crate) fn sync(&self, file: &dyn File, path: &Path) -> Result<()> {
        self.sync_with(path, || file.sync())
    }

    pub(crate) fn sync_with(
        &self,
        path: &Path,
        sync: impl FnOnce() -> vfs::Result<()>,
    ) -> Result<()> {
        self.begin(path)?;
        let result = sync();
        self.end(result.is_ok());
        Ok(result?)
    }

    fn begin(&self, path: &Path) -> Result<()> {
        let mut state = self.0.lock();
        if state.failed {
            return Err(PagerError::SyncFailed { path: path.to_owned() });
        }
        state.syncing = state.syncing.min(state.written);
        state.written = CLEAN;
        state.running += 1;
        Ok(())
    }

    fn end(&self, succeeded: bool) {
        let mut state = self.0.lock();
        state.running -= 1;
        state.failed |= !succeeded;
        // What another running sync covers cannot be told apart; it is forgotten with that one.
        if state.running == 0 && !state.failed {
            state.syncing = CLEAN;
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    fn check(unsynced: &Unsynced, succeeds: bool) -> Result<()> {
        let error = || vfs_error();
        unsynced.sync_with(Path::new("file"), || if succeeds { Ok(()) } else { Err(error()) })
    }

    fn vfs_error() -> jet_os::OsError {
        let source = std::io::Error::other("broken");
        jet_os::OsError { op: "sync", path: "file".into(), source }
    }

    #[test]
    fn a_sync_covers_what_was_written_before_it_began() {
        let unsynced = Unsynced::default();
        unsynced.note(7);
        unsynced.note(9);
        let during = unsynced.sync_with(Path::new("file"), || {
            assert_eq!(unsynced.oldest(), 7);
            unsynced.note(8);
            Ok(())
        });
        during.expect("synced");
        assert_eq!(unsynced.oldest(), 8);
        check(&unsynced, true).expect("synced");
        assert_eq!(unsynced.oldest(), CLEAN);
    }

    #[test]
    fn syncs_at_the_same_time_forget_together() {
        let unsynced = Unsynced::default();
        unsynced.note(7);
        let outer = unsynced.sync_with(Path::new("file"), || {
            unsynced.note(8);
            check(&unsynced, true).expect("synced");
            assert_eq!(unsynced.oldest(), 7);
            Ok(())
        });
        outer.expect("synced");
        assert_eq!(unsynced.oldest(), CLEAN);
    }

    #[test]
    fn after_a_failed_sync_nothing_is_durable_any_more() {
        let unsynced = Unsynced::default();
        unsynced.note(7);
        check(&unsynced, false).expect_err("broken");
        unsynced.note(9);
        let error = check(&unsynced, true).expect_err("still broken");
        assert!(matches!(error, PagerError::SyncFailed { .. }), "{error}");
        assert_eq!(unsynced.oldest(), 7);
    }
}
