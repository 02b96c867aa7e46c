//! The file a verb works on, and the ways all verbs print.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use jet_api::{Reader, ReaderOptions};
use serde_json::Value;

use crate::Input;

/// Opens the database and warns when it was not closed properly.
pub fn open(input: &Input) -> anyhow::Result<Reader> {
    let options = ReaderOptions { cache_bytes: input.cache << 20 };
    let reader = Reader::open(&input.file, &options).with_context(|| code_of(&input.file))?;
    if !reader.is_clean() {
        let state = reader.header().state();
        let name = input.file.display();
        eprintln!("jet: warning: {name}: state {state}: changes in its logs are not shown");
    }
    Ok(reader)
}

fn code_of(path: &Path) -> String {
    format!("cannot read {}", path.display())
}

/// Standard output, buffered.
pub fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Prints a report. Whoever reads it may stop early; what the verb found does not depend on that.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => Ok(printed?),
    }
}

/// Prints a JSON value over several lines.
pub fn print_json(value: &Value) -> anyhow::Result<()> {
    print(&format!("{value:#}\n"))
}

/// A table for people: aligned, without lines.
pub fn people_table(header: &[&str]) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.load_preset(comfy_table::presets::NOTHING).set_header(header);
    table
}

/// A progress bar over `total` steps, shown on a terminal once the work takes a while.
pub fn progress(total: u64, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}");
    let bar = ProgressBar::new(total).with_message(what);
    bar.set_style(style.expect("a valid template"));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
