use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Bag, Payload};

/// Why a bag was not written.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// Something is there already.
    #[error("{0} is there already; name another place, or remove it")]
    There(String),
    /// The system refused.
    #[error("{0} could not be written: {1}")]
    Io(String, io::Error),
}

/// Writes a bag: into a ZIP where the name ends so, else into a folder of its own. Says how many files it has.
///
/// # Errors
/// When something is there already, or cannot be read or written.
pub fn write(bag: &Bag, to: &Path) -> Result<usize, BundleError> {
    let shown = || to.display().to_string();
    if to.exists() {
        return Err(BundleError::There(shown()));
    }
    let zipped = to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    let written = if zipped { zip(bag, to) } else { folder(bag, to) };
    written.map_err(|error| BundleError::Io(shown(), error))
}

fn folder(bag: &Bag, to: &Path) -> io::Result<usize> {
    let files = bag.files()?;
    for (path, payload) in &files {
        let path = to.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        match payload {
            Payload::Bytes(bytes) => fs::write(path, bytes)?,
            Payload::File(from) => drop(fs::copy(from, path)?),
            Payload::Made(from, make) => fs::write(path, make(from)?)?,
        }
    }
    Ok(files.len())
}

fn zip(bag: &Bag, to: &Path) -> io::Result<usize> {
    let files = bag.files()?;
    let name = to.file_stem().unwrap_or_default().to_string_lossy();
    if let Some(parent) = to.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent)?;
    }
    let staged = to.with_extension("zip-part");
    let mut zip = ZipWriter::new(File::create(&staged)?);
    // No clock and no rights of the machine: the same bag gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (path, payload) in &files {
        // A bag in a ZIP is a folder in it.
        zip.start_file(format!("{name}/{path}"), options)?;
        match payload {
            Payload::Bytes(bytes) => zip.write_all(bytes)?,
            Payload::File(from) => drop(io::copy(&mut File::open(from)?, &mut zip)?),
            Payload::Made(from, make) => zip.write_all(&make(from)?)?,
        }
    }
    zip.finish()?.sync_all()?;
    fs::rename(&staged, to)?;
    Ok(files.len())
}
