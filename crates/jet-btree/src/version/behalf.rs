//! Changes made on behalf of others.
//!
//! A new index is made of what its maker sees. What other transactions did to records that the maker
//! does not see is then done to the index as if they had kept it in step themselves: with versions of
//! theirs, in records of the log that are theirs while they can still be rolled back. Such a version
//! *follows* the one of the record; who undoes that undoes its followers.
//!
//! Meanwhile no transaction commits, and no change is undone: both hold the fates shared.

use std::collections::HashMap;
use std::fmt;

use jet_os::sync::{Arc, RwLockReadGuard, RwLockWriteGuard};
use jet_types::{DbId, Pgno};

use super::{Change, Fate, UNCOMMITTED, Version, VersionId, VersionStore};
use crate::error::Result;
use crate::writer::{WriteCx, Writer};

/// Versions that follow another one, by its number.
pub(super) type Followers = HashMap<VersionId, Vec<Arc<Version>>>;

/// Held while a transaction commits, or a change is undone.
pub struct Fates<'s>(RwLockReadGuard<'s, Followers>);

/// Nobody commits, and nothing is undone, while this is held.
pub struct HeldFates<'s>(RwLockWriteGuard<'s, Followers>);

impl fmt::Debug for Fates<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Fates").field(&self.0.len()).finish()
    }
}

impl fmt::Debug for HeldFates<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("HeldFates").field(&self.0.len()).finish()
    }
}

/// A node, and its versions, oldest first.
pub type History = (Vec<u8>, Vec<Arc<Version>>);

impl VersionStore {
    /// Waits until fates may be decided.
    pub fn fates(&self) -> Fates<'_> {
        Fates(self.followers.read())
    }

    /// Waits until nobody decides about fates, and keeps it so.
    pub fn hold_fates(&self) -> HeldFates<'_> {
        HeldFates(self.followers.write())
    }

    /// The nodes of a tree that have a version such as asked for.
    pub fn histories(
        &self,
        db: DbId,
        pgno_fdp: Pgno,
        mut is_such: impl FnMut(&Version) -> bool,
    ) -> Vec<History> {
        let mut found = Vec::new();
        for bucket in &self.buckets {
            for chain in &*bucket.read() {
                let node = chain.node.id();
                let is_of_tree = node.db == db && node.pgno_fdp == pgno_fdp;
                if is_of_tree && chain.versions.iter().any(|version| is_such(version)) {
                    found.push((node.key.to_vec(), chain.versions.iter().rev().cloned().collect()));
                }
            }
        }
        found
    }

    /// A version that is gone has no followers any more.
    pub(crate) fn forget_followers(&self, of: VersionId) {
        let is_followed = self.followers.read().contains_key(&of);
        if is_followed {
            self.followers.write().remove(&of);
        }
    }
}

impl Fates<'_> {
    /// The versions that follow one, newest first.
    pub(crate) fn followers(&self, of: VersionId) -> Vec<Arc<Version>> {
        self.0.get(&of).map_or_else(Vec::new, |all| all.iter().rev().cloned().collect())
    }
}

impl HeldFates<'_> {
    /// Makes a change for whoever made a version, so that it goes with that. `writer` is the one
    /// that makes it, and must undo it too if it is rolled back itself.
    ///
    /// # Errors
    /// What `change` gives.
    pub fn on_behalf(
        &mut self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        cause: &Arc<Version>,
        change: impl FnOnce(&WriteCx<'_>, &mut Writer) -> Result<()>,
    ) -> Result<()> {
        match Writer::standing_in(cause.writer()) {
            Some(mut theirs) => {
                let done = change(cx, &mut theirs);
                let made = theirs.take_made();
                made.iter().for_each(|version| writer.push_follower(Arc::clone(version)));
                self.0.entry(cause.id()).or_default().extend(made);
                done
            }
            // It is committed: to the log it is a change of the one who makes it.
            None => writer.acting_for(cause.writer(), |writer| change(cx, writer)),
        }
    }

    /// A version follows none any more.
    pub(crate) fn forget(&mut self, follower: &Arc<Version>) {
        self.0.retain(|_, all| {
            all.retain(|version| !Arc::ptr_eq(version, follower));
            !all.is_empty()
        });
    }
}

impl Version {
    /// Whether it changed what its node holds, or whether there is one.
    pub fn is_of_content(&self) -> bool {
        matches!(self.change, Change::Insert | Change::FlagDelete | Change::Replace { .. })
    }

    /// Whether it is there, and its transaction can still be rolled back.
    pub(crate) fn is_open(&self) -> bool {
        self.fate() == Fate::Pending && self.writer.commit0() == UNCOMMITTED
    }
}
