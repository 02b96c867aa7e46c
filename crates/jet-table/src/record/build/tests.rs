//! Columns set one by one, against what a model says the record has.

use std::collections::BTreeMap;
use std::sync::Arc;

use jet_os::rng::Rng;
use jet_types::{Coltyp, JetErr, Objid};

use super::*;
use crate::record::Field;

fn column(fid: u16, coltyp: Coltyp, offset: u16) -> ColumnSchema {
    ColumnSchema {
        name: format!("c{fid}"),
        raw_name: Vec::new(),
        fid,
        is_derived: false,
        coltyp,
        code_page: 1252,
        max_len: coltyp.fixed_bytes().unwrap_or(0) as u32,
        flags: ColumnFlags(0),
        default: None,
        offset,
    }
}

fn with_default(mut column: ColumnSchema, default: &[u8]) -> ColumnSchema {
    column.flags.0 |= ColumnFlags::DEFAULT;
    column.default = Some(default.to_vec());
    column
}

fn table(columns: Vec<ColumnSchema>) -> TableSchema {
    TableSchema {
        name: "t".to_owned(),
        raw_name: b"t".to_vec(),
        objid: Objid(8),
        root: None,
        flags: 0,
        density: 80,
        template: None,
        columns: columns.into_iter().map(Arc::new).collect(),
        indexes: Vec::new(),
        long_values: None,
        long_value_chunk: None,
        separate_most: None,
        layout: crate::schema::ColumnLayout::default(),
    }
}

/// One column of each kind, with defaults among them.
fn sample() -> TableSchema {
    table(vec![
        column(1, Coltyp::Long, 4),
        with_default(column(2, Coltyp::Bit, 8), &[1]),
        column(3, Coltyp::Short, 9),
        ColumnSchema { max_len: 5, ..column(4, Coltyp::Text, 11) },
        column(11, Coltyp::Guid, 30),
        column(128, Coltyp::Text, 0),
        with_default(column(129, Coltyp::Binary, 0), b"def"),
        ColumnSchema { max_len: 10, ..column(131, Coltyp::Text, 0) },
        column(256, Coltyp::Long, 0),
        with_default(column(257, Coltyp::Text, 0), b"x"),
        column(300, Coltyp::LongBinary, 0),
    ])
}

/// The limits that the format document lists.
#[test]
fn a_record_leaves_room_for_the_longest_key() {
    let counted = table(Vec::new());
    let sizes = [PageSize::KIB_4, PageSize::KIB_8, PageSize::KIB_16, PageSize::KIB_32];
    let most = sizes.map(|size| RecordBuffer::new(size, &counted).most());
    assert_eq!(most, [3791, 7887, 16288, 32672]);
}

#[test]
fn columns_before_one_that_is_set_have_their_defaults() {
    let table = sample();
    let mut buffer = RecordBuffer::new(PageSize::KIB_4, &table);
    let set = |buffer: &mut RecordBuffer, fid, value| {
        let column = table.column_of_record(fid, false).expect("there");
        buffer.set(&table, column, 1, value).expect("fits")
    };
    assert_eq!(buffer.bytes(), [0, 127, 4, 0]);
    set(&mut buffer, 4, Some(b"abc"));
    let fixed = b"\x04\x7f\x11\x00\x2a\x2a\x2a\x2a\xff\x2a\x2aabc  ";
    assert_eq!(buffer.bytes(), [&fixed[..], &[0b1111_0101]].concat());
    assert_eq!(set(&mut buffer, 131, Some(b"0123456789ab")), Fit::Cut);
    let record = buffer.record();
    assert_eq!(record.variable(128), Some(Field::Null));
    assert_eq!(record.variable(129), Some(Field::Value(b"def")));
    assert_eq!(record.variable(130), Some(Field::Null));
    assert_eq!(record.variable(131), Some(Field::Value(b"0123456789")));
    set(&mut buffer, 11, Some(&[7; 16]));
    let record = buffer.record();
    assert_eq!(record.fixed(2, 8, 1), Some(Field::Value(&[0xFF])));
    assert_eq!(record.fixed(10, 20, 1), Some(Field::Null));
    assert_eq!(record.fixed(11, 30, 16), Some(Field::Value(&[7; 16])));
    assert_eq!(record.variable(131), Some(Field::Value(b"0123456789")));
}

