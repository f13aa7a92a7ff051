//! Parsing and resolving as an author meets them.

mod any_text;
mod library;
mod parsing;
mod pinning;
mod resolving;
