//! Time stamps of manifests, and signed web archives: kept as they came, below `proofs/`.

use std::fs;
use std::io;
use std::path::Path;

use super::timestamp::{self, TimeStamp};
use super::tree::{PROOFS, ends_in};
use super::{Finding, Kind, MANIFEST, wacz};
use crate::archive::import::Package;
use crate::archive::record::sha256;

/// Keeps a time stamp of the manifest as it stands, with the manifest that it is of; says where, and what it shows.
///
/// # Errors
/// In plain words, when it is none, is of something else, or cannot be written.
pub fn keep_token(folder: &Path, token: &[u8]) -> Result<(String, Vec<String>), String> {
    let manifest = fs::read(folder.join(MANIFEST)).map_err(|error| {
        format!("there is no {MANIFEST} that it could be of ({error}); run `ibid archive seal` first")
    })?;
    let stamp = timestamp::read(token, "").map_err(|error| error.to_string())?;
    let fits = stamp.fits(manifest.as_slice()).map_err(|error| error.to_string())?;
    let said = stamp.sentences(Some((MANIFEST, fits)));
    if !fits {
        let advice = "the archive may have been sealed anew since it was asked for";
        return Err(format!("{}; {advice}", said.join("; ")));
    }
    if stamp.signature.fails() {
        return Err(said.join("; "));
    }
    let name = format!("manifest-{}", &sha256(&manifest)[..16]);
    let shelf = folder.join(PROOFS);
    let write = || {
        fs::create_dir_all(&shelf)?;
        // Of a later seal the manifest is another one: what the token is of must stay.
        fs::write(shelf.join(format!("{name}.txt")), &manifest)?;
        fs::write(shelf.join(format!("{name}.tsr")), token)
    };
    write().map_err(|error: io::Error| error.to_string())?;
    Ok((format!("{PROOFS}/{name}.tsr"), said))
}

/// Reads what is kept as proof: what holds is said, what does not is found.
pub(super) fn check(folder: &Path, files: &[String], findings: &mut Vec<Finding>) -> io::Result<Vec<String>> {
    let mut said = Vec::new();
    let kept = || files.iter().filter(|path| path.starts_with("proofs/"));
    for path in kept() {
        if is_token(path) {
            match timestamp::read(&fs::read(folder.join(path))?, "") {
                Ok(stamp) => said.extend(token(folder, files, path, &stamp, findings)?),
                Err(error) => findings.push(Finding::new(Kind::ProofBroken, path, error.to_string())),
            }
        } else if ends_in(path, "wacz") {
            let read = Package::open(&folder.join(path)).and_then(|package| wacz::check(&package));
            match read {
                Ok(proof) if proof.is_contradicted() => {
                    findings.push(Finding::new(Kind::ProofBroken, path, proof.sentences().join("; ")));
                }
                Ok(proof) => said.extend(
                    proof
                        .sentences()
                        .into_iter()
                        .map(|sentence| format!("{path}: {sentence}")),
                ),
                Err(error) => findings.push(Finding::new(Kind::ProofBroken, path, error.to_string())),
            }
        }
    }
    Ok(said)
}

/// Whether a file is called as time stamps are. The auto-archiver gives them no ending.
fn is_token(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    ends_in(path, "tsr") || ends_in(path, "tst") || name.starts_with("timestamp_token_")
}

/// What a time stamp shows: of which file it holds the hash, and by when that existed.
fn token(
    folder: &Path,
    files: &[String],
    path: &str,
    stamp: &TimeStamp,
    findings: &mut Vec<Finding>,
) -> io::Result<Vec<String>> {
    // The copy beside it first: of what it is of, only that one is sure to have stayed.
    let own = Path::new(path)
        .with_extension("txt")
        .to_string_lossy()
        .replace('\\', "/");
    let others = files
        .iter()
        .filter(|other| other.as_str() == MANIFEST || other.starts_with("proofs/"));
    let mut candidates: Vec<&String> = others.filter(|other| *other != path).collect();
    candidates.sort_by_key(|other| **other != own);
    let mut found = None;
    for candidate in candidates {
        if stamp.fits(fs::File::open(folder.join(candidate))?)? {
            found = Some(candidate);
            break;
        }
    }
    let Some(what) = found else {
        let message = format!(
            "{}; nothing that is kept here has that hash: what was stamped was changed or is gone",
            stamp.sentences(None).join("; ")
        );
        findings.push(Finding::new(Kind::ProofBroken, path, message));
        return Ok(Vec::new());
    };
    let said = stamp.sentences(Some((what, true)));
    if stamp.is_sound() {
        return Ok(said.into_iter().map(|sentence| format!("{path}: {sentence}")).collect());
    }
    let kind = if stamp.signature.fails() {
        Kind::ProofBroken
    } else {
        Kind::ProofDoubtful
    };
    findings.push(Finding::new(kind, path, said.join("; ")));
    Ok(Vec::new())
}
