//! A Bluesky account's repository (CAR): the index of its records is walked, and every block is checked against its name. The
//! file does not say who the account is but by its stable name: a document beside it may, or else the user. Says nothing of
//! when it was captured.

mod index;
#[cfg(test)]
mod tests;

use std::io::Read as _;

use serde_json::Value;

use super::atproto::{Address, BlockError, Blocks, Post, decode, draft};
use super::export::{base, chosen, ends, folder};
use super::native::file::File;
use crate::archive::import::json::text;
use crate::archive::import::{Author, Draft, Item, Options, Package, PackageError, Sink, Skip};

const NAME: &str = "bluesky-car";

pub(super) fn recognises(package: &Package) -> bool {
    if let Some(single) = package.single() {
        return is_car(package, single);
    }
    // A folder is one only if all of it belongs to repositories: else its files are known one by one.
    let companion = |member: &str| is_document(package, member) || ends(member, ".cbor") || is_blob(member);
    let cars = package
        .members()
        .iter()
        .filter(|member| is_car(package, member))
        .count();
    cars > 0
        && package
            .members()
            .iter()
            .all(|member| is_car(package, member) || companion(member))
}

/// Whether a file begins as such a file does: with the length of a head that names roots and a version.
fn is_car(package: &Package, member: &str) -> bool {
    let mut start = Vec::new();
    let Ok(reader) = package.read(member) else {
        return false;
    };
    let read = reader.take(256).read_to_end(&mut start);
    let holds = |name: &[u8]| start.windows(name.len()).any(|window| window == name);
    read.is_ok() && !start.starts_with(b"{") && holds(b"eroots") && holds(b"gversion")
}

fn is_document(package: &Package, member: &str) -> bool {
    ends(member, ".json") && package.head(member).contains("\"alsoKnownAs\"")
}

/// A file that was attached, under its own name.
fn is_blob(member: &str) -> bool {
    base(member).starts_with("bafkrei")
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let cars = package.members().iter().map(String::as_str);
    let cars = cars.filter(|member| is_car(package, member)).collect();
    for member in chosen(package, cars) {
        Repository {
            package,
            member,
            file: File::new(package, member, NAME, options),
        }
        .read(sink)?;
    }
    Ok(())
}

struct Repository<'p> {
    package: &'p Package,
    member: &'p str,
    file: File<'p>,
}

impl Repository<'_> {
    fn read(&self, sink: &mut dyn Sink) -> Result<(), PackageError> {
        let mut index = index::Index::default();
        let mut blocks = match Blocks::new(self.package.read(self.member)?) {
            Ok(blocks) => blocks,
            Err(reason) => return Ok(sink.take(&self.file.place(None), Item::Broken(reason))?),
        };
        let roots = std::mem::take(&mut blocks.roots);
        for (number, block) in (1..).zip(&mut blocks) {
            match block {
                Ok(block) => index.block(block),
                Err(BlockError::Block(reason) | BlockError::End(reason)) => {
                    sink.take(&self.file.place(Some(number)), Item::Broken(reason))?;
                }
            }
        }
        let Some(mut tree) = index.walk(&roots) else {
            let reason = "the file does not say whose records these are: the block that begins the index is missing";
            return Ok(sink.take(&self.file.place(None), Item::Broken(reason.to_owned()))?);
        };
        let author = Author {
            id: Some(tree.did.clone()),
            handle: self.handle(&tree.did),
            name: tree.name.take(),
            verified: None,
            ..Author::default()
        };
        for (number, block) in (1..).zip(Blocks::new(self.package.read(self.member)?).into_iter().flatten()) {
            let Ok(block) = block else {
                // Told at the first reading.
                continue;
            };
            for rkey in tree.posts.remove(&block.cid).into_iter().flatten() {
                let address = Address {
                    did: &tree.did,
                    collection: "app.bsky.feed.post",
                    rkey: &rkey,
                };
                let item = self.draft(&block.bytes, &block.cid.text(), address, author.clone());
                let item = item.map_or_else(|item| item, |draft| Item::Post(Box::new(draft)));
                sink.take(&self.file.place(Some(number)), item)?;
            }
        }
        self.rest(&tree, sink)
    }

    /// What the index names and the file does not hold, or what is no post.
    fn rest(&self, tree: &index::Tree, sink: &mut dyn Sink) -> Result<(), PackageError> {
        let place = self.file.place(None);
        let missing: usize = tree.posts.values().map(Vec::len).sum();
        for _ in 0..missing {
            sink.take(&place, Item::Skipped(Skip::Unavailable))?;
        }
        for _ in 0..tree.others {
            sink.take(&place, Item::Skipped(Skip::NotAPost))?;
        }
        if missing > 0 || tree.gaps > 0 {
            let member = self.member;
            let gaps = match tree.gaps {
                0 => String::new(),
                gaps => format!("; {gaps} parts of its index are missing, so there may be more"),
            };
            let remark =
                format!("{member} is a part of a repository: {missing} posts are named in it but not held{gaps}");
            sink.take(&place, Item::Remark(remark))?;
        }
        Ok(())
    }

    fn draft(&self, bytes: &[u8], cid: &str, address: Address<'_>, author: Author) -> Result<Draft, Item> {
        let origin = self.file.origin(bytes, None, None)?;
        let (record, _) = decode(bytes).ok_or_else(|| Item::Broken("this record could not be read".to_owned()))?;
        let post = Post {
            address,
            record: &record,
            author,
            cid: Some(cid),
        };
        let mut draft = draft(post, &origin)?;
        for medium in &mut draft.media {
            let hash = medium.sha256.as_deref();
            let blob = |member: &&String| is_blob(member) && hash.is_some() && named(member) == hash.map(str::to_owned);
            medium.member = self.package.members().iter().find(blob).cloned();
        }
        Ok(draft)
    }

    /// The handle that a document beside the file gives the account.
    fn handle(&self, did: &str) -> Option<String> {
        let beside = |member: &&String| folder(member) == folder(self.member) && is_document(self.package, member);
        let documents = self.package.members().iter().filter(beside);
        documents
            .filter_map(|member| serde_json::from_reader::<_, Value>(self.package.read(member).ok()?).ok())
            .filter(|document| text(document, "id") == Some(did))
            .find_map(|document| {
                let known = document.get("alsoKnownAs")?.as_array()?;
                let handle = known.iter().find_map(|name| name.as_str()?.strip_prefix("at://"))?;
                Some(handle.to_owned())
            })
    }
}

/// The hash that the name of such a file tells.
fn named(member: &str) -> Option<String> {
    let name = base(member);
    super::atproto::Cid::parse(name.split('.').next().unwrap_or(name)).map(|cid| cid.hash())
}
