//! Rows put in order: collected in memory, spilled in sorted runs when they are too many, merged.
//!
//! Rows of equal keys keep the order they came in; the first of them is kept, or all. What is
//! sorted can be reached by number, whether it lies in memory or in a file: after a spill the last
//! merge writes one run, and where its rows are is remembered, eight bytes a row.

mod run;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;

use jet_os::Vfs;

use crate::error::Result;
use run::{Run, RunReader, Scratch};

/// Which rows of equal keys are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Duplicates {
    /// All, in the order they came in.
    Keep,
    /// The first that came in.
    First,
}

/// Where rows go that do not fit into memory, and how many do.
#[derive(Clone, Debug)]
pub struct SortSpace {
    /// The file system.
    pub vfs: Arc<dyn Vfs>,
    /// The folder of the files, and how their names begin; they are removed when they are not
    /// needed any more.
    pub prefix: PathBuf,
    /// Memory for rows, in bytes.
    pub memory_bytes: usize,
}

/// Rows that are being collected.
#[derive(Debug)]
pub struct Sort {
    space: SortSpace,
    duplicates: Duplicates,
    rows: Rows,
    runs: Vec<Run>,
    scratch: Scratch,
}

/// Rows in memory: all their bytes, and where each one is.
#[derive(Debug, Default)]
struct Rows {
    bytes: Vec<u8>,
    places: Vec<RowPlace>,
}

/// Where a row is among the bytes: its key, then its data.
#[derive(Clone, Copy, Debug)]
struct RowPlace {
    start: usize,
    key_len: u32,
    data_len: u32,
}

/// Bytes that a row takes in memory beside its own.
const ROW_OVERHEAD: usize = size_of::<RowPlace>();
/// Runs merged at once: each takes memory for what is read ahead of it.
const MERGE_WAYS: usize = 16;

impl Sort {
    /// A sort without rows.
    pub fn new(space: SortSpace, duplicates: Duplicates) -> Self {
        let scratch = Scratch::new(Arc::clone(&space.vfs), space.prefix.clone());
        Self { space, duplicates, rows: Rows::default(), runs: Vec::new(), scratch }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// What writing a run gives; the row may not have been added then.
    pub fn add(&mut self, key: &[u8], data: &[u8]) -> Result<()> {
        let needed = key.len() + data.len() + ROW_OVERHEAD;
        if self.rows.bytes_used() + needed > self.space.memory_bytes && !self.rows.is_empty() {
            self.spill()?;
        }
        self.rows.push(key, data);
        Ok(())
    }

    /// Ends collecting: the rows are in order.
    ///
    /// # Errors
    /// What writing and reading runs gives.
    pub fn finish(mut self) -> Result<Sorted> {
        if self.runs.is_empty() {
            self.rows.sort(self.duplicates);
            return Ok(Sorted { place: Place::Memory(self.rows) });
        }
        if !self.rows.is_empty() {
            self.spill()?;
        }
        while self.runs.len() > MERGE_WAYS {
            // The oldest first, and put back in their place: equal keys keep their order.
            let rest = self.runs.split_off(MERGE_WAYS);
            let merged = self.merge()?;
            self.runs = std::iter::once(merged).chain(rest).collect();
        }
        let run = self.merge()?;
        let reader = RunReader::new(&run);
        Ok(Sorted { place: Place::File { run, reader } })
    }

    /// Writes the rows in memory as a run.
    fn spill(&mut self) -> Result<()> {
        self.rows.sort(self.duplicates);
        let mut writer = self.scratch.start()?;
        for row in &self.rows.places {
            writer.put(self.rows.key(*row), self.rows.data(*row))?;
        }
        self.runs.push(writer.finish()?);
        self.rows.clear();
        Ok(())
    }

    /// Merges all runs into one, earlier ones first among equals.
    fn merge(&mut self) -> Result<Run> {
        let runs = std::mem::take(&mut self.runs);
        let mut readers: Vec<RunReader> = runs.iter().map(RunReader::new).collect();
        let mut heads = Vec::with_capacity(readers.len());
        for reader in &mut readers {
            heads.push(reader.next()?);
        }
        let mut writer = self.scratch.start()?;
        let mut last: Option<Vec<u8>> = None;
        loop {
            let keys = heads.iter().enumerate();
            let keys = keys.filter_map(|(at, head)| Some((at, &head.as_ref()?.0)));
            let Some((least, _)) = keys.min_by(|(_, a), (_, b)| a.cmp(b)) else { break };
            let (Some(head), Some(reader)) = (heads.get_mut(least), readers.get_mut(least)) else {
                break;
            };
            let next = reader.next()?;
            let Some((key, data)) = std::mem::replace(head, next) else { break };
            let is_again = last.as_ref() == Some(&key);
            if self.duplicates == Duplicates::Keep || !is_again {
                writer.put(&key, &data)?;
            }
            last = Some(key);
        }
        writer.finish()
    }
}

impl Rows {
    fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    fn bytes_used(&self) -> usize {
        self.bytes.len() + self.places.len() * ROW_OVERHEAD
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.places.clear();
    }

    fn push(&mut self, key: &[u8], data: &[u8]) {
        let (start, key_len, data_len) = (self.bytes.len(), key.len() as u32, data.len() as u32);
        self.places.push(RowPlace { start, key_len, data_len });
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(data);
    }

    fn key(&self, row: RowPlace) -> &[u8] {
        self.bytes.get(row.start..row.start + row.key_len as usize).unwrap_or(&[])
    }

    fn data(&self, row: RowPlace) -> &[u8] {
        let start = row.start + row.key_len as usize;
        self.bytes.get(start..start + row.data_len as usize).unwrap_or(&[])
    }

    fn sort(&mut self, duplicates: Duplicates) {
        let mut places = std::mem::take(&mut self.places);
        // Stable, so that equal keys keep their order.
        places.sort_by(|a, b| self.key(*a).cmp(self.key(*b)));
        if duplicates == Duplicates::First {
            places.dedup_by(|again, first| self.key(*again) == self.key(*first));
        }
        self.places = places;
    }
}

/// Rows in order.
#[derive(Debug)]
pub struct Sorted {
    place: Place,
}

#[derive(Debug)]
enum Place {
    Memory(Rows),
    File { run: Run, reader: RunReader },
}

impl Sorted {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        match &self.place {
            Place::Memory(rows) => rows.places.len(),
            Place::File { run, .. } => run.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Key and data of a row, by its number from 0.
    ///
    /// # Errors
    /// What reading a run gives.
    ///
    /// # Panics
    /// When there is no such row.
    pub fn row(&mut self, number: usize) -> Result<(&[u8], &[u8])> {
        assert!(number < self.len(), "row {number} of {}", self.len());
        match &mut self.place {
            Place::Memory(rows) => {
                let place = rows.places.get(number).copied();
                let place = place.unwrap_or(RowPlace { start: 0, key_len: 0, data_len: 0 });
                Ok((rows.key(place), rows.data(place)))
            }
            Place::File { run, reader } => reader.row(run, number),
        }
    }

    /// The number of the first row whose key is `key` or comes after it; with `past`, of the first
    /// whose key comes after it.
    ///
    /// # Errors
    /// What reading a run gives.
    pub fn find(&mut self, key: &[u8], past: bool) -> Result<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let found = self.row(middle)?.0.cmp(key);
            if found.is_lt() || (past && found.is_eq()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }
}
