//! The Rust side of the border: types, structures, exported names.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::layout::{Part, parts};
use super::snake;
use super::tables::{CType, Field, Function, Structure, Tables};

/// Structures that answer questions; the others carry data in.
const INFO: &[&str] =
    &["INFO", "LIST", "STATS", "SIZE", "POS", "SNPROG", "SIGNATURE", "TIME", "ID"];
const WIDTH: usize = 100;

/// Names of plain types and callbacks.
pub fn types(tables: &Tables) -> String {
    let mut out = head("Plain types and callbacks of the C interface.");
    out.push_str("pub use core::ffi::{c_char, c_void};\n\nuse super::info::JET_COMMIT_ID;\n\n");
    for (name, stands_for) in &tables.typedefs {
        let kind = match stands_for.base.as_str() {
            "unsigned __int64" => "usize".to_owned(),
            _ => rust(stands_for),
        };
        let _ = writeln!(out, "pub type {name} = {kind};");
    }
    // Any number may come in: never an `enum` here.
    for name in ["JET_RELOP", "JET_ERRCAT", "JET_INDEXCHECKING"] {
        let _ = writeln!(out, "pub type {name} = i32;");
    }
    for (name, kind) in [
        ("JET_PSTR", "*mut c_char"),
        ("JET_PCSTR", "*const c_char"),
        ("JET_PWSTR", "*mut u16"),
        ("JET_PCWSTR", "*const u16"),
    ] {
        let _ = writeln!(out, "pub type {name} = {kind};");
    }
    for callback in &tables.callbacks {
        let params: Vec<String> = callback.params.iter().map(|(c, _)| rust(c)).collect();
        let _ = writeln!(
            out,
            "pub type {} =\n    Option<unsafe extern \"C\" fn({}) -> {}>;",
            callback.name,
            params.join(", "),
            rust(&callback.returns)
        );
    }
    out
}

/// The structures, those that answer questions apart.
pub fn structures(tables: &Tables) -> (String, String) {
    let mut info = head("Structures in which the engine answers.");
    let mut data = head("Structures in which callers say what they want.");
    info.push_str("use super::types::*;\n");
    data.push_str("use super::info::*;\nuse super::types::*;\n");
    for structure in one_of_each(tables) {
        let is_info = INFO.iter().any(|word| structure.name.contains(word))
            && !["INDEXID", "ENUM", "RSTINFO", "CONDITIONAL"]
                .iter()
                .any(|w| structure.name.contains(w));
        write_structure(if is_info { &mut info } else { &mut data }, structure);
    }
    (info, data)
}

/// Size and offsets of all structures, asserted by the compiler.
pub fn layout(tables: &Tables) -> String {
    let mut out = head("Layout of the structures, as the tables have it, asserted.");
    out.push_str(
        "use super::data::*;\nuse super::info::*;\nuse super::types::c_char;\n\nmacro_rules! layout {\n    ($($name:ty, $size:literal, $align:literal: \
         $($field:ident $at:literal),*;)*) => {$(\n        const _: () = {\n            \
         assert!(size_of::<$name>() == $size);\n            assert!(align_of::<$name>() == $align);\n            \
         $(assert!(core::mem::offset_of!($name, $field) == $at);)*\n        };\n    )*};\n}\n\nlayout! {\n",
    );
    for structure in &tables.structures {
        let name = name_of(&structure.name);
        let start = format!("    {name}, {}, {}:", structure.size, structure.align);
        let places: Vec<String> =
            kept(structure).iter().map(|(field, at)| format!("{field} {}", at / 8)).collect();
        let _ = writeln!(out, "{}", wrapped(&start, &places, ";"));
    }
    out.push_str("}\n");
    out
}

