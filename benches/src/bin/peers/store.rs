//! What the harness asks of an engine.

use std::path::Path;

/// Whatever an engine has to complain of.
pub type Result<T> = anyhow::Result<T>;

/// How a commit is to be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keep {
    /// By and by: a crash may take the newest commits with it, in order.
    Relaxed,
    /// On the disk before the call returns.
    Durable,
}

/// A database of one ordered map from keys to values.
pub trait Store: Sync {
    /// A session, for one thread.
    fn session(&self) -> Result<Box<dyn Session + '_>>;

    /// Brings everything into the files, as a proper end would.
    fn settle(&self) -> Result<()>;
}

/// One thread's way into a store.
pub trait Session {
    /// All reads until [`release`](Self::release) see the state of this moment.
    fn snapshot(&mut self) -> Result<()>;

    /// Reads are transactions of their own again.
    fn release(&mut self) -> Result<()>;

    /// Puts the value of a key into `value`; `false` when there is none.
    fn get(&mut self, key: &[u8], value: &mut Vec<u8>) -> Result<bool>;

    /// Visits up to `count` rows from `key` on; tells how many there were.
    fn scan(
        &mut self,
        key: &[u8],
        count: usize,
        visit: &mut dyn FnMut(&[u8], &[u8]),
    ) -> Result<usize>;

    /// Puts rows in one transaction, over what is there.
    fn put(&mut self, rows: &[(&[u8], &[u8])], keep: Keep) -> Result<()>;
}

/// How much an engine may keep in memory, and how many sessions will come.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Bytes of cache.
    pub cache: usize,
    /// Sessions at once.
    pub sessions: usize,
}

/// Opens a new store in an empty folder.
pub type Open = fn(&Path, Budget) -> Result<Box<dyn Store>>;
