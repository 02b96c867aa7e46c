//! The plan of a split, from the leaf up: each page that splits gives its parent a separator,
//! which may make that one split too.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_log::record::{
    ImageFlags, NodeChange, PageChange, PrefixLine, Split2, SplitKind, SplitOper, SplitPlan,
};
use jet_pager::{Page, PageFlags};
use jet_types::{Dbtime, Pgno};

use super::super::Refused;
use super::super::image::Packed;
use super::super::lines::{Lines, Pointer, Row, stored};
use super::choose::{self, Choice, Facts};
use super::{Incoming, WRITE_TIME, needs_image};
use crate::key::Key;
use crate::node::{Stored, prefix_of};

/// A page on the way from the root to the leaf.
#[derive(Clone, Copy)]
pub struct PathPage<'a> {
    /// Its number.
    pub pgno: Pgno,
    /// The page.
    pub page: Page<'a>,
    /// On branch pages the line of the child gone to; on the leaf the line of the row operation.
    pub line: usize,
}

/// What a split is planned from.
#[derive(Clone, Copy)]
pub struct SplitInput<'a> {
    /// The pages, root first; all latched, so that nobody changes them until the split is applied.
    pub path: &'a [PathPage<'a>],
    /// The row operation that found no room.
    pub row: Row<'a>,
    /// Whether its change has a version.
    pub is_versioned: bool,
    /// For a line of the leaf the longest data that a rollback may give its node back; 0 if none.
    pub max_data: &'a dyn Fn(usize) -> usize,
    /// By whom and of which tree.
    pub by: NodeChange,
}

/// A split of one or more levels.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The levels that change, root-most first. The last one is the leaf, unless a level above
    /// could not take its part together with the row operation.
    pub levels: Vec<Level>,
    /// Whether the row operation is part of it. If not, it is tried again after the split.
    pub performs_row: bool,
    is_versioned: bool,
}

/// One level of a split.
#[derive(Clone, Debug)]
pub struct Level {
    plan: SplitPlan,
    old_prefix: Vec<u8>,
    new_prefix: Vec<u8>,
    separator: Vec<u8>,
    image: Packed,
    /// The page that is split and the new one, as the parent stores them.
    stored: [[u8; 4]; 2],
}

impl Plan {
    /// Plans a split. Pages for the levels that split are not in it yet
    /// ([`Level::set_new_page`]), nor are dbtimes ([`stamp`](Self::stamp)).
    ///
    /// # Errors
    /// [`Refused::Unfit`] when pages make no sense or a page with a single node should split.
    pub fn new(input: &SplitInput<'_>) -> Result<Plan, Refused> {
        let mut levels: Vec<Level> = Vec::new();
        let mut performs_row = false;
        let mut leaf_appends = false;
        for (depth, here) in input.path.iter().enumerate().rev() {
            let parent = depth.checked_sub(1).and_then(|above| input.path.get(above));
            let below = levels.last().map(Level::pointer);
            let is_leaf = here.page.flags().is_leaf();
            if let Some(below) = below
                && has_room(here.page, &below)
            {
                levels.push(Level::pointer_only(input, here)?);
                break;
            }
            let lines = match below {
                Some(below) => Lines::of_branch(here.page, here.line, Some(below)),
                None if is_leaf => {
                    Lines::of_leaf(Some(here.page), input.row, here.line, input.is_versioned)
                }
                None => break,
            };
            let choice = choice(input, here, &lines, leaf_appends)?;
            let lines = if choice.oper == SplitOper::None { lines.without_row() } else { lines };
            let level = Level::new(input, here, parent, &choice, &lines)?;
            if is_leaf {
                performs_row = choice.oper != SplitOper::None;
                leaf_appends = choice.kind == SplitKind::Append;
            } else if choice.oper == SplitOper::None {
                // The separator finds no room even so: this level first, then all over again.
                levels.clear();
                performs_row = false;
            }
            levels.push(level);
            if choice.kind == SplitKind::Vertical {
                break;
            }
        }
        levels.reverse();
        Ok(Plan { levels, performs_row, is_versioned: input.is_versioned })
    }