/// The exported names, and what each calls.
pub fn exports(tables: &Tables, real: &[(String, String)]) -> String {
    let mut out =
        head("Names of the library: each with the call that does its work, or with none.");
    let lints = ["unsafe_code", "non_snake_case"].join(", ");
    let _ = write!(
        out,
        "#![allow({lints}, reason = \"exported names, with arguments as in C\")]\n\n\
         use crate::abi::*;\nuse crate::border::{{absent, export}};\nuse crate::calls;\n\n\
         export! {{\n"
    );
    let mut absent = Vec::new();
    for function in &tables.functions {
        let call = snake(&function.base);
        let module = real.iter().find(|(name, _)| *name == call).map(|(_, module)| module);
        let (Some(module), Some(params)) = (module, &function.params) else {
            absent.push(function.name.clone());
            continue;
        };
        let width = width(tables, function, params);
        let params: Vec<String> =
            params.iter().map(|(c, name)| format!("{name}: {}", rust(c))).collect();
        let end = format!(") = calls::{module}::{call}{width};");
        let line = wrapped(&format!("    {}(", function.name), &params, &end);
        let _ = writeln!(out, "{}", line.replacen("( ", "(", 1));
    }
    out.push_str("}\n\nabsent! {\n");
    let _ = writeln!(out, "{}", wrapped("   ", &absent, ""));
    out.push_str("}\n");
    out
}

/// The character of a call whose arguments do not tell it.
fn width(tables: &Tables, function: &Function, params: &[(CType, String)]) -> &'static str {
    let tells = |c: &CType| {
        let kind = rust(c);
        ["STR", "c_char", "u16"].iter().any(|word| kind.contains(word))
    };
    let narrow = format!("{}A", function.base);
    let is_pair = tables.functions.iter().any(|other| other.name == narrow);
    match function.name.ends_with('W') {
        _ if !is_pair || params.iter().any(|(c, _)| tells(c)) => "",
        true => "::<u16>",
        false => "::<c_char>",
    }
}

fn head(what: &str) -> String {
    format!(
        "//! {what}\n//!\n//! Written by `cargo xtask header` from the tables; do not edit.\n\n"
    )
}

/// `start a, b, c end`, in lines that are not too long.
fn wrapped(start: &str, items: &[String], end: &str) -> String {
    let indent = if start.trim().is_empty() { start } else { "       " };
    let mut out = String::new();
    let mut line = start.to_owned();
    for (at, item) in items.iter().enumerate() {
        let last = at + 1 == items.len();
        let item = if last { format!("{item}{end}") } else { format!("{item},") };
        if line.len() + 1 + item.len() > WIDTH {
            out.push_str(&line);
            out.push('\n');
            line = indent.to_owned();
        }
        line.push(' ');
        line.push_str(&item);
    }
    if items.is_empty() {
        line.push_str(end);
    }
    out + &line
}

/// One structure of each pair that differs in the width of characters only.
fn one_of_each(tables: &Tables) -> impl Iterator<Item = &Structure> {
    let has = |name: &str| tables.structures.iter().any(|other| other.name == name);
    tables.structures.iter().filter(move |structure| match structure.name.strip_suffix("_W") {
        Some(base) => !has(&format!("{base}_A")),
        None => true,
    })
}

/// How Rust calls a structure: pairs are one, with the character as a parameter.
fn name_of(name: &str) -> String {
    match (name.strip_suffix("_A"), name.strip_suffix("_W")) {
        _ if name == "JET_ERRINFOBASIC_W" => name.to_owned(),
        (Some(base), _) => format!("{base}<c_char>"),
        (_, Some(base)) => format!("{base}<u16>"),
        _ => name.to_owned(),
    }
}

/// A type in Rust.
fn rust(c: &CType) -> String {
    let base = match c.base.as_str() {
        "unsigned long" | "unsigned int" => "u32".to_owned(),
        "long" | "int" => "i32".to_owned(),
        "unsigned __int64" | "unsigned long long" => "u64".to_owned(),
        "__int64" | "long long" => "i64".to_owned(),
        "unsigned short" => "u16".to_owned(),
        "unsigned char" => "u8".to_owned(),
        "double" => "f64".to_owned(),
        "char" => "c_char".to_owned(),
        "void" => "c_void".to_owned(),
        "WCHAR" => "u16".to_owned(),
        other => match (other.strip_suffix("_A"), other.strip_suffix("_W")) {
            (Some(base), _) => format!("{base}<c_char>"),
            (_, Some(base)) => format!("{base}<u16>"),
            _ => other.to_owned(),
        },
    };
    pointed(c, base)
}

