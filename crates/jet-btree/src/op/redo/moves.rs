//! Redo of pages that move.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_log::Record;
use jet_log::record::{MoveFlags, PageMove, Replace, SetExternalHeader};
use jet_pager::{Page, PageMut};
use jet_types::{Dbtime, Pgno};

use super::super::record::diff_of;
use super::super::{Edit, NewData, PageOp, empty_page, moves};
use super::{Redo, RedoPage, RedoPages, RedoVersions, unfit};
use crate::error::{BtreeError, Result};
use crate::space::{RootHeader, SpaceHeader};

impl<P: RedoPages, V: RedoVersions> Redo<'_, P, V> {
    /// One page that moves. `owned_root` as for [`moves::apply_dest`].
    pub(super) fn page_move(
        &mut self,
        record: &PageMove<'_>,
        owned_root: Option<Pgno>,
    ) -> Result<()> {
        let change = &record.page;
        let after = change.dbtime;
        if let Some(mut dest) = self.need_new(record.dest, after)? {
            let size = dest.page().size();
            let image = moves::image(record, size);
            let image = image.ok_or(BtreeError::NoImage { pgno: change.pgno })?;
            let mut edit = dest.edit();
            moves::apply_dest(record, Page::new(&image, size), owned_root, &mut edit);
            edit.set_dbtime(after);
        }
        self.change(Some(change.pgno), change.dbtime_before, after, empty_page)?;
        self.change(record.left, record.left_before, after, |page| {
            page.set_next(Some(record.dest));
        })?;
        self.change(record.right, record.right_before, after, |page| {
            page.set_prev(Some(record.dest));
        })?;
        let Some(parent) = record.parent else { return Ok(()) };
        if let Some(mut page) = self.need(parent, record.parent_before, after)? {
            let fits = moves::check_parent(record, page.page());
            fits.map_err(|refused| unfit(parent, refused))?;
            let mut edit = page.edit();
            moves::apply_parent(record, &mut edit);
            edit.set_dbtime(after);
        }
        Ok(())
    }

    /// Changes a page, if there is one and it needs to.
    fn change(
        &mut self,
        pgno: Option<Pgno>,
        before: Option<Dbtime>,
        after: Dbtime,
        f: impl FnOnce(&mut PageMut<'_>),
    ) -> Result<()> {
        let Some(pgno) = pgno else { return Ok(()) };
        if let Some(mut page) = self.need(pgno, before, after)? {
            let mut edit = page.edit();
            f(&mut edit);
            edit.set_dbtime(after);
        }
        Ok(())
    }

    /// A root that moves, with its space trees, and everything that knew where it was: the space
    /// headers of its children and its rows in both catalogs.
    pub(super) fn root_move(&mut self, records: &[Record<'_>]) -> Result<()> {
        let owned = records.iter().find_map(|record| match record {
            Record::PageMove(record) if record.flags.contains(MoveFlags::ROOT_OWNED) => {
                Some(record.dest)
            }
            _ => None,
        });
        // Two rows of the catalog may lie on one page; the page takes both or none.
        let mut rows: Vec<(&Replace<'_>, bool)> = Vec::new();
        for record in records.iter().skip(1) {
            match record {
                Record::PageMove(record) => {
                    let is_root = record.flags.contains(MoveFlags::ROOT);
                    self.page_move(record, owned.filter(|_| is_root))?;
                }
                Record::SetExternalHeader(record) => self.parent_of_child(record)?,
                Record::Replace(record) => rows.push((record, false)),
                Record::ReplaceD(record) => rows.push((record, true)),
                _ => {}
            }
        }
        while let Some((first, _)) = rows.first().copied() {
            let change = &first.node.page;
            let (here, rest) = rows.iter().partition(|(row, _)| row.node.page.pgno == change.pgno);
            let here: Vec<(&Replace<'_>, bool)> = here;
            rows = rest;
            let Some(mut page) = self.need_of(change)? else { continue };
            for (row, is_diff) in here {
                let data =
                    if is_diff { NewData::Diff(diff_of(row)) } else { NewData::Whole(row.data) };
                let line = row.node.page.line.into();
                let op = PageOp { line, is_versioned: false, edit: Edit::Replace { data } };
                let fits = op.check(page.page(), 0);
                fits.map_err(|refused| unfit(change.pgno, refused))?;
                op.apply(&mut page.edit());
            }
            page.edit().set_dbtime(change.dbtime);
        }
        Ok(())
    }

    /// A child's space header names its parent; what else its root header has stays.
    fn parent_of_child(&mut self, record: &SetExternalHeader<'_>) -> Result<()> {
        let change = &record.node.page;
        let Some(mut page) = self.need_of(change)? else { return Ok(()) };
        let header = match RootHeader::decode(record.data) {
            Some(header) if record.data.len() == size_of::<[u8; 16]>() => {
                let space: SpaceHeader = header.space;
                RootHeader::with_space(page.page().external_header(), &space)
            }
            _ => record.data.to_vec(),
        };
        let edit = Edit::SetHeader { data: &header };
        let op = PageOp { line: 0, is_versioned: false, edit };
        op.check(page.page(), 0).map_err(|refused| unfit(change.pgno, refused))?;
        let mut edit = page.edit();
        edit.set_dbtime(change.dbtime);
        op.apply(&mut edit);
        Ok(())
    }
}
