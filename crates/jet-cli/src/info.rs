//! `jet info`: the header.

use jet_api::Reader;
use serde_json::{Value, json};

use crate::{Input, source};

/// Prints what the header says.
pub fn run(input: &Input) -> anyhow::Result<()> {
    let reader = source::open(input)?;
    let facts = facts(&reader);
    if input.json {
        let object: serde_json::Map<String, Value> =
            facts.into_iter().map(|(name, value)| (name.replace(' ', "_"), value)).collect();
        return source::print_json(&Value::Object(object));
    }
    let mut table = source::people_table(&["header", ""]);
    for (name, value) in facts {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        table.add_row([name, &text]);
    }
    source::print(&format!("{table}\n"))
}

fn facts(reader: &Reader) -> Vec<(&'static str, Value)> {
    let header = reader.header();
    let disk = &header.disk;
    let (_, db) = reader.pages();
    let version = format!(
        "{:#x}.{}.{}",
        disk.version.get(),
        disk.update_major.get(),
        disk.update_minor.get()
    );
    let os = format!("{}.{}.{}", disk.os_major.get(), disk.os_minor.get(), disk.os_build.get());
    let logs = |low: i32, high: i32| json!(format!("{low:#x} to {high:#x}"));
    vec![
        ("file", json!(db.path().display().to_string())),
        ("page size", json!(header.page_size.get())),
        ("pages", json!(db.last_pgno().map_or(0, jet_types::Pgno::get))),
        ("version", json!(version)),
        ("state", json!(header.state().to_string())),
        ("header copies", json!(format!("{:?}", header.copies))),
        ("signature", json!(disk.sign_db.to_string())),
        ("log signature", json!(disk.sign_log.to_string())),
        (
            "logs required",
            logs(disk.generation_min_required.get(), disk.generation_max_required.get()),
        ),
        ("logs committed to", json!(format!("{:#x}", disk.generation_max_committed.get()))),
        ("last attach", json!(disk.time_attach.to_string())),
        ("last detach", json!(disk.time_detach.to_string())),
        ("dbtime", json!(format!("{:#x}", disk.dbtime.get()))),
        ("last objid", json!(disk.objid_last.get())),
        ("repairs", json!(disk.repair_count.get())),
        ("written on OS build", json!(os)),
    ]
}
