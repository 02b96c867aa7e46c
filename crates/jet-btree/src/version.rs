//! The version store: what nodes were before uncommitted or recent changes.
//!
//! A page holds the newest state of each node. The store holds, for every node changed lately, a
//! chain of versions from newest to oldest: who changed it, how, and the image before. Readers
//! walk a chain to find the state their snapshot sees; writers walk it to find out whether they
//! may change the node; rollback turns versions into inverse page operations.
//!
//! Invariants, cited in code by number:
//! - V1. A version is in its chain before the changed page is unlatched, and a chain is changed
//!   only under its bucket's lock. So whoever latches a page and then looks finds both or neither.
//! - V2. Two transactions that do not see each other have versions in one chain only if all their
//!   versions there are of one commuting kind (read locks, or additions of one width).
//! - V3. A version leaves its chain only when rolled back, or when its commit number is before
//!   every snapshot limit in use ([`cleanup`]).
//! - V4. `bytes_used` is the sum of the costs of all versions in chains or queued for clean-up.
//!
//! Lock order: page latch, then one bucket; never two buckets at once.
//!
//! Not here: transaction numbers and snapshot limits (`jet-session`), turning a version into a
//! page operation (`undo.rs`), removing dead nodes from pages (the tree, told by [`cleanup`]).

pub mod behalf;
pub mod cleanup;
mod conflict;
mod fate;
mod trx;
mod visible;

#[cfg(test)]
mod tests;

use std::hash::{BuildHasher, Hasher, RandomState};

use jet_os::sync::atomic::{
    AtomicU32, AtomicUsize,
    Ordering::{Relaxed, SeqCst},
};
use jet_os::sync::{Arc, Rank, RwLock};
use jet_types::{DbId, Objid, Pgno};

pub use behalf::{Fates, HeldFates, History};
pub use cleanup::{CleanupQueue, DeadNode};
pub use conflict::Refused;
pub use fate::Fate;
pub use trx::{Snapshot, Transaction, UNCOMMITTED, is_before};
pub use visible::Seen;

use behalf::Followers;
use fate::FateCell;

/// A node, named as versions name it: the tree's root and the bookmark.
#[derive(Clone, Copy, Debug)]
pub struct NodeId<'a> {
    /// Which database.
    pub db: DbId,
    /// Root page of the tree.
    pub pgno_fdp: Pgno,
    /// The tree's object id, kept for clean-up and undo.
    pub objid: Objid,
    /// The key of the node.
    pub key: &'a [u8],
    /// Its data in a non-unique tree, where it is part of the bookmark; else empty.
    pub data: &'a [u8],
}

/// A [`NodeId`] that owns its bookmark; one per chain, shared by its versions.
#[derive(Debug)]
pub struct NodeKey {
    db: DbId,
    pgno_fdp: Pgno,
    objid: Objid,
    key_len: usize,
    bookmark: Box<[u8]>,
}

impl NodeKey {
    fn new(node: NodeId<'_>) -> Self {
        let bookmark = [node.key, node.data].concat().into_boxed_slice();
        Self {
            db: node.db,
            pgno_fdp: node.pgno_fdp,
            objid: node.objid,
            key_len: node.key.len(),
            bookmark,
        }
    }

    /// The borrowed form.
    pub fn id(&self) -> NodeId<'_> {
        let (key, data) = self.bookmark.split_at(self.key_len);
        NodeId { db: self.db, pgno_fdp: self.pgno_fdp, objid: self.objid, key, data }
    }

    fn is(&self, node: NodeId<'_>) -> bool {
        let mine = self.id();
        mine.pgno_fdp == node.pgno_fdp
            && mine.db == node.db
            && mine.key == node.key
            && mine.data == node.data
    }
}

/// The number of a version in the log: odd, growing by 2, wrapping through zero. 0 means none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct VersionId(pub u32);

