//! What is said of lines that are not those that came in. What is the same of lines that follow one another is said once.

use std::collections::{BTreeMap, BTreeSet};

use super::align::{Difference, Standing};
use super::expected::{Expected, Hash, Known};
use super::{Finding, Kind};
use crate::archive::record::hex;

const BRING_BACK: &str = "bring back the line from git or from a copy; a later capture is a line of its own";
const RESTORE: &str = "bring it back from git or from a copy, or import the file that it came from again";
const ENTER: &str = "if you wrote it yourself, `ibid archive import` of this file enters it into the log";
const ONCE: &str = "a line stands once in an archive; remove the one that was put in";
const TAKE_DOWN: &str = "take it out again: the words of the post were taken down";

/// Lines by hash: file, number.
type Places<'p> = BTreeMap<Hash, (&'p str, u64)>;

/// The files of an archive as they are held against its log.
pub(super) struct Compared<'c> {
    /// How each differs from what is known of it, by path.
    pub(super) differences: &'c BTreeMap<String, Difference>,
    /// The lines that stand in each.
    pub(super) standing: &'c BTreeMap<String, Vec<Standing>>,
    /// What the log knows.
    pub(super) expected: &'c Expected,
}

/// Says how an archive differs from its log, line by line.
pub(super) fn say(compared: &Compared<'_>, findings: &mut Vec<Finding>) {
    // A line that is gone here and came there was not lost.
    let mut strangers = Places::new();
    for (path, difference) in compared.differences {
        for (line, hash) in &difference.unlogged {
            strangers.insert(*hash, (path, *line));
        }
    }
    let mut found: BTreeSet<(&str, u64)> = BTreeSet::new();
    let mut moved: Vec<Moved<'_>> = Vec::new();
    for (path, difference) in compared.differences {
        for ((line, hash), known) in &difference.changed {
            findings.push(changed(compared.expected, path, (*line, *hash), known));
        }
        moved.extend(difference.moved.iter().map(|&(line, known)| Moved {
            path,
            line,
            entry: known.entry,
            from: None,
        }));
        let mut lost = Vec::new();
        for &(after, known) in &difference.lost {
            let Some(&(other, line)) = strangers.get(&known.hash) else {
                lost.push((after, known));
                continue;
            };
            found.insert((other, line));
            moved.push(Moved {
                path: other,
                line,
                entry: known.entry,
                from: Some(path),
            });
        }
        say_lost(compared, path, &lost, findings);
    }
    moved.sort_unstable();
    say_moved(compared.expected, &moved, findings);
    say_strangers(compared, &found, findings);
}

fn changed(expected: &Expected, path: &str, (line, hash): Standing, known: &Known) -> Finding {
    let entry = expected.entry(known.entry);
    if let Some(&down) = expected.taken_down.get(&hash) {
        let message = format!("{} took this line down, and it stands here again", expected.entry(down));
        return Finding::new(Kind::LineRestored, path, message)
            .at(line)
            .known_by(down)
            .help(TAKE_DOWN);
    }
    let message = format!(
        "the line is not the one that came in; {entry} knew SHA-256 {} here",
        hex(&known.hash)
    );
    Finding::new(Kind::LineChanged, path, message)
        .at(line)
        .known_by(known.entry)
        .help(BRING_BACK)
}

/// A line that stands elsewhere than it did: in its file, or in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Moved<'p> {
    path: &'p str,
    line: u64,
    entry: u64,
    from: Option<&'p str>,
}

