//! The files of one account read: its posts and what people say of them. Kept from one reading to the next while the
//! files do not change, so that nothing here may depend on other files.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::authors::{authors_that_differ, other_author};
use super::commentary::{Commentary, key_near};
use super::files::{Pair, failed};
use super::remarks::Remarks;
use super::runs::Runs;
use crate::archive::sighting::{Sighting, account, settle};
use crate::archive::{
    Account, AccountKey, Capture, Line, LineProblem, Platform, Post, PostKey, Record, StoreError, fold_handle,
};
use crate::diagnostic::{Diagnostic, Label, Place, Rule};
use crate::source::{SourceFile, Span};

/// What the files of one account say.
#[derive(Debug)]
pub(super) struct Unit {
    /// The files as they were when they were read.
    pub(super) pair: Pair,
    /// The platform after which the folder is named.
    pub(super) platform: Platform,
    /// That folder's name.
    pub(super) folder: Arc<str>,
    /// The name of the files, decoded.
    pub(super) stem: Arc<str>,
    /// Its posts by time, then by id, as the index needs them. Accounts are as far known as this file tells.
    pub(super) posts: Vec<Arc<Post>>,
    /// Who was seen in the file.
    pub(super) sightings: Vec<Sighting>,
    /// What people say of the account.
    pub(super) commentary: Vec<Commentary>,
    /// Where the first file of it says what matters most: the class, else its beginning.
    pub(super) told_at: Option<Place>,
    /// Commentary on posts that this file does not have, with the place of each.
    pub(super) strays: Vec<(PostKey, Remarks, Place)>,
    /// What is wrong with the files.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Made when it is first asked for: most readings never are.
    runs: OnceLock<Runs>,
}

impl Unit {
    /// The index of its words.
    pub(super) fn runs(&self) -> &Runs {
        self.runs.get_or_init(|| Runs::of(&self.posts))
    }
}

/// The account after which a file would be named.
pub(super) fn named_after(known: &Account, handle: &str) -> AccountKey {
    account(&known.key.platform, None, handle)
}

/// Reads the files of one account.
pub(super) fn read(name: &(String, String), pair: &Pair, root: &Path, store: &str) -> Result<Unit, StoreError> {
    let platform = Platform::from_archive(&name.0).unwrap_or_else(|| Platform(name.0.as_str().into()));
    let mut diagnostics = Vec::new();
    let mut lines = Vec::new();
    for (path, _) in &pair.captures {
        let bytes = fs::read(path).map_err(|error| failed(store, &format!("{}: {error}", shown(path, root))))?;
        lines.extend(captures(bytes, &shown(path, root), &mut diagnostics));
    }
    let sightings = sightings(&lines);
    let mut posts = group(lines, &sightings);
    let mut strays = Vec::new();
    let mut commentary = Vec::new();
    let mut told_at = None;
    for (path, _) in &pair.commentary {
        let bytes = fs::read(path).map_err(|error| failed(store, &format!("{}: {error}", shown(path, root))))?;
        let file = SourceFile::new(shown(path, root), &String::from_utf8_lossy(&bytes));
        let mut said = Commentary::parse(&file).unwrap_or_else(|diagnostic| {
            diagnostics.push(diagnostic);
            Commentary::unread()
        });
        told_at = told_at.or_else(|| Some(Place::new(&file, key_near(&file, 0, "class"))));
        for (id, on_post) in std::mem::take(&mut said.posts.0) {
            let key = PostKey::new(platform.clone(), id.as_str());
            match posts.iter_mut().find(|post| post.key == key) {
                Some(post) => Remarks::from(&on_post).add_to(post),
                None => strays.push((key, (&on_post).into(), Place::new(&file, key_near(&file, 0, &id)))),
            }
        }
        if said.unread {
            for post in &mut posts {
                Remarks::unread().add_to(post);
            }
        }
        commentary.push(said);
    }
    posts.sort_by(|one, other| (one.posted(), &one.key.id).cmp(&(other.posted(), &other.key.id)));
    Ok(Unit {
        pair: pair.clone(),
        platform,
        folder: name.0.as_str().into(),
        stem: name.1.as_str().into(),
        posts: posts.into_iter().map(Arc::new).collect(),
        sightings,
        commentary,
        told_at,
        strays,
        diagnostics,
        runs: OnceLock::new(),
    })
}

