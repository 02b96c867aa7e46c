//! The plan of a merge, from the leaf up to where nothing changes any more.
#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use jet_log::record::{
    ImageFlags, Merge2, MergeFlags, MergeKind, MergePlan, NodeChange, PageChange,
};
use jet_pager::Page;
use jet_types::{Dbtime, Pgno};

use super::super::Refused;
use super::super::image::Packed;
use super::super::split::{PathPage, separator};
use super::{destination, growth, node};
use crate::key::Key;
use crate::node::{NODE_COST, Node, PREFIX_COST, prefix_of};

/// Where nodes go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// To the right sibling, as clean-up does.
    Right,
    /// To the left sibling, as defragmentation does.
    Left,
}

/// What a merge is planned from.
#[derive(Clone, Copy)]
pub struct MergeInput<'a> {
    /// The pages from root to leaf, all latched.
    pub path: &'a [PathPage<'a>],
    /// The left sibling of the leaf, latched, if it has one.
    pub left: Option<(Pgno, Page<'a>)>,
    /// The right one.
    pub right: Option<(Pgno, Page<'a>)>,
    /// Where nodes go.
    pub direction: Direction,
    /// Whether somebody may still need the deleted node on this line of the leaf.
    pub is_needed: &'a dyn Fn(usize) -> bool,
    /// For a line of the leaf the longest data that a rollback may give its node back; 0 if none.
    pub max_data: &'a dyn Fn(usize) -> usize,
    /// Bytes of a page that a merge leaves free.
    pub density_free: usize,
    /// By whom and of which tree.
    pub by: NodeChange,
}

/// What can be done with a leaf.
#[derive(Clone, Debug)]
pub enum Selected {
    /// Nothing.
    Nothing,
    /// A merge.
    Merge(Box<Plan>),
    /// Nothing is left in the whole tree: its pages but the root go at once.
    EmptyTree,
}

/// A merge of one leaf.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The levels that change, root-most first; the last one is the leaf.
    pub levels: Vec<Level>,
}

/// One level of a merge.
#[derive(Clone, Debug)]
pub struct Level {
    plan: MergePlan,
    separator: Vec<u8>,
    image: Packed,
}

/// Plans a merge.
///
/// # Errors
/// [`Refused::Unfit`] when pages make no sense.
pub fn plan(input: &MergeInput<'_>) -> Result<Selected, Refused> {
    let Some((leaf, above)) = input.path.split_last() else { return Ok(Selected::Nothing) };
    let Some(parent) = above.last() else { return Ok(Selected::Nothing) };
    let kind = candidate(input, leaf.page, parent)?;
    let merge = match kind {
        MergeKind::None => return Ok(Selected::Nothing),
        MergeKind::EmptyTree => return Ok(Selected::EmptyTree),
        MergeKind::EmptyPage => Moved { kind, ..Moved::default() },
        _ => how_far(input, leaf.page)?,
    };
    if merge.kind == MergeKind::None {
        return Ok(Selected::Nothing);
    }
    let selected = Plan::new(input, leaf, above, &merge)?;
    Ok(selected.map_or(Selected::Nothing, |plan| Selected::Merge(Box::new(plan))))
}

/// What the leaf alone and its place under the parent allow.
fn candidate(
    input: &MergeInput<'_>,
    leaf: Page<'_>,
    parent: &PathPage<'_>,
) -> Result<MergeKind, Refused> {
    // The separator of a page under another parent cannot be made the last one.
    let is_lonely = input.left.is_some() && input.right.is_none() && parent.page.line_count() == 1;
    let goes_left = input.direction == Direction::Left;
    if is_lonely || goes_left && parent.line == 0 {
        return Ok(MergeKind::None);
    }
    let (mut lives, mut waits) = (false, false);
    for line in 0..leaf.line_count() {
        let node = node(leaf, line).ok_or_else(|| Refused::unfit(format!("no node {line}")))?;
        if !node.flags.is_deleted() {
            lives = true;
        } else if (input.is_needed)(line) {
            waits = true;
        }
    }
    Ok(match (lives || waits, waits) {
        (false, _) if input.left.is_none() && input.right.is_none() => MergeKind::EmptyTree,
        (false, _) => MergeKind::EmptyPage,
        (true, true) => MergeKind::None,
        (true, false) if goes_left => MergeKind::FullLeft,
        (true, false) => MergeKind::FullRight,
    })
}

/// The nodes that move.
struct Moved {
    kind: MergeKind,
    line: usize,
    bytes: usize,
    max_bytes: usize,
    dest_reserved: usize,
}

impl Default for Moved {
    fn default() -> Self {
        Self { kind: MergeKind::None, line: 0, bytes: 0, max_bytes: 0, dest_reserved: 0 }
    }
}

