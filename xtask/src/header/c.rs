//! `include/esent.h`.

use std::fmt::Write;

use super::layout::{Part, parts};
use super::tables::{CType, Constant, Field, Function, Structure, Tables};

/// Families that are enumerations in C.
const ENUMS: &[&str] = &["JET_RELOP", "JET_ERRCAT", "JET_INDEXCHECKING"];
/// The version that has everything; also what a program gets that asks for none.
const NEWEST: u32 = 0xA01;

/// Constants that older or wider headers give other values: name, then condition and value.
const VARYING: &[(&str, &[(&str, &str)])] = &[
    (
        "JET_coltypMax",
        &[
            ("JET_VERSION < 0x0501", "13"),
            ("JET_VERSION < 0x0600", "14"),
            ("JET_VERSION < 0x0A00", "18"),
        ],
    ),
    ("JET_ccolMost", &[("JET_VERSION < 0x0501", "0x7ffe")]),
    ("JET_ccolKeyMost", &[("JET_VERSION < 0x0600", "12")]),
    ("JET_cbNameMost", &[("defined(JET_UNICODE)", "128")]),
    ("JET_cbFullNameMost", &[("defined(JET_UNICODE)", "510")]),
];

const HEAD: &str = r#"/*
 * esent.h - the C interface of libesent. Written by `cargo xtask header`; do not edit.
 *
 * Names, values and layouts are those of ESENT on 64-bit Windows, on every platform: what is
 * `unsigned long` there is uint32_t here, and a wide character has two bytes. For C11 and C++17,
 * without any other header of Windows.
 *
 * Before including it a program may define
 *   JET_VERSION             what it was written for, 0x0500 (Windows 2000) to 0x0A01; newer names are hidden
 *   JET_UNICODE             names without suffix stand for the wide functions and structures
 *   JET_NO_WINDOWS_TYPES    leave out ULONG, DWORD, BOOL and their kin
 */
#ifndef _ESENT_H_INCLUDED
#define _ESENT_H_INCLUDED

#include <stddef.h>
#include <stdint.h>

#ifndef JET_VERSION
#define JET_VERSION 0x0A01
#endif

#ifndef JET_API
#define JET_API
#endif
#define JET_NODSC

