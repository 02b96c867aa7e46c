//! Writing the catalog: every row in the catalog, in its copy, and in the catalog's indexes; and
//! beside it which table an object is of, and which sort orders of text are in use.
//!
//! Rows are nodes like any other: a rollback takes them back, a snapshot sees those of its time, and
//! who describes a thing that another transaction decides about is refused.

use jet_btree::op::Delta;
use jet_btree::{BtreeError, ReadCx, Seek, Tree, Versioning, WriteCx, Writer};
use jet_types::{Coltyp, JetErr, Objid, PageSize, Pgno};

use super::row::{Row, RowType};
use super::system::{CATALOG, LOCALE_USES, OBJIDS};
use super::{CATALOG_ROOT, SHADOW_ROOT, find, malformed};
use crate::error::{Result, TableError};
use crate::normalize::{KeyBuilder, SegmentRule};
use crate::record::RecordBuffer;
use crate::schema::TableSchema;
use crate::text;

/// The longest key of the catalog's indexes.
pub(super) const KEY_MOST: usize = 255;
/// Where in a row of locales the number is.
const LOCALE_COUNT_OFFSET: u16 = 5;

/// The trees the catalog is made of.
#[derive(Clone, Debug)]
pub struct System {
    pub(super) objects: Tree,
    pub(super) shadow: Tree,
    /// By table, type and name.
    pub(super) names: Tree,
    /// Tables by name.
    pub(super) tables: Tree,
    /// Files that an old engine made have none.
    pub(super) objids: Option<Tree>,
    /// Likewise.
    pub(super) locales: Option<Tree>,
    pub(super) page_size: PageSize,
    /// How rows are written.
    pub(super) versioning: Versioning,
}

/// What a row is known by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct RowKey {
    pub(crate) table: Objid,
    pub(crate) kind: RowType,
    pub(crate) id: u32,
}

/// A way to sort text, as the table of locales knows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LocaleUse<'a> {
    pub(crate) locale: &'a str,
    pub(crate) sort_id: [u8; 16],
    pub(crate) version: u64,
}

impl System {
    /// Finds the trees, as the catalog tells of itself.
    ///
    /// # Errors
    /// [`TableError::Catalog`] when an index of the catalog is not there; what reading gives.
    pub fn open(cx: &ReadCx<'_>) -> Result<Self> {
        let catalog = find::load(cx, Objid(2))?;
        let index = |name: &str| {
            let index = catalog.as_ref().and_then(|table| table.index(name));
            let missing = || TableError::Catalog(format!("it has no index {name:?}"));
            let (index, root) =
                index.and_then(|index| Some((index, index.root?))).ok_or_else(missing)?;
            Ok::<_, TableError>(dense(cx.db.page_size(), root, index.objid, index.density))
        };
        let mut system = Self {
            objects: tree_of(cx.db.page_size(), &CATALOG),
            shadow: fixed(SHADOW_ROOT, 3),
            names: index("Name")?,
            tables: index("RootObjects")?,
            objids: None,
            locales: None,
            page_size: cx.db.page_size(),
            versioning: Versioning::Versioned,
        };
        system.shadow.density_free = system.objects.density_free;
        let tree = |name: &str| {
            let Some(objid) = system.find(cx, name)? else { return Ok(None) };
            let table = find::load(cx, objid)?;
            let root = table.and_then(|table| Some((table.root?, table.density)));
            Ok::<_, TableError>(
                root.map(|(root, density)| dense(cx.db.page_size(), root, objid, density)),
            )
        };
        let (objids, locales) = (tree(&OBJIDS.name)?, tree(&LOCALE_USES.name)?);
        Ok(Self { objids, locales, ..system })
    }

    /// The same, where rows are written in another way.
    pub(crate) fn writing(self, versioning: Versioning) -> Self {
        Self { versioning, ..self }
    }

