//! Operations on one page in the form of the log, and back.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::borrow::Cow;

use jet_log::Record;
use jet_log::record::{
    ChangeFlags, Delete, Delta as DeltaRecord, Delta64, FlagInsert, FlagInsertAndReplaceData,
    Insert, NodeChange, PageChange, Replace, SetExternalHeader, Undo, VersionOper,
};
use jet_pager::Page;
use jet_types::{Level, Rceid};

use super::{Delta, Diff, Edit, NewData, PageOp, Refused, diff};
use crate::key::Key;

/// By whom and of which node: what a record says beside the operation.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// Session, page, dbtimes, tree. Line and versioned flag are the operation's.
    pub node: NodeChange,
    /// The node's key.
    pub key: &'a [u8],
    /// The node's data in a tree that is not unique, where it belongs to the bookmark; else empty.
    pub bookmark_data: &'a [u8],
    /// Of the version that [`Edit::ReviveWith`] makes for the replaced data; else not used.
    pub replace_rceid: Rceid,
    /// The level at which an undone change was made; else not used.
    pub undone_level: Level,
}

/// What a version knows of the change it stands for, so that it can be undone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Undone<'a> {
    /// A node was inserted, or brought back to life.
    Insert,
    /// A node was marked deleted.
    FlagDelete,
    /// Its data was replaced; this is what it was.
    Replace(Cow<'a, [u8]>),
    /// A number in it was added to.
    Add(Delta),
}

impl<'a> Undone<'a> {
    /// The operation that undoes the change.
    pub fn edit(self) -> Edit<'a> {
        match self {
            Self::Insert => Edit::UndoInsert,
            Self::FlagDelete => Edit::UndoFlagDelete,
            Self::Replace(before) => Edit::UndoReplace { before },
            Self::Add(delta) => Edit::UndoAdd(delta),
        }
    }

    /// What the log calls it.
    pub fn oper(&self) -> VersionOper {
        match self {
            Self::Insert => VersionOper::Insert,
            Self::FlagDelete => VersionOper::FlagDelete,
            Self::Replace(_) => VersionOper::Replace,
            Self::Add(Delta { is_wide: false, .. }) => VersionOper::Delta,
            Self::Add(Delta { is_wide: true, .. }) => VersionOper::Delta64,
        }
    }
}

impl PageOp<'_> {
    /// The record of the operation, before it is applied to `page`. New data is written as
    /// differences to the old if that is shorter; they are kept in `scratch`.
    ///
    /// `None` for operations that are never recorded alone: scrubbing, which we do not do, and the
    /// emptying of trees, whose record names several pages.
    pub fn record<'r>(
        &'r self,
        page: Page<'r>,
        origin: &Origin<'r>,
        scratch: &'r mut Vec<u8>,
    ) -> Option<Record<'r>> {
        let node = self.node_change(&origin.node);
        let (key, bookmark_data) = (origin.key, origin.bookmark_data);
        Some(match &self.edit {
            Edit::Insert { key, data } => {
                Record::Insert(Insert { node, prefix: key.prefix, suffix: key.suffix, data })
            }
            Edit::Revive => {
                let data = self.node(page).ok()?.data;
                Record::FlagInsert(FlagInsert { node, key, data })
            }
            Edit::ReviveWith { data } => {
                let rceid_replace = origin.replace_rceid;
                let record = FlagInsertAndReplaceData { node, key, data, rceid_replace };
                Record::FlagInsertAndReplaceData(record)
            }
            Edit::FlagDelete => Record::FlagDelete(Delete { node }),
            Edit::Remove => Record::Delete(Delete { node }),
            Edit::Replace { data } => {
                replace(node, self.node(page).ok()?.data, *data, page.size().is_large(), scratch)
            }
            Edit::Add(Delta { offset, by, is_wide: true }) => {
                let (delta, offset) = (*by, *offset);
                Record::Delta64(Delta64 { node, key, bookmark_data, delta, offset })
            }
            Edit::Add(Delta { offset, by, is_wide: false }) => {
                let (delta, offset) = (*by as i32, *offset);
                Record::Delta(DeltaRecord { node, key, bookmark_data, delta, offset })
            }
            Edit::SetHeader { data } => Record::SetExternalHeader(SetExternalHeader { node, data }),
            other => {
                let (oper, level) = (other.undoes()?, origin.undone_level);
                Record::Undo(Undo { node, key, bookmark_data, oper, level })
            }
        })
    }

    fn node_change(&self, node: &NodeChange) -> NodeChange {
        let versioned = if self.is_versioned { ChangeFlags::VERSIONED } else { ChangeFlags(0) };
        let page = PageChange {
            line: self.line as u16,
            flags: node.page.flags.with(versioned),
            ..node.page
        };
        NodeChange { page, ..*node }
    }

    /// The operation of a record, if it is a change of one page alone. `undone` is what the
    /// version store knows of the change that an [`Undo`] undoes.
    ///
    /// # Errors
    /// [`Refused::Unfit`] when an undo comes without what it needs.
    pub fn from_record<'r>(
        record: &Record<'r>,
        undone: Option<Undone<'r>>,
    ) -> Result<Option<PageOp<'r>>, Refused> {
        let edit = match *record {
            Record::Insert(Insert { prefix, suffix, data, .. }) => {
                Edit::Insert { key: Key { prefix, suffix }, data }
            }
            Record::FlagInsert(_) => Edit::Revive,
            Record::FlagInsertAndReplaceData(record) => Edit::ReviveWith { data: record.data },
            Record::FlagDelete(_) => Edit::FlagDelete,
            Record::Delete(_) => Edit::Remove,
            Record::Replace(record) => Edit::Replace { data: NewData::Whole(record.data) },
            Record::ReplaceD(record) => Edit::Replace { data: NewData::Diff(diff_of(&record)) },
            Record::Delta(DeltaRecord { offset, delta, .. }) => {
                Edit::Add(Delta { offset, by: delta.into(), is_wide: false })
            }
            Record::Delta64(Delta64 { offset, delta, .. }) => {
                Edit::Add(Delta { offset, by: delta, is_wide: true })
            }
            Record::SetExternalHeader(record) => Edit::SetHeader { data: record.data },
            Record::Undo(record) => undo(record.oper, undone)?,
            Record::Scrub(record) => Edit::Scrub {
                nodes: (!record.flags.contains(jet_log::record::ScrubFlags::UNUSED_PAGE))
                    .then_some(record.opers),
            },
            _ => return Ok(None),
        };
        let Some(page) = record.page() else { return Ok(None) };
        let is_versioned = page.flags.contains(ChangeFlags::VERSIONED);
        Ok(Some(PageOp { line: page.line.into(), is_versioned, edit }))
    }
}

