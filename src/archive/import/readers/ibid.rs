use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use crate::archive::import::{Item, Options, Package, PackageError, Place, Sink, json};
use crate::archive::{Capture, Platform};

/// An archive, in its own folder or in that of a site; or one file of it.
pub(super) fn recognises(package: &Package) -> bool {
    if let Some(member) = package.single() {
        return begins_with_a_capture(package, member);
    }
    let mut lines = package.members().iter().filter(|member| is_lines(member));
    lines.next().is_some_and(|member| begins_with_a_capture(package, member))
}

/// `platform/handle.jsonl`, in whatever folder.
fn is_lines(member: &str) -> bool {
    let mut parts = member.rsplit('/');
    parts.next().is_some_and(|name| ends_in(name, &["jsonl"]))
        && parts.next().is_some_and(|folder| Platform::known(folder).is_some())
}

fn ends_in(name: &str, endings: &[&str]) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| endings.contains(&ending))
}

fn begins_with_a_capture(package: &Package, member: &str) -> bool {
    let head = package.head(member);
    let line = head.trim_start_matches('\u{feff}').lines().map(str::trim).find(|line| !line.is_empty());
    line.is_some_and(|line| line.starts_with('{') && Capture::parse(line).is_ok())
}

pub(super) fn read(package: &Package, _options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    if let Some(member) = package.single() {
        return lines(package, member, &HashMap::new(), sink);
    }
    // Files by the hash that they are named after.
    let mut media = HashMap::new();
    for member in package.members() {
        let name = member.rsplit('/').next().unwrap_or(member);
        let hash = name.split('.').next().unwrap_or(name);
        if hash.len() == 64 && member.contains("media/") {
            media.insert(hash.to_owned(), member.clone());
        }
    }
    let mut folders = BTreeSet::new();
    for member in package.members() {
        let Some((folder, name)) = member.rsplit_once('/') else {
            continue;
        };
        if ends_in(name, &["jsonl"]) && begins_with_a_capture(package, member) {
            folders.insert(folder);
            lines(package, member, &media, sink)?;
        }
    }
    let beside = |member: &&String| {
        ends_in(member, &["yaml", "yml"]) && member.rsplit_once('/').is_some_and(|(folder, _)| folders.contains(folder))
    };
    let commentary = package.members().iter().filter(beside).count();
    if commentary > 0 {
        let remark = format!(
            "{}: commentary ({commentary} .yaml) is not taken over; what people say of the accounts is theirs to copy",
            package.name()
        );
        sink.take(&Place::default(), Item::Remark(remark))?;
    }
    Ok(())
}

fn lines(
    package: &Package,
    member: &str,
    media: &HashMap<String, String>,
    sink: &mut dyn Sink,
) -> Result<(), PackageError> {
    for row in json::lines(package.read(member)?) {
        let row = row.map_err(|error| PackageError::Unreadable {
            file: member.to_owned(),
            reason: error.to_string(),
        })?;
        let place = Place {
            file: member.to_owned(),
            line: Some(row.number),
        };
        let item = match row.text {
            None => Item::Broken("the line is not UTF-8, or too long".to_owned()),
            Some(text) => match Capture::parse(text.as_str()) {
                Err(problem) => Item::Broken(problem.message),
                Ok(line) => {
                    let hashes = line.capture.media.iter().filter_map(|media| media.sha256.as_ref());
                    let media = hashes.filter_map(|hash| media.get(hash)).cloned().collect();
                    Item::Line { text, media }
                }
            },
        };
        sink.take(&place, item)?;
    }
    Ok(())
}
