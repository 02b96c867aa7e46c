//! Files, locks, clock and randomness, real or simulated.
//!
//! Everything that is not deterministic lives here, so that a test can replace it.

pub mod clock;
pub mod rng;
pub mod sync;
pub mod vfs;

pub use clock::{Clock, RealClock, SimClock};
pub use rng::Rng;
pub use vfs::{File, OpenMode, OsError, Vfs, real::RealVfs};
