//! Where cursors stand: bookmarks, keys, positions.

use jet_api::bookmark::{Place, RecordPosition};
use jet_types::grbit::{GotoSecondaryBookmark, Retrieve};

use super::Run;
use crate::bytes::OutBuffer;
use crate::call::{Answer, Call, code, warned};

pub(super) const CALLS: &[(&str, Run)] = &[
    ("JetGetBookmark", get_bookmark),
    ("JetGotoBookmark", goto_bookmark),
    ("JetGetSecondaryIndexBookmark", get_secondary_index_bookmark),
    ("JetGotoSecondaryIndexBookmark", goto_secondary_index_bookmark),
    ("JetGetRecordPosition", get_record_position),
    ("JetGotoPosition", goto_position),
    ("JetRetrieveKey", retrieve_key),
];

/// Shows the size told, and the bytes.
fn put_place(
    call: &mut Call<'_>,
    size: &'static str,
    is_size_wanted: bool,
    buffer: &OutBuffer,
    actual: Option<usize>,
) {
    if let Some(actual) = actual {
        if is_size_wanted {
            call.put(size, actual);
        }
        call.put_buffer(buffer, Some(actual));
    }
}

fn get_bookmark(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let mut buffer = call.buffer("pvBookmark", "cbMax")?;
    let is_size_wanted = !call.is_null("pcbActual");
    let mut place = Place::new(buffer.place());
    let result = call.engine.get_bookmark(sesid, tableid, &mut place);
    let actual = place.actual;
    put_place(call, "pcbActual", is_size_wanted, &buffer, actual);
    Ok(code(result))
}

fn goto_bookmark(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let bookmark = call.bytes("pvBookmark", "cbBookmark")?;
    Ok(code(call.engine.goto_bookmark(sesid, tableid, bookmark.slice())))
}

fn get_secondary_index_bookmark(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    call.flags("grbit")?;
    let mut key = call.buffer("pvSecondaryKey", "cbSecondaryKeyMax")?;
    let mut primary = call.buffer("pvPrimaryBookmark", "cbPrimaryBookmarkMax")?;
    let (mut key_place, mut primary_place) = (Place::new(key.place()), Place::new(primary.place()));
    let engine = call.engine;
    let result =
        engine.get_secondary_index_bookmark(sesid, tableid, &mut key_place, &mut primary_place);
    let sizes = (key_place.actual, primary_place.actual);
    put_place(call, "pcbSecondaryKeyActual", true, &key, sizes.0);
    put_place(call, "pcbPrimaryBookmarkActual", true, &primary, sizes.1);
    Ok(code(result))
}

fn goto_secondary_index_bookmark(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let key = call.bytes("pvSecondaryKey", "cbSecondaryKey")?;
    let primary = call.bytes("pvPrimaryBookmark", "cbPrimaryBookmark")?;
    let grbit = GotoSecondaryBookmark::from_bits_retain(call.flags("grbit")?);
    let (key, primary) = (key.slice(), primary.slice());
    let engine = call.engine;
    Ok(code(engine.goto_secondary_index_bookmark(sesid, tableid, key, primary, grbit)))
}

fn get_record_position(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let result = call.engine.get_record_position(sesid, tableid);
    if let Ok(position) = &result {
        call.put("centriesLT", position.before);
        call.put("centriesInRange", position.in_range);
        call.put("centriesTotal", position.total);
    }
    Ok(code(result))
}

fn goto_position(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let (before, total) = (call.number("centriesLT")?, call.number("centriesTotal")?);
    let position = RecordPosition { before, in_range: 1, total };
    Ok(code(call.engine.goto_position(sesid, tableid, position)))
}

fn retrieve_key(call: &mut Call<'_>) -> Answer {
    let (sesid, tableid) = call.cursor()?;
    let mut buffer = call.buffer("pvKey", "cbMax")?;
    let grbit = Retrieve::from_bits_retain(call.flags("grbit")?);
    let mut place = Place::new(buffer.place());
    let result = call.engine.retrieve_key(sesid, tableid, &mut place, grbit);
    let actual = place.actual;
    put_place(call, "pcbActual", true, &buffer, actual);
    Ok(warned(result))
}