    /// The object of the table of this name, in any case.
    ///
    /// # Errors
    /// [`TableError::Catalog`] for a malformed entry; what reading gives.
    pub fn find(&self, cx: &ReadCx<'_>, name: &str) -> Result<Option<Objid>> {
        find::find(cx, &self.tables, name)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// [`BtreeError::KeyDuplicate`] when there is one of this key, or of this name; or when another
    /// transaction, not seen, decides about it. What writing gives.
    pub(crate) fn insert(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        row: &Row<'_>,
    ) -> Result<()> {
        let record = row.encode(self.page_size)?;
        let key = RowKey { table: row.table(), kind: row.kind, id: row.id }.bytes()?;
        self.objects.insert(cx, writer, &key, &record, self.versioning)?;
        self.shadow.insert(cx, writer, &key, &record, self.versioning)?;
        self.name(cx, writer, row, &key)
    }

    /// Adds the entries by name of a row.
    fn name(&self, cx: &WriteCx<'_>, writer: &mut Writer, row: &Row<'_>, key: &[u8]) -> Result<()> {
        let name = name_key(row.table(), row.kind, row.name)?;
        self.names.insert(cx, writer, &name, key, self.versioning)?;
        if row.kind == RowType::Table {
            let name = table_key(row.name)?;
            self.tables.insert(cx, writer, &name, key, self.versioning)?;
        }
        Ok(())
    }

    /// Removes the entries by name of a row.
    fn unname(&self, cx: &WriteCx<'_>, writer: &mut Writer, row: &Row<'_>) -> Result<()> {
        let name = name_key(row.table(), row.kind, row.name)?;
        self.names.flag_delete(cx, writer, &name, &[], self.versioning)?;
        if row.kind == RowType::Table {
            self.tables.flag_delete(cx, writer, &table_key(row.name)?, &[], self.versioning)?;
        }
        Ok(())
    }

    /// Deletes a row.
    ///
    /// # Errors
    /// [`BtreeError::WriteConflict`]; what reading and writing gives.
    pub(crate) fn delete(&self, cx: &WriteCx<'_>, writer: &mut Writer, key: RowKey) -> Result<()> {
        let record = self.record(cx, writer, key)?;
        let bytes = key.bytes()?;
        self.objects.flag_delete(cx, writer, &bytes, &[], self.versioning)?;
        self.shadow.flag_delete(cx, writer, &bytes, &[], self.versioning)?;
        self.unname(cx, writer, &self.parse(&record, key)?)
    }

    /// Changes a row: `edit` sets columns of its record.
    ///
    /// # Errors
    /// [`BtreeError::WriteConflict`]; [`BtreeError::KeyDuplicate`] when its name changes and there
    /// is another of the new name; what reading and writing gives.
    pub(crate) fn edit(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        key: RowKey,
        edit: impl FnOnce(&mut RecordBuffer) -> Result<()>,
    ) -> Result<()> {
        let old = self.record(cx, writer, key)?;
        let mut record = RecordBuffer::new(self.page_size, &CATALOG);
        record.load(&old)?;
        edit(&mut record)?;
        let (bytes, new) = (key.bytes()?, record.bytes());
        self.objects.replace(cx, writer, &bytes, new, self.versioning)?;
        self.shadow.replace(cx, writer, &bytes, new, self.versioning)?;
        let (old, new) = (self.parse(&old, key)?, self.parse(new, key)?);
        if old.name != new.name {
            // In any case names may be alike: their entry is then the same.
            self.unname(cx, writer, &old)?;
            self.name(cx, writer, &new, &bytes)?;
        }
        Ok(())
    }

    /// The record of a row, as the writer sees it.
    fn record(&self, cx: &WriteCx<'_>, writer: &Writer, key: RowKey) -> Result<Vec<u8>> {
        let bytes = key.bytes()?;
        let cx = cx.reader(writer.snapshot());
        if let Some(latched) = self.objects.seek(&cx, &bytes, &[], Seek::AtOrAfter)? {
            let node = latched.node()?;
            if node.key.compare(&bytes).is_eq() {
                return Ok(node.data.to_vec());
            }
        }
        Err(TableError::Catalog(format!("the row {key:?} is not there")))
    }

    fn parse<'r>(&self, record: &'r [u8], key: RowKey) -> Result<Row<'r>> {
        let malformed = || TableError::Catalog(format!("the row {key:?} is malformed"));
        Row::parse(record, self.page_size).ok_or_else(malformed)
    }

    /// All rows of a table, by their keys.
    ///
    /// # Errors
    /// What reading gives.
    pub(crate) fn rows(&self, cx: &ReadCx<'_>, table: Objid) -> Result<Vec<RowKey>> {
        let mut keys = Vec::new();
        find::visit_rows(cx, table, |node| {
            let row = Row::parse(node.data, self.page_size).ok_or_else(|| malformed(node))?;
            keys.push(RowKey { table, kind: row.kind, id: row.id });
            Ok(())
        })?;
        Ok(keys)
    }

    /// Notes which table an object is of.
    ///
    /// # Errors
    /// What writing gives.
    pub(crate) fn note_object(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        object: Objid,
        table: Objid,
        kind: RowType,
    ) -> Result<()> {
        let Some(objids) = self.objids else { return Ok(()) };
        let mut record = RecordBuffer::new(self.page_size, &OBJIDS);
        set(&mut record, &OBJIDS, 256, &object.get().to_le_bytes())?;
        set(&mut record, &OBJIDS, 257, &table.get().to_le_bytes())?;
        set(&mut record, &OBJIDS, 258, &kind.number().to_le_bytes())?;
        let key = object_key(object)?;
        Ok(objids.insert(cx, writer, &key, record.bytes(), self.versioning)?)
    }

    /// Forgets an object.
    ///
    /// # Errors
    /// What writing gives.
    pub(crate) fn forget_object(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        object: Objid,
    ) -> Result<()> {
        let Some(objids) = self.objids else { return Ok(()) };
        match objids.flag_delete(cx, writer, &object_key(object)?, &[], self.versioning) {
            // A file of an old engine may lack it.
            Err(BtreeError::NodeDeleted) => Ok(()),
            other => Ok(other?),
        }
    }

    /// Counts the indexes that sort text in one way.
    ///
    /// # Errors
    /// What writing gives.
    pub(crate) fn count_locale(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        used: LocaleUse<'_>,
        by: i64,
    ) -> Result<()> {
        let Some(locales) = self.locales else { return Ok(()) };
        let name = used.name();
        let key = locale_key(&name)?;
        // A row of none says nothing, so it need not go with its transaction; others add to it.
        match self.put_locale(cx, writer, &name, 2, 0, Versioning::Unversioned) {
            Err(error) if error.code() != JetErr::KEY_DUPLICATE => return Err(error),
            _ => {}
        }
        let delta = Delta { offset: LOCALE_COUNT_OFFSET, by, is_wide: false };
        Ok(locales.add(cx, writer, &key, delta, self.versioning)?)
    }

    /// Adds a row to the table of locales.
    pub(super) fn put_locale(
        &self,
        cx: &WriteCx<'_>,
        writer: &mut Writer,
        name: &str,
        kind: u8,
        number: u32,
        versioning: Versioning,
    ) -> Result<()> {
        let Some(locales) = self.locales else { return Ok(()) };
        let mut record = RecordBuffer::new(self.page_size, &LOCALE_USES);
        set(&mut record, &LOCALE_USES, 1, &[kind])?;
        set(&mut record, &LOCALE_USES, 2, &number.to_le_bytes())?;
        set(&mut record, &LOCALE_USES, 128, &locale_name(name))?;
        Ok(locales.insert(cx, writer, &locale_key(name)?, record.bytes(), versioning)?)
    }
}

