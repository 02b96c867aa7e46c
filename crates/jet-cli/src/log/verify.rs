//! Whether a log file, or all logs of a stream with their checkpoint, are sound.

use std::path::Path;

use jet_log::file::LogHeader;
use jet_log::reader::Link;
use jet_log::{Checkpoint, LogError, LogFile, LogSet};
use jet_os::{OpenMode, RealVfs, Vfs};
use jet_types::{JetErr, Lgpos};
use serde_json::{Value as Json, json};

use super::{LogArgs, is_checkpoint, value};
use crate::source;

/// What was found.
#[derive(Default)]
struct Report {
    files: Vec<Checked>,
    findings: Vec<Finding>,
    /// What is worth knowing, yet no damage.
    notes: Vec<String>,
}

/// A log whose header could be read.
struct Checked {
    name: String,
    generation: u32,
    segments: u16,
    records: usize,
    end: Lgpos,
    quit: Option<Lgpos>,
}

/// Something that is not as it should be.
struct Finding {
    file: String,
    code: JetErr,
    what: String,
}

/// Verifies; `false` when damage was found.
pub fn run(args: &LogArgs, set: Option<&LogSet>) -> anyhow::Result<bool> {
    let mut report = Report::default();
    match set {
        Some(set) => report.stream(set)?,
        None if is_checkpoint(&args.path)? => {
            report.checkpoint(&args.path)?;
        }
        None => {
            report.log(&args.path, None)?;
        }
    }
    if args.json {
        source::print_json(&report.as_json())?;
    } else {
        source::print(&report.as_text())?;
    }
    Ok(report.findings.is_empty())
}

impl Report {
    /// Logs by rising generation, then the checkpoint.
    fn stream(&mut self, set: &LogSet) -> anyhow::Result<()> {
        let mut previous: Option<Link> = None;
        let mut last: Option<(LogHeader, Lgpos)> = None;
        let archived = set.archived.iter().map(|(generation, name)| (Some(*generation), name));
        for (generation, name) in archived.chain(set.current.iter().map(|name| (None, name))) {
            let path = set.path(name);
            let Some(file) = self.log(&path, generation)? else {
                previous = None;
                continue;
            };
            if let Some(link) = previous {
                self.follows(&path, &link, last.as_ref(), file.header());
            }
            previous = Some(Link::to_next(&file));
            last = Some((file.header().clone(), file.scan().end));
        }
        if set.current.is_none() {
            self.notes.push("there is no current log: these are full logs alone".to_owned());
        }
        if let Some(name) = &set.prepared {
            self.notes.push(format!("{name} is being prepared and does not count"));
        }
        let Some(name) = &set.checkpoint else {
            self.notes.push("there is no checkpoint".to_owned());
            return Ok(());
        };
        let path = set.path(name);
        if let (Some(checkpoint), Some((header, end))) = (self.checkpoint(&path)?, last) {
            self.belongs(&path, &checkpoint, &header, end);
        }
        Ok(())
    }

    /// Whether a log follows the one before; a gap is told as such.
    fn follows(
        &mut self,
        path: &Path,
        link: &Link,
        last: Option<&(LogHeader, Lgpos)>,
        header: &LogHeader,
    ) {
        if let Err(error) = link.check_stream(header) {
            return self.find(path, &error);
        }
        let next = last.map_or(0, |(last, _)| last.generation.saturating_add(1));
        for generation in (next..header.generation).take(100) {
            self.find(path, &LogError::Missing { generation });
        }
        if header.generation <= next {
            link.check_sequence(header).unwrap_or_else(|error| self.find(path, &error));
        }
    }

