//! `libesent`: the C interface of ESENT, over [`jet_api`].
//!
//! Names, values and layouts are those of 64-bit Windows; `include/esent.h` is the C side. There is
//! no logic here: a call checks pointers, makes slices and texts of them, calls the engine, stores
//! the results, and answers with a code. Read in this order:
//!
//! - `exports.rs`, written from the tables: every name with the call behind it;
//! - `border.rs`: what all calls share, the engine of the process, and panics that go no further;
//! - `memory.rs`, `text.rs`: pointers and texts of C callers;
//! - `define.rs`: definitions of tables, columns and indexes;
//! - `calls/`: the calls, a file per family;
//! - `abi/`, written from the tables: structures and their layout.
//!
//! Invariants, cited in code as C1 to C3:
//! - C1. A caller's pointer is null, or points to what the call's documentation says: as many
//!   bytes as the size beside it, a structure, or a text with a terminator. It stays valid, and
//!   nobody else writes through it, until the call returns. Alignment is not asked for.
//! - C2. Handles are numbers that the engine looks up; none is ever taken for an address.
//! - C3. No panic crosses the border.

#[cfg(not(target_pointer_width = "64"))]
compile_error!("the structures have the layout of 64-bit platforms");

mod abi;
mod border;
mod calls;
mod define;
mod exports;
mod memory;
mod text;