/// What a version says was done to its node.
#[derive(Debug)]
pub enum Change {
    /// The node was inserted, or a flag-deleted one came back to life.
    Insert,
    /// Its data was replaced; this is what it was.
    Replace {
        /// The data before.
        before: Box<[u8]>,
    },
    /// It was flag-deleted.
    FlagDelete,
    /// An escrow column or reference count had `by` added at `offset` of the data.
    Delta {
        /// Byte offset in the node's data.
        offset: u16,
        /// What was added.
        by: i64,
        /// Whether the counter has 64 bits; counters of different width do not commute.
        wide: bool,
    },
    /// Others may read-lock it too, nobody else may change it.
    ReadLock,
    /// Nobody else may change it.
    WriteLock,
    /// The tree was made. Its name has no key, which no node's has.
    CreateTree {
        /// Read-locked by those who change the tree without seeing its maker; a rollback waits
        /// for them, after it has marked this version undone.
        users: Option<Users>,
    },
    /// The tree is to go when nobody sees it any more.
    DeleteTree,
}

/// A lock shared by those who use a tree that may go with a rollback.
pub type Users = Arc<RwLock<()>>;

/// The kind of a [`Change`], for the conflict rule.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// See [`Change::Insert`].
    Insert,
    /// See [`Change::Replace`].
    Replace,
    /// See [`Change::FlagDelete`].
    FlagDelete,
    /// A 32-bit [`Change::Delta`].
    Delta,
    /// A 64-bit [`Change::Delta`].
    Delta64,
    /// See [`Change::ReadLock`].
    ReadLock,
    /// See [`Change::WriteLock`].
    WriteLock,
    /// See [`Change::CreateTree`].
    CreateTree,
    /// See [`Change::DeleteTree`].
    DeleteTree,
}

impl Change {
    /// The kind of this change.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Insert => Kind::Insert,
            Self::Replace { .. } => Kind::Replace,
            Self::FlagDelete => Kind::FlagDelete,
            Self::Delta { wide: false, .. } => Kind::Delta,
            Self::Delta { wide: true, .. } => Kind::Delta64,
            Self::ReadLock => Kind::ReadLock,
            Self::WriteLock => Kind::WriteLock,
            Self::CreateTree { .. } => Kind::CreateTree,
            Self::DeleteTree => Kind::DeleteTree,
        }
    }
}

/// One change of one node by one transaction.
#[derive(Debug)]
pub struct Version {
    id: VersionId,
    node: Arc<NodeKey>,
    writer: Arc<Transaction>,
    change: Change,
    fate: FateCell,
}

impl Version {
    /// Its number in the log.
    pub fn id(&self) -> VersionId {
        self.id
    }

    /// The node it belongs to.
    pub fn node(&self) -> NodeId<'_> {
        self.node.id()
    }

    /// Who made it.
    pub fn writer(&self) -> &Arc<Transaction> {
        &self.writer
    }

    /// What was done.
    pub fn change(&self) -> &Change {
        &self.change
    }

    /// What became of it.
    pub fn fate(&self) -> Fate {
        self.fate.get()
    }

    /// The data before a replace; empty for other kinds.
    pub fn before_image(&self) -> &[u8] {
        match &self.change {
            Change::Replace { before } => before,
            _ => &[],
        }
    }

    /// Memory charged for it, in bytes.
    fn cost(&self) -> usize {
        size_of::<Self>() + self.node.bookmark.len() + self.before_image().len()
    }
}

/// All versions of one node, newest first.
#[derive(Debug)]
struct Chain {
    /// The hash of the node, which tells most nodes apart without a look at them.
    hash: u64,
    node: Arc<NodeKey>,
    versions: Vec<Arc<Version>>,
}

/// The nodes of one hash value; nearly always none or one.
type Bucket = Vec<Chain>;

/// All versions of one instance.
#[derive(Debug)]
pub struct VersionStore {
    buckets: Box<[RwLock<Bucket>]>,
    hasher: RandomState,
    next_id: AtomicU32,
    bytes_used: AtomicUsize,
    bytes_max: usize,
    followers: RwLock<Followers>,
}

