//! Which databases are attached where in the log, and the headers that follow it.
//!
//! Invariants, cited in code by number:
//! - A1. A database is entered while the record of its attachment is being filled, and its end is
//!   noted the same way: so the log cannot come to the next generation without the list knowing.
//! - A2. Before a generation takes records, the durable header of every database in use requires
//!   it. Whoever brings a header into use asks for the current generation under the header's lock;
//!   the generation is set before the headers are looked at. One of the two sees the other.
//! - A3. The checkpoint stands still while a database is being created, attached or detached: what
//!   its record says is not in its header yet.

use std::sync::Arc;

use jet_log::file::Attachment;
use jet_log::{AtRoll, HookError, LogHeader, LogHooks};
use jet_os::sync::atomic::{AtomicU64, Ordering::Relaxed};
use jet_os::sync::{Mutex, Rank};
use jet_pager::header::Generation;
use jet_pager::{DbHeader, DbState, DbWriter, PagerError};
use jet_types::{DbId, Dbtime, Lgpos, Logtime, Objid, Signature};

use super::housekeeper::Bell;

/// The databases that the log knows of.
#[derive(Debug)]
pub struct Attachments {
    list: Mutex<List>,
    /// The checkpoint as a number.
    checkpoint: AtomicU64,
    /// Rung when a generation begins.
    bell: Arc<Bell>,
    /// Held while headers are written because of the log; without it nobody but the owner of a
    /// database has its writer.
    headers: Mutex<()>,
}

#[derive(Debug)]
struct List {
    entries: Vec<Entry>,
    generation: Generation,
}

/// A database, from the record that begins its attachment until the checkpoint has passed the one
/// that ends it.
#[derive(Debug)]
struct Entry {
    new: NewAttachment,
    attach: Lgpos,
    detach: Option<Lgpos>,
    /// What the record says is not in the header yet (A3).
    is_moving: bool,
    writer: Option<Arc<DbWriter>>,
}

/// A database about to be attached.
#[derive(Clone, Debug)]
pub struct NewAttachment {
    /// Its number.
    pub dbid: DbId,
    /// Limit of its size in pages, 0 none.
    pub max_pages: u32,
    /// Where it was last detached cleanly, or none.
    pub lgpos_consistent: Lgpos,
    /// Its identity.
    pub sign_db: Signature,
    /// Its path in UTF-16 with its NUL.
    pub name: Vec<u8>,
}

/// A database whose header follows the log.
#[derive(Clone, Debug)]
pub struct Follower {
    /// Its number.
    pub dbid: DbId,
    /// The database.
    pub writer: Arc<DbWriter>,
}

impl Attachments {
    /// None yet, in a log at this generation, whose checkpoint is there.
    pub fn new(generation: Generation, checkpoint: Lgpos) -> Arc<Self> {
        Self::with_bell(generation, checkpoint, Arc::default())
    }

    /// The same; `bell` is rung when a generation begins.
    pub fn with_bell(generation: Generation, checkpoint: Lgpos, bell: Arc<Bell>) -> Arc<Self> {
        let list = List { entries: Vec::new(), generation };
        let headers = Mutex::with_rank(Rank::Headers, ());
        let checkpoint = AtomicU64::new(checkpoint.number());
        Arc::new(Self { list: Mutex::new(list), checkpoint, bell, headers })
    }

    /// What the log asks of the databases when it rolls.
    pub fn hooks(self: &Arc<Self>) -> LogHooks {
        let (asked, told) = (Arc::clone(self), Arc::clone(self));
        LogHooks {
            at_roll: Box::new(move |first| asked.at_roll(first)),
            rolled: Box::new(move |header| told.rolled(header)),
        }
    }

    /// Enters a database whose attachment begins with the record at `attach` (A1).
    pub fn enter(&self, new: NewAttachment, attach: Lgpos) {
        let entry = Entry { new, attach, detach: None, is_moving: true, writer: None };
        self.list.lock().entries.push(entry);
    }

    /// The database has a file: from here on its header follows the log.
    pub fn follow(&self, dbid: DbId, writer: &Arc<DbWriter>) {
        self.change(dbid, |entry| entry.writer = Some(Arc::clone(writer)));
    }

    /// The header says what the record said (A3).
    pub fn settle(&self, dbid: DbId) {
        self.change(dbid, |entry| entry.is_moving = false);
    }

    /// The checkpoint stands still, as the database is about to be detached (A3).
    pub fn unsettle(&self, dbid: DbId) {
        self.change(dbid, |entry| entry.is_moving = true);
    }

    /// The record at `detach` ends the attachment (A1).
    pub fn leave(&self, dbid: DbId, detach: Lgpos) {
        self.change(dbid, |entry| entry.detach = Some(detach));
    }