    /// What comes in at a level; `row` is the one the split was planned for.
    pub fn incoming<'a>(&'a self, index: usize, row: Row<'a>) -> Incoming<'a> {
        let Some(level) = self.levels.get(index) else { return Incoming::Nothing };
        match self.levels.get(index.saturating_add(1)) {
            Some(child) => Incoming::Pointer(child.pointer()),
            None if level.plan.oper == SplitOper::None => Incoming::Nothing,
            None => Incoming::Row(row, self.is_versioned),
        }
    }

    /// Writes the dbtimes of all pages down: `after` that of the split, and what each was.
    pub fn stamp(&mut self, after: Dbtime, before: impl Fn(Pgno) -> Dbtime) {
        for level in &mut self.levels {
            level.plan.page.dbtime = after;
            level.image.seal(after);
            level.plan.page.dbtime_before = Some(before(level.plan.page.pgno));
            level.plan.right_before = level.plan.right.map(&before);
            level.plan.parent_before = level.plan.parent.map(&before);
        }
    }
}

impl Level {
    /// How the level changes.
    pub fn plan(&self) -> &SplitPlan {
        &self.plan
    }

    /// Whether the page splits; else it gets a pointer only.
    pub fn splits(&self) -> bool {
        self.plan.line_count > 0
    }

    /// Gives a level that splits its new page.
    pub fn set_new_page(&mut self, pgno: Pgno) {
        self.plan.new = Some(pgno);
        self.stored = [self.plan.page.pgno, pgno].map(|pgno| stored(Some(pgno)));
    }

    /// The level's record.
    pub fn record(&self) -> Split2<'_> {
        let image = self.image.image();
        let mut image_flags = ImageFlags(0);
        if image.is_dehydrated {
            image_flags = image_flags.with(ImageFlags::DEHYDRATED);
        }
        if image.is_compressed {
            image_flags = image_flags.with(ImageFlags::COMPRESSED);
        }
        Split2 {
            plan: self.plan,
            old_prefix: &self.old_prefix,
            new_prefix: &self.new_prefix,
            parent_key: &self.separator,
            image_flags,
            image: image.bytes,
        }
    }

    fn pointer(&self) -> Pointer<'_> {
        let [split, new] = &self.stored;
        Pointer { separator: Key::whole(&self.separator), split, new }
    }

    /// The topmost level that changes; what is above it has no part in the split.
    fn pointer_only(input: &SplitInput<'_>, here: &PathPage<'_>) -> Result<Self, Refused> {
        let line = u16::try_from(here.line).map_err(|_| too_many(here.page))?;
        let plan = blank(input, here.pgno, None, line);
        let stored = [here.pgno; 2].map(|pgno| stored(Some(pgno)));
        let (old_prefix, new_prefix, separator) = (Vec::new(), Vec::new(), Vec::new());
        let image = Packed::default();
        Ok(Self { plan, old_prefix, new_prefix, separator, image, stored })
    }

    fn new(
        input: &SplitInput<'_>,
        here: &PathPage<'_>,
        parent: Option<&PathPage<'_>>,
        choice: &Choice,
        lines: &Lines<'_>,
    ) -> Result<Self, Refused> {
        let line = |line: usize| u16::try_from(line).map_err(|_| too_many(here.page));
        let prefix_line = |line: Option<usize>| line.map(|line| PrefixLine(line as u32));
        let (split_page_flags, new_page_flags) = flags(here.page, choice.kind);
        let [split_reserved, new_reserved] = choice.reserved;
        let plan = SplitPlan {
            right: here.page.next(),
            kind: choice.kind,
            oper: choice.oper,
            split_line: line(choice.split_line)?,
            line_count: line(choice.line_count)?,
            new_page_flags: new_page_flags.bits(),
            split_page_flags: split_page_flags.bits(),
            split_uncommitted_free: split_reserved as i16,
            new_uncommitted_free: new_reserved as i16,
            split_prefix_line: prefix_line(choice.split_prefix),
            new_prefix_line: prefix_line(choice.new_prefix),
            ..blank(input, here.pgno, parent, line(choice.oper_line)?)
        };
        let key = |line| lines.get(line).map(|node| node.key.to_vec());
        let new_prefix = choice.split_prefix.and_then(key).unwrap_or_default();
        let separator = separator(here.page, choice, lines)?;
        let image = if needs_image(&plan) { Packed::new(here.page) } else { Packed::default() };
        let old_prefix = prefix_of(here.page).to_vec();
        let stored = [stored(Some(here.pgno)), stored(None)];
        Ok(Self { plan, old_prefix, new_prefix, separator, image, stored })
    }
}

