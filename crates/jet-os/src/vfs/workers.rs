//! A few threads that do file I/O for others: write-back, read-ahead, files made ahead of need.
//!
//! A job is a closure; who wants its result keeps the [`Ticket`], who wants to be told does the
//! telling at the end of the closure. Without threads ([`Workers::inline`]) a job runs to its end
//! inside [`Workers::submit`], so that simulations are the same every time.

#[cfg(all(test, loom))]
mod loom_tests;
#[cfg(all(test, not(loom)))]
mod tests;

use std::collections::VecDeque;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::sync::{Arc, Condvar, Mutex, thread};

type Job = Box<dyn FnOnce() + Send>;

/// A pool of I/O threads. Dropping it ends them, after all jobs submitted.
pub struct Workers {
    queue: Arc<Queue>,
    threads: Vec<thread::JoinHandle<()>>,
}

struct Queue {
    state: Mutex<State>,
    /// A job arrived, or the end.
    changed: Condvar,
}

struct State {
    jobs: VecDeque<Job>,
    is_ending: bool,
}

/// The result of a job, some day.
pub struct Ticket<T> {
    slot: Arc<Slot<T>>,
}

struct Slot<T> {
    /// `None` until the job is over; a panic is kept for whoever waits.
    result: Mutex<Option<std::thread::Result<T>>>,
    done: Condvar,
}

impl Workers {
    /// A pool of `count` threads; 0 is [`Workers::inline`].
    pub fn new(count: usize) -> Self {
        let state = Mutex::new(State { jobs: VecDeque::new(), is_ending: false });
        let queue = Arc::new(Queue { state, changed: Condvar::new() });
        let start = |_| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.work())
        };
        let threads = (0..count).map(start).collect();
        Self { queue, threads }
    }

    /// No threads: each job runs at once, in the thread that submits it.
    pub fn inline() -> Self {
        Self::new(0)
    }

    /// Whether jobs run in the thread that submits them.
    pub fn is_inline(&self) -> bool {
        self.threads.is_empty()
    }

    /// Runs `job` on some thread. Jobs start in the order submitted; a job must not wait for
    /// another.
    pub fn submit<T, F>(&self, job: F) -> Ticket<T>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let slot = Arc::new(Slot { result: Mutex::new(None), done: Condvar::new() });
        let ticket = Ticket { slot: Arc::clone(&slot) };
        let job: Job = Box::new(move || {
            let result = catch_unwind(AssertUnwindSafe(job));
            *slot.result.lock() = Some(result);
            slot.done.notify_all();
        });
        if self.is_inline() {
            job();
        } else {
            self.queue.state.lock().jobs.push_back(job);
            self.queue.changed.notify_one();
        }
        ticket
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.queue.state.lock().is_ending = true;
        self.queue.changed.notify_all();
        for thread in self.threads.drain(..) {
            // Jobs catch their panics, so a worker has none.
            let ended = thread.join();
            debug_assert!(ended.is_ok(), "a worker panicked outside a job");
        }
    }
}

impl Queue {
    fn work(&self) {
        while let Some(job) = self.next() {
            job();
        }
    }

    /// The next job; `None` when none is left and none will come.
    fn next(&self) -> Option<Job> {
        let mut state = self.state.lock();
        loop {
            if let Some(job) = state.jobs.pop_front() {
                return Some(job);
            }
            if state.is_ending {
                return None;
            }
            state = self.changed.wait(state);
        }
    }
}

impl<T> Ticket<T> {
    /// Whether the job is over.
    pub fn is_done(&self) -> bool {
        self.slot.result.lock().is_some()
    }

    /// Waits for the job's end.
    ///
    /// # Panics
    /// When the job did, with what it said.
    pub fn wait(self) -> T {
        let mut result = self.slot.result.lock();
        loop {
            match result.take() {
                Some(Ok(value)) => return value,
                Some(Err(panic)) => {
                    drop(result);
                    resume_unwind(panic)
                }
                None => result = self.slot.done.wait(result),
            }
        }
    }
}

impl fmt::Debug for Workers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Workers({})", self.threads.len())
    }
}

impl<T> fmt::Debug for Ticket<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ticket({})", if self.is_done() { "done" } else { "waiting" })
    }
}
