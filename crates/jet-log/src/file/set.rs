//! The files of a stream as they lie in a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jet_os::Vfs;

use super::names::{FileKind, LogNames, Parsed, parse};
use crate::error::Result;

/// The files of a stream, under the names they have on disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogSet {
    /// The folder.
    pub dir: PathBuf,
    /// How files of the stream are called, as those found show it.
    pub names: LogNames,
    /// The log being written.
    pub current: Option<String>,
    /// The log being prepared. Never replayed.
    pub prepared: Option<String>,
    /// Full logs by generation.
    pub archived: BTreeMap<u32, String>,
    /// Reserve files.
    pub reserves: Vec<String>,
    /// The checkpoint, if it lies here.
    pub checkpoint: Option<String>,
}

impl LogSet {
    /// Finds the files of the stream with the base name of `wanted`. Family and width of the
    /// names are what is found; those of `wanted` count when nothing tells, and come first when
    /// there are both.
    ///
    /// # Errors
    /// What the file system says of the folder.
    ///
    /// Source: ESE `logstream.cxx`, `ErrLGGetGenerationRange`; `log.cxx`, `ErrLGInitSetInstanceWiseParameters`.
    pub fn find(vfs: &dyn Vfs, dir: &Path, wanted: &LogNames) -> Result<Self> {
        let listed = vfs.list(dir)?;
        let ours: Vec<(&str, Parsed<'_>)> = listed
            .iter()
            .filter_map(|name| Some((name.as_str(), parse(name)?)))
            .filter(|(_, parsed)| parsed.base.eq_ignore_ascii_case(&wanted.base))
            .collect();
        let mut names = wanted.clone();
        names.family = family(&ours, wanted);
        let ours = ours
            .into_iter()
            .filter(|(_, parsed)| parsed.family.is_none_or(|family| family == names.family));
        let mut set = Self::empty(dir, names.clone());
        let mut widths = Vec::new();
        for (name, parsed) in ours {
            set.add(name, parsed, wanted);
            widths.extend(parsed.digits.filter(|_| is_telling(parsed.kind)));
        }
        if let Some(width) = widths.first().filter(|_| !widths.contains(&wanted.digits)) {
            set.names.digits = *width;
        }
        Ok(set)
    }

    /// The base names of what look like streams, sorted, in the case they have on disk. A file
    /// that is merely called `abc.log` counts: whether it is a log, only its header tells.
    ///
    /// # Errors
    /// What the file system says of the folder.
    pub fn bases(vfs: &dyn Vfs, dir: &Path) -> Result<Vec<String>> {
        let listed = vfs.list(dir)?;
        let logs = listed
            .iter()
            .filter_map(|name| parse(name))
            .filter(|parsed| matches!(parsed.kind, FileKind::Current | FileKind::Archived(_)));
        let mut seen = BTreeSet::new();
        let mut bases: Vec<String> = logs
            .filter(|parsed| seen.insert(parsed.base.to_ascii_lowercase()))
            .map(|parsed| parsed.base.to_owned())
            .collect();
        bases.sort_unstable();
        Ok(bases)
    }

    /// The path of a file in the folder of the set.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    fn empty(dir: &Path, names: LogNames) -> Self {
        Self {
            dir: dir.to_owned(),
            names,
            current: None,
            prepared: None,
            archived: BTreeMap::new(),
            reserves: Vec::new(),
            checkpoint: None,
        }
    }

    /// Two names of one file that differ in case or width can only be found where case matters;
    /// the spelling we would give a file wins.
    fn add(&mut self, name: &str, parsed: Parsed<'_>, wanted: &LogNames) {
        let place = match parsed.kind {
            FileKind::Current => &mut self.current,
            FileKind::Prepared => &mut self.prepared,
            FileKind::Checkpoint => &mut self.checkpoint,
            FileKind::Reserve(_) => return self.reserves.push(name.to_owned()),
            FileKind::Shadow(_) => return,
            FileKind::Archived(generation) => {
                let ours = LogNames { family: self.names.family, ..wanted.clone() };
                let is_ours = name == ours.archived(generation);
                let slot = self.archived.entry(generation).or_insert_with(|| name.to_owned());
                if is_ours {
                    *slot = name.to_owned();
                }
                return;
            }
        };
        if place.is_none() || parsed.base == wanted.base {
            *place = Some(name.to_owned());
        }
    }
}

/// Whether the width of a name tells which rule the stream follows.
fn is_telling(kind: FileKind) -> bool {
    matches!(kind, FileKind::Archived(generation) if generation <= 0xF_FFFF)
}

/// The family of the checkpoint, else of the current log, else of archived ones.
fn family(ours: &[(&str, Parsed<'_>)], wanted: &LogNames) -> super::Family {
    let has = |family, is: fn(FileKind) -> bool| {
        ours.iter().any(|(_, parsed)| parsed.family == Some(family) && is(parsed.kind))
    };
    let both = [wanted.family, wanted.family.other()];
    let kinds: [fn(FileKind) -> bool; 3] = [
        |kind| kind == FileKind::Checkpoint,
        |kind| kind == FileKind::Current,
        |kind| matches!(kind, FileKind::Archived(_)),
    ];
    let found = kinds.iter().find_map(|is| both.into_iter().find(|family| has(*family, *is)));
    found.unwrap_or(wanted.family)
}
