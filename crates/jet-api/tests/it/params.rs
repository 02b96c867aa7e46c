//! Every public system parameter against the table of the reference engine's interface: default,
//! range, when it may be set, whose it is, and what happens while advanced ones are off.

use jet_api::handle::{INSTANCE_NIL, SESID_NIL};
use jet_api::param::ParamValue;
use jet_api::{Engine, JetInstance, Result};
use jet_testkit::{Row, api_table};
use jet_types::JetErr;
use jet_types::param::ParamId;

/// A text, where no text is too long.
const LONG: u64 = 4096;

/// A public parameter that holds a number or a text.
struct Case {
    name: String,
    id: u32,
    kind: String,
    default: String,
    min: u64,
    max: u64,
    when: String,
    access: String,
    is_global: bool,
    is_advanced: bool,
}

impl Case {
    fn new(row: &Row) -> Option<Self> {
        let is_value = ["int", "bool", "int(power of two)", "grbit"].contains(&&*row["type"]);
        let is_text = row["type"].starts_with("string");
        let is_public = row["kind"] == "param" && row["public_since"] != "engine-only";
        (is_public && (is_value || is_text)).then(|| Self {
            name: row["name"].clone(),
            id: row["id"].parse().expect("a number"),
            kind: row["type"].clone(),
            default: row["default"].clone(),
            min: row["min"].parse().unwrap_or(0),
            max: row["max"].parse().unwrap_or(u64::MAX),
            when: row["settable_when"].clone(),
            access: row["access"].clone(),
            is_global: row["scope"] == "global",
            is_advanced: row["notes"].contains("advanced (set ignored"),
        })
    }

    fn is_text(&self) -> bool {
        self.kind.starts_with("string")
    }

    fn is_settable(&self) -> bool {
        ["read-write", "ignored"].contains(&&*self.access) && self.when != "never"
    }

    /// Values that are accepted, the shortest or smallest first.
    fn accepted(&self) -> Vec<ParamValue> {
        let text = |len: u64| ParamValue::Text(self.text_of(len));
        let id = ParamId(self.id);
        match &*self.kind {
            "string" => {
                let other = ParamValue::Text("o".repeat(self.min as usize));
                vec![text(self.min), other, text(self.max.min(LONG))]
            }
            "string(folder)" | "string(path)" => vec![text(12), text(self.max)],
            "bool" => vec![ParamValue::Number(0), ParamValue::Number(1)],
            "int(power of two)" => {
                let powers = (0..64).map(|bit| 1_u64 << bit);
                powers
                    .filter(|p| (self.min..=self.max).contains(p))
                    .map(ParamValue::Number)
                    .collect()
            }
            _ if id == ParamId::COMMIT_DEFAULT => {
                vec![ParamValue::Number(0), ParamValue::Number(1)]
            }
            _ if id == ParamId::ENABLE_SHRINK_DATABASE => {
                vec![ParamValue::Number(0), ParamValue::Number(1), ParamValue::Number(3)]
            }
            _ => vec![ParamValue::Number(self.min), ParamValue::Number(self.max)],
        }
    }

    /// Values that are refused, and the code.
    fn refused(&self) -> Vec<(ParamValue, JetErr)> {
        let invalid = JetErr::INVALID_PARAMETER;
        if self.is_text() {
            let long = self.max.checked_add(1).map(|len| ParamValue::Text(self.text_of(len)));
            let mut refused: Vec<_> = long.map(|text| (text, invalid)).into_iter().collect();
            if self.kind == "string" && self.min > 0 {
                refused.push((ParamValue::Text(self.text_of(self.min - 1)), invalid));
            }
            return refused;
        }
        let id = ParamId(self.id);
        if id == ParamId::COMMIT_DEFAULT {
            return vec![(ParamValue::Number(0x4000_0000), invalid)];
        }
        if id == ParamId::ENABLE_SHRINK_DATABASE {
            return vec![(ParamValue::Number(0x4), JetErr::INVALID_GRBIT)];
        }
        // Any number is a truth value.
        let ends = [self.min.checked_sub(1), self.max.checked_add(1)];
        let ends = ends.into_iter().flatten().filter(|_| self.kind != "bool");
        let odd = (self.kind == "int(power of two)").then_some(self.min + 1);
        ends.chain(odd).map(|number| (ParamValue::Number(number), invalid)).collect()
    }

