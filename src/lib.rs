//! `ibid`: annotated research briefs, with every citation led to the archived post.
//!
//! The stages, each with a type of its own: read ([`source`]), parse ([`brief`]), resolve ([`citation`] with [`archive`]),
//! check ([`check`]), link ([`site`]), render ([`html`], [`theme`]), write ([`output`]). [`build`] is the whole of it, to be read as prose.

pub mod archive;
pub mod bibliography;
pub mod brief;
pub mod build;
pub mod check;
pub mod citation;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod html;
pub mod output;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
pub mod wording;
