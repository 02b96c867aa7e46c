//! Is a database file sound: every page, every tree, all space, the catalog?

use std::collections::HashSet;

use jet_btree::verify::{self, Finding, Severity, SpaceAudit};
use jet_btree::{ReadCx, Tree};
use jet_pager::checksum::{self, Verdict};
use jet_table::TableSchema;
use jet_types::{JetErr, Objid, Pgno};

use crate::reader::Reader;

/// Pages read at a time when going over the whole file.
const BATCH_PAGES: usize = 64;
/// Findings kept; a file with more is beyond doubt.
const FINDINGS_MAX: usize = 10_000;

/// A check of one file.
#[derive(Debug)]
pub struct Check<'a> {
    reader: &'a Reader,
    report: CheckReport,
    /// Trees seen, by root: a page is one tree's.
    roots: HashSet<Pgno>,
}

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct CheckReport {
    /// Everything wrong, in the order found.
    pub findings: Vec<Finding>,
    /// Pages in the file.
    pub pages: u64,
    /// Of these, never written.
    pub blank: u64,
    /// Trees walked.
    pub trees: u64,
    /// Their leaf nodes.
    pub nodes: u64,
    /// Indexes compared with the records, entry by entry.
    pub indexes: u64,
}

impl CheckReport {
    /// Whether anything but lost space was found.
    pub fn is_damaged(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Damage)
    }

    fn add(&mut self, finding: Finding) {
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(finding);
        }
    }
}

impl<'a> Check<'a> {
    /// A check of the file behind `reader`.
    pub fn new(reader: &'a Reader) -> Self {
        Self { reader, report: CheckReport::default(), roots: HashSet::new() }
    }

    /// Checks everything; `progress` hears how many pages have been read.
    pub fn run(mut self, progress: &mut dyn FnMut(u32)) -> CheckReport {
        let mut used = self.trees();
        self.checksums(&mut used, progress);
        self.report
    }

    /// Reads all pages of the file in order. A bad page that no tree uses is reported only as
    /// what it is: free pages keep whatever was on them.
    fn checksums(&mut self, used: &mut PageSet, progress: &mut dyn FnMut(u32)) {
        let (_, db) = self.reader.pages();
        let size = db.page_size();
        let last = db.last_pgno().map_or(0, Pgno::get);
        self.report.pages = u64::from(last);
        let mut buffer = vec![0; BATCH_PAGES * size.bytes()];
        let mut next = 1;
        while let Some(first) = Pgno::new(next).filter(|_| next <= last) {
            let count = BATCH_PAGES.min((last - next + 1) as usize);
            let bytes = &mut buffer[..count * size.bytes()];
            if let Err(error) = db.read_raw(first, bytes) {
                self.report.add(Finding::damage(first, error.code(), error.to_string()));
                return;
            }
            for (page, raw) in bytes.chunks_exact(size.bytes()).zip(next..) {
                let Some(pgno) = Pgno::new(raw) else { continue };
                self.checksum(page, pgno, used);
            }
            next += count as u32;
            progress(next - 1);
        }
    }

    fn checksum(&mut self, page: &[u8], pgno: Pgno, used: &PageSet) {
        let what = match checksum::verify(page, self.reader.header().page_size, pgno) {
            Verdict::Good => return,
            Verdict::Blank => {
                self.report.blank += 1;
                return;
            }
            Verdict::OneBit { bit } => format!("bit {bit} is wrong; it can be put right"),
            Verdict::Bad { stored, computed } => {
                format!("stored checksum {stored:#018x}, computed {computed:#018x}")
            }
        };
        // A page of a tree was reported when the tree was walked, unless its one wrong bit was
        // put right on the way.
        let severity = if used.has(pgno) { Severity::Damage } else { Severity::Leak };
        let what = if used.has(pgno) { what } else { format!("no tree uses it: {what}") };
        let code = JetErr::READ_VERIFY_FAILURE;
        self.report.add(Finding { pgno: Some(pgno), severity, code, what });
    }

