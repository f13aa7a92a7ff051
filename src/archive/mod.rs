//! The archive of captured posts: what was seen, when, by which tool, and who the accounts are.
//!
//! [`Archive`] is all that the rest of the program sees; stores stand behind it. Must not know Markdown or briefs.

mod account;
mod permalink;
mod platform;
mod post;
mod store;

pub use account::{Account, AccountKey, Class, HandleUse};
pub use permalink::Permalink;
pub use platform::{Platform, PlatformInfo};
pub use post::{
    Annotation, Capture, CaptureAuthor, Media, Metric, Post, PostKey, Relation, State, Translation, Withheld,
};
pub use store::{Archive, StoreError};
