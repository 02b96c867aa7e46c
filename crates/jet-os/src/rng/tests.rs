//! The stream is the published one, and what is drawn from it is in range.

use super::*;

#[test]
fn the_stream_is_splitmix64() {
    // The first values of the reference implementation for seed 1234567.
    let mut rng = Rng::new(1_234_567);
    let first = [(); 5].map(|()| rng.next_u64());
    let expected = [
        6_457_827_717_110_365_317,
        3_203_168_211_198_807_973,
        9_817_491_932_198_370_423,
        4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
    ];
    assert_eq!(first, expected);
}

#[test]
fn numbers_stay_below_their_limit_and_reach_all_of_it() {
    let mut rng = Rng::new(7);
    let mut seen = [0_u32; 6];
    for _ in 0..6000 {
        seen[rng.index(6)] += 1;
    }
    assert!(seen.iter().all(|count| (800..1200).contains(count)), "{seen:?}");
    let hits = (0..1000).filter(|_| rng.chance(1, 4)).count();
    assert!((200..300).contains(&hits), "{hits}");
}

#[test]
fn a_shuffle_keeps_every_item() {
    let mut items: Vec<u32> = (0..50).collect();
    Rng::new(3).shuffle(&mut items);
    assert_ne!(items, (0..50).collect::<Vec<_>>());
    items.sort_unstable();
    assert_eq!(items, (0..50).collect::<Vec<_>>());
}

#[test]
fn bytes_of_any_length_are_filled() {
    let mut bytes = [0; 13];
    Rng::new(1).fill(&mut bytes);
    assert!(bytes.iter().filter(|byte| **byte == 0).count() < 3, "{bytes:?}");
    assert_ne!(Rng::from_os().next_u64(), Rng::from_os().next_u64());
}
