//! Parsing and resolving as an author meets them.
