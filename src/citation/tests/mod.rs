//! Parsing and resolving as an author meets them.

mod any_text;
mod dating;
mod many_strings;
mod printed_dates;
mod library;
mod parsing;
mod resolving;
