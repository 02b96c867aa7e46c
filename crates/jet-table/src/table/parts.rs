//! The parts of an open table's schema, and who sees them.
//!
//! Each part (a name, a column, an index, the tree of long values) holds the version of the catalog
//! row that made it, and of the change that took it away. So who sees which parts is decided as for
//! nodes: what a transaction did is there for itself at once, for others when their snapshot comes
//! after its commit, and gone with its rollback; nobody has to tell the schema. Once a version is
//! settled, the part is there, or gone, for everybody.
//!
//! Records are kept in step with all indexes that anybody may see now or later: those too that a
//! transaction made and did not commit, and those deleted that an older snapshot still sees.

use std::sync::Arc;

use jet_btree::View;
use jet_btree::version::{Fate, Snapshot, UNCOMMITTED, Version};
use jet_types::{Objid, Pgno};

use crate::schema::{ColumnLayout, ColumnSchema, IndexSchema, TableSchema};

/// A version that a part hangs off.
pub(crate) type Stamp = Arc<Version>;

/// Schemas kept for readers of different snapshots while something is pending.
const VIEWS_MOST: usize = 8;

/// A part of a schema: since when it is there, and until when.
#[derive(Clone, Debug)]
pub(crate) struct Part<T> {
    pub(crate) item: Arc<T>,
    made: Option<Stamp>,
    gone: Option<Stamp>,
}

/// A table's name, as told and as stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Name {
    pub(crate) name: String,
    pub(crate) raw: Vec<u8>,
}

/// All parts of a table's schema.
#[derive(Debug)]
pub(crate) struct Parts {
    /// What does not change: object, root, flags, density. Its parts are those below.
    base: TableSchema,
    pub(crate) names: Vec<Part<Name>>,
    pub(crate) columns: Vec<Part<ColumnSchema>>,
    pub(crate) indexes: Vec<Part<IndexSchema>>,
    pub(crate) long_values: Vec<Part<Pgno>>,
    /// The schema for everybody, when nothing is pending.
    settled: Option<Arc<TableSchema>>,
    /// Everything that is or may come to be.
    whole: Arc<TableSchema>,
    /// Which pending versions were committed when `whole` was put together.
    committed: Vec<bool>,
    /// Pending versions of which some are seen, and the schema of who sees just those.
    views: Vec<(Vec<bool>, Arc<TableSchema>)>,
    /// The pending versions that `views` speak of.
    pending: Vec<Stamp>,
}

impl<T> Part<T> {
    /// A part that is there for everybody.
    pub(crate) fn settled(item: Arc<T>) -> Self {
        Self { item, made: None, gone: None }
    }

    /// A part that a change made.
    pub(crate) fn made(item: Arc<T>, made: Stamp) -> Self {
        Self { item, made: Some(made), gone: None }
    }

    /// A change takes the part away.
    pub(crate) fn take_away(&mut self, gone: Stamp) {
        self.gone = Some(gone);
    }

    /// Whether somebody has taken it away, or is about to.
    fn is_leaving(&self) -> bool {
        self.gone.as_ref().is_some_and(|version| version.fate() != Fate::Undone)
    }

    /// Forgets versions whose fate is decided; `false` when the part is gone for everybody.
    fn decide(&mut self) -> bool {
        match self.made.as_ref().map(|version| version.fate()) {
            Some(Fate::Undone) => return false,
            Some(Fate::Settled) => self.made = None,
            Some(Fate::Pending) | None => {}
        }
        match self.gone.as_ref().map(|version| version.fate()) {
            Some(Fate::Settled) => return false,
            Some(Fate::Undone) => self.gone = None,
            Some(Fate::Pending) | None => {}
        }
        true
    }

    fn stamps(&self) -> impl Iterator<Item = &Stamp> {
        self.made.iter().chain(&self.gone)
    }
}

/// Whether a reader sees what a version did.
pub(crate) fn sees(snapshot: Option<&Snapshot>, version: &Version) -> bool {
    match version.fate() {
        Fate::Undone => false,
        Fate::Settled => true,
        Fate::Pending => snapshot.is_none_or(|snapshot| snapshot.sees(version.writer())),
    }
}