/// The path as people see it: from the site's folder, with `/`.
pub(super) fn shown(path: &Path, root: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.iter()
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

fn captures(bytes: Vec<u8>, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Line> {
    // Lines of other encodings must not be read as if they were right: their bytes are the evidence.
    let mut broken = BTreeSet::new();
    let mut text = String::from_utf8(bytes).unwrap_or_else(|error| {
        let lines = error.as_bytes().split(|&byte| byte == b'\n').enumerate();
        broken.extend(
            lines
                .filter(|(_, line)| std::str::from_utf8(line).is_err())
                .map(|(number, _)| number),
        );
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    });
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    let text = Arc::new(text);
    let parse = |(number, range): &(usize, Range<usize>)| {
        if broken.contains(number) {
            return Err(LineProblem {
                message: "the line is not UTF-8".to_owned(),
                help: Some("export it again as UTF-8".to_owned()),
                at: 0..range.len(),
            });
        }
        Capture::parse(Record::slice(&text, range.clone()))
    };
    let ranges = line_ranges(&text);
    let read: Vec<_> = ranges.par_iter().with_min_len(256).map(parse).collect();
    let mut lines = Vec::with_capacity(read.len());
    let mut places = Vec::with_capacity(read.len());
    // Made only when something is to be said: it copies the text.
    let mut file = None;
    for ((_, range), result) in ranges.into_iter().zip(read) {
        let mut say = |problem: &LineProblem, used: bool| {
            let file = file.get_or_insert_with(|| SourceFile::new(path, &text));
            let span = Span::new(
                range.start + problem.at.start,
                range.start + problem.at.end.min(range.len()),
            );
            let (rule, label) = if used {
                (Rule::ArchiveLine, "")
            } else {
                (Rule::ArchiveUnread, "this line is left out")
            };
            let mut diagnostic = Diagnostic::new(rule, problem.message.clone()).at(file, span, label);
            diagnostic.helps.extend(problem.help.clone());
            diagnostics.push(diagnostic);
        };
        match result {
            Ok(mut line) => {
                line.remarks.drain(..).for_each(|remark| say(&remark, true));
                lines.push(line);
                places.push(range);
            }
            Err(problem) => say(&problem, false),
        }
    }
    for (first, other) in authors_that_differ(&lines) {
        let file = file.get_or_insert_with(|| SourceFile::new(path, &text));
        diagnostics.push(other_author(
            file,
            [&lines[first], &lines[other]],
            [&places[first], &places[other]],
        ));
    }
    lines
}

/// The lines that are not empty, with their numbers from 0.
fn line_ranges(text: &str) -> Vec<(usize, Range<usize>)> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for (number, line) in text.split('\n').enumerate() {
        let trimmed = line.trim_ascii();
        if !trimmed.is_empty() {
            let from = start + (line.len() - line.trim_ascii_start().len());
            ranges.push((number, from..from + trimmed.len()));
        }
        start += line.len() + 1;
    }
    ranges
}

fn sightings(lines: &[Line]) -> Vec<Sighting> {
    let mut seen: BTreeMap<(&Platform, Option<&str>, String), Sighting> = BTreeMap::new();
    for Line { key, capture, .. } in lines {
        let (author, at) = (&capture.author, capture.captured);
        let who = (&key.platform, author.id.as_deref(), fold_handle(&author.handle));
        let sighting = seen.entry(who).or_insert_with(|| Sighting {
            platform: key.platform.clone(),
            id: author.id.clone(),
            handle: author.handle.clone(),
            name: author.name.clone(),
            first: at,
            last: at,
        });
        sighting.first = sighting.first.min(at);
        if at >= sighting.last {
            sighting.last = at;
            sighting.handle.clone_from(&author.handle);
            if author.name.is_some() {
                sighting.name.clone_from(&author.name);
            }
        }
    }
    seen.into_values().collect()
}

fn group(lines: Vec<Line>, sightings: &[Sighting]) -> Vec<Post> {
    let mut at = HashMap::with_capacity(lines.len());
    let mut posts: Vec<Post> = Vec::with_capacity(lines.len());
    for Line {
        key, capture, withheld, ..
    } in lines
    {
        // One capture whose words were taken down withholds the post, whatever other captures have.
        let withheld = withheld.map(|tombstone| tombstone.why);
        if let Some(&known) = at.get(&key) {
            let post: &mut Post = &mut posts[known];
            post.captures.push(capture);
            post.withheld = post.withheld.take().or(withheld);
            continue;
        }
        at.insert(key.clone(), posts.len());
        posts.push(Post {
            account: AccountKey {
                platform: key.platform.clone(),
                id: "".into(),
            },
            key,
            captures: vec![capture],
            translations: Vec::new(),
            annotation: None,
            notice: None,
            withheld,
        });
    }
    // A key is shared by all posts of its account.
    let mut keys: HashMap<(Option<String>, String), AccountKey> = HashMap::new();
    for post in &mut posts {
        settle(&mut post.captures);
        post.captures.shrink_to_fit();
        let authors = || post.captures.iter().map(|capture| &capture.author);
        let author = authors()
            .find(|author| author.id.is_some())
            .unwrap_or(&post.captures[0].author);
        let platform = &post.key.platform;
        let key = keys
            .entry((author.id.clone(), author.handle.clone()))
            .or_insert_with(|| {
                let id = author
                    .id
                    .as_deref()
                    .or_else(|| only_id(sightings, platform, &author.handle));
                account(platform, id, &author.handle)
            });
        // One file may hold posts of several platforms.
        post.account = if key.platform == *platform {
            key.clone()
        } else {
            account(platform, author.id.as_deref(), &author.handle)
        };
    }
    posts
}

/// The id of the only account with an id that was seen under this handle.
fn only_id<'a>(sightings: &'a [Sighting], platform: &Platform, handle: &str) -> Option<&'a str> {
    let mut ids = sightings
        .iter()
        .filter(|seen| seen.platform == *platform && platform.same_handle(&seen.handle, handle));
    let mut ids = ids
        .by_ref()
        .filter_map(|seen| seen.id.as_deref())
        .collect::<BTreeSet<_>>()
        .into_iter();
    ids.next().filter(|_| ids.next().is_none())
}

/// A remark on a place of commentary.
pub(super) fn stray(key: &PostKey, place: Place) -> Diagnostic {
    let message = format!("there is commentary on the post `{}`, but no capture of it", key.id);
    let mut diagnostic = Diagnostic::new(Rule::ArchiveCommentary, message);
    diagnostic.severity = crate::diagnostic::Severity::Warning;
    diagnostic.primary = Some(Label {
        place,
        text: String::new(),
    });
    diagnostic.help("compare the id with that of the capture; it is the last number in the post's address")
}
