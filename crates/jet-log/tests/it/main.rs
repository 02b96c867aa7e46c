//! The log on real sets: files written by the reference engine on Windows and elsewhere.

mod damage;
mod files;
mod material;
mod reader;
mod records;
