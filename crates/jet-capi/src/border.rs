//! What all calls share.
#![allow(unsafe_code, reason = "exported names, and calls behind them")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use jet_api::{Engine, JetErr};

use crate::abi::JET_ERR;

/// What a call comes to: a code that is no error, or one that is.
pub(crate) type Outcome = Result<JetErr, JetErr>;

/// What calls without a warning of their own end with.
pub(crate) const DONE: Outcome = Ok(JetErr::SUCCESS);

/// The engine of the process.
///
/// C has no value to hang it from: its functions take a handle at most, and some take nothing. So
/// this is the one global there is.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(Engine::new)
}

/// Does the work of a call and gives its code. A panic ends here, as an internal error (C3): the
/// engine lets go of its locks when unwinding.
pub(crate) fn guard(call: &'static str, work: impl FnOnce() -> Outcome) -> JET_ERR {
    let outcome = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        tracing::error!(call, "a call panicked");
        Err(JetErr::INTERNAL_ERROR)
    });
    outcome.unwrap_or_else(|code| code).raw()
}

/// Exports names that call what does their work.
macro_rules! export {
    ($($name:ident($($arg:ident: $kind:ty),*) = $call:path;)*) => {$(
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name($($arg: $kind),*) -> JET_ERR {
            // SAFETY: the caller keeps C1, which is all that calls ask for.
            crate::border::guard(stringify!($name), || unsafe { $call($($arg),*) })
        }
    )*};
}
pub(crate) use export;

/// Exports names behind which there is nothing yet. Whatever arguments they get stay where they
/// are: the caller puts them there and takes them away.
macro_rules! absent {
    ($($name:ident),*) => {$(
        #[unsafe(no_mangle)]
        pub extern "C" fn $name() -> JET_ERR {
            jet_api::JetErr::FEATURE_NOT_AVAILABLE.raw()
        }
    )*};
}
pub(crate) use absent;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_internal_error() {
        assert_eq!(guard("JetTest", || panic!("on purpose")), -107);
        assert_eq!(guard("JetTest", || DONE), 0);
        assert_eq!(guard("JetTest", || Err(JetErr::INVALID_SESID)), -1104);
        assert_eq!(guard("JetTest", || Ok(JetErr::WRN_BUFFER_TRUNCATED)), 1006);
    }
}
