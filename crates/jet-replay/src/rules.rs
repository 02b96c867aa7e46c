//! Where a legal implementation may differ from the reference engine, and how far it is compared.
//! Each rule has its entry in `docs/differences.md`.

#[cfg(test)]
mod tests;

use jet_types::JetErr;
use serde_json::{Map, Value};

use crate::compare::ANYTHING;
use crate::outcome::Mismatch;
use crate::transcript::Recorded;

/// The rules for one transcript.
#[derive(Debug)]
pub(crate) struct Rules {
    area: String,
    /// Rows recorded and got in an order that is not compared.
    rows: [Vec<String>; 2],
}

impl Rules {
    /// The rules of an area.
    pub(crate) fn new(area: &str) -> Self {
        Self { area: area.to_owned(), rows: Default::default() }
    }

    /// Why a line that differs is the last to be replayed, if it is: the rest of the transcript is
    /// beyond what is promised.
    pub(crate) fn end_of_promise(&self, line: &Recorded, got: JetErr) -> Option<&'static str> {
        let is_session = matches!(line.call.as_str(), "JetBeginSession" | "JetDupSession");
        let is_refused = line.ret == "JET_errSuccess" && got == JetErr::OUT_OF_SESSIONS;
        (self.area == "limits" && is_session && is_refused).then_some(
            "compared up to JET_paramMaxSessions: the reference engine has sessions to spare \
             beyond it, this one has not",
        )
    }

    /// Takes out of the values of a line what is not compared.
    pub(crate) fn adjust(
        &mut self,
        line: &Recorded,
        expected: &mut Map<String, Value>,
        got: &mut Map<String, Value>,
    ) {
        let is_param = |name: &str| line.input.get("paramid").is_some_and(|id| id == name);
        let is_unicode = self.area == "unicode";
        match line.call.as_str() {
            "JetGetSystemParameter" if is_param("JET_paramErrorToString") => {
                [expected, got].into_iter().for_each(name_only);
            }
            // Sort keys of the recorded engine are those of no version of Windows.
            "JetRetrieveKey" if is_unicode => {
                expected.values_mut().for_each(|value| *value = ANYTHING.into());
            }
            // Nor is the order of rows that follows from them: all must come, each once.
            "JetRetrieveColumns" if is_unicode => {
                for (rows, out) in self.rows.iter_mut().zip([&*expected, got]) {
                    rows.extend(out.get("pretrievecolumn").map(Value::to_string));
                }
                expected.values_mut().for_each(|value| *value = ANYTHING.into());
            }
            _ => {}
        }
    }

    /// What shows only when all lines are done.
    pub(crate) fn at_the_end(mut self) -> Option<Mismatch> {
        self.rows.iter_mut().for_each(|rows| rows.sort_unstable());
        let [expected, got] = &self.rows;
        let pairs = expected.iter().zip(got);
        let (expected, got) = pairs.into_iter().find(|(expected, got)| expected != got)?;
        let place = "rows in any order";
        Some(Mismatch::new(place, Some(&expected.as_str().into()), Some(&got.as_str().into())))
    }
}

/// Leaves the name of a code and drops its description, which is in an engine's own words.
fn name_only(out: &mut Map<String, Value>) {
    if let Some(Value::String(text)) = out.get_mut("szParam")
        && let Some((name, _)) = text.split_once(", ")
    {
        *text = name.to_owned();
    }
}
