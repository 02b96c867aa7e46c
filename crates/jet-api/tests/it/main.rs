//! The public face of the crate, on real and on damaged files.

mod budget;
mod damage;
mod exercise;
mod golden;
