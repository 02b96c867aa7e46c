//! Where changes are recorded.

use std::fmt;

use jet_log::Record;
use jet_types::Lgpos;

use crate::error::Result;
use crate::writer::{WriteCx, Writer};

/// The log, as trees need it.
pub trait Journal: Send + Sync + fmt::Debug {
    /// A position no later than that of any record appended from now on.
    fn tip(&self) -> Lgpos;

    /// Appends records side by side, so that no other record comes between them. Returns the
    /// position of the last one.
    ///
    /// # Errors
    /// When the log has failed. Then nothing was appended, and nothing ever will be.
    fn append(&self, records: &[Record<'_>]) -> Result<Lgpos>;
}

/// Appends what a writer does, its begin record first when that is due. The pages must have been
/// marked dirty. `Lgpos::NONE` when the database is not logged.
pub(crate) fn append(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    records: &[Record<'_>],
) -> Result<Lgpos> {
    let Some(journal) = cx.journal else { return Ok(Lgpos::NONE) };
    let lgpos = match writer.begin_record() {
        None => journal.append(records)?,
        Some(begin) => {
            let mut all = Vec::with_capacity(records.len() + 1);
            all.push(begin);
            all.extend_from_slice(records);
            journal.append(&all)?
        }
    };
    writer.note_logged();
    Ok(lgpos)
}

/// Where the log must be replayed from to repeat the next change of this writer.
pub(crate) fn oldest(cx: &WriteCx<'_>, writer: &Writer) -> Lgpos {
    cx.journal.map_or(Lgpos::NONE, |journal| writer.oldest(journal.tip()))
}
