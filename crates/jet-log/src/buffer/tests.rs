//! Where records go, and that the bytes there are what the format asks for.

use std::sync::Arc as StdArc;

use jet_os::{Rng, SimClock};

use super::layout::{Place, place};
use super::*;
use crate::record::{self, FRAGMENT, FRAGMENT_BEGIN, Record};

const MS: u64 = 1_720_041_578_313;

fn buffer(slots: usize, file_segments: u16) -> (Arc<LogBuffer>, LogDrain) {
    let layout = Layout::new(7, file_segments);
    log_buffer(slots, layout, 0, StdArc::new(SimClock::new(MS)))
}

/// A record of `len` bytes, whose text is `mark`.
fn note(len: usize, mark: u8) -> Vec<u8> {
    let text = vec![mark; len - 5];
    let trace = record::Trace { procid: jet_types::Procid(1), text: record::Text(&text) };
    let record = Record::Trace(trace);
    let mut bytes = vec![0; record.encoded_len()];
    record.encode(&mut bytes);
    assert_eq!(bytes.len(), len);
    bytes
}

fn append(buffer: &LogBuffer, notes: &[&[u8]]) -> std::result::Result<Appended, Full> {
    let lens: Vec<usize> = notes.iter().map(|note| note.len()).collect();
    buffer.check(&lens).expect("fits");
    buffer.try_append(&lens, |number, _, place| place.copy_from_slice(notes[number]))
}

/// Closes and takes all there is.
fn drain(drain: &mut LogDrain) -> Vec<u8> {
    let closed = drain.close();
    drain.wait(closed).expect("all published");
    let count = closed - drain.next();
    let bytes = drain.look(count, |head, tail| [head, tail].concat());
    drain.release(count);
    bytes
}

/// The records in whole segments that start at segment `first`: each one's position and bytes,
/// padding left out. A reader of its own, as plain as can be.
fn records(layout: Layout, first: u64, segments: &[u8]) -> Vec<(Lgpos, Vec<u8>)> {
    let mut found = Vec::new();
    let mut begun: Option<(Lgpos, usize, Vec<u8>)> = None;
    // The position of a short tail that was left empty, not at the end of all.
    let mut tail: Option<Lgpos> = None;
    for (number, segment) in segments.chunks(SEGMENT_BYTES).enumerate() {
        let mut at = HEADER as usize;
        assert_eq!(&segment[STARTED], Logtime::from_unix_ms(MS).as_bytes());
        while at < segment.len() && segment[at] != 0 {
            let offset = if at == HEADER as usize { 0 } else { at as u64 };
            let here = layout.lgpos((first + number as u64) * SEGMENT + offset);
            let lgpos = tail.take().unwrap_or(here);
            let rest = &segment[at..];
            match rest[0] {
                FRAGMENT_BEGIN => {
                    let total = u32::from_le_bytes(rest[1..5].try_into().expect("four")) as usize;
                    let len = usize::from(u16::from_le_bytes([rest[5], rest[6]]));
                    assert!(begun.is_none() && len < total);
                    begun = Some((lgpos, total, rest[7..7 + len].to_vec()));
                    at += 7 + len;
                }
                FRAGMENT => {
                    let len = usize::from(u16::from_le_bytes([rest[1], rest[2]]));
                    assert_eq!(offset, 0, "a piece that is not the first starts its segment");
                    let (lgpos, total, mut bytes) = begun.take().expect("begun");
                    bytes.extend_from_slice(&rest[3..3 + len]);
                    assert!(bytes.len() <= total);
                    if bytes.len() == total {
                        found.push((lgpos, bytes));
                    } else {
                        begun = Some((lgpos, total, bytes));
                    }
                    at += 3 + len;
                }
                _ => {
                    assert!(begun.is_none(), "a record in pieces is not interrupted");
                    let (record, len) = Record::decode(rest).expect("a record");
                    if !matches!(record, Record::Padding(_)) {
                        found.push((lgpos, rest[..len].to_vec()));
                    }
                    at += len;
                }
            }
        }
        assert!(segment[at.min(segment.len())..].iter().all(|byte| *byte == 0));
        let is_short = (1..32).contains(&(segment.len() - at));
        let is_file_end = (first + number as u64 + 1) * SEGMENT
            == layout.file_end((first + number as u64) * SEGMENT);
        if is_short && !is_file_end {
            tail = Some(layout.lgpos((first + number as u64) * SEGMENT + at as u64));
        }
    }
    assert!(begun.is_none(), "a close never cuts a record");
    found
}

