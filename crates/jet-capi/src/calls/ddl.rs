//! Tables, columns and indexes: made, renamed, deleted.
#![allow(unsafe_code, reason = "pointers of C callers")]

use jet_api::ddl::{TableCreate, TableDef, TableReport};
use jet_api::grbit::{DeleteColumn, RenameColumn};
use jet_api::{Dbid, JetErr, Tableid};

use super::session::handle;
use super::table::{cursor, put_cursor};
use crate::abi::{
    JET_COLUMNCREATE, JET_COLUMNDEF, JET_COLUMNID, JET_DBID, JET_GRBIT, JET_INDEXCREATE,
    JET_INDEXCREATE2, JET_INDEXCREATE3, JET_SESID, JET_SPACEHINTS, JET_TABLECREATE,
    JET_TABLECREATE2, JET_TABLECREATE3, JET_TABLECREATE4, JET_TABLEID, c_void,
};
use crate::border::{DONE, Outcome, engine};
use crate::define::{Column, Index, IndexForm, id_of, key, space_hints, wrong_size};
use crate::memory::{UNTOUCHED, elements, get, put, variable};
use crate::text::{Unit, text};

/// `JetCreateTable`.
pub(crate) unsafe fn create_table<C: Unit>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    name: *const C,
    pages: u32,
    density: u32,
    ptableid: *mut JET_TABLEID,
) -> Outcome {
    // SAFETY: C1.
    let name = unsafe { text(name)? };
    let mut tableid = Tableid(UNTOUCHED.into());
    let place = variable(ptableid, &mut tableid);
    let (sesid, dbid) = (handle(sesid), Dbid(dbid));
    let result = engine().create_table(sesid, dbid, name.as_deref(), pages, density, place);
    // SAFETY: C1.
    unsafe { put_cursor(ptableid, tableid) };
    result?;
    DONE
}

/// `JetDeleteTable`.
pub(crate) unsafe fn delete_table<C: Unit>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    name: *const C,
) -> Outcome {
    // SAFETY: C1.
    let name = unsafe { text(name)? };
    engine().delete_table(handle(sesid), Dbid(dbid), name.as_deref())?;
    DONE
}

/// `JetRenameTable`.
pub(crate) unsafe fn rename_table<C: Unit>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    name: *const C,
    new_name: *const C,
) -> Outcome {
    // SAFETY: C1.
    let (name, new_name) = unsafe { (text(name)?, text(new_name)?) };
    engine().rename_table(handle(sesid), Dbid(dbid), name.as_deref(), new_name.as_deref())?;
    DONE
}

/// `JetAddColumn`.
pub(crate) unsafe fn add_column<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    name: *const C,
    def: *const JET_COLUMNDEF,
    default: *const c_void,
    len: u32,
    pcolumnid: *mut JET_COLUMNID,
) -> Outcome {
    // SAFETY: C1.
    let column = unsafe { Column::of_def(name, def, default, len)? };
    let mut id = None;
    let result = engine().add_column(handle(sesid), cursor(tableid), &column.create(), &mut id);
    if id.is_some() {
        // SAFETY: C1.
        unsafe { put(pcolumnid, id_of(id)) };
    }
    Ok(result?)
}

/// `JetDeleteColumn`.
pub(crate) unsafe fn delete_column<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    name: *const C,
) -> Outcome {
    // SAFETY: C1.
    unsafe { delete_column2(sesid, tableid, name, 0) }
}

/// `JetDeleteColumn2`.
pub(crate) unsafe fn delete_column2<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    name: *const C,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let name = unsafe { text(name)? };
    let grbit = DeleteColumn::from_bits_retain(grbit);
    engine().delete_column(handle(sesid), cursor(tableid), name.as_deref(), grbit)?;
    DONE
}

/// `JetRenameColumn`.
pub(crate) unsafe fn rename_column<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    name: *const C,
    new_name: *const C,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let (name, new_name) = unsafe { (text(name)?, text(new_name)?) };
    let grbit = RenameColumn::from_bits_retain(grbit);
    let (sesid, tableid) = (handle(sesid), cursor(tableid));
    engine().rename_column(sesid, tableid, name.as_deref(), new_name.as_deref(), grbit)?;
    DONE
}

