//! The bound of the values that an auto-increment column was given, in the header of its table's
//! root: newer files keep it there, so that nobody has to look for the highest.

use super::RootHeader;
use super::alloc::header;
use super::tree::set_header;
use crate::change::Subject;
use crate::error::Result;
use crate::structure::RootLatch;
use crate::tree::Tree;
use crate::writer::{WriteCx, Writer};

/// Raises the bound by so much; it stays, whatever becomes of the transaction. Gives what it was, or
/// `None` when the root keeps none.
///
/// # Errors
/// What log and pages may give.
pub fn raise_auto_increment(
    cx: &WriteCx<'_>,
    writer: &mut Writer,
    tree: &Tree,
    by: u64,
) -> Result<Option<u64>> {
    let mut root = RootLatch::take(cx, tree.root)?;
    let Some(old) = header(&root)?.auto_increment else { return Ok(None) };
    let data =
        RootHeader::with_auto_increment(root.page().external_header(), old.saturating_add(by));
    let subject = Subject::of_space(tree);
    root.write(|page| set_header(cx, writer, page, &subject, &data))?;
    Ok(Some(old))
}
