//! Instances on data: databases created, changed by sessions, closed, crashed, recovered.

mod bench;
mod crash;
mod life;
mod limits;
mod model;
mod threads;
