//! Logs of the reference engine, replayed as recovery would: sessions and their levels, macros,
//! versions.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jet_btree::op::redo::{Collected, Counts, Redo};
use jet_log::{LogFile, LogNames, LogSet, LogStream, Record};
use jet_os::RealVfs;
use jet_types::{Dbtime, Lgpos, PageSize, Procid};

use crate::memory::{Memory, Versions};

/// All records of a stream with their positions, as written.
pub struct Log {
    pub page_size: PageSize,
    pub records: Vec<(Lgpos, Vec<u8>)>,
}

impl Log {
    /// Reads the logs of a folder, from generation `first` or the lowest on.
    pub fn read(dir: &Path, first: Option<u32>) -> Result<Self, String> {
        let bases = LogSet::bases(&RealVfs, dir).map_err(|error| error.to_string())?;
        let base = bases.first().ok_or("no logs")?;
        let set =
            LogSet::find(&RealVfs, dir, &LogNames::new(base)).map_err(|error| error.to_string())?;
        let lowest = LogStream::lowest(&RealVfs, &set).map_err(|error| error.to_string())?;
        let first = first.or(lowest).ok_or("no logs")?;
        let mut stream = LogStream::new(&RealVfs, set, first);
        let mut log = Self { page_size: PageSize::KIB_4, records: Vec::new() };
        while let Some(file) = stream.next_file().map_err(|error| error.to_string())? {
            log.page_size = file.header().page_size;
            let mut records = file.all_records();
            while let Some((lgpos, record)) = records.next().map_err(|error| error.to_string())? {
                let mut bytes = vec![0; record.encoded_len()];
                record.encode(&mut bytes);
                log.records.push((lgpos, bytes));
            }
        }
        Ok(log)
    }
}

/// The record of some bytes.
pub fn decoded(bytes: &[u8]) -> Record<'_> {
    Record::decode(bytes).expect("written by us").0
}

/// A folder with the logs of a dirty set up to the end of its recovery: those from before the
/// crash, and the last one as recovery left it.
pub fn with_recovery(case: &Path, into: &Path) {
    let before = case.join("db");
    let after = case.join("recovered/edb.log");
    for entry in fs::read_dir(&before).expect("a readable folder") {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_some_and(|extension| extension == "log") {
            let name = path.file_name().expect("a name");
            fs::copy(&path, into.join(name)).expect("room");
        }
    }
    let generation =
        |path: &Path| LogFile::read_header(&RealVfs, path).expect("a sound header").generation;
    let current = into.join("edb.log");
    if current.exists() {
        let (old, new) = (generation(&current), generation(&after));
        if old != new {
            fs::rename(&current, into.join(format!("edb{old:08X}.log"))).expect("renamed");
        }
    }
    fs::copy(&after, &current).expect("room");
}

/// The pages of a database file that hold anything.
pub fn pages_of(path: &Path, size: PageSize) -> BTreeMap<u32, Vec<u8>> {
    let bytes = fs::read(path).expect("a readable file");
    let pages = bytes.chunks_exact(size.bytes()).skip(2).enumerate();
    let used = pages.filter(|(_, page)| page.iter().any(|byte| *byte != 0));
    used.map(|(index, page)| (index as u32 + 1, page.to_vec())).collect()
}

/// A session of the log.
#[derive(Default)]
struct Session {
    /// Its first begin was seen; before that its records are of no use.
    is_begun: bool,
    level: u8,
    collecting: Option<(Dbtime, Collected)>,
}

/// What replay came upon.
#[derive(Clone, Copy, Default, Debug)]
pub struct Seen {
    pub records: u64,
    /// Records of sessions whose begin was not seen.
    pub skipped: u64,
    pub macros: u64,
    pub undos: u64,
    pub counts: Counts,
}

/// A replay.
pub struct Player {
    pub memory: Memory,
    pub versions: Versions,
    pub seen: Seen,
    sessions: BTreeMap<u16, Session>,
}

