//! A simulated process: an engine, the names of its handles, and a scratch folder that outlives it.

use std::path::{Path, PathBuf};

use jet_api::Engine;
use jet_api::handle::SESID_NIL;
use jet_api::param::ParamValue;
use jet_types::param::ParamId;
use tempfile::TempDir;

use crate::symbols::Symbols;

/// How transcripts write the scratch folder.
const NAME: &str = "$DIR";

/// The folder of a transcript's files, deleted in the end.
#[derive(Debug)]
pub(crate) struct Scratch {
    /// Keeps the folder.
    _dir: TempDir,
    path: PathBuf,
}

impl Scratch {
    pub(crate) fn new() -> std::io::Result<Self> {
        let dir = TempDir::with_prefix("jet-replay-")?;
        let path = dir.path().canonicalize()?;
        Ok(Self { _dir: dir, path })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Text with the folder's path for its name.
    pub(crate) fn filled_in(&self, text: &str) -> String {
        text.replace(NAME, &self.path.to_string_lossy())
    }

    /// Text with the folder's name for its path.
    pub(crate) fn left_out(&self, text: &str) -> String {
        text.replace(&*self.path.to_string_lossy(), NAME)
    }
}

/// A process: what dies in a crash.
#[derive(Debug)]
pub(crate) struct Process {
    pub(crate) engine: Engine,
    pub(crate) symbols: Symbols,
}

/// Parameters whose defaults in the recorded build are not those of ESENT, which are this engine's.
const RECORDED_DEFAULTS: &[(ParamId, u64)] =
    &[(ParamId::LEGACY_FILE_NAMES, 1), (ParamId::PERSISTED_LOST_FLUSH_DETECTION, 1)];

impl Process {
    /// A process that has not called JET yet, with the scratch folder as its current one.
    pub(crate) fn new(scratch: &Scratch) -> Self {
        let engine = Engine::in_folder(scratch.path());
        for (id, number) in RECORDED_DEFAULTS {
            let value = ParamValue::Number(*number);
            let set = engine.set_system_parameter(None, SESID_NIL, id.0, value);
            set.expect("a new process takes any value in range");
        }
        Self { engine, symbols: Symbols::default() }
    }
}
