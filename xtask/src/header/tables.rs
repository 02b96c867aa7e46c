//! The tables, read and brought into one form.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::steps::root;

/// A row by column name.
type Row = BTreeMap<String, String>;

/// All that the files are made of. Only what the public header has, but for `functions`.
pub struct Tables {
    /// Codes: name, value, meaning.
    pub errors: Vec<Constant>,
    /// Parameters by number.
    pub params: Vec<Constant>,
    /// Option bits, levels and limits.
    pub constants: Vec<Constant>,
    /// Structures, each after those it contains.
    pub structures: Vec<Structure>,
    /// Plain types: name, what they stand for.
    pub typedefs: Vec<(String, CType)>,
    /// Types of callbacks.
    pub callbacks: Vec<Callback>,
    /// All exported functions.
    pub functions: Vec<Function>,
}

/// A named number or text.
pub struct Constant {
    pub name: String,
    pub value: String,
    pub hex: String,
    pub family: String,
    pub since: u32,
    pub meaning: String,
}

/// A structure; `fields` in the order of the table, which may overlap.
pub struct Structure {
    pub name: String,
    pub size: u32,
    pub align: u32,
    pub fields: Vec<Field>,
}

/// A field, its place in bits.
#[derive(Clone)]
pub struct Field {
    pub name: String,
    pub c: CType,
    pub at: u32,
    pub bits: u32,
    pub is_bit_field: bool,
}

/// A type of C, in the table's words: `const JET_COLUMNDEF`, two stars, `[16]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CType {
    pub base: String,
    pub is_const: bool,
    /// One per star: whether that pointer itself is constant.
    pub stars: Vec<bool>,
    pub array: Option<u32>,
}

/// The type of a function a caller hands in.
pub struct Callback {
    pub name: String,
    pub returns: CType,
    pub params: Vec<(CType, String)>,
}

/// An exported function.
pub struct Function {
    pub name: String,
    pub base: String,
    /// `None` for functions of the engine's own header.
    pub since: Option<u32>,
    pub tier: u32,
    pub group: String,
    pub meaning: String,
    /// `None` where the table has no usable signature.
    pub params: Option<Vec<(CType, String)>>,
}

impl Tables {
    /// The tables beside the repository, or where `JET_SHARED` says.
    ///
    /// # Panics
    /// When there are none and `JET_REQUIRE_SHARED` is set.
    pub fn find() -> Option<Self> {
        let beside = root().join("../shared");
        let dir = std::env::var_os("JET_SHARED").map_or(beside, PathBuf::from).join("api");
        let required = std::env::var_os("JET_REQUIRE_SHARED").is_some();
        assert!(dir.is_dir() || !required, "the tables are required, yet absent");
        dir.is_dir().then(|| Self::read(&dir))
    }

    fn read(dir: &Path) -> Self {
        let rows = |name: &str| rows(&dir.join(name));
        let structs = rows("structs.csv");
        let is_public = |row: &Row| row["visibility"] == "public";
        let constant = |row: &Row| Constant {
            name: row["name"].clone(),
            value: row.get("value").or_else(|| row.get("id")).cloned().unwrap_or_default(),
            hex: row.get("hex").cloned().unwrap_or_default(),
            family: row.get("family").cloned().unwrap_or_default(),
            since: row.get("public_since").and_then(|since| version(since)).unwrap_or(0x500),
            meaning: row["meaning"].clone(),
        };
        let named = |name: &str| {
            let name = name.to_owned();
            structs.iter().filter(move |row| row["struct"] == name && is_public(row))
        };
        Self {
            errors: rows("errors.csv").iter().filter(|row| is_public(row)).map(constant).collect(),
            params: rows("params.csv")
                .iter()
                .filter(|row| version(&row["public_since"]).is_some())
                .map(constant)
                .collect(),
            constants: rows("grbits.csv")
                .iter()
                .filter(|row| is_public(row))
                .map(constant)
                .collect(),
            structures: structures(&structs),
            typedefs: named("(typedef)")
                .filter(|row| row["notes"] != "engine-only" && row["field"] != "WCHAR")
                .map(|row| (row["field"].clone(), CType::read(&row["type"])))
                .collect(),
            callbacks: named("(callback)").map(callback).collect(),
            functions: rows("functions.csv").iter().map(function).collect(),
        }
    }
}

