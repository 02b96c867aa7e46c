//! The databases of an instance: attached, opened by sessions, detached.
//!
//! A database is attached to the instance and opened by sessions; all openings are of one thing,
//! under one id. What the layer above keeps with a database, such as its schemas, lives and ends
//! with it.
//!
//! Not here: what is done to files and the log (`engine/database.rs`).

#[cfg(all(test, not(loom)))]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jet_btree::version::Snapshot;
use jet_btree::{ReadCx, View, WriteCx, Writer};
use jet_os::sync::{Mutex, Rank};
use jet_os::{OpenMode, Vfs};
use jet_pager::{Db, DbHeader, DbState};
use jet_types::{DbId, PageSize};

use crate::engine::{CreateError, Engine, NewDatabase, Writable};
use crate::error::{DatabaseError, DatabaseResult};

/// User databases an instance may have.
pub const DATABASES_MAX: usize = 6;
/// The format update since which large pages have pieces of long values of today's size.
const UPDATE_OF_LARGE_PAGES: u32 = 0x11;

/// The databases of one instance; `D` is what the layer above keeps with each.
#[derive(Debug)]
pub struct Databases<D> {
    engine: Arc<Engine>,
    /// By id, from 1.
    places: Mutex<[Place<D>; DATABASES_MAX]>,
}

/// A place for a database. Files are opened and closed without the lock on the places.
#[derive(Debug)]
enum Place<D> {
    Free,
    /// A database of this path is being attached or detached.
    Busy(PathBuf),
    Attached(Arc<Database<D>>),
}

/// An attached database.
#[derive(Debug)]
pub struct Database<D> {
    id: DbId,
    file: Handle,
    openings: Mutex<Openings>,
    /// What the layer above keeps with it.
    pub layer: D,
}

/// A database's file.
#[derive(Debug)]
enum Handle {
    /// It may be read.
    Read(Box<Db>),
    /// It may be written as well.
    Write(Writable),
}

/// Who has a database open.
#[derive(Clone, Copy, Debug, Default)]
struct Openings {
    /// Sessions that have it open.
    sessions: u32,
    /// One of them has it for itself.
    is_exclusive: bool,
}

/// A database that a session has open. Dropping it closes it.
#[derive(Debug)]
pub struct OpenDatabase<D> {
    database: Arc<Database<D>>,
    is_exclusive: bool,
}

/// What a path is found to be.
enum Reserved<D> {
    /// Attached.
    Attached(Arc<Database<D>>),
    /// Not attached; this place is kept for it.
    Place(DbId),
}

/// What attaching did.
#[derive(Debug)]
pub enum Attached<D> {
    /// The database was attached.
    Now(Arc<Database<D>>),
    /// It was before.
    Already(Arc<Database<D>>),
}

impl<D: Default> Databases<D> {
    /// No databases yet.
    pub fn new(engine: Arc<Engine>) -> Self {
        let places = std::array::from_fn(|_| Place::Free);
        Self { engine, places: Mutex::with_rank(Rank::AttachList, places) }
    }

    /// Attaches a database to be read.
    ///
    /// # Errors
    /// In this order: [`DatabaseError::Open`], [`DatabaseError::TooMany`], then what its header
    /// says: [`DatabaseError::Header`], [`DatabaseError::Unclean`].
    pub fn attach_read_only(&self, path: &Path) -> DatabaseResult<Attached<D>> {
        self.attach_with(path, |_| {
            let file = self.vfs().open(path, OpenMode::Read)?;
            let header = DbHeader::read(&*file, path)?;
            check_header(&header, self.page_size(), path)?;
            Ok(Handle::Read(Box::new(self.engine.pool()?.open(file, path, header)?)))
        })
    }

