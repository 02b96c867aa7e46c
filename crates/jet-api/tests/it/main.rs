//! The public face of the crate, on real and on damaged files.

mod damage;
mod dup_session;
mod exercise;
mod golden;
mod info;
mod params;
mod reading;

use jet_testkit::allocator::Counting;

#[global_allocator]
static COUNTING: Counting = Counting;
