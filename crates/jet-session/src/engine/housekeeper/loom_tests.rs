//! All interleavings of ringing, listening and ending.

use jet_os::sync::atomic::AtomicU64;
use jet_os::sync::{Arc, thread};

use super::*;

/// Whoever rings is heard: what was done before is looked at, though two rings may be heard as one.
#[test]
fn loom_every_ring_is_heard() {
    loom::model(|| {
        let (bell, work) = (Arc::new(Bell::default()), Arc::new(AtomicU64::new(0)));
        let housekeeper = {
            let (bell, work) = (Arc::clone(&bell), Arc::clone(&work));
            thread::spawn(move || {
                while work.load(Relaxed) < 2 {
                    assert_eq!(bell.listen(), Call::Look);
                }
            })
        };
        for _ in 0..2 {
            work.fetch_add(1, Relaxed);
            bell.ring();
        }
        housekeeper.join().expect("model threads do not panic");
    });
}

/// The end is heard, whether or not somebody rings at the same moment.
#[test]
fn loom_the_end_is_heard() {
    loom::model(|| {
        let bell = Arc::new(Bell::default());
        let housekeeper = {
            let bell = Arc::clone(&bell);
            thread::spawn(move || while bell.listen() != Call::End {})
        };
        bell.ring();
        bell.end();
        housekeeper.join().expect("model threads do not panic");
    });
}
