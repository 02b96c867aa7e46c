//! Keys of any values by any rules: never longer than allowed, in the order of the values.
#![no_main]

use std::cmp::Ordering;

use jet_fuzz::Input;
use jet_table::normalize::{KeyBuilder, SegmentRule};
use jet_types::Coltyp;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut input = Input(bytes);
    let Some(coltyp) = Coltyp::from_raw(u32::from(input.byte() % 19)) else { return };
    let bits = input.byte();
    let rule = SegmentRule {
        coltyp,
        code_page: if bits & 1 == 0 { 1252 } else { 1200 },
        is_fixed: bits & 2 != 0,
        is_descending: bits & 4 != 0,
        nulls_high: bits & 8 != 0,
        dotnet_guid: bits & 16 != 0,
        lcmap_flags: if bits & 32 == 0 { 0x0003_0401 } else { input.long() },
        locale: if bits & 64 == 0 { "en-US" } else { "" },
    };
    let key_most = usize::from(input.short() % 2001);
    let segment_most = usize::from(input.short() % 2001);
    let (first, second) = match coltyp.fixed_bytes() {
        Some(len) if bits & 128 == 0 => {
            (padded(input.bytes(len), len), padded(input.bytes(len), len))
        }
        _ => (input.run().to_vec(), input.0.to_vec()),
    };
    let (Some(a), Some(b)) =
        (key(&rule, key_most, segment_most, &first), key(&rule, key_most, segment_most, &second))
    else {
        return;
    };
    assert!(a.len() <= key_most && b.len() <= key_most);
    if let Some(order) = order(coltyp, &first, &second)
        && key_most > 16
    {
        let order = if rule.is_descending { order.reverse() } else { order };
        assert_eq!(a.cmp(&b), order, "{coltyp:?} {first:02x?} {second:02x?}");
    }
});

fn padded(bytes: &[u8], len: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes.resize(len, 0);
    bytes
}

/// The key of the value, of NULL and of the value again.
fn key(
    rule: &SegmentRule<'_>,
    key_most: usize,
    segment_most: usize,
    value: &[u8],
) -> Option<Vec<u8>> {
    let mut builder = KeyBuilder::new(key_most, segment_most);
    builder.push(rule, Some(value)).ok()?;
    builder.push(rule, None).ok()?;
    builder.push(rule, Some(value)).ok()?;
    Some(builder.bytes().to_vec())
}

/// How two integers stand.
fn order(coltyp: Coltyp, a: &[u8], b: &[u8]) -> Option<Ordering> {
    Some(match coltyp {
        Coltyp::UnsignedByte => a.cmp(b),
        Coltyp::Short => {
            i16::from_le_bytes(a.try_into().ok()?).cmp(&i16::from_le_bytes(b.try_into().ok()?))
        }
        Coltyp::Long => {
            i32::from_le_bytes(a.try_into().ok()?).cmp(&i32::from_le_bytes(b.try_into().ok()?))
        }
        Coltyp::Currency | Coltyp::LongLong => {
            i64::from_le_bytes(a.try_into().ok()?).cmp(&i64::from_le_bytes(b.try_into().ok()?))
        }
        Coltyp::UnsignedShort | Coltyp::UnsignedLong | Coltyp::UnsignedLongLong => {
            a.iter().rev().cmp(b.iter().rev())
        }
        _ => return None,
    })
}