#[test]
fn positions_and_log_positions_are_the_same_thing() {
    let layout = Layout::new(7, 5);
    let check = |position, generation, sector, offset| {
        let lgpos = Lgpos { generation, sector, offset };
        assert_eq!(layout.lgpos(position), lgpos);
        assert_eq!(layout.position(lgpos), position);
    };
    check(0, 7, 1, 0);
    check(4095, 7, 1, 4095);
    check(2 * 4096 + 45, 7, 3, 45);
    check(3 * 4096, 8, 1, 0);
    check(7 * 4096 + 1, 9, 2, 1);
    assert_eq!(layout.file_end(0), 3 * 4096);
    assert_eq!(layout.file_end(3 * 4096), 6 * 4096);
    assert_eq!(layout.position(Lgpos { generation: 6, sector: 3, offset: 1 }), 0, "of old");
    assert_eq!(layout.position(Lgpos { generation: 7, sector: 4, offset: 0 }), 3 * 4096, "the end");
}

/// The rules of placement, one by one.
#[test]
fn a_record_is_placed_by_the_rules() {
    let check = |at, len, start, end, is_cut| {
        assert_eq!(place(at, len), Place { start, end, is_cut }, "{len} bytes at {at}");
    };
    check(0, 4056, 0, 4096, false);
    check(4096, 10, 4096, 4146, false);
    check(100, 3996, 100, 4096, false);
    // 32 bytes are room enough for a piece, 31 are not.
    check(4064, 32, 4064, 4096, false);
    check(4064, 33, 4064, 4096 + 40 + 3 + 8, true);
    check(4065, 32, 4096, 4096 + 40 + 32, false);
    check(4065, 31, 4065, 4096, false);
    // Two pieces that fill two segments, then one byte more.
    check(0, 4049 + 4053, 0, 8192, true);
    check(0, 4049 + 4054, 0, 8192 + 40 + 3 + 1, true);
    check(4065, 4057, 4096, 8192 + 40 + 3 + 8, true);
}

#[test]
fn a_file_is_left_when_a_group_would_fill_it() {
    let layout = Layout::new(1, 4);
    // Two segments of data; the last byte stays free.
    assert_eq!(layout.place_group(8000, &[191]), (8000, 8191));
    assert_eq!(layout.place_group(8000, &[192]), (8192, 8192 + 40 + 192));
    assert_eq!(layout.place_group(8000, &[100, 100]), (8192, 8192 + 40 + 200));
    assert_eq!(layout.place_group(8192, &[100]), (8192, 8192 + 40 + 100));
    assert_eq!(layout.segments_of(&[4049 + 4053]), None);
    assert_eq!(layout.segments_of(&[4049 + 4052]), Some(5));
    assert_eq!(layout.segments_of(&[usize::MAX, 1]), None);
}

/// Groups never touch more segments than they are checked for.
#[test]
fn segments_of_is_a_bound() {
    let mut rng = Rng::new(17);
    for _ in 0..100_000 {
        let layout = Layout::new(1, 3 + rng.index(20) as u16);
        let lens: Vec<usize> = (0..1 + rng.index(4)).map(|_| 1 + rng.index(20_000)).collect();
        let Some(bound) = layout.segments_of(&lens) else { continue };
        let at = rng.below(40 * SEGMENT);
        let at = if at % SEGMENT < HEADER { at / SEGMENT * SEGMENT } else { at };
        let (start, end) = layout.place_group(at, &lens);
        let touched = (end - 1) / SEGMENT - at / SEGMENT + 1;
        assert!(touched <= bound, "{lens:?} at {at}: {touched} > {bound}, seed 17");
        assert!(end < layout.file_end(start), "{lens:?} at {at}, seed 17");
    }
}

