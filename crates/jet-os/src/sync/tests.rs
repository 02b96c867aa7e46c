//! The rank check, and that waiting works.

use super::{Arc, Condvar, Mutex, Rank, RwLock, thread};

#[cfg(debug_assertions)]
#[test]
#[should_panic(expected = "taken while holding")]
fn a_wrong_order_panics() {
    let inner = Mutex::with_rank(Rank::LogBuffer, ());
    let outer = RwLock::with_rank(Rank::Schema, ());
    let _inner = inner.lock();
    let _outer = outer.read();
}

#[test]
fn a_rising_order_and_any_try_are_fine() {
    let outer = Mutex::with_rank(Rank::Instance, 1);
    let inner = RwLock::with_rank(Rank::VersionChain, 2);
    {
        let outer = outer.lock();
        assert_eq!(*outer + *inner.read(), 3);
    }
    let _inner = inner.write();
    assert_eq!(outer.try_lock().map(|value| *value), Some(1));
}

#[test]
fn a_waiter_is_woken() {
    let shared = Arc::new((Mutex::new(false), Condvar::new()));
    let setter = {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            *shared.0.lock() = true;
            shared.1.notify_one();
        })
    };
    let mut ready = shared.0.lock();
    while !*ready {
        ready = shared.1.wait(ready);
    }
    drop(ready);
    setter.join().expect("the setter does not panic");
}
