//! Catalog, records, keys, indexes and cursors.
