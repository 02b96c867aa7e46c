//! Both clocks.

use super::*;

#[test]
fn a_simulated_clock_moves_only_when_told() {
    let clock = SimClock::new(1_000);
    assert_eq!((clock.unix_ms(), clock.steady()), (1_000, Duration::ZERO));
    clock.advance(Duration::from_secs(2));
    assert_eq!((clock.unix_ms(), clock.steady()), (3_000, Duration::from_secs(2)));
}

#[test]
fn the_real_clock_is_past_2020_and_does_not_go_back() {
    let clock = RealClock::new();
    let first = clock.steady();
    assert!(clock.unix_ms() > 1_577_836_800_000);
    assert!(clock.steady() >= first);
}
