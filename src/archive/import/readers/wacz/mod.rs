//! WACZ: a ZIP of web archives with a list of pages and of hashes. The archives are read as such; a page that is listed and of
//! which there is no record is a capture all the same. So are those of such a list that came alone.

mod pages;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::warc;
use crate::archive::StoreError;
use crate::archive::import::json::text;
use crate::archive::import::{Draft, Item, Options, Package, PackageError, Place, Sink};
use crate::archive::proof::wacz::{self as proof, LIST, WaczProof};

const NAME: &str = "wacz";

pub(super) fn recognises(package: &Package) -> bool {
    if let Some(member) = package.single() {
        return pages::is_list(&package.head(member));
    }
    let listed = package.members().iter().any(|member| member == LIST);
    if !listed {
        return false;
    }
    let head = package.head(LIST);
    // Data packages are also made of tables; those have no web archives.
    let archives = || package.members().iter().any(|member| member.contains("archive/"));
    head.contains("\"wacz_version\"") || (head.contains("\"data-package\"") && archives())
}

pub(super) fn read(package: &Package, _options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    if package.single().is_some() {
        return pages::read(package, NAME, None, &BTreeSet::new(), sink);
    }
    let list: Value = serde_json::from_str(&package.head(LIST)).unwrap_or_default();
    let place = Place {
        file: package.name().to_owned(),
        line: None,
    };
    let proof = proof::check(package)?;
    for sentence in proof.sentences() {
        sink.take(&place, Item::Remark(format!("{}: {sentence}", package.name())))?;
    }
    let tool = text(&list, "software").map(str::to_owned);
    let mut noting = Noting {
        note: note(package, &proof),
        tool: tool.clone(),
        sink,
    };
    let mut seen = BTreeSet::new();
    for member in package.members() {
        if is_archive(member) {
            warc::read_member(package, member, NAME, &mut noting, &mut seen)?;
        }
    }
    pages::read(package, NAME, tool.as_deref(), &seen, &mut noting)
}

fn is_archive(member: &str) -> bool {
    let name = member.to_ascii_lowercase();
    let inner = name.starts_with("archive/") || name.contains("/archive/");
    inner
        && [".warc", ".warc.gz", ".arc", ".arc.gz"]
            .iter()
            .any(|end| name.ends_with(end))
}

/// What each capture says of the file it came from: the hash by which the file is known, and who signed it.
fn note(package: &Package, proof: &WaczProof) -> Value {
    let signed = proof.signature.as_ref().map(|signature| match &signature.signer {
        proof::Signer::Anonymous => "anonymous".to_owned(),
        proof::Signer::Domain(domain) => domain.clone(),
    });
    let mut note = json!({"kind": "wacz", "file": package.name(), "list_sha256": proof.list});
    if let (Some(fields), Some(signed)) = (note.as_object_mut(), signed) {
        fields.insert("signed_by".to_owned(), json!(signed));
    }
    if let (Some(fields), true) = (note.as_object_mut(), proof.is_contradicted()) {
        fields.insert("contradicted".to_owned(), json!(true));
    }
    note
}

/// Adds the note to every capture.
struct Noting<'n> {
    note: Value,
    tool: Option<String>,
    sink: &'n mut dyn Sink,
}

impl Sink for Noting<'_> {
    fn take(&mut self, place: &Place, mut item: Item) -> Result<(), StoreError> {
        if let Item::Post(draft) = &mut item {
            let draft: &mut Draft = draft;
            draft.extra.insert("proof", self.note.clone());
            draft.tool = draft.tool.take().or_else(|| self.tool.clone());
        }
        self.sink.take(place, item)
    }
}
