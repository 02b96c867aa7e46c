//! Values of one column that must differ.

use jet_types::compress::decompress;
use jet_types::grbit::SetColumn;

use super::separate::{LongValueAccess, value_of};
use super::{Setting, Update};
use crate::error::{Result, ValueError};
use crate::long_value::{Lid, LongValues};
use crate::normalize::{KeyBuilder, SegmentRule};
use crate::record::Instance;
use crate::refusal::Refusal;
use crate::schema::ColumnSchema;
use crate::table::Table;

/// So much of a value is looked at when values are compared as keys.
const LOOKED_AT: usize = 255;
/// How text is compared, whatever indexes there are.
const LCMAP_FLAGS: u32 = 0x0003_0401;
const LOCALE: &str = "en-US";

/// Whether no other value of the column is the same, as bytes or as keys.
pub(super) fn check(
    table: &Table,
    update: &Update,
    access: Option<&LongValueAccess<'_>>,
    column: &ColumnSchema,
    setting: &Setting,
    data: &[u8],
) -> Result<()> {
    let by_key = setting.options.contains(SetColumn::UNIQUE_NORMALIZED_MULTI_VALUES);
    let record = update.buffer.record();
    let mut other = Vec::new();
    for number in 1.. {
        let Some(value) = value_of(&record, column, number)? else { return Ok(()) };
        if number == setting.number {
            continue;
        }
        other.clear();
        match value {
            Instance::Plain(bytes) => other.extend_from_slice(bytes),
            Instance::Compressed(packed) => {
                decompress(packed, &mut other).map_err(ValueError::from)?;
            }
            Instance::Encrypted(_) => return Err(ValueError::Encrypted.into()),
            Instance::Separated(raw) => {
                let missing = ValueError::LongValueMissing;
                let access = access.ok_or(Refusal::NotInTransaction)?;
                let root = table.counters().long_values().ok_or(missing)?;
                let lid = Lid::from_record(raw).ok_or(missing)?;
                let reader = access.cx.reader(access.writer.snapshot());
                LongValues::open(reader, root)?.append_to(lid, &mut other)?;
            }
        }
        if by_key {
            check_keys(column, data, &other)?;
        } else if other == data {
            return Err(Refusal::MultiValuedDuplicate.into());
        }
    }
    Ok(())
}

fn check_keys(column: &ColumnSchema, data: &[u8], other: &[u8]) -> Result<()> {
    let (key, was_cut) = key(column, data)?;
    let (other, other_was_cut) = self::key(column, other)?;
    if key != other {
        return Ok(());
    }
    Err(if was_cut || other_was_cut {
        Refusal::MultiValuedDuplicateAfterTruncation.into()
    } else {
        Refusal::MultiValuedDuplicate.into()
    })
}

/// A value as a key, and whether it was cut.
fn key(column: &ColumnSchema, value: &[u8]) -> Result<(Vec<u8>, bool)> {
    let rule = SegmentRule {
        coltyp: column.coltyp,
        code_page: column.code_page,
        is_fixed: false,
        is_descending: false,
        nulls_high: false,
        dotnet_guid: false,
        lcmap_flags: LCMAP_FLAGS,
        locale: LOCALE,
    };
    let mut builder = KeyBuilder::new(LOOKED_AT, LOOKED_AT);
    let cut = value.get(..LOOKED_AT).unwrap_or(value);
    builder.push(&rule, Some(cut))?;
    Ok((builder.bytes().to_vec(), builder.is_truncated()))
}
