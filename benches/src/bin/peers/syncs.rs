//! How often the process syncs, and how much it writes.
//!
//! The functions of the C library that sync are replaced by ones that count and then do the same
//! system call, so engines in any language are counted alike.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

static SYNCS: AtomicU64 = AtomicU64::new(0);

/// Counters of the process at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Counters {
    syncs: u64,
    bytes: u64,
}

impl Counters {
    /// Those of now.
    pub fn now() -> Self {
        Self { syncs: SYNCS.load(Relaxed), bytes: bytes_written() }
    }

    /// Syncs and bytes since an earlier moment.
    pub fn since(self, before: Self) -> (u64, u64) {
        (self.syncs - before.syncs, self.bytes - before.bytes)
    }
}

/// Bytes that write calls have taken; what goes through a map is not among them.
fn bytes_written() -> u64 {
    let io = std::fs::read_to_string("/proc/self/io").unwrap_or_default();
    let of = |line: &str| line.strip_prefix("wchar: ").and_then(|bytes| bytes.parse().ok());
    io.lines().find_map(of).unwrap_or(0)
}

#[allow(unsafe_code, reason = "replaces functions of the C library")]
mod replaced {
    use super::{Relaxed, SYNCS};

    fn call(number: libc::c_long, fd: libc::c_int) -> libc::c_int {
        SYNCS.fetch_add(1, Relaxed);
        // SAFETY: the system call takes a descriptor and checks it.
        let result = unsafe { libc::syscall(number, fd) };
        if result == 0 { 0 } else { -1 }
    }

    // SAFETY: the same signatures and meanings as in the C library.
    #[unsafe(no_mangle)]
    extern "C" fn fsync(fd: libc::c_int) -> libc::c_int {
        call(libc::SYS_fsync, fd)
    }

    // SAFETY: as above.
    #[unsafe(no_mangle)]
    extern "C" fn fdatasync(fd: libc::c_int) -> libc::c_int {
        call(libc::SYS_fdatasync, fd)
    }
}
