//! The write-ahead rule: a page is written when the log is durable past its last change.
//!
//! That the header requires the page's generation needs no wait: headers are written before a
//! generation takes records (`attachments.rs`), and the pool looks.

use std::sync::Arc;

use jet_pager::{DbSlot, Refusal, WriteGate};
use jet_types::Lgpos;

use super::journal::LogJournal;

/// Keeps pages back until the log covers them.
#[derive(Debug)]
pub struct LogGate(LogJournal);

impl LogGate {
    /// A gate for pages whose changes are in this log.
    pub fn new(journal: LogJournal) -> Arc<Self> {
        Arc::new(Self(journal))
    }
}

impl WriteGate for LogGate {
    fn admit(&self, _: DbSlot, lgpos: Lgpos) -> Result<(), Refusal> {
        let durable = self.0.wait_durable(lgpos);
        durable.map_err(|error| Refusal { code: error.code(), what: error.to_string() })
    }
}
