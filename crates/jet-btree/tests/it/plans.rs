//! Every split and merge in the reference engine's logs, planned again from the pages before it.

use std::collections::BTreeMap;

use jet_btree::Node;
use jet_btree::key::Key;
use jet_btree::op::merge::{self, Direction, MergeInput, Selected, Side};
use jet_btree::op::split::{self, PathPage, Plan, Row, SplitInput};
use jet_btree::space::{Form, RootHeader};
use jet_log::Record;
use jet_log::record::{ChangeFlags, Merge2, MergeKind, NodeChange, Split2, SplitKind, SplitOper};
use jet_pager::{Blank, LineFlags, Page, PageFlags, PageMut};
use jet_types::{Lgpos, PageSize, Pgno, Rceid};

use crate::engine::{Log, Player, decoded};
use crate::memory::{Memory, Versions};

/// The pages of a macro before it, by number.
type Pages = BTreeMap<u32, Vec<u8>>;

/// A row operation, with its bytes.
#[derive(Clone, Debug)]
struct RowOp {
    key: Vec<u8>,
    data: Vec<u8>,
    kind: SplitOper,
}

fn row_op(record: &Record<'_>) -> Option<(NodeChange, RowOp)> {
    let row =
        |key: &[u8], data: &[u8], kind| RowOp { key: key.to_vec(), data: data.to_vec(), kind };
    let op = match record {
        Record::Insert(it) => row(&[it.prefix, it.suffix].concat(), it.data, SplitOper::Insert),
        Record::FlagInsertAndReplaceData(it) => {
            row(it.key, it.data, SplitOper::FlagInsertAndReplaceData)
        }
        Record::Replace(it) => row(&[], it.data, SplitOper::Replace),
        _ => return None,
    };
    Some((*record.node()?, op))
}

impl RowOp {
    fn row(&self) -> Row<'_> {
        match self.kind {
            SplitOper::Insert => Row::Insert { key: Key::whole(&self.key), data: &self.data },
            SplitOper::Replace => Row::Replace { data: &self.data },
            SplitOper::FlagInsertAndReplaceData => Row::ReviveWith { data: &self.data },
            SplitOper::None => Row::None,
        }
    }
}

fn copies<'a>(memory: &Memory, numbers: impl Iterator<Item = Pgno> + 'a) -> Pages {
    numbers.filter_map(|pgno| Some((pgno.get(), memory.copy(pgno.get())?))).collect()
}

