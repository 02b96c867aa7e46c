//! Every JET error and warning code.
//!
//! The tables in the parts (`codes!`) are the only places a code is written down: the constants, the
//! names, the texts and the categories come from there.

mod alias;
mod category;
mod data;
mod database;
mod engine;
mod log;
mod schema;
mod system;

#[cfg(test)]
mod tests;

use std::fmt;

use crate::name::{Audience, Constant, Value};

pub use category::Category;
pub(crate) use category::NAMES as CATEGORIES;

/// A JET return code: negative an error, positive a warning, 0 success.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JetErr(i32);

/// What is known of a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CodeInfo {
    /// The code.
    pub code: JetErr,
    /// The name in `esent.h`, such as `JET_errOutOfSessions`.
    pub name: &'static str,
    /// What it means, in a few words.
    pub text: &'static str,
    /// What kind of trouble it is.
    pub category: Category,
    /// Who sees it.
    pub audience: Audience,
}

/// The parts. Second names come last, so that a search by value finds the first.
const PARTS: &[&[CodeInfo]] = &[
    engine::TABLE,
    log::TABLE,
    system::TABLE,
    database::TABLE,
    schema::TABLE,
    data::TABLE,
    alias::TABLE,
];

macro_rules! codes {
    ($($id:ident = $value:literal, $audience:ident, $category:ident, $name:literal, $text:literal;)*) => {
        impl JetErr {
            $(#[doc = concat!("`", $name, "`: ", $text, ".")]
            pub const $id: JetErr = JetErr($value);)*
        }

        /// The codes of this file.
        pub(super) const TABLE: &[super::CodeInfo] = &[$(super::CodeInfo {
            code: JetErr::$id,
            name: $name,
            text: $text,
            category: super::Category::$category,
            audience: crate::name::Audience::$audience,
        },)*];
    };
}
use codes;

impl JetErr {
    /// The code with this value, whether or not it has a name.
    pub const fn from_raw(value: i32) -> Self {
        Self(value)
    }

    /// The value a C caller sees.
    pub const fn raw(self) -> i32 {
        self.0
    }

    /// Whether the call failed.
    pub const fn is_error(self) -> bool {
        self.0 < 0
    }

    /// What is known of it, or `None` for an unknown value.
    pub fn info(self) -> Option<&'static CodeInfo> {
        all().find(|info| info.code == self)
    }

    /// The name in `esent.h`, such as `JET_errOutOfSessions`, or `None` for an unknown value.
    pub fn name(self) -> Option<&'static str> {
        self.info().map(|info| info.name)
    }

    /// What the code means, in a few words.
    pub fn text(self) -> Option<&'static str> {
        self.info().map(|info| info.text)
    }

    /// What kind of trouble it is, or `None` for an unknown value.
    pub fn category(self) -> Option<Category> {
        self.info().map(|info| info.category)
    }

    /// The code of this name, or `None`.
    pub fn from_name(name: &str) -> Option<Self> {
        all().find(|info| info.name == name).map(|info| info.code)
    }
}

/// Every code; second names of a value come after its first.
pub fn all() -> impl Iterator<Item = &'static CodeInfo> {
    PARTS.iter().flat_map(|part| part.iter())
}

/// The names of all codes.
pub(crate) fn constants() -> impl Iterator<Item = Constant> {
    all().map(|info| Constant {
        name: info.name,
        value: Value::Code(info.code.raw()),
        audience: info.audience,
        text: info.text,
    })
}

impl fmt::Display for JetErr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => write!(f, "{name} ({})", self.0),
            None => write!(f, "JET code {}", self.0),
        }
    }
}

impl fmt::Debug for JetErr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for JetErr {}