/// How many nodes the sibling takes, from the end that is nearer to it.
fn how_far(input: &MergeInput<'_>, leaf: Page<'_>) -> Result<Moved, Refused> {
    let goes_left = input.direction == Direction::Left;
    let Some((_, dest)) = (if goes_left { input.left } else { input.right }) else {
        return Ok(Moved::default());
    };
    let reserved = dest.uncommitted_free_bytes();
    let room = dest.free_bytes().saturating_sub(reserved);
    let prefix = Key::whole(prefix_of(dest));
    let count = leaf.line_count();
    let mut moved = Moved::default();
    let mut savings: usize = 0;
    let mut taken: usize = 0;
    for step in 0..count {
        let line = if goes_left { step } else { count.saturating_sub(step).saturating_sub(1) };
        let node = node(leaf, line).ok_or_else(|| Refused::unfit(format!("no node {line}")))?;
        if !node.flags.is_deleted() {
            let saved = node.key.common_prefix(prefix).saturating_sub(PREFIX_COST);
            let max = node.data.len().max((input.max_data)(line));
            let max = node.key.len().saturating_add(max).saturating_add(NODE_COST);
            let max_bytes = moved.max_bytes.saturating_add(max);
            let wanted = max_bytes.saturating_sub(savings.saturating_add(saved));
            if wanted.saturating_add(input.density_free) > room {
                break;
            }
            savings = savings.saturating_add(saved);
            moved.max_bytes = max_bytes;
            moved.bytes = moved.bytes.saturating_add(node.full_bytes());
        }
        moved.line = line;
        taken = taken.saturating_add(1);
    }
    moved.kind = match (taken, goes_left) {
        (0, _) => MergeKind::None,
        (taken, true) if taken == count => MergeKind::FullLeft,
        (taken, false) if taken == count => MergeKind::FullRight,
        (_, true) => MergeKind::PartialLeft,
        (_, false) => MergeKind::PartialRight,
    };
    let more = moved.max_bytes.saturating_sub(moved.bytes);
    moved.dest_reserved = reserved.saturating_add(more);
    Ok(moved)
}

impl Plan {
    /// `None` when an ancestor has no room for the new separator.
    fn new(
        input: &MergeInput<'_>,
        leaf: &PathPage<'_>,
        above: &[PathPage<'_>],
        moved: &Moved,
    ) -> Result<Option<Self>, Refused> {
        let mut levels: Vec<Level> = Vec::new();
        let mut separator = leaf_separator(leaf.page, moved)?;
        let empties = !super::is_partial(moved.kind);
        let mut below = if empties { Below::Gone } else { Below::Shrunk };
        for (depth, here) in above.iter().enumerate().rev() {
            let (flags, next) = changes(here, moved.kind, below, &mut separator)?;
            let room = here.page.free_bytes();
            let wanted = changed_entry(here, moved.kind, flags)
                .map_or(0, |entry| growth(here.page, &entry, &separator));
            let loses_root = flags == MergeFlags::EMPTY_PAGE && here.page.flags().is_root();
            if wanted > room || loses_root {
                return Ok(None);
            }
            let parent = depth.checked_sub(1).and_then(|above| input.path.get(above));
            let plan = MergePlan { flags, ..blank(input, here, parent) };
            levels.push(Level { plan, separator: Vec::new(), image: Packed::default() });
            match next {
                Some(next) => below = next,
                None => break,
            }
        }
        // What is above the topmost level has no part in the merge.
        if let Some(topmost) = levels.last_mut() {
            topmost.plan.parent = None;
        }
        levels.reverse();
        levels.push(Level::leaf(input, leaf, above.last(), moved, separator));
        Ok(Some(Self { levels }))
    }

    /// Writes the dbtimes of all pages down: `after` that of the merge, and what each was.
    pub fn stamp(&mut self, after: Dbtime, before: impl Fn(Pgno) -> Dbtime) {
        for level in &mut self.levels {
            level.plan.page.dbtime = after;
            level.image.seal(after);
            level.plan.page.dbtime_before = Some(before(level.plan.page.pgno));
            level.plan.left_before = level.plan.left.map(&before);
            level.plan.right_before = level.plan.right.map(&before);
            level.plan.parent_before = level.plan.parent.map(&before);
        }
    }
}

/// What became of the page below.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Below {
    /// It is gone.
    Gone,
    /// Its last key is another now.
    LastKey,
    /// A leaf that gave nodes away and stays.
    Shrunk,
}

const KEY: MergeFlags = MergeFlags::KEY_CHANGE;
const REMOVE: MergeFlags = MergeFlags::DELETE_NODE;

