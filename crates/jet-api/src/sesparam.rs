//! `JET_sesparam...`: parameters of a session, as bytes.

#[cfg(test)]
mod tests;

use jet_session::Session;
use jet_types::JetErr;

use crate::engine::Engine;
use crate::error::{InCall, Result, refuse};
use crate::handle::Sesid;

/// The longest commit context.
const COMMIT_CONTEXT_MAX: usize = 30_000;
/// The longest description; a longer one ends in three dots.
const DESCRIPTION_MAX: usize = 31;
/// The highest cache priority, in percent.
const CACHE_PRIORITY_MAX: u32 = 1000;
/// Low priority, background dispatch, the class of a user, and the mark of maintenance.
const IO_PRIORITY_BITS: u32 = 0x1 | 0x40 | 0x0F00_0000 | 0x4000_0000;

/// Numbers of the session parameters.
mod id {
    pub(super) const COMMIT_DEFAULT: u32 = 4097;
    pub(super) const COMMIT_CONTEXT: u32 = 4098;
    pub(super) const TRANSACTION_LEVEL: u32 = 4099;
    pub(super) const OPERATION_CONTEXT: u32 = 4100;
    pub(super) const CORRELATION_ID: u32 = 4101;
    pub(super) const CACHE_PRIORITY: u32 = 4102;
    pub(super) const COMPONENT: u32 = 4103;
    pub(super) const ACTION: u32 = 4104;
    pub(super) const ACTION_CONTEXT: u32 = 4105;
    pub(super) const ACTIVITY_ID: u32 = 4106;
    pub(super) const IO_TRACE_FLAGS: u32 = 4107;
    pub(super) const IO_PRIORITY: u32 = 4108;
    pub(super) const COMMIT_CONTEXT_IS_PRIVATE: u32 = 4109;
    pub(super) const WANTS_PRE_COMMIT_CALL: u32 = 4110;
}

/// How large a buffer must be for a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// As large as the value.
    Exactly,
    /// As large as the value or larger.
    AtLeast,
    /// The same, for values of varying length.
    Varying,
}

impl Engine {
    /// Sets a parameter of a session. `None` is a null pointer with a size other than 0. Returns
    /// success, or `JET_wrnBufferTruncated` for a description cut short.
    /// Source: `JetSetSessionParameter`.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidParameter`, `JET_errInvalidSesparamId`,
    /// `JET_errInvalidBufferSize`, `JET_errFeatureNotAvailable` for the transaction level,
    /// `JET_errInvalidGrbit`.
    pub fn set_session_parameter(
        &self,
        sesid: Sesid,
        id: u32,
        data: Option<&[u8]>,
    ) -> Result<JetErr> {
        const CALL: &str = "JetSetSessionParameter";
        let (entry, slot) = self.entry_of(CALL, sesid)?;
        let mut inside = entry.instance.enter(slot, false).in_call(CALL)?;
        let set = data.map_or(Err(JetErr::INVALID_PARAMETER), |data| {
            set(&mut inside.payload().session, id, data)
        });
        set.or_else(|code| refuse(CALL, code))
    }

    /// Reads a parameter of a session into a buffer, and its size. Source:
    /// `JetGetSessionParameter`.
    ///
    /// Any thread may ask, also one that does not own the session's transaction.
    ///
    /// # Errors
    /// What a session call gets; `JET_errInvalidParameter` when there is no place for either,
    /// `JET_errInvalidSesparamId`, `JET_errInvalidBufferSize`, `JET_errBufferTooSmall`. The size is
    /// written for the last two.
    pub fn get_session_parameter(
        &self,
        sesid: Sesid,
        id: u32,
        buffer: Option<&mut [u8]>,
        actual: Option<&mut u32>,
    ) -> Result<()> {
        const CALL: &str = "JetGetSessionParameter";
        let (entry, slot) = self.entry_of(CALL, sesid)?;
        let mut inside = entry.instance.enter(slot, false).in_call(CALL)?;
        if buffer.is_none() && actual.is_none() {
            return refuse(CALL, JetErr::INVALID_PARAMETER);
        }
        let Some((value, fit)) = get(&inside.payload().session, id) else {
            return refuse(CALL, JetErr::INVALID_SESPARAM_ID);
        };
        if let Some(actual) = actual {
            *actual = value.len() as u32;
        }
        let Some(buffer) = buffer else { return Ok(()) };
        let is_too_large = fit == Fit::Exactly && buffer.len() > value.len();
        match buffer.get_mut(..value.len()) {
            None if fit == Fit::Varying => refuse(CALL, JetErr::BUFFER_TOO_SMALL),
            Some(place) if !is_too_large => {
                place.copy_from_slice(&value);
                Ok(())
            }
            _ => refuse(CALL, JetErr::INVALID_BUFFER_SIZE),
        }
    }
}

