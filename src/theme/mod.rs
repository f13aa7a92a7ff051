//! Views and templates: a page is a function of its view and of the theme.
//!
//! Must not make addresses, resolve anything or write files.

pub mod view;
