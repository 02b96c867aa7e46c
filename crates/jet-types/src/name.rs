//! Constants by the names that C programs, documents and recordings know them by.
//!
//! Every table of this crate adds its names here: codes, parameters, option bits, levels, limits.

use crate::{code, coltyp, grbit, level, limit, param};

/// Who sees a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Audience {
    /// Every program: it is in the public header.
    Public,
    /// Programs of old: it was in the public header once.
    Legacy,
    /// The engine's own tools: it is in their header.
    Engine,
    /// Nobody: it never leaves the engine.
    Internal,
}

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Value {
    /// A return code.
    Code(i32),
    /// Bits, a level, an identifier, a count.
    Number(u32),
    /// The size of a pointer: a handle.
    Handle(u64),
    /// Text.
    Text(&'static str),
}

/// One named constant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Constant {
    /// Its name, such as `JET_bitTableDenyWrite`.
    pub name: &'static str,
    /// What it stands for.
    pub value: Value,
    /// Who sees it.
    pub audience: Audience,
    /// What it means, in a few words.
    pub text: &'static str,
}

impl Value {
    /// As a C caller passes it: codes and bits in 32 bits, handles in 64. `None` for text.
    pub const fn bits(self) -> Option<u64> {
        match self {
            Self::Code(code) => Some(code as u32 as u64),
            Self::Number(number) => Some(number as u64),
            Self::Handle(handle) => Some(handle),
            Self::Text(_) => None,
        }
    }
}

/// Every constant. A name that belongs to two calls comes twice, with one value.
pub fn constants() -> impl Iterator<Item = Constant> {
    let codes = code::constants();
    let parameters = param::constants();
    let tables = grbit::TABLES.iter().chain(level::TABLES).chain(&[
        coltyp::NAMES,
        limit::NAMES,
        code::CATEGORIES,
    ]);
    codes.chain(parameters).chain(tables.flat_map(|table| table.iter().copied()))
}

/// The constant of this name. It looks through all of them: whoever asks often makes a map.
pub fn constant(name: &str) -> Option<Constant> {
    constants().find(|constant| constant.name == name)
}
