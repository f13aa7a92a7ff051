//! What a WACZ says of itself, held against what it is: each file's hash, the list's hash, who signed that, and when. Each is
//! reported apart, since none stands for another.

mod signed;
#[cfg(test)]
mod tests;

use std::io::{self, Read as _};

use serde_json::Value;
use sha2::{Digest as _, Sha256, Sha512};

pub use signed::{Signature, Signer};

use super::Check;
use crate::archive::import::{Package, PackageError};
use crate::archive::record::hex;

/// The list of files.
pub const LIST: &str = "datapackage.json";
/// The hash of the list, and the signature.
const DIGEST: &str = "datapackage-digest.json";

/// What was found.
#[derive(Clone, Debug)]
pub struct WaczProof {
    /// Each file of the list, and whether it is what the list says.
    pub files: Vec<(String, Check)>,
    /// Files that are not in the list.
    pub unlisted: Vec<String>,
    /// SHA-256 of the list.
    pub list: String,
    /// Whether the list has the hash that stands beside it; `None` where none does.
    pub digest: Option<Check>,
    /// The signature, where there is one.
    pub signature: Option<Signature>,
}

/// Checks all that can be checked from the file itself.
///
/// # Errors
/// When it has no list, or cannot be read.
pub fn check(package: &Package) -> Result<WaczProof, PackageError> {
    let bytes = whole(package, LIST)?;
    let value: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let mut files = Vec::new();
    let mut listed = vec![LIST, DIGEST];
    let empty = Vec::new();
    let resources = value.get("resources").and_then(Value::as_array).unwrap_or(&empty);
    for resource in resources {
        let Some(path) = resource.get("path").and_then(Value::as_str) else {
            files.push(("?".to_owned(), Check::Fails("the list names no file here".to_owned())));
            continue;
        };
        listed.push(path);
        files.push((path.to_owned(), file(package, path, resource)));
    }
    let unlisted = package
        .members()
        .iter()
        .filter(|member| !listed.contains(&member.as_str()))
        .cloned()
        .collect();
    let list = hex(&Sha256::digest(&bytes));
    let has_digest = package.members().iter().any(|member| member == DIGEST);
    let digest: Option<Value> = if has_digest {
        serde_json::from_slice(&whole(package, DIGEST)?).ok()
    } else {
        None
    };
    let claimed = digest
        .as_ref()
        .and_then(|digest| digest.get("hash"))
        .and_then(Value::as_str);
    Ok(WaczProof {
        files,
        unlisted,
        digest: if has_digest {
            Some(same(claimed.unwrap_or(""), &list))
        } else {
            None
        },
        signature: digest
            .as_ref()
            .and_then(|digest| digest.get("signedData"))
            .map(|data| signed::check(data, &list)),
        list,
    })
}

fn same(claimed: &str, hash: &str) -> Check {
    match claimed.strip_prefix("sha256:") {
        Some(claimed) if claimed.eq_ignore_ascii_case(hash) => Check::Holds,
        Some(_) => Check::Fails("the list of files was changed after its hash was taken".to_owned()),
        None => Check::Unknown("no hash of a known kind stands beside the list of files".to_owned()),
    }
}

/// The largest list that is read.
const LARGEST: u64 = 64 * 1024 * 1024;

fn whole(package: &Package, member: &str) -> Result<Vec<u8>, PackageError> {
    let mut bytes = Vec::new();
    package
        .raw(member)?
        .take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(|error| PackageError::Unreadable {
            file: member.to_owned(),
            reason: error.to_string(),
        })?;
    Ok(bytes)
}

fn file(package: &Package, path: &str, resource: &Value) -> Check {
    let Ok(mut reader) = package.raw(path) else {
        return Check::Fails("it is not there".to_owned());
    };
    // The first version of the format kept hash and size apart.
    let part = |name: &str| resource.get(name).or_else(|| resource.get("stats")?.get(name));
    let hash = part("hash").and_then(Value::as_str).unwrap_or("");
    let kind = resource.get("hashing").and_then(Value::as_str).unwrap_or("sha256");
    let (kind, claimed) = hash.split_once(':').unwrap_or((kind, hash));
    let reckoned = match kind {
        "sha256" => reckon::<Sha256>(&mut reader),
        "sha512" => reckon::<Sha512>(&mut reader),
        _ => return Check::Unknown(format!("its hash is of a kind ({kind}) that is not known to ibid")),
    };
    match reckoned {
        Ok((hash, _)) if !hash.eq_ignore_ascii_case(claimed) => {
            Check::Fails("it was changed: its hash differs".to_owned())
        }
        Ok((_, size)) if part("bytes").and_then(Value::as_u64).is_some_and(|bytes| bytes != size) => {
            Check::Fails("it is not as long as the list says".to_owned())
        }
        Ok(_) => Check::Holds,
        Err(error) => Check::Fails(format!("it could not be read: {error}")),
    }
}

fn reckon<D: sha2::Digest>(reader: &mut impl io::Read) -> io::Result<(String, u64)> {
    let mut hasher = D::new();
    let mut buffer = vec![0; 1 << 16];
    let mut size = 0;
    loop {
        match reader.read(&mut buffer)? {
            0 => return Ok((hex(&hasher.finalize()), size)),
            read => {
                size += read as u64;
                hasher.update(&buffer[..read]);
            }
        }
    }
}

impl WaczProof {
    /// Whether something contradicts something else.
    pub fn is_contradicted(&self) -> bool {
        self.files.iter().any(|(_, check)| check.fails())
            || self.digest.as_ref().is_some_and(Check::fails)
            || self.signature.as_ref().is_some_and(Signature::fails)
    }

    /// What was found, a sentence each.
    pub fn sentences(&self) -> Vec<String> {
        let mut said = Vec::new();
        let holding = self.files.iter().filter(|(_, check)| check.holds()).count();
        said.push(format!(
            "files: {holding} of {} are what the list of files says",
            self.files.len()
        ));
        for (path, check) in &self.files {
            if let Check::Fails(why) | Check::Unknown(why) = check {
                said.push(format!("{path}: {why}"));
            }
        }
        for path in &self.unlisted {
            said.push(format!(
                "{path}: it is not in the list of files, so that nothing is known of it"
            ));
        }
        said.push(match &self.digest {
            None => "list of files: no hash stands beside it".to_owned(),
            Some(Check::Holds) => "list of files: it has the hash that stands beside it".to_owned(),
            Some(Check::Fails(why) | Check::Unknown(why)) => format!("list of files: {why}"),
        });
        match &self.signature {
            None => {
                said.push("signature: there is none, so that anybody could have made or changed this file".to_owned())
            }
            Some(signature) => said.extend(signature.sentences()),
        }
        said
    }
}
