//! Cursors and keys, on files of the reference engine and against what it was recorded to answer.

mod cursors;
mod ddl;
mod keys;
mod long;
mod model;
mod open;
mod oracle;
mod records;
mod refused;
mod rig;
mod update;
mod values;
mod writer;
