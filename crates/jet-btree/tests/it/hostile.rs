//! Records that were changed in flight: whatever they say, redo refuses them or leaves sound pages.

use std::collections::BTreeMap;

use jet_btree::Result;
use jet_btree::op::Undone;
use jet_btree::op::redo::{Made, Redo, RedoVersions};
use jet_log::Record;
use jet_log::record::Undo;
use jet_pager::{Page, PageMut};
use jet_types::{PageSize, Pgno};

use crate::engine::{Log, Player, decoded};
use crate::memory::Memory;
use crate::ops::Numbers;

/// Versions that nobody keeps; every undo finds one, whether it fits or not.
struct Nobody(Undone<'static>);

impl RedoVersions for Nobody {
    fn made(&mut self, _: &Made<'_>) -> Result<()> {
        Ok(())
    }

    fn undone(&self, _: &Undo<'_>) -> Option<Undone<'_>> {
        Some(self.0.clone())
    }

    fn unmade(&mut self, _: &Undo<'_>) {}
}

/// Numbers of all pages that a record names.
fn named(record: &Record<'_>) -> Vec<u32> {
    let pages = match record {
        Record::Split2(it) => {
            let plan = &it.plan;
            vec![Some(plan.page.pgno), plan.new, plan.right, plan.parent]
        }
        Record::Merge2(it) => {
            let plan = &it.plan;
            vec![Some(plan.page.pgno), plan.left, plan.right, plan.parent]
        }
        Record::PageMove(it) => {
            vec![Some(it.page.pgno), Some(it.dest), it.left, it.right, it.parent]
        }
        Record::ConvertFdp2(it) => {
            let convert = &it.convert;
            vec![Some(convert.page.pgno), Some(convert.owned), Some(convert.available)]
        }
        other => vec![other.page().map(|page| page.pgno)],
    };
    pages.into_iter().flatten().map(Pgno::get).collect()
}

/// Changes some bytes behind the head of a record, or `None` when it is no record any more.
fn changed(record: &Record<'_>, numbers: &mut Numbers) -> Option<Vec<u8>> {
    let mut bytes = vec![0; record.encoded_len()];
    record.encode(&mut bytes);
    let head = 29;
    for _ in 0..=numbers.below(3) {
        // Mostly the fixed part, where lines, lengths and kinds are.
        let limit = if numbers.below(4) > 0 { bytes.len().min(112) } else { bytes.len() };
        let at = head + numbers.below(limit.checked_sub(head).filter(|left| *left > 0)?);
        bytes[at] = match numbers.below(4) {
            0 => bytes[at].wrapping_add(1),
            1 => bytes[at].wrapping_sub(1),
            2 => bytes[at] ^ 1 << numbers.below(8),
            _ => numbers.below(256) as u8,
        };
    }
    let is_record = Record::decode(&bytes).is_ok_and(|(_, len)| len == bytes.len());
    is_record.then_some(bytes)
}

/// Redoes changed records onto copies of the pages they were made for. How many went through.
fn attack(
    records: &[Record<'_>],
    memory: &Memory,
    size: PageSize,
    numbers: &mut Numbers,
) -> [u32; 2] {
    let target = numbers.below(records.len());
    let Some(bytes) = changed(&records[target], numbers) else { return [0, 0] };
    let hostile = decoded(&bytes);
    let mut all = records.to_vec();
    all[target] = hostile;
    let mut pages: BTreeMap<u32, Vec<u8>> = records
        .iter()
        .flat_map(named)
        .filter_map(|number| Some((number, memory.copy(number)?)))
        .collect();
    // Sometimes a page has the change already, so that its image is needed.
    for change in records.iter().filter_map(Record::page).filter(|_| numbers.below(3) == 0) {
        if let Some(bytes) = pages.get_mut(&change.pgno.get()) {
            PageMut::new(bytes, size).set_dbtime(change.dbtime);
        }
    }
    let copy = Memory::new(size, pages);
    let undone = Undone::Replace(vec![7; 1 + numbers.below(300)].into());
    let mut nobody = Nobody(undone);
    let mut redo = Redo::new(&copy, &mut nobody);
    let is_macro = matches!(records[0], Record::Split2(_) | Record::Merge2(_));
    let result = if is_macro { redo.whole_macro(&all) } else { redo.record(&all[0]) };
    for (number, bytes) in copy.into_pages() {
        // A page number changed in flight makes another page, not a broken one.
        if bytes.iter().any(|byte| *byte != 0) {
            let page = Page::new(&bytes, size);
            let own = page.own_pgno().unwrap_or(number);
            page.check(Pgno::new(own).expect("not 0")).expect("a sound page");
        }
    }
    if result.is_ok() { [1, 0] } else { [0, 1] }
}

#[test]
fn changed_records_break_no_page() {
    let mut sum = [0, 0];
    for (seed, name) in ["f_kill9_0", "f_dirty_32k", "b_types_4k", "c_index_8k"].iter().enumerate()
    {
        if jet_testkit::golden_cases(name).is_empty() {
            continue;
        }
        println!("{name}, seed {seed}");
        let mut numbers = Numbers(seed as u64);
        let (_dir, case) = jet_testkit::golden(name);
        let log = Log::read(&case.join("db"), None).expect("sound logs");
        let mut player = Player::new(log.page_size, BTreeMap::new());
        for (_, bytes) in &log.records {
            let record = decoded(bytes);
            if record.page().is_some() && numbers.below(2) == 0 {
                for _ in 0..6 {
                    let [through, refused] =
                        attack(&[record], &player.memory, log.page_size, &mut numbers);
                    sum = [sum[0] + through, sum[1] + refused];
                }
            }
            let mut see = |memory: &Memory, _: &_, records: &[Record<'_>]| {
                for _ in 0..60 {
                    let [through, refused] = attack(records, memory, log.page_size, &mut numbers);
                    sum = [sum[0] + through, sum[1] + refused];
                }
            };
            player.play(&record, &mut see).expect("a sound log");
        }
    }
    println!("{} went through, {} were refused", sum[0], sum[1]);
    assert!(sum[0] > 5_000 && sum[1] > 5_000);
}