impl VersionStore {
    /// A store of at most `bytes_max` bytes of versions, hashed over `buckets` buckets (rounded up
    /// to a power of two).
    pub fn new(bytes_max: usize, buckets: usize) -> Self {
        let buckets = (0..buckets.next_power_of_two())
            .map(|_| RwLock::with_rank(Rank::VersionChain, Bucket::new()));
        Self {
            buckets: buckets.collect(),
            hasher: RandomState::new(),
            // Near the top, so that every run soon passes the wrap and no code forgets it.
            next_id: AtomicU32::new(0xFFFF_FFB1),
            bytes_used: AtomicUsize::new(0),
            bytes_max,
            followers: RwLock::with_rank(Rank::Fates, Followers::new()),
        }
    }

    /// Bytes charged for all versions.
    pub fn bytes_used(&self) -> usize {
        self.bytes_used.load(Relaxed)
    }

    /// The limit on [`bytes_used`](Self::bytes_used).
    pub fn bytes_max(&self) -> usize {
        self.bytes_max
    }

    /// Records that `writer` is about to change `node`, unless the conflict rule forbids it. The
    /// caller holds the latch of the node's page and logs and applies the change next; if that
    /// fails it calls [`discard`](Self::discard).
    ///
    /// # Errors
    /// [`Refused::Conflict`] when another transaction got there first; [`Refused::Full`] when the
    /// store has no room. Nothing was recorded.
    pub fn add(
        &self,
        node: NodeId<'_>,
        snapshot: &Snapshot,
        writer: &Arc<Transaction>,
        change: Change,
    ) -> Result<Arc<Version>, Refused> {
        let hash = self.hash(node);
        let mut bucket = self.bucket(hash).write();
        let found = find(&bucket, hash, node);
        if let Some(chain) = found.and_then(|at| bucket.get(at))
            && conflict::forbids(&chain.versions, snapshot, change.kind())
        {
            return Err(Refused::Conflict);
        }
        let version = new_version(&bucket, found, self.draw_id(), node, writer, change);
        self.charge(version.cost())?;
        enter(&mut bucket, found, hash, &version);
        Ok(version)
    }

    /// Records once more a change that a log speaks of, on top of all others of the node: nobody
    /// works yet who could be in the way. What memory is allowed does not matter.
    pub(crate) fn restore(
        &self,
        id: VersionId,
        node: NodeId<'_>,
        writer: &Arc<Transaction>,
        change: Change,
    ) -> Arc<Version> {
        let hash = self.hash(node);
        let mut bucket = self.bucket(hash).write();
        let found = find(&bucket, hash, node);
        let version = new_version(&bucket, found, id, node, writer, change);
        self.bytes_used.fetch_add(version.cost(), Relaxed);
        enter(&mut bucket, found, hash, &version);
        version
    }

    /// Whether `writer` may change `node` now, without recording anything.
    pub fn may_change(&self, node: NodeId<'_>, snapshot: &Snapshot, kind: Kind) -> bool {
        !self.with_chain(node, |versions| conflict::forbids(versions, snapshot, kind))
    }

    /// Takes a version out of its chain: it was rolled back, or its change was never made.
    pub fn discard(&self, version: &Arc<Version>) {
        version.fate.set(Fate::Undone);
        self.unchain(version);
    }

    /// Marks a version undone, though it is still in its chain.
    pub(crate) fn mark_undone(&self, version: &Version) {
        version.fate.set(Fate::Undone);
    }

    /// Takes a version out of its chain that everybody sees.
    fn settle(&self, version: &Arc<Version>) {
        // One that followed another may have been undone with it.
        if version.fate() == Fate::Undone {
            return;
        }
        self.forget_followers(version.id);
        version.fate.set(Fate::Settled);
        self.unchain(version);
    }

    fn unchain(&self, version: &Arc<Version>) {
        let mut bucket = self.bucket(self.hash(version.node())).write();
        let at = bucket.iter().position(|chain| Arc::ptr_eq(&chain.node, &version.node));
        let at = at.expect("V3: a version leaves its chain once");
        let chain = &mut bucket[at];
        let before = chain.versions.len();
        chain.versions.retain(|other| !Arc::ptr_eq(other, version));
        assert!(
            chain.versions.len() + 1 == before,
            "version {:?} left its chain twice",
            version.id
        );
        if chain.versions.is_empty() {
            bucket.swap_remove(at);
        }
        drop(bucket);
        self.bytes_used.fetch_sub(version.cost(), Relaxed);
    }

