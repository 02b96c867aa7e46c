//! `jet dump`: rows.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use jet_api::{Reader, TableError};
use jet_table::{Schema, TableSchema};

use crate::encode::{CsvRows, Dialect, JsonRows, table_error_code};
use crate::{Input, source};

/// What to dump, and how.
#[derive(Args)]
#[command(after_help = "Examples:
  jet dump SRUDB.dat --format csv --out srum
  jet dump Windows.edb --format jsonl SystemIndex_Gthr | head")]
pub struct DumpArgs {
    #[command(flatten)]
    input: Input,
    /// Tables to dump; all when none is given.
    tables: Vec<String>,
    /// How rows are written. With --json: jsonl.
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Write one file per table into this folder instead of standard output.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Bytes of lines that are written at a time.
const CHUNK: usize = 1 << 16;

/// How rows are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    /// A JSON object per row.
    Jsonl,
    /// Comma-separated values with a header line.
    Csv,
    /// JSON for byte-for-byte comparison with independent readers.
    Canonical,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Self::Jsonl | Self::Canonical => "jsonl",
            Self::Csv => "csv",
        }
    }
}

/// Dumps; `false` when a table could not be read to its end.
pub fn run(args: &DumpArgs) -> anyhow::Result<bool> {
    let reader = source::open(&args.input)?;
    let schema = match reader.catalog() {
        Ok(schema) => schema,
        Err(error) => {
            // Without a catalog there are no tables; what independent readers print is nothing.
            eprintln!("jet: {}: the catalog cannot be read: {error}", args.input.file.display());
            return Ok(false);
        }
    };
    let tables = choose(schema, &args.tables)?;
    match &args.out {
        Some(dir) => to_files(&reader, &tables, args.format, dir),
        None => to_stdout(&reader, &tables, args),
    }
}

fn choose<'a>(schema: &'a Schema, names: &[String]) -> anyhow::Result<Vec<&'a TableSchema>> {
    if names.is_empty() {
        return Ok(schema.tables.iter().collect());
    }
    let table = |name: &String| schema.table(name).with_context(|| format!("no table {name:?}"));
    names.iter().map(table).collect()
}

fn to_stdout(reader: &Reader, tables: &[&TableSchema], args: &DumpArgs) -> anyhow::Result<bool> {
    let mut out = source::stdout();
    let mut sound = true;
    for table in tables {
        if args.tables.is_empty() {
            let name = serde_json::to_string(&table.name)?;
            match args.format {
                Format::Csv => writeln!(out, "# {}", table.name)?,
                Format::Jsonl | Format::Canonical => writeln!(out, "{{\"table\":{name}}}")?,
            }
        }
        sound &= write_table(reader, table, args.format, &mut out)?;
    }
    out.flush()?;
    Ok(sound)
}

fn to_files(
    reader: &Reader,
    tables: &[&TableSchema],
    format: Format,
    dir: &std::path::Path,
) -> anyhow::Result<bool> {
    std::fs::create_dir_all(dir).with_context(|| format!("cannot create {}", dir.display()))?;
    let bar = source::progress(tables.len() as u64, "dumping");
    let mut sound = true;
    for table in tables {
        let path = dir.join(format!("{}.{}", file_name(&table.name), format.extension()));
        let file =
            File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        let mut out = BufWriter::with_capacity(1 << 18, file);
        sound &= write_table(reader, table, format, &mut out)?;
        out.flush()?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(sound)
}

/// A table's name as a file name everywhere: what is special somewhere becomes `_`.
fn file_name(table: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-_{}() ".contains(c) { c } else { '_' };
    table.chars().map(plain).collect()
}

/// Writes the rows of a table, and a line that says so when it cannot be read to its end.
fn write_table(
    reader: &Reader,
    table: &TableSchema,
    format: Format,
    out: &mut impl Write,
) -> anyhow::Result<bool> {
    let read = match format {
        Format::Csv => {
            let mut rows = CsvRows::new(table);
            rows.header(out)?;
            reader.scan(table, |row| rows.write(row, out).map_err(Stop::Output))
        }
        Format::Jsonl => json_lines(reader, table, Dialect::Friendly, out),
        Format::Canonical => json_lines(reader, table, Dialect::Canonical, out),
    };
    match read {
        Ok(()) => Ok(true),
        Err(Stop::Output(error)) => Err(error),
        Err(Stop::Table(error)) => {
            eprintln!("jet: table {:?}: {error}", table.name);
            if format != Format::Csv {
                writeln!(out, "{{\"!error\":\"{}\"}}", table_error_code(&error))?;
            }
            Ok(false)
        }
    }
}

fn json_lines(
    reader: &Reader,
    table: &TableSchema,
    dialect: Dialect,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let mut rows = JsonRows::new(table, dialect);
    let mut write = |lines: &mut Vec<u8>| {
        let written = out.write_all(lines).map_err(|error| Stop::Output(error.into()));
        lines.clear();
        written
    };
    let read = reader.scan(table, |row| match rows.add_line(row) {
        0..CHUNK => Ok(()),
        _ => write(rows.pending()),
    });
    // What was read before an error is shown.
    let written = write(rows.pending());
    read.and(written)
}

/// Why a dump of a table ended early.
enum Stop {
    Table(TableError),
    Output(anyhow::Error),
}

impl From<TableError> for Stop {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}
