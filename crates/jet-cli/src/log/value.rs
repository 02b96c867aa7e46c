//! Fields of records as JSON, and as text for people.

use std::fmt::Write;

use jet_log::file::DiskParams;
use jet_log::record::Value;
use jet_types::{Lgpos, Logtime, Signature};
use serde_json::{Value as Json, json};

/// Bytes of a field shown to people.
const BYTES_SHOWN: usize = 16;

/// A field as JSON.
pub fn as_json(value: Value<'_>) -> Json {
    match value {
        Value::None => Json::Null,
        Value::Number(number) | Value::Hex(number) => json!(number),
        Value::Signed(number) => json!(number),
        Value::Flag(flag) => json!(flag),
        Value::Word(word) => json!(word),
        Value::Flags(bits, names) => json!(flag_names(bits, names)),
        Value::Lgpos(lgpos) => self::lgpos(lgpos),
        Value::Time(time) => self::time(time),
        Value::Signature(signature) => self::signature(signature),
        Value::Backup(backup) => json!({
            "mark": lgpos(backup.mark.get()),
            "time": time(backup.time),
            "generation_low": backup.generation_low.get(),
            "generation_high": backup.generation_high.get(),
        }),
        Value::Params(params) => self::params(params),
        Value::Path(path) => json!(path.to_string()),
        Value::Bytes(bytes) => json!(hex::encode_upper(bytes)),
        Value::Pages(pages) => pages.iter().map(|page| page.get()).collect(),
        Value::EmptiedPages(pages) => pages
            .iter()
            .map(|page| {
                json!({
                    "page": page.pgno.get(),
                    "dbtime_before": page.dbtime_before.get(),
                    "flags": page.flags.get(),
                })
            })
            .collect(),
    }
}

/// A field as text without spaces, but in paths and notes.
pub fn as_text(value: Value<'_>) -> String {
    match value {
        Value::None => "-".to_owned(),
        Value::Hex(number) => format!("{number:x}"),
        Value::Word(word) => word.to_owned(),
        Value::Flags(bits, names) => match flag_names(bits, names) {
            names if names.is_empty() => "-".to_owned(),
            names => names.join("+"),
        },
        Value::Lgpos(lgpos) if lgpos.is_none() => "-".to_owned(),
        Value::Lgpos(lgpos) => lgpos.to_string(),
        Value::Time(time) if !time.is_set() => "-".to_owned(),
        Value::Time(time) => time.to_string(),
        Value::Signature(signature) => {
            format!("{:08x}@{}", signature.random.get(), signature.created)
        }
        Value::Path(path) => format!("{:?}", path.to_string()),
        Value::Bytes(bytes) => bytes_text(bytes),
        Value::Params(params) => format!("{:?}", params.log_path()),
        other => as_json(other).to_string(),
    }
}

/// How many bytes, and the first of them. Nobody wants to see zeros.
fn bytes_text(bytes: &[u8]) -> String {
    let mut text = bytes.len().to_string();
    if bytes.iter().any(|byte| *byte != 0) {
        text.push(':');
        text.push_str(&hex::encode_upper(&bytes[..bytes.len().min(BYTES_SHOWN)]));
        if bytes.len() > BYTES_SHOWN {
            text.push_str("..");
        }
    }
    text
}

/// Names of the bits that are set; those without a name together, as a number.
fn flag_names(bits: u64, names: &[(&str, u64)]) -> Vec<String> {
    let mut rest = bits;
    let mut set = Vec::new();
    for (name, bit) in names {
        if bits & bit == *bit {
            set.push((*name).to_owned());
            rest &= !bit;
        }
    }
    if rest != 0 {
        let mut text = String::new();
        write!(text, "{rest:#x}").expect("text grows");
        set.push(text);
    }
    set
}

/// A position, or nothing.
pub fn lgpos(lgpos: Lgpos) -> Json {
    if lgpos.is_none() { Json::Null } else { json!(lgpos.to_string()) }
}

/// A time, or nothing.
pub fn time(time: Logtime) -> Json {
    if time.is_set() { json!(time.to_string()) } else { Json::Null }
}

/// An identity, or nothing.
pub fn signature(signature: &Signature) -> Json {
    if !signature.is_set() {
        return Json::Null;
    }
    json!({ "random": signature.random.get(), "created": time(signature.created) })
}

/// What an engine ran with.
pub fn params(params: &DiskParams) -> Json {
    json!({
        "system_path": params.system_path(),
        "log_path": params.log_path(),
        "circular": params.is_circular(),
        "sessions": params.sessions.get(),
        "open_tables": params.open_tables.get(),
        "ver_pages": params.ver_pages.get(),
        "cursors": params.cursors.get(),
        "log_buffers": params.log_buffers.get(),
        "log_sectors": params.log_sectors.get(),
        "cache_pages": params.cache_pages.get(),
    })
}
