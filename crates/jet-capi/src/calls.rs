//! The calls, a file per family, each named after its function without the `Jet`.
//!
//! A call for texts of either width is generic over their characters. None checks a handle: the
//! engine does (C2). Each relies on C1 and on nothing else; that is what its `unsafe` asks for.
#![allow(clippy::too_many_arguments, reason = "those of the JET functions")]

pub(crate) mod bookmark;
pub(crate) mod database;
pub(crate) mod ddl;
pub(crate) mod enumerate;
pub(crate) mod info;
pub(crate) mod instance;
pub(crate) mod navigate;
pub(crate) mod param;
pub(crate) mod retrieve;
pub(crate) mod session;
pub(crate) mod table;
pub(crate) mod update;
