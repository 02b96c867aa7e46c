//! `jet pages`: every page of the file.

use std::io::Write;

use jet_pager::checksum::{self, Verdict};
use jet_pager::{Page, PageFlags};
use jet_types::Pgno;
use serde_json::json;

use crate::{Input, source};

/// Lists the pages.
pub fn run(input: &Input) -> anyhow::Result<()> {
    let reader = source::open(input)?;
    let (_, db) = reader.pages();
    let mut bytes = vec![0; db.page_size().bytes()];
    let mut out = source::stdout();
    if !input.json {
        writeln!(out, "page objid kind lines free prev next dbtime checksum")?;
    }
    for raw in 1..=db.last_pgno().map_or(0, Pgno::get) {
        let Some(pgno) = Pgno::new(raw) else { continue };
        db.read_raw(pgno, &mut bytes)?;
        let verdict = checksum::verify(&bytes, db.page_size(), pgno);
        let page = Page::new(&bytes, db.page_size());
        if input.json {
            serde_json::to_writer(&mut out, &as_json(pgno, page, verdict))?;
            writeln!(out)?;
        } else {
            line(&mut out, pgno, page, verdict)?;
        }
    }
    Ok(out.flush()?)
}

fn number(pgno: Option<Pgno>) -> u32 {
    pgno.map_or(0, Pgno::get)
}

fn line(out: &mut impl Write, pgno: Pgno, page: Page<'_>, verdict: Verdict) -> anyhow::Result<()> {
    if verdict == Verdict::Blank {
        return Ok(writeln!(out, "{pgno} - never written")?);
    }
    let (lines, free, dbtime) = (page.line_count(), page.free_bytes(), page.dbtime());
    let (objid, prev, next) = (page.objid(), number(page.prev()), number(page.next()));
    let (kind, good) = (kind(page.flags()), describe(verdict));
    Ok(writeln!(out, "{pgno} {objid} {kind} {lines} {free} {prev} {next} {dbtime} {good}")?)
}

fn as_json(pgno: Pgno, page: Page<'_>, verdict: Verdict) -> serde_json::Value {
    json!({
        "page": pgno.get(),
        "objid": page.objid().get(),
        "flags": page.flags().bits(),
        "kind": kind(page.flags()),
        "lines": page.line_count(),
        "free": page.free_bytes(),
        "prev": number(page.prev()),
        "next": number(page.next()),
        "dbtime": page.dbtime().get(),
        "checksum": describe(verdict),
    })
}

fn describe(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Good => "good",
        Verdict::Blank => "blank",
        Verdict::OneBit { .. } => "one-bit",
        Verdict::Bad { .. } => "bad",
    }
}

/// What the flags say, in words joined by `+`.
fn kind(flags: PageFlags) -> String {
    let names = [
        (PageFlags::ROOT, "root"),
        (PageFlags::LEAF, "leaf"),
        (PageFlags::PARENT_OF_LEAF, "parent-of-leaf"),
        (PageFlags::SPACE_TREE, "space"),
        (PageFlags::INDEX, "index"),
        (PageFlags::LONG_VALUE, "long-value"),
        (PageFlags::EMPTY, "empty"),
        (PageFlags::PRE_INIT, "pre-init"),
    ];
    let set: Vec<&str> =
        names.iter().filter(|(flag, _)| flags.contains(*flag)).map(|(_, name)| *name).collect();
    if set.is_empty() { "branch".to_owned() } else { set.join("+") }
}
