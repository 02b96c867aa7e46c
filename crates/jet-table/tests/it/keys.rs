//! Search keys as the reference engine made them: the `keys` transcripts, column by column.
//!
//! Only what leads to a key is followed: columns, indexes, `JetMakeKey`, and `JetRetrieveKey` of the
//! key just made.

use std::collections::HashMap;
use std::fs;

use jet_table::cursor::search_key::KeyColumn;
use jet_table::cursor::{KeyPart, Limit, SearchKey};
use jet_table::schema::{
    ColumnFlags, ColumnSchema, IndexSchema, Segment, TableSchema, TupleLimits,
};
use jet_table::{Refusal, Result, TableError};
use jet_types::{Coltyp, JetErr, Objid};
use serde_json::Value;

/// A table as far as it was defined, and the key being made.
struct Replay {
    table: TableSchema,
    current: Option<usize>,
    key: SearchKey,
    ids: HashMap<String, u32>,
    checked: usize,
}

#[test]
fn keys_are_made_as_the_reference_engine_makes_them() {
    let Some(shared) = jet_testkit::shared() else { return };
    let mut files: Vec<_> = fs::read_dir(shared.join("transcripts/keys"))
        .expect("the transcripts are readable")
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.sort();
    let mut checked = 0;
    for path in files {
        let text = fs::read_to_string(&path).expect("readable");
        let mut replay = Replay::new();
        for line in text.lines() {
            let line: Value = serde_json::from_str(line).expect("JSON lines");
            replay.follow(&line, &path.display().to_string());
        }
        checked += replay.checked;
    }
    assert!(checked > 1500, "{checked} calls");
}

impl Replay {
    fn new() -> Self {
        let table = TableSchema {
            name: "tab".to_owned(),
            raw_name: b"tab".to_vec(),
            objid: Objid(10),
            root: None,
            flags: 0,
            density: 80,
            template: None,
            columns: Vec::new(),
            indexes: Vec::new(),
            long_values: None,
            long_value_chunk: None,
            separate_most: None,
            layout: jet_table::schema::ColumnLayout::default(),
        };
        let key = SearchKey::new(255, 255);
        Self { table, current: None, key, ids: HashMap::new(), checked: 0 }
    }

    fn follow(&mut self, line: &Value, file: &str) {
        let (input, done) = (&line["in"], line["ret"] == "JET_errSuccess");
        let place = format!("{file}, line {}", line["n"]);
        match line["call"].as_str().unwrap_or_default() {
            "JetAddColumn" if done => self.add_column(line),
            "JetCreateIndex" if done => self.add_index(input),
            "JetCreateIndex2" | "JetCreateIndex3" if done => {
                for index in input["pindexcreate"].as_array().expect("a list") {
                    self.add_index(index);
                }
            }
            "JetSetCurrentIndex" if done => self.choose(input["szIndexName"].as_str()),
            "JetOpenTable" | "JetGotoBookmark" if done => self.choose(None),
            "JetSeek" | "JetSetIndexRange" if line["ret"] != "JET_errNoCurrentIndex" => {
                self.key.consume();
            }
            "JetMakeKey" => {
                let made = self.make(input);
                let code = made.map_or_else(|error| error.code(), |()| JetErr::SUCCESS);
                assert_eq!(code.name(), line["ret"].as_str(), "{place}: {line}");
                self.checked += 1;
            }
            "JetRetrieveKey" if !flags(input).is_empty() => {
                let got = self.key.last_made().map_or(Value::Null, shown);
                assert_eq!(got, line["out"]["pvKey"], "{place}: {line}");
                self.checked += 1;
            }
            _ => {}
        }
    }

