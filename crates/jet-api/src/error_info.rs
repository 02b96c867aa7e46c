//! `JetGetErrorInfo`: what kind of trouble a code tells of.

use jet_types::JetErr;
use jet_types::code::Category;

use crate::engine::Engine;
use crate::error::{Result, refuse};

/// `JET_ErrorInfoSpecificErr`.
pub const SPECIFIC_ERR: u32 = 1;
/// The size of `JET_ERRINFOBASIC_W`.
pub const ERROR_INFO_BYTES: usize = 152;

/// `JET_ERRINFOBASIC`, without the place in the source: there is none to tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ErrorInfo {
    /// The code.
    pub code: JetErr,
    /// What kind of trouble it tells of.
    pub category: Category,
    /// From the most general category to that one, filled up with unknown ones.
    pub hierarchy: [Category; 8],
}

impl Engine {
    /// Tells about a code. `size` is that of the caller's buffer.
    /// Source: `JetGetErrorInfo`, which needs no instance.
    ///
    /// # Errors
    /// `JET_errInvalidParameter` for another level, without a code, for any bit and for a code that
    /// is none; `JET_errInvalidBufferSize`.
    pub fn error_info(
        code: Option<JetErr>,
        level: u32,
        grbit: u32,
        size: usize,
    ) -> Result<ErrorInfo> {
        const CALL: &str = "JetGetErrorInfo";
        let code = code.filter(|_| level == SPECIFIC_ERR && grbit == 0);
        let Some(code) = code else { return refuse(CALL, JetErr::INVALID_PARAMETER) };
        if size < ERROR_INFO_BYTES {
            return refuse(CALL, JetErr::INVALID_BUFFER_SIZE);
        }
        match code.category() {
            Some(category) => Ok(ErrorInfo { code, category, hierarchy: category.path() }),
            None => refuse(CALL, JetErr::INVALID_PARAMETER),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_leads_to_its_category() {
        let told = |code, level, grbit, size| Engine::error_info(code, level, grbit, size);
        let code = Some(JetErr::OUT_OF_SESSIONS);
        let info = told(code, SPECIFIC_ERR, 0, ERROR_INFO_BYTES).expect("a code");
        assert_eq!(info.category, Category::Memory);
        let way = [Category::Error, Category::Operation, Category::Resource, Category::Memory];
        assert_eq!((&info.hierarchy[..4], info.hierarchy[4]), (&way[..], Category::Unknown));
        for (code, level, grbit, size, expected) in [
            (None, SPECIFIC_ERR, 0, 200, JetErr::INVALID_PARAMETER),
            (code, 0, 0, 200, JetErr::INVALID_PARAMETER),
            (code, SPECIFIC_ERR, 1, 10, JetErr::INVALID_PARAMETER),
            (code, SPECIFIC_ERR, 0, 151, JetErr::INVALID_BUFFER_SIZE),
            (Some(JetErr::from_raw(12345)), SPECIFIC_ERR, 0, 152, JetErr::INVALID_PARAMETER),
        ] {
            let error = told(code, level, grbit, size).expect_err("refused");
            assert_eq!(error.code(), expected, "{code:?} {level} {grbit} {size}");
        }
    }
}
