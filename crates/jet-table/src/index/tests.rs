//! Combinations and tuples.

use super::picks::Expansion;
use super::*;

fn walk(counts: &[usize], expansion: Expansion) -> Vec<Vec<Option<usize>>> {
    let counts = counts.to_vec();
    let mut picks = Picks { chosen: vec![Some(0); counts.len()], counts, expansion, round: 0 };
    let mut all = vec![picks.chosen.clone()];
    while picks.advance() {
        all.push(picks.chosen.clone());
    }
    all
}

#[test]
fn a_cross_product_turns_the_last_column_fastest() {
    let all = walk(&[2, 1, 2], Expansion::Cross);
    let expected = [[0, 0, 0], [0, 0, 1], [1, 0, 0], [1, 0, 1]];
    assert_eq!(all, expected.map(|pick| pick.map(Some).to_vec()));
}

#[test]
fn nested_values_go_together_and_short_columns_give_null() {
    let all = walk(&[3, 1, 2], Expansion::Nested);
    let expected =
        [[Some(0), Some(0), Some(0)], [Some(1), Some(0), Some(1)], [Some(2), Some(0), None]];
    assert_eq!(all, expected.map(|pick| pick.to_vec()));
}

#[test]
fn tuples_slide_over_the_text() {
    let limits = TupleLimits { min: 2, max: 3, to_index: 100, step: 1, start: 1 };
    let pieces: Vec<&[u8]> = tuples(b"abcde", limits, 1).collect();
    assert_eq!(pieces, [&b"bcd"[..], b"cde", b"de"]);
    let none: Vec<&[u8]> = tuples(b"ab", limits, 1).collect();
    assert!(none.is_empty());
}
