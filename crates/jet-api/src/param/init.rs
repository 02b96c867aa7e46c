//! What initialisation makes of an instance's parameters: paths in full, values that follow from
//! others, and whether they agree.

use std::path::{Path, PathBuf};

use jet_session::Config;
use jet_types::JetErr;
use jet_types::param::ParamId;

use super::{ParamValue, Params};
use crate::error::{Result, refuse};

/// The temporary database's file where only a folder is named.
const TEMP_NAME: &str = "tmp.edb";
/// The header of a log file.
const LOG_HEADER_BYTES: u64 = 4096;
/// Descriptors of closed tables kept at least.
const CACHED_TABLES_MIN: u64 = 64;

impl Params {
    /// Completes paths and values nobody set. `full` gives a path in full.
    pub(crate) fn resolve(&mut self, full: impl Fn(&Path) -> PathBuf) {
        let text = |path: PathBuf| ParamValue::Text(path.to_string_lossy().into_owned());
        for folder in [ParamId::SYSTEM_PATH, ParamId::LOG_FILE_PATH] {
            // Joined with nothing, a path ends in a separator.
            let path = full(Path::new(&self.text(folder))).join("");
            self.values.insert(folder.0, text(path));
        }
        let temp = self.text(ParamId::TEMP_PATH);
        let name = if temp.ends_with(['/', '\\']) { TEMP_NAME } else { "" };
        let temp = Path::new(&self.text(ParamId::SYSTEM_PATH)).join(temp);
        let temp = if name.is_empty() { temp } else { temp.join(name) };
        self.values.insert(ParamId::TEMP_PATH.0, text(full(&temp)));

        let cached = ParamId::CACHED_CLOSED_TABLES;
        let tables = 2 * (self.number(ParamId::MAX_OPEN_TABLES) + self.number(cached))
            + self.number(ParamId::MAX_TEMPORARY_TABLES);
        for (id, value) in [
            (cached, CACHED_TABLES_MIN.max(tables * 15 / 100)),
            (ParamId::PREFERRED_VER_PAGES, self.number(ParamId::MAX_VER_PAGES) * 9 / 10),
        ] {
            self.values.entry(id.0).or_insert(ParamValue::Number(value));
        }
    }

    /// What an instance is made of, if the parameters agree with each other.
    ///
    /// # Errors
    /// `JET_errInvalidSettings`: a log file cannot hold its header and a record of two pages, or
    /// logs are to be cleaned up that are not circular.
    pub(crate) fn checked_config(&self, call: &'static str) -> Result<Config> {
        let log_bytes = self.number(ParamId::LOG_FILE_SIZE) * 1024;
        let record_max = 2 * self.number(ParamId::DATABASE_PAGE_SIZE);
        let cleans_up = self.number(ParamId::CLEANUP_MISMATCHED_LOG_FILES) != 0;
        let keeps_all = self.number(ParamId::CIRCULAR_LOG) == 0;
        if log_bytes < LOG_HEADER_BYTES + record_max || (cleans_up && keeps_all) {
            return refuse(call, JetErr::INVALID_SETTINGS);
        }
        Ok(self.config())
    }

    /// Whether an instance may run beside one with other parameters, both resolved.
    ///
    /// # Errors
    /// `JET_errTempPathInUse`, `JET_errSystemPathInUse`, `JET_errLogFilePathInUse`.
    pub(crate) fn check_paths(&self, call: &'static str, other: &Self) -> Result<()> {
        let both = |has: fn(&Self) -> bool| has(self) && has(other);
        let temp = both(|params| params.number(ParamId::MAX_TEMPORARY_TABLES) > 0);
        let log = both(|params| !params.text(ParamId::RECOVERY).eq_ignore_ascii_case("off"));
        for (matters, id, code) in [
            (temp, ParamId::TEMP_PATH, JetErr::TEMP_PATH_IN_USE),
            (log, ParamId::SYSTEM_PATH, JetErr::SYSTEM_PATH_IN_USE),
            (log, ParamId::LOG_FILE_PATH, JetErr::LOG_FILE_PATH_IN_USE),
        ] {
            if matters && self.text(id) == other.text(id) {
                return refuse(call, code);
            }
        }
        Ok(())
    }
}
