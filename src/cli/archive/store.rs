use std::path::Path;

use crate::archive::import::{self, Store};
use crate::build;
use crate::cli::Outcome;
use crate::cli::args::Format;
use crate::cli::report::{self, fail};
use crate::config::Config;
use crate::source::SourceFile;

/// The settings of the site at `root`.
///
/// # Errors
/// When they cannot be read, or are wrong: it was said already.
pub(super) fn config(root: &Path, format: Format) -> Result<Config, Outcome> {
    let text = std::fs::read_to_string(root.join("site.toml"))
        .map_err(|error| fail(&format!("site.toml could not be read: {error}"), Outcome::System))?;
    let (config, diagnostics) = Config::parse(&SourceFile::new("site.toml", &text));
    if build::is_clean(&diagnostics) {
        return Ok(config);
    }
    report::findings(&diagnostics, format);
    Err(Outcome::Usage)
}

/// The store that was asked for, else the site's first, opened for an import.
///
/// # Errors
/// When it cannot be opened: it was said already.
pub(super) fn open(
    root: &Path,
    named: Option<&str>,
    rehearse: bool,
    format: Format,
) -> Result<(String, Box<dyn Store>), Outcome> {
    let name = match named {
        Some(name) => name.to_owned(),
        // Decoding leaves no site without a store.
        None => config(root, format)?
            .stores
            .into_iter()
            .next()
            .unwrap_or_else(|| "archive".to_owned()),
    };
    let store = import::open(root, &name, rehearse).map_err(|error| fail(&error.to_string(), Outcome::System))?;
    Ok((name, store))
}
