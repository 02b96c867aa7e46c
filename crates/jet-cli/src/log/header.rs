//! Headers of logs and checkpoints as facts: name and value, for JSON and for people alike.

use jet_log::checkpoint::{Checkpoint, CheckpointCopies};
use jet_log::file::{Attachment, LogFlags, LogHeader};
use serde_json::{Map, Value as Json, json};

use super::value::{lgpos, params, signature, time};

/// What a log's header says.
pub fn of_log(header: &LogHeader) -> Json {
    json!({
        "generation": header.generation,
        "version": header.version.to_string(),
        "engine_version": header.engine_version,
        "created": time(header.created),
        "previous_created": time(header.previous_created),
        "previous_checksum": format!("{:#018x}", header.previous_checksum),
        "signature": signature(&header.sign_log),
        "sectors": header.sectors,
        "sector_bytes": header.sector_bytes,
        "page_size": header.page_size.get(),
        "from_reserve": header.flags.contains(LogFlags::RESERVED),
        "circular": header.flags.contains(LogFlags::CIRCULAR),
        "was_circular": header.flags.contains(LogFlags::WAS_CIRCULAR),
        "checkpoint": lgpos(header.checkpoint),
        "params": params(&header.params),
        "attached": attached(&header.attached),
    })
}

/// What a checkpoint says.
pub fn of_checkpoint(checkpoint: &Checkpoint, copies: CheckpointCopies) -> Json {
    json!({
        "checkpoint": lgpos(checkpoint.checkpoint),
        "db_consistency": lgpos(checkpoint.db_consistency),
        "signature": signature(&checkpoint.sign_log),
        "copies": format!("{copies:?}"),
        "last_full_backup": lgpos(checkpoint.last_full_backup),
        "full_backup": lgpos(checkpoint.full_backup.0),
        "full_backup_time": time(checkpoint.full_backup.1),
        "incremental_backup": lgpos(checkpoint.incremental_backup.0),
        "incremental_backup_time": time(checkpoint.incremental_backup.1),
        "params": params(&checkpoint.params),
        "attached": checkpoint.attached.as_deref().map(attached),
    })
}

fn attached(list: &[Attachment]) -> Json {
    let entry = |entry: &Attachment| {
        json!({
            "dbid": entry.dbid.get(),
            "name": entry.name().to_string(),
            "dbtime": entry.dbtime.get(),
            "objid_last": entry.objid_last.get(),
            "max_pages": entry.max_pages,
            "sparse": entry.is_sparse,
            "lgpos_attach": lgpos(entry.lgpos_attach),
            "lgpos_consistent": lgpos(entry.lgpos_consistent),
            "signature": signature(&entry.sign_db),
        })
    };
    list.iter().map(entry).collect()
}

/// Facts as lines of a table: nested ones with their path.
pub fn lines(facts: &Json) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    flatten("", facts, &mut lines);
    lines
}

fn flatten(path: &str, value: &Json, lines: &mut Vec<(String, String)>) {
    let join = |name: &str| {
        let name = name.replace('_', " ");
        if path.is_empty() { name } else { format!("{path}: {name}") }
    };
    match value {
        Json::Object(map) if is_signature(map) => {
            let random = map["random"].as_u64().unwrap_or_default();
            let created = map["created"].as_str().unwrap_or("unknown");
            lines.push((path.to_owned(), format!("{random:08x} of {created}")));
        }
        Json::Object(map) => {
            map.iter().for_each(|(name, value)| flatten(&join(name), value, lines))
        }
        Json::Array(list) if list.is_empty() => lines.push((path.to_owned(), "none".to_owned())),
        Json::Array(list) => list.iter().for_each(|value| flatten(path, value, lines)),
        Json::Null => lines.push((path.to_owned(), "-".to_owned())),
        Json::String(text) => lines.push((path.to_owned(), text.clone())),
        other => lines.push((path.to_owned(), other.to_string())),
    }
}

fn is_signature(map: &Map<String, Json>) -> bool {
    map.len() == 2 && map.contains_key("random")
}
