//! The archive that X hands to its users, a ZIP or its folder: `data/tweets.js` and its neighbours, or the older form with a
//! file a month.
//!
//! It holds direct messages, addresses and devices too. Only the members named in `members.rs` are opened, and of the account
//! only who it is.

mod about;
mod members;
mod notes;
mod post;
#[cfg(test)]
mod tests;

use self::about::About;
use self::members::Kind;
use self::notes::Notes;
use super::native::file::File;
use crate::archive::import::{Item, Options, Package, PackageError, Sink, Skip};

const NAME: &str = "x-archive";

pub(super) fn recognises(package: &Package) -> bool {
    members::of(package).iter().any(|member| member.kind.is_telling())
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let members = members::of(package);
    let about = About::read(package, &members, options);
    let mut notes = Notes::default();
    for member in members.iter().filter(|member| member.kind == Kind::Notes) {
        let file = File::new(package, member.name, NAME, options);
        file.each_of_list(members::after_assignment(package.read(member.name)?), sink, &mut |_, entry| {
            notes.add(&entry.value);
            Ok(())
        })?;
    }
    let mut posts = 0;
    for member in &members {
        let file = File::new(package, member.name, NAME, options);
        let list = |kind| matches!(kind, Kind::Posts | Kind::Community | Kind::Deleted | Kind::Months);
        if !list(member.kind) {
            continue;
        }
        let mut found = 0;
        file.each_of_list(members::after_assignment(package.read(member.name)?), sink, &mut |sink, entry| {
            found += 1;
            let item = if member.kind == Kind::Deleted {
                Item::Skipped(Skip::Deleted)
            } else {
                posts += 1;
                let origin = file.origin(entry.raw.as_bytes(), None, about.made);
                let draft = origin.and_then(|origin| post::draft(&entry.value, package, &about, &mut notes, &origin));
                draft.map_or_else(|other| other, |draft| Item::Post(Box::new(draft)))
            };
            sink.take(entry.place, item)
        })?;
        if let Some(said) = about.counts.get(member.name).filter(|said| **said != found) {
            let remark = format!("{}: the archive says that it holds {said} posts; {found} were found", member.name);
            sink.take(&file.place(None), Item::Remark(remark))?;
        }
    }
    let place = crate::archive::import::Place {
        file: package.name().to_owned(),
        line: None,
    };
    for remark in remarks(&about, &notes, posts) {
        sink.take(&place, Item::Remark(remark))?;
    }
    Ok(())
}

fn remarks(about: &About, notes: &Notes, posts: u64) -> Vec<String> {
    let mut remarks = Vec::new();
    let whose = about.author.handle.as_ref().map(|handle| format!("this is the archive of @{handle}"));
    if posts == 0 {
        let whose = whose.unwrap_or_else(|| "this is an archive of X".to_owned());
        remarks.push(format!("{whose}; there are no posts in it"));
    }
    if let Some(said) = about.total.filter(|said| *said != posts) {
        remarks.push(format!("the archive says that it holds {said} posts; {posts} were found"));
    }
    let left = notes.left();
    if left > 0 {
        remarks.push(format!("{left} long posts were not found among the posts, so that their words were not taken in"));
    }
    remarks
}
