//! What recovery knows of changes whose transactions have not ended.

use std::collections::BTreeMap;

use jet_btree::Result;
use jet_btree::op::Undone;
use jet_btree::op::redo::{Change, Made, RedoVersions};
use jet_btree::undo::Lost;
use jet_btree::version::NodeId;
use jet_log::record::Undo;
use jet_types::{DbId, JetErr, Level, Objid, Pgno, Procid, Rceid};

use super::error::RecoveryError;

/// Versions of open transactions.
///
/// Their numbers wrap, so what is newer is told by the order of their records.
#[derive(Debug, Default)]
pub(super) struct Versions {
    by_session: BTreeMap<Procid, BTreeMap<u64, Version>>,
    by_number: BTreeMap<Rceid, (Procid, u64)>,
    /// How many were made so far.
    made: u64,
}

/// A version, in whichever state.
#[derive(Debug)]
pub(super) struct Version {
    rceid: Rceid,
    level: Level,
    pub(super) db: DbId,
    /// `None`: what it was before is to come, if at all.
    known: Option<Known>,
}

/// What a version says of its node.
#[derive(Debug)]
struct Known {
    fdp: Pgno,
    objid: Objid,
    key: Vec<u8>,
    data: Vec<u8>,
    undone: Undone<'static>,
}

impl Known {
    fn new(made: &Made<'_>, undone: &Undone<'_>) -> Self {
        Self {
            fdp: made.node.fdp,
            objid: made.node.objid,
            key: made.key.to_vec(),
            data: made.bookmark_data.to_vec(),
            undone: match undone {
                Undone::Insert => Undone::Insert,
                Undone::FlagDelete => Undone::FlagDelete,
                Undone::Replace(before) => Undone::Replace(before.to_vec().into()),
                Undone::Add(delta) => Undone::Add(*delta),
            },
        }
    }
}

impl Version {
    /// What is to be undone.
    ///
    /// # Errors
    /// `JET_errLogCorrupted` when no log says what it was before.
    pub(super) fn lost(&self) -> std::result::Result<Lost<'_>, RecoveryError> {
        let Self { rceid, level, db, known } = self;
        let Some(Known { fdp, objid, key, data, undone }) = known else {
            let what =
                format!("version {} is to be undone, and its image is in no log", rceid.get());
            return Err(RecoveryError::set(JetErr::LOG_CORRUPTED, what));
        };
        let node = NodeId { db: *db, pgno_fdp: *fdp, objid: *objid, key, data };
        Ok(Lost { node, rceid: *rceid, level: *level, undone: undone.clone() })
    }
}

impl Versions {
    /// Moves a session's versions down to a level; committed to the outermost, they are gone.
    pub(super) fn commit(&mut self, procid: Procid, to: Level) {
        if to == Level(0) {
            return self.drop_above(procid, to);
        }
        let mine =
            self.by_session.get_mut(&procid).into_iter().flat_map(BTreeMap::values_mut).rev();
        // Levels rise with the order, so what is above comes last.
        for version in mine.take_while(|version| version.level > to) {
            version.level = to;
        }
    }

    /// Forgets versions of levels that are over.
    pub(super) fn drop_above(&mut self, procid: Procid, level: Level) {
        let Some(mine) = self.by_session.get_mut(&procid) else { return };
        while let Some(last) = mine.last_entry()
            && last.get().level > level
        {
            self.by_number.remove(&last.remove().rceid);
        }
    }

    /// Forgets all: the engine starts again, and its numbers too.
    pub(super) fn forget(&mut self) {
        self.by_session.clear();
        self.by_number.clear();
    }

    /// Takes all, oldest first.
    pub(super) fn take(&mut self) -> Vec<(Procid, Version)> {
        self.by_number.clear();
        let all = std::mem::take(&mut self.by_session).into_iter();
        let of_session = |(procid, mine): (Procid, BTreeMap<u64, Version>)| {
            mine.into_iter().map(move |(order, version)| (order, procid, version))
        };
        let mut all: Vec<(u64, Procid, Version)> = all.flat_map(of_session).collect();
        all.sort_unstable_by_key(|(order, ..)| *order);
        all.into_iter().map(|(_, procid, version)| (procid, version)).collect()
    }

    fn find(&self, rceid: Rceid) -> Option<&Version> {
        let (procid, order) = self.by_number.get(&rceid)?;
        self.by_session.get(procid)?.get(order)
    }

    /// The version of a change, made now if it is new.
    fn of(&mut self, made: &Made<'_>) -> &mut Version {
        let page = &made.node.page;
        let new = (page.procid, self.made);
        let (procid, order) = *self.by_number.entry(made.rceid).or_insert(new);
        self.made = self.made.saturating_add(1);
        let mine = self.by_session.entry(procid).or_default();
        mine.entry(order).or_insert_with(|| Version {
            rceid: made.rceid,
            level: page.level,
            db: page.dbid,
            known: None,
        })
    }
}

impl RedoVersions for Versions {
    fn made(&mut self, made: &Made<'_>) -> Result<()> {
        let version = self.of(made);
        if let Change::Known(undone) | Change::Told(undone) = &made.what {
            version.known.get_or_insert_with(|| Known::new(made, undone));
        }
        Ok(())
    }

    fn undone(&self, undo: &Undo<'_>) -> Option<Undone<'_>> {
        self.find(undo.node.rceid)?.known.as_ref().map(|known| known.undone.clone())
    }

    fn unmade(&mut self, undo: &Undo<'_>) {
        if let Some((procid, order)) = self.by_number.remove(&undo.node.rceid)
            && let Some(mine) = self.by_session.get_mut(&procid)
        {
            mine.remove(&order);
        }
    }
}
