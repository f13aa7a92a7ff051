//! X as its own pages load it: the GraphQL answers that scrapers and browsers save, whole or cut down to posts.

use super::native::file::{File, members};
use super::native::twitter::web;
use crate::archive::import::{Item, Options, Package, PackageError, Sink, Skip};

const NAME: &str = "x-web";

pub(super) fn recognises(package: &Package) -> bool {
    members(package, web::recognises).next().is_some()
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    for member in members(package, web::recognises) {
        let file = File::new(package, member, NAME, options);
        file.each(sink, &mut |sink, entry| {
            let items = match file.origin(entry.raw.as_bytes(), entry.line, None) {
                Ok(origin) => web::items(&entry.value, &origin),
                Err(other) => vec![other],
            };
            if items.is_empty() {
                sink.take(entry.place, Item::Skipped(Skip::NotAPost))?;
            }
            items.into_iter().try_for_each(|item| sink.take(entry.place, item))
        })?;
    }
    Ok(())
}
