//! Share rules, as the reference engine answered: `cursor-open-modes` of the transcripts.

use super::*;

const PLAIN: Access =
    Access { read_only: false, updatable: false, deny_read: false, deny_write: false };
const READ_ONLY: Access = Access { read_only: true, ..PLAIN };
const UPDATABLE: Access = Access { updatable: true, ..PLAIN };
const DENY_READ: Access = Access { deny_read: true, ..PLAIN };
const DENY_WRITE: Access = Access { deny_write: true, ..PLAIN };
const DENY_BOTH: Access = Access { deny_read: true, deny_write: true, ..PLAIN };
const SECOND: [Access; 6] = [PLAIN, READ_ONLY, UPDATABLE, DENY_READ, DENY_WRITE, DENY_BOTH];

/// What the second opening gets, by the same session and by another: `.` success, `L` locked, `U`
/// in use.
#[test]
fn openings_share_as_the_reference_engine_lets_them() {
    let table = [
        (PLAIN, "......", "...UUU"),
        (READ_ONLY, "......", "...U.U"),
        (UPDATABLE, "......", "...UUU"),
        (DENY_READ, "......", "LLLLLL"),
        (DENY_WRITE, "....UU", "..LUUU"),
        (DENY_BOTH, "....UU", "LLLLLL"),
    ];
    for (first, same, other) in table {
        for (session, expected) in [(1, same), (2, other)] {
            for (second, expected) in SECOND.into_iter().zip(expected.chars()) {
                let share = Share::default();
                share.open(1, first).expect("the first opening");
                let got = match share.open(session, second) {
                    Ok(_) => '.',
                    Err(Refusal::TableLocked) => 'L',
                    Err(Refusal::TableInUse) => 'U',
                    Err(other) => panic!("{other:?}"),
                };
                assert_eq!(got, expected, "{first:?}, then {second:?} by session {session}");
            }
        }
    }
}

#[test]
fn a_plain_opening_reads_when_writing_is_denied() {
    let share = Share::default();
    let denied = share.open(1, DENY_WRITE).expect("alone");
    assert!(denied.is_updatable);
    let reader = share.open(2, PLAIN).expect("reading is allowed");
    assert!(!reader.is_updatable);
    share.close(denied);
    assert!(share.open(2, PLAIN).expect("nothing is denied").is_updatable);
    share.close(reader);
    assert_eq!(share.count(), 1);
}
