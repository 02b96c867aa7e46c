//! Places, one thread at a time, and all of them at once.

use super::*;

#[test]
fn a_value_is_entered_by_its_name_only() {
    let places = Places::new(1);
    assert_eq!(places.enter(Name { place: 0, generation: 0 }).err(), Some(Shut::Stale));
    let first = places.claim().expect("free").open(7);
    let later = Name { generation: first.generation + 2, ..first };
    let over = Name { generation: first.generation + 1, ..first };
    for other in [later, over, Name { place: 1, ..first }, Name { place: u32::MAX, ..first }] {
        assert_eq!(places.enter(other).err(), Some(Shut::Stale), "{other:?}");
        assert_eq!(places.look(other), Err(Shut::Stale), "{other:?}");
    }
    let mut inside = places.enter(first).expect("alone");
    *inside.value() += 1;
    assert_eq!(places.enter(first).err(), Some(Shut::Busy));
    assert_eq!(places.look(first), Err(Shut::Busy));
    drop(inside);
    assert_eq!(places.look(first), Ok(()));
    let mut moving = places.move_out(first).expect("left");
    assert_eq!(*moving.value(), 8);
    assert_eq!(places.enter(first).err(), Some(Shut::Busy));
    drop(moving);
    places.move_out(first).expect("it stayed").close();
    assert_eq!(places.enter(first).err(), Some(Shut::Stale));
    let second = places.claim().expect("free again").open(1);
    assert!(second != first && places.enter(first).is_err() && places.enter(second).is_ok());
}

#[test]
fn exactly_the_limit_fit_and_memory_follows_use() {
    for limit in [0, 1, 63, 64, 65, 200, 30_069] {
        let places = Places::<u32>::new(limit);
        assert_eq!(places.gates().count(), 0, "memory is taken when it is needed");
        let names: Vec<_> = (0..limit).map(|v| places.claim().expect("free").open(v)).collect();
        assert_eq!(places.claim().err(), Some(Refused::Full));
        assert_eq!((places.live().count(), places.gates().count()), (names.len(), names.len()));
        assert!(names.iter().all(|name| places.look(*name).is_ok()));
        for (value, name) in (0..).zip(names) {
            let mut moving = places.move_out(name).expect("it lives");
            assert_eq!(*moving.value(), value);
            moving.close();
        }
        assert_eq!(places.live().count(), 0);
    }
}

#[test]
fn a_claim_given_up_is_a_free_place() {
    let places = Places::<u32>::new(1);
    drop(places.claim().expect("free"));
    places.claim().expect("free again").open(0);
    assert_eq!(places.claim().err(), Some(Refused::Full));
}

/// Memory stays, names of the life before are stale, and exactly the new limit fit, wherever
/// places were given back last.
#[test]
fn a_new_life_has_a_limit_of_its_own() {
    let places = Places::<u32>::new(200);
    let mut earlier = Vec::new();
    for limit in [200, 16, 1, 300, 64, 0, 65] {
        places.reset(limit);
        let names: Vec<_> = (0..limit).map(|v| places.claim().expect("free").open(v)).collect();
        assert_eq!(places.claim().err(), Some(Refused::Full), "limit {limit}");
        assert_eq!((places.live().count(), places.gates().count()), (names.len(), names.len()));
        assert!(earlier.iter().all(|name| places.look(*name) == Err(Shut::Stale)));
        assert!(names.iter().all(|name| places.look(*name).is_ok()));
        names.iter().for_each(|name| places.move_out(*name).expect("it lives").close());
        earlier.extend(names);
    }
}

#[test]
fn values_are_dropped_with_their_places() {
    let counted = std::sync::Arc::new(());
    let places = Places::new(3);
    let names = [(); 3].map(|()| places.claim().expect("free").open(counted.clone()));
    places.move_out(names[1]).expect("it lives").close();
    assert_eq!(std::sync::Arc::strong_count(&counted), 3);
    drop(places);
    assert_eq!(std::sync::Arc::strong_count(&counted), 1);
}

/// Threads with homes of their own find what others gave back.
#[test]
fn threads_share_all_places() {
    let places = Places::new(4);
    let rounds = 2_000;
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for round in 0..rounds {
                    let name = places.claim().expect("one for each thread").open(round);
                    assert_eq!(*places.enter(name).expect("it is ours").value(), round);
                    places.move_out(name).expect("it is ours").close();
                }
            });
        }
    });
    let names = [(); 4].map(|()| places.claim().expect("all came back").open(0));
    assert_eq!(places.live().collect::<std::collections::HashSet<_>>(), names.into());
}
