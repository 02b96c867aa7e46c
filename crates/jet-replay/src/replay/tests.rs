//! Small transcripts with a known outcome.

use super::*;

fn run(name: &str, lines: &[&str], options: Options) -> Result<Outcome, ReplayError> {
    let numbered = lines.iter().enumerate().map(|(at, line)| format!("{{\"n\":{},{line}", at + 1));
    let text: Vec<String> = numbered.collect();
    let transcript = Transcript::parse(name.to_owned(), &text.join("\n")).expect("valid lines");
    replay(&transcript, options)
}

fn first(lines: &[&str]) -> Outcome {
    run("test-x", lines, Options::default()).expect("fit to be replayed")
}

const CREATE: &str = r#""call":"JetCreateInstance","in":{"pinstance":"$i","szInstanceName":"x"},"ret":"JET_errSuccess","out":{"pinstance":"$i"}}"#;
const INIT: &str = r#""call":"JetInit","in":{"pinstance":"$i"},"ret":"JET_errSuccess"}"#;
const BEGIN: &str = r#""call":"JetBeginSession","in":{"instance":"$i","psesid":"$s"},"ret":"JET_errSuccess","out":{"psesid":"$s"}}"#;

#[test]
fn another_code_is_a_difference() {
    let outcome = first(&[CREATE, r#""call":"JetTerm","in":{"instance":"$i"},"ret":"-1"}"#]);
    let text = outcome.differences[0].to_string();
    assert_eq!((outcome.equal, outcome.differences[0].line), (1, 2));
    assert!(text.contains("ret: expected \"-1\", got \"JET_errSuccess\""), "{text}");
}

#[test]
fn another_value_written_is_a_difference() {
    let missing = CREATE.replace(r#","out":{"pinstance":"$i"}"#, "");
    let text = first(&[&missing]).to_string();
    assert!(text.contains("out.pinstance: expected nothing, got \"$i\""), "{text}");
}

#[test]
fn an_unknown_call_is_named_with_its_line() {
    let outcome = first(&[CREATE, r#""call":"JetFly","in":{"high":1},"ret":"JET_errSuccess"}"#]);
    assert_eq!(outcome.missing_call(), Some("JetFly"));
    assert_eq!(outcome.differences[0].to_string(), "  call not there yet: JetFly at line 2");
}

#[test]
fn what_is_not_understood_is_not_replayed() {
    for line in [
        r#""call":"JetTerm","in":{"instance":0,"speed":1},"ret":"JET_errInvalidParameter"}"#,
        r#""call":"JetTerm","in":{"instance":"JET_noSuchThing"},"ret":"JET_errInvalidParameter"}"#,
    ] {
        let error = run("test-x", &[line], Options::default()).expect_err("unfit");
        assert!(matches!(error, ReplayError::Malformed { line: 1, .. }), "{error}");
    }
}

#[test]
fn a_crash_leaves_nothing_but_files() {
    let stale =
        BEGIN.replace(r#""JET_errSuccess","out":{"psesid":"$s"}"#, r#""JET_errInvalidParameter""#);
    let outcome = first(&[
        CREATE,
        INIT,
        BEGIN,
        r#""op":"mkdir","path":"$DIR/kept"}"#,
        r#""op":"crash"}"#,
        r#""op":"file","path":"$DIR/kept","exists":true}"#,
        // The name is free and the symbol stands for nothing.
        &stale,
        CREATE,
        INIT,
        BEGIN,
        r#""op":"delete","path":"$DIR/kept"}"#,
        r#""op":"newprocess"}"#,
        r#""op":"file","path":"$DIR/kept","exists":false}"#,
    ]);
    assert!(outcome.is_passed(), "{outcome}");
    assert_eq!(outcome.equal, 13);
}

#[test]
fn a_thread_keeps_its_transaction() {
    let on = |thread: &str, call: &str, ret: &str| {
        format!(r#""th":"{thread}","call":"{call}","in":{{"sesid":"$s"}},"ret":"{ret}"}}"#)
    };
    let begin = on("T1", "JetBeginTransaction", "JET_errSuccess");
    let foreign = on("T2", "JetCommitTransaction", "JET_errSessionSharingViolation");
    let commit = on("T1", "JetCommitTransaction", "JET_errSuccess");
    let outcome = first(&[CREATE, INIT, BEGIN, &begin, &foreign, &commit]);
    assert!(outcome.is_passed(), "{outcome}");
}

#[test]
fn limits_are_compared_as_far_as_they_are_promised() {
    let set = r#""call":"JetSetSystemParameter","in":{"pinstance":"$i","sesid":0,"paramid":"JET_paramMaxSessions","lParam":1,"szParam":null},"ret":"JET_errSuccess"}"#;
    let lines = [CREATE, set, INIT, BEGIN, BEGIN, r#""call":"JetFly","ret":"JET_errSuccess"}"#];
    let limits = run("limits-x", &lines, Options::default()).expect("fit to be replayed");
    assert!(limits.is_passed() && limits.notes.len() == 1, "{limits}");
    assert!(!first(&lines).is_passed(), "elsewhere the sessions must be there");
}

#[test]
fn all_differences_are_shown_if_wanted() {
    let fly = r#""call":"JetFly","ret":"JET_errSuccess"}"#;
    assert_eq!(first(&[fly, CREATE, fly]).differences.len(), 1);
    let outcome = run("test-x", &[fly, CREATE, fly], Options { keep_going: true });
    let outcome = outcome.expect("fit to be replayed");
    assert_eq!((outcome.differences.len(), outcome.equal), (2, 1));
}