fn get(session: &Session, id: u32) -> Option<(Vec<u8>, Fit)> {
    let params = session.params();
    let number = |number: u32, fit| (number.to_le_bytes().to_vec(), fit);
    let text = |text: &[u8]| ([text, &[0]].concat(), Fit::Varying);
    Some(match id {
        id::COMMIT_DEFAULT => number(session.commit_default, Fit::Exactly),
        id::COMMIT_CONTEXT => (params.commit_context.clone(), Fit::Varying),
        id::TRANSACTION_LEVEL => number(session.level().into(), Fit::Exactly),
        id::OPERATION_CONTEXT => (params.operation.to_vec(), Fit::AtLeast),
        id::CORRELATION_ID => number(params.correlation_id, Fit::AtLeast),
        id::CACHE_PRIORITY => number(params.cache_priority, Fit::AtLeast),
        id::COMPONENT => text(&params.component),
        id::ACTION => text(&params.action),
        id::ACTION_CONTEXT => text(&params.action_context),
        id::ACTIVITY_ID => (params.activity_id.to_vec(), Fit::AtLeast),
        id::IO_TRACE_FLAGS => number(params.io_trace_flags, Fit::AtLeast),
        id::IO_PRIORITY => number(params.io_priority, Fit::Exactly),
        id::COMMIT_CONTEXT_IS_PRIVATE => {
            number(params.is_commit_context_private.into(), Fit::AtLeast)
        }
        id::WANTS_PRE_COMMIT_CALL => number(params.wants_pre_commit_call.into(), Fit::AtLeast),
        _ => return None,
    })
}

fn set(session: &mut Session, id: u32, data: &[u8]) -> std::result::Result<JetErr, JetErr> {
    if id == id::COMMIT_DEFAULT {
        session.commit_default = number(data)?;
        return Ok(JetErr::SUCCESS);
    }
    let params = session.params_mut();
    match id {
        id::COMMIT_CONTEXT => {
            params.commit_context.clear();
            if data.len() > COMMIT_CONTEXT_MAX {
                return Err(JetErr::INVALID_BUFFER_SIZE);
            }
            params.commit_context.extend_from_slice(data);
            params.wants_pre_commit_call &= !data.is_empty();
        }
        id::TRANSACTION_LEVEL => return Err(JetErr::FEATURE_NOT_AVAILABLE),
        id::OPERATION_CONTEXT => params.operation = fixed(data)?,
        id::CORRELATION_ID => params.correlation_id = number(data)?,
        id::CACHE_PRIORITY => match number(data)? {
            percent if percent <= CACHE_PRIORITY_MAX => params.cache_priority = percent,
            _ => return Err(JetErr::INVALID_PARAMETER),
        },
        id::COMPONENT => return Ok(describe(&mut params.component, data)),
        id::ACTION => return Ok(describe(&mut params.action, data)),
        id::ACTION_CONTEXT => return Ok(describe(&mut params.action_context, data)),
        id::ACTIVITY_ID => params.activity_id = fixed(data)?,
        id::IO_TRACE_FLAGS => params.io_trace_flags = number(data)?,
        id::IO_PRIORITY => match number(data)? {
            bits if bits & !IO_PRIORITY_BITS == 0 => params.io_priority = bits,
            _ => return Err(JetErr::INVALID_GRBIT),
        },
        id::COMMIT_CONTEXT_IS_PRIVATE => params.is_commit_context_private = number(data)? != 0,
        id::WANTS_PRE_COMMIT_CALL => params.wants_pre_commit_call = number(data)? != 0,
        _ => return Err(JetErr::INVALID_SESPARAM_ID),
    }
    Ok(JetErr::SUCCESS)
}

fn fixed<const LEN: usize>(data: &[u8]) -> std::result::Result<[u8; LEN], JetErr> {
    data.try_into().map_err(|_| JetErr::INVALID_BUFFER_SIZE)
}

fn number(data: &[u8]) -> std::result::Result<u32, JetErr> {
    fixed(data).map(u32::from_le_bytes)
}

/// Keeps a text up to its terminator, or its beginning when it is too long.
fn describe(place: &mut Vec<u8>, text: &[u8]) -> JetErr {
    let is_cut = text.len() > DESCRIPTION_MAX;
    let kept = if is_cut { &text[..DESCRIPTION_MAX - 3] } else { text };
    *place = kept.iter().copied().take_while(|byte| *byte != 0).collect();
    if !is_cut {
        return JetErr::SUCCESS;
    }
    if place.len() == kept.len() {
        place.extend_from_slice(b"...");
    }
    JetErr::WRN_BUFFER_TRUNCATED
}
