//! Names of cursors.

use super::*;

#[test]
fn a_name_fits_until_it_is_given_up_and_never_again() {
    let slots = Arc::new(CursorSlots::new(2));
    let first = slots.claim().expect("room");
    let second = slots.claim().expect("room");
    assert_eq!(slots.claim().map(|name| name.id), Err(Refusal::OutOfCursors));
    let stale = first.id;
    assert!(slots.is_open(stale) && slots.is_open(second.id));
    drop(first);
    assert!(!slots.is_open(stale));
    let third = slots.claim().expect("room again");
    assert_eq!(third.id.slot, stale.slot);
    assert!(third.id != stale && !slots.is_open(stale) && slots.is_open(third.id));
}

#[test]
fn slots_are_used_again_in_the_order_they_were_given_up() {
    let slots = Arc::new(CursorSlots::new(SLOTS_MAX + 1));
    let mut names: Vec<Name> = (0..4).map(|_| slots.claim().expect("room")).collect();
    drop(names.remove(2));
    drop(names.remove(0));
    let again: Vec<Name> = (0..3).map(|_| slots.claim().expect("room")).collect();
    assert_eq!(again.iter().map(|name| name.id.slot).collect::<Vec<_>>(), [2, 0, 4]);
}
