use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::*;
use crate::archive::record::sha256;

/// What RFC 8493 asks of a bag that is complete and valid.
fn check(root: &Path) {
    let text = |name: &str| fs::read_to_string(root.join(name)).expect(name);
    assert_eq!(
        text("bagit.txt"),
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    );
    let listed = |name: &str| -> BTreeMap<String, String> {
        let manifest = text(name);
        let entries = manifest
            .lines()
            .map(|line| line.split_once("  ").expect("hash and path"));
        entries
            .map(|(hash, path)| {
                let path = path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
                assert_eq!(sha256(&fs::read(root.join(&path)).expect("a file")), hash, "{path}");
                (path, hash.to_owned())
            })
            .collect()
    };
    let payload = listed("manifest-sha256.txt");
    let tags = listed("tagmanifest-sha256.txt");
    assert!(
        ["bagit.txt", "bag-info.txt", "manifest-sha256.txt"]
            .iter()
            .all(|tag| tags.contains_key(*tag))
    );
    let found: BTreeSet<String> = walkdir::WalkDir::new(root.join("data"))
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            entry
                .path()
                .strip_prefix(root)
                .expect("below")
                .to_string_lossy()
                .replace('\\', "/")
        })
        .collect();
    assert_eq!(found, payload.into_keys().collect());
    let octets: u64 = found
        .iter()
        .map(|path| fs::metadata(root.join(path)).expect("a file").len())
        .sum();
    assert!(text("bag-info.txt").contains(&format!("Payload-Oxum: {octets}.{}\n", found.len())));
}

fn bag() -> Bag {
    let files = [("brief/quay.md", "# Quay"), ("captures/100% quay.jsonl", "{}\n")];
    let mut described = Crate {
        name: "Quay".to_owned(),
        published: "2018-01-02".to_owned(),
        authors: vec!["R. Haddad".to_owned()],
        ..Crate::default()
    };
    let mut bag = Bag::default();
    for (path, text) in files {
        let payload = Payload::Bytes(text.into());
        described.files.push(Described {
            path: path.to_owned(),
            hash: payload.hash().expect("bytes"),
            ..Described::default()
        });
        bag.payload.insert(path.to_owned(), payload);
    }
    described.looks.push(Look {
        result: "captures/100% quay.jsonl".to_owned(),
        instrument: Some("twarc 2.14.0".to_owned()),
        at: "2017-10-20T08:00:00Z".to_owned(),
        ..Look::default()
    });
    bag.payload.insert(
        "ro-crate-metadata.json".to_owned(),
        Payload::Bytes(described.metadata().into()),
    );
    bag.info.push(("Bagging-Date".to_owned(), "2018-01-02".to_owned()));
    bag
}

#[test]
fn a_bag_is_complete_and_valid() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("quay");
    assert_eq!(write(&bag(), &to).expect("written"), 7);
    check(&to);
    assert!(matches!(write(&bag(), &to), Err(BundleError::There(_))));
}

#[test]
fn a_zip_holds_the_same_and_has_the_same_bytes_every_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = |name: &str| {
        let folder = folder.path().join(name);
        fs::create_dir(&folder).expect("a folder");
        write(&bag(), &folder.join("quay.zip")).expect("written");
        fs::read(folder.join("quay.zip")).expect("bytes")
    };
    let zip = made("one");
    assert_eq!(zip, made("two"));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).expect("a zip");
    zip.extract(folder.path().join("out")).expect("extracted");
    check(&folder.path().join("out/quay"));
}

#[test]
fn what_describes_itself_is_an_ro_crate() {
    let Some(Payload::Bytes(bytes)) = bag().payload.remove("ro-crate-metadata.json") else {
        panic!("it is made");
    };
    let crate_: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    let graph = crate_["@graph"].as_array().expect("a graph");
    let ids: BTreeSet<&str> = graph
        .iter()
        .map(|entity| entity["@id"].as_str().expect("an id"))
        .collect();
    assert_eq!(ids.len(), graph.len(), "each entity is there once");
    assert_eq!(graph[0]["about"]["@id"], "./");
    for list in ["hasPart", "author", "mentions"] {
        let parts = graph[1][list].as_array().expect("a list");
        assert!(
            !parts.is_empty()
                && parts
                    .iter()
                    .all(|part| ids.contains(part["@id"].as_str().expect("an id")))
        );
    }
    assert!(ids.contains("captures/100%25%20quay.jsonl") && ids.contains("#tool-1"));
}
