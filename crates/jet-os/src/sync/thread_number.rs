//! Small numbers for threads, so that threads can be spread over shards.

/// The number of this thread: 0 for the first that asked, then 1, 2, and so on. It orders nothing,
/// so models need not see it: there every thread has number 0.
#[inline]
pub fn thread_number() -> usize {
    #[cfg(loom)]
    return 0;
    #[cfg(not(loom))]
    match NUMBER.get() {
        0 => draw(),
        number => number - 1,
    }
}

#[cfg(not(loom))]
std::thread_local! {
    /// One more than the number, 0 for none yet.
    static NUMBER: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

#[cold]
#[cfg(not(loom))]
fn draw() -> usize {
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Relaxed);
    NUMBER.set(number + 1);
    number
}
