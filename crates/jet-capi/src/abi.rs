//! Types of the C interface, as its header has them.
#![allow(
    non_camel_case_types,
    non_snake_case,
    dead_code,
    reason = "names are those of the C header, which has more than the calls use"
)]

mod data;
mod info;
mod layout;
mod types;

pub use data::*;
pub use info::*;
pub use types::*;
