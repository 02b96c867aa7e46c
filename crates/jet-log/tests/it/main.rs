//! The log on real sets: files written by the reference engine on Windows and elsewhere.

mod files;
mod material;
mod records;
