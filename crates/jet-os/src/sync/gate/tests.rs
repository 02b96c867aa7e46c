//! A gate, one thread at a time.

use super::*;

#[test]
fn a_generation_is_entered_by_its_name_only() {
    let gate = Gate::new();
    assert_eq!(gate.enter(0).err(), Some(Closed::Stale));
    let first = gate.open(7);
    assert_eq!(gate.enter(first + 2).err(), Some(Closed::Stale));
    let mut inside = gate.enter(first).expect("alone");
    *inside.value() += 1;
    assert_eq!(gate.enter(first).err(), Some(Closed::Busy));
    drop(inside);
    let mut inside = gate.enter(first).expect("left");
    assert_eq!(*inside.value(), 8);
    inside.close();
    assert_eq!(gate.enter(first).err(), Some(Closed::Stale));
    let second = gate.open(1);
    assert!(second != first && gate.enter(first).is_err() && gate.enter(second).is_ok());
}
