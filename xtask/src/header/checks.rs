//! What the header is checked with, and the list of functions for readers.

use std::fmt::Write;

use super::c::{list as params_of, public};
use super::snake;
use super::tables::{Function, Tables};

const HEAD: &str = r"/* Written by `cargo xtask header`; do not edit. */
#include <esent.h>

#ifdef __cplusplus
#define CHECK(what) static_assert(what, #what)
#else
#define CHECK(what) _Static_assert(what, #what)
#endif

";

/// Size and offset of everything.
pub fn layout(tables: &Tables) -> String {
    let mut out = HEAD.to_owned();
    for (name, _) in &tables.typedefs {
        let bytes = match name.as_str() {
            "JET_DATESERIAL" | "JET_API_PTR" | "JET_INSTANCE" | "JET_SESID" | "JET_TABLEID"
            | "JET_HANDLE" | "JET_LS" | "JET_OSSNAPID" => 8,
            _ => 4,
        };
        let _ = writeln!(out, "CHECK(sizeof({name}) == {bytes});");
    }
    out.push_str("CHECK(sizeof(JET_WCHAR) == 2);\n");
    for structure in &tables.structures {
        let _ = writeln!(out, "\nCHECK(sizeof({}) == {});", structure.name, structure.size);
        for field in structure.fields.iter().filter(|field| !field.is_bit_field) {
            let (name, at, bytes) = (&field.name, field.at / 8, field.bits / 8);
            let _ = writeln!(out, "CHECK(offsetof({}, {name}) == {at});", structure.name);
            let _ = writeln!(out, "CHECK(sizeof((({} *)0)->{name}) == {bytes});", structure.name);
        }
    }
    out
}

/// Every function through a type made of its row.
pub fn signatures(tables: &Tables) -> String {
    let mut out =
        "/* Written by `cargo xtask header`; do not edit. */\n#include <esent.h>\n\n".to_owned();
    let mut table = String::new();
    for (at, (function, _, params)) in public(&tables.functions).enumerate() {
        let _ = writeln!(out, "typedef JET_ERR(JET_API *type{at})({});", params_of(params));
        let _ = writeln!(out, "static type{at} volatile take{at} = {};", function.name);
        let _ = writeln!(table, "    taken += take{at} != 0;");
    }
    let count = public(&tables.functions).count();
    let _ = write!(
        out,
        "\n/* 0 when every function has an address. */\nint main(void)\n{{\n    int taken = 0;\n{table}    \
         return taken == {count} ? 0 : 1;\n}}\n"
    );
    out
}

/// Which functions are real, by group.
pub fn list(tables: &Tables, real: &[(String, String)]) -> String {
    let is_real = |function: &Function| {
        let name = snake(&function.base);
        real.iter().any(|(real, _)| *real == name)
    };
    let mut bases: Vec<&Function> = Vec::new();
    for function in &tables.functions {
        if bases.iter().all(|base| base.base != function.base) {
            bases.push(function);
        }
    }
    let count = bases.iter().filter(|function| is_real(function)).count();
    let symbols = tables.functions.iter().filter(|function| is_real(function)).count();
    let mut out = format!(
        "# Functions of libesent\n\nWritten by `cargo xtask header`. Every name is exported, with and \
         without the suffixes A and W\nwhere ESENT has them: {} names in all. {symbols} of them \
         ({count} functions) do their work; the others\nanswer `JET_errFeatureNotAvailable`. \
         Tier 1 is what nearly every program calls, 4 is rare or internal.\n",
        tables.functions.len()
    );
    let mut groups: Vec<&str> = bases.iter().map(|function| function.group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    for group in groups {
        let _ = write!(
            out,
            "\n## {group}\n\n| function | tier | state | what it does |\n|---|---|---|---|\n"
        );
        for function in bases.iter().filter(|function| function.group == group) {
            let state = if is_real(function) { "real" } else { "not available" };
            let Function { base, tier, meaning, .. } = function;
            let _ = writeln!(out, "| `{base}` | {tier} | {state} | {meaning} |");
        }
    }
    out
}
