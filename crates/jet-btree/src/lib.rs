//! Nodes, trees, space and versions.
//!
//! Read in this order: keys and nodes, trees and how to walk them, what a cursor remembers, space,
//! verification, the version store, and operations on pages.
//!
//! ```
//! use std::cmp::Ordering;
//! use jet_btree::Key;
//!
//! // On a page a key is what it shares with its neighbours, and its own rest.
//! let key = Key { prefix: b"inter", suffix: b"leave" };
//! assert_eq!(key.compare(b"interlock"), Ordering::Less);
//! assert_eq!(key.to_vec(), b"interleave");
//! ```

mod change;
pub mod currency;
pub mod cx;
pub mod error;
pub mod journal;
pub mod key;
pub mod node;
pub mod op;
mod search;
pub mod space;
mod structure;
pub mod tree;
pub mod undo;
pub mod verify;
pub mod version;
pub mod writer;

pub use currency::{Bookmark, Currency, Place, Standing};
pub use cx::{ReadCx, View};
pub use error::{BtreeError, Result};
pub use journal::Journal;
pub use key::Key;
pub use node::{Node, Stored};
pub use op::{PageOp, Stamp};
pub use tree::{Latched, Position, Seek, Tree, Versioning};
pub use writer::{PartId, WriteCx, Writer};
