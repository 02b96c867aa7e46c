//! Names of cursors.

use super::*;

fn session() -> SessionId {
    SessionId::from_parts(3, 1)
}

#[test]
fn a_name_fits_until_it_is_given_up_and_never_again() {
    let slots = Arc::new(CursorSlots::new(2));
    let first = slots.claim(session()).expect("room");
    let second = slots.claim(session()).expect("room");
    assert_eq!(slots.claim(session()).map(|name| name.id), Err(Refusal::OutOfCursors));
    let stale = first.id;
    assert_eq!(slots.owner(stale).zip(slots.owner(second.id)), Some((session(), session())));
    drop(first);
    assert_eq!(slots.owner(stale), None);
    let third = slots.claim(session()).expect("room again");
    assert_eq!(third.id.slot, stale.slot);
    assert_ne!(third.id, stale);
    assert_eq!((slots.owner(stale), slots.owner(third.id)), (None, Some(session())));
}

#[test]
fn slots_are_used_again_in_the_order_they_were_given_up() {
    let slots = Arc::new(CursorSlots::new(SLOTS_MAX + 1));
    let mut names: Vec<Name> = (0..4).map(|_| slots.claim(session()).expect("room")).collect();
    drop(names.remove(2));
    drop(names.remove(0));
    let again: Vec<Name> = (0..3).map(|_| slots.claim(session()).expect("room")).collect();
    assert_eq!(again.iter().map(|name| name.id.slot).collect::<Vec<_>>(), [2, 0, 4]);
}