/// The same inside a structure whose characters are of either width.
fn rust_of_either(c: &CType) -> String {
    let base = match c.base.as_str() {
        "char" | "WCHAR" => "C".to_owned(),
        other => match other.strip_suffix("_A").or_else(|| other.strip_suffix("_W")) {
            Some(base) => format!("{base}<C>"),
            None => return rust(c),
        },
    };
    pointed(c, base)
}

fn pointed(c: &CType, base: String) -> String {
    let mut is_const = c.is_const;
    let mut kind = base;
    for star_is_const in &c.stars {
        kind = format!("*{} {kind}", if is_const { "const" } else { "mut" });
        is_const = *star_is_const;
    }
    match c.array {
        Some(len) => format!("[{kind}; {len}]"),
        None => kind,
    }
}

/// Fields of the Rust structure and their places. Of fields that share a place the first arm is
/// kept, or a union of all when each arm is one field.
fn kept(structure: &Structure) -> Vec<(String, u32)> {
    let mut kept = Vec::new();
    for part in parts(structure) {
        match part {
            Part::Field(field) => kept.push((field.name.clone(), field.at)),
            Part::Union(arms) if is_plain(&arms) => kept.push((joined(&arms), arms[0][0].at)),
            Part::Union(arms) => {
                kept.extend(arms[0].iter().map(|field| (field.name.clone(), field.at)));
            }
        }
    }
    kept
}

fn is_plain(arms: &[Vec<Field>]) -> bool {
    let is_one = |arm: &Vec<Field>| arm.len() == 1 && !arm[0].is_bit_field;
    arms.iter().all(is_one) && arms.iter().any(|arm| arm[0].bits != arms[0][0].bits)
}

fn joined(arms: &[Vec<Field>]) -> String {
    let names: Vec<&str> = arms.iter().map(|arm| arm[0].name.as_str()).collect();
    names.join("_or_")
}

fn write_structure(out: &mut String, structure: &Structure) {
    let name = &structure.name;
    let is_pair = name.ends_with("_A");
    let base = if is_pair { name.trim_end_matches("_A") } else { name };
    let kind = |c: &CType| if is_pair { rust_of_either(c) } else { rust(c) };
    let mut unions = BTreeMap::new();
    let packed = if structure.align == 1 { "C, packed" } else { "C" };
    let generic = if is_pair { "<C>" } else { "" };
    let mut fields = String::new();
    for part in parts(structure) {
        match part {
            Part::Field(field) => {
                let _ = writeln!(fields, "    pub {}: {},", field.name, kind(&field.c));
            }
            Part::Union(arms) if is_plain(&arms) => {
                let field = joined(&arms);
                let union = format!("{}_{field}", base.trim_start_matches("JET_"));
                let _ = writeln!(fields, "    pub {field}: {union},");
                let arms = arms.iter().map(|arm| (arm[0].name.clone(), kind(&arm[0].c)));
                unions.insert(union, arms.collect::<Vec<_>>());
            }
            Part::Union(arms) => {
                for field in &arms[0] {
                    let _ = writeln!(fields, "    pub {}: {},", field.name, kind(&field.c));
                }
            }
        }
    }
    for (union, arms) in unions {
        let _ = writeln!(out, "\n#[repr(C)]\n#[derive(Clone, Copy)]\npub union {union} {{");
        for (name, kind) in arms {
            let _ = writeln!(out, "    pub {name}: {kind},");
        }
        out.push_str("}\n");
    }
    let _ = writeln!(
        out,
        "\n#[repr({packed})]\n#[derive(Clone, Copy)]\npub struct {base}{generic} {{\n{fields}}}"
    );
}
