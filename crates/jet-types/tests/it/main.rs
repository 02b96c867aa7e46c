//! Names and numbers against the tables of the reference engine's interface.

use std::collections::BTreeMap;

use jet_testkit::{Row, api_table as rows};
use jet_types::JetErr;
use jet_types::code::{self, Category};
use jet_types::name::{self, Audience, Constant, Value};
use jet_types::param::{self, Access, Default, Kind, ParamInfo, Scope, When};

/// What every constant of ours says of itself, by name.
fn ours() -> BTreeMap<&'static str, Constant> {
    let mut map = BTreeMap::new();
    for constant in name::constants() {
        let before = map.insert(constant.name, constant);
        let agrees = before.is_none_or(|before| before.value == constant.value);
        assert!(agrees, "{}: two values", constant.name);
    }
    map
}

/// What the tables say of every name: its value and who sees it.
fn theirs() -> BTreeMap<String, (Value, Audience)> {
    let mut map = BTreeMap::new();
    for row in rows("errors.csv") {
        let value = row["value"].parse().expect("codes are numbers");
        map.insert(row["name"].clone(), (Value::Code(value), audience(&row["visibility"])));
    }
    for row in rows("params.csv") {
        let value = row["id"].parse().expect("identifiers are numbers");
        map.insert(row["name"].clone(), (Value::Number(value), since(&row["public_since"])));
    }
    for row in rows("grbits.csv") {
        map.insert(row["name"].clone(), (constant_value(&row), audience(&row["visibility"])));
    }
    map
}

fn constant_value(row: &Row) -> Value {
    let Some(hex) = row["hex"].strip_prefix("0x") else {
        return Value::Text(row["value"].clone().leak());
    };
    let bits = u64::from_str_radix(hex, 16).expect("hexadecimal");
    u32::try_from(bits).map_or(Value::Handle(bits), Value::Number)
}

fn audience(visibility: &str) -> Audience {
    match visibility {
        "public" => Audience::Public,
        "legacy-header" => Audience::Legacy,
        "internal" => Audience::Internal,
        _ => Audience::Engine,
    }
}

fn since(public_since: &str) -> Audience {
    if public_since == "engine-only" { Audience::Engine } else { Audience::Public }
}

#[test]
fn every_public_name_is_here_and_every_name_here_is_known() {
    let (ours, theirs) = (ours(), theirs());
    if theirs.is_empty() {
        return;
    }
    for (name, (value, audience)) in &theirs {
        match ours.get(name.as_str()) {
            Some(constant) => {
                assert_eq!((constant.value, constant.audience), (*value, *audience), "{name}");
            }
            None => assert_ne!(*audience, Audience::Public, "{name} is missing"),
        }
    }
    let unknown: Vec<_> = ours.keys().filter(|name| !theirs.contains_key(**name)).collect();
    assert!(unknown.is_empty(), "nobody knows {unknown:?}");
}

#[test]
fn codes_have_the_categories_and_the_names_of_the_reference() {
    for row in rows("errors.csv") {
        let code = JetErr::from_name(&row["name"]).expect(&row["name"]);
        if !row["alias_of"].is_empty() {
            assert_eq!(code.name(), Some(&*row["alias_of"]), "{}", row["name"]);
            continue;
        }
        let category = code.category().expect("a known code");
        assert_eq!(code.name(), Some(&*row["name"]));
        assert_eq!(format!("{category:?}").to_lowercase(), row["category"], "{}", row["name"]);
        assert!(code.text().is_some_and(|text| !text.is_empty()), "{}", row["name"]);
        let is_known_kind = match &*row["kind"] {
            "success" => code == JetErr::SUCCESS,
            // One warning of old is negative.
            "warning" => code.raw() > 0 || code == JetErr::WRN_NYI,
            // One internal error of old is positive.
            _ => code.is_error() || code == JetErr::ERR_DIRFDP,
        };
        assert!(is_known_kind, "{code}");
    }
    let rootless = code::all().filter(|info| info.category.path()[0] == Category::Unknown);
    assert!(rootless.into_iter().all(|info| info.category == Category::Unknown));
}

#[test]
fn parameters_are_what_the_table_says() {
    let all = || param::system().iter().chain(param::session()).chain(param::database());
    for row in rows("params.csv") {
        let name = &*row["name"];
        let info = all().find(|info| info.name == name).expect(name);
        assert_eq!(info.id.to_string(), row["id"], "{name}");
        assert_eq!(info.kind, kind(&row["type"]), "{name}");
        assert_eq!(info.scope, scope(&row["scope"]), "{name}");
        assert_eq!(info.when, when(&row["settable_when"]), "{name}");
        assert_eq!(info.access, access(&row["access"]), "{name}");
        assert_eq!(info.is_advanced, row["notes"].contains("advanced (set ignored"), "{name}");
        check_range(info, &row);
        check_default(info, &row["default"]);
    }
}

fn check_range(info: &ParamInfo, row: &Row) {
    for (ours, theirs, none) in [(info.min, &row["min"], 0), (info.max, &row["max"], u64::MAX)] {
        let theirs = if theirs.is_empty() { Some(none) } else { number(theirs) };
        assert_eq!(Some(ours), theirs, "{}", info.name);
    }
}

fn check_default(info: &ParamInfo, theirs: &str) {
    match info.default {
        Default::Number(number_here) => {
            assert_eq!(Some(number_here), number(theirs), "{}", info.name);
        }
        Default::Str(text) => {
            assert!(theirs == text || theirs == "(none)" && text.is_empty(), "{}", info.name);
        }
        Default::Absent => {
            assert!(theirs.is_empty() || theirs.starts_with('('), "{}: {theirs}", info.name);
        }
    }
}

/// A number; the size of a pointer sets the largest.
fn number(text: &str) -> Option<u64> {
    match text {
        "ULONG_PTR_MAX" | "-1" => Some(u64::MAX),
        _ => text.parse().ok(),
    }
}

fn kind(text: &str) -> Kind {
    match text {
        "int" => Kind::Int,
        "bool" => Kind::Bool,
        "int(power of two)" => Kind::PowerOfTwo,
        "grbit" => Kind::Grbit,
        "string" => Kind::Text,
        "string(folder)" => Kind::Folder,
        "string(path)" => Kind::Path,
        "ptr" => Kind::Pointer,
        "struct" => Kind::Struct,
        "binary" => Kind::Binary,
        "guid" => Kind::Guid,
        "none" => Kind::None,
        other => panic!("unknown type {other}"),
    }
}

fn scope(text: &str) -> Scope {
    match text {
        "global" => Scope::Global,
        "instance" => Scope::Instance,
        "session" => Scope::Session,
        "database" => Scope::Database,
        "global/instance" => Scope::GlobalOrInstance,
        "global/instance/session" => Scope::GlobalInstanceOrSession,
        "none" => Scope::None,
        other => panic!("unknown scope {other}"),
    }
}

fn when(text: &str) -> When {
    match text {
        "any time" => When::AnyTime,
        "before JetInit of the instance" => When::BeforeInit,
        "before the first instance exists" => When::BeforeFirstInstance,
        "never" => When::Never,
        _ => When::AtAttach,
    }
}

fn access(text: &str) -> Access {
    match text {
        "read-write" => Access::ReadWrite,
        "read-only" => Access::ReadOnly,
        "ignored" => Access::Ignored,
        "illegal" => Access::Illegal,
        other => panic!("unknown access {other}"),
    }
}