    /// The record at `mark` says that all databases are closed (A1).
    pub fn leave_all(&self, mark: Lgpos) {
        let mut list = self.list.lock();
        let open = list.entries.iter_mut().filter(|entry| entry.detach.is_none());
        open.for_each(|entry| entry.detach = Some(mark));
    }

    /// The database's header follows the log no more; nobody else has the writer from here on. It
    /// stays in the list as long as the list of an earlier position may be asked for.
    pub fn part(&self, dbid: DbId) {
        let _headers = self.headers.lock();
        self.change_last(dbid, |entry| {
            entry.writer = None;
            entry.is_moving = false;
        });
        self.prune();
    }

    /// The generation that takes records now.
    pub fn generation(&self) -> Generation {
        self.list.lock().generation
    }

    /// The checkpoint, as last told.
    pub fn checkpoint(&self) -> Lgpos {
        // Nothing is read by way of it.
        Lgpos::from_number(self.checkpoint.load(Relaxed))
    }

    /// The checkpoint has moved.
    pub fn set_checkpoint(&self, checkpoint: Lgpos) {
        self.checkpoint.store(checkpoint.number(), Relaxed);
        self.prune();
    }

    /// Whether the checkpoint must stand still (A3).
    pub fn is_moving(&self) -> bool {
        self.list.lock().entries.iter().any(|entry| entry.is_moving)
    }

    /// The databases attached at a position.
    pub fn at(&self, lgpos: Lgpos) -> Vec<Attachment> {
        let list = self.list.lock();
        let is_there = |entry: &&Entry| {
            entry.attach < lgpos && entry.detach.is_none_or(|detach| lgpos <= detach)
        };
        list.entries.iter().filter(is_there).map(Entry::attachment).collect()
    }

    /// Does something with the databases whose headers follow the log, while none of them parts.
    pub fn with_followers<T>(&self, work: impl FnOnce(&[Follower]) -> T) -> T {
        let _headers = self.headers.lock();
        let of_entry = |entry: &Entry| {
            let writer = Arc::clone(entry.writer.as_ref()?);
            Some(Follower { dbid: entry.new.dbid, writer })
        };
        let followers: Vec<_> = self.list.lock().entries.iter().filter_map(of_entry).collect();
        work(&followers)
    }

    fn at_roll(&self, first: Lgpos) -> AtRoll {
        AtRoll { attached: self.at(first), checkpoint: self.checkpoint() }
    }

    fn rolled(&self, header: &LogHeader) -> Result<(), HookError> {
        let generation = Generation { number: header.generation, created: header.created };
        self.list.lock().generation = generation; // A2: before the headers.
        self.with_followers(|followers| {
            let require = |follower: &Follower| require(&follower.writer, generation);
            followers.iter().try_for_each(require)
        })
        .map_err(|error| HookError { code: error.code(), what: error.to_string() })?;
        self.bell.ring();
        Ok(())
    }

    fn change(&self, dbid: DbId, change: impl FnOnce(&mut Entry)) {
        let mut list = self.list.lock();
        let mut entries = list.entries.iter_mut().rev();
        let entry = entries.find(|entry| entry.new.dbid == dbid && entry.detach.is_none());
        change(entry.expect("entered when its record was appended"));
    }

    /// As `change`, of one whose end may be noted already.
    fn change_last(&self, dbid: DbId, change: impl FnOnce(&mut Entry)) {
        let mut list = self.list.lock();
        let entry = list.entries.iter_mut().rev().find(|entry| entry.new.dbid == dbid);
        change(entry.expect("entered when its record was appended"));
    }

    /// Forgets who was detached before the checkpoint, unless the next header may still name it.
    fn prune(&self) {
        let checkpoint = self.checkpoint();
        let mut list = self.list.lock();
        let generation = list.generation.number;
        list.entries.retain(|entry| {
            let is_past = |detach: Lgpos| detach < checkpoint && detach.generation < generation;
            entry.writer.is_some() || !entry.detach.is_some_and(is_past)
        });
    }
}

impl Entry {
    fn attachment(&self) -> Attachment {
        let counters = |writer: &Arc<DbWriter>| (writer.dbtime(), writer.objid());
        let none = (Dbtime::START, Objid(0));
        let (dbtime, objid_last) = self.writer.as_ref().map_or(none, counters);
        Attachment {
            dbid: self.new.dbid,
            dbtime,
            objid_last,
            max_pages: self.new.max_pages,
            lgpos_attach: self.attach,
            lgpos_consistent: self.new.lgpos_consistent,
            sign_db: self.new.sign_db,
            is_sparse: false,
            name: self.new.name.clone(),
            is_unicode: true,
        }
    }
}

/// Makes a header in use require a generation. One that is not in use yet asks itself (A2).
fn require(writer: &DbWriter, generation: Generation) -> Result<(), PagerError> {
    writer.write_header(|header: &mut DbHeader, _: Logtime| {
        if matches!(header.state(), DbState::JustCreated | DbState::DirtyShutdown) {
            header.require(generation);
        }
    })
}
