//! `yt-dlp`: what it learned of a video, or of a post around one, written as `NAME.info.json` beside what it downloaded, or as
//! `--dump-json` prints it, a line each.
//!
//! Much of such a file tells of whoever ran the program: addresses that hold tokens, headers, folders. Only the members named
//! in `info.rs` are read. Comments are posts of their own on YouTube, whose citations may mean them: their id is the video's,
//! a slash, and the comment's, and each answers the video. Elsewhere they are left out.

mod comment;
mod info;
mod sites;
#[cfg(test)]
mod tests;
mod whole;

use std::collections::BTreeMap;
use std::io::BufRead as _;

use serde_json::Value;

use self::sites::Site;
use super::export::{base, chosen, ends};
use super::native::Origin;
use super::native::file::{File, names};
use crate::archive::StoreError;
use crate::archive::import::{Item, Options, Package, PackageError, Place, Sink, Skip};

const NAME: &str = "yt-dlp";

const ENDING: &str = ".info.json";

pub(super) fn recognises(package: &Package) -> bool {
    !infos(package).is_empty()
}

/// The descriptions in a package: the file itself; or those of a folder or ZIP in which everything else lies beside one of
/// them and is named after it.
fn infos(package: &Package) -> Vec<&str> {
    if let Some(single) = package.single() {
        return Some(single)
            .filter(|member| fits(&package.head(member)))
            .into_iter()
            .collect();
    }
    let (infos, others): (Vec<&str>, Vec<&str>) = package
        .members()
        .iter()
        .map(String::as_str)
        .partition(|member| ends(member, ENDING));
    let belongs = |other: &&str| infos.iter().any(|info| other.starts_with(stem(info)));
    if others.iter().all(belongs) && infos.iter().all(|info| fits(&package.head(info))) {
        infos
    } else {
        Vec::new()
    }
}

/// A member's path up to what tells what kind of file it is.
fn stem(info: &str) -> &str {
    info.get(..info.len().saturating_sub(ENDING.len())).unwrap_or(info)
}

fn fits(head: &str) -> bool {
    let described = names(head, "extractor_key") && (names(head, "webpage_url") || names(head, "_type"));
    // The list of formats comes first, and can be longer than what is looked at.
    let formats = names(head, "formats") && names(head, "format_id") && names(head, "id");
    let elsewhere = ["__import_meta", "source_platform", "created_at"];
    let begins = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    begins.starts_with(['{', '[']) && (described || formats) && !elsewhere.iter().any(|name| names(head, name))
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    for member in chosen(package, infos(package)) {
        let mut reading = Reading {
            file: File::new(package, member, NAME, options),
            film: film(package, member),
            include_non_public: options.include_non_public,
            strange: BTreeMap::new(),
            left_out: 0,
        };
        if is_one(package, member) {
            whole::read(package, &mut reading, sink)?;
        } else {
            let file = File::new(package, member, NAME, options);
            file.each(sink, &mut |sink, entry| {
                reading.several(sink, &entry.value, entry.raw, entry.place, entry.line)
            })?;
        }
        reading.remark(sink)?;
    }
    Ok(())
}

/// Whether a file is one object; else it is a list, or has one a line.
fn is_one(package: &Package, member: &str) -> bool {
    let head = package.head(member);
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    if head.trim_start_matches(blank).starts_with('[') {
        return false;
    }
    let Ok(mut reader) = package.read(member) else {
        return true;
    };
    // A second line of a single object begins with one of its members.
    if reader.skip_until(b'\n').is_err() {
        return true;
    }
    loop {
        match reader.fill_buf() {
            Ok([]) | Err(_) => return true,
            Ok(bytes) => {
                if let Some(first) = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
                    return *first != b'{';
                }
                let blank = bytes.len();
                reader.consume(blank);
            }
        }
    }
}

/// What was downloaded with a description: the file of the same name.
fn film<'p>(package: &'p Package, info: &str) -> Option<&'p str> {
    const ENDINGS: &[&str] = &[
        ".mp4", ".webm", ".mkv", ".mov", ".m4v", ".flv", ".m4a", ".mp3", ".ogg", ".opus", ".wav",
    ];
    package.single().is_none().then_some(())?;
    let wanted = stem(info);
    let fits = |member: &&String| {
        member
            .strip_prefix(wanted)
            .is_some_and(|rest| ENDINGS.iter().any(|ending| rest.eq_ignore_ascii_case(ending)))
    };
    package.members().iter().find(fits).map(String::as_str)
}

/// A file that is being read.
struct Reading<'p> {
    file: File<'p>,
    film: Option<&'p str>,
    include_non_public: bool,
    /// Sites whose videos are not taken in, and how many there were.
    strange: BTreeMap<String, u64>,
    /// Comments that were not taken in.
    left_out: u64,
}

impl Reading<'_> {
    /// Everything in a value that is at hand as a whole: a video with its comments, or a list of videos.
    fn several(
        &mut self,
        sink: &mut dyn Sink,
        value: &Value,
        raw: &str,
        place: &Place,
        line: Option<u64>,
    ) -> Result<(), StoreError> {
        let list = |name: &str| value.get(name).and_then(Value::as_array).into_iter().flatten();
        for entry in list("entries").filter(|entry| entry.is_object()) {
            self.several(sink, entry, &entry.to_string(), place, line)?;
        }
        let origin = self.origin(value, raw.as_bytes(), line);
        let (item, site) = self.video(value, origin.as_ref());
        let about = Self::about(&item, origin.as_ref().ok(), site);
        sink.take(place, item)?;
        for one in list("comments") {
            match &about {
                Some((key, origin)) => sink.take(place, comment::item(one, key, origin))?,
                None => self.left_out += 1,
            }
        }
        Ok(())
    }

    fn origin(&self, info: &Value, raw: &[u8], line: Option<u64>) -> Result<Origin, Item> {
        let mut origin = self.file.origin(raw, line, info::seen(info))?;
        origin.source.name = base(&origin.source.name).to_owned();
        origin.tool = Some(info::tool(info));
        Ok(origin)
    }

    /// A video, and of which site it is.
    fn video(&mut self, info: &Value, origin: Result<&Origin, &Item>) -> (Item, Option<&'static Site>) {
        if info::is_list(info) {
            return (Item::Skipped(Skip::NotAPost), None);
        }
        let Some(site) = sites::of(info) else {
            let name = info::extractor(info).unwrap_or("an unnamed site").to_owned();
            *self.strange.entry(name).or_default() += 1;
            return (Item::Skipped(Skip::NotAPost), None);
        };
        let item = match origin {
            Ok(origin) => info::item(info, site, self.film, self.include_non_public, origin),
            Err(other) => other.clone(),
        };
        (item, Some(site))
    }

    /// What comments are about, where they are taken in.
    fn about(item: &Item, origin: Option<&Origin>, site: Option<&Site>) -> Option<(crate::archive::PostKey, Origin)> {
        match (item, origin) {
            (Item::Post(draft), Some(origin)) if site?.comments => Some((draft.key.clone(), origin.clone())),
            _ => None,
        }
    }

    fn remark(&self, sink: &mut dyn Sink) -> Result<(), StoreError> {
        let member = base(self.file.member);
        for (site, number) in &self.strange {
            let remark = format!("{member}: what comes from {site} cannot be taken in; items left out: {number}");
            sink.take(&self.file.place(None), Item::Remark(remark))?;
        }
        if self.left_out > 0 {
            let number = self.left_out;
            let remark = format!("{member}: comments are taken in from YouTube only; comments left out: {number}");
            sink.take(&self.file.place(None), Item::Remark(remark))?;
        }
        Ok(())
    }
}