    /// A text of so many characters; a path is in full.
    fn text_of(&self, len: u64) -> String {
        let len = usize::try_from(len).expect("texts are short");
        match &*self.kind {
            "string(folder)" => format!("/{}/", "f".repeat(len.saturating_sub(2))),
            "string(path)" => format!("/{}", "p".repeat(len.saturating_sub(1))),
            _ => "t".repeat(len),
        }
    }
}

fn cases() -> Vec<Case> {
    let cases: Vec<_> = api_table("params.csv").iter().filter_map(Case::new).collect();
    assert!(cases.is_empty() || cases.len() > 100, "{} parameters are public", cases.len());
    cases
}

fn code<T>(result: Result<T>) -> JetErr {
    result.map_or_else(|error| error.code(), |_| JetErr::SUCCESS)
}

fn set(engine: &Engine, instance: JetInstance, case: &Case, value: &ParamValue) -> JetErr {
    code(engine.set_system_parameter(Some(instance), SESID_NIL, case.id, value.clone()))
}

fn get(engine: &Engine, instance: JetInstance, case: &Case) -> ParamValue {
    engine.get_system_parameter(instance, SESID_NIL, case.id).expect(&case.name)
}

/// A value of the case that is not the present one.
fn another(engine: &Engine, instance: JetInstance, case: &Case) -> Option<ParamValue> {
    let present = get(engine, instance, case);
    case.accepted().into_iter().find(|value| *value != present)
}

#[test]
fn every_default_is_there_and_every_value_in_range_is_kept() {
    for case in cases() {
        let engine = Engine::new();
        let name = &case.name;
        if !case.default.starts_with('(') {
            let folder = case.default.replace('\\', std::path::MAIN_SEPARATOR_STR);
            let expected = if case.is_text() {
                ParamValue::Text(if case.kind == "string(folder)" {
                    folder
                } else {
                    case.default.clone()
                })
            } else {
                ParamValue::Number(case.default.parse().unwrap_or(u64::MAX))
            };
            assert_eq!(get(&engine, INSTANCE_NIL, &case), expected, "{name}: default");
        }
        for value in case.accepted().iter().filter(|_| case.is_settable()) {
            assert_eq!(
                set(&engine, INSTANCE_NIL, &case, value),
                JetErr::SUCCESS,
                "{name}: {value:?}"
            );
            assert_eq!(get(&engine, INSTANCE_NIL, &case), *value, "{name}");
        }
        if case.kind == "bool" && case.is_settable() {
            let any = ParamValue::Number(7);
            assert_eq!(set(&engine, INSTANCE_NIL, &case, &any), JetErr::SUCCESS, "{name}");
            assert_eq!(
                get(&engine, INSTANCE_NIL, &case),
                ParamValue::Number(1),
                "{name}: any is true"
            );
        }
    }
}

#[test]
fn values_out_of_range_change_nothing() {
    for case in cases().iter().filter(|case| case.is_settable()) {
        let engine = Engine::new();
        let before = get(&engine, INSTANCE_NIL, case);
        for (value, expected) in case.refused() {
            assert_eq!(
                set(&engine, INSTANCE_NIL, case, &value),
                expected,
                "{}: {value:?}",
                case.name
            );
            assert_eq!(get(&engine, INSTANCE_NIL, case), before, "{}", case.name);
        }
    }
}

#[test]
fn what_is_only_read_cannot_be_set() {
    let mut count = 0;
    for case in cases().iter().filter(|case| !case.is_settable()) {
        let engine = Engine::new();
        for value in [ParamValue::Number(0), ParamValue::Number(1), ParamValue::Number(u64::MAX)] {
            let got = set(&engine, INSTANCE_NIL, case, &value);
            assert_eq!(got, JetErr::INVALID_PARAMETER, "{}: {value:?}", case.name);
        }
        count += 1;
    }
    assert!(count > 0 || cases().is_empty(), "some are");
}

