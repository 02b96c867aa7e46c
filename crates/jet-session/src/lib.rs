//! Instances, sessions, transactions and recovery.
//!
//! Read in this order: the life of an instance, the pool of sessions, a session and its
//! transaction, which commits a snapshot sees, and the databases of an instance.
//!
//! ```
//! use jet_session::{Config, Instance, Term};
//!
//! let instance = Instance::<(), ()>::new();
//! instance.init(Config::default())?;
//! let session = instance.begin_session()?;
//! let other = instance.dup_session(session)?;
//! instance.end_session(session)?;
//! instance.end_session(other)?;
//! assert!(instance.term(Term::Orderly)?, "databases are clean");
//! # Ok::<(), jet_session::EngineError>(())
//! ```

pub mod attach;
pub mod config;
pub mod engine;
pub mod error;
pub mod instance;
pub mod lifecycle;
pub mod pool;
pub mod recovery;
pub mod seats;
pub mod sesparam;
pub mod session;
pub mod snapshot;
pub mod transaction;

pub use attach::{Attached, Database, Databases, OpenDatabase};
pub use config::{CACHE_BYTES_DEFAULT, Config, Environment, LogConfig};
pub use engine::{CreateError, Durability, Engine, NewDatabase, Pin, Wait};
pub use error::{
    Cause, DatabaseError, DatabaseResult, EngineError, EngineResult, Result, SessionError,
};
pub use instance::{Instance, Seat, Term};
pub use lifecycle::{Life, Lifecycle, OwnWork, Phase, SharedLife};
pub use pool::{Checkout, EngineId, SessionId, SessionPool};
pub use seats::Seats;
pub use sesparam::SessionParams;
pub use session::Session;
