//! A tree grown and cut back by operations alone, beside a sorted map; and its log redone onto
//! whatever part of it had been written.

use std::collections::{BTreeMap, BTreeSet};

use jet_btree::Node;
use jet_btree::key::Key;
use jet_btree::op::merge::{self, Direction, MergeInput, MergePages, Selected};
use jet_btree::op::redo::{Collected, Redo};
use jet_btree::op::split::{self, LevelPages, PathPage, Row, SplitInput};
use jet_btree::op::{Edit, NewData, Origin, PageOp, Refused};
use jet_log::Record;
use jet_log::record::{ChangeFlags, NodeChange, PageChange};
use jet_pager::{Blank, Page, PageFlags, PageMut};
use jet_types::{DbId, Dbtime, Level, Objid, PageSize, Pgno, Procid, Rceid, TrxId};

use crate::memory::{Memory, Versions, essence};

/// Numbers from a seed (SplitMix64).
pub struct Numbers(pub u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ x >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ x >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ x >> 31
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn bytes(&mut self, len: usize) -> Vec<u8> {
        (0..len).map(|_| self.next() as u8).collect()
    }
}

fn pgno(raw: u32) -> Pgno {
    Pgno::new(raw).expect("not 0")
}

const ROOT: u32 = 1;

/// Bookmark: key, and data in a tree that is not unique.
type Bookmark = (Vec<u8>, Vec<u8>);

struct Tree {
    size: PageSize,
    is_unique: bool,
    pages: BTreeMap<u32, Vec<u8>>,
    next_page: u32,
    dbtime: u64,
    /// Records, those of a macro together.
    log: Vec<Collected>,
    /// Kinds of splits and merges that happened.
    seen: BTreeSet<String>,
}

impl Tree {
    fn new(size: PageSize, is_unique: bool) -> Self {
        let mut bytes = vec![0; size.bytes()];
        let mut page = PageMut::new(&mut bytes, size);
        let flags = PageFlags::ROOT.with(PageFlags::LEAF);
        let blank = Blank { pgno: pgno(ROOT), objid: Objid(9), dbtime: Dbtime(100), flags };
        page.format(blank);
        page.set_external_header(&[&[7; 16]]);
        Self {
            size,
            is_unique,
            pages: BTreeMap::from([(ROOT, bytes)]),
            next_page: ROOT,
            dbtime: 100,
            log: Vec::new(),
            seen: BTreeSet::new(),
        }
    }

