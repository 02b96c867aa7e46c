//! Instances, sessions, transactions and recovery.
//!
//! Read in this order: the life of an instance, slots and the pool of sessions, a session, and
//! which commits a snapshot sees.

pub mod error;
pub mod instance;
pub mod lifecycle;
pub mod pool;
pub mod session;
pub mod slots;
pub mod snapshot;

pub use error::{Cause, Result, SessionError};
pub use instance::{Config, Instance, Term};
pub use lifecycle::{Lifecycle, Phase};
pub use pool::{Checkout, Quota, SessionId, SessionPool};
pub use session::Session;
