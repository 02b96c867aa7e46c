//! Which database a log speaks of, and whether the file goes with it.

use jet_pager::{DbHeader, DbState};
use jet_types::{JetErr, Lgpos, Signature};

/// How a database is attached, as the log says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Logged {
    /// Where it was attached.
    pub(super) attach: Lgpos,
    /// Where it was last detached before that.
    pub(super) consistent: Lgpos,
    pub(super) sign_db: Signature,
    /// The stream it was bound to before.
    pub(super) sign_log: Signature,
    pub(super) by: By,
}

/// What speaks of a database.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum By {
    /// The list of a log header or of the checkpoint.
    List,
    /// A record of an attachment.
    Attach,
    /// A record of its creation.
    Create,
}

/// What is to be done with a database.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// Its records are redone.
    Now,
    /// They are left out, until another record says otherwise.
    Deferred(&'static str),
    /// It has them all: it was closed at this position, further on in the log.
    ClosedLater(Lgpos),
    /// It does not go with the logs.
    Refused(JetErr, &'static str),
}

/// Compares what a log and what a file say of an attachment. `stream` is the log's identity, `at`
/// the position that redo has come to.
pub(super) fn check(header: &DbHeader, logged: &Logged, stream: Signature, at: Lgpos) -> Verdict {
    use DbState::{CleanShutdown, DirtyAndPatchedShutdown, DirtyShutdown, JustCreated};
    let disk = &header.disk;
    match header.state() {
        DirtyShutdown | CleanShutdown | DirtyAndPatchedShutdown => {}
        JustCreated if logged.by == By::Create => return Verdict::Now,
        JustCreated => return Verdict::Deferred("its creation was not finished"),
        DbState::IncrementalReseedInProgress => {
            let code = JetErr::DATABASE_INCOMPLETE_INCREMENTAL_RESEED;
            return Verdict::Refused(code, "pages were being replaced from a copy");
        }
        DbState::RevertInProgress => {
            let code = JetErr::DATABASE_INCOMPLETE_REVERT;
            return Verdict::Refused(code, "it was being taken back to an earlier state");
        }
        _ => return Verdict::Refused(JetErr::DATABASE_CORRUPTED, "its state makes no sense"),
    }
    let backup = &disk.backup_full_current;
    if backup.generation_low.get() != 0 && backup.generation_high.get() == 0 {
        let code = JetErr::SOFT_RECOVERY_ON_BACKUP_DATABASE;
        return Verdict::Refused(code, "it is a backup, which is to be restored");
    }
    let is_of_stream = disk.sign_log == stream;
    if !is_of_stream && disk.sign_log != logged.sign_log {
        return Verdict::Deferred("it belongs to another log stream");
    }
    if disk.sign_db != logged.sign_db {
        return Verdict::Deferred("it is another database of this name");
    }
    let (consistent, attach) = (disk.lgpos_consistent.get(), disk.lgpos_attach.get());
    if !is_of_stream && consistent == logged.consistent {
        return Verdict::Now;
    }
    if consistent == logged.consistent || consistent.is_none() || !is_of_stream {
        if attach == logged.attach {
            return Verdict::Now;
        }
        if attach > logged.attach {
            return Verdict::Deferred("it was attached again later");
        }
        if logged.by != By::List && is_of_stream {
            return Verdict::Now;
        }
        return Verdict::Refused(
            JetErr::ATTACHED_DATABASE_MISMATCH,
            "the log attached it later than its header says",
        );
    }
    // The record that closed it may be the very next one.
    if consistent > logged.consistent && consistent >= at {
        return Verdict::ClosedLater(consistent);
    }
    Verdict::Refused(
        JetErr::CONSISTENT_TIME_MISMATCH,
        "it was last closed at another position than the log says",
    )
}