    fn page(&self, number: u32) -> Page<'_> {
        Page::new(&self.pages[&number], self.size)
    }

    fn edit(&mut self, number: u32) -> PageMut<'_> {
        let size = self.size;
        let bytes = self.pages.entry(number).or_insert_with(|| vec![0; size.bytes()]);
        PageMut::new(bytes, size)
    }

    fn by(&self, number: u32, before: Option<Dbtime>, after: u64) -> NodeChange {
        NodeChange {
            page: PageChange {
                procid: Procid(5),
                dbid: DbId(1),
                pgno: pgno(number),
                dbtime: Dbtime(after),
                dbtime_before: before,
                begin0: TrxId(4),
                level: Level(1),
                line: 0,
                flags: if self.is_unique { ChangeFlags::UNIQUE } else { ChangeFlags(0) },
            },
            rceid: Rceid(0),
            fdp: pgno(ROOT),
            objid: Objid(9),
        }
    }

    /// Pages from the root to the leaf of a bookmark, with the lines gone to.
    fn path(&self, key: &[u8], data: &[u8]) -> Vec<(u32, usize)> {
        let mut path = Vec::new();
        let mut at = ROOT;
        loop {
            let page = self.page(at);
            let node = |line| Node::at(page, pgno(at), line).expect("sound");
            let count = page.line_count();
            let less = |line: &usize| {
                let here = node(*line);
                if page.flags().is_leaf() {
                    let order = here.key.compare(key);
                    if self.is_unique { order } else { order.then_with(|| here.data.cmp(data)) }
                        .is_lt()
                } else {
                    !here.key.is_empty() && here.key.compare_joined(key, data).is_le()
                }
            };
            let line = (0..count).take_while(less).count();
            path.push((at, line));
            if page.flags().is_leaf() {
                return path;
            }
            at = node(line).child(pgno(at)).expect("a child").get();
        }
    }

    fn finds(&self, path: &[(u32, usize)], key: &[u8], data: &[u8]) -> bool {
        let (leaf, line) = path[path.len() - 1];
        let page = self.page(leaf);
        line < page.line_count() && {
            let node = Node::at(page, pgno(leaf), line).expect("sound");
            node.key == Key::whole(key) && (self.is_unique || node.data == data)
        }
    }

    /// One operation on one page, logged. Whether it fits.
    fn single(
        &mut self,
        number: u32,
        line: usize,
        edit: Edit<'_>,
        key: &[u8],
        data: &[u8],
    ) -> bool {
        let op = PageOp { line, is_versioned: false, edit };
        match op.check(self.page(number), 0) {
            Ok(()) => {}
            Err(Refused::NoRoom { .. }) => return false,
            Err(refused) => panic!("{refused}"),
        }
        self.dbtime += 1;
        let node = self.by(number, Some(self.page(number).dbtime()), self.dbtime);
        let origin = Origin {
            node,
            key,
            bookmark_data: if self.is_unique { &[] } else { data },
            replace_rceid: Rceid(0),
            undone_level: Level(0),
        };
        let mut scratch = Vec::new();
        let mut logged = Collected::default();
        let record = op.record(self.page(number), &origin, &mut scratch).expect("recorded alone");
        logged.push(&record);
        self.log.push(logged);
        let after = Dbtime(self.dbtime);
        let mut page = self.edit(number);
        op.apply(&mut page);
        page.set_dbtime(after);
        page.page().check(pgno(number)).expect("a sound page");
        true
    }

    fn split(&mut self, path: &[(u32, usize)], row: Row<'_>, key: &[u8], data: &[u8]) -> bool {
        let pages: Vec<PathPage<'_>> = path
            .iter()
            .map(|(number, line)| PathPage {
                pgno: pgno(*number),
                page: self.page(*number),
                line: *line,
            })
            .collect();
        let by = self.by(ROOT, None, 0);
        let input = SplitInput { path: &pages, row, is_versioned: false, max_data: &|_| 0, by };
        let mut plan = split::Plan::new(&input).expect("a split");
        let mut next_page = self.next_page;
        for level in plan.levels.iter_mut().filter(|level| level.splits()) {
            next_page += 1;
            level.set_new_page(pgno(next_page));
        }
        let after = self.dbtime + 1;
        plan.stamp(Dbtime(after), |number| self.page(number.get()).dbtime());
        let mut logged = Collected::default();
        for level in &plan.levels {
            logged.push(&Record::Split2(level.record()));
            let kind = if level.splits() {
                format!("{:?} {:?}", level.plan().kind, level.plan().oper)
            } else {
                "pointer".to_owned()
            };
            self.seen.insert(kind);
        }
        let (leaf, line) = path[path.len() - 1];
        if plan.performs_row {
            let node = self.by(leaf, None, after);
            let bookmark_data = if self.is_unique { &[][..] } else { data };
            let (replace_rceid, undone_level) = (Rceid(0), Level(0));
            let origin = Origin { node, key, bookmark_data, replace_rceid, undone_level };
            let edit = match row {
                Row::Insert { key, data } => Edit::Insert { key, data },
                Row::Replace { data } => Edit::Replace { data: NewData::Whole(data) },
                Row::ReviveWith { data } => Edit::ReviveWith { data },
                Row::None => panic!("a split without need"),
            };
            let op = PageOp { line, is_versioned: false, edit };
            let mut scratch = Vec::new();
            let record = op.record(self.page(leaf), &origin, &mut scratch);
            logged.push(&record.expect("a row operation"));
        }
        let incoming: Vec<_> =
            (0..plan.levels.len()).map(|index| plan.incoming(index, row)).collect();
        let mut live = self.pages.clone();
        for (level, incoming) in plan.levels.iter().zip(incoming) {
            let record = level.record();
            split::check(&record, &incoming, Some(self.page(record.plan.page.pgno.get())))
                .expect("our own plan");
            apply_split(&record, &incoming, &mut live, self.size, after);
        }
        let performs_row = plan.performs_row;
        self.log.push(logged);
        (self.pages, self.next_page, self.dbtime) = (live, next_page, after);
        performs_row
    }

    fn put(&mut self, key: &[u8], data: &[u8]) {
        for _ in 0..9 {
            let path = self.path(key, data);
            let (leaf, line) = path[path.len() - 1];
            if self.finds(&path, key, data) {
                if !self.is_unique {
                    return;
                }
                let node = Node::at(self.page(leaf), pgno(leaf), line).expect("found");
                let (edit, row) = if node.flags.is_deleted() {
                    (Edit::ReviveWith { data }, Row::ReviveWith { data })
                } else {
                    (Edit::Replace { data: NewData::Whole(data) }, Row::Replace { data })
                };
                if self.single(leaf, line, edit, key, data) || self.split(&path, row, key, data) {
                    return;
                }
                continue;
            }
            let edit = {
                let page = self.page(leaf);
                let Edit::Insert { key: stored, .. } = Edit::insert(page, key, data) else {
                    panic!("an insert")
                };
                Edit::Insert {
                    key: Key {
                        prefix: &key[..stored.prefix.len()],
                        suffix: &key[stored.prefix.len()..],
                    },
                    data,
                }
            };
            let row = Row::Insert { key: Key::whole(key), data };
            if self.single(leaf, line, edit, key, data) || self.split(&path, row, key, data) {
                return;
            }
        }
        panic!("a row that finds no place");
    }

    /// Marks a node deleted.
    fn mark(&mut self, key: &[u8], data: &[u8]) -> (u32, usize) {
        let path = self.path(key, data);
        assert!(self.finds(&path, key, data));
        let (leaf, line) = path[path.len() - 1];
        assert!(self.single(leaf, line, Edit::FlagDelete, key, data));
        (leaf, line)
    }

    /// Cleans the leaf of a node that was marked: by a merge, or else by taking the node off it.
    fn clean(&mut self, key: &[u8], data: &[u8], direction: Direction, density_free: usize) {
        let path = self.path(key, data);
        let (leaf, line) = path[path.len() - 1];
        let pages: Vec<PathPage<'_>> = path
            .iter()
            .map(|(number, line)| PathPage {
                pgno: pgno(*number),
                page: self.page(*number),
                line: *line,
            })
            .collect();
        let sibling = |number: Option<Pgno>| number.map(|it| (it, self.page(it.get())));
        let input = MergeInput {
            path: &pages,
            left: sibling(self.page(leaf).prev()),
            right: sibling(self.page(leaf).next()),
            direction,
            is_needed: &|_| false,
            max_data: &|_| 0,
            density_free,
            by: self.by(ROOT, None, 0),
        };
        match merge::plan(&input).expect("sound pages") {
            Selected::Nothing => {
                self.seen.insert("no merge".to_owned());
                // The last node of a page stays, marked: only a root may be empty.
                let may_go = leaf == ROOT || self.page(leaf).line_count() > 1;
                if may_go && self.finds(&path, key, data) {
                    assert!(self.single(leaf, line, Edit::Remove, key, data));
                }
            }
            Selected::EmptyTree => {
                self.seen.insert("empty tree".to_owned());
                self.empty(&path);
            }
            Selected::Merge(mut plan) => {
                let after = self.dbtime + 1;
                plan.stamp(Dbtime(after), |number| self.page(number.get()).dbtime());
                let mut logged = Collected::default();
                plan.levels.iter().for_each(|level| logged.push(&Record::Merge2(level.record())));
                self.log.push(logged);
                let mut live = self.pages.clone();
                apply_merge(&plan, &mut live, self.size, after);
                for level in &plan.levels {
                    let plan = level.plan();
                    self.seen.insert(format!("{:?} {:?}", plan.kind, plan.flags));
                }
                (self.pages, self.dbtime) = (live, after);
            }
        }
    }

    fn empty(&mut self, path: &[(u32, usize)]) {
        use jet_log::record::{EmptiedPage, EmptyTree};
        self.dbtime += 1;
        let after = self.dbtime;
        let emptied: Vec<EmptiedPage> = path[1..]
            .iter()
            .map(|(number, _)| EmptiedPage {
                dbtime_before: self.page(*number).dbtime().get().into(),
                pgno: (*number).into(),
                flags: self.page(*number).flags().bits().into(),
            })
            .collect();
        let node = self.by(ROOT, Some(self.page(ROOT).dbtime()), after);
        let mut logged = Collected::default();
        logged.push(&Record::EmptyTree(EmptyTree { node, pages: &emptied }));
        self.log.push(logged);
        for (number, _) in path {
            let edit = if *number == ROOT { Edit::EmptyRoot } else { Edit::EmptyPage };
            let op = PageOp { line: 0, is_versioned: false, edit };
            op.check(self.page(*number), 0).expect("an empty tree");
            let mut page = self.edit(*number);
            op.apply(&mut page);
            page.set_dbtime(Dbtime(after));
        }
    }

    /// All live nodes in order, while everything that must hold of a tree is asserted.
    fn verify(&self) -> Vec<Bookmark> {
        let mut nodes = Vec::new();
        let mut leaves = Vec::new();
        self.verify_below(ROOT, None, None, &mut nodes, &mut leaves);
        for (index, leaf) in leaves.iter().enumerate() {
            let page = self.page(*leaf);
            let sibling = |index: Option<usize>| index.and_then(|index| leaves.get(index).copied());
            assert_eq!(page.prev().map(Pgno::get), sibling(index.checked_sub(1)), "page {leaf}");
            assert_eq!(page.next().map(Pgno::get), sibling(Some(index + 1)), "page {leaf}");
        }
        nodes
    }

    fn verify_below(
        &self,
        number: u32,
        low: Option<&[u8]>,
        high: Option<&[u8]>,
        nodes: &mut Vec<Bookmark>,
        leaves: &mut Vec<u32>,
    ) {
        let page = self.page(number);
        page.check(pgno(number)).expect("a sound page");
        assert_eq!(page.objid(), Objid(9));
        assert!(!page.flags().contains(PageFlags::EMPTY), "page {number}");
        let count = page.line_count();
        assert!(count > 0 || number == ROOT && page.flags().is_leaf(), "page {number} is empty");
        let mut before: Option<Vec<u8>> = low.map(<[u8]>::to_vec);
        if page.flags().is_leaf() {
            leaves.push(number);
        }
        for line in 0..count {
            let node = Node::at(page, pgno(number), line).expect("sound");
            let key = node.key.to_vec();
            if page.flags().is_leaf() {
                let joined = if self.is_unique { key.clone() } else { [&key, node.data].concat() };
                assert!(before.as_ref().is_none_or(|before| *before <= joined), "page {number}");
                assert!(high.is_none_or(|high| joined.as_slice() < high), "page {number}");
                before = Some(joined);
                if !node.flags.is_deleted() {
                    nodes.push((key, node.data.to_vec()));
                }
                continue;
            }
            let is_last = line + 1 == count;
            assert_eq!(key.is_empty(), is_last && high.is_none(), "page {number}, line {line}");
            assert!(!is_last || high.is_none_or(|high| high == key), "page {number}");
            let upper = (!key.is_empty()).then_some(&key[..]);
            let child = node.child(pgno(number)).expect("a child").get();
            let is_leaf = self.page(child).flags().is_leaf();
            assert_eq!(is_leaf, page.flags().contains(PageFlags::PARENT_OF_LEAF));
            self.verify_below(child, before.as_deref(), upper, nodes, leaves);
            before = upper.map(<[u8]>::to_vec);
        }
    }
}

