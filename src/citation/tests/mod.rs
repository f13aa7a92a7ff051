//! Parsing and resolving as an author meets them.

mod any_text;
mod dating;
mod inferring;
mod library;
mod many_strings;
mod parsing;
mod pinning;
mod printed_dates;
mod resolving;
mod several;
mod short;
mod styles;
mod telling;
mod timing;
