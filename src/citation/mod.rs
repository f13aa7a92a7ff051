//! From the raw source of a note to citations, and from a citation to what it means in the archive.
//!
//! Parsing recognises islands (address, handle, date, platform, quoted words) and assembles them; platforms, months and
//! their aliases are tables. Parsing never fails and never looks anything up. Must not know pages or HTML.

mod model;

pub use model::{
    BriefReference, Citation, Clock, Field, Meaning, Offset, PostQuery, Resolution, Target, Verdict, When,
};