/// `JetDeleteIndex`.
pub(crate) unsafe fn delete_index<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    name: *const C,
) -> Outcome {
    // SAFETY: C1.
    let name = unsafe { text(name)? };
    engine().delete_index(handle(sesid), cursor(tableid), name.as_deref())?;
    DONE
}

/// `JetCreateIndex`.
pub(crate) unsafe fn create_index<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    name: *const C,
    grbit: JET_GRBIT,
    key_start: *const C,
    key_len: u32,
    density: u32,
) -> Outcome {
    // SAFETY: C1.
    let (name, key) = unsafe { (text(name)?, key(key_start, key_len)?) };
    let index = Index::plain(name.unwrap_or_default(), key, grbit, density);
    let one = [index.create(&[])];
    engine().create_indexes(handle(sesid), cursor(tableid), Some(&one))?;
    DONE
}

/// `JetCreateIndex2`.
pub(crate) unsafe fn create_index2<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    list: *mut JET_INDEXCREATE<C>,
    count: u32,
) -> Outcome {
    // SAFETY: C1.
    unsafe { create_indexes(sesid, tableid, list, count, IndexForm::Plain) }
}

/// `JetCreateIndex3`.
pub(crate) unsafe fn create_index3<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    list: *mut JET_INDEXCREATE2<C>,
    count: u32,
) -> Outcome {
    // SAFETY: C1.
    unsafe { create_indexes::<C>(sesid, tableid, list.cast(), count, IndexForm::Hinted) }
}

/// `JetCreateIndex4`.
pub(crate) unsafe fn create_index4<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    list: *mut JET_INDEXCREATE3<C>,
    count: u32,
) -> Outcome {
    // SAFETY: C1.
    unsafe { create_indexes::<C>(sesid, tableid, list.cast(), count, IndexForm::Named) }
}

/// Where the structures of indexes are, whose size depends on the form.
fn index_places<C: Unit>(
    list: *mut JET_INDEXCREATE<C>,
    count: u32,
    form: IndexForm,
) -> impl Iterator<Item = *mut JET_INDEXCREATE<C>> {
    let count = if list.is_null() { 0 } else { count as usize };
    (0..count).map(move |at| list.wrapping_byte_add(at * form.bytes::<C>()))
}

unsafe fn create_indexes<C: Unit>(
    sesid: JET_SESID,
    tableid: JET_TABLEID,
    list: *mut JET_INDEXCREATE<C>,
    count: u32,
    form: IndexForm,
) -> Outcome {
    // SAFETY: C1.
    let read = index_places(list, count, form).map(|place| unsafe { Index::read(place, form) });
    let indexes = read.collect::<Result<Vec<_>, _>>()?;
    let conditions: Vec<_> = indexes.iter().map(Index::conditions).collect();
    let creates: Vec<_> = indexes
        .iter()
        .zip(&conditions)
        .map(|(index, conditions)| index.create(conditions))
        .collect();
    let is_missing = list.is_null() && count > 0;
    let result = engine().create_indexes(
        handle(sesid),
        cursor(tableid),
        (!is_missing).then_some(&creates[..]),
    );
    let code = result.map_or_else(|error| error.code(), |()| JetErr::SUCCESS);
    // Of several, nobody knows which one failed: all are told of success only.
    if code == JetErr::SUCCESS || count == 1 {
        for (place, index) in index_places(list, count, form).zip(&indexes) {
            if index.struct_bytes.is_none() {
                // SAFETY: C1: the structure was read from there.
                unsafe { put(&raw mut (*place).err, code.raw()) };
            }
        }
    }
    if code == JetErr::SUCCESS { DONE } else { Err(code) }
}

/// What the versions of `JET_TABLECREATE` have in common.
struct Table<C> {
    /// The size the structure tells, if it is a wrong one; nothing else is read then.
    struct_bytes: Option<u32>,
    name: *mut C,
    template: *mut C,
    pages: u32,
    density: u32,
    columns: *mut JET_COLUMNCREATE<C>,
    column_count: u32,
    indexes: *mut JET_INDEXCREATE<C>,
    index_count: u32,
    grbit: u32,
    space: *mut JET_SPACEHINTS,
    long_value_space: *mut JET_SPACEHINTS,
    separate_most: u32,
}

