//! Plain types and callbacks of the C interface.
//!
//! Written by `cargo xtask header` from the tables; do not edit.

pub use core::ffi::{c_char, c_void};

use super::info::JET_COMMIT_ID;

pub type JET_ERR = i32;
pub type JET_API_PTR = usize;
pub type JET_INSTANCE = JET_API_PTR;
pub type JET_SESID = JET_API_PTR;
pub type JET_TABLEID = JET_API_PTR;
pub type JET_HANDLE = JET_API_PTR;
pub type JET_LS = JET_API_PTR;
pub type JET_OSSNAPID = JET_API_PTR;
pub type JET_COLUMNID = u32;
pub type JET_DBID = u32;
pub type JET_OBJTYP = u32;
pub type JET_COLTYP = u32;
pub type JET_GRBIT = u32;
pub type JET_SNP = u32;
pub type JET_SNT = u32;
pub type JET_CBTYP = u32;
pub type JET_DATESERIAL = f64;
pub type JET_RELOP = i32;
pub type JET_ERRCAT = i32;
pub type JET_INDEXCHECKING = i32;
pub type JET_PSTR = *mut c_char;
pub type JET_PCSTR = *const c_char;
pub type JET_PWSTR = *mut u16;
pub type JET_PCWSTR = *const u16;
pub type JET_PFNSTATUS =
    Option<unsafe extern "C" fn(JET_SESID, JET_SNP, JET_SNT, *mut c_void) -> JET_ERR>;
pub type JET_CALLBACK = Option<
    unsafe extern "C" fn(
        JET_SESID,
        JET_DBID,
        JET_TABLEID,
        JET_CBTYP,
        *mut c_void,
        *mut c_void,
        *mut c_void,
        JET_API_PTR,
    ) -> JET_ERR,
>;
pub type JET_PFNREALLOC =
    Option<unsafe extern "C" fn(*mut c_void, *mut c_void, u32) -> *mut c_void>;
pub type JET_PFNDURABLECOMMITCALLBACK =
    Option<unsafe extern "C" fn(JET_INSTANCE, *mut JET_COMMIT_ID, JET_GRBIT) -> JET_ERR>;
