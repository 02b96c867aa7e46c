//! All interleavings of a submitter and a worker.

use super::*;

/// A job submitted is done, its result found, and the end ends: no wake-up is lost.
#[test]
fn loom_a_job_is_done_and_the_end_ends() {
    loom::model(|| {
        let workers = Workers::new(1);
        let first = workers.submit(|| 1);
        let second = workers.submit(|| 2);
        assert_eq!(first.wait(), 1);
        drop(workers);
        assert!(second.is_done(), "the end waits for all jobs");
    });
}