/// Random groups through a small buffer: what comes out is what went in, at the positions told,
/// groups side by side and in one file.
#[test]
fn what_is_appended_is_found() {
    for seed in 0..60 {
        let mut rng = Rng::new(seed);
        let (buffer, mut tail) = buffer(8 + rng.index(12), 8 + rng.index(9) as u16);
        let (mut expected, mut found) = (Vec::new(), Vec::new());
        for _ in 0..300 {
            let count = if rng.chance(1, 4) { 1 + rng.index(3) } else { 1 };
            let len = |rng: &mut Rng| match rng.below(8) {
                0 => 5 + rng.index(9000 / count),
                1 => 5 + rng.index(5),
                _ => 5 + rng.index(400),
            };
            let notes: Vec<Vec<u8>> = (0..count)
                .map(|_| {
                    let (len, mark) = (len(&mut rng), rng.next_u32() as u8);
                    note(len, mark)
                })
                .collect();
            let refs: Vec<&[u8]> = notes.iter().map(Vec::as_slice).collect();
            let lens: Vec<usize> = notes.iter().map(Vec::len).collect();
            if buffer.check(&lens).is_err() {
                continue;
            }
            let appended = loop {
                match append(&buffer, &refs) {
                    Ok(appended) => break appended,
                    Err(_) => {
                        let first = tail.next();
                        let bytes = drain(&mut tail);
                        assert!(!bytes.is_empty(), "room comes from draining, seed {seed}");
                        found.extend(records(buffer.layout(), first, &bytes));
                    }
                }
            };
            assert_eq!(appended.first.generation, appended.last.generation);
            let starts = (appended.first, appended.last);
            expected.push((starts, notes));
            if rng.chance(1, 10) {
                let first = tail.next();
                let bytes = drain(&mut tail);
                found.extend(records(buffer.layout(), first, &bytes));
            }
        }
        let first = tail.next();
        let bytes = drain(&mut tail);
        found.extend(records(buffer.layout(), first, &bytes));
        let mut found = found.into_iter();
        for ((first, last), notes) in expected {
            for (number, note) in notes.iter().enumerate() {
                let (lgpos, bytes) = found.next().expect("as many as went in");
                assert!(number != 0 || lgpos == first, "seed {seed}: {lgpos} for {first}");
                assert!(number + 1 != notes.len() || lgpos == last, "seed {seed}: {lgpos}");
                assert!(bytes == *note, "seed {seed}: the record at {lgpos}");
            }
        }
        assert_eq!(found.next(), None);
    }
}

/// A close pads with one record, or with zeros where none fits.
#[test]
fn a_close_pads() {
    let padded = |len: usize| {
        let (buffer, mut tail) = buffer(8, 8);
        append(&buffer, &[&note(len, 9)]).expect("room");
        let bytes = drain(&mut tail);
        assert_eq!(bytes.len(), SEGMENT_BYTES);
        bytes[40 + len..].to_vec()
    };
    let rest = padded(100);
    let zeros = (4056_u32 - 100 - 5).to_le_bytes();
    assert_eq!((rest[0], &rest[1..5]), (71, zeros.as_slice()));
    assert!(rest[5..].iter().all(|byte| *byte == 0));
    assert_eq!(padded(4056 - 5), [71, 0, 0, 0, 0]);
    assert_eq!(padded(4056 - 4), [0; 4]);
    assert_eq!(padded(4056), []);
}

/// Closing again with nothing appended does nothing.
#[test]
fn a_close_without_records_is_none() {
    let (buffer, mut tail) = buffer(8, 8);
    assert_eq!(tail.close(), 0);
    append(&buffer, &[&note(5, 0)]).expect("room");
    assert_eq!((tail.close(), tail.close()), (1, 1));
    assert_eq!(buffer.end(), 4096);
}

/// However full the buffer is, the writer can close it.
#[test]
fn a_full_buffer_can_be_closed() {
    let (buffer, mut tail) = buffer(4, 20);
    while append(&buffer, &[&note(1000, 1)]).is_ok() {}
    let bytes = drain(&mut tail);
    assert_eq!(bytes.len(), 4 * SEGMENT_BYTES);
    append(&buffer, &[&note(1000, 1)]).expect("room again");
}

#[test]
fn a_rest_of_a_file_is_skipped_in_steps() {
    let (buffer, mut tail) = buffer(8, 12);
    append(&buffer, &[&note(50, 1)]).expect("room");
    let from = buffer.end();
    let mut segments = 0;
    while buffer.end() < buffer.layout().file_end(from) {
        if buffer.try_skip_file(from).is_err() {
            segments += drain(&mut tail).len() / SEGMENT_BYTES;
        }
    }
    segments += drain(&mut tail).len() / SEGMENT_BYTES;
    assert_eq!(
        (segments, buffer.layout().lgpos(buffer.end())),
        (10, Lgpos { generation: 8, sector: 1, offset: 0 })
    );
    buffer.try_skip_file(from).expect("nothing to do");
    assert_eq!(buffer.layout().lgpos(buffer.end()).offset, 0);
}

#[test]
fn a_panic_while_filling_abandons_the_buffer() {
    let (buffer, mut tail) = buffer(8, 8);
    let filler = {
        let buffer = Arc::clone(&buffer);
        thread::spawn(move || buffer.try_append(&[10], |_, _, _| panic!("on purpose")).is_ok())
    };
    filler.join().expect_err("it panics");
    let closed = tail.close();
    assert!(matches!(tail.wait(closed), Err(LogError::Abandoned)));
}
