//! Calls with arguments nobody meant, for a test program: every public function, each argument
//! chosen by its type.

use std::fmt::Write;

use super::c::{public, spell};
use super::tables::{CType, Tables};

/// Functions the program calls by itself: a number of theirs may be an address.
const BY_HAND: &[&str] = &["JetSetSystemParameter"];

/// A switch over all functions.
pub fn calls(tables: &Tables) -> String {
    let mut out = "/* Written by `cargo xtask header`; do not edit. */\n\n".to_owned();
    let mut count = 0;
    let mut cases = String::new();
    for (function, _, params) in public(&tables.functions) {
        if BY_HAND.contains(&function.base.as_str()) {
            continue;
        }
        let args: Vec<String> = params.iter().map(|(c, name)| argument(c, name)).collect();
        let _ = writeln!(cases, "    case {count}:\n        *name = \"{}\";", function.name);
        let _ = writeln!(cases, "        return {}({});", function.name, args.join(", "));
        count += 1;
    }
    let _ = write!(
        out,
        "enum\n{{\n    CALLS = {count}\n}};\n\nstatic JET_ERR call(uint32_t which, const char **name)\n\
         {{\n    switch (which)\n    {{\n{cases}    default:\n        *name = \"none\";\n        \
         return JET_errSuccess;\n    }}\n}}\n"
    );
    out
}

/// What is chosen for an argument. Sizes and counts never say more than there is.
fn argument(c: &CType, name: &str) -> String {
    let is_structure = c.base.starts_with("JET_") && c.base.to_uppercase() == c.base;
    match (c.base.as_str(), c.stars.len()) {
        ("JET_SESID" | "JET_TABLEID" | "JET_INSTANCE", 0) => "any_handle()".to_owned(),
        ("JET_DBID", 0) => "any_dbid()".to_owned(),
        ("JET_SESID" | "JET_TABLEID" | "JET_INSTANCE", 1) => "any_handle_place()".to_owned(),
        ("JET_DBID", 1) => "any_dbid_place()".to_owned(),
        ("JET_API_PTR" | "JET_HANDLE" | "JET_LS" | "JET_OSSNAPID", 0) => "any_word()".to_owned(),
        ("JET_PCSTR", 0) => "any_text()".to_owned(),
        ("JET_PCWSTR", 0) => "any_wide_text()".to_owned(),
        ("char", 1) if c.is_const => "any_text()".to_owned(),
        ("WCHAR", 1) if c.is_const => "any_wide_text()".to_owned(),
        ("JET_PFNSTATUS", 0) => "any_status()".to_owned(),
        ("JET_CALLBACK", 0) => "any_callback()".to_owned(),
        ("JET_PFNREALLOC", 0) => "any_realloc()".to_owned(),
        ("JET_PSTR" | "JET_PWSTR", 0) => "any_memory(0)".to_owned(),
        // Only the engine's own buffers may come here.
        ("char", 1) => "NULL".to_owned(),
        ("void", 1) => "any_memory(0)".to_owned(),
        (_, 2) => "any_places()".to_owned(),
        (_, 1) if is_structure => {
            let structure = CType { stars: Vec::new(), is_const: false, ..c.clone() };
            format!("any_memory(sizeof({}))", spell(&structure, "").trim())
        }
        (_, 1) => "any_memory(0)".to_owned(),
        _ if name.starts_with('c') && name != "cRow" && !name.starts_with("col") => {
            "any_len()".to_owned()
        }
        _ => "any_number()".to_owned(),
    }
}
