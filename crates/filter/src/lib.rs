//! Filters of collections in CQL2 (OGC 21-065r2): read, checked against a schema, and evaluated on features.