    /// Attaches a database to be read and written. Its last page may not be behind `max_pages`,
    /// unless that is 0.
    ///
    /// # Errors
    /// As [`attach_read_only`](Self::attach_read_only), and what the log says.
    pub fn attach(&self, path: &Path, max_pages: u32) -> DatabaseResult<Attached<D>> {
        self.attach_with(path, |id| {
            let file = self.vfs().open(path, OpenMode::ReadWrite)?;
            let header = DbHeader::read(&*file, path)?;
            check_header(&header, self.page_size(), path)?;
            Ok(Handle::Write(self.engine.attach(id, (file, path), header, max_pages)?))
        })
    }

    /// Makes a database, attached, with what `fill` puts in.
    ///
    /// # Errors
    /// In this order: [`DatabaseError::Duplicate`], [`DatabaseError::TooMany`], what files, pages
    /// and log may give, what `fill` says.
    pub fn create<E>(
        &self,
        path: &Path,
        new: NewDatabase,
        fill: impl FnOnce(&WriteCx<'_>, &mut Writer) -> Result<(), E>,
    ) -> Result<Arc<Database<D>>, CreateError<E>> {
        let duplicate = || DatabaseError::Duplicate(path.to_owned());
        if self.vfs().exists(path).map_err(DatabaseError::from)? {
            return Err(duplicate().into());
        }
        match self.reserve(path)? {
            Reserved::Attached(_) => Err(duplicate().into()),
            Reserved::Place(id) => {
                let created = self.engine.create(id, path, new, fill);
                self.fill_place(id, created.map(Handle::Write))
            }
        }
    }

    fn attach_with(
        &self,
        path: &Path,
        open: impl FnOnce(DbId) -> DatabaseResult<Handle>,
    ) -> DatabaseResult<Attached<D>> {
        if !self.vfs().exists(path)? {
            return Err(DatabaseError::NotFound(path.to_owned()));
        }
        match self.reserve(path)? {
            Reserved::Attached(database) => Ok(Attached::Already(database)),
            Reserved::Place(id) => self.fill_place(id, open(id)).map(Attached::Now),
        }
    }

    /// Puts a database into the place kept for it, or frees the place.
    fn fill_place<E>(&self, id: DbId, opened: Result<Handle, E>) -> Result<Arc<Database<D>>, E> {
        let (place, result) = match opened {
            Ok(file) => {
                let openings = Mutex::with_rank(Rank::Leaf, Openings::default());
                let database = Arc::new(Database { id, file, openings, layer: D::default() });
                (Place::Attached(Arc::clone(&database)), Ok(database))
            }
            Err(error) => (Place::Free, Err(error)),
        };
        self.set_place(id, place);
        result
    }

    fn set_place(&self, id: DbId, place: Place<D>) {
        self.places.lock()[usize::from(id.get()) - 1] = place;
    }

    /// Finds a place for a database, unless it is attached.
    fn reserve(&self, path: &Path) -> DatabaseResult<Reserved<D>> {
        let mut places = self.places.lock();
        for place in places.iter() {
            match place {
                Place::Attached(database) if database.path() == path => {
                    return Ok(Reserved::Attached(Arc::clone(database)));
                }
                Place::Busy(other) if other == path => {
                    return Err(DatabaseError::InUse(path.to_owned()));
                }
                _ => {}
            }
        }
        let mut free = places.iter_mut().zip(1_u8..);
        let free = free.find(|(place, _)| matches!(place, Place::Free));
        let (place, id) = free.ok_or(DatabaseError::TooMany { limit: DATABASES_MAX })?;
        *place = Place::Busy(path.to_owned());
        Ok(Reserved::Place(DbId(id)))
    }

    /// Detaches a database.
    ///
    /// # Errors
    /// [`DatabaseError::NotAttached`]; [`DatabaseError::InUse`] while a session has it open, or
    /// changes in it that are not committed; what log and pages may give.
    pub fn detach(&self, path: &Path) -> DatabaseResult<()> {
        let database = self.find(path)?;
        self.close(database)
    }

    /// Detaches all databases.
    ///
    /// # Errors
    /// As [`detach`](Self::detach): that one and those after it stay.
    pub fn detach_all(&self) -> DatabaseResult<()> {
        self.list().into_iter().try_for_each(|database| self.close(database))
    }

    /// Detaches a database; the caller holds it beside its place.
    fn close(&self, database: Arc<Database<D>>) -> DatabaseResult<()> {
        let path = database.path().to_owned();
        let in_use = || DatabaseError::InUse(path.clone());
        let index = usize::from(database.id.get()) - 1;
        {
            let mut places = self.places.lock();
            let place = &mut places[index];
            let is_it = matches!(&*place, Place::Attached(other) if Arc::ptr_eq(other, &database));
            // Sessions that have it open hold it, and so do calls that just look at it.
            if !is_it || Arc::strong_count(&database) > 2 {
                return Err(in_use());
            }
            *place = Place::Busy(path.clone());
        }
        // Its place held it, and this call: nobody else can reach it any more.
        let database = Arc::into_inner(database).expect("counted under the lock");
        self.close_file(database, in_use)
    }

    /// Closes the file of a database that nobody can reach. It stays attached when that fails before
    /// anything was done.
    fn close_file(
        &self,
        database: Database<D>,
        in_use: impl Fn() -> DatabaseError,
    ) -> DatabaseResult<()> {
        let id = database.id;
        let stays = |database| self.set_place(id, Place::Attached(Arc::new(database)));
        if let Handle::Write(writable) = &database.file {
            match self.engine.prepare_detach(writable) {
                Ok(true) => {}
                Ok(false) => {
                    stays(database);
                    return Err(in_use());
                }
                Err(error) => {
                    stays(database);
                    return Err(error.into());
                }
            }
        }
        let closed = match database.file {
            Handle::Read(db) => self.engine.pool().map(|pool| pool.close(*db)).map_err(Into::into),
            Handle::Write(writable) => self.engine.detach(writable),
        };
        self.set_place(id, Place::Free);
        Ok(closed?)
    }

    /// The instance ends: closes what was read, and leaves what was written to the engine, which is
    /// about to end. No session is open any more.
    pub(crate) fn release_all(&self) {
        let places =
            std::mem::replace(&mut *self.places.lock(), std::array::from_fn(|_| Place::Free));
        for place in places {
            let Place::Attached(database) = place else { continue };
            // Who still looks at one keeps it for just as long.
            let Some(database) = Arc::into_inner(database) else { continue };
            if let (Handle::Read(db), Ok(pool)) = (database.file, self.engine.pool()) {
                pool.close(*db);
            }
        }
    }

    /// The attached database of this path.
    ///
    /// # Errors
    /// [`DatabaseError::NotAttached`].
    pub fn find(&self, path: &Path) -> DatabaseResult<Arc<Database<D>>> {
        let found = self.list().into_iter().find(|database| database.path() == path);
        found.ok_or_else(|| DatabaseError::NotAttached(path.to_owned()))
    }

    /// All attached databases, by id.
    pub fn list(&self) -> Vec<Arc<Database<D>>> {
        let attached = |place: &Place<D>| match place {
            Place::Attached(database) => Some(Arc::clone(database)),
            _ => None,
        };
        self.places.lock().iter().filter_map(attached).collect()
    }

    /// What reading a database takes, as `snapshot` sees it. What may only be read has one state.
    ///
    /// # Errors
    /// When there is no memory for pages.
    pub fn read_cx<'a>(
        &'a self,
        database: &'a Database<D>,
        snapshot: &'a Snapshot,
    ) -> DatabaseResult<ReadCx<'a>> {
        let view = match &database.file {
            Handle::Read(_) => View::Raw,
            Handle::Write(_) => {
                View::Snapshot { snapshot, versions: self.engine.versions(), db: database.id }
            }
        };
        Ok(ReadCx { pool: self.engine.pool()?, db: database.db(), view })
    }

    /// What changing a database takes, beside a transaction; `None` when it may only be read.
    pub fn write_cx<'a>(&'a self, database: &'a Database<D>) -> Option<WriteCx<'a>> {
        match &database.file {
            Handle::Read(_) => None,
            Handle::Write(writable) => Some(self.engine.write_cx(writable)),
        }
    }

    /// What runs below.
    pub fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    /// The file system.
    pub fn vfs(&self) -> &dyn Vfs {
        &*self.engine.environment().vfs
    }

    /// Bytes per page.
    pub fn page_size(&self) -> PageSize {
        self.engine.config().page_size
    }
}