/// The snapshot of a view; `None` for what is on the pages.
pub(crate) fn snapshot_of(view: View<'_>) -> Option<&Snapshot> {
    match view {
        View::Raw => None,
        View::Snapshot { snapshot, .. } => Some(snapshot),
    }
}

impl Parts {
    /// The parts of a schema, all there for everybody who sees the table.
    pub(crate) fn new(mut schema: TableSchema) -> Self {
        let whole = Arc::new(schema.clone());
        let name = Name { name: schema.name.clone(), raw: schema.raw_name.clone() };
        let columns = std::mem::take(&mut schema.columns);
        let indexes = std::mem::take(&mut schema.indexes);
        let long_values = schema.long_values.take();
        Self {
            base: schema,
            names: vec![Part::settled(Arc::new(name))],
            columns: columns.into_iter().map(Part::settled).collect(),
            indexes: indexes.into_iter().map(Arc::new).map(Part::settled).collect(),
            long_values: long_values.map(Arc::new).map(Part::settled).into_iter().collect(),
            settled: Some(Arc::clone(&whole)),
            whole,
            committed: Vec::new(),
            views: Vec::new(),
            pending: Vec::new(),
        }
    }

    /// The schema for everybody, if nothing is pending.
    pub(crate) fn settled(&self) -> Option<&Arc<TableSchema>> {
        self.settled.as_ref()
    }

    /// Everything that is or may come to be. What is deleted does not come back once that is
    /// committed, and nobody chooses an index meanwhile.
    pub(crate) fn whole(&mut self) -> Arc<TableSchema> {
        self.decide();
        let is_committed = |version: &Stamp| version.writer().commit0() != UNCOMMITTED;
        let committed: Vec<bool> = self.pending.iter().map(is_committed).collect();
        if self.committed != committed {
            let is_gone = |part: &dyn Presence| part.gone().is_some_and(is_committed);
            self.whole = Arc::new(self.put_together(|part| !is_gone(part), true));
            self.committed = committed;
        }
        Arc::clone(&self.whole)
    }

    /// Numbers of columns given so far.
    pub(crate) fn layout(&mut self) -> &mut ColumnLayout {
        &mut self.base.layout
    }

    /// A change takes the table's name away.
    pub(crate) fn take_name_away(&mut self, gone: &Stamp) {
        let last = self.names.iter_mut().rfind(|part| !part.is_leaving());
        last.into_iter().for_each(|part| part.take_away(Arc::clone(gone)));
    }

    /// A change takes a column away.
    pub(crate) fn take_column_away(&mut self, column: &ColumnSchema, gone: &Stamp) {
        let is_it = |part: &&mut Part<ColumnSchema>| {
            let item = &part.item;
            !part.is_leaving() && (item.is_derived, item.fid) == (column.is_derived, column.fid)
        };
        self.columns.iter_mut().filter(is_it).for_each(|part| part.take_away(Arc::clone(gone)));
    }

    /// A change takes an index away.
    pub(crate) fn take_index_away(&mut self, objid: Objid, gone: &Stamp) {
        let is_it = |part: &&mut Part<IndexSchema>| part.item.objid == objid;
        self.indexes.iter_mut().filter(is_it).for_each(|part| part.take_away(Arc::clone(gone)));
    }

    /// Whether somebody whom a reader does not see is about to take an index away.
    pub(crate) fn is_index_leaving(&self, snapshot: Option<&Snapshot>, name: &str) -> bool {
        let is_seen = |version: &Stamp| sees(snapshot, version);
        let is_it = |part: &&Part<IndexSchema>| part.item.name.eq_ignore_ascii_case(name);
        self.indexes.iter().filter(is_it).any(|part| part.is_leaving() && part.is_seen(&is_seen))
    }

