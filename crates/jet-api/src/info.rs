//! What there is, told: columns, tables, indexes, databases, the instance.

pub mod column;
pub mod database;
pub mod index;
pub mod instance;
pub mod table;