/// Whether a database may be attached, by its header.
fn check_header(header: &DbHeader, size: PageSize, path: &Path) -> DatabaseResult<()> {
    let refused = |what, code| DatabaseError::Header { path: path.to_owned(), what, code };
    use jet_types::JetErr;
    if header.page_size != size {
        let what = format!("pages of {} bytes, not {size}", header.page_size);
        return Err(refused(what, JetErr::PAGE_SIZE_MISMATCH));
    }
    let update = header.disk.update_major.get();
    if size.is_large() && update < UPDATE_OF_LARGE_PAGES {
        let what = format!("format update {update} is too old for large pages");
        return Err(refused(what, JetErr::INVALID_DATABASE_VERSION));
    }
    let state = header.state();
    if state != DbState::CleanShutdown {
        let is_backup = header.disk.backup_full_current.generation_low.get() != 0;
        return Err(DatabaseError::Unclean { path: path.to_owned(), state, is_backup });
    }
    Ok(header.check_version(path)?)
}

impl<D> Database<D> {
    /// Its id in the instance.
    pub fn id(&self) -> DbId {
        self.id
    }

    /// Its file.
    pub fn db(&self) -> &Db {
        match &self.file {
            Handle::Read(db) => db,
            Handle::Write(writable) => &writable.db,
        }
    }

