//! Files, locks, clock and randomness, real or simulated.
//!
//! Everything that is not deterministic lives here, so that a test can replace it.
//!
//! ```
//! use jet_os::sync::places::Places;
//!
//! let places = Places::new(1);
//! let name = places.claim().expect("free").open("a value");
//! assert!(places.claim().is_err(), "there is one place");
//! assert_eq!(*places.enter(name).expect("nobody is inside").value(), "a value");
//! ```

pub mod clock;
pub mod rng;
pub mod sync;
pub mod vfs;

pub use clock::{Clock, RealClock, SimClock};
pub use rng::Rng;
pub use vfs::{File, OpenMode, OsError, Vfs, real::RealVfs};