fn node(page: Page<'_>, line: usize) -> Option<Node<'_>> {
    Node::decode(page.line(line)?, page)
}

/// Where a row is or goes on a leaf.
fn place(page: Page<'_>, row: &RowOp, is_unique: bool) -> usize {
    let less = |line: &usize| {
        let node = node(page, *line).expect("sound");
        let order = node.key.compare(&row.key);
        if is_unique { order } else { order.then_with(|| node.data.cmp(&row.data)) }.is_lt()
    };
    (0..page.line_count()).take_while(less).count()
}

/// What two plans of a level must have in common.
fn essence(record: &Split2<'_>) -> String {
    let plan = &record.plan;
    if plan.line_count == 0 {
        return format!("pointer at {} of page {}", plan.oper_line, plan.page.pgno);
    }
    let flags = PageFlags::NEW_CHECKSUM.with(PageFlags::FLUSH_TYPE).with(PageFlags::SCRUBBED);
    let [new, split] = [plan.new_page_flags, plan.split_page_flags]
        .map(|bits| PageFlags::from_bits(bits).without(flags).bits());
    format!(
        "{:?} {:?} of page {} at {}, split at {} of {}, flags {new:#x} {split:#x}, reserved {} {}, \
         prefixes {:?} {:?}\nold {:02x?}\nnew {:02x?}\nseparator {:02x?}",
        plan.kind,
        plan.oper,
        plan.page.pgno,
        plan.oper_line,
        plan.split_line,
        plan.line_count,
        plan.split_uncommitted_free,
        plan.new_uncommitted_free,
        plan.split_prefix_line,
        plan.new_prefix_line,
        record.old_prefix,
        record.new_prefix,
        record.parent_key,
    )
}

/// Plans a split again; what the engine chose, and what we choose.
fn split_again(
    levels: &[Split2<'_>],
    row: &RowOp,
    memory: &Memory,
    versions: &Versions,
    size: PageSize,
) -> (String, String) {
    let pages = copies(memory, levels.iter().map(|level| level.plan.page.pgno));
    let leaf = &levels[levels.len() - 1].plan;
    let is_unique = leaf.page.flags.contains(ChangeFlags::UNIQUE);
    let path: Vec<PathPage<'_>> = levels
        .iter()
        .map(|level| {
            let pgno = level.plan.page.pgno;
            let page = Page::new(&pages[&pgno.get()], size);
            let is_retry = level.plan.line_count > 0 && level.plan.oper == SplitOper::None;
            let line = match is_retry && page.flags().is_leaf() {
                true => place(page, row, is_unique),
                false => level.plan.oper_line.into(),
            };
            PathPage { pgno, page, line }
        })
        .collect();
    let leaf_page = path[path.len() - 1].page;
    let max_data = |line: usize| {
        let node = node(leaf_page, line).expect("sound");
        versions.max_data(&node.key.to_vec())
    };
    let by = NodeChange { page: leaf.page, rceid: Rceid(0), fdp: leaf.fdp, objid: leaf.objid };
    let row = row.row();
    let input = SplitInput { path: &path, row, is_versioned: false, max_data: &max_data, by };
    let theirs: Vec<String> = levels.iter().map(essence).collect();
    let ours = match Plan::new(&input) {
        Ok(plan) => plan.levels.iter().map(|level| essence(&level.record())).collect(),
        Err(refused) => vec![refused.to_string()],
    };
    (theirs.join("\n"), ours.join("\n"))
}

#[derive(Default, Debug)]
struct Tally {
    splits: BTreeMap<String, [u32; 2]>,
    merges: BTreeMap<String, [u32; 2]>,
    left_out: u32,
    shown: u32,
}

impl Tally {
    fn count(map: &mut BTreeMap<String, [u32; 2]>, kind: String, is_same: bool) {
        let counts = map.entry(kind).or_default();
        counts[usize::from(!is_same)] += 1;
    }

    fn show(&mut self, what: &str, theirs: &str, ours: &str) {
        self.shown += 1;
        if self.shown <= 40 {
            println!("{what}\ntheirs {theirs}\nours   {ours}\n");
        }
    }
}

/// The next row operation of a session on a tree, after an index.
fn next_row(log: &Log, after: usize, like: &Split2<'_>) -> Option<RowOp> {
    let procid = like.plan.page.procid;
    log.records[after + 1..].iter().find_map(|(_, bytes)| {
        let record = decoded(bytes);
        let (node, row) = row_op(&record)?;
        let of_space = |flags: ChangeFlags| flags.contains(ChangeFlags::SPACE);
        let same_tree = node.fdp == like.plan.fdp
            && of_space(node.page.flags) == of_space(like.plan.page.flags);
        (node.page.procid == procid && same_tree).then_some(row)
    })
}

fn compare(
    tally: &mut Tally,
    at: (&str, Lgpos),
    log: &Log,
    index: usize,
    records: &[Record<'_>],
    memory: &Memory,
    versions: &Versions,
) {
    let splits: Vec<Split2<'_>> = records
        .iter()
        .filter_map(|record| match record {
            Record::Split2(record) => Some(*record),
            _ => None,
        })
        .collect();
    let Some(leaf) = splits.last() else {
        return compare_merge(tally, at, records, (memory, versions), log.page_size);
    };
    let row = records.get(splits.len()).and_then(row_op).map(|it| it.1);
    let Some(row) = row.or_else(|| next_row(log, index, leaf)) else {
        return tally.show("no row", &essence(leaf), "");
    };
    let (theirs, ours) = split_again(&splits, &row, memory, versions, log.page_size);
    let kinds = format!("{:?} {:?}", leaf.plan.kind, leaf.plan.oper);
    let is_same = theirs == ours;
    Tally::count(&mut tally.splits, kinds, is_same);
    if !is_same {
        tally.show(&format!("{at:?}"), &theirs, &ours);
    }
}

/// Pages from the root of a tree to a leaf, found by the first node of the leaf.
fn path_to(
    memory: &Memory,
    root: Pgno,
    leaf: Pgno,
    size: PageSize,
) -> Option<Vec<(Pgno, Vec<u8>, usize)>> {
    let target = memory.copy(leaf.get())?;
    let first = node(Page::new(&target, size), 0)?;
    let (key, data) = (first.key.to_vec(), first.data.to_vec());
    let mut path = Vec::new();
    let mut at = root;
    loop {
        let bytes = memory.copy(at.get())?;
        let page = Page::new(&bytes, size);
        if page.flags().is_leaf() {
            path.push((at, bytes, 0));
            return (at == leaf).then_some(path);
        }
        let passes = |line: &usize| {
            let entry = node(page, *line).expect("sound");
            !entry.key.is_empty() && entry.key.compare_joined(&key, &data).is_le()
        };
        let line = (0..page.line_count()).take_while(passes).count();
        let child = node(page, line)?.child(at).ok()?;
        path.push((at, bytes, line));
        at = child;
    }
}

/// What two plans of a merge must have in common.
fn merge_essence(levels: &[Merge2<'_>]) -> String {
    let levels = levels.iter().map(|record| {
        let plan = &record.plan;
        let kind = if plan.kind == MergeKind::None {
            format!("line {}", plan.page.line)
        } else {
            format!(
                "{:?} from line {}, {:?} {:?}, {} bytes {} reserved {}",
                plan.kind,
                plan.merge_line,
                plan.left,
                plan.right,
                plan.moved_bytes,
                plan.moved_max_bytes,
                plan.dest_uncommitted_free
            )
        };
        format!("page {} {:?} {kind} {:02x?}", plan.page.pgno, plan.flags, record.parent_key)
    });
    levels.collect::<Vec<_>>().join("\n")
}

fn compare_merge(
    tally: &mut Tally,
    at: (&str, Lgpos),
    records: &[Record<'_>],
    (memory, versions): (&Memory, &Versions),
    size: PageSize,
) {
    let levels: Vec<Merge2<'_>> = records
        .iter()
        .filter_map(|record| match record {
            Record::Merge2(record) => Some(*record),
            _ => None,
        })
        .collect();
    let Some(leaf) = levels.last() else { return };
    let plan = &leaf.plan;
    let space = plan.page.flags.contains(ChangeFlags::SPACE);
    let root =
        if space { space_root(memory, plan.fdp, plan.page.pgno, size) } else { Some(plan.fdp) };
    let Some(path) = root.and_then(|root| path_to(memory, root, plan.page.pgno, size)) else {
        return tally.show(&format!("{at:?}: no path"), &merge_essence(&levels), "");
    };
    let pages: Vec<PathPage<'_>> = path
        .iter()
        .map(|(pgno, bytes, line)| PathPage {
            pgno: *pgno,
            page: Page::new(bytes, size),
            line: *line,
        })
        .collect();
    // How much of its free bytes a page keeps for rollbacks is in no log, except here.
    let reserved = plan.dest_uncommitted_free + plan.moved_bytes - plan.moved_max_bytes;
    let dest = merge::destination(plan.kind);
    let sibling = |pgno: Option<Pgno>, side| {
        let mut bytes = memory.copy(pgno?.get()).expect("there");
        if dest == Some(side) {
            PageMut::new(&mut bytes, size).set_uncommitted_free(reserved.into());
        }
        Some((pgno?, bytes))
    };
    let siblings = [sibling(plan.left, Side::Left), sibling(plan.right, Side::Right)];
    let [left, right] = siblings
        .each_ref()
        .map(|it| it.as_ref().map(|(pgno, bytes)| (*pgno, Page::new(bytes, size))));
    let is_left = matches!(plan.kind, MergeKind::FullLeft | MergeKind::PartialLeft);
    let theirs = merge_essence(&levels);
    let ours = [0, size.bytes() / 5].map(|density_free| {
        let input = MergeInput {
            path: &pages,
            left,
            right,
            direction: if is_left { Direction::Left } else { Direction::Right },
            is_needed: &|_| false,
            max_data: &|line| {
                let node = node(pages[pages.len() - 1].page, line).expect("sound");
                versions.max_data(&node.key.to_vec())
            },
            density_free,
            by: NodeChange { page: plan.page, rceid: Rceid(0), fdp: plan.fdp, objid: plan.objid },
        };
        match merge::plan(&input) {
            Ok(Selected::Merge(plan)) => {
                let levels: Vec<_> = plan.levels.iter().map(merge::Level::record).collect();
                merge_essence(&levels)
            }
            other => format!("{other:?}"),
        }
    });
    let is_same = ours.contains(&theirs);
    Tally::count(&mut tally.merges, format!("{:?}", plan.kind), is_same);
    if !is_same {
        tally.show(&format!("{at:?}"), &theirs, &ours[0]);
    }
}

/// The root of the space tree that a page belongs to.
fn space_root(memory: &Memory, fdp: Pgno, leaf: Pgno, size: PageSize) -> Option<Pgno> {
    let bytes = memory.copy(fdp.get())?;
    let header = RootHeader::decode(Page::new(&bytes, size).external_header())?;
    let Form::Multiple { owned_root } = header.space.form else { return None };
    let roots = [Some(owned_root), owned_root.checked_add(1)];
    roots.into_iter().flatten().find(|root| path_to(memory, *root, leaf, size).is_some())
}

/// Plans the split of a leaf again from the image in its record, where the pages above are not
/// known: under a parent that has room.
fn leaf_again(leaf: &Split2<'_>, row: &RowOp, size: PageSize) -> Option<(String, String)> {
    let plan = &leaf.plan;
    let image = split::image(leaf)?.unpack(size, plan.page.pgno).expect("a sound image");
    let page = Page::new(&image, size);
    let is_unique = plan.page.flags.contains(ChangeFlags::UNIQUE);
    let line = match plan.oper {
        SplitOper::None => place(page, row, is_unique),
        _ => plan.oper_line.into(),
    };
    let mut parent = vec![0; size.bytes()];
    let mut edit = PageMut::new(&mut parent, size);
    let flags = PageFlags::ROOT.with(PageFlags::PARENT_OF_LEAF);
    let (pgno, objid) = (plan.fdp, plan.objid);
    edit.format(Blank { pgno, objid, dbtime: plan.page.dbtime, flags });
    edit.insert(0, LineFlags::NONE, &[&[0, 0], &plan.page.pgno.get().to_le_bytes()]);
    let path = [
        PathPage { pgno, page: Page::new(&parent, size), line: 0 },
        PathPage { pgno: plan.page.pgno, page, line },
    ];
    let is_root = plan.kind == SplitKind::Vertical;
    let by = NodeChange { page: plan.page, rceid: Rceid(0), fdp: plan.fdp, objid };
    let input = SplitInput {
        path: if is_root { &path[1..] } else { &path },
        row: row.row(),
        is_versioned: false,
        max_data: &|_| 0,
        by,
    };
    let ours = Plan::new(&input).expect("a split");
    let ours = ours.levels.last().expect("a leaf").record();
    Some((essence(leaf), essence(&ours)))
}

/// All splits of leaves in a log whose beginning is not there.
fn without_history(tally: &mut Tally, name: &str, log: &Log) {
    let mut open: BTreeMap<u16, Vec<&[u8]>> = BTreeMap::new();
    for (index, (lgpos, bytes)) in log.records.iter().enumerate() {
        let record = decoded(bytes);
        match &record {
            Record::MacroBegin(it) => {
                open.insert(it.procid.get(), Vec::new());
            }
            Record::MacroCommit(it) => {
                let collected = open.remove(&it.procid.get()).unwrap_or_default();
                let records: Vec<Record<'_>> =
                    collected.iter().map(|bytes| decoded(bytes)).collect();
                let last = records.iter().rposition(|it| matches!(it, Record::Split2(_)));
                let Some(Record::Split2(leaf)) = last.and_then(|last| records.get(last)) else {
                    continue;
                };
                let row = last.and_then(|last| records.get(last + 1)).and_then(row_op);
                let row = row.map(|it| it.1).or_else(|| next_row(log, index, leaf));
                let reserves =
                    leaf.plan.split_uncommitted_free != 0 || leaf.plan.new_uncommitted_free != 0;
                let Some(row) = row.filter(|_| !reserves) else {
                    tally.left_out += 1;
                    continue;
                };
                let is_leaf = PageFlags::from_bits(leaf.plan.new_page_flags).is_leaf();
                if let Some((theirs, ours)) =
                    leaf_again(leaf, &row, log.page_size).filter(|_| is_leaf)
                {
                    let kinds = format!("{:?} {:?}, leaf alone", leaf.plan.kind, leaf.plan.oper);
                    Tally::count(&mut tally.splits, kinds, theirs == ours);
                    if theirs != ours {
                        tally.show(&format!("{name} {lgpos}"), &theirs, &ours);
                    }
                }
            }
            other => {
                let procid = other.page().map(|page| page.procid.get());
                if let Some(collected) = procid.and_then(|procid| open.get_mut(&procid)) {
                    collected.push(bytes);
                }
            }
        }
    }
}

#[test]
fn plans_are_those_of_the_engine() {
    let mut tally = Tally::default();
    for prefix in ["a_", "b_", "c_", "e_t", "f_", "h_", "j_"] {
        for name in jet_testkit::golden_cases(prefix) {
            let (_dir, case) = jet_testkit::golden(&name);
            let log = Log::read(&case.join("db"), None).expect("sound logs");
            let mut player = Player::new(log.page_size, BTreeMap::new());
            for (index, (lgpos, bytes)) in log.records.iter().enumerate() {
                let mut see = |memory: &Memory, versions: &Versions, records: &[Record<'_>]| {
                    compare(&mut tally, (&name, *lgpos), &log, index, records, memory, versions);
                };
                player.play(&decoded(bytes), &mut see).expect("a sound log");
            }
        }
    }
    for name in ["d_big_100k_4k", "d_mid_10k_16k", "e_shrunk"] {
        if jet_testkit::golden_cases(name).is_empty() {
            continue;
        }
        let (_dir, case) = jet_testkit::golden(name);
        without_history(&mut tally, name, &Log::read(&case.join("db"), None).expect("sound logs"));
    }
    for name in jet_testkit::real_sets() {
        let (_dir, case) = jet_testkit::real_set(&name);
        match Log::read(&case, None) {
            Ok(log) => without_history(&mut tally, &name, &log),
            Err(error) => println!("{name}: {error}"),
        }
    }
    println!("{tally:#?}");
    let sum = |map: &BTreeMap<String, [u32; 2]>| {
        map.values().fold([0, 0], |[same, other], it| [same + it[0], other + it[1]])
    };
    let ([splits, other_splits], [merges, other_merges]) = (sum(&tally.splits), sum(&tally.merges));
    assert_eq!((other_splits, other_merges, tally.shown), (0, 0, 0));
    assert!(splits >= 2995 && merges >= 198, "{splits} splits, {merges} merges");
}
