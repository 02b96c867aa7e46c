//! The log, as trees need it.
//!
//! A log that fails is dead for good, and so is the instance: whoever hears of it first says so.

use std::fmt;
use std::sync::Arc;

use jet_btree::{BtreeError, Journal};
use jet_log::{Appended, Log, LogError, Record};
use jet_types::{JetErr, Lgpos};

use crate::error::Cause;
use crate::lifecycle::SharedLife;

/// Records of one append whose lengths need no allocation.
const FEW: usize = 8;

/// The log of an instance.
#[derive(Clone)]
pub struct LogJournal {
    log: Arc<Log>,
    life: SharedLife,
}

impl LogJournal {
    /// Appends to `log`; `life` is told when it dies.
    pub fn new(log: Arc<Log>, life: SharedLife) -> Self {
        Self { log, life }
    }

    /// The log.
    pub fn log(&self) -> &Arc<Log> {
        &self.log
    }

    /// Appends records side by side. `noted` is told the position of each as soon as it is known,
    /// before the log can come to the end of their generation; it waits for nothing.
    ///
    /// # Errors
    /// As [`Log::append_with`].
    pub fn append_noting(
        &self,
        records: &[Record<'_>],
        mut noted: impl FnMut(usize, Lgpos),
    ) -> jet_log::Result<Appended> {
        let fill = |number: usize, lgpos: Lgpos, place: &mut [u8]| {
            if let Some(record) = records.get(number) {
                record.encode(place);
                noted(number, lgpos);
            }
        };
        let mut few = [0; FEW];
        let appended = match few.get_mut(..records.len()) {
            Some(lens) => {
                let pairs = lens.iter_mut().zip(records);
                pairs.for_each(|(len, record)| *len = record.encoded_len());
                self.log.append_with(lens, fill)
            }
            None => {
                let lens: Vec<usize> = records.iter().map(Record::encoded_len).collect();
                self.log.append_with(&lens, fill)
            }
        };
        self.heed(appended)
    }

    /// Waits until the record at `lgpos`, and all before it, are durable.
    ///
    /// # Errors
    /// [`LogError::Dead`]: it may or may not be.
    pub fn wait_durable(&self, lgpos: Lgpos) -> jet_log::Result<()> {
        self.heed(self.log.wait_durable(lgpos))
    }

    /// Waits until all that was appended is durable.
    ///
    /// # Errors
    /// [`LogError::Dead`].
    pub fn flush_all(&self) -> jet_log::Result<()> {
        self.heed(self.log.flush_all())
    }

    /// Passes a result on; of a death the instance is told.
    pub fn heed<T>(&self, result: jet_log::Result<T>) -> jet_log::Result<T> {
        if let Err(error @ LogError::Dead { .. }) = &result {
            self.life.get().become_unavailable(cause(error));
        }
        result
    }
}

/// What the death of a log means to the instance.
fn cause(error: &LogError) -> Cause {
    match error.code() {
        JetErr::LOG_DISK_FULL => Cause::LogDiskFull,
        _ => Cause::Failure,
    }
}

impl Journal for LogJournal {
    fn tip(&self) -> Lgpos {
        self.log.tip()
    }

    fn append(&self, records: &[Record<'_>]) -> jet_btree::Result<Lgpos> {
        let appended = self.append_noting(records, |_, _| ());
        appended.map(|appended| appended.last).map_err(BtreeError::from)
    }
}

impl fmt::Debug for LogJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogJournal({:?})", self.log)
    }
}