    /// Where its file is.
    pub fn path(&self) -> &Path {
        self.db().path()
    }

    /// Whether it may only be read.
    pub fn is_read_only(&self) -> bool {
        matches!(self.file, Handle::Read(_))
    }

    /// Opens it for a session that does not have it open yet.
    ///
    /// # Errors
    /// [`DatabaseError::Locked`] while another session has it for itself,
    /// [`DatabaseError::InUse`] when it is wanted for the session alone and others have it.
    pub fn open(self: &Arc<Self>, is_exclusive: bool) -> DatabaseResult<OpenDatabase<D>> {
        let mut openings = self.openings.lock();
        let path = || self.path().to_owned();
        if openings.is_exclusive {
            return Err(DatabaseError::Locked(path()));
        }
        if is_exclusive && openings.sessions > 0 {
            return Err(DatabaseError::InUse(path()));
        }
        openings.sessions += 1;
        openings.is_exclusive = is_exclusive;
        Ok(OpenDatabase { database: Arc::clone(self), is_exclusive })
    }
}

impl<D> OpenDatabase<D> {
    /// The database.
    pub fn database(&self) -> &Arc<Database<D>> {
        &self.database
    }

    /// Whether the session has it for itself.
    pub fn is_exclusive(&self) -> bool {
        self.is_exclusive
    }

    /// Wants it for the session alone, or not any more.
    ///
    /// # Errors
    /// [`DatabaseError::InUse`] when others have it open.
    pub fn set_exclusive(&mut self, is_exclusive: bool) -> DatabaseResult<()> {
        let mut openings = self.database.openings.lock();
        if is_exclusive && openings.sessions > 1 {
            return Err(DatabaseError::InUse(self.database.path().to_owned()));
        }
        openings.is_exclusive = is_exclusive;
        self.is_exclusive = is_exclusive;
        Ok(())
    }
}

impl<D> Drop for OpenDatabase<D> {
    fn drop(&mut self) {
        let mut openings = self.database.openings.lock();
        assert!(openings.sessions > 0, "{} is closed once", self.database.path().display());
        openings.sessions -= 1;
        openings.is_exclusive &= !self.is_exclusive;
    }
}