fn set(record: &mut RecordBuffer, table: &TableSchema, fid: u16, value: &[u8]) -> Result<()> {
    let column = table.column_of_record(fid, false).expect("a column of a system table");
    record.set(table, column, 1, Some(value)).map(drop)
}

impl LocaleUse<'_> {
    /// What the table of locales knows it by.
    fn name(&self) -> String {
        let [a, b, c, d, e, f, g, h, rest @ ..] = self.sort_id;
        let first = u32::from_le_bytes([a, b, c, d]);
        let (second, third) = (u16::from_le_bytes([e, f]), u16::from_le_bytes([g, h]));
        let rest: Vec<String> = rest.iter().map(|byte| format!("{byte:02x}")).collect();
        let (fourth, fifth) = (rest[..2].concat(), rest[2..].concat());
        format!(
            "LocaleName={},SortID={first:08x}-{second:04x}-{third:04x}-{fourth}-{fifth},Ver={:x}",
            self.locale, self.version
        )
    }
}

impl RowKey {
    /// Its key in the catalog.
    pub(super) fn bytes(self) -> Result<Vec<u8>> {
        let mut key = KeyBuilder::new(KEY_MOST, KEY_MOST);
        key.push(&rule(Coltyp::Long), Some(&self.table.get().to_le_bytes()))?;
        key.push(&rule(Coltyp::Short), Some(&self.kind.number().to_le_bytes()))?;
        key.push(&rule(Coltyp::Long), Some(&self.id.to_le_bytes()))?;
        Ok(key.bytes().to_vec())
    }
}

