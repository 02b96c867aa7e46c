//! A real database damaged in ways that mean something; then everything a reader does, and all
//! checks.
#![no_main]

use std::sync::Arc;

use jet_fuzz::BASES;
use jet_testkit::choices::Choices;
use jet_testkit::damage::Damage;

#[path = "../../crates/jet-api/tests/it/exercise.rs"]
mod exercise;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut choices = Choices::Bytes(bytes);
    let base = &BASES[choices.below(BASES.len())];
    let mut damage = Damage::new(base);
    for _ in 0..8 {
        if choices.has_more() {
            damage.strike(&mut choices);
        }
    }
    let reads_most = base.page_count() as u64 * 400;
    let file = Arc::new(damage.finish().with_reads_most(reads_most));
    let outcome = exercise::exercise(&file);
    assert!(!file.is_exhausted(), "too many reads: {}", damage.story());
    if let exercise::Outcome::Unnoticed(what) = outcome {
        panic!("{what}: not noticed by the check: {}", damage.story());
    }
});