    /// The schema that a reader sees.
    pub(crate) fn seen(&mut self, snapshot: Option<&Snapshot>) -> Arc<TableSchema> {
        self.decide();
        if let Some(settled) = &self.settled {
            return Arc::clone(settled);
        }
        let seen: Vec<bool> = self.pending.iter().map(|version| sees(snapshot, version)).collect();
        if let Some((_, schema)) = self.views.iter().find(|(of, _)| *of == seen) {
            return Arc::clone(schema);
        }
        let is_seen = |version: &Stamp| {
            let at = self.pending.iter().position(|pending| Arc::ptr_eq(pending, version));
            at.and_then(|at| seen.get(at)).is_some_and(|seen| *seen)
        };
        let schema = Arc::new(self.put_together(|part| part.is_seen(&is_seen), false));
        if self.views.len() == VIEWS_MOST {
            self.views.remove(0);
        }
        self.views.push((seen, Arc::clone(&schema)));
        schema
    }

    /// After a change of the parts.
    pub(crate) fn changed(&mut self) {
        self.settled = None;
        self.collect();
    }

    /// Forgets what is decided.
    fn decide(&mut self) {
        let is_decided = |version: &Stamp| version.fate() != Fate::Pending;
        if self.settled.is_none() && self.pending.iter().any(is_decided) || self.pending.is_empty()
        {
            self.collect();
        }
    }

    /// Notes what is pending, and puts together what follows from it.
    fn collect(&mut self) {
        self.names.retain_mut(Part::decide);
        self.columns.retain_mut(Part::decide);
        self.indexes.retain_mut(Part::decide);
        self.long_values.retain_mut(Part::decide);
        self.views.clear();
        let names = self.names.iter().flat_map(Part::stamps);
        let columns = self.columns.iter().flat_map(Part::stamps);
        let indexes = self.indexes.iter().flat_map(Part::stamps);
        let all = names.chain(columns).chain(indexes);
        let mut pending: Vec<Stamp> = Vec::new();
        for version in all.chain(self.long_values.iter().flat_map(Part::stamps)) {
            if !pending.iter().any(|known| Arc::ptr_eq(known, version)) {
                pending.push(Arc::clone(version));
            }
        }
        self.pending = pending;
        self.whole = Arc::new(self.put_together(|_| true, true));
        self.committed = vec![false; self.pending.len()];
        self.settled = self.pending.is_empty().then(|| Arc::clone(&self.whole));
    }

    /// A schema of the parts that `is_in` takes.
    fn put_together(&self, is_in: impl Fn(&dyn Presence) -> bool, leaving: bool) -> TableSchema {
        let mut schema = self.base.clone();
        if let Some(name) = self.names.iter().rev().find(|part| is_in(*part)) {
            schema.name.clone_from(&name.item.name);
            schema.raw_name.clone_from(&name.item.raw);
        }
        let columns = self.columns.iter().filter(|part| is_in(*part));
        schema.columns = columns.map(|part| Arc::clone(&part.item)).collect();
        schema.columns.sort_by_key(|column| (!column.is_derived, column.fid));
        // Of a column that is changed there are two; the later one counts.
        schema.columns.reverse();
        schema.columns.dedup_by_key(|column| (column.is_derived, column.fid));
        schema.columns.reverse();
        // An index that is to go can be chosen by nobody.
        let stays = |part: &&Part<IndexSchema>| leaving || !part.is_leaving();
        let indexes = self.indexes.iter().filter(|part| is_in(*part)).filter(stays);
        schema.indexes = indexes.map(|part| (*part.item).clone()).collect();
        schema.indexes.sort_by(|a, b| a.raw_name.cmp(&b.raw_name));
        schema.long_values =
            self.long_values.iter().find(|part| is_in(*part)).map(|part| *part.item);
        schema
    }
}

/// A part of any kind, as far as who sees it goes.
trait Presence {
    fn is_seen(&self, is_seen: &dyn Fn(&Stamp) -> bool) -> bool;
    fn gone(&self) -> Option<&Stamp>;
}

impl<T> Presence for Part<T> {
    fn is_seen(&self, is_seen: &dyn Fn(&Stamp) -> bool) -> bool {
        self.made.as_ref().is_none_or(is_seen) && !self.gone.as_ref().is_some_and(is_seen)
    }

    fn gone(&self) -> Option<&Stamp> {
        self.gone.as_ref()
    }
}
