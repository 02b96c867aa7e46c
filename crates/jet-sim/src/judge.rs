//! Starts an engine on what is left of a disk, and judges what it finds.

use jet_os::vfs::sim::SimVfs;
use jet_session::Term;
use jet_types::JetErr;

use crate::model::{Expected, Place, Rows};
use crate::play::{MARKED, MARKS};
use crate::world::{Failure, World};

/// What was found, if it is as it should be.
pub struct Found {
    /// The engine that found it.
    pub world: World,
    /// How many commits.
    pub commits: usize,
    /// The disk operation that comes after the start.
    pub started: u64,
}

/// Starts an engine, attaches all databases and compares all they hold.
///
/// # Errors
/// What is not as expected.
pub fn judge(disk: &SimVfs, seed: u64, expected: &Expected<'_>) -> Result<Found, String> {
    let world = World::start(disk, seed);
    let mut world = world.map_err(|failure| format!("the start fails: {}", told(&failure)))?;
    let started = world.ops();
    for (db, (may, must)) in expected.databases.iter().enumerate() {
        let attached = world.attach(db);
        let is_there = attached
            .map_err(|failure| format!("database {db} is not attached: {}", told(&failure)))?;
        match (is_there, may, must) {
            (true, false, _) => return Err(format!("database {db} is there before its time")),
            (false, _, true) => return Err(format!("database {db} is gone")),
            _ => {}
        }
    }
    let commits = compare(&world, expected)?;
    verify(&world, expected)?;
    Ok(Found { world, commits, started })
}

/// How many commits are found.
///
/// # Errors
/// What is not as expected.
pub fn count(world: &World, expected: &Expected<'_>) -> Result<usize, Failure> {
    compare(world, expected).map_err(|what| Failure { code: JetErr::INTERNAL_ERROR, what })
}

fn compare(world: &World, expected: &Expected<'_>) -> Result<usize, String> {
    let mut rows = Rows::new();
    for db in attached(world, expected) {
        let read = world.rows(db, &mut rows);
        read.map_err(|failure| format!("database {db} cannot be read: {}", told(&failure)))?;
    }
    let is_mark = |place: &Place| place.0 == 0 && place.1 == MARKED && place.2[0] == MARKS;
    let found = rows.keys().filter(|place| is_mark(place)).count();
    let (least, most) = (expected.least, expected.commits.len());
    if !(least..=most).contains(&found) {
        return Err(format!("{found} commits are there, not {least} to {most}"));
    }
    let wanted = &expected.states[found];
    if rows != **wanted {
        return Err(format!("of {found} commits: {}", difference(&rows, wanted)));
    }
    Ok(found)
}

/// The first row that differs.
fn difference(found: &Rows, wanted: &Rows) -> String {
    let all = found.keys().chain(wanted.keys());
    let mut other: Vec<&Place> = all.filter(|key| found.get(*key) != wanted.get(*key)).collect();
    other.sort();
    other.dedup();
    let text = |rows: &Rows, place: &Place| match rows.get(place) {
        None => "nothing".to_owned(),
        Some(data) => format!("{} bytes of {:?}", data.len(), data.first()),
    };
    let Some(place) = other.first() else { return "nothing differs".to_owned() };
    let (is, should) = (text(found, place), text(wanted, place));
    format!("{} rows differ, the first is {place:?}: {is}, not {should}", other.len())
}

fn verify(world: &World, expected: &Expected<'_>) -> Result<(), String> {
    for db in attached(world, expected) {
        let findings = world.verify(db).map_err(|failure| told(&failure))?;
        if let Some(finding) = findings.first() {
            return Err(format!("database {db}: page {:?}: {}", finding.pgno, finding.what));
        }
    }
    Ok(())
}

fn attached(world: &World, expected: &Expected<'_>) -> impl Iterator<Item = usize> {
    (0..expected.databases.len()).filter(|db| world.is_attached(*db))
}

fn told(failure: &Failure) -> String {
    format!("{}: {}", failure.code, failure.what)
}

impl Found {
    /// Ends the engine as a crash would.
    pub fn drop_dead(self) {
        self.world.end(Term::Dirty).ok();
    }
}