    /// One log; `None` when its header cannot be read.
    fn log(&mut self, path: &Path, named: Option<u32>) -> anyhow::Result<Option<LogFile>> {
        let file = match LogFile::read(&RealVfs, path) {
            Ok(file) => file,
            Err(error) if error.is_damage() => {
                self.find(path, &error);
                return Ok(None);
            }
            Err(error) => return Err(error.into()),
        };
        let found = file.header().generation;
        if let Some(expected) = named.filter(|named| *named != found) {
            self.find(path, &LogError::Generation { found, expected });
        }
        file.check().unwrap_or_else(|error| self.find(path, &error));
        let mut records = file.all_records();
        let mut count = 0;
        loop {
            match records.next() {
                Ok(Some(_)) => count += 1,
                Ok(None) => break,
                Err(error) => {
                    self.find(path, &error);
                    break;
                }
            }
        }
        let name = name_of(path);
        for sector in &file.scan().repaired {
            self.notes.push(format!("{name}: segment {sector}: one wrong bit can be put right"));
        }
        if let Some(sector) = file.scan().from_shadow {
            self.notes.push(format!("{name}: segment {sector} was torn; its shadow is sound"));
        }
        if let Some(torn) = records.torn() {
            self.notes.push(format!("{name}: the record at {torn} was torn and does not count"));
        }
        let segments = file.scan().end.sector.saturating_sub(file.header().header_sectors());
        let (end, quit) = (file.scan().end, file.quit());
        self.files.push(Checked { name, generation: found, segments, records: count, end, quit });
        Ok(Some(file))
    }

    fn checkpoint(&mut self, path: &Path) -> anyhow::Result<Option<Checkpoint>> {
        let file = RealVfs.open(path, OpenMode::Read)?;
        match Checkpoint::read(&*file) {
            Ok((checkpoint, copies)) => {
                self.notes.push(format!("{}: copies {copies:?}", name_of(path)));
                Ok(Some(checkpoint))
            }
            Err(error @ LogError::Os(_)) => Err(error.into()),
            Err(error) => {
                self.find(path, &error);
                Ok(None)
            }
        }
    }

    /// Whether a checkpoint is of these logs. One that is older than the first of them is no
    /// damage: full logs may have been taken away.
    fn belongs(&mut self, path: &Path, checkpoint: &Checkpoint, last: &LogHeader, end: Lgpos) {
        let file = name_of(path);
        if checkpoint.sign_log != last.sign_log {
            let what = format!("it is of the log stream {}", checkpoint.sign_log);
            self.findings.push(Finding { file, code: JetErr::BAD_CHECKPOINT_SIGNATURE, what });
        } else if checkpoint.checkpoint > end {
            let what = format!("{} is behind the end of the log, {end}", checkpoint.checkpoint);
            self.findings.push(Finding { file, code: JetErr::CHECKPOINT_CORRUPT, what });
        }
    }

    fn find(&mut self, path: &Path, error: &LogError) {
        let (code, what) = (error.code(), error.cause().to_string());
        self.findings.push(Finding { file: name_of(path), code, what });
    }

    fn as_text(&self) -> String {
        let mut text = String::new();
        for Checked { name, generation, segments, records, quit, .. } in &self.files {
            let closed = if quit.is_some() { ", closed properly" } else { "" };
            text += &format!(
                "{name}: generation {generation:#x}, {segments} segments, {records} records{closed}\n"
            );
        }
        self.notes.iter().for_each(|note| text += &format!("note: {note}\n"));
        for Finding { file, code, what } in &self.findings {
            text += &format!("damage: {file}: {what} ({code})\n");
        }
        let verdict = if self.findings.is_empty() { "sound" } else { "DAMAGED" };
        let records: usize = self.files.iter().map(|file| file.records).sum();
        let (files, findings) = (self.files.len(), self.findings.len());
        text + &format!("{verdict}: {files} logs, {records} records, {findings} findings\n")
    }

    fn as_json(&self) -> Json {
        let file = |file: &Checked| {
            json!({
                "file": file.name,
                "generation": file.generation,
                "segments": file.segments,
                "records": file.records,
                "end": value::lgpos(file.end),
                "quit": file.quit.map(value::lgpos),
            })
        };
        let finding = |finding: &Finding| {
            json!({
                "file": finding.file,
                "error": finding.code.name(),
                "what": finding.what,
            })
        };
        json!({
            "sound": self.findings.is_empty(),
            "files": self.files.iter().map(file).collect::<Vec<_>>(),
            "findings": self.findings.iter().map(finding).collect::<Vec<_>>(),
            "notes": self.notes,
        })
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
