//! How handles and ids are shown.

use std::path::Path;

use serde_json::json;

use super::*;
use crate::args::Reading;

fn shown(kind: Kind, value: u64) -> (Option<Value>, usize) {
    let mut symbols = Symbols::default();
    symbols.bind("$first".to_owned(), Kind::Database, 1);
    symbols.bind("$table".to_owned(), Kind::Table, 2);
    let (engine, scratch) = (Engine::new(), Scratch::new().expect("room for a folder"));
    let input = Map::from_iter([("p".to_owned(), json!("$x"))]);
    let reading = Reading::new(&symbols, &scratch);
    let mut call = Call::new(&engine, Args::new(&reading, &input), &symbols, &scratch);
    let place = call.place("p").expect("a symbol");
    call.bind(place, kind, value);
    let mut written = call.into_written();
    (written.out.remove("p"), written.bound.len())
}

#[test]
fn handles_are_shown_by_their_symbols() {
    let nil = u64::MAX;
    for (kind, value, expected) in [
        (Kind::Session, 5, (Some(json!("$x")), 1)),
        (Kind::Session, 0, (Some(json!(0)), 0)),
        (Kind::Session, nil, (Some(json!("nil")), 0)),
        (Kind::Session, SENTINEL, (None, 0)),
        // Ids have 32 bits.
        (Kind::Database, nil & 0xFFFF_FFFF, (Some(json!("nil")), 0)),
        (Kind::Column, SENTINEL & 0xFFFF_FFFF, (None, 0)),
        // The same database again has its first name, a column its number.
        (Kind::Database, 1, (Some(json!("$first")), 1)),
        (Kind::Database, 2, (Some(json!("$x")), 1)),
        (Kind::Column, 256, (Some(json!(256)), 1)),
    ] {
        assert_eq!(shown(kind, value), expected, "{kind:?} {value:#x}");
    }
}

#[test]
fn paths_in_the_scratch_folder_are_shown_by_its_name() {
    let scratch = Scratch::new().expect("room for a folder");
    let path = scratch.path().join("a.edb");
    assert_eq!(scratch.left_out(&path.to_string_lossy()), "$DIR/a.edb");
    assert_eq!(Path::new(&scratch.filled_in("$DIR/a.edb")), path);
}
