//! Instances, sessions, transactions and recovery.
//!
//! Read in this order: the life of an instance, slots and the pool of sessions, a session and its
//! transaction, and which commits a snapshot sees.

pub mod error;
pub mod instance;
pub mod lifecycle;
pub mod pool;
pub mod sesparam;
pub mod session;
pub mod slots;
pub mod snapshot;
pub mod transaction;

pub use error::{Cause, Result, SessionError};
pub use instance::{Config, Instance, Term};
pub use lifecycle::{Lifecycle, OwnWork, Phase};
pub use pool::{Checkout, Quota, SessionId, SessionPool};
pub use sesparam::SessionParams;
pub use session::Session;
