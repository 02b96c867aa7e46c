//! Redo of merges.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_log::Record;
use jet_log::record::Merge2;
use jet_pager::Page;

use super::super::check_distinct;
use super::super::merge::{self, MergePages, Side};
use super::{Redo, RedoPage, RedoPages, RedoVersions, unfit};
use crate::error::{BtreeError, Result};

impl<P: RedoPages, V: RedoVersions> Redo<'_, P, V> {
    /// All levels of a merge.
    pub(super) fn merge(&mut self, records: &[Record<'_>]) -> Result<()> {
        let levels: Vec<&Merge2<'_>> = records
            .iter()
            .filter_map(|record| match record {
                Record::Merge2(record) => Some(record),
                _ => None,
            })
            .collect();
        let Some((leaf, branches)) = levels.split_last() else { return Ok(()) };
        for (level, child) in branches.iter().zip(levels.iter().skip(1)) {
            self.merge_branch(level, child, leaf)?;
        }
        self.merge_leaf(leaf)
    }

    fn merge_branch(
        &mut self,
        level: &Merge2<'_>,
        child: &Merge2<'_>,
        leaf: &Merge2<'_>,
    ) -> Result<()> {
        let change = &level.plan.page;
        let Some(mut page) = self.need_of(change)? else { return Ok(()) };
        let fits = merge::check_branch(level, child.plan.page.pgno, leaf, page.page());
        fits.map_err(|refused| unfit(change.pgno, refused))?;
        let mut edit = page.edit();
        edit.set_dbtime(change.dbtime);
        merge::apply_branch(level, leaf, &mut edit);
        Ok(())
    }

    fn merge_leaf(&mut self, leaf: &Merge2<'_>) -> Result<()> {
        let plan = &leaf.plan;
        let (pgno, after) = (plan.page.pgno, plan.page.dbtime);
        check_distinct(&[Some(pgno), plan.left, plan.right])
            .map_err(|refused| unfit(pgno, refused))?;
        let mut page = self.need_of(&plan.page)?;
        let mut left = match plan.left {
            Some(left) => self.need(left, plan.left_before, after)?,
            None => None,
        };
        let mut right = match plan.right {
            Some(right) => self.need(right, plan.right_before, after)?,
            None => None,
        };
        let dest = match merge::destination(plan.kind) {
            Some(Side::Left) => left.as_ref(),
            Some(Side::Right) => right.as_ref(),
            None => None,
        };
        // The nodes that move are read from a copy, for the page they are on changes under them;
        // or from the record, if they have left it, though they have not arrived.
        let source = match (&page, dest) {
            (Some(page), _) => Some((page.page().bytes().to_vec(), page.page().size())),
            (None, Some(dest)) => {
                let size = dest.page().size();
                let image = merge::image(leaf).and_then(|image| image.unpack(size, pgno));
                self.counts.from_image = self.counts.from_image.saturating_add(1);
                Some((image.ok_or(BtreeError::NoImage { pgno })?, size))
            }
            (None, None) => None,
        };
        let source = source.as_ref().map(|(bytes, size)| Page::new(bytes, *size));
        let fits = merge::check_leaf(leaf, source, dest.map(RedoPage::page));
        fits.map_err(|refused| unfit(pgno, refused))?;
        let pages = MergePages {
            page: page.as_mut().map(RedoPage::edit),
            left: left.as_mut().map(RedoPage::edit),
            right: right.as_mut().map(RedoPage::edit),
        };
        merge::apply_leaf(leaf, source, pages);
        for page in [page, left, right].iter_mut().flatten() {
            page.edit().set_dbtime(after);
        }
        Ok(())
    }
}
