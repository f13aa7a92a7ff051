//! Rules about what a brief says, beyond what it cites: one file per family. Must not know pages or addresses.

mod files;
mod privacy;
mod private_name;
mod quotation;
mod verbatim;

pub use files::unused;
pub use privacy::{gives_away, privacy};
pub use quotation::{
    CheckedQuotation, CitedByNote, Finding, Judged, Passage, QuoteVerdict, Source, Why,
    diagnostics as quotation_diagnostics, quotations,
};
pub use verbatim::verbatim;