/// What is refused leaves the record as it was.
#[test]
fn what_does_not_fit_is_refused() {
    let mut table = sample();
    let required = |column: &mut Arc<ColumnSchema>| Arc::make_mut(column).flags.0 |= 1;
    for fid in [1, 128, 256] {
        let at = table.columns.iter().position(|column| column.fid == fid).expect("there");
        required(&mut table.columns[at]);
    }
    let mut buffer = RecordBuffer::new(PageSize::KIB_4, &table);
    let refused = |buffer: &mut RecordBuffer, fid, value| {
        let column = table.column_of_record(fid, false).expect("there");
        let before = buffer.bytes().to_vec();
        let refused = buffer.set(&table, column, 1, value).map_err(|error| error.code());
        assert!(refused.is_ok() || buffer.bytes() == before);
        refused.expect_err("not possible")
    };
    let long = vec![1; 4000];
    assert_eq!(refused(&mut buffer, 1, None), JetErr::NULL_INVALID);
    assert_eq!(refused(&mut buffer, 128, None), JetErr::NULL_INVALID);
    assert_eq!(refused(&mut buffer, 256, None), JetErr::NULL_INVALID);
    assert_eq!(refused(&mut buffer, 3, Some(&[1])), JetErr::INVALID_BUFFER_SIZE);
    assert_eq!(refused(&mut buffer, 4, Some(b"123456")), JetErr::INVALID_BUFFER_SIZE);
    assert_eq!(refused(&mut buffer, 256, Some(b"123")), JetErr::INVALID_BUFFER_SIZE);
    assert_eq!(refused(&mut buffer, 257, Some(&long[..256])), JetErr::COLUMN_TOO_BIG);
    assert_eq!(refused(&mut buffer, 300, Some(&long)), JetErr::RECORD_TOO_BIG);
    let fits = buffer.most() - buffer.bytes().len() - 5;
    let column = table.column_of_record(300, false).expect("there");
    buffer.set(&table, column, 1, Some(&long[..fits])).expect("just fits");
    assert_eq!(buffer.bytes().len(), buffer.most());
    for (fid, value) in [(1, &long[..4]), (129, &long[..1]), (131, &[]), (257, b"a")] {
        assert_eq!(refused(&mut buffer, fid, Some(value)), JetErr::RECORD_TOO_BIG, "{fid}");
    }
}

type Model = BTreeMap<u16, Vec<Vec<u8>>>;

/// Random values set and removed, on all page sizes: the record has what the model has, and is the
/// same as one loaded from its bytes.
#[test]
fn a_record_has_what_was_set() {
    let table = sample();
    for seed in 0..200 {
        let mut rng = Rng::new(seed);
        let size = PageSize::ALL[rng.below(5) as usize];
        let mut buffer = RecordBuffer::new(size, &table);
        buffer.load_defaults(&table).expect("fits");
        let mut model: Model = BTreeMap::new();
        model.insert(2, vec![vec![0xFF]]);
        model.insert(129, vec![b"def".to_vec()]);
        for _ in 0..60 {
            let column = &table.columns[rng.below(table.columns.len() as u64) as usize];
            step(&mut rng, &table, column, &mut buffer, &mut model);
            compare(&table, &buffer, &model, seed);
        }
        let bytes = buffer.bytes().to_vec();
        buffer.load(&bytes).expect("sound");
        assert_eq!(buffer.bytes(), bytes, "seed {seed}");
    }
}

fn step(
    rng: &mut Rng,
    table: &TableSchema,
    column: &ColumnSchema,
    buffer: &mut RecordBuffer,
    model: &mut Model,
) {
    let len = match (column.coltyp.fixed_bytes(), column.max_len) {
        (Some(len), _) => len,
        (None, 0) => rng.below(20) as usize,
        (None, most) => rng.below(u64::from(most) + 1) as usize,
    };
    let value: Vec<u8> = (0..len).map(|_| rng.below(2) as u8 * 0xFF).collect();
    let value = (rng.below(3) > 0).then_some(value);
    let number = if column.fid < 256 { 1 } else { rng.below(5) as u32 };
    match buffer.set(table, column, number, value.as_deref()) {
        Ok(_) => {}
        Err(TableError::Refused(Refusal::RecordTooBig)) => return,
        Err(error) => panic!("{error}"),
    }
    let values = model.entry(column.fid).or_default();
    let at = (number as usize).checked_sub(1).filter(|at| *at < values.len());
    match (value, at) {
        (None, Some(at)) => drop(values.remove(at)),
        (None, None) => {}
        (Some(mut value), at) => {
            if column.fid < 128 && value.is_empty() {
                values.clear();
                return;
            }
            if column.fid < 128 {
                value.resize(column.fixed_len(), b' ');
            }
            match at {
                Some(at) => values[at] = value,
                None => values.push(value),
            }
        }
    }
}

fn compare(table: &TableSchema, buffer: &RecordBuffer, model: &Model, seed: u64) {
    let record = buffer.record();
    for column in &table.columns {
        let expected = model.get(&column.fid).map_or(&[][..], Vec::as_slice);
        let field = match column.fid {
            ..128 => record.fixed(column.fid, column.offset.into(), column.fixed_len()),
            128..256 => record.variable(column.fid),
            256.. => {
                let tagged = record.tagged().expect("sound").find(column.fid, false);
                let count = tagged.map_or(0, |tagged| tagged.count().expect("sound"));
                let values = (0..count).map(|index| {
                    let value = tagged.expect("counted").instance(index).expect("counted");
                    value.raw().to_vec()
                });
                assert_eq!(values.collect::<Vec<_>>(), expected, "seed {seed}, {}", column.name);
                continue;
            }
        };
        match field.expect("sound") {
            Field::Value(value) => assert_eq!([value.to_vec()], *expected, "seed {seed}"),
            _ => assert!(expected.is_empty(), "seed {seed}, {}", column.name),
        }
    }
}