    /// The longest data that a rollback may give the node back; 0 when none may. All replaces that
    /// can be rolled back are one transaction's.
    pub fn longest_image(&self, node: NodeId<'_>) -> usize {
        self.with_chain(node, |versions| {
            let open = versions.iter().filter(|version| version.writer.commit0() == UNCOMMITTED);
            open.map(|version| version.before_image().len()).max().unwrap_or(0)
        })
    }

    /// Whether any version of a tree's nodes is such as asked for.
    pub fn any_of_tree(
        &self,
        db: DbId,
        pgno_fdp: Pgno,
        mut is_such: impl FnMut(&Version) -> bool,
    ) -> bool {
        let mut is_in = |chain: &Chain| {
            let node = chain.node.id();
            node.db == db
                && node.pgno_fdp == pgno_fdp
                && chain.versions.iter().any(|version| is_such(version))
        };
        self.buckets.iter().any(|bucket| bucket.read().iter().any(&mut is_in))
    }

    /// Whether any version of `node` is left.
    pub fn has_versions(&self, node: NodeId<'_>) -> bool {
        self.with_chain(node, |versions| !versions.is_empty())
    }

    /// Whether any version in a database is left.
    pub fn has_versions_in(&self, db: DbId) -> bool {
        let has = |bucket: &RwLock<Bucket>| bucket.read().iter().any(|chain| chain.node.db == db);
        self.buckets.iter().any(has)
    }

    /// Calls `f` with the versions of `node`, newest first; none is an empty slice.
    #[inline]
    fn with_chain<T>(&self, node: NodeId<'_>, f: impl FnOnce(&[Arc<Version>]) -> T) -> T {
        let hash = self.hash(node);
        let bucket = self.bucket(hash).read();
        let chain = find(&bucket, hash, node).and_then(|at| bucket.get(at));
        f(chain.map_or(&[], |chain| &chain.versions))
    }

    fn hash(&self, node: NodeId<'_>) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write_u32(node.pgno_fdp.get());
        hasher.write_u8(node.db.get());
        hasher.write(node.key);
        hasher.write(node.data);
        hasher.finish()
    }

    fn bucket(&self, hash: u64) -> &RwLock<Bucket> {
        // The length is a power of two, so the mask keeps the index in range.
        &self.buckets[hash as usize & (self.buckets.len() - 1)]
    }

    fn draw_id(&self) -> VersionId {
        // Odd start, even step: never the null id.
        VersionId(self.next_id.fetch_add(2, SeqCst))
    }

    fn charge(&self, bytes: usize) -> Result<(), Refused> {
        let used = self.bytes_used.fetch_add(bytes, Relaxed);
        if used + bytes > self.bytes_max {
            self.bytes_used.fetch_sub(bytes, Relaxed);
            return Err(Refused::Full);
        }
        Ok(())
    }
}

/// A version of a node whose chain, if there is one, is at `found`.
fn new_version(
    bucket: &Bucket,
    found: Option<usize>,
    id: VersionId,
    node: NodeId<'_>,
    writer: &Arc<Transaction>,
    change: Change,
) -> Arc<Version> {
    let node = match found.and_then(|at| bucket.get(at)) {
        Some(chain) => Arc::clone(&chain.node),
        None => Arc::new(NodeKey::new(node)),
    };
    Arc::new(Version { id, node, writer: Arc::clone(writer), change, fate: FateCell::default() })
}

/// Where the chain of a node is.
#[inline]
fn find(bucket: &Bucket, hash: u64, node: NodeId<'_>) -> Option<usize> {
    bucket.iter().position(|chain| chain.hash == hash && chain.node.is(node))
}

/// Puts a version on top of its chain.
fn enter(bucket: &mut Bucket, found: Option<usize>, hash: u64, version: &Arc<Version>) {
    match found.and_then(|at| bucket.get_mut(at)) {
        Some(chain) => chain.versions.insert(0, Arc::clone(version)),
        None => {
            let (node, versions) = (Arc::clone(&version.node), vec![Arc::clone(version)]);
            bucket.push(Chain { hash, node, versions });
        }
    }
}
