//! Parsing and resolving as an author meets them.

mod any_text;
mod corpus;
mod library;
mod parsing;
mod resolving;
mod styles;
