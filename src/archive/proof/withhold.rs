//! Taking the words of a post down: its captures become tombstones, and the log says so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;

use super::expected::{Expected, parse};
use super::record::{Recorder, replace};
use super::{tombstone, tree};
use crate::archive::log::{Event, PostName, Replaced};
use crate::archive::record::{sha256, sha256_bytes};
use crate::archive::{Capture, Line, PostKey};

/// What is to be taken down.
#[derive(Clone, Copy, Debug)]
pub struct Withholding<'a> {
    /// The post.
    pub post: &'a PostKey,
    /// Since when.
    pub date: Date,
    /// Why, in words that readers see.
    pub reason: &'a str,
    /// Whether its author must not be named either.
    pub nameless: bool,
    /// Where the lines are kept that are taken down. It must not be there yet, unless it holds them already.
    pub keep: Option<&'a Path>,
    /// Program and version that does it.
    pub tool: &'a str,
    /// When.
    pub at: Timestamp,
}

/// What was taken down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenDown {
    /// Lines that are tombstones now, by file.
    pub lines: BTreeMap<String, usize>,
    /// Kept files that were removed: no other capture names them.
    pub media: Vec<String>,
    /// Captures of other posts that speak of this one.
    pub mentions: Vec<(String, u64)>,
}

/// Takes the words of a post down, everywhere in the archive in `folder`. What was taken down before stays as it is.
///
/// Kept files are removed first, while the lines still name them; then the lines change, and the log comes last: when this ends
/// in the middle, the same again finishes it.
///
/// # Errors
/// When the archive cannot be read or written, or its log is damaged; with `AlreadyExists` when another file stands where the
/// lines are to be kept: nothing was changed then.
pub fn withhold(folder: &Path, what: &Withholding<'_>) -> io::Result<TakenDown> {
    let mut expected = Expected::default();
    let mut recorder = Recorder::open(folder, |entry| expected.add(&entry))?;
    let mut done = TakenDown::default();
    let mut replaced: BTreeMap<String, Vec<Replaced>> = BTreeMap::new();
    let mut named = (BTreeSet::new(), BTreeSet::new());
    let mut changes: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    let mut originals = Vec::new();
    let files = tree::files(folder)?;
    for path in files.iter().filter(|path| tree::holds_captures(path)) {
        let file = folder.join(path);
        let bytes = fs::read(&file)?;
        let mut anew = Vec::with_capacity(bytes.len());
        let mut lines = Vec::new();
        for (number, whole) in (1..).zip(bytes.split_inclusive(|&byte| byte == b'\n')) {
            let content = whole.trim_ascii();
            let line = std::str::from_utf8(content)
                .ok()
                .and_then(|line| Capture::parse(line).ok());
            let ours = line.as_ref().filter(|line| line.key == *what.post);
            let media = line
                .iter()
                .flat_map(|line| &line.capture.media)
                .filter_map(|media| media.sha256.clone());
            if ours.is_some() {
                named.0.extend(media);
            } else {
                named.1.extend(media);
                if line.as_ref().is_some_and(|line| speaks_of(line, what.post)) {
                    done.mentions.push((path.clone(), number));
                }
            }
            match ours {
                Some(line) if line.withheld.is_none() => {
                    let now = tombstone::line(&line.key, &line.capture, what.nameless, what.date, what.reason);
                    let (was, hash) = (sha256(content), sha256(now.as_bytes()));
                    lines.push(Replaced { was, now: hash });
                    originals.extend([content, b"\n"].concat());
                    anew.extend(now.as_bytes());
                    anew.extend(if whole.ends_with(b"\n") { &b"\n"[..] } else { b"" });
                    *done.lines.entry(path.clone()).or_default() += 1;
                }
                Some(line) => {
                    lines.extend(unlogged(line, content, path, &expected));
                    anew.extend(whole);
                }
                None => anew.extend(whole),
            }
        }
        if done.lines.contains_key(path) {
            changes.push((file, anew));
        }
        if !lines.is_empty() {
            replaced.insert(path.clone(), lines);
        }
    }
    if let Some(path) = what.keep.filter(|_| !originals.is_empty()) {
        keep(path, &originals)?;
    }
    for hash in named.0.difference(&named.1) {
        done.media.extend(remove(folder, &files, hash)?);
    }
    for (file, bytes) in changes {
        replace(&file, &bytes)?;
    }
    if !replaced.is_empty() {
        let event = Event::Withhold {
            tool: what.tool.to_owned(),
            post: PostName {
                platform: what.post.platform.as_str().to_owned(),
                id: what.post.id.to_string(),
            },
            date: what.date,
            reason: what.reason.to_owned(),
            replaced,
            media: named.0.difference(&named.1).cloned().collect(),
        };
        recorder.add(what.at, &event)?;
    }
    Ok(done)
}

/// Keeps lines in a file. One that was kept before this was cut off is as good.
fn keep(path: &Path, lines: &[u8]) -> io::Result<()> {
    if !path.exists() {
        return replace(path, lines);
    }
    let there = fs::read(path)?;
    let there: BTreeSet<&[u8]> = there.split(|&byte| byte == b'\n').collect();
    if lines.split(|&byte| byte == b'\n').all(|line| there.contains(line)) {
        return Ok(());
    }
    let message = format!("{} is there already; name another file", path.display());
    Err(io::Error::new(io::ErrorKind::AlreadyExists, message))
}

/// A tombstone that no entry knows is of a withdrawal that was cut off.
fn unlogged(line: &Line, content: &[u8], path: &str, expected: &Expected) -> Option<Replaced> {
    let hash = sha256_bytes(content);
    let known = expected
        .files
        .get(path)
        .into_iter()
        .flatten()
        .any(|known| known.hash == hash);
    let was = line
        .withheld
        .as_ref()?
        .sha256
        .as_deref()
        .filter(|was| parse(was).is_some())?;
    (!known).then(|| Replaced {
        was: was.to_owned(),
        now: sha256(content),
    })
}

/// Whether a capture of another post answers, quotes or passes on this one: its words may hold those that were taken down.
fn speaks_of(line: &Line, post: &PostKey) -> bool {
    line.capture.relations.iter().any(|relation| relation.to == *post)
}

/// Removes the kept file of a hash, under any ending.
fn remove(folder: &Path, files: &[String], hash: &str) -> io::Result<Vec<String>> {
    let ours = |path: &&String| {
        let name = path.rsplit('/').next().unwrap_or_default();
        path.starts_with("media/") && name.split('.').next() == Some(hash)
    };
    let mut removed = Vec::new();
    for path in files.iter().filter(ours) {
        fs::remove_file(folder.join(path))?;
        removed.push(path.clone());
    }
    Ok(removed)
}
