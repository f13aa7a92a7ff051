//! The integration suite: tiny sites, what is published of them, the program as it is typed, and the rules of the house.

mod architecture;
mod bulk;
mod citing;
mod determinism;
mod figures;
mod import;
mod incremental;
pub(crate) mod output;
mod preview;
mod proof;
mod prose;
mod quotations;
mod site;
mod tiny;
mod transcripts;
mod xml;
