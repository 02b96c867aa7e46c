//! How rows of a table are written, worked out once: trees, keys, and columns that need care.

use std::sync::Arc;

use jet_btree::{ReadCx, Tree};
use jet_types::PageSize;

use super::Table;
use crate::error::{Result, TableError, ValueError};
use crate::index::KeyPlan;
use crate::record::RecordBuffer;
use crate::schema::{ColumnFlags, ColumnSchema, IndexSchema, TableSchema};

/// How rows of one table are written.
#[derive(Debug)]
pub struct WritePlan {
    pub(crate) schema: Arc<TableSchema>,
    pub(crate) page_size: PageSize,
    /// The tree of records, which keeps to the table's density.
    pub(crate) tree: Tree,
    /// A record that has the defaults of fixed and variable columns.
    pub(crate) initial: Vec<u8>,
    pub(crate) primary: Option<KeyedTree>,
    pub(crate) secondary: Vec<KeyedTree>,
    /// Columns, by their places, that some index depends on.
    pub(crate) indexed: Vec<usize>,
    pub(crate) auto_increment: Option<usize>,
    pub(crate) version: Option<usize>,
    /// Columns that must have a value.
    pub(crate) required: Vec<usize>,
    /// Columns that others may add to while their record is copied.
    pub(crate) escrow: Vec<usize>,
}

/// An index, its keys and its tree.
#[derive(Debug)]
pub(crate) struct KeyedTree {
    /// Its place among the table's.
    pub(crate) position: usize,
    pub(crate) keys: KeyPlan,
    pub(crate) tree: Tree,
    /// Columns it depends on, by their places.
    pub(crate) columns: Vec<usize>,
}

impl WritePlan {
    /// The plan of a table whose whole schema is this.
    ///
    /// # Errors
    /// [`ValueError::Unsupported`] when keys of an index cannot be made; [`TableError::Catalog`]
    /// when the catalog contradicts itself; what reading roots of indexes gives.
    pub fn new(cx: &ReadCx<'_>, table: &Table, schema: Arc<TableSchema>) -> Result<Self> {
        let page_size = cx.db.page_size();
        let mut buffer = RecordBuffer::new(page_size, &schema);
        buffer.load_defaults(&schema)?;
        let first = |flag| with_flag(&schema, flag).next();
        let all = |flag| with_flag(&schema, flag).collect();
        let required = schema.columns.iter().map(|column| is_required(column)).enumerate();
        let required = required.filter(|(_, is)| *is).map(|(position, _)| position).collect();
        let mut plan = Self {
            page_size,
            tree: table.tree(),
            initial: buffer.bytes().to_vec(),
            primary: None,
            secondary: Vec::new(),
            indexed: Vec::new(),
            auto_increment: first(ColumnFlags::AUTO_INCREMENT),
            version: first(ColumnFlags::VERSION),
            required,
            escrow: all(ColumnFlags::ESCROW),
            schema: Arc::clone(&schema),
        };
        for (position, index) in schema.indexes.iter().enumerate() {
            let tree = if index.is_primary() { plan.tree } else { table.index_tree(cx, index)? };
            let keyed = KeyedTree::new(&schema, index, position, tree)?;
            plan.indexed.extend_from_slice(&keyed.columns);
            if index.is_primary() {
                plan.primary = Some(keyed);
            } else {
                plan.secondary.push(keyed);
            }
        }
        plan.indexed.sort_unstable();
        plan.indexed.dedup();
        Ok(plan)
    }

    /// Whether it is the plan of just this schema.
    pub(crate) fn is_of(&self, schema: &Arc<TableSchema>) -> bool {
        Arc::ptr_eq(&self.schema, schema)
    }

    /// The index of a keyed tree.
    pub(crate) fn index(&self, keyed: &KeyedTree) -> Result<&IndexSchema> {
        let missing = || TableError::Catalog(format!("table {:?} lost an index", self.schema.name));
        self.schema.indexes.get(keyed.position).ok_or_else(missing)
    }
}

impl KeyedTree {
    fn new(table: &TableSchema, index: &IndexSchema, position: usize, tree: Tree) -> Result<Self> {
        let keys = KeyPlan::new(table, index).ok_or(ValueError::Unsupported)?;
        let mut columns: Vec<usize> = keys.positions().collect();
        columns.sort_unstable();
        columns.dedup();
        Ok(Self { position, keys, tree, columns })
    }
}

/// Columns with a flag, by their places.
fn with_flag(schema: &TableSchema, flag: u32) -> impl Iterator<Item = usize> + '_ {
    let columns = schema.columns.iter().enumerate();
    columns.filter(move |(_, column)| column.flags.has(flag)).map(|(position, _)| position)
}

/// Whether a column must have a value, and has no default.
fn is_required(column: &ColumnSchema) -> bool {
    column.flags.has(ColumnFlags::NOT_NULL) && !column.flags.has(ColumnFlags::DEFAULT)
}
