//! Keys become column values again, where nothing was lost.
//!
//! Numbers, GUIDs and binary data can be told from a key that was not cut; text cannot.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::Coltyp;

use super::{SegmentRule, fixed, prefix};

/// A column's value, as its key has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyValue {
    /// NULL.
    Null,
    /// These bytes.
    Value(Vec<u8>),
    /// The key does not tell.
    Lost,
}

/// The value at the start of `key`, of a fixed column `fixed_len` bytes long, and how many bytes of
/// the key it takes; `None` when the key makes no sense.
pub fn value_at(
    rule: &SegmentRule<'_>,
    fixed_len: Option<usize>,
    key: &[u8],
) -> Option<(KeyValue, usize)> {
    let flip = if rule.is_descending { 0xFF } else { 0 };
    let (first, rest) = key.split_first()?;
    match first ^ flip {
        prefix::NULL | prefix::NULL_HIGH => Some((KeyValue::Null, 1)),
        prefix::EMPTY => Some((KeyValue::Value(Vec::new()), 1)),
        prefix::VALUE => {
            let (value, len) = data_at(rule, fixed_len, rest, flip)?;
            Some((value, len.checked_add(1)?))
        }
        _ => None,
    }
}

fn data_at(
    rule: &SegmentRule<'_>,
    fixed_len: Option<usize>,
    key: &[u8],
    flip: u8,
) -> Option<(KeyValue, usize)> {
    if rule.coltyp.is_text() {
        let end = key.iter().position(|byte| byte ^ flip == 0)?;
        return Some((KeyValue::Lost, end.checked_add(1)?));
    }
    if rule.is_grouped() {
        return groups_at(key, flip);
    }
    let len = rule.coltyp.fixed_bytes().or(fixed_len)?;
    let bytes = key.get(..len)?.iter().map(|byte| byte ^ flip).collect();
    let value = match rule.coltyp {
        Coltyp::Binary | Coltyp::LongBinary | Coltyp::Slv => bytes,
        coltyp => fixed::restore(coltyp, rule.dotnet_guid, bytes),
    };
    Some((KeyValue::Value(value), len))
}

/// Binary data in groups of eight bytes and a count.
fn groups_at(key: &[u8], flip: u8) -> Option<(KeyValue, usize)> {
    let mut value = Vec::new();
    let mut taken = 0_usize;
    for group in key.chunks_exact(fixed::GROUP.checked_add(1)?) {
        taken = taken.checked_add(group.len())?;
        let (count, bytes) = group.split_last()?;
        let count = usize::from(count ^ flip);
        let used = bytes.get(..count.min(fixed::GROUP))?;
        value.extend(used.iter().map(|byte| byte ^ flip));
        if count <= fixed::GROUP {
            return Some((KeyValue::Value(value), taken));
        }
    }
    None
}
