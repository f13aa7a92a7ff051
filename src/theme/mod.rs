//! Views and templates: a page is a function of its view and of the theme.
//!
//! Must not make addresses, resolve anything or write files.

mod chart;
mod embedded;
mod engine;
mod files;
mod language;
mod plural;
pub mod presenter;
mod report;
mod strings;
mod tables;
pub mod view;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use chart::{ChartPoint, chart};
pub use engine::{Frame, StaticFile, Template, Theme, glyph};
pub use language::{direction, language_name};
pub use strings::Strings;
