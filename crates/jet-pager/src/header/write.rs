//! Writing the two copies of a database header.
//!
//! The first copy is durable before the shadow is touched, so one of them is whole at any moment,
//! and a whole first copy is never older than the shadow.

use std::fmt;
use std::sync::Arc;

use jet_os::{Clock, File, Rng};
use jet_types::{Logtime, Signature};
use zerocopy::IntoBytes;

use super::{DbHeader, HeaderCopies};
use crate::checksum;
use crate::error::Result;

/// Makes what headers are stamped with: times and identities.
#[derive(Clone)]
pub struct Stamper {
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// What makes identities differ.
    pub rng: Rng,
}

impl Stamper {
    /// The time now, for a header.
    pub fn now(&self) -> Logtime {
        Logtime::from_unix_ms(self.clock.unix_ms())
    }

    /// A fresh identity.
    pub fn signature(&mut self) -> Signature {
        Signature { random: self.rng.next_u32().into(), created: self.now(), computer: [0; 16] }
    }
}

impl fmt::Debug for Stamper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stamper").field("clock", &self.clock).finish_non_exhaustive()
    }
}

/// One copy of a header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum HeaderCopy {
    First,
    Shadow,
}

impl DbHeader {
    /// The header as one page, checksum and all.
    pub fn encode(&self) -> Vec<u8> {
        let mut page = vec![0; self.page_size.bytes()];
        for (place, byte) in page.iter_mut().zip(self.disk.as_bytes().iter().chain(&self.rest)) {
            *place = *byte;
        }
        let checksum = checksum::old_xor(&page).to_le_bytes();
        for (place, byte) in page.iter_mut().zip(checksum) {
            *place = byte;
        }
        page
    }

    /// Writes both copies as they were found, durable one after the other. Whoever relies on a
    /// header that a run before wrote makes sure of it so: its sync may have failed.
    ///
    /// # Errors
    /// What the file system says.
    pub fn write_again(&self, file: &dyn File) -> Result<()> {
        let page = self.encode();
        for offset in [0, page.len() as u64] {
            file.write_at(&page, offset)?;
            file.sync()?;
        }
        Ok(())
    }

    /// Takes fresh identities for a write: whoever kept a map of flushes beside the file sees that
    /// somebody else has written it.
    pub(crate) fn renew(&mut self, stamper: &mut Stamper) {
        self.disk.sign_header_flush = stamper.signature();
        self.disk.sign_flush_map_flush = stamper.signature();
    }

    /// The copies to write so that both are whole and equal, in this order.
    pub(crate) fn copies_to_mend(&self) -> &'static [HeaderCopy] {
        match self.copies {
            HeaderCopies::Equal => &[],
            HeaderCopies::Different | HeaderCopies::OnlyFirst => &[HeaderCopy::Shadow],
            HeaderCopies::OnlyShadow => &[HeaderCopy::First],
        }
    }
}
