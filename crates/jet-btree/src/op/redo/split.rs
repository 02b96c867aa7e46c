//! Redo of splits.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::borrow::Cow;

use jet_log::Record;
use jet_log::record::{ChangeFlags, Split2, SplitOper};
use jet_pager::Page;
use jet_types::PageSize;

use super::super::check_distinct;
use super::super::lines::{Pointer, Row, stored};
use super::super::split::{self, Incoming, LevelPages};
use super::{Redo, RedoPage, RedoPages, RedoVersions, unfit, versions_of};
use crate::error::{BtreeError, Result};
use crate::key::Key;
use crate::node::Node;

impl<P: RedoPages, V: RedoVersions> Redo<'_, P, V> {
    /// All levels of a split, and the row operation that follows them.
    pub(super) fn split(&mut self, records: &[Record<'_>]) -> Result<()> {
        let levels: Vec<&Split2<'_>> = records
            .iter()
            .filter_map(|record| match record {
                Record::Split2(record) => Some(record),
                _ => None,
            })
            .collect();
        let row = records.get(levels.len()).filter(|record| record.node().is_some());
        for (index, level) in levels.iter().enumerate() {
            match levels.get(index.saturating_add(1)) {
                Some(child) => {
                    let pages = [Some(child.plan.page.pgno), child.plan.new].map(stored);
                    let [split, new] = &pages;
                    let separator = Key::whole(child.parent_key);
                    let pointer = Pointer { separator, split, new };
                    self.level(level, Some(Incoming::Pointer(pointer)), None)?;
                }
                None if level.plan.oper == SplitOper::None => {
                    self.level(level, Some(Incoming::Nothing), None)?;
                }
                None => {
                    let row = row.ok_or_else(|| {
                        let what = "a split without its row operation".to_owned();
                        BtreeError::Unfit { pgno: level.plan.page.pgno, what }
                    })?;
                    self.leaf(level, row)?;
                }
            }
        }
        Ok(())
    }

    /// The leaf, with the row operation.
    fn leaf(&mut self, level: &Split2<'_>, record: &Record<'_>) -> Result<()> {
        let is_versioned =
            record.page().is_some_and(|page| page.flags.contains(ChangeFlags::VERSIONED));
        let mut data = Cow::Borrowed(&[][..]);
        if let Record::ReplaceD(_) = record {
            // Splits log whole data; differences would need the data before at hand.
            let old = self.old_data(level)?;
            data = super::new_data(record, &old).ok_or_else(|| {
                let what = "the edits do not fit the old data".to_owned();
                BtreeError::Unfit { pgno: level.plan.page.pgno, what }
            })?;
        }
        let row = match record {
            Record::Insert(record) => Some(Row::Insert {
                key: Key { prefix: record.prefix, suffix: record.suffix },
                data: record.data,
            }),
            Record::Replace(record) => Some(Row::Replace { data: record.data }),
            Record::ReplaceD(_) => Some(Row::Replace { data: &data }),
            Record::FlagInsertAndReplaceData(record) => Some(Row::ReviveWith { data: record.data }),
            _ => None,
        };
        let incoming = row.map(|row| Incoming::Row(row, is_versioned));
        self.level(level, incoming, Some(record))
    }

    /// The data of the row before the split.
    fn old_data(&self, level: &Split2<'_>) -> Result<Vec<u8>> {
        let (pgno, line) = (level.plan.page.pgno, usize::from(level.plan.oper_line));
        let of = |page: Page<'_>| {
            page.line(line).and_then(|line| Some(Node::decode(line, page)?.data.to_vec()))
        };
        let latched = self.pages.latch(pgno)?;
        if let Some(page) = &latched
            && Some(page.page().dbtime()) == level.plan.page.dbtime_before
        {
            return Ok(of(page.page()).unwrap_or_default());
        }
        let size = latched.as_ref().map(|page| page.page().size());
        let image = size.and_then(|size| split::image(level)?.unpack(size, pgno));
        let page = image.as_deref().zip(size).map(|(bytes, size)| Page::new(bytes, size));
        Ok(page.and_then(of).unwrap_or_default())
    }

    /// One level. `record` is the row operation, for its versions.
    fn level(
        &mut self,
        level: &Split2<'_>,
        incoming: Option<Incoming<'_>>,
        record: Option<&Record<'_>>,
    ) -> Result<()> {
        let plan = &level.plan;
        let (pgno, after) = (plan.page.pgno, plan.page.dbtime);
        let incoming = incoming.ok_or_else(|| BtreeError::Unfit {
            pgno,
            what: "a split with a row operation that cannot be one".to_owned(),
        })?;
        check_distinct(&[Some(pgno), plan.new, plan.right])
            .map_err(|refused| unfit(pgno, refused))?;
        let mut page = self.need_of(&plan.page)?;
        let mut new = plan.new.map(|new| self.need_new(new, after)).transpose()?.flatten();
        let mut right = match plan.right {
            Some(right) => self.need(right, plan.right_before, after)?,
            None => None,
        };
        let size = [&page, &new].into_iter().flatten().next().map(|page| page.page().size());
        let image = self.image_for_new(level, page.is_some(), new.is_some(), size)?;
        let image = image.as_deref().zip(size).map(|(bytes, size)| Page::new(bytes, size));
        let before = page.as_ref().map(RedoPage::page).or(image);
        let row_goes_to_new = plan.oper_line >= plan.split_line;
        let row_comes = if row_goes_to_new { new.is_some() } else { page.is_some() };
        if let Some(record) = record {
            let line = plan.oper_line.into();
            for version in versions_of(record, before.filter(|_| row_comes), line) {
                self.versions.made(&version)?;
            }
        }
        if page.is_some() || new.is_some() {
            split::check(level, &incoming, before).map_err(|refused| unfit(pgno, refused))?;
        }
        match (&mut page, image, &mut new) {
            (None, Some(image), Some(new)) => {
                split::apply_new(level, &incoming, image, &mut new.edit());
            }
            (page, _, new) => {
                let (split, new) =
                    (page.as_mut().map(RedoPage::edit), new.as_mut().map(RedoPage::edit));
                split::apply(level, &incoming, LevelPages { split, new, right: None });
            }
        }
        if let Some(right) = &mut right {
            split::apply_right(level, &mut right.edit());
        }
        for page in [page, new, right].iter_mut().flatten() {
            page.edit().set_dbtime(after);
        }
        Ok(())
    }

    /// The page before the split, if the new page needs nodes that have left it already.
    fn image_for_new(
        &mut self,
        level: &Split2<'_>,
        has_page: bool,
        has_new: bool,
        size: Option<PageSize>,
    ) -> Result<Option<Vec<u8>>> {
        if has_page || !has_new || !split::needs_image(&level.plan) {
            return Ok(None);
        }
        let pgno = level.plan.page.pgno;
        let image = size.and_then(|size| split::image(level)?.unpack(size, pgno));
        self.counts.from_image = self.counts.from_image.saturating_add(1);
        image.map(Some).ok_or(BtreeError::NoImage { pgno })
    }
}
