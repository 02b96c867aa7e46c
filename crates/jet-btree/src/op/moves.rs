//! Pages that move to another place in the file, as shrinking it does. We do not move pages; what
//! an engine that did has logged is replayed.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_log::record::PageMove;
use jet_pager::{Page, PageMut};
use jet_types::{PageSize, Pgno};

use super::lines::stored;
use super::split::set_child;
use super::{Refused, keep_uncommitted_free_possible};
use crate::node::Node;
use crate::space::{Form, RootHeader};

/// The page as it was where it was, or `None` when the record has no sound image of it.
pub fn image(record: &PageMove<'_>, size: PageSize) -> Option<Vec<u8>> {
    let gap = size.bytes().checked_sub(record.head.len())?.checked_sub(record.trailer.len())?;
    let mut bytes = Vec::with_capacity(size.bytes());
    bytes.extend_from_slice(record.head);
    bytes.resize(bytes.len().checked_add(gap)?, 0);
    bytes.extend_from_slice(record.trailer);
    Page::new(&bytes, size).check(record.page.pgno).is_ok().then_some(bytes)
}

/// Makes the page at its new place. `owned_root` is where the tree's owned extents are now, if it
/// is a root whose space trees move too.
pub fn apply_dest(
    record: &PageMove<'_>,
    image: Page<'_>,
    owned_root: Option<Pgno>,
    page: &mut PageMut<'_>,
) {
    page.copy_from(image);
    page.set_own_pgno(record.dest);
    page.set_uncommitted_free(0);
    let old = RootHeader::decode(page.page().external_header());
    if let (Some(owned_root), Some(header)) = (owned_root, old) {
        let mut space = header.space;
        space.form = Form::Multiple { owned_root };
        let header = RootHeader::with_space(page.page().external_header(), &space);
        page.set_external_header(&[&header]);
    }
    keep_uncommitted_free_possible(page);
}

/// Whether the parent has the entry that the record says.
///
/// # Errors
/// [`Refused::Unfit`].
pub fn check_parent(record: &PageMove<'_>, parent: Page<'_>) -> Result<(), Refused> {
    let line = usize::try_from(record.parent_line).unwrap_or(usize::MAX);
    let entry = parent.line(line).and_then(|line| Node::decode(line, parent));
    match entry {
        Some(entry) if entry.data == stored(Some(record.page.pgno)) => Ok(()),
        _ => Err(Refused::unfit(format!("node {line} does not lead to the page that moves"))),
    }
}

/// Makes the parent lead to the new place.
///
/// # Panics
/// When [`check_parent`] would refuse.
pub fn apply_parent(record: &PageMove<'_>, parent: &mut PageMut<'_>) {
    let line = usize::try_from(record.parent_line).expect("O1: the entry is there");
    set_child(parent, line, &stored(Some(record.dest)));
}
