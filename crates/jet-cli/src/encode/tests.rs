//! Values as text.

use jet_table::schema::ColumnFlags;
use jet_types::Coltyp;

use super::*;

fn column(coltyp: Coltyp, code_page: u16) -> ColumnSchema {
    ColumnSchema {
        name: "c".to_owned(),
        raw_name: b"c".to_vec(),
        fid: 1,
        is_derived: false,
        coltyp,
        code_page,
        max_len: 0,
        flags: ColumnFlags::default(),
        default: None,
        offset: 4,
    }
}

fn json(dialect: Dialect, coltyp: Coltyp, bytes: &[u8]) -> String {
    let mut out = Vec::new();
    scalar::json(dialect, &column(coltyp, 1200), bytes, &mut out);
    String::from_utf8(out).expect("JSON is UTF-8")
}

#[test]
fn canonical_values_are_exact() {
    let canonical = |coltyp, bytes: &[u8]| json(Dialect::Canonical, coltyp, bytes);
    assert_eq!(canonical(Coltyp::Bit, &[0xFF]), "1");
    assert_eq!(canonical(Coltyp::Short, &[0xFE, 0xFF]), "-2");
    assert_eq!(canonical(Coltyp::UnsignedLongLong, &[0xFF; 8]), "18446744073709551615");
    assert_eq!(canonical(Coltyp::IeeeSingle, &1.0_f32.to_le_bytes()), "\"0x3f800000\"");
    assert_eq!(canonical(Coltyp::Long, &[1, 2]), "{\"bad\":\"0102\"}");
    assert_eq!(canonical(Coltyp::Text, &[0x41, 0, 0x0A, 0]), "\"A\\n\"");
    assert_eq!(canonical(Coltyp::Text, &[0x41]), "{\"utf16\":\"41\"}");
    assert_eq!(canonical(Coltyp::Text, &[0x00, 0xD8]), "{\"utf16\":\"00d8\"}");
    assert_eq!(canonical(Coltyp::LongText, &[1, 0]), "\"\\u0001\"");
}

#[test]
fn friendly_values_are_as_usually_written() {
    let friendly = |coltyp, bytes: &[u8]| json(Dialect::Friendly, coltyp, bytes);
    let day = |days: f64| friendly(Coltyp::DateTime, &days.to_le_bytes());
    assert_eq!(day(43_831.25), "\"2020-01-01T06:00:00.000Z\"");
    assert_eq!(day(0.0), "\"1899-12-30T00:00:00.000Z\"");
    assert_eq!(day(61.0), "\"1900-03-01T00:00:00.000Z\"");
    let filetime = 132_000_000_000_000_000_u64.to_le_bytes();
    assert_eq!(friendly(Coltyp::DateTime, &filetime), "\"0x01d4f54cf65a0000\"");
    assert_eq!(friendly(Coltyp::IeeeDouble, &1.5_f64.to_le_bytes()), "1.5");
    assert_eq!(friendly(Coltyp::IeeeDouble, &f64::NAN.to_le_bytes()), "null");
    let guid: Vec<u8> = (0..16).collect();
    assert_eq!(friendly(Coltyp::Guid, &guid), "\"03020100-0504-0706-0809-0a0b0c0d0e0f\"");
}
