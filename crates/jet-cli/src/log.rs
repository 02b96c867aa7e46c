//! `jet log`: what log files hold, and whether they are sound.

mod dump;
mod header;
mod value;
mod verify;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use jet_log::{LogNames, LogSet};
use jet_os::{RealVfs, Vfs};

/// What to look at.
#[derive(Args)]
#[command(after_help = "\
With --json every line is an object:
  {\"file\", \"header\"}                a log file begins
  {\"segment\", \"checksum\", ...}      a segment with data begins
  {\"lgpos\", \"type\", \"length\", ...}  a record, with all its fields; bytes in hexadecimal
  {\"end\", \"checksum\", ...}          the file's data ends there; \"error\" tells of damage
  {\"file\", \"checkpoint\"}            a checkpoint file
With --verify --json there is one object: {\"sound\", \"files\", \"findings\", \"notes\"}.

Exit codes: 0 sound, 1 damage found, 2 could not run.")]
pub struct LogArgs {
    /// A log file, a checkpoint file, or a folder with the logs of a stream.
    path: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Print no records, but whether all is sound: checksums, records, and, of a folder, whether
    /// its logs and its checkpoint belong together.
    #[arg(long)]
    verify: bool,
    /// The stream to look at, when a folder has several: the three letters its names begin with.
    #[arg(long, value_name = "NAME")]
    base: Option<String>,
}

/// Shows or verifies; `false` when damage was found.
pub fn run(args: &LogArgs) -> anyhow::Result<bool> {
    let set = if args.path.is_dir() { Some(set(&args.path, args.base.as_deref())?) } else { None };
    if args.verify {
        return verify::run(args, set.as_ref());
    }
    let Some(set) = set else { return dump::run(args, std::slice::from_ref(&args.path)) };
    let logs = set.archived.values().chain(&set.current).map(|name| set.path(name));
    let files: Vec<PathBuf> =
        set.checkpoint.iter().map(|name| set.path(name)).chain(logs).collect();
    dump::run(args, &files)
}

/// The one stream in a folder, or the one that was named.
fn set(dir: &Path, base: Option<&str>) -> anyhow::Result<LogSet> {
    match (find_set(dir, base)?, base) {
        (Some(set), _) => Ok(set),
        (None, Some(base)) => bail!("{}: no log files of a stream {base}", dir.display()),
        (None, None) => bail!("{}: no log files", dir.display()),
    }
}

/// The same; `None` when there are no log files.
pub fn find_set(dir: &Path, base: Option<&str>) -> anyhow::Result<Option<LogSet>> {
    let bases = LogSet::bases(&RealVfs, dir)?;
    let base = match (base, &bases[..]) {
        (Some(base), _) => base,
        (None, [only]) => only,
        (None, []) => return Ok(None),
        (None, several) => {
            let names = several.join(", ");
            bail!("{}: several streams ({names}); say --base NAME", dir.display())
        }
    };
    let set = LogSet::find(&RealVfs, dir, &LogNames::new(base))?;
    Ok((!set.archived.is_empty() || set.current.is_some()).then_some(set))
}

/// Whether a file says that it is a checkpoint. All headers say what they are in the same place.
fn is_checkpoint(path: &Path) -> anyhow::Result<bool> {
    const PLACE: u64 = 667;
    const CHECKPOINT: [u8; 4] = [4, 0, 0, 0];
    let file = RealVfs.open(path, jet_os::OpenMode::Read).context("cannot read")?;
    let mut kind = [0; 4];
    let is_long = file.len()? >= PLACE + 4;
    if is_long {
        file.read_at(&mut kind, PLACE)?;
    }
    Ok(is_long && kind == CHECKPOINT)
}
