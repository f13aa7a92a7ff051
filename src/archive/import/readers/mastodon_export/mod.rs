//! The archive that Mastodon makes of one's own account: `outbox.json`, with `actor.json` and the files attached beside it.
//! Says nothing of when it was made, and has no counts.

mod activity;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::export::{base, beside, chosen, each_at, ends, roots};
use super::fediverse::{handle, host};
use super::native::file::{File, names};
use crate::archive::Platform;
use crate::archive::import::json::text;
use crate::archive::import::{Author, Item, Options, Package, PackageError, Sink};

const NAME: &str = "mastodon-export";

pub(super) fn recognises(package: &Package) -> bool {
    is_tar(package) || !outboxes(package).is_empty()
}

fn outboxes(package: &Package) -> Vec<&str> {
    roots(package, |name| ends(name, ".json") && name.contains("outbox"), fits)
}

fn fits(head: &str) -> bool {
    let list = names(head, "OrderedCollection") || names(head, "OrderedCollectionPage");
    list && names(head, "orderedItems")
}

/// Whether it is the archive as older servers packed it.
fn is_tar(package: &Package) -> bool {
    let mark = |member: &str| {
        let head = package.head(member);
        head.get(257..262) == Some("ustar") && (head.contains("outbox.json") || head.contains("actor.json"))
    };
    package.single().is_some_and(mark)
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    if let Some(member) = package.single().filter(|_| is_tar(package)) {
        let file = File::new(package, member, NAME, options);
        let broken = "this is an archive packed as TAR, which is not unpacked here; unpack it and import the folder";
        return Ok(sink.take(&file.place(None), Item::Broken(broken.to_owned()))?);
    }
    for member in chosen(package, outboxes(package)) {
        let file = File::new(package, member, NAME, options);
        let reading = activity::Reading {
            package,
            outbox: member,
            owner: owner(package, member),
            options,
        };
        let found = each_at(
            &file,
            package.read(member)?,
            &[&["orderedItems"]],
            sink,
            &mut |sink, entry| {
                let item = match file.origin(entry.raw.as_bytes(), entry.line, None) {
                    Ok(origin) => reading.item(&entry.value, &origin),
                    Err(item) => item,
                };
                sink.take(entry.place, item)
            },
        )?;
        if let Some(said) = total(&package.head(member)).filter(|&said| said != found) {
            let remark = format!("{} says that it holds {said} entries; {found} were found", base(member));
            sink.take(&file.place(None), Item::Remark(remark))?;
        }
    }
    Ok(())
}

/// How many entries the file says it holds.
fn total(head: &str) -> Option<u64> {
    let (_, rest) = head.split_once("\"totalItems\"")?;
    let digits: String = rest
        .trim_start_matches([':', ' ', '\n', '\r', '\t'])
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// Whose archive it is, by `actor.json` beside the outbox.
fn owner(package: &Package, outbox: &str) -> Option<(String, Author)> {
    let member = beside(package, outbox, "actor.json").filter(|&member| member != outbox)?;
    let actor: Value = serde_json::from_reader(package.read(member).ok()?).ok()?;
    let id = text(&actor, "id")?.to_owned();
    let platform = Platform("mastodon".into());
    let author = Author {
        handle: handle(text(&actor, "preferredUsername")?, host(&id).as_deref(), &platform),
        name: text(&actor, "name").map(str::to_owned),
        id: Some(id.clone()),
        verified: None,
        ..Author::default()
    };
    Some((id, author))
}
