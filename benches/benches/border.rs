//! What the C border costs: the same seek and retrieval called in Rust, and through the names that
//! C programs call.
#![allow(missing_docs, reason = "what criterion's macro makes has none")]
#![allow(unsafe_code, reason = "exported names are called as C does")]

use std::ffi::{c_char, c_void};
use std::hint::black_box;
use std::ptr::{null, null_mut};

use criterion::{Criterion, criterion_group, criterion_main};
use esent as _;
use jet_api::grbit::{AttachDatabase, MakeKey, OpenDatabase, OpenTable, Retrieve, Seek};
use jet_api::handle::{DBID_NIL, JetInstance, SESID_NIL, Sesid, TABLEID_NIL, Tableid};
use jet_api::param::{ParamId, ParamValue};
use jet_api::{ColumnId, Engine};

unsafe extern "C" {
    fn JetSetSystemParameterA(i: *mut usize, s: usize, id: u32, n: usize, t: *const c_char) -> i32;
    fn JetInit(instance: *mut usize) -> i32;
    fn JetBeginSessionA(
        i: usize,
        s: *mut usize,
        user: *const c_char,
        password: *const c_char,
    ) -> i32;
    fn JetAttachDatabaseA(s: usize, path: *const c_char, grbit: u32) -> i32;
    fn JetOpenDatabaseA(
        s: usize,
        path: *const c_char,
        c: *const c_char,
        d: *mut u32,
        grbit: u32,
    ) -> i32;
    fn JetOpenTableA(
        s: usize,
        d: u32,
        name: *const c_char,
        p: *const c_void,
        len: u32,
        grbit: u32,
        t: *mut usize,
    ) -> i32;
    fn JetMakeKey(s: usize, t: usize, data: *const c_void, len: u32, grbit: u32) -> i32;
    fn JetSeek(s: usize, t: usize, grbit: u32) -> i32;
    fn JetRetrieveColumn(
        s: usize,
        t: usize,
        column: u32,
        data: *mut c_void,
        len: u32,
        actual: *mut u32,
        grbit: u32,
        info: *mut c_void,
    ) -> i32;
}

/// The sample of this repository: its catalog is a table like any other.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/kv.edb\0");
const OBJID: u32 = 2;
/// The object's name.
const NAME: u32 = 128;

fn border(c: &mut Criterion) {
    let path = SAMPLE.trim_end_matches('\0');
    let engine = Engine::new();
    let (sesid, tableid) = in_rust(&engine, path);
    let mut group = c.benchmark_group("border/seek and retrieve");
    group.bench_function("Rust", |bencher| {
        let (key, mut name, mut actual) = (OBJID.to_le_bytes(), [0; 64], 0);
        bencher.iter(|| {
            let mut seek = || {
                engine.make_key(sesid, tableid, Some(&key), key.len(), MakeKey::NEW_KEY)?;
                engine.seek(sesid, tableid, Seek::GE)?;
                let (column, place) = (ColumnId(NAME), Some(&mut name[..]));
                let options = Retrieve::empty();
                engine.retrieve_column(sesid, tableid, column, place, &mut actual, options, None)
            };
            black_box(seek().expect("there is such a row"));
        });
    });
    let (sesid, tableid) = in_c();
    group.bench_function("C", |bencher| {
        let (key, mut name, mut actual) = (OBJID.to_le_bytes(), [0_u8; 64], 0);
        bencher.iter(|| {
            // SAFETY: pointers to variables of ours, with their sizes.
            let codes = unsafe {
                [
                    JetMakeKey(sesid, tableid, key.as_ptr().cast(), 4, MakeKey::NEW_KEY.bits()),
                    JetSeek(sesid, tableid, Seek::GE.bits()),
                    JetRetrieveColumn(
                        sesid,
                        tableid,
                        NAME,
                        name.as_mut_ptr().cast(),
                        64,
                        &raw mut actual,
                        0,
                        null_mut(),
                    ),
                ]
            };
            assert!(codes.iter().all(|code| *code >= 0), "{codes:?}");
        });
    });
    group.finish();
}

/// The sample opened in an engine of our own.
fn in_rust(engine: &Engine, path: &str) -> (Sesid, Tableid) {
    let open = || {
        let off = ParamValue::Text("off".to_owned());
        engine.set_system_parameter(None, SESID_NIL, ParamId::RECOVERY.0, off)?;
        let mut instance: JetInstance = engine.create_instance(Some("rust"))?;
        engine.init(Some(&mut instance))?;
        let (mut sesid, mut dbid, mut tableid) = (SESID_NIL, DBID_NIL, TABLEID_NIL);
        engine.begin_session(instance, Some(&mut sesid))?;
        engine.attach_database(sesid, Some(path), 0, AttachDatabase::READ_ONLY)?;
        engine.open_database(sesid, Some(path), Some(&mut dbid), OpenDatabase::READ_ONLY)?;
        let place = Some(&mut tableid);
        engine.open_table(sesid, dbid, Some("MSysObjects"), place, OpenTable::READ_ONLY)?;
        Ok::<_, jet_api::ApiError>((sesid, tableid))
    };
    open().expect("the sample opens")
}

/// The sample opened through the border, in the engine of the process.
fn in_c() -> (usize, usize) {
    let (mut instance, mut sesid, mut dbid, mut tableid) = (0, 0, 0, 0);
    let path = SAMPLE.as_ptr().cast();
    // SAFETY: texts have terminators, other pointers are variables of ours.
    let codes = unsafe {
        [
            JetSetSystemParameterA(null_mut(), 0, ParamId::RECOVERY.0, 0, c"off".as_ptr()),
            JetInit(&raw mut instance),
            JetBeginSessionA(instance, &raw mut sesid, null(), null()),
            JetAttachDatabaseA(sesid, path, AttachDatabase::READ_ONLY.bits()),
            JetOpenDatabaseA(sesid, path, null(), &raw mut dbid, OpenDatabase::READ_ONLY.bits()),
            JetOpenTableA(
                sesid,
                dbid,
                c"MSysObjects".as_ptr(),
                null(),
                0,
                OpenTable::READ_ONLY.bits(),
                &raw mut tableid,
            ),
        ]
    };
    assert!(codes.iter().all(|code| *code >= 0), "{codes:?}");
    (sesid, tableid)
}

criterion_group!(benches, border);
criterion_main!(benches);
