//! The log with its thread and many appenders.

use jet_os::{RealClock, RealVfs};

use super::*;

fn real(dir: &Path) -> LogOptions {
    LogOptions {
        vfs: Arc::new(RealVfs),
        clock: Arc::new(RealClock::new()),
        dir: dir.to_owned(),
        is_inline: false,
        buffer_segments: 12,
        ..options(&SimVfs::new())
    }
}

/// Four threads on a real disk: every record is there, each thread's in its order, and those who
/// waited together shared syncs.
#[test]
fn many_append_and_all_is_there() {
    const EACH: u32 = 400;
    let dir = tempfile::tempdir().expect("a folder for temporary files");
    let log = Arc::new(new_log(real(dir.path())).expect("opens"));
    let appenders = [0_u32, 1, 2, 3].map(|who| {
        let log = Arc::clone(&log);
        thread::spawn(move || {
            let mut rng = Rng::new(who.into());
            for number in 0..EACH {
                let text = text(who << 16 | number, rng.index(700));
                let lgpos = log.append(&note(&text)).expect("lives");
                if rng.chance(1, 4) {
                    log.wait_durable(lgpos).expect("lives");
                    assert!(log.durable() > lgpos);
                }
            }
        })
    });
    for appender in appenders {
        appender.join().expect("appenders do not panic");
    }
    let log = Arc::into_inner(log).expect("the appenders are gone");
    let stats = log.stats();
    log.close().expect("lives");
    assert!(stats.waits >= 100 && stats.rolls > 5 && stats.segments > 100, "{stats:?}");
    let (found, _) = read(&RealVfs, dir.path()).expect("reads");
    assert_eq!(found.len(), 4 * EACH as usize);
    assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0), "positions rise");
    let mut next = [0; 4];
    for (_, text) in found {
        let number = u32::from_le_bytes(*text.first_chunk().expect("a number"));
        let (who, number) = ((number >> 16) as usize, number & 0xFFFF);
        assert_eq!(number, next[who]);
        next[who] += 1;
    }
}

/// The disk dies under threads that wait for durability and for room: all of them are told.
#[test]
fn death_reaches_everybody() {
    for round in 0..20 {
        let vfs = sim();
        let wanted = LogOptions { is_inline: false, ..options(&vfs) };
        let log = Arc::new(new_log(wanted).expect("opens"));
        vfs.fail_from(vfs.ops() + round * 3);
        let appenders = [0_u32, 1, 2, 3].map(|who| {
            let log = Arc::clone(&log);
            thread::spawn(move || {
                loop {
                    let lgpos = match log.append(&note(&text(who, 900))) {
                        Ok(lgpos) => lgpos,
                        Err(error) => return error,
                    };
                    if who % 2 == 0
                        && let Err(error) = log.wait_durable(lgpos)
                    {
                        return error;
                    }
                }
            })
        });
        for appender in appenders {
            let error = appender.join().expect("appenders do not panic");
            assert_eq!(error.code(), JetErr::LOG_WRITE_FAIL, "round {round}");
            assert!(matches!(error, LogError::Dead { .. }));
        }
        let log = Arc::into_inner(log).expect("the appenders are gone");
        assert_eq!(log.close().expect_err("dead").code(), JetErr::LOG_WRITE_FAIL);
    }
}

/// An appender that panics leaves a hole in the log: the log is dead, nobody waits for ever.
#[test]
fn a_panic_of_an_appender_is_the_death_of_the_log() {
    let vfs = sim();
    let log = Arc::new(new_log(LogOptions { is_inline: false, ..options(&vfs) }).expect("opens"));
    let appender = {
        let log = Arc::clone(&log);
        thread::spawn(move || log.append_with(&[10], |_, _, _| panic!("on purpose")).is_ok())
    };
    appender.join().expect_err("it panics");
    assert!(matches!(log.flush_all(), Err(LogError::Dead { .. })));
}

/// A log that is dropped ends its thread without writing what nobody asked for.
#[test]
fn dropping_ends_the_thread() {
    let vfs = sim();
    let log = new_log(LogOptions { is_inline: false, ..options(&vfs) }).expect("opens");
    let durable = log.append(&note(&text(1, 10))).expect("lives");
    log.wait_durable(durable).expect("lives");
    log.append(&note(&text(2, 10))).expect("lives");
    drop(log);
    assert_eq!(read(&vfs, dir()).expect("reads").0.len(), 1);
}
