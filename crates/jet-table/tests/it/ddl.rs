//! Tables, columns and indexes made, changed and deleted.

mod beside;
mod columns;
mod crash;
mod indexes;
mod skeleton;
mod tables;
mod visible;