impl Player {
    pub fn new(size: PageSize, pages: BTreeMap<u32, Vec<u8>>) -> Self {
        Self {
            memory: Memory::new(size, pages),
            versions: Versions::default(),
            seen: Seen::default(),
            sessions: BTreeMap::new(),
        }
    }

    /// Plays one record. `before_macro` sees the records of a macro before it is applied.
    pub fn play(
        &mut self,
        record: &Record<'_>,
        before_macro: &mut dyn FnMut(&Memory, &Versions, &[Record<'_>]),
    ) -> jet_btree::Result<()> {
        self.seen.records += 1;
        match record {
            Record::Init(_) | Record::Init2(_) => {
                self.sessions.clear();
                self.versions.forget();
            }
            Record::Begin0(begin) => {
                let session = self.session(begin.procid);
                session.is_begun = true;
                session.level = begin.levels.from.get() + begin.levels.count;
            }
            Record::Begin(begin) => {
                let session = self.session(begin.procid);
                if session.is_begun {
                    session.level = begin.levels.from.get() + begin.levels.count;
                }
            }
            Record::Commit(commit) => self.commit(commit.procid, commit.to.get()),
            Record::Commit0(commit) => self.commit(commit.procid, 0),
            Record::Rollback(rollback) => {
                let procid = rollback.procid;
                let session = self.session(procid);
                if session.is_begun {
                    session.level -= rollback.levels.get();
                    let level = session.level;
                    let left = self.versions.above(procid.get(), level);
                    assert!(left.is_empty(), "versions {left:?} were not undone");
                }
            }
            Record::MacroBegin(it) => {
                let session = self.session(it.procid);
                if session.is_begun {
                    session.collecting = Some((it.dbtime, Collected::default()));
                }
            }
            Record::MacroAbort(it) => self.session(it.procid).collecting = None,
            Record::MacroCommit(it) => {
                let collected = self.session(it.procid).collecting.take();
                if let Some((_, collected)) = collected {
                    self.seen.macros += 1;
                    let records = collected.records().expect("collected whole");
                    before_macro(&self.memory, &self.versions, &records);
                    self.redo(|redo| redo.whole_macro(&records))?;
                }
            }
            other => self.page_record(other)?,
        }
        Ok(())
    }

    fn session(&mut self, procid: Procid) -> &mut Session {
        self.sessions.entry(procid.get()).or_default()
    }

    fn commit(&mut self, procid: Procid, to: u8) {
        let session = self.session(procid);
        if session.is_begun {
            session.level = to;
            self.versions.commit(procid.get(), to);
        }
    }

    fn page_record(&mut self, record: &Record<'_>) -> jet_btree::Result<()> {
        let procid = match record {
            Record::NewPage(record) => record.procid,
            Record::RootPageMove(record) => record.procid,
            other => match other.page() {
                Some(page) => page.procid,
                None => return Ok(()),
            },
        };
        let session = self.session(procid);
        if let Some((dbtime, collected)) = &mut session.collecting {
            let of_macro = match record {
                Record::RootPageMove(_) => true,
                other => other.page().is_some_and(|page| page.dbtime == *dbtime),
            };
            if of_macro {
                collected.push(record);
                return Ok(());
            }
        }
        let is_told_too_late = matches!(record, Record::UndoInfo(_)) && session.level == 0;
        if !session.is_begun || is_told_too_late {
            self.seen.skipped += 1;
            return Ok(());
        }
        if matches!(record, Record::Undo(_)) {
            self.seen.undos += 1;
        }
        self.redo(|redo| redo.record(record))
    }

    fn redo(
        &mut self,
        run: impl FnOnce(&mut Redo<'_, Memory, Versions>) -> jet_btree::Result<()>,
    ) -> jet_btree::Result<()> {
        let mut redo = Redo::new(&self.memory, &mut self.versions);
        let result = run(&mut redo);
        let (counts, sum) = (redo.counts(), &mut self.seen.counts);
        sum.applied += counts.applied;
        sum.ahead += counts.ahead;
        sum.gaps += counts.gaps;
        sum.from_image += counts.from_image;
        result
    }
}
