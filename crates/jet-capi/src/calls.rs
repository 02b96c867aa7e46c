//! The calls, a file per family, each named after its function without the `Jet`.
//!
//! A call for texts of either width is generic over their characters. None checks a handle: the
//! engine does (C2). Each relies on C1 and on nothing else; that is what its `unsafe` asks for.
#![allow(non_snake_case, reason = "fields of C structures keep their names")]

pub(crate) mod instance;
pub(crate) mod param;
pub(crate) mod session;