/// Takes pages out of a map to change several at once, and puts them back stamped.
fn with_pages<const N: usize>(
    live: &mut BTreeMap<u32, Vec<u8>>,
    numbers: [Option<Pgno>; N],
    size: PageSize,
    after: u64,
    change: impl FnOnce([Option<PageMut<'_>>; N]),
) {
    let mut taken = numbers.map(|number| {
        let number = number?.get();
        Some((number, live.remove(&number).unwrap_or_else(|| vec![0; size.bytes()])))
    });
    let views = taken.each_mut().map(|page| Some(PageMut::new(&mut page.as_mut()?.1, size)));
    change(views);
    for (number, mut bytes) in taken.into_iter().flatten() {
        let mut page = PageMut::new(&mut bytes, size);
        page.set_dbtime(Dbtime(after));
        page.page().check(pgno(number)).expect("a sound page");
        live.insert(number, bytes);
    }
}

fn apply_split(
    record: &jet_log::record::Split2<'_>,
    incoming: &split::Incoming<'_>,
    live: &mut BTreeMap<u32, Vec<u8>>,
    size: PageSize,
    after: u64,
) {
    let numbers = [Some(record.plan.page.pgno), record.plan.new, record.plan.right];
    with_pages(live, numbers, size, after, |[split, new, right]| {
        split::apply(record, incoming, LevelPages { split, new, right });
    });
}

fn apply_merge(plan: &merge::Plan, live: &mut BTreeMap<u32, Vec<u8>>, size: PageSize, after: u64) {
    let records: Vec<_> = plan.levels.iter().map(merge::Level::record).collect();
    let (leaf, branches) = records.split_last().expect("the leaf is always there");
    for (level, child) in branches.iter().zip(records.iter().skip(1)) {
        let number = level.plan.page.pgno;
        let page = Page::new(&live[&number.get()], size);
        merge::check_branch(level, child.plan.page.pgno, leaf, page).expect("our own plan");
        with_pages(live, [Some(number)], size, after, |[page]| {
            merge::apply_branch(level, leaf, &mut page.expect("given"));
        });
    }
    let source = live[&leaf.plan.page.pgno.get()].clone();
    let source = Page::new(&source, size);
    let numbers = [Some(leaf.plan.page.pgno), leaf.plan.left, leaf.plan.right];
    with_pages(live, numbers, size, after, |[page, left, right]| {
        merge::apply_leaf(leaf, Some(source), MergePages { page, left, right });
    });
}

/// How keys come.
#[derive(Clone, Copy, Debug)]
enum Keys {
    Random,
    Ascending,
    Descending,
    /// Ascending at several places.
    Hot,
    /// Few different ones, for trees that are not unique.
    Few,
    /// Some, again and again, with other data; and now and then deleted in between.
    Again,
}

fn key(kind: Keys, step: u32, numbers: &mut Numbers) -> Vec<u8> {
    match kind {
        Keys::Random => {
            let len = 4 + numbers.below(30);
            let mut key = numbers.bytes(len);
            key[0] &= 3;
            key[1] &= 1;
            key
        }
        Keys::Ascending => [b"common start ", &step.to_be_bytes()[..]].concat(),
        Keys::Descending => [b"common start ", &(!step).to_be_bytes()[..]].concat(),
        Keys::Hot => [&[step as u8 % 5][..], b"place", &step.to_be_bytes()].concat(),
        Keys::Few => vec![b'k', numbers.below(3) as u8],
        Keys::Again => vec![b'k', numbers.below(250) as u8],
    }
}

/// Redoes the log onto `written`, pages as they were at any time, and wants `live`.
fn redo(tree: &Tree, written: BTreeMap<u32, Vec<u8>>) -> jet_btree::op::redo::Counts {
    let memory = Memory::new(tree.size, written);
    let mut versions = Versions::default();
    let mut redo = Redo::new(&memory, &mut versions);
    for logged in &tree.log {
        let records = logged.records().expect("our own records");
        match records[..] {
            [Record::Split2(_) | Record::Merge2(_), ..] => redo.whole_macro(&records),
            [record] => redo.record(&record),
            _ => panic!("records that belong together without a macro"),
        }
        .expect("our own log");
    }
    let counts = redo.counts();
    let found = memory.into_pages();
    assert_eq!(found.len(), tree.pages.len());
    for (number, bytes) in &tree.pages {
        Page::new(&found[number], tree.size).check(pgno(*number)).expect("a sound page");
        let [found, wanted] = [&found[number], bytes].map(|bytes| essence(bytes, tree.size));
        assert!(found == wanted, "page {number}\nfound {found}\nwanted {wanted}");
    }
    counts
}

fn grow_and_cut(size: PageSize, kind: Keys, is_unique: bool, seed: u64) -> (Tree, u64) {
    println!("page size {size}, {kind:?}, unique {is_unique}, seed {seed}");
    let mut numbers = Numbers(seed);
    let mut tree = Tree::new(size, is_unique);
    let first = tree.pages.clone();
    let mut written = first.clone();
    let mut model: BTreeSet<Bookmark> = BTreeSet::new();
    let rows = 900;
    let most = size.bytes() / 12;
    for step in 0..rows {
        let key = key(kind, step, &mut numbers);
        let limit = if numbers.below(9) == 0 { most } else { 40 };
        let len = 1 + numbers.below(limit);
        let data = numbers.bytes(len);
        tree.put(&key, &data);
        if is_unique {
            model.retain(|(other, _)| *other != key);
        }
        if matches!(kind, Keys::Again) && numbers.below(3) == 0 {
            tree.mark(&key, &data);
        } else {
            model.insert((key, data));
        }
        flush(&tree, &mut written, &mut numbers);
    }
    assert_eq!(tree.verify(), model.iter().cloned().collect::<Vec<_>>());
    let mut rows: Vec<Bookmark> = model.iter().cloned().collect();
    while !rows.is_empty() {
        let from = numbers.below(rows.len());
        let count = (1 + numbers.below(60)).min(rows.len() - from);
        let gone: Vec<Bookmark> = rows.drain(from..from + count).collect();
        for (key, data) in &gone {
            tree.mark(key, data);
        }
        for (key, data) in &gone {
            let direction = [Direction::Right, Direction::Left][numbers.below(2)];
            let density_free = [0, size.bytes() / 5][numbers.below(2)];
            tree.clean(key, data, direction, density_free);
            flush(&tree, &mut written, &mut numbers);
        }
        assert_eq!(tree.verify(), rows);
    }
    redo(&tree, first);
    let counts = redo(&tree, written);
    assert!(counts.ahead > 0 && counts.gaps == 0);
    (tree, counts.from_image)
}

/// Writes a page now and then.
fn flush(tree: &Tree, written: &mut BTreeMap<u32, Vec<u8>>, numbers: &mut Numbers) {
    if numbers.below(6) == 0 {
        let index = numbers.below(tree.pages.len());
        let (number, bytes) = tree.pages.iter().nth(index).expect("in range");
        written.insert(*number, bytes.clone());
    }
}

#[test]
fn trees_grow_and_shrink_and_their_log_is_all_it_takes() {
    let mut seen = BTreeSet::new();
    let mut from_image = 0;
    for (index, size) in PageSize::ALL.into_iter().enumerate() {
        for kind in [Keys::Random, Keys::Ascending, Keys::Descending, Keys::Hot] {
            for is_unique in [true, false] {
                let (tree, images) = grow_and_cut(size, kind, is_unique, index as u64 + 1);
                seen.extend(tree.seen);
                from_image += images;
            }
        }
        for (kind, is_unique) in [(Keys::Few, false), (Keys::Again, true)] {
            let (tree, images) = grow_and_cut(size, kind, is_unique, index as u64 + 7);
            seen.extend(tree.seen);
            from_image += images;
        }
    }
    let rows =
        ["Insert", "Replace", "FlagInsertAndReplaceData", "None"].map(|it| format!("Right {it}"));
    for kind in rows.into_iter().chain(["Vertical Insert".to_owned(), "Append Insert".to_owned()]) {
        assert!(seen.contains(&kind), "{kind} is not among {seen:#?}");
    }
    for kind in ["EmptyPage", "FullRight", "PartialRight", "FullLeft", "PartialLeft"] {
        assert!(seen.iter().any(|it| it.starts_with(kind)), "{kind} is not among {seen:#?}");
    }
    assert!(seen.contains("empty tree") && seen.contains("pointer"), "{seen:#?}");
    assert!(from_image > 20, "{from_image} pages filled from images");
}
