//! What recovery knows of changes whose transactions have not ended.

use std::collections::BTreeMap;

use jet_btree::Result;
use jet_btree::op::Undone;
use jet_btree::op::redo::{Change, Made, RedoVersions};
use jet_btree::undo::Lost;
use jet_btree::version::NodeId;
use jet_log::record::{ChangeFlags, Undo};
use jet_types::{DbId, JetErr, Objid, Pgno, Rceid};

use super::error::RecoveryError;

/// Versions by number: the order in which they were made.
#[derive(Debug, Default)]
pub(super) struct Versions {
    known: BTreeMap<Rceid, Known>,
    /// Versions whose images are to come, if at all.
    deferred: BTreeMap<Rceid, Owner>,
}

/// Who made a version.
#[derive(Clone, Copy, Debug)]
struct Owner {
    procid: u16,
    level: u8,
}

/// A version that can be undone.
#[derive(Debug)]
pub(super) struct Known {
    owner: Owner,
    db: DbId,
    fdp: Pgno,
    objid: Objid,
    is_unique: bool,
    key: Vec<u8>,
    data: Vec<u8>,
    undone: Undone<'static>,
}

impl Known {
    fn new(made: &Made<'_>, undone: &Undone<'_>) -> Self {
        let page = &made.node.page;
        Self {
            owner: owner_of(made),
            db: page.dbid,
            fdp: made.node.fdp,
            objid: made.node.objid,
            is_unique: page.flags.contains(ChangeFlags::UNIQUE),
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

    pub(super) fn db(&self) -> DbId {
        self.db
    }

    /// What is to be undone.
    pub(super) fn lost(&self) -> Lost<'_> {
        let Self { db, fdp, objid, .. } = *self;
        let node = NodeId { db, pgno_fdp: fdp, objid, key: &self.key, data: &self.data };
        Lost { node, is_unique: self.is_unique, undone: self.undone.clone() }
    }
}

fn owner_of(made: &Made<'_>) -> Owner {
    let page = &made.node.page;
    Owner { procid: page.procid.get(), level: page.level.get() }
}

impl Versions {
    /// Moves a session's versions down to a level; committed to the outermost, they are gone.
    pub(super) fn commit(&mut self, procid: u16, to: u8) {
        if to == 0 {
            return self.drop_above(procid, 0);
        }
        let known = self.known.values_mut().map(|known| &mut known.owner);
        for owner in known.chain(self.deferred.values_mut()) {
            if owner.procid == procid {
                owner.level = owner.level.min(to);
            }
        }
    }

    /// Forgets versions of levels that are over.
    pub(super) fn drop_above(&mut self, procid: u16, level: u8) {
        let stays = |owner: Owner| owner.procid != procid || owner.level <= level;
        self.known.retain(|_, known| stays(known.owner));
        self.deferred.retain(|_, owner| stays(*owner));
    }

    /// Forgets all: the engine starts again, and its numbers too.
    pub(super) fn forget(&mut self) {
        self.known.clear();
        self.deferred.clear();
    }

    /// Takes a session's versions, newest first.
    ///
    /// # Errors
    /// The number of one that nothing is known of.
    pub(super) fn take(&mut self, procid: u16) -> std::result::Result<Vec<Known>, Rceid> {
        if let Some((rceid, _)) = self.deferred.iter().find(|(_, owner)| owner.procid == procid) {
            return Err(*rceid);
        }
        let mine = self.known.extract_if(.., |_, known| known.owner.procid == procid);
        let mut mine: Vec<Known> = mine.map(|(_, known)| known).collect();
        mine.reverse();
        Ok(mine)
    }
}

impl RedoVersions for Versions {
    fn made(&mut self, made: &Made<'_>) -> Result<()> {
        match &made.what {
            Change::Deferred => {
                if !self.known.contains_key(&made.rceid) {
                    self.deferred.insert(made.rceid, owner_of(made));
                }
            }
            Change::Known(undone) | Change::Told(undone) => {
                self.deferred.remove(&made.rceid);
                self.known.entry(made.rceid).or_insert_with(|| Known::new(made, undone));
            }
        }
        Ok(())
    }

    fn undone(&self, undo: &Undo<'_>) -> Option<Undone<'_>> {
        self.known.get(&undo.node.rceid).map(|known| known.undone.clone())
    }

    fn unmade(&mut self, undo: &Undo<'_>) {
        self.known.remove(&undo.node.rceid);
        self.deferred.remove(&undo.node.rceid);
    }
}

/// A transaction that cannot be rolled back: an image of it is in no log.
pub(super) fn no_image(rceid: Rceid) -> RecoveryError {
    let what = format!("version {} is to be undone, and its image is in no log", rceid.get());
    RecoveryError::set(JetErr::LOG_CORRUPTED, what)
}
