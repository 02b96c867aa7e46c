//! Where a legal implementation may differ from the reference engine, and how far it is compared.
//! Each rule has its entry in `docs/differences.md`.

use jet_types::JetErr;
use serde_json::{Map, Value};

use crate::transcript::{Recorded, Transcript};

/// What a rule makes of a line.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Rule {
    /// The line is compared as it is.
    Compare,
    /// The rest of the transcript is beyond what is promised, for this reason.
    StopHere(String),
}

/// Looks for a rule about a line that differs.
pub(crate) fn about(transcript: &Transcript, line: &Recorded, got: JetErr) -> Rule {
    let is_session = matches!(line.call.as_str(), "JetBeginSession" | "JetDupSession");
    let is_limit = is_session && line.ret == "JET_errSuccess" && got == JetErr::OUT_OF_SESSIONS;
    if transcript.area == "limits" && is_limit {
        let reason = "compared up to JET_paramMaxSessions: the reference engine has sessions to \
                      spare beyond it, this one has not";
        return Rule::StopHere(reason.to_owned());
    }
    Rule::Compare
}

/// What is compared of the values written.
///
/// The text of `JET_paramErrorToString` is the name of the code and a description in this engine's
/// own words: the name is compared.
pub(crate) fn compared(line: &Recorded, out: &Map<String, Value>) -> Map<String, Value> {
    let mut out = out.clone();
    let is_param = |name: &str| line.input.get("paramid").is_some_and(|id| id == name);
    if line.call == "JetGetSystemParameter"
        && is_param("JET_paramErrorToString")
        && let Some(Value::String(text)) = out.get_mut("szParam")
        && let Some((name, _)) = text.split_once(", ")
    {
        *text = name.to_owned();
    }
    out
}
