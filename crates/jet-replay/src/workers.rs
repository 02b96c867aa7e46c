//! Threads for the lines that name one: each lives from its first use to the end of its process.
//!
//! Calls never overlap. What a call works on is moved to its thread and back, so there is nothing
//! to lock.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

/// A piece of work with all that it needs.
type Job<T> = Box<dyn FnOnce() -> T + Send>;

struct Worker<T> {
    jobs: Sender<Job<T>>,
    results: Receiver<T>,
    thread: JoinHandle<()>,
}

/// The threads of a process, by name; work on them results in a `T`.
pub(crate) struct Workers<T> {
    by_name: HashMap<String, Worker<T>>,
}

impl<T: Send + 'static> Workers<T> {
    pub(crate) fn new() -> Self {
        Self { by_name: HashMap::new() }
    }

    /// Does a job on the named thread, which is made if need be, and waits for it.
    ///
    /// # Errors
    /// No thread can be made. Jobs do not panic.
    pub(crate) fn run(&mut self, name: &str, job: Job<T>) -> std::io::Result<T> {
        if !self.by_name.contains_key(name) {
            self.by_name.insert(name.to_owned(), Worker::start(name)?);
        }
        let worker = &self.by_name[name];
        let sent = worker.jobs.send(job).ok().and_then(|()| worker.results.recv().ok());
        sent.ok_or_else(|| std::io::Error::other(format!("thread {name} is gone")))
    }

    /// Ends all threads.
    pub(crate) fn end(&mut self) {
        for (_, worker) in self.by_name.drain() {
            drop(worker.jobs);
            // A worker that panicked was reported when its job did not come back.
            let _ = worker.thread.join();
        }
    }
}

impl<T: Send + 'static> Worker<T> {
    fn start(name: &str) -> std::io::Result<Self> {
        let (jobs, todo) = channel::<Job<T>>();
        let (done, results) = channel();
        let work = move || {
            for job in todo {
                if done.send(job()).is_err() {
                    break;
                }
            }
        };
        let thread = thread::Builder::new().name(name.to_owned()).spawn(work)?;
        Ok(Self { jobs, results, thread })
    }
}

impl<T> Drop for Workers<T> {
    fn drop(&mut self) {
        // Without their senders the threads come to an end by themselves.
        self.by_name.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_thread_until_the_end() {
        let mut workers = Workers::new();
        let mut on = |name: &str| {
            let job = Box::new(|| thread::current().id());
            workers.run(name, job).expect("threads can be made")
        };
        let (first, other, again) = (on("T1"), on("T2"), on("T1"));
        assert_eq!(first, again);
        assert_ne!(first, other);
        workers.end();
        let job = Box::new(|| thread::current().id());
        assert_ne!(workers.run("T1", job).expect("threads can be made"), first);
    }
}