impl<C: Unit> Table<C> {
    fn unread(struct_bytes: Option<u32>) -> Self {
        let (columns, indexes) = (std::ptr::null_mut(), std::ptr::null_mut());
        let (name, template) = (std::ptr::null_mut(), std::ptr::null_mut());
        let (space, long_value_space, separate_most) = NO_HINTS;
        Self {
            struct_bytes,
            name,
            template,
            pages: 0,
            density: 0,
            columns,
            column_count: 0,
            indexes,
            index_count: 0,
            grbit: 0,
            space,
            long_value_space,
            separate_most,
        }
    }

    fn columns(&self) -> impl Iterator<Item = *mut JET_COLUMNCREATE<C>> + use<C> {
        elements(self.columns, self.column_count)
    }

    fn indexes(&self, form: IndexForm) -> impl Iterator<Item = *mut JET_INDEXCREATE<C>> + use<C> {
        index_places(self.indexes, self.index_count, form)
    }
}

/// A version of `JET_TABLECREATE`.
trait Form<C: Unit>: Copy {
    const VERSION: u32;
    const INDEXES: IndexForm;

    /// What it has in common with the others.
    fn table(&self) -> Table<C>;

    /// Tells what came of it.
    ///
    /// # Safety
    /// C1.
    unsafe fn tell(place: *mut Self, tableid: Option<JET_TABLEID>, created: Option<u32>);
}

/// Says of a version where its fields are, and which hints it has.
macro_rules! form {
    ($structure:ident, $version:literal, $indexes:ident, $given:ident, $hints:expr) => {
        impl<C: Unit> Form<C> for $structure<C> {
            const VERSION: u32 = $version;
            const INDEXES: IndexForm = IndexForm::$indexes;

            fn table(&self) -> Table<C> {
                let $given = self;
                let (space, long_value_space, separate_most) = $hints;
                Table {
                    struct_bytes: None,
                    name: self.szTableName,
                    template: self.szTemplateTableName,
                    pages: self.ulPages,
                    density: self.ulDensity,
                    columns: self.rgcolumncreate,
                    column_count: self.cColumns,
                    indexes: self.rgindexcreate.cast(),
                    index_count: self.cIndexes,
                    grbit: self.grbit,
                    space,
                    long_value_space,
                    separate_most,
                }
            }

            unsafe fn tell(place: *mut Self, tableid: Option<JET_TABLEID>, created: Option<u32>) {
                // SAFETY: C1: the structure was read from there.
                unsafe {
                    if let Some(tableid) = tableid {
                        put(&raw mut (*place).tableid, tableid);
                    }
                    if let Some(created) = created {
                        put(&raw mut (*place).cCreated, created);
                    }
                }
            }
        }
    };
}

/// The hints of versions that have none.
const NO_HINTS: (*mut JET_SPACEHINTS, *mut JET_SPACEHINTS, u32) =
    (std::ptr::null_mut(), std::ptr::null_mut(), 0);

form!(JET_TABLECREATE, 1, Plain, _given, NO_HINTS);
form!(JET_TABLECREATE2, 2, Plain, _given, NO_HINTS);
form!(JET_TABLECREATE3, 3, Hinted, given, {
    (given.pSeqSpacehints, given.pLVSpacehints, given.cbSeparateLV)
});
form!(JET_TABLECREATE4, 4, Named, given, {
    (given.pSeqSpacehints, given.pLVSpacehints, given.cbSeparateLV)
});

/// `JetCreateTableColumnIndex`.
pub(crate) unsafe fn create_table_column_index<C: Unit>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    place: *mut JET_TABLECREATE<C>,
) -> Outcome {
    // SAFETY: C1.
    unsafe { create_form::<C, _>(sesid, dbid, place) }
}

/// `JetCreateTableColumnIndex2`.
pub(crate) unsafe fn create_table_column_index2<C: Unit>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    place: *mut JET_TABLECREATE2<C>,
) -> Outcome {
    // SAFETY: C1.
    unsafe { create_form::<C, _>(sesid, dbid, place) }
}

/// `JetCreateTableColumnIndex3`.
pub(crate) unsafe fn create_table_column_index3<C: Unit>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    place: *mut JET_TABLECREATE3<C>,
) -> Outcome {
    // SAFETY: C1.
    unsafe { create_form::<C, _>(sesid, dbid, place) }
}

