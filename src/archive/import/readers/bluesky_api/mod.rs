//! Bluesky's interface, as tools write it down: posts in lists, threads, feeds and searches; records alone, in lists, and out
//! of a stream (Jetstream). Only the stream says when it was seen. What the interface says of the one who asked is not read.

#[cfg(test)]
mod tests;
mod view;

use super::export::{chosen, each};
use super::native::file::{File, members};
use crate::archive::import::{Item, Options, Package, PackageError, Sink};

const NAME: &str = "bluesky-api";

/// Members of an object that hold posts.
const LISTS: &[&[&str]] = &[&["posts"], &["feed"], &["records"]];

pub(super) fn recognises(package: &Package) -> bool {
    members(package, fits).next().is_some()
}

fn fits(head: &str) -> bool {
    let names = |name: &str| head.contains(&format!("\"{name}\""));
    let address = names("uri") && head.contains("\"at://did:");
    let stream = names("commit") && names("did") && names("collection");
    let record = head.contains("app.bsky.") || names("createdAt");
    let elsewhere = ["source_platform", "__import_meta"];
    (address || stream) && record && !elsewhere.iter().any(|name| names(name))
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    for member in chosen(package, members(package, fits).collect()) {
        let file = File::new(package, member, NAME, options);
        let mut apart = 0_u64;
        each(package, &file, LISTS, sink, &mut |sink, entry| {
            let seen = view::seen(&entry.value);
            let origin = match file.origin(entry.raw.as_bytes(), entry.line, seen) {
                Ok(origin) => origin,
                Err(item) => return sink.take(entry.place, item),
            };
            let mut reading = view::Reading {
                origin: &origin,
                apart: 0,
                found: Vec::new(),
            };
            reading.value(&entry.value);
            apart += reading.apart;
            reading
                .found
                .into_iter()
                .try_for_each(|item| sink.take(entry.place, item))
        })?;
        if apart > 0 {
            let remark = format!(
                "{member}: {apart} of the posts say that they were written more than two days before or after Bluesky first \
                 saw them; the time of writing is their authors' word"
            );
            sink.take(&file.place(None), Item::Remark(remark))?;
        }
    }
    Ok(())
}
