//! The memory of all frames: one allocation, page aligned, for as long as the pool lives.
#![allow(unsafe_code)]

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::ptr::NonNull;

/// The bytes of all frames. Who may touch a frame's bytes is decided by its latch; this type only
/// hands out the addresses.
#[derive(Debug)]
pub(crate) struct Region {
    base: NonNull<u8>,
    layout: Layout,
    frame_bytes: usize,
}

// SAFETY: the region is plain memory; `frame` and `frame_mut` put the duty to keep readers and
// writers apart on their callers.
unsafe impl Send for Region {}
// SAFETY: as above.
unsafe impl Sync for Region {}

impl Region {
    /// Memory for `frames` frames of `frame_bytes` bytes, or `None` when there is none.
    pub(crate) fn new(frames: usize, frame_bytes: usize) -> Option<Self> {
        let bytes = frames.checked_mul(frame_bytes)?;
        let layout = Layout::from_size_align(bytes, 4096).ok()?;
        if bytes == 0 {
            return None;
        }
        // SAFETY: the layout's size is not zero.
        let base = NonNull::new(unsafe { alloc_zeroed(layout) })?;
        Some(Self { base, layout, frame_bytes })
    }

    /// The bytes of frame `index`.
    ///
    /// # Safety
    /// The caller holds the frame's latch in some mode while the slice lives.
    pub(crate) unsafe fn frame(&self, index: usize) -> &[u8] {
        // SAFETY: `address` is inside the allocation for a whole frame; the latch keeps writers
        // away.
        unsafe { std::slice::from_raw_parts(self.address(index), self.frame_bytes) }
    }

    /// The bytes of frame `index`, to change.
    ///
    /// # Safety
    /// The caller holds the frame's latch exclusively while the slice lives, and makes only one
    /// such slice at a time.
    #[allow(clippy::mut_from_ref, reason = "exclusive by the latch")]
    pub(crate) unsafe fn frame_mut(&self, index: usize) -> &mut [u8] {
        // SAFETY: as in `frame`, and nobody else has a slice of it.
        unsafe { std::slice::from_raw_parts_mut(self.address(index), self.frame_bytes) }
    }

    fn address(&self, index: usize) -> *mut u8 {
        let offset = index * self.frame_bytes;
        assert!(offset + self.frame_bytes <= self.layout.size(), "frame {index} does not exist");
        // SAFETY: just checked to lie inside the allocation.
        unsafe { self.base.as_ptr().add(offset) }
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        // SAFETY: allocated with this layout in `new`.
        unsafe { dealloc(self.base.as_ptr(), self.layout) }
    }
}