fn name_key(table: Objid, kind: RowType, name: &[u8]) -> Result<Vec<u8>> {
    let mut key = KeyBuilder::new(KEY_MOST, KEY_MOST);
    key.push(&rule(Coltyp::Long), Some(&table.get().to_le_bytes()))?;
    key.push(&rule(Coltyp::Short), Some(&kind.number().to_le_bytes()))?;
    key.push(&rule(Coltyp::Text), Some(name))?;
    Ok(key.bytes().to_vec())
}

/// The key of a table by name.
pub(super) fn table_key(name: &[u8]) -> Result<Vec<u8>> {
    let mut key = KeyBuilder::new(KEY_MOST, KEY_MOST);
    key.push(&rule(Coltyp::Bit), Some(&[0xFF]))?;
    key.push(&rule(Coltyp::Text), Some(name))?;
    Ok(key.bytes().to_vec())
}

fn object_key(object: Objid) -> Result<Vec<u8>> {
    let mut key = KeyBuilder::new(KEY_MOST, KEY_MOST);
    key.push(&rule(Coltyp::Long), Some(&object.get().to_le_bytes()))?;
    Ok(key.bytes().to_vec())
}

/// The name of a setting as it is stored: with a zero at its end.
fn locale_name(name: &str) -> Vec<u8> {
    let mut bytes = text::to_utf16(name);
    bytes.extend_from_slice(&[0, 0]);
    bytes
}

fn locale_key(name: &str) -> Result<Vec<u8>> {
    let mut key = KeyBuilder::new(KEY_MOST, KEY_MOST);
    key.push(&rule(Coltyp::Binary), Some(&locale_name(name)))?;
    Ok(key.bytes().to_vec())
}

/// How the indexes of system tables normalise a column.
fn rule(coltyp: Coltyp) -> SegmentRule<'static> {
    SegmentRule {
        coltyp,
        code_page: 1252,
        is_fixed: false,
        is_descending: false,
        nulls_high: false,
        dotnet_guid: false,
        lcmap_flags: 0,
        locale: "",
    }
}

fn fixed(root: u32, objid: u32) -> Tree {
    Tree::new(Pgno::new(root).expect("a constant above 0"), Objid(objid), true)
}

fn tree_of(page_size: PageSize, table: &TableSchema) -> Tree {
    dense(page_size, table.root.expect("a system table has a root"), table.objid, table.density)
}

/// A tree whose keys are unique, filled to so many percent of its pages.
fn dense(page_size: PageSize, root: Pgno, objid: Objid, density: u32) -> Tree {
    Tree { density_free: density_free(page_size, density), ..Tree::new(root, objid, true) }
}

/// Bytes of a page that appending leaves free at a density of so many percent.
pub(crate) fn density_free(page_size: PageSize, density: u32) -> usize {
    let free_percent = 100_u32.saturating_sub(density).min(80) as usize;
    if density == 0 { 0 } else { free_percent * page_size.bytes() / 100 }
}

/// Where the catalog is.
pub(super) fn catalog() -> Tree {
    fixed(CATALOG_ROOT, 2)
}
