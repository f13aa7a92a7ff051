use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::archive::import::{self, Store};
use crate::archive::{Stores, open_named};
use crate::build;
use crate::cli::args::{Format, PlaceArgs};
use crate::cli::report::{self, fail};
use crate::cli::{Outcome, site};
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
    report::findings(&diagnostics, &format.into());
    Err(Outcome::Usage)
}

/// The site that was asked for, with all its stores opened for reading. What is wrong within them is for `ibid check` to say.
///
/// # Errors
/// When there is none, or one of its stores cannot be read: it was said already.
pub(super) fn all(place: &PlaceArgs, format: Format) -> Result<(PathBuf, Config, Stores), Outcome> {
    let root = site::find(place)?;
    let config = config(&root, format)?;
    let opened = open_named(&root, &config.stores);
    let (stores, _) = opened.map_err(|error| fail(&error.to_string(), Outcome::System))?;
    Ok((root, config, stores))
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

/// What the log calls this program.
pub(in crate::cli) const TOOL: &str = concat!("ibid ", env!("CARGO_PKG_VERSION"));

/// The clock, to the second.
pub(in crate::cli) fn second() -> Timestamp {
    let now = site::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// The folder of the store that was asked for, else of the site's first that is one; with its name.
///
/// # Errors
/// When there is none: it was said already.
pub(super) fn folder(root: &Path, named: Option<&str>, format: Format) -> Result<(String, PathBuf), Outcome> {
    let is_folder = |name: &String| !name.contains(':');
    let name = match named {
        Some(name) => Some(name.to_owned()).filter(is_folder),
        None => config(root, format)?.stores.into_iter().find(is_folder),
    };
    let Some(name) = name else {
        return Err(fail(
            "this is for archives in a folder, such as `archive`; name one with --store",
            Outcome::Usage,
        ));
    };
    let folder = root.join(&name);
    if folder.is_dir() {
        return Ok((name, folder));
    }
    Err(fail(
        &format!("there is no archive in {name}: the folder is not there"),
        Outcome::Usage,
    ))
}
