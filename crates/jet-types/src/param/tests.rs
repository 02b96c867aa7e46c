//! The tables agree with themselves.

use super::*;

#[test]
fn tables_are_sorted_and_defaults_lie_in_their_ranges() {
    for table in [system(), session(), database()] {
        assert!(table.is_sorted_by_key(|info| info.id));
        for info in table {
            if let Default::Number(number) = info.default
                && info.access == Access::ReadWrite
            {
                assert!((info.min..=info.max).contains(&number), "{info:?}");
            }
        }
    }
}

#[test]
fn numbers_lead_to_names() {
    assert_eq!(ParamId::MAX_SESSIONS.info().map(|i| i.name), Some("JET_paramMaxSessions"));
    assert!(ParamId(100_000).info().is_none());
}