#ifdef __cplusplus
extern "C" {
#endif

/* A wide character: UTF-16. Compilers told -fshort-wchar take L"text", all others u"text". */
#if defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 2
typedef wchar_t JET_WCHAR;
#define JET_WTEXT(text) L##text
#else
#ifdef __cplusplus
typedef char16_t JET_WCHAR;
#else
typedef uint16_t JET_WCHAR;
#endif
#define JET_WTEXT(text) u##text
#endif

#ifndef JET_NO_WINDOWS_TYPES
typedef JET_WCHAR WCHAR;
typedef char CHAR;
typedef unsigned char BYTE;
typedef unsigned char UCHAR;
typedef int16_t SHORT;
typedef uint16_t USHORT;
typedef uint16_t WORD;
typedef int32_t LONG;
typedef uint32_t ULONG;
typedef int32_t INT;
typedef uint32_t UINT;
typedef uint32_t DWORD;
typedef int32_t BOOL;
typedef int64_t LONGLONG;
typedef uint64_t ULONGLONG;
typedef void *PVOID;
#ifndef TRUE
#define TRUE 1
#define FALSE 0
#endif
#endif

typedef char *JET_PSTR;
typedef const char *JET_PCSTR;
typedef JET_WCHAR *JET_PWSTR;
typedef const JET_WCHAR *JET_PCWSTR;
"#;

/// The whole header.
pub fn header(tables: &Tables) -> String {
    let mut out = HEAD.to_owned();
    for (name, stands_for) in &tables.typedefs {
        let kind = match stands_for.base.as_str() {
            "unsigned __int64" => "uintptr_t".to_owned(),
            _ => spell(stands_for, ""),
        };
        let _ = writeln!(out, "typedef {} {name};", kind.trim_end());
    }
    enums(&mut out, &tables.constants);
    out.push_str("\n/* Structures. */\n");
    for structure in &tables.structures {
        let _ = writeln!(out, "typedef struct {0} {0};", structure.name);
    }
    out.push_str("\n/* Callbacks. */\n");
    for callback in &tables.callbacks {
        let returns = spell(&callback.returns, "");
        let params = list(&callback.params);
        let _ = writeln!(out, "typedef {returns}(JET_API *{})({params});", callback.name);
    }
    tables.structures.iter().for_each(|s| structure(&mut out, s));
    let names = tables.structures.iter().map(|s| (s.name.as_str(), "_"));
    suffixes(&mut out, "Structures without suffix.", names);

    constants(&mut out, "Codes.", &tables.errors, "");
    constants(&mut out, "Parameters.", &tables.params, "");
    let mut families: Vec<&str> = tables.constants.iter().map(|c| c.family.as_str()).collect();
    families.sort_unstable();
    families.dedup();
    for family in families.into_iter().filter(|family| !ENUMS.contains(family)) {
        constants(&mut out, &format!("Constants: {family}."), &tables.constants, family);
    }
    functions(&mut out, &tables.functions);
    out.push_str("\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n");
    out
}

/// A type around a name, in C.
pub fn spell(c: &CType, name: &str) -> String {
    let base = match c.base.as_str() {
        "unsigned long" | "unsigned int" => "uint32_t",
        "long" | "int" => "int32_t",
        "unsigned __int64" | "unsigned long long" => "uint64_t",
        "__int64" | "long long" => "int64_t",
        "unsigned short" => "uint16_t",
        "WCHAR" => "JET_WCHAR",
        other => other,
    };
    let mut text = if c.is_const { format!("const {base} ") } else { format!("{base} ") };
    for is_const in &c.stars {
        text.push('*');
        if *is_const {
            text.push_str("const ");
        }
    }
    text.push_str(name);
    if let Some(len) = c.array {
        let _ = write!(text, "[{len}]");
    }
    text
}

/// Parameters between parentheses.
pub fn list(params: &[(CType, String)]) -> String {
    if params.is_empty() {
        return "void".to_owned();
    }
    let params: Vec<String> = params.iter().map(|(c, name)| spell(c, name)).collect();
    params.join(", ")
}

/// The functions a header for some version has, the oldest first.
pub fn public(
    functions: &[Function],
) -> impl Iterator<Item = (&Function, u32, &[(CType, String)])> {
    functions.iter().filter_map(|f| Some((f, f.since?, f.params.as_deref()?)))
}

/// Opens and closes conditions on the version as declarations come.
struct Gate {
    open: u32,
}

impl Gate {
    const OLDEST: u32 = 0x500;

    fn pass(&mut self, out: &mut String, since: u32) {
        if since == self.open {
            return;
        }
        self.close(out);
        if since > Self::OLDEST {
            let _ = writeln!(out, "#if JET_VERSION >= 0x{since:04X}");
        }
        self.open = since;
    }

    fn close(&mut self, out: &mut String) {
        if self.open > Self::OLDEST {
            out.push_str("#endif\n");
        }
        self.open = Self::OLDEST;
    }
}

fn enums(out: &mut String, all: &[Constant]) {
    for name in ENUMS {
        let _ = writeln!(out, "\ntypedef enum {name}\n{{");
        for constant in all.iter().filter(|constant| constant.family == *name) {
            let Constant { name, value, meaning, .. } = constant;
            let _ = writeln!(out, "    {name} = {value}, /* {meaning} */");
        }
        let _ = writeln!(out, "}} {name};");
    }
}

fn structure(out: &mut String, structure: &Structure) {
    let is_packed = structure.align == 1;
    let open = if is_packed { "#pragma pack(push, 1)\n" } else { "" };
    let _ = writeln!(out, "\n{open}struct {}\n{{", structure.name);
    for part in parts(structure) {
        match part {
            Part::Field(field) => member(out, &field, 1),
            Part::Union(arms) => {
                out.push_str("    union\n    {\n");
                for arm in arms {
                    match arm.as_slice() {
                        [only] if !only.is_bit_field => member(out, only, 2),
                        many => {
                            // C++ has unnamed unions, but unnamed structures only by extension.
                            out.push_str("        __extension__ struct\n        {\n");
                            many.iter().for_each(|field| member(out, field, 3));
                            out.push_str("        };\n");
                        }
                    }
                }
                out.push_str("    };\n");
            }
        }
    }
    out.push_str(if is_packed { "};\n#pragma pack(pop)\n" } else { "};\n" });
}

fn member(out: &mut String, field: &Field, depth: usize) {
    let bits = if field.is_bit_field { format!(" : {}", field.bits) } else { String::new() };
    let _ = writeln!(out, "{}{}{bits};", "    ".repeat(depth), spell(&field.c, &field.name));
}

/// Macros by which a name without suffix stands for one of two, or for the only one.
fn suffixes<'a>(out: &mut String, what: &str, names: impl Iterator<Item = (&'a str, &'a str)>) {
    let names: Vec<(&str, &str)> = names.collect();
    let has = |base: &str, link: &str, suffix: &str| {
        let name = format!("{base}{link}{suffix}");
        names.iter().any(|(other, _)| *other == name)
    };
    let (mut wide, mut narrow, mut only) = (String::new(), String::new(), String::new());
    for (name, link) in &names {
        let Some(base) = name.strip_suffix('W').and_then(|rest| rest.strip_suffix(link)) else {
            continue;
        };
        if has(base, link, "A") {
            let _ = writeln!(wide, "#define {base} {name}");
            if !has(base, "", "") {
                let _ = writeln!(narrow, "#define {base} {base}{link}A");
            }
        } else {
            let _ = writeln!(only, "#define {base} {name}");
        }
    }
    let _ = write!(out, "\n/* {what} */\n{only}#ifdef JET_UNICODE\n{wide}#else\n{narrow}#endif\n");
}

