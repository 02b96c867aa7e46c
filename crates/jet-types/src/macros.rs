//! Tables of constants: each line makes a Rust constant, its documentation, and a name.

/// Sets of option bits: one type per call, so that the bits of one call do not fit another.
macro_rules! bits {
    ($($(#[$doc:meta])* $set:ident {
        $($id:ident = $value:literal, $audience:ident, $name:literal, $text:literal;)*
    })*) => {
        $(bitflags::bitflags! {
            $(#[$doc])*
            #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
            pub struct $set: u32 {
                $(#[doc = concat!("`", $name, "`: ", $text, ".")]
                const $id = $value;)*
            }
        })*

        /// Every name of this file.
        pub(crate) const NAMES: &[Constant] = &[$($(Constant {
            name: $name,
            value: crate::name::Value::Number($value),
            audience: crate::name::Audience::$audience,
            text: $text,
        },)*)*];
    };
}

/// Enumerations: numbers that exclude each other. Second names of a number come after a `+`.
macro_rules! levels {
    ($($(#[$doc:meta])* $set:ident {
        $($id:ident = $value:literal, $audience:ident, $name:literal, $text:literal;)*
    } $(+ {
        $($also:ident = $of:ident, $also_audience:ident, $also_name:literal, $also_text:literal;)*
    })?)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u32)]
        pub enum $set {
            $(#[doc = concat!("`", $name, "`: ", $text, ".")]
            $id = $value,)*
        }

        impl $set {
            $($(#[doc = concat!("`", $also_name, "`: ", $also_text, ".")]
            pub const $also: Self = Self::$of;)*)?

            /// The one with this number, or `None`.
            pub const fn from_raw(raw: u32) -> Option<Self> {
                match raw {
                    $($value => Some(Self::$id),)*
                    _ => None,
                }
            }

            /// Its number.
            pub const fn raw(self) -> u32 {
                self as u32
            }
        })*

        /// Every name of this file.
        pub(crate) const NAMES: &[Constant] = &[$(
            $(Constant {
                name: $name,
                value: crate::name::Value::Number($value),
                audience: crate::name::Audience::$audience,
                text: $text,
            },)*
            $($(Constant {
                name: $also_name,
                value: crate::name::Value::Number($set::$of as u32),
                audience: crate::name::Audience::$also_audience,
                text: $also_text,
            },)*)?
        )*];
    };
}

/// Plain constants, by the kind of value.
macro_rules! limits {
    ($($kind:ident($type:ty) {
        $($id:ident = $value:literal, $audience:ident, $name:literal, $text:literal;)*
    })*) => {
        $($(#[doc = concat!("`", $name, "`: ", $text, ".")]
        pub const $id: $type = $value;)*)*

        /// Every name of this file.
        pub(crate) const NAMES: &[Constant] = &[$($(Constant {
            name: $name,
            value: crate::name::Value::$kind($value),
            audience: crate::name::Audience::$audience,
            text: $text,
        },)*)*];
    };
}
