//! `jet check`: is the file sound?
//!
//! Every page's checksum and coherence, every tree's structure, every page accounted for, every
//! index against its records.

use jet_api::{Check, CheckReport};
use jet_btree::verify::Severity;
use serde_json::json;

use crate::{Input, source};

/// Checks; `false` when damage was found.
pub fn run(input: &Input) -> anyhow::Result<bool> {
    let reader = source::open(input)?;
    let pages = reader.pages().1.last_pgno().map_or(0, jet_types::Pgno::get);
    let bar = source::progress(u64::from(pages), "checking");
    let report = Check::new(&reader).run(&mut |done| bar.set_position(u64::from(done)));
    bar.finish_and_clear();
    let damaged = report.is_damaged();
    if input.json {
        source::print_json(&as_json(&report))?;
    } else {
        source::print(&as_text(&report))?;
    }
    Ok(!damaged)
}

fn as_text(report: &CheckReport) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        let place = finding.pgno.map_or_else(|| "file".to_owned(), |pgno| format!("page {pgno}"));
        let kind = match finding.severity {
            Severity::Damage => "damage",
            Severity::Leak => "leak",
        };
        text += &format!("{kind}: {place}: {}\n", finding.what);
    }
    let CheckReport { pages, blank, trees, nodes, indexes, .. } = report;
    let count = report.findings.len();
    let verdict = if report.is_damaged() { "DAMAGED" } else { "sound" };
    text + &format!(
        "{verdict}: {pages} pages ({blank} never written), {trees} trees, {nodes} nodes, {indexes} indexes compared, {count} findings\n"
    )
}

fn as_json(report: &CheckReport) -> serde_json::Value {
    let findings = report.findings.iter().map(|finding| {
        json!({
            "page": finding.pgno.map(jet_types::Pgno::get),
            "severity": if finding.severity == Severity::Damage { "damage" } else { "leak" },
            "code": finding.code.name(),
            "what": finding.what,
        })
    });
    json!({
        "sound": !report.is_damaged(),
        "pages": report.pages,
        "blank_pages": report.blank,
        "trees": report.trees,
        "nodes": report.nodes,
        "indexes_compared": report.indexes,
        "findings": findings.collect::<Vec<_>>(),
    })
}
