//! A case made a site, and what is found compared with what is expected.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use ibid::build::Edition;
use ibid::citation::{Meaning, Resolution};
use ibid::diagnostic::Diagnostic;
use ibid::site::{Destination, Entry};

use super::case::Case;
use super::marker::{Marker, under_caret};
use crate::tiny::{Published, Tiny, default_files};

/// What is wrong with a case, for people; nothing when all is as expected.
pub(crate) fn run(case: &Case) -> Result<(), String> {
    let tiny = folder(case, &case.files);
    let (edition, found) = match tiny.read() {
        Ok(mut edition) => {
            let found = std::mem::take(&mut edition.diagnostics);
            (Some(edition), found)
        }
        Err(problem) => (None, problem.diagnostics()),
    };
    let mut wrong = findings(case, &found);
    if let Some(edition) = &edition {
        meanings(case, edition, &mut wrong);
        links(case, edition, &mut wrong);
        if !case.pages.is_empty() || !case.words.is_empty() {
            published(case, &Published::of(edition), &mut wrong);
        }
    } else if case
        .markers
        .iter()
        .any(|(.., marker)| !matches!(marker, Marker::Finding(_)))
    {
        wrong.push_str("  there is no site to look at\n");
    }
    fixes(case, &found, &mut wrong);
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("{}\n{wrong}", case.name))
    }
}

fn folder(case: &Case, files: &[(String, String)]) -> Tiny {
    let tiny = Tiny::new([]);
    for start in ["site.toml", "archive/"] {
        if !case.files.iter().any(|(path, _)| path.starts_with(start)) {
            for (path, content) in default_files(start) {
                tiny.write(&path, &content);
            }
        }
    }
    for (path, content) in files {
        tiny.write(path, content);
    }
    tiny
}

fn findings(case: &Case, found: &[Diagnostic]) -> String {
    let mut expected: Vec<(String, _)> = case
        .markers
        .iter()
        .filter_map(|(path, line, marker)| match marker {
            Marker::Finding(finding) => Some((format!("{path}:{line}"), finding)),
            Marker::Meaning(_) | Marker::Leads(_) => None,
        })
        .chain(case.nowhere.iter().map(|finding| (String::new(), finding)))
        .collect();
    let mut surprises = Vec::new();
    for diagnostic in found {
        let place = place(diagnostic);
        match expected
            .iter()
            .position(|(at, finding)| *at == place && finding.fits(diagnostic))
        {
            Some(at) => drop(expected.remove(at)),
            None => surprises.push(diagnostic),
        }
    }
    let mut wrong = String::new();
    for (place, finding) in expected {
        let _ = writeln!(wrong, "  expected and not found:\n    {place} {finding}");
    }
    for diagnostic in surprises {
        let _ = writeln!(
            wrong,
            "  found and not expected:\n    {} //~ {}",
            place(diagnostic),
            shown(diagnostic)
        );
    }
    wrong
}

fn place(diagnostic: &Diagnostic) -> String {
    diagnostic.primary.as_ref().map_or_else(String::new, |label| {
        format!("{}:{}", label.place.path, label.place.line)
    })
}

/// A finding as a case would expect it, whole.
fn shown(diagnostic: &Diagnostic) -> String {
    let mut text = format!(
        "{} {} \"{}\"",
        diagnostic.severity.name(),
        diagnostic.rule.name(),
        diagnostic.message
    );
    if let Some(label) = &diagnostic.primary {
        let _ = write!(text, " at \"{}\" help \"{}\"", under_caret(label), label.text);
    }
    for (name, parts) in [("note", &diagnostic.notes), ("help", &diagnostic.helps)] {
        for part in parts {
            let _ = write!(text, " {name} \"{part}\"");
        }
    }
    text
}

/// A line that says what its citations mean says it of all of them.
fn meanings(case: &Case, edition: &Edition, wrong: &mut String) {
    let mut actual: BTreeMap<(String, usize), Vec<String>> = BTreeMap::new();
    for entry in &edition.site.briefs {
        for (citation, resolution) in entry.notes.iter().flat_map(|note| &note.citations) {
            let line = entry.brief.file.position(citation.span.start).line as usize;
            actual
                .entry((entry.brief.file.path.to_string(), line))
                .or_default()
                .push(meaning(resolution));
        }
    }
    compare(case, &actual, wrong, "citations", |marker| match marker {
        Marker::Meaning(text) => Some(text.clone()),
        _ => None,
    });
}

