//! How an engine ends: with all databases clean and a log that says so, or as a crash would.

use std::sync::Arc;

use jet_log::Record;
use jet_log::record::{Bare, Term, Term2};
use jet_pager::Flush;
use jet_types::{Lgpos, Logtime};

use super::{Engine, EngineLog, Writable};
use crate::error::EngineResult;

impl Engine {
    /// Ends in order: pages, then the record that says they are all there, headers, the record that
    /// ends the run, and the checkpoint at it. Nobody uses the engine any more.
    ///
    /// # Errors
    /// What pages and log may give: the next start recovers.
    pub(crate) fn stop(&self, cleans: bool) -> EngineResult<()> {
        let stopped = self.stop_in_order(cleans);
        self.let_go(stopped.is_ok());
        stopped
    }

    fn stop_in_order(&self, cleans: bool) -> EngineResult<()> {
        if cleans {
            self.clean()?;
        }
        let _upkeep = self.upkeep.lock();
        if let Some(pool) = self.pool.get() {
            pool.flush(Flush::All)?;
            for writable in self.writables() {
                pool.sync_database(&writable.db)?;
            }
        }
        let mark = self.log.as_ref().map(|log| self.mark_shut_down(log)).transpose()?;
        for writable in self.writables() {
            writable.db.write_header(|header, now| header.detach(mark, now))?;
        }
        self.log.as_ref().map_or(Ok(()), |log| self.quit(log))
    }

    fn mark_shut_down(&self, log: &EngineLog) -> EngineResult<Lgpos> {
        let leave = |_, mark| log.attachments.leave_all(mark);
        let mark = log.journal.append_noting(&[Record::ShutDownMark(Bare)], leave)?.first;
        log.journal.wait_durable(mark)?;
        Ok(mark)
    }

    fn quit(&self, log: &EngineLog) -> EngineResult<()> {
        let term = Term { began: log.began, redo_from: Lgpos::NONE, is_hard: 0 };
        let time = Logtime::from_unix_ms(self.environment.clock.unix_ms());
        let record = Record::Term2(Term2 { term, time });
        let quit = log.journal.append_noting(&[record], |_, _| ())?.first;
        log.journal.wait_durable(quit)?;
        self.set_checkpoint(log, quit, false)?;
        Ok(log.journal.log().close()?)
    }

    /// Ends as a crash would.
    pub(crate) fn abandon(&self) {
        self.let_go(false);
    }

    /// Lets go of all files.
    fn let_go(&self, is_clean: bool) {
        if let Some(log) = &self.log {
            log.journal.log().abandon();
            log.checkpoint.close();
            for writable in self.writables() {
                log.attachments.part(writable.dbid);
            }
        }
        let writables = std::mem::take(&mut *self.writables.lock());
        let Some(pool) = self.pool.get() else { return };
        for Writable { db, .. } in writables {
            // Whoever still looks at it keeps the file open for just as long.
            let Some(db) = Arc::into_inner(db) else { continue };
            if is_clean { pool.close_writer(db) } else { pool.discard(db) }
        }
    }
}
