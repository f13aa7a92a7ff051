//! Rules about what a brief says, beyond what it cites: one file per family. Must not know pages or addresses.

mod after_brief;
pub mod figure;
mod files;
mod privacy;
mod private_name;
mod verbatim;

pub use after_brief::{after_brief, end_of_day, last_day};
pub use files::unused;
pub use privacy::{gives_away, privacy};
pub use verbatim::verbatim;