impl CType {
    /// Reads a type as the tables write it.
    pub fn read(text: &str) -> Self {
        let (text, array) = match text.split_once('[') {
            Some((before, len)) => (before, len.trim_end_matches(']').parse().ok()),
            None => (text, None),
        };
        let mut parts = text.split('*').map(str::trim);
        let first = parts.next().unwrap_or_default();
        let base = first.strip_prefix("const ").unwrap_or(first);
        Self {
            base: base.split(" / ").next().unwrap_or_default().to_owned(),
            is_const: base != first,
            stars: parts.map(|star| star == "const").collect(),
            array,
        }
    }

    /// Reads `TYPE NAME`; without a name, it is called after its type.
    fn named(text: &str) -> (Self, String) {
        let text = text.trim();
        let start = text.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
        let (kind, name) = text.split_at(start);
        let is_type = kind.trim().is_empty() || kind.trim() == "const" || name.is_empty();
        if is_type {
            let kind = Self::read(text);
            let fallback = kind.base.strip_prefix("JET_").unwrap_or("pv").to_lowercase();
            return (kind, fallback);
        }
        (Self::read(kind), name.to_owned())
    }
}

fn rows(path: &Path) -> Vec<Row> {
    let mut table = csv::Reader::from_path(path).expect("a table is readable");
    table.deserialize().map(|row| row.expect("rows fit their head")).collect()
}

/// `JET_VERSION` of a header that has the name first; `None` when no public one has it.
fn version(since: &str) -> Option<u32> {
    let number = match since {
        "engine-only" => return None,
        "XP" => 0x501,
        "2003" => 0x502,
        "Vista" => 0x600,
        "7" => 0x601,
        "8" => 0x602,
        "8.1" => 0x603,
        "10" => 0xA00,
        post if post.starts_with("10") => 0xA01,
        _ => 0x500,
    };
    Some(number)
}

fn structures(rows: &[Row]) -> Vec<Structure> {
    let is_wanted = |row: &&Row| row["field"] == "(struct)" && row["visibility"] == "public";
    let number = |text: &str| text.parse::<u32>().expect("a number in a table");
    rows.iter()
        .filter(is_wanted)
        .map(|row| Structure {
            name: row["struct"].clone(),
            size: number(&row["size_x64"]),
            align: number(&row["align_x64"]),
            fields: rows
                .iter()
                .filter(|field| field["struct"] == row["struct"] && field["field"] != "(struct)")
                .map(field)
                .collect(),
        })
        .collect()
}

fn field(row: &Row) -> Field {
    let byte: u32 = row["offset_x64"].parse().expect("an offset in a table");
    let size = &row["size_x64"];
    let bits = size.strip_suffix("bit");
    // "bit-field: 7 bits starting at bit 1 of byte 6"
    let first = row["notes"].split("at bit ").nth(1).and_then(|rest| rest.split(' ').next());
    let first = first.and_then(|bit| bit.parse().ok()).unwrap_or(0);
    Field {
        name: row["field"].clone(),
        c: CType::read(&row["type"]),
        at: byte * 8 + if bits.is_some() { first } else { 0 },
        bits: match bits {
            Some(bits) => bits.parse().expect("a number of bits"),
            None => size.parse::<u32>().expect("a size in a table") * 8,
        },
        is_bit_field: bits.is_some(),
    }
}

/// `RETURNS (TYPE NAME; ...)`.
fn signature(text: &str) -> (CType, Vec<(CType, String)>) {
    let (returns, params) = text.split_once('(').unwrap_or((text, ")"));
    let params = params.strip_suffix(')').unwrap_or(params);
    let params = params.split(';').filter(|param| param.trim() != "void");
    let params = params.map(CType::named).collect();
    (CType::read(returns), params)
}

fn callback(row: &Row) -> Callback {
    let (returns, params) = signature(&row["type"]);
    Callback { name: row["field"].clone(), returns, params }
}

fn function(row: &Row) -> Function {
    let since = version(&row["public_since"]);
    // Old headers had `void*` where newer ones have a text.
    let text = match row["signature"].split_once("#if") {
        Some((before, rest)) => {
            let rest = rest.split_once("#else").map_or("", |(_, rest)| rest);
            format!("{before}{}", rest.replace("#endif", ""))
        }
        None => row["signature"].clone(),
    };
    let name = row["name"].clone();
    let base = match row["variant"].as_str() {
        "A" | "W" => name[..name.len() - 1].to_owned(),
        _ => name.clone(),
    };
    Function {
        base,
        since,
        tier: row["tier"].parse().expect("a tier"),
        group: row["group"].clone(),
        meaning: row["meaning"].clone(),
        params: since.map(|_| signature(&text).1),
        name,
    }
}
