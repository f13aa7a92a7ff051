//! Rules about what a brief says, beyond what it cites: one file per family. Must not know pages or addresses.

mod after_brief;
pub mod figure;
mod files;
mod language;
mod privacy;
mod private_name;
mod quotation;
mod verbatim;

pub use after_brief::{after_brief, end_of_day, last_day};
pub use figure::{CheckedFigure, FigureVerdict};
pub use files::{unreadable, unused};
pub use language::other_language;
pub use privacy::{gives_away, privacy};
pub use private_name::is_telling;
pub use quotation::{
    CheckedQuotation, CitedByNote, Finding, Judged, Passage, QuoteVerdict, Source, Why, compare as compare_quotation,
    diagnostics as quotation_diagnostics, in_sentences, quotations,
};
pub use verbatim::{repeats, verbatim};