/// What changes on a branch page, and what the level above then sees: `None` when nothing changes
/// there.
fn changes(
    here: &PathPage<'_>,
    kind: MergeKind,
    below: Below,
    separator: &mut Vec<u8>,
) -> Result<(MergeFlags, Option<Below>), Refused> {
    let last = here.page.line_count().saturating_sub(1);
    let is_last = here.line == last;
    let up = is_last.then_some(Below::LastKey);
    match (kind, below) {
        (MergeKind::PartialRight, _) => return Ok((KEY, up)),
        (MergeKind::PartialLeft, _) => return Ok((KEY, None)),
        (MergeKind::FullLeft, _) => return Ok((KEY.with(REMOVE), None)),
        _ => {}
    }
    if here.page.line_count() == 1 && below == Below::Gone {
        return Ok((MergeFlags::EMPTY_PAGE, Some(Below::Gone)));
    }
    if below == Below::LastKey {
        return Ok((KEY, up));
    }
    if !is_last {
        return Ok((REMOVE, None));
    }
    // The last entry goes: the one before it bounds the page from now on.
    let unfit = || Refused::unfit("entries make no sense");
    let entry = node(here.page, here.line).ok_or_else(unfit)?;
    let before = here.line.checked_sub(1).and_then(|line| node(here.page, line));
    *separator = before.ok_or_else(unfit)?.key.to_vec();
    let is_end_of_level = entry.key.is_empty();
    Ok((REMOVE, (!is_end_of_level).then_some(Below::LastKey)))
}

/// The entry whose key becomes the new separator.
fn changed_entry<'a>(here: &PathPage<'a>, kind: MergeKind, change: MergeFlags) -> Option<Node<'a>> {
    if !change.contains(KEY) || change.contains(REMOVE) {
        return None;
    }
    let line = if kind == MergeKind::PartialLeft { here.line.checked_sub(1)? } else { here.line };
    node(here.page, line)
}

/// Between what moves and what stays. Of a merge that leaves nothing there is none.
fn leaf_separator(leaf: Page<'_>, moved: &Moved) -> Result<Vec<u8>, Refused> {
    let right = match moved.kind {
        MergeKind::PartialRight => moved.line,
        MergeKind::PartialLeft => moved.line.saturating_add(1),
        _ => return Ok(Vec::new()),
    };
    let left = right.checked_sub(1).and_then(|line| node(leaf, line));
    let pair = left.zip(node(leaf, right));
    let (left, right) = pair.ok_or_else(|| Refused::unfit("nodes make no sense"))?;
    Ok(separator(&left, &right))
}

impl Level {
    /// How the level changes.
    pub fn plan(&self) -> &MergePlan {
        &self.plan
    }

    /// The level's record.
    pub fn record(&self) -> Merge2<'_> {
        let image = self.image.image();
        let mut image_flags = ImageFlags(0);
        if image.is_dehydrated {
            image_flags = image_flags.with(ImageFlags::DEHYDRATED);
        }
        if image.is_compressed {
            image_flags = image_flags.with(ImageFlags::COMPRESSED);
        }
        Merge2 { plan: self.plan, parent_key: &self.separator, image_flags, image: image.bytes }
    }

    fn leaf(
        input: &MergeInput<'_>,
        here: &PathPage<'_>,
        parent: Option<&PathPage<'_>>,
        moved: &Moved,
        separator: Vec<u8>,
    ) -> Self {
        let partial = super::is_partial(moved.kind);
        let plan = MergePlan {
            right: input.right.map(|(pgno, _)| pgno),
            left: input.left.map(|(pgno, _)| pgno),
            moved_bytes: moved.bytes as u16,
            moved_max_bytes: moved.max_bytes as u16,
            dest_uncommitted_free: moved.dest_reserved as u16,
            merge_line: moved.line as u16,
            flags: if partial { MergeFlags(0) } else { MergeFlags::EMPTY_PAGE },
            kind: moved.kind,
            ..blank(input, here, parent)
        };
        let needs_image = destination(moved.kind).is_some();
        let image = if needs_image { Packed::new(here.page) } else { Packed::default() };
        Self { plan, separator, image }
    }
}

fn blank(input: &MergeInput<'_>, here: &PathPage<'_>, parent: Option<&PathPage<'_>>) -> MergePlan {
    MergePlan {
        page: PageChange { pgno: here.pgno, line: here.line as u16, ..input.by.page },
        right: None,
        right_before: None,
        left: None,
        left_before: None,
        parent: parent.map(|parent| parent.pgno),
        parent_before: None,
        fdp: input.by.fdp,
        objid: input.by.objid,
        moved_bytes: 0,
        moved_max_bytes: 0,
        dest_uncommitted_free: 0,
        merge_line: 0,
        flags: MergeFlags(0),
        kind: MergeKind::None,
    }
}
