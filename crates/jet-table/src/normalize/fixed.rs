//! Numbers, GUIDs and binary data.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_types::Coltyp;

use crate::error::ValueError;

/// A group of binary data in a key: eight bytes and how many of them count.
pub(super) const GROUP: usize = 8;
/// The count that says that another group follows.
const MORE: u8 = 9;

/// Appends a value of a type of fixed size.
pub(super) fn append(
    coltyp: Coltyp,
    dotnet_guid: bool,
    value: &[u8],
    out: &mut Vec<u8>,
) -> Result<(), ValueError> {
    if coltyp.fixed_bytes() != Some(value.len()) {
        return Err(ValueError::Corrupt);
    }
    let start = out.len();
    match coltyp {
        Coltyp::Bit => out.push(if value.first() == Some(&0) { 0 } else { 0xFF }),
        Coltyp::Guid => out.extend(guid_order(dotnet_guid).iter().filter_map(|at| value.get(*at))),
        _ => out.extend(value.iter().rev()),
    }
    let placed = out.get_mut(start..).unwrap_or(&mut []);
    let Some(first) = placed.first().copied() else { return Ok(()) };
    match coltyp {
        Coltyp::Short | Coltyp::Long | Coltyp::Currency | Coltyp::LongLong => flip_sign(placed),
        Coltyp::IeeeSingle | Coltyp::IeeeDouble | Coltyp::DateTime => {
            if first & 0x80 == 0 {
                flip_sign(placed);
            } else {
                placed.iter_mut().for_each(|byte| *byte = !*byte);
            }
        }
        _ => {}
    }
    Ok(())
}

/// The value whose key bytes these are: [`append`] undone.
pub(super) fn restore(coltyp: Coltyp, dotnet_guid: bool, mut bytes: Vec<u8>) -> Vec<u8> {
    match coltyp {
        Coltyp::Short | Coltyp::Long | Coltyp::Currency | Coltyp::LongLong => flip_sign(&mut bytes),
        Coltyp::IeeeSingle | Coltyp::IeeeDouble | Coltyp::DateTime => {
            if bytes.first().is_some_and(|first| first & 0x80 != 0) {
                flip_sign(&mut bytes);
            } else {
                bytes.iter_mut().for_each(|byte| *byte = !*byte);
            }
        }
        Coltyp::Guid => {
            let mut value = vec![0; bytes.len()];
            for (at, byte) in guid_order(dotnet_guid).iter().zip(&bytes) {
                if let Some(place) = value.get_mut(*at) {
                    *place = *byte;
                }
            }
            return value;
        }
        Coltyp::Bit => return bytes,
        _ => {}
    }
    bytes.reverse();
    bytes
}

fn flip_sign(bytes: &mut [u8]) {
    if let Some(first) = bytes.first_mut() {
        *first ^= 0x80;
    }
}

/// Which stored byte comes first, second, ... in the key of a GUID.
fn guid_order(dotnet: bool) -> [usize; 16] {
    if dotnet {
        [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
    } else {
        [10, 11, 12, 13, 14, 15, 8, 9, 6, 7, 4, 5, 0, 1, 2, 3]
    }
}

/// Appends binary data of any length in groups, as far as `room` needs; the caller cuts.
pub(super) fn append_groups(value: &[u8], room: usize, out: &mut Vec<u8>) {
    let enough = value.get(..room.saturating_add(GROUP)).unwrap_or(value);
    let mut groups = enough.chunks(GROUP).peekable();
    while let Some(group) = groups.next() {
        let mut padded = [0; GROUP];
        padded.iter_mut().zip(group).for_each(|(to, from)| *to = *from);
        out.extend_from_slice(&padded);
        out.push(if groups.peek().is_some() { MORE } else { group.len() as u8 });
    }
}
