//! A log record, a piece of one, a log header or a checkpoint of any bytes. What reads is written
//! again as it was.
#![no_main]

use std::hint::black_box;

use jet_log::record::fragment::{Fragment, FragmentBegin};
use jet_log::{Checkpoint, LogHeader, Record};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok((record, used)) = Record::decode(bytes) {
        let mut again = vec![0; record.encoded_len()];
        record.encode(&mut again);
        assert_eq!(again, &bytes[..used]);
        record.fields(&mut |name, value| {
            black_box((name, value));
        });
    }
    black_box((FragmentBegin::read(bytes).ok(), Fragment::read(bytes).ok()));
    let mut block = [0; 4096];
    block.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
    let sum = jet_types::checksum::old_xor(&block);
    block[..4].copy_from_slice(&sum.to_le_bytes());
    if let Ok(header) = LogHeader::decode(&block) {
        let again = header.encode().expect("the list fitted");
        assert_eq!(LogHeader::decode(&again).expect("sound"), header);
    }
    if let Ok((checkpoint, _)) = Checkpoint::decode(&block) {
        let again = checkpoint.encode().expect("the list fitted");
        assert_eq!(Checkpoint::decode(&*again).expect("sound").0, checkpoint);
    }
});