impl Edit<'_> {
    /// What it takes back, as the log calls it.
    fn undoes(&self) -> Option<VersionOper> {
        Some(match self {
            Self::UndoInsert => VersionOper::Insert,
            Self::UndoFlagDelete => VersionOper::FlagDelete,
            Self::UndoReplace { .. } => VersionOper::Replace,
            Self::UndoAdd(Delta { is_wide: false, .. }) => VersionOper::Delta,
            Self::UndoAdd(Delta { is_wide: true, .. }) => VersionOper::Delta64,
            _ => return None,
        })
    }
}

/// The differences that a record carries.
pub(super) fn diff_of<'r>(record: &Replace<'r>) -> Diff<'r> {
    Diff { bytes: record.data, wide: record.is_diff2, new_len: record.new_bytes.into() }
}

fn undo<'r>(oper: VersionOper, undone: Option<Undone<'r>>) -> Result<Edit<'r>, Refused> {
    match (oper, undone) {
        // These two need nothing but the page.
        (VersionOper::Insert, _) => Ok(Edit::UndoInsert),
        (VersionOper::FlagDelete, _) => Ok(Edit::UndoFlagDelete),
        (oper, Some(undone)) if undone.oper() == oper => Ok(undone.edit()),
        (oper, undone) => Err(Refused::unfit(format!("undo of {oper:?} of a version {undone:?}"))),
    }
}

fn replace<'r>(
    node: NodeChange,
    old: &[u8],
    new: NewData<'r>,
    is_large: bool,
    scratch: &'r mut Vec<u8>,
) -> Record<'r> {
    let old_bytes = old.len() as u16;
    match new {
        NewData::Diff(Diff { bytes: data, wide: is_diff2, new_len }) => {
            let new_bytes = new_len as u16;
            Record::ReplaceD(Replace { node, old_bytes, new_bytes, data, is_diff2 })
        }
        NewData::Whole(data) => {
            let new_bytes = data.len() as u16;
            match diff::between(old, data, is_large) {
                Some(edits) => {
                    *scratch = edits;
                    let (data, is_diff2) = (&scratch[..], is_large);
                    Record::ReplaceD(Replace { node, old_bytes, new_bytes, data, is_diff2 })
                }
                None => {
                    Record::Replace(Replace { node, old_bytes, new_bytes, data, is_diff2: false })
                }
            }
        }
    }
}