    /// Walks all trees and audits their space.
    fn trees(&mut self) -> PageSet {
        let reader = self.reader;
        let cx = reader.cx();
        let mut used = PageSet::new(&cx);
        let mut audit = SpaceAudit::new(&cx);
        let _ = self.tree(&cx, Pgno::DATABASE_ROOT, None, None, &mut audit, &mut used);
        match reader.catalog() {
            Ok(schema) => {
                for table in &schema.tables {
                    self.table(&cx, table, &mut audit, &mut used);
                }
                audit.finish(&mut |finding| self.report.add(finding));
            }
            Err(error) => self.report.add(Finding {
                pgno: None,
                severity: Severity::Damage,
                code: error.code(),
                what: format!("the catalog cannot be read: {error}"),
            }),
        }
        used
    }

    fn table(
        &mut self,
        cx: &ReadCx<'_>,
        table: &TableSchema,
        audit: &mut SpaceAudit,
        used: &mut PageSet,
    ) {
        let Some(root) = table.root else {
            return self.report.add(Finding {
                pgno: None,
                severity: Severity::Damage,
                code: JetErr::CATALOG_CORRUPTED,
                what: format!("table {:?} has no root", table.name),
            });
        };
        let database = Some(Pgno::DATABASE_ROOT);
        if !self.tree(cx, root, Some(table.objid), database, audit, used) {
            // Its rows are another table's, or none.
            return;
        }
        let indexes = table.indexes.iter().filter(|index| !index.is_primary());
        let trees = indexes.filter_map(|index| Some((index.root?, Some(index.objid))));
        for (child, objid) in trees.chain(table.long_values.map(|root| (root, None))) {
            let _ = self.tree(cx, child, objid, Some(root), audit, used);
        }
        let report = &mut self.report;
        match jet_table::verify::table(cx, table, &mut |finding| report.add(finding)) {
            Ok(indexes) => self.report.indexes += indexes as u64,
            Err(error) => {
                let (code, what) = (error.code(), format!("table {:?}: {error}", table.name));
                let severity = Severity::Damage;
                self.report.add(Finding { pgno: None, severity, code, what });
            }
        }
    }

    /// Walks a tree once; `false` when there is none to walk. The catalog may know its object.
    fn tree(
        &mut self,
        cx: &ReadCx<'_>,
        root: Pgno,
        objid: Option<Objid>,
        parent: Option<Pgno>,
        audit: &mut SpaceAudit,
        used: &mut PageSet,
    ) -> bool {
        let damage = |what: String| Finding::damage(root, JetErr::DATABASE_CORRUPTED, what);
        if !self.roots.insert(root) {
            self.report.add(damage("is the root of two trees".to_owned()));
            return false;
        }
        let tree = match Tree::open(cx, root) {
            Ok(tree) => tree,
            Err(error) => {
                self.report.add(Finding::of(&error, root));
                return false;
            }
        };
        if let Some(expected) = objid.filter(|expected| *expected != tree.objid) {
            let what = format!("is of object {}, the catalog says {expected}", tree.objid);
            self.report.add(damage(what));
        }
        let report = &mut self.report;
        let facts = verify::tree(cx, &tree, &mut |finding| report.add(finding));
        facts.pages.iter().for_each(|pgno| used.add(*pgno));
        audit.add(cx, &tree, parent, &facts.pages, &mut |finding| report.add(finding));
        report.trees += 1;
        report.nodes += facts.nodes;
        true
    }
}

/// A bit per page of the file.
#[derive(Debug)]
struct PageSet(Vec<u64>);

impl PageSet {
    fn new(cx: &ReadCx<'_>) -> Self {
        let pages = cx.db.last_pgno().map_or(0, Pgno::get) as usize;
        Self(vec![0; pages / 64 + 1])
    }

    fn add(&mut self, pgno: Pgno) {
        if let Some(word) = self.0.get_mut(pgno.get() as usize / 64) {
            *word |= 1 << (pgno.get() % 64);
        }
    }

    fn has(&self, pgno: Pgno) -> bool {
        let word = self.0.get(pgno.get() as usize / 64);
        word.is_some_and(|word| word >> (pgno.get() % 64) & 1 == 1)
    }
}
