//! Every page a tree owns is one of its pages, or free, or a child's: nothing twice, nothing lost.

use std::collections::BTreeMap;

use jet_types::{JetErr, Pgno};

use super::{Finding, Severity, tree};
use crate::cx::ReadCx;
use crate::space::{self, Extent, Space};
use crate::tree::Tree;

/// Adds up the space of all trees of a database. Parents come before their children.
#[derive(Debug)]
pub struct SpaceAudit {
    /// By page: the root of the innermost tree that owns it, 0 for none.
    owner: Vec<u32>,
    /// By page: a bit, set when somebody accounts for it.
    used: Vec<u64>,
}

impl SpaceAudit {
    /// An audit of the file that `cx` reads.
    pub fn new(cx: &ReadCx<'_>) -> Self {
        let pages = cx.db.last_pgno().map_or(0, Pgno::get) as usize + 1;
        Self { owner: vec![0; pages], used: vec![0; pages / 64 + 1] }
    }

    /// Adds a tree whose pages are known from a walk, and walks its space trees. `parent` is the
    /// root of the tree it got its space from, `None` for the database's own.
    pub fn add(
        &mut self,
        cx: &ReadCx<'_>,
        member: &Tree,
        parent: Option<Pgno>,
        pages: &[Pgno],
        report: &mut dyn FnMut(Finding),
    ) {
        let space = match space::read(cx, member) {
            Ok(space) => space,
            Err(error) => return report(Finding::of(&error, member.root)),
        };
        let Space { owned, available, split_buffers, roots } = space;
        for extent in owned {
            self.own(extent, member.root, parent, report);
        }
        for pgno in pages {
            self.take(pgno.get(), member.root, "is in the tree", report);
        }
        for root in roots.into_iter().flat_map(|(owned, free)| [owned, free]) {
            let space_tree = Tree::new(root, member.objid, true);
            for pgno in tree(cx, &space_tree, report).pages {
                self.take(pgno.get(), member.root, "is in a space tree", report);
            }
        }
        for extent in split_buffers {
            self.take_all(extent, member.root, "is kept for splits", report);
        }
        for (extent, pool) in available {
            // Shelved pages lie beyond the file and belong to nobody.
            if pool != space::Pool::Shelved {
                self.take_all(extent, member.root, "is available", report);
            }
        }
    }

    /// Reports pages that are owned and used by nobody, a finding per tree.
    pub fn finish(self, report: &mut dyn FnMut(Finding)) {
        let mut lost: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        for (page, owner) in self.owner.iter().enumerate().filter(|(_, owner)| **owner != 0) {
            if self.used[page / 64] >> (page % 64) & 1 == 0 {
                lost.entry(*owner).or_insert((page as u32, 0)).1 += 1;
            }
        }
        for (root, (first, count)) in lost {
            report(Finding {
                pgno: Pgno::new(first),
                severity: Severity::Leak,
                code: JetErr::SUCCESS,
                what: format!("{count} pages of the tree at page {root} are used by nobody"),
            });
        }
    }

    fn own(
        &mut self,
        extent: Extent,
        root: Pgno,
        parent: Option<Pgno>,
        report: &mut dyn FnMut(Finding),
    ) {
        let expected = parent.map_or(0, Pgno::get);
        for page in extent.pages() {
            let wrong = match self.owner.get_mut(page as usize) {
                Some(owner) if *owner == expected => {
                    *owner = root.get();
                    continue;
                }
                Some(owner) => format!("is owned by the tree at page {owner} too"),
                None => "lies past the end of the file".to_owned(),
            };
            let what = format!("owned by the tree at page {root}, {wrong}");
            return report(damage(page, JetErr::SP_OWN_EXT_CORRUPTED, what));
        }
    }

    /// Takes the pages of an extent, up to the first that is not there to be taken.
    fn take_all(&mut self, run: Extent, root: Pgno, why: &str, report: &mut dyn FnMut(Finding)) {
        let _ = run.pages().all(|page| self.take(page, root, why, report));
    }

    /// Accounts for a page; `false` when it is not the tree's to use, or used already.
    fn take(&mut self, page: u32, root: Pgno, why: &str, report: &mut dyn FnMut(Finding)) -> bool {
        let owner = self.owner.get(page as usize).copied().unwrap_or(0);
        if owner != root.get() {
            let what =
                format!("{why} at page {root}, yet that tree does not own it ({owner} does)");
            report(damage(page, JetErr::SP_OWN_EXT_CORRUPTED, what));
            return false;
        }
        let (word, bit) = (page as usize / 64, 1 << (page % 64));
        let is_free = self.used[word] & bit == 0;
        if !is_free {
            let what = format!("{why} at page {root}, and has another use there");
            report(damage(page, JetErr::SP_AVAIL_EXT_CORRUPTED, what));
        }
        self.used[word] |= bit;
        is_free
    }
}

fn damage(page: u32, code: JetErr, what: String) -> Finding {
    Finding { pgno: Pgno::new(page), severity: Severity::Damage, code, what }
}