/// `JetCreateTableColumnIndex4`.
pub(crate) unsafe fn create_table_column_index4<C: Unit>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    place: *mut JET_TABLECREATE4<C>,
) -> Outcome {
    // SAFETY: C1.
    unsafe { create_form::<C, _>(sesid, dbid, place) }
}

unsafe fn create_form<C: Unit, F: Form<C>>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    place: *mut F,
) -> Outcome {
    if place.is_null() {
        return Err(JetErr::INVALID_PARAMETER);
    }
    // SAFETY: C1; only the size is read before it is known.
    let struct_bytes = unsafe { wrong_size(place.cast(), size_of::<F>()) };
    let table = match struct_bytes {
        // SAFETY: C1: the structure is as large as it says.
        None => unsafe { get(place) }.map(|given| given.table()),
        Some(_) => None,
    };
    let table = table.unwrap_or_else(|| Table::unread(struct_bytes));
    let mut made = (None, None);
    // SAFETY: C1.
    unsafe {
        let outcome = create_all(sesid, dbid, &table, F::VERSION, F::INDEXES, &mut made);
        F::tell(place, made.0, made.1);
        outcome
    }
}

/// Makes a table with its columns and indexes. `made` gets the cursor and the count, where there is
/// something to tell.
unsafe fn create_all<C: Unit>(
    sesid: JET_SESID,
    dbid: JET_DBID,
    table: &Table<C>,
    version: u32,
    form: IndexForm,
    made: &mut (Option<JET_TABLEID>, Option<u32>),
) -> Outcome {
    // SAFETY: C1.
    let (name, template) = unsafe { (text(table.name)?, text(table.template)?) };
    // SAFETY: C1.
    let columns = table.columns().map(|place| unsafe { Column::of_create(place) });
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    // SAFETY: C1.
    let indexes = table.indexes(form).map(|place| unsafe { Index::read(place, form) });
    let indexes = indexes.collect::<Result<Vec<_>, _>>()?;
    let conditions: Vec<_> = indexes.iter().map(Index::conditions).collect();
    let column_creates: Vec<_> = columns.iter().map(Column::create).collect();
    let index_creates: Vec<_> = indexes
        .iter()
        .zip(&conditions)
        .map(|(index, conditions)| index.create(conditions))
        .collect();
    // SAFETY: C1.
    let (space, long_value_space) =
        unsafe { (space_hints(table.space), space_hints(table.long_value_space)) };
    let create = TableCreate {
        version,
        struct_bytes: table.struct_bytes,
        def: TableDef {
            name: name.as_deref().unwrap_or_default(),
            template: template.as_deref(),
            pages: table.pages,
            density: table.density,
            grbit: table.grbit,
            columns: &[],
            indexes: &[],
            separate_most: table.separate_most,
            long_value_chunk: 0,
            space,
            long_value_space,
        },
        columns: (table.column_count as usize == columns.len()).then_some(&column_creates[..]),
        indexes: (table.index_count as usize == indexes.len()).then_some(&index_creates[..]),
    };
    let untouched = Tableid(UNTOUCHED.into());
    let (mut report, mut tableid) = (TableReport::default(), untouched);
    let (sesid, dbid) = (handle(sesid), Dbid(dbid));
    let result =
        engine().create_table_column_index(sesid, dbid, &create, &mut report, &mut tableid);
    made.0 = (tableid != untouched).then_some(tableid.0 as JET_TABLEID);
    made.1 = report.created;
    // SAFETY: C1.
    unsafe { tell_elements(table, form, &report) };
    result?;
    DONE
}

/// Tells each column and index what came of it.
///
/// # Safety
/// C1.
unsafe fn tell_elements<C: Unit>(table: &Table<C>, form: IndexForm, report: &TableReport) {
    // SAFETY: C1: the structures were read from there.
    unsafe {
        for (place, column) in table.columns().zip(&report.columns) {
            let (id, code) = match column {
                Ok((id, code)) => (Some(*id), *code),
                Err(code) => (None, *code),
            };
            put(&raw mut (*place).err, code.raw());
            if id.is_some() {
                put(&raw mut (*place).columnid, id_of(id));
            }
        }
        for (place, code) in table.indexes(form).zip(&report.indexes) {
            put(&raw mut (*place).err, code.raw());
        }
    }
}
