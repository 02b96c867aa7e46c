//! The JET functions in safe Rust, and readers and checks of files above them.
//!
//! Read in this order: handles and the [`Engine`], instances, sessions, parameters; databases,
//! cursors, where they go and what they retrieve; then what works on files without an engine:
//! [`Reader`] and [`Check`].
//!
//! ```
//! use jet_api::{Engine, handle::SESID_NIL};
//!
//! # let folder = tempfile::TempDir::new().expect("a folder for temporary files");
//! # let folder = folder.path();
//! let engine = Engine::in_folder(folder);
//! let mut instance = engine.create_instance(Some("example"))?;
//! engine.init(Some(&mut instance))?;
//! let (mut first, mut second) = (SESID_NIL, SESID_NIL);
//! engine.begin_session(instance, Some(&mut first))?;
//! engine.dup_session(first, Some(&mut second))?;
//! engine.term(instance, 0)?;
//! # Ok::<(), jet_api::ApiError>(())
//! ```

pub mod bookmark;
mod call;
pub mod check;
pub mod database;
pub mod ddl;
mod engine;
mod enter;
pub mod error;
pub mod error_info;
pub mod handle;
pub mod index;
pub mod info;
pub mod instance;
mod name;
pub mod navigate;
pub mod param;
pub mod reader;
pub mod retrieve;
pub mod sesparam;
pub mod session;
pub mod table;
pub mod update;

pub use check::{Check, CheckReport};
pub use engine::Engine;
pub use error::{ApiError, Result};
pub use handle::{Dbid, JetInstance, Sesid, Tableid};
pub use jet_table::TableError;
pub use jet_types::{ColumnId, JetErr, grbit, level};
pub use reader::{Reader, ReaderError, ReaderOptions, Row};
