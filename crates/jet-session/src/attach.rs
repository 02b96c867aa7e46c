//! The databases of an instance: attached, opened by sessions, detached.
//!
//! A database is attached to the instance and opened by sessions; all openings are of one thing,
//! under one id. What the layer above keeps with a database, such as its schemas, lives and ends
//! with it.
//!
//! Only reading so far: a database is attached as it was left when it was closed properly.

#[cfg(all(test, not(loom)))]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use jet_btree::ReadCx;
use jet_os::sync::{Mutex, Rank};
use jet_os::{OpenMode, Vfs};
use jet_pager::{BufferPool, Db, DbHeader, DbState, PoolConfig};
use jet_types::{DbId, PageSize};

use crate::error::{DatabaseError, DatabaseResult};

/// User databases an instance may have.
pub const DATABASES_MAX: usize = 6;
/// The format update since which large pages have pieces of long values of today's size.
const UPDATE_OF_LARGE_PAGES: u32 = 0x11;

/// The databases of one instance; `D` is what the layer above keeps with each.
#[derive(Debug)]
pub struct Databases<D> {
    vfs: Arc<dyn Vfs>,
    page_size: PageSize,
    cache_bytes: usize,
    /// Made when the first database is attached.
    pool: OnceLock<BufferPool>,
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
    db: Db,
    is_read_only: bool,
    openings: Mutex<Openings>,
    /// What the layer above keeps with it.
    pub layer: D,
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
    /// No databases yet: files of `vfs`, pages of `page_size`, at most `cache_bytes` of them in
    /// memory.
    pub fn new(vfs: Arc<dyn Vfs>, page_size: PageSize, cache_bytes: usize) -> Self {
        let places = std::array::from_fn(|_| Place::Free);
        let places = Mutex::with_rank(Rank::AttachList, places);
        Self { vfs, page_size, cache_bytes, pool: OnceLock::new(), places }
    }

    /// Attaches a database to be read.
    ///
    /// # Errors
    /// In this order: [`DatabaseError::Open`], [`DatabaseError::TooMany`], then what its header
    /// says: [`DatabaseError::Header`], [`DatabaseError::Unclean`].
    pub fn attach_read_only(&self, path: &Path) -> DatabaseResult<Attached<D>> {
        if !self.vfs.exists(path)? {
            return Err(DatabaseError::NotFound(path.to_owned()));
        }
        let id = match self.reserve(path)? {
            Reserved::Attached(database) => return Ok(Attached::Already(database)),
            Reserved::Place(id) => id,
        };
        let opened = self.open_read_only(path, id);
        let mut places = self.places.lock();
        let place = &mut places[usize::from(id.get()) - 1];
        match opened {
            Ok(database) => {
                *place = Place::Attached(Arc::clone(&database));
                Ok(Attached::Now(database))
            }
            Err(error) => {
                *place = Place::Free;
                Err(error)
            }
        }
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

    fn open_read_only(&self, path: &Path, id: DbId) -> DatabaseResult<Arc<Database<D>>> {
        let file = self.vfs.open(path, OpenMode::Read)?;
        let header = DbHeader::read(&*file, path)?;
        check_header(&header, self.page_size, path)?;
        let db = self.pool()?.open(file, path, header)?;
        Ok(Arc::new(Database {
            id,
            db,
            is_read_only: true,
            openings: Mutex::with_rank(Rank::Leaf, Openings::default()),
            layer: D::default(),
        }))
    }

    /// Detaches a database.
    ///
    /// # Errors
    /// [`DatabaseError::NotAttached`], [`DatabaseError::InUse`] while a session has it open.
    pub fn detach(&self, path: &Path) -> DatabaseResult<()> {
        let database = self.find(path)?;
        self.close(database)
    }

    /// Detaches all databases.
    ///
    /// # Errors
    /// [`DatabaseError::InUse`] while a session has one open: that one and those after it stay.
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
        if let Some(pool) = self.pool.get() {
            pool.close(database.db);
        }
        self.places.lock()[index] = Place::Free;
        Ok(())
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

    /// What reading a database takes.
    ///
    /// # Errors
    /// When there is no memory for pages.
    pub fn read_cx<'a>(&'a self, database: &'a Database<D>) -> DatabaseResult<ReadCx<'a>> {
        Ok(ReadCx::raw(self.pool()?, &database.db))
    }

    /// The file system.
    pub fn vfs(&self) -> &dyn Vfs {
        &*self.vfs
    }

    /// Bytes per page.
    pub fn page_size(&self) -> PageSize {
        self.page_size
    }

    fn pool(&self) -> DatabaseResult<&BufferPool> {
        if let Some(pool) = self.pool.get() {
            return Ok(pool);
        }
        let config = PoolConfig { page_size: self.page_size, max_bytes: self.cache_bytes };
        let pool = BufferPool::new(config)?;
        Ok(self.pool.get_or_init(|| pool))
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
        &self.db
    }

    /// Where its file is.
    pub fn path(&self) -> &Path {
        self.db.path()
    }

    /// Whether it may only be read.
    pub fn is_read_only(&self) -> bool {
        self.is_read_only
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
