//! `ibid`: annotated research briefs, with every citation led to the archived post.
//!
//! The stages, each with a type of its own: read ([`source`]), parse ([`brief`]), resolve ([`citation`] with
//! [`archive`]).

pub mod archive;
pub mod brief;
pub mod citation;
pub mod config;
pub mod diagnostic;
pub mod html;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
pub mod theme;