fn too_many(page: Page<'_>) -> Refused {
    Refused::unfit(format!("{} nodes", page.line_count()))
}

fn choice(
    input: &SplitInput<'_>,
    here: &PathPage<'_>,
    lines: &Lines<'_>,
    leaf_appends: bool,
) -> Result<Choice, Refused> {
    let flags = here.page.flags();
    let facts = Facts {
        is_root: flags.is_root(),
        is_leaf: flags.is_leaf(),
        has_left: here.page.prev().is_some(),
        has_right: here.page.next().is_some(),
        leaf_appends,
        room: here.page.size().body_bytes().saturating_sub(4),
    };
    let none = |_| 0;
    let reserved = if flags.is_leaf() { input.max_data } else { &none };
    let chosen = choose::choose(lines, here.line, &facts, reserved);
    chosen.ok_or_else(|| Refused::unfit(format!("page {} cannot be split", here.pgno)))
}

/// Flags of the page that is split, and of the new one.
fn flags(page: Page<'_>, kind: SplitKind) -> (PageFlags, PageFlags) {
    let flags = page.flags().without(WRITE_TIME);
    if kind != SplitKind::Vertical {
        return (flags, flags);
    }
    let branch = flags.without(PageFlags::LEAF.with(PageFlags::PARENT_OF_LEAF));
    let root = if flags.is_leaf() { branch.with(PageFlags::PARENT_OF_LEAF) } else { branch };
    (root, flags.without(PageFlags::ROOT))
}

/// What the parent gets to know: on a leaf the least that divides the halves, on a branch page the
/// last separator that stays.
fn separator(page: Page<'_>, choice: &Choice, lines: &Lines<'_>) -> Result<Vec<u8>, Refused> {
    let Some(before) = choice.split_line.checked_sub(1) else { return Ok(Vec::new()) };
    let [left, right] = [before, choice.split_line].map(|line| lines.get(line));
    let left = left.ok_or_else(|| Refused::unfit("nodes make no sense"))?;
    if !page.flags().is_leaf() {
        return Ok(left.key.to_vec());
    }
    let right = right.ok_or_else(|| Refused::unfit("nodes make no sense"))?;
    Ok(choose::separator(&left, &right))
}

fn has_room(page: Page<'_>, pointer: &Pointer<'_>) -> bool {
    let node = Stored::new(prefix_of(page), pointer.separator, pointer.split);
    page.has_room(node.line_bytes())
}

/// A level without lines: what a page that only gets a pointer logs.
fn blank(
    input: &SplitInput<'_>,
    pgno: Pgno,
    parent: Option<&PathPage<'_>>,
    oper_line: u16,
) -> SplitPlan {
    let page = PageChange { pgno, line: oper_line, ..input.by.page };
    SplitPlan {
        page,
        new: None,
        right: None,
        right_before: None,
        parent: parent.map(|parent| parent.pgno),
        parent_before: None,
        fdp: input.by.fdp,
        objid: input.by.objid,
        kind: SplitKind::Vertical,
        oper: SplitOper::None,
        oper_line,
        split_line: 0,
        line_count: 0,
        new_page_flags: 0,
        split_page_flags: 0,
        split_uncommitted_free: 0,
        new_uncommitted_free: 0,
        split_prefix_line: Some(PrefixLine(0)),
        new_prefix_line: Some(PrefixLine(0)),
    }
}
