//! Random edits against a list of lines.

use super::*;

/// A source of numbers from a seed (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ x >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ x >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((x ^ x >> 31) % limit as u64) as usize
    }

    /// Bytes whose first number leaves the flag bits alone.
    fn line(&mut self, len: usize) -> Vec<u8> {
        let mut line: Vec<u8> = (0..len).map(|_| self.below(256) as u8).collect();
        line[1] &= 0x1F;
        line
    }

    fn flags(&mut self) -> LineFlags {
        LineFlags::from_bits(self.below(8) as u8)
    }
}

/// What the page should hold.
#[derive(Default)]
struct Model {
    header: Vec<u8>,
    lines: Vec<(LineFlags, Vec<u8>)>,
    size: usize,
}

impl Model {
    fn free(&self) -> usize {
        let used: usize = self.lines.iter().map(|(_, line)| line.len() + 4).sum();
        self.size - used - self.header.len() - 4
    }

    fn compare(&self, page: Page<'_>, pgno: Pgno) {
        page.check(pgno).expect("every edit leaves a sound page");
        assert_eq!(page.external_header(), self.header);
        assert_eq!(page.free_bytes(), self.free());
        assert_eq!(page.line_count(), self.lines.len());
        for (index, (flags, line)) in self.lines.iter().enumerate() {
            let found = page.line(index).expect("counted");
            let mut bytes = found.bytes.to_vec();
            bytes[1] &= 0x1F;
            assert_eq!((found.flags, &bytes), (*flags, line), "line {index}");
        }
    }
}

const PGNO: u32 = 77;

fn blank(size: PageSize) -> (Vec<u8>, Blank) {
    let pgno = Pgno::new(PGNO).expect("not 0");
    let flags = PageFlags::LEAF;
    let blank = Blank { pgno, objid: Objid(5), dbtime: Dbtime(99), flags };
    (vec![0xAA; size.bytes()], blank)
}

/// One random edit of both.
fn step(numbers: &mut Numbers, page: &mut PageMut<'_>, model: &mut Model) {
    let count = model.lines.len();
    let free = model.free();
    let some = |numbers: &mut Numbers| 2 + numbers.below((free / 3).clamp(1, 700));
    match numbers.below(12) {
        0..=4 => {
            let line = {
                let len = some(numbers);
                numbers.line(len)
            };
            if line.len() + 4 <= free {
                let (index, flags) = (numbers.below(count + 1), numbers.flags());
                let cut = numbers.below(line.len() + 1);
                page.insert(index, flags, &[&line[..cut], &[], &line[cut..]]);
                model.lines.insert(index, (flags, line));
            }
        }
        5..=7 if count > 0 => {
            let (index, flags) = (numbers.below(count), numbers.flags());
            let old = model.lines[index].1.clone();
            let keep = [0, old.len(), numbers.below(old.len() + 1)][numbers.below(3)];
            let tail = {
                let len = some(numbers);
                numbers.line(len)
            };
            if keep + tail.len() <= free + old.len() {
                page.replace(index, keep, flags, &[&tail]);
                let mut line = [&old[..keep], &tail].concat();
                line[1] &= 0x1F;
                model.lines[index] = (flags, line);
            }
        }
        8..=9 if count > 0 => {
            let index = numbers.below(count);
            page.remove(index);
            model.lines.remove(index);
        }
        10 if count > 0 => {
            let (index, flags) = (numbers.below(count), numbers.flags());
            page.set_line_flags(index, flags);
            model.lines[index].0 = flags;
            let line = &mut model.lines[index].1;
            if line.len() > 4 {
                page.overwrite(index, 3, &[1, 2][..line.len().min(5) - 3]);
                line[3..5].copy_from_slice(&[1, 2]);
            }
        }
        11 => {
            let len = numbers.below(40).min(free + model.header.len());
            model.header = (0..len).map(|_| numbers.below(256) as u8).collect();
            page.set_external_header(&[&model.header]);
        }
        _ => page.reorganize(),
    }
}

#[test]
fn random_edits_leave_sound_pages_that_hold_what_a_list_holds() {
    for size in PageSize::ALL {
        for seed in 0..24 {
            println!("page size {size}, seed {seed}");
            let mut numbers = Numbers(seed << 32 | u64::from(size.get()));
            let (mut bytes, blank) = blank(size);
            let mut page = PageMut::new(&mut bytes, size);
            page.format(blank);
            // Newer files count the reserved tags.
            if seed % 2 == 1 {
                page.header_mut().tag_state.set(0x1001);
            }
            let mut model = Model { size: size.body_bytes(), ..Model::default() };
            for _ in 0..400 {
                step(&mut numbers, &mut page, &mut model);
                model.compare(page.page(), blank.pgno);
            }
            let keep = numbers.below(model.lines.len() + 1);
            page.truncate(keep);
            model.lines.truncate(keep);
            model.compare(page.page(), blank.pgno);
        }
    }
}

#[test]
fn a_page_can_be_filled_to_the_last_byte_and_emptied() {
    for size in PageSize::ALL {
        let (mut bytes, blank) = blank(size);
        let mut page = PageMut::new(&mut bytes, size);
        page.format(blank);
        assert_eq!(page.page().free_bytes(), size.body_bytes() - 4);
        let line = vec![1; size.body_bytes() - 8];
        assert!(page.page().has_room(line.len()) && !page.page().has_room(line.len() + 1));
        page.insert(0, LineFlags::NONE, &[&line]);
        page.page().check(blank.pgno).expect("sound");
        assert_eq!((page.page().free_bytes(), page.page().contiguous_free_bytes()), (0, 0));
        page.remove(0);
        page.page().check(blank.pgno).expect("sound");
        assert_eq!(page.page().contiguous_free_bytes(), size.body_bytes() - 4);
    }
}

#[test]
fn header_fields_are_set_one_by_one() {
    let size = PageSize::KIB_16;
    let (mut bytes, blank) = blank(size);
    let mut page = PageMut::new(&mut bytes, size);
    page.format_unused(blank);
    page.page().check(blank.pgno).expect("sound");
    assert_eq!(page.page().tag_count(), 0);
    assert!(page.page().flags().contains(PageFlags::PRE_INIT));
    page.format(blank);
    page.set_next(Pgno::new(3));
    page.set_prev(Pgno::new(2));
    page.set_uncommitted_free(17);
    page.set_flags(PageFlags::LEAF.with(PageFlags::SCRUBBED));
    page.set_dbtime(Dbtime(100));
    let now = page.page();
    now.check(blank.pgno).expect("sound");
    assert_eq!((now.prev(), now.next()), (Pgno::new(2), Pgno::new(3)));
    assert_eq!((now.dbtime(), now.objid()), (Dbtime(100), Objid(5)));
    assert_eq!(now.uncommitted_free_bytes(), 17);
    assert_eq!(now.flags(), PageFlags::LEAF);
}
