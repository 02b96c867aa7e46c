//! Outcomes of many transcripts, counted.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::outcome::Outcome;

/// Counts of one area.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AreaCount {
    /// Transcripts that are as recorded.
    pub passed: usize,
    /// Transcripts in which something else came out.
    pub different: usize,
    /// Transcripts that need a call which is not there yet.
    pub missing: usize,
    /// Transcripts that could not be replayed.
    pub failed: usize,
}

/// Counts of many transcripts.
#[derive(Debug, Default)]
pub struct Summary {
    areas: BTreeMap<String, AreaCount>,
    missing: BTreeMap<String, usize>,
}

impl AreaCount {
    /// All transcripts.
    pub fn total(self) -> usize {
        self.passed + self.different + self.missing + self.failed
    }
}

impl Summary {
    /// Counts an outcome.
    pub fn add(&mut self, outcome: &Outcome) {
        let area = self.areas.entry(outcome.area.clone()).or_default();
        match outcome.missing_call() {
            Some(call) => {
                area.missing += 1;
                *self.missing.entry(call.to_owned()).or_default() += 1;
            }
            None if outcome.is_passed() => area.passed += 1,
            None => area.different += 1,
        }
    }

    /// Counts a transcript of this area that could not be replayed.
    pub fn add_failed(&mut self, area: &str) {
        self.areas.entry(area.to_owned()).or_default().failed += 1;
    }

    /// The areas by name.
    pub fn areas(&self) -> impl Iterator<Item = (&str, AreaCount)> {
        self.areas.iter().map(|(name, count)| (name.as_str(), *count))
    }

    /// All areas together.
    pub fn all(&self) -> AreaCount {
        self.areas.values().fold(AreaCount::default(), |sum, area| AreaCount {
            passed: sum.passed + area.passed,
            different: sum.different + area.different,
            missing: sum.missing + area.missing,
            failed: sum.failed + area.failed,
        })
    }

    /// The first calls not there yet, with the number of transcripts that stop at them; most first.
    pub fn missing_calls(&self) -> Vec<(&str, usize)> {
        let mut calls: Vec<_> = self.missing.iter().map(|(call, n)| (call.as_str(), *n)).collect();
        calls.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        calls
    }

    /// The counts as JSON.
    pub fn to_json(&self) -> Value {
        let count = |count: AreaCount| {
            json!({
                "files": count.total(),
                "passed": count.passed,
                "different": count.different,
                "missing": count.missing,
                "failed": count.failed,
            })
        };
        let areas: serde_json::Map<_, _> =
            self.areas().map(|(name, area)| (name.to_owned(), count(area))).collect();
        let missing: serde_json::Map<_, _> =
            self.missing_calls().into_iter().map(|(call, n)| (call.to_owned(), n.into())).collect();
        json!({"areas": areas, "all": count(self.all()), "first_missing_call": missing})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::{Difference, Found};

    fn outcome(area: &str, found: Option<(&str, Found)>) -> Outcome {
        let difference = found.map(|(call, found)| Difference {
            line: 1,
            call: call.to_owned(),
            input: Value::Null,
            found,
        });
        Outcome {
            name: format!("{area}-x"),
            area: area.to_owned(),
            equal: 0,
            differences: difference.into_iter().collect(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn every_transcript_is_counted_once() {
        let mut summary = Summary::default();
        summary.add(&outcome("a", None));
        summary.add(&outcome("a", Some(("JetMove", Found::NotThere))));
        summary.add(&outcome("b", Some(("JetMove", Found::NotThere))));
        summary.add(&outcome("b", Some(("JetTerm", Found::Mismatches(Vec::new())))));
        summary.add_failed("b");
        let all = AreaCount { passed: 1, different: 1, missing: 2, failed: 1 };
        assert_eq!(summary.all(), all);
        assert_eq!(all.total(), 5);
        assert_eq!(summary.missing_calls(), [("JetMove", 2)]);
        assert_eq!(summary.to_json()["areas"]["b"]["files"], 3);
    }
}