    fn add_column(&mut self, line: &Value) {
        let (input, def) = (&line["in"], &line["in"]["pcolumndef"]);
        let name = input["szColumnName"].as_str().expect("a name").to_owned();
        let coltyp = coltyp(def["coltyp"].as_str().expect("a type"));
        let fid = line["out"]["pcolumnid"].as_u64().expect("an id") as u16;
        let max_len = def["cbMax"].as_u64().unwrap_or(0) as u32;
        let code_page = match (coltyp.is_text(), def["cp"].as_u64()) {
            (true, Some(1200)) => 1200,
            (true, _) => 1252,
            (false, _) => 0,
        };
        let default = if coltyp.fixed_bytes().is_none() { 255 } else { 0 };
        self.ids.insert(name.clone(), fid.into());
        let column = ColumnSchema {
            raw_name: name.clone().into_bytes(),
            name,
            fid,
            is_derived: false,
            coltyp,
            code_page,
            max_len: if max_len == 0 && fid < 256 { default } else { max_len },
            flags: ColumnFlags::default(),
            default: None,
            offset: 0,
        };
        self.table.columns.push(column.into());
        self.table.columns.sort_by_key(|column| column.fid);
    }

    fn add_index(&mut self, input: &Value) {
        let parts: Vec<&str> =
            input["szKey"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        let segments = parts.iter().filter(|part| part.starts_with(['+', '-'])).map(|part| {
            let (sign, name) = part.split_at(1);
            Segment {
                fid: self.ids[name] as u16,
                is_derived: false,
                is_descending: sign == "-",
                must_be_null: false,
            }
        });
        let segments: Vec<Segment> = segments.collect();
        let is_primary = flags(input).iter().any(|flag| flag == "JET_bitIndexPrimary");
        let name = input["szIndexName"].as_str().expect("a name").to_owned();
        let given = input["cbKeyMost"].as_u64().filter(|most| *most > 0);
        let key_most = given.map_or_else(|| self.key_most(&segments, is_primary), |n| n as u16);
        let segment_most = input["cbVarSegMac"].as_u64().filter(|most| *most > 0);
        let tuples = input.get("ptuplelimits").map(|_| TupleLimits {
            min: 3,
            max: 10,
            to_index: 0x7FFF,
            step: 1,
            start: 0,
        });
        self.table.indexes.push(IndexSchema {
            raw_name: name.clone().into_bytes(),
            name,
            objid: Objid(11),
            root: None,
            flags: if is_primary { IndexSchema::PRIMARY | IndexSchema::UNIQUE } else { 0 },
            density: 80,
            segments,
            conditions: Vec::new(),
            tuples,
            lcmap_flags: 0,
            locale: String::new(),
            key_most,
            segment_most: segment_most.map_or(key_most, |most| most as u16),
            sort_version: None,
        });
    }

    /// A primary index over fixed columns has room for just these.
    fn key_most(&self, segments: &[Segment], is_primary: bool) -> u16 {
        let size = |segment: &Segment| {
            let mut columns = self.table.columns.iter();
            let column = columns.find(|column| column.fid == segment.fid)?;
            column.coltyp.fixed_bytes().map(|bytes| bytes as u16 + 1)
        };
        let sizes: Option<Vec<u16>> = segments.iter().map(size).collect();
        sizes.filter(|_| is_primary).map_or(255, |sizes| sizes.iter().sum())
    }

    fn choose(&mut self, name: Option<&str>) {
        let indexes = &self.table.indexes;
        let wanted = |index: &IndexSchema| match name {
            Some(name) if !name.is_empty() => index.name == name,
            _ => index.is_primary(),
        };
        self.current = indexes.iter().position(wanted);
        let index = self.current.and_then(|at| indexes.get(at));
        let (key, segment) = index.map_or((255, 255), |i| (i.key_most, i.segment_most));
        self.key = SearchKey::new(key.into(), segment.into());
    }

    fn make(&mut self, input: &Value) -> Result<()> {
        let bits = bits(&flags(input));
        let value = bytes(&input["pvData"]);
        if bits & 0x8 != 0 {
            return Ok(self.key.set_normalized(&value.unwrap_or_default())?);
        }
        let index = self.current.and_then(|at| self.table.indexes.get(at));
        let index = index.ok_or(TableError::from(Refusal::NoCurrentIndex))?;
        let is_new = bits & 0x1 != 0;
        let number = self.key.next_column(is_new, index.segments.len())?;
        let column = KeyColumn::of(&self.table, index, number)?;
        // A size without data: it is looked at before the data is missed.
        let size = input["pvData"]["null"].as_u64().map(|size| size as usize).unwrap_or(0);
        let misfits = size > 0 && column.fixed_len.is_some_and(|len| len != size);
        let value = match value {
            None if misfits => Some(vec![0; size]),
            Some(value) if !value.is_empty() => Some(value),
            _ if bits & 0x10 != 0 => Some(Vec::new()),
            _ => None,
        };
        let part =
            KeyPart { value: value.as_deref(), absent_len: 0, is_new, limit: Limit::of_bits(bits) };
        self.key.push(&column, &part)
    }
}

fn flags(input: &Value) -> Vec<String> {
    let list = input["grbit"].as_array().into_iter().flatten();
    list.map(|flag| flag.as_str().map_or_else(|| flag.to_string(), str::to_owned)).collect()
}

fn bits(flags: &[String]) -> u32 {
    let bit = |flag: &String| match flag.as_str() {
        "JET_bitNewKey" => 0x1,
        "JET_bitStrLimit" => 0x2,
        "JET_bitSubStrLimit" => 0x4,
        "JET_bitNormalizedKey" => 0x8,
        "JET_bitKeyDataZeroLength" => 0x10,
        "JET_bitFullColumnStartLimit" => 0x100,
        "JET_bitFullColumnEndLimit" => 0x200,
        "JET_bitPartialColumnStartLimit" => 0x400,
        "JET_bitPartialColumnEndLimit" => 0x800,
        number => number.parse().unwrap_or_else(|_| panic!("flag {number}")),
    };
    flags.iter().map(bit).fold(0, |all, bit| all | bit)
}

/// The byte forms of transcripts.
fn bytes(value: &Value) -> Option<Vec<u8>> {
    if let Some(text) = value.as_str() {
        return Some(hex::decode(text).expect("hexadecimal"));
    }
    let (form, value) = value.as_object()?.iter().next()?;
    let number = value.as_i64();
    Some(match form.as_str() {
        "null" => return None,
        "i16" => (number? as i16).to_le_bytes().to_vec(),
        "u16" => (number? as u16).to_le_bytes().to_vec(),
        "i32" => (number? as i32).to_le_bytes().to_vec(),
        "u32" => (number? as u32).to_le_bytes().to_vec(),
        "i64" => number?.to_le_bytes().to_vec(),
        "u64" => value.as_u64()?.to_le_bytes().to_vec(),
        "u8" => vec![number? as u8],
        "f32" | "f64" => {
            let mut bytes = hex::decode(value.as_str()?).expect("hexadecimal");
            bytes.reverse();
            bytes
        }
        "text" => value.as_str()?.as_bytes().to_vec(),
        "utf16" => value.as_str()?.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "rep" => {
            let pattern = hex::decode(value[0].as_str()?).expect("hexadecimal");
            pattern.iter().copied().cycle().take(value[1].as_u64()? as usize).collect()
        }
        "seq" => (0..number? as usize).map(|i| ((7 * i + i / 251) % 256) as u8).collect(),
        other => panic!("bytes of form {other}"),
    })
}

/// Bytes as transcripts show them: long ones by a digest.
fn shown(bytes: &[u8]) -> Value {
    if bytes.len() <= 512 {
        return hex::encode(bytes).into();
    }
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    let digest = bytes.iter().fold(0xcbf2_9ce4_8422_2325, mix);
    let head = hex::encode(&bytes[..32]);
    serde_json::json!({ "cb": bytes.len(), "fnv1a64": format!("{digest:016x}"), "head": head })
}

fn coltyp(name: &str) -> Coltyp {
    let names = [
        "Bit",
        "UnsignedByte",
        "Short",
        "Long",
        "Currency",
        "IEEESingle",
        "IEEEDouble",
        "DateTime",
        "Binary",
        "Text",
        "LongBinary",
        "LongText",
        "SLV",
        "UnsignedLong",
        "LongLong",
        "GUID",
        "UnsignedShort",
        "UnsignedLongLong",
    ];
    let name = name.strip_prefix("JET_coltyp").expect("a column type");
    let at = names.iter().position(|known| *known == name).expect("a known type");
    Coltyp::from_raw(at as u32 + 1).expect("a type")
}
