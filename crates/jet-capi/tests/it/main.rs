//! The built library against its header, its tables, and programs in C and C++.

mod build;
mod header;
mod programs;
mod symbols;
