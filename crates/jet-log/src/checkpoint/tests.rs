//! Either copy is enough; a lie about the file type or in both copies is not.

#![allow(clippy::indexing_slicing, reason = "tests may panic")]

use jet_types::{DbId, Dbtime, JetErr, Objid};

use super::*;

fn checkpoint() -> Checkpoint {
    let lgpos = Lgpos { generation: 7, sector: 3, offset: 0x120 };
    let attachment = Attachment {
        dbid: DbId(1),
        dbtime: Dbtime(0x400),
        objid_last: Objid(12),
        max_pages: 0,
        lgpos_attach: Lgpos { generation: 1, sector: 1, offset: 268 },
        lgpos_consistent: Lgpos::NONE,
        sign_db: Signature::default(),
        is_sparse: true,
        name: crate::file::PathName::to_utf16("C:\\x\\Ä.edb"),
        is_unicode: true,
    };
    let attached = Some(vec![attachment.clone(), attachment]);
    Checkpoint { checkpoint: lgpos, db_consistency: lgpos, attached, ..Checkpoint::default() }
}

fn two_copies() -> Vec<u8> {
    let block = checkpoint().encode().expect("room for two databases");
    [*block, *block].concat()
}

#[test]
fn either_copy_is_enough() {
    let check = |damage: &[usize], expected| {
        let mut bytes = two_copies();
        damage.iter().for_each(|at| bytes[*at] ^= 1);
        let (found, which) = Checkpoint::decode(&bytes).expect("a sound copy");
        assert_eq!((found, which), (checkpoint(), expected));
    };
    check(&[], CheckpointCopies::Equal);
    check(&[100], CheckpointCopies::OnlySecond);
    check(&[5000], CheckpointCopies::OnlyFirst);
}

#[test]
fn no_sound_copy_is_corruption() {
    let mut bytes = two_copies();
    bytes[100] ^= 1;
    bytes[5000] ^= 1;
    let code = |bytes: &[u8]| Checkpoint::decode(bytes).expect_err("damaged").code();
    assert_eq!(code(&bytes), JetErr::CHECKPOINT_CORRUPT);
    assert_eq!(code(&bytes[..17]), JetErr::CHECKPOINT_CORRUPT);
    assert_eq!(code(&[]), JetErr::CHECKPOINT_CORRUPT);
}

/// A list that does not fit is refused, not cut.
#[test]
fn too_many_databases_are_refused() {
    let mut checkpoint = checkpoint();
    let one = checkpoint.attached.clone().expect("two")[0].clone();
    checkpoint.attached = Some(vec![Attachment { name: vec![65; 500], ..one }; 4]);
    let error = checkpoint.encode().expect_err("2256 bytes");
    assert_eq!(error.code(), JetErr::TOO_MANY_ATTACHED_DATABASES);
}