/// The constants of a family, or all of them.
fn constants(out: &mut String, title: &str, all: &[Constant], family: &str) {
    let _ = writeln!(out, "\n/* {title} */");
    let mut gate = Gate { open: Gate::OLDEST };
    for constant in all.iter().filter(|c| family.is_empty() || c.family == family) {
        let Constant { name, meaning, .. } = constant;
        // Whoever asks for the newest gets all: the table's last version is the header's.
        gate.pass(out, constant.since.min(NEWEST));
        let value = value(constant);
        match VARYING.iter().find(|(varying, _)| varying == name) {
            Some((_, others)) => {
                for (at, (condition, other)) in others.iter().enumerate() {
                    let word = if at == 0 { "if" } else { "elif" };
                    let _ = writeln!(out, "#{word} {condition}\n#define {name} {other}");
                }
                let _ = writeln!(out, "#else\n#define {name} {value} /* {meaning} */\n#endif");
            }
            None => {
                let _ = writeln!(out, "#define {name} {value} /* {meaning} */");
            }
        }
    }
    gate.close(out);
}

fn value(constant: &Constant) -> String {
    let number = constant.value.parse::<i64>();
    let nil = ["instance", "sesid", "tableid", "dbid", "LS"]
        .iter()
        .find(|kind| constant.name == format!("JET_{kind}Nil"));
    match (number, nil) {
        (_, Some(kind)) => {
            let kind = kind.to_uppercase();
            format!("(~(JET_{kind})0)")
        }
        (Err(_), None) => format!("JET_WTEXT(\"{}\")", constant.value),
        (Ok(number), None) if number == i64::from(i32::MIN) => "(-2147483647 - 1)".to_owned(),
        (Ok(number), None) if number < 0 => format!("({number})"),
        (Ok(_), None) if constant.name.contains("bit") => constant.hex.clone(),
        (Ok(number), None) if number > i64::from(i32::MAX) => constant.hex.clone(),
        (Ok(_), None) => constant.value.clone(),
    }
}

fn functions(out: &mut String, functions: &[Function]) {
    out.push_str("\n/* Functions. */\n");
    let mut gate = Gate { open: Gate::OLDEST };
    for (function, since, params) in public(functions) {
        gate.pass(out, since);
        let start = format!("JET_ERR JET_API {}(", function.name);
        let line = format!("{start}{});\n", list(params));
        if line.len() <= 101 {
            out.push_str(&line);
            continue;
        }
        let params: Vec<String> = params.iter().map(|(c, name)| spell(c, name)).collect();
        let _ = writeln!(out, "{start}\n    {});", params.join(",\n    "));
    }
    gate.close(out);
    out.push_str("\n#if JET_VERSION >= 0x0600\n");
    let names = public(functions).map(|(function, _, _)| (function.name.as_str(), ""));
    suffixes(out, "Functions without suffix.", names);
    out.push_str("#endif\n");
}
