//! Headers and records, one after the other.

use std::io::Write;
use std::path::{Path, PathBuf};

use jet_log::{Checkpoint, LogError, LogFile, Record};
use jet_os::{OpenMode, RealVfs, Vfs};
use jet_types::Lgpos;
use serde_json::{Map, Value as Json, json};

use super::{LogArgs, header, is_checkpoint, value};
use crate::source;

/// Shows files; `false` when damage was found.
pub fn run(args: &LogArgs, files: &[PathBuf]) -> anyhow::Result<bool> {
    let mut out = source::stdout();
    let mut is_sound = true;
    for path in files {
        let mut show = Show { out: &mut out, json: args.json };
        let shown = if is_checkpoint(path)? { show.checkpoint(path) } else { show.log(path) };
        match shown? {
            Ok(()) => {}
            Err(error) if error.is_damage() => {
                is_sound = false;
                show.error(path, &error)?;
            }
            Err(error) => {
                out.flush()?;
                return Err(error.into());
            }
        }
    }
    out.flush()?;
    Ok(is_sound)
}

/// Where and how to print. Of the two results that its methods nest, the outer one is of printing,
/// the inner one of reading.
struct Show<'o, W: Write> {
    out: &'o mut W,
    json: bool,
}

type Shown = std::io::Result<Result<(), LogError>>;

impl<W: Write> Show<'_, W> {
    fn checkpoint(&mut self, path: &Path) -> Shown {
        let file = match RealVfs.open(path, OpenMode::Read) {
            Ok(file) => file,
            Err(error) => return Ok(Err(error.into())),
        };
        let (checkpoint, copies) = match Checkpoint::read(&*file) {
            Ok(read) => read,
            Err(error) => return Ok(Err(error.at(path))),
        };
        let facts = header::of_checkpoint(&checkpoint, copies);
        self.facts(path, "checkpoint", &facts).map(Ok)
    }

    fn log(&mut self, path: &Path) -> Shown {
        let file = match LogFile::read(&RealVfs, path) {
            Ok(file) => file,
            Err(error) => return Ok(Err(error)),
        };
        self.facts(path, "header", &header::of_log(file.header()))?;
        let mut records = file.all_records();
        let mut sector = file.header().header_sectors();
        let read = loop {
            match records.next() {
                Ok(Some((lgpos, record))) => {
                    self.segments(&file, &mut sector, lgpos.sector.saturating_add(1))?;
                    self.record(lgpos, &record)?;
                }
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        self.segments(&file, &mut sector, file.scan().end.sector)?;
        self.end(&file, records.torn())?;
        Ok(file.check().and(read))
    }

    fn facts(&mut self, path: &Path, name: &str, facts: &Json) -> std::io::Result<()> {
        let file = path.display().to_string();
        if self.json {
            return self.line(json!({ "file": file, name: facts }));
        }
        let mut table = source::people_table(&[name, &file]);
        for (name, value) in header::lines(facts) {
            table.add_row([name, value]);
        }
        writeln!(self.out, "{}\n", table.trim_fmt())
    }

    /// Segments from `*next` to before `end`.
    fn segments(&mut self, file: &LogFile, next: &mut u16, end: u16) -> std::io::Result<()> {
        while *next < end {
            let Some(segment) = file.segment(*next) else { break };
            let place = Lgpos { sector: *next, offset: 0, ..file.header().first_lgpos() };
            let (checksum, started) = (segment.header.checksum.get(), segment.header.started);
            if self.json {
                self.line(json!({
                    "segment": place.to_string(),
                    "checksum": format!("{checksum:#018x}"),
                    "started": value::time(started),
                }))?;
            } else {
                writeln!(self.out, "{place} -- segment of {started}, checksum {checksum:#018x}")?;
            }
            *next += 1;
        }
        Ok(())
    }

    fn record(&mut self, lgpos: Lgpos, record: &Record<'_>) -> std::io::Result<()> {
        if self.json {
            let mut object = Map::new();
            object.insert("lgpos".to_owned(), json!(lgpos.to_string()));
            object.insert("type".to_owned(), json!(record.name()));
            object.insert("length".to_owned(), json!(record.encoded_len()));
            record.fields(&mut |name, field| {
                object.insert(name.to_owned(), value::as_json(field));
            });
            return self.line(Json::Object(object));
        }
        write!(self.out, "{lgpos} {:24} {:5}", record.name(), record.encoded_len())?;
        let mut written = Ok(());
        record.fields(&mut |name, field| {
            if written.is_ok() {
                written = write!(self.out, " {name}={}", value::as_text(field));
            }
        });
        written?;
        writeln!(self.out)
    }

    fn end(&mut self, file: &LogFile, torn: Option<Lgpos>) -> std::io::Result<()> {
        let scan = file.scan();
        let quit = file.quit();
        if self.json {
            return self.line(json!({
                "end": scan.end.to_string(),
                "checksum": format!("{:#018x}", scan.checksum),
                "quit": quit.map(|lgpos| lgpos.to_string()),
                "torn": torn.map(|lgpos| lgpos.to_string()),
                "from_shadow": scan.from_shadow,
                "repaired": scan.repaired,
            }));
        }
        write!(self.out, "{} -- end, checksum of all segments {:#018x}", scan.end, scan.checksum)?;
        if quit.is_some() {
            write!(self.out, "; closed properly")?;
        }
        if let Some(torn) = torn {
            write!(self.out, "; the record at {torn} was torn and does not count")?;
        }
        if let Some(sector) = scan.from_shadow {
            write!(self.out, "; segment {sector} was torn and is read from its shadow")?;
        }
        for sector in &scan.repaired {
            write!(self.out, "; one wrong bit in segment {sector} is put right")?;
        }
        writeln!(self.out, "\n")
    }

    fn error(&mut self, path: &Path, error: &LogError) -> std::io::Result<()> {
        if self.json {
            return self.line(json!({
                "file": path.display().to_string(),
                "error": error.code().name(),
                "what": error.to_string(),
            }));
        }
        writeln!(self.out, "damage: {error} ({})\n", error.code())
    }

    fn line(&mut self, value: Json) -> std::io::Result<()> {
        serde_json::to_writer(&mut *self.out, &value)?;
        writeln!(self.out)
    }
}
