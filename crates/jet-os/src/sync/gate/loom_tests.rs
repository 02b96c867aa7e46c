//! All interleavings of two callers at one gate.

use super::*;
use crate::sync::{Arc, thread};

/// Two callers enter the same generation: one inside at a time, the other is told so. Loom checks
/// that accesses to the value never overlap; fails when leaving does not publish.
#[test]
fn loom_one_caller_is_inside_at_a_time() {
    loom::model(|| {
        let gate = Arc::new(Gate::new());
        let generation = gate.open(0_u32);
        let callers = [(); 2].map(|()| {
            let gate = Arc::clone(&gate);
            thread::spawn(move || match gate.enter(generation) {
                Ok(mut inside) => {
                    *inside.value() += 1;
                    true
                }
                Err(closed) => {
                    assert_eq!(closed, Closed::Busy);
                    false
                }
            })
        });
        let entered = callers.map(|caller| caller.join().expect("model threads do not panic"));
        let entered = entered.into_iter().filter(|entered| *entered).count() as u32;
        assert!(entered >= 1);
        assert_eq!(*gate.enter(generation).expect("all left").value(), entered);
    });
}

/// One ends the generation while another enters by its name: it gets in before, or is told busy or
/// stale; never a value that is gone.
#[test]
fn loom_ending_races_entering() {
    loom::model(|| {
        let gate = Arc::new(Gate::new());
        let generation = gate.open(5_u32);
        let caller = {
            let gate = Arc::clone(&gate);
            thread::spawn(move || gate.enter(generation).map(|mut inside| *inside.value()))
        };
        if let Ok(inside) = gate.enter(generation) {
            inside.close();
        }
        match caller.join().expect("model threads do not panic") {
            Ok(value) => assert_eq!(value, 5),
            Err(Closed::Busy | Closed::Stale) => {}
        }
    });
}