fn meaning(resolution: &Resolution) -> String {
    let verdict = resolution.verdict().name();
    match &resolution.meaning {
        Meaning::Exact(post) | Meaning::Inferred(post) | Meaning::Shifted(post) => format!("{verdict} {}", post.key),
        Meaning::Ambiguous(posts) => {
            let keys: Vec<String> = posts.iter().map(|post| post.key.to_string()).collect();
            format!("{verdict} {}", keys.join(" ")).trim_end().to_owned()
        }
        Meaning::Hashtag(name) | Meaning::Brief(name) => format!("{verdict} {name}"),
        Meaning::Reference(key) => format!("{verdict} {key}"),
        Meaning::Missing | Meaning::UnknownAccount | Meaning::Note(_) | Meaning::Other => verdict.to_owned(),
    }
}

fn links(case: &Case, edition: &Edition, wrong: &mut String) {
    let mut actual: BTreeMap<(String, usize), Vec<String>> = BTreeMap::new();
    for entry in edition.site.briefs.iter().chain(&edition.site.pages) {
        for (span, destination) in &entry.destinations {
            let line = entry.brief.file.position(span.start).line as usize;
            actual
                .entry((entry.brief.file.path.to_string(), line))
                .or_default()
                .push(address(edition, entry, destination));
        }
    }
    compare(case, &actual, wrong, "links", |marker| match marker {
        Marker::Leads(text) => Some(text.clone()),
        _ => None,
    });
}

fn address(edition: &Edition, _from: &Entry, destination: &Destination) -> String {
    let base = &edition.site.config.base_url;
    match destination {
        Destination::Page { route, anchor, .. } if anchor.is_empty() => route.href(base),
        Destination::Page { route, anchor, .. } => format!("{}#{anchor}", route.href(base)),
        Destination::File(route) => route.href(base),
        Destination::Here(anchor) => format!("#{anchor}"),
        Destination::Elsewhere(url) => url.clone(),
    }
}

fn compare(
    case: &Case,
    actual: &BTreeMap<(String, usize), Vec<String>>,
    wrong: &mut String,
    what: &str,
    expected: impl Fn(&Marker) -> Option<String>,
) {
    let mut lines: BTreeMap<(String, usize), Vec<String>> = BTreeMap::new();
    for (path, line, marker) in &case.markers {
        if let Some(text) = expected(marker) {
            lines.entry((path.clone(), *line)).or_default().push(text);
        }
    }
    for (place, expected) in lines {
        let found = actual.get(&place).map_or(&[][..], Vec::as_slice);
        if found != expected {
            let _ = writeln!(
                wrong,
                "  {what} of {}:{}\n    expected {expected:?}\n    found    {found:?}",
                place.0, place.1
            );
        }
    }
}

fn published(case: &Case, files: &Published, wrong: &mut String) {
    for page in &case.pages {
        let (path, wanted) = page
            .strip_prefix('!')
            .map_or((page.as_str(), true), |path| (path.trim(), false));
        if files.has(path) != wanted {
            let _ = writeln!(
                wrong,
                "  {path} is {} published; all: {:?}",
                if wanted { "not" } else { "" },
                files.names()
            );
        }
    }
    for (path, words, wanted) in &case.words {
        if !files.has(path) {
            let _ = writeln!(wrong, "  {path} is not published; all: {:?}", files.names());
            continue;
        }
        let holds = files.text(path).contains(words.as_str());
        if holds != *wanted {
            let _ = writeln!(wrong, "  {path} {} `{words}`", if *wanted { "lacks" } else { "has" });
        }
    }
}

/// An edit that `ibid` proposes settles what it is proposed for, and brings no other error into the file.
fn fixes(case: &Case, found: &[Diagnostic], wrong: &mut String) {
    for diagnostic in found {
        let Some(fix) = &diagnostic.fix else { continue };
        let mut files = case.files.clone();
        let Some((_, content)) = files.iter_mut().find(|(path, _)| **path == *fix.place.path) else {
            let _ = writeln!(
                wrong,
                "  the edit of `{}` is of a file that the case does not have",
                diagnostic.message
            );
            continue;
        };
        content.replace_range(fix.place.span.range(), &fix.replacement);
        let tiny = folder(case, &files);
        let after = match tiny.read() {
            Ok(edition) => edition.diagnostics,
            Err(problem) => problem.diagnostics(),
        };
        let before: BTreeSet<&str> = found.iter().map(|one| one.message.as_str()).collect();
        let left = after
            .iter()
            .find(|one| one.message == diagnostic.message || !before.contains(one.message.as_str()));
        if let Some(left) = left {
            let _ = writeln!(
                wrong,
                "  the edit of `{}` leaves or brings:\n    {}",
                diagnostic.message,
                shown(left)
            );
        }
    }
}
