//! Memory of C callers. Every function here relies on C1.
#![allow(unsafe_code, reason = "pointers of C callers")]

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::ffi::c_void;
use std::mem::MaybeUninit;

/// Writes a result, if there is a place for it.
///
/// # Safety
/// C1.
pub(crate) unsafe fn put<T>(place: *mut T, value: T) {
    if !place.is_null() {
        // SAFETY: C1, and the place is not null; its alignment does not matter.
        unsafe { place.write_unaligned(value) };
    }
}

/// Reads a variable or a structure, if it is there.
///
/// # Safety
/// C1.
pub(crate) unsafe fn get<T: Copy>(place: *const T) -> Option<T> {
    // SAFETY: C1, and the place is not null; its alignment does not matter.
    (!place.is_null()).then(|| unsafe { place.read_unaligned() })
}

/// A caller's bytes; `None` for a null pointer to some.
///
/// # Safety
/// C1.
pub(crate) unsafe fn bytes<'a>(data: *const c_void, len: u32) -> Option<&'a [u8]> {
    if data.is_null() {
        return (len == 0).then_some(&[]);
    }
    // SAFETY: C1: as many bytes as `len` says, and nobody writes them during the call.
    Some(unsafe { std::slice::from_raw_parts(data.cast(), len as usize) })
}

/// A caller's buffer; `None` for a null pointer.
///
/// # Safety
/// C1.
pub(crate) unsafe fn buffer<'a>(data: *mut c_void, len: u32) -> Option<&'a mut [u8]> {
    // SAFETY: C1: as many bytes as `len` says, which only this call touches until it returns.
    (!data.is_null()).then(|| unsafe { std::slice::from_raw_parts_mut(data.cast(), len as usize) })
}

/// Writes how many bytes there are, if the call got so far as to know, and there is a place for it.
///
/// # Safety
/// C1.
pub(crate) unsafe fn put_len(place: *mut u32, len: Option<usize>) {
    if let Some(len) = len {
        // SAFETY: C1.
        unsafe { put(place, u32::try_from(len).unwrap_or(u32::MAX)) };
    }
}

/// The elements of a caller's array; none of a null pointer.
pub(crate) fn elements<T>(start: *mut T, count: u32) -> impl Iterator<Item = *mut T> + Clone {
    let count = if start.is_null() { 0 } else { count as usize };
    (0..count).map(move |at| start.wrapping_add(at))
}

/// Before each block that is given out stands its size, in as many bytes as keep it aligned.
const BLOCK_HEAD: usize = 16;

/// Memory of the engine for a caller, who gives it to `JetFreeBuffer` in the end. It is zero;
/// null when there is none.
pub(crate) fn give_out(len: usize) -> *mut u8 {
    let Ok(layout) = Layout::from_size_align(len + BLOCK_HEAD, BLOCK_HEAD) else {
        return std::ptr::null_mut();
    };
    // SAFETY: the layout has a size other than zero.
    let block = unsafe { alloc_zeroed(layout) };
    if block.is_null() {
        return block;
    }
    // SAFETY: the block has room for its size, then for `len` bytes.
    unsafe {
        block.cast::<usize>().write(layout.size());
        block.add(BLOCK_HEAD)
    }
}

/// Takes back what [`give_out`] gave.
///
/// # Safety
/// C1: the pointer is null or came from there, and comes back once.
pub(crate) unsafe fn take_back(place: *mut u8) {
    if place.is_null() {
        return;
    }
    // SAFETY: C1: before the place stands the size it was allocated with.
    unsafe {
        let block = place.sub(BLOCK_HEAD);
        let size = block.cast::<usize>().read();
        if let Ok(layout) = Layout::from_size_align(size, BLOCK_HEAD) {
            dealloc(block, layout);
        }
    }
}

/// Reads the first `len` bytes of a structure of numbers and pointers; the rest is zero.
///
/// # Safety
/// C1: there are as many bytes.
pub(crate) unsafe fn get_begin<T: Copy>(place: *const u8, len: usize) -> T {
    let mut value = MaybeUninit::<T>::zeroed();
    let len = len.min(size_of::<T>());
    // SAFETY: C1, and the value is as large; zeros and whatever a caller has are numbers and
    // pointers.
    unsafe {
        place.copy_to_nonoverlapping(value.as_mut_ptr().cast(), len);
        value.assume_init()
    }
}

/// What a variable for a handle holds until the engine writes it: no handle has this number.
pub(crate) const UNTOUCHED: u32 = 0x0123_4567;

/// A variable of the engine's own type in place of a caller's, so that the caller's is written by
/// [`put`] alone: `None` when the caller has none.
pub(crate) fn variable<T, V>(place: *mut T, value: &mut V) -> Option<&mut V> {
    (!place.is_null()).then_some(value)
}