/// Later than it may be set, another value is refused and the present one accepted.
#[test]
fn each_is_set_until_it_is_too_late() {
    for case in cases().iter().filter(|case| case.is_settable()) {
        let folder = tempfile::TempDir::new().expect("a folder for temporary files");
        let begin = || {
            let engine = Engine::in_folder(folder.path());
            if case.id != ParamId::RECOVERY.0 {
                let off = ParamValue::Text("off".to_owned());
                let id = ParamId::RECOVERY.0;
                engine.set_system_parameter(None, SESID_NIL, id, off).expect("known");
            }
            engine
        };
        let engine = begin();
        let mut instance = engine.create_instance(Some("a")).expect("room");
        let name = &case.name;
        let is_fixed = case.when == "before the first instance exists";
        if let Some(value) = another(&engine, instance, case) {
            let expected = if is_fixed { JetErr::ALREADY_INITIALIZED } else { JetErr::SUCCESS };
            assert_eq!(set(&engine, instance, case, &value), expected, "{name}: created");
        }
        let engine = if is_fixed { engine } else { begin() };
        if !is_fixed {
            instance = engine.create_instance(Some("a")).expect("room");
        }
        engine.init(Some(&mut instance)).expect(name);
        let present = get(&engine, instance, case);
        let Some(value) = another(&engine, instance, case) else { continue };
        let is_late = case.when != "any time";
        let expected = if is_late { JetErr::ALREADY_INITIALIZED } else { JetErr::SUCCESS };
        assert_eq!(set(&engine, instance, case, &value), expected, "{name}: initialised");
        let now = get(&engine, instance, case);
        assert_eq!(now, if is_late { present } else { value }, "{name}");
        if !case.is_text() {
            assert_eq!(
                set(&engine, instance, case, &now),
                JetErr::SUCCESS,
                "{name}: the same again"
            );
        }
    }
}

/// An instance's value is its own; a global one is everybody's; later instances get copies.
#[test]
fn each_is_whose_the_table_says() {
    for case in cases().iter().filter(|case| case.is_settable()) {
        let engine = Engine::new();
        let name = &case.name;
        let global = another(&engine, INSTANCE_NIL, case).expect(name);
        assert_eq!(set(&engine, INSTANCE_NIL, case, &global), JetErr::SUCCESS, "{name}");
        let [one, two] = ["one", "two"].map(|name| engine.create_instance(Some(name)));
        let (Ok(one), Ok(two)) = (one, two) else {
            assert_eq!(ParamId(case.id), ParamId::MAX_INSTANCES, "{name}: no room for two");
            continue;
        };
        assert_eq!(get(&engine, two, case), global, "{name}: instances start as copies");
        if case.when == "before the first instance exists" {
            continue;
        }
        let own = another(&engine, one, case).expect(name);
        assert_eq!(set(&engine, one, case, &own), JetErr::SUCCESS, "{name}");
        assert_eq!(get(&engine, one, case), own, "{name}");
        let others = if case.is_global { own } else { global };
        assert_eq!(get(&engine, two, case), others, "{name}: the other instance");
        assert_eq!(get(&engine, INSTANCE_NIL, case), others, "{name}: the process");
    }
}

/// While `JET_paramEnableAdvanced` is off, advanced parameters take anything and keep what they
/// have, even what would be refused or is too late.
#[test]
fn advanced_ones_stand_still_while_they_are_off() {
    let (mut advanced, mut plain) = (0, 0);
    for case in cases().iter().filter(|case| case.is_settable()) {
        let engine = Engine::new();
        let name = &case.name;
        let enable = ParamId::ENABLE_ADVANCED.0;
        if case.id == enable {
            continue;
        }
        let off = engine.set_system_parameter(None, SESID_NIL, enable, ParamValue::Number(0));
        off.expect("a truth value");
        let before = get(&engine, INSTANCE_NIL, case);
        let value = another(&engine, INSTANCE_NIL, case).expect(name);
        assert_eq!(set(&engine, INSTANCE_NIL, case, &value), JetErr::SUCCESS, "{name}");
        let after = get(&engine, INSTANCE_NIL, case);
        assert_eq!(after, if case.is_advanced { before.clone() } else { value.clone() }, "{name}");
        if !case.is_advanced {
            plain += 1;
            continue;
        }
        advanced += 1;
        for (refused, _) in case.refused() {
            assert_eq!(set(&engine, INSTANCE_NIL, case, &refused), JetErr::SUCCESS, "{name}");
        }
        let on = engine.set_system_parameter(None, SESID_NIL, enable, ParamValue::Number(1));
        on.expect("it can be switched on again");
        assert_eq!(get(&engine, INSTANCE_NIL, case), before, "{name}");
        assert_eq!(set(&engine, INSTANCE_NIL, case, &value), JetErr::SUCCESS, "{name}");
        assert_eq!(get(&engine, INSTANCE_NIL, case), value, "{name}: on again");
    }
    assert!(
        cases().is_empty() || advanced > 20 && plain > 20,
        "{advanced} advanced, {plain} plain"
    );
}
