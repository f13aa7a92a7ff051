//! The integration suite: tiny sites, what is published of them, the program as it is typed, and the rules of the house.

mod architecture;
mod citing;
mod determinism;
mod import;
mod incremental;
mod output;
mod preview;
mod site;
mod tiny;
mod transcripts;
mod xml;
