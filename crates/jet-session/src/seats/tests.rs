//! One instance after the other on the same seats.

use std::sync::Arc;

use super::*;
use crate::config::{Config, Environment};
use crate::error::SessionError;
use crate::instance::{Instance, Term};

fn end(seats: &Seats<()>, id: SessionId) -> Result<()> {
    seats.end(id, |_| Ok(()))
}

fn seated(seats: &Arc<Seats<()>>) -> Instance {
    Instance::seated(Environment::real(), Arc::clone(seats))
}

fn config(max_sessions: u32) -> Config {
    Config { max_sessions, ..Config::default() }
}

#[test]
fn a_life_leaves_nothing_to_the_next() {
    let seats = Arc::new(Seats::new());
    let mut stale = Vec::new();
    for limit in [3, 1, 100, 2] {
        let instance = seated(&seats);
        let life = instance.life_number();
        assert_eq!(seats.begin(life), Err(SessionError::NotInitialized));
        instance.init(config(limit)).expect("new");
        instance.set_commit_default(limit);
        for _ in 0..limit {
            let id = seats.begin(life).expect("below the limit");
            let mut inside = instance.enter(id, false).expect("ours");
            assert_eq!(inside.payload().session.commit_default, limit);
            assert!(!stale.contains(&id), "a name is used once");
            stale.push(id);
        }
        let full = SessionError::OutOfSessions { limit: limit as usize };
        assert_eq!(seats.begin(life), Err(full));
        instance.term(Term::Orderly).expect("no session is in a transaction");
        assert_eq!(seats.begin(life), Err(SessionError::TermInProgress));
        instance.vacate();
        for id in &stale {
            assert_eq!(end(&seats, *id), Err(SessionError::InvalidSesid));
            assert_eq!(seats.dup(*id), Err(SessionError::InvalidSesid));
        }
    }
}

#[test]
fn who_comes_with_an_earlier_life_changes_nothing() {
    let seats = Arc::new(Seats::new());
    let first = seated(&seats);
    first.init(config(1)).expect("new");
    first.term(Term::Orderly).expect("idle");
    first.vacate();
    let second = seated(&seats);
    second.init(config(1)).expect("new");
    assert_eq!(seats.begin(first.life_number()), Err(SessionError::TermInProgress));
    assert_eq!(first.begin_session(), Err(SessionError::TermInProgress));
    assert!(first.term(Term::Dirty).is_err(), "its life is over");
    first.stop();
    first.vacate();
    let id = second.begin_session().expect("the stop was for another life");
    assert_eq!(first.enter(id, false).map(drop), Err(SessionError::TermInProgress));
    second.end_session(id).expect("it lives");
}

#[test]
fn an_instance_that_is_given_up_as_it_runs_ends_its_sessions() {
    let seats = Arc::new(Seats::new());
    let instance = seated(&seats);
    instance.init(config(2)).expect("new");
    let id = instance.begin_session().expect("room");
    instance.vacate();
    assert_eq!((instance.open_sessions(), end(&seats, id)), (0, Err(SessionError::InvalidSesid)));
    seated(&seats).init(config(1)).expect("the seats are free");
}