fn say_moved(expected: &Expected, moved: &[Moved<'_>], findings: &mut Vec<Finding>) {
    let follows = |one: &Moved<'_>, next: &Moved<'_>| {
        (one.path, one.line + 1, one.entry, one.from) == (next.path, next.line, next.entry, next.from)
    };
    for run in moved.chunk_by(follows) {
        let (first, last) = (run[0], run[run.len() - 1]);
        let entry = expected.entry(first.entry);
        let what = if run.len() == 1 { "the line" } else { "these lines" };
        let brought = if run.len() == 1 { "it" } else { "them" };
        let stands = if run.len() == 1 { "stands" } else { "stand" };
        let message = match first.from {
            Some(from) => format!("{what} stood in {from} when {entry} brought {brought}"),
            None => format!("{what} {stands} at another place than {entry} brought {brought} to"),
        };
        let mut finding = Finding::new(Kind::LineMoved, first.path, message).known_by(first.entry);
        finding.lines = Some((first.line, last.line));
        findings.push(finding);
    }
}

/// Lines that no entry knows, or that are there once too often.
fn say_strangers(compared: &Compared<'_>, found: &BTreeSet<(&str, u64)>, findings: &mut Vec<Finding>) {
    let mut first = Places::new();
    for (path, lines) in compared.standing {
        let strange: BTreeSet<u64> = compared
            .differences
            .get(path)
            .map(|difference| difference.unlogged.iter().map(|(line, _)| *line).collect())
            .unwrap_or_default();
        for (line, hash) in lines.iter().filter(|(line, _)| !strange.contains(line)) {
            first.entry(*hash).or_insert((path, *line));
        }
    }
    for (path, difference) in compared.differences {
        let mut unknown = Vec::new();
        for &(line, hash) in &difference.unlogged {
            if found.contains(&(path.as_str(), line)) {
                continue;
            }
            if let Some(&down) = compared.expected.taken_down.get(&hash) {
                let entry = compared.expected.entry(down);
                let message = format!("{entry} took this line down, and it stands here again");
                findings.push(
                    Finding::new(Kind::LineRestored, path, message)
                        .at(line)
                        .known_by(down)
                        .help(TAKE_DOWN),
                );
            } else if let Some((other, twin)) = first.get(&hash) {
                let message = format!("the same line stands at {other}:{twin}, where it came in");
                findings.push(Finding::new(Kind::LineRepeated, path, message).at(line).help(ONCE));
            } else {
                unknown.push(line);
            }
        }
        for run in unknown.chunk_by(|one, next| one + 1 == *next) {
            let message = match run.len() {
                1 => "no entry of the log knows this line: it was written by hand, or put in".to_owned(),
                many => format!("no entry of the log knows these {many} lines: they were written by hand, or put in"),
            };
            let mut finding = Finding::new(Kind::LineUnlogged, path, message).help(ENTER);
            finding.lines = Some((run[0], run[run.len() - 1]));
            findings.push(finding);
        }
    }
}

fn say_lost(compared: &Compared<'_>, path: &str, lost: &[(u64, Known)], findings: &mut Vec<Finding>) {
    let expected = compared.expected;
    // A file that is gone, or has no line left, is one finding.
    if let Some((_, known)) = lost.first()
        && compared.standing.get(path).is_none_or(Vec::is_empty)
    {
        let gone = if compared.standing.contains_key(path) {
            "all lines of the file are gone"
        } else {
            "the file is gone"
        };
        let many = match lost.len() {
            1 => "1 line".to_owned(),
            many => format!("{many} lines"),
        };
        let message = format!("{gone}, {many}; {} knew the first", expected.entry(known.entry));
        findings.push(
            Finding::new(Kind::LineLost, path, message)
                .known_by(known.entry)
                .help(RESTORE),
        );
        return;
    }
    for (after, known) in lost {
        let place = match after {
            0 => "before the first line".to_owned(),
            after => format!("after line {after}"),
        };
        let entry = expected.entry(known.entry);
        let message = format!(
            "a line is gone that {entry} brought, {place}; its SHA-256 is {}",
            hex(&known.hash)
        );
        let finding = Finding::new(Kind::LineLost, path, message)
            .known_by(known.entry)
            .help(RESTORE);
        findings.push(if *after > 0 { finding.at(*after) } else { finding });
    }
}
