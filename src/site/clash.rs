use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use unicode_normalization::UnicodeNormalization as _;

use super::address::Made;
use super::{Entry, List, Route, route};
use crate::diagnostic::{Diagnostic, Rule};

/// Pages, files and former addresses that want one address.
pub(super) fn clashes(
    briefs: &[Entry],
    pages: &[Entry],
    files: &BTreeMap<Route, PathBuf>,
    made: &Made<'_>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut taken: HashMap<String, &Entry> = HashMap::new();
    for entry in briefs.iter().chain(pages) {
        if let Some(other) = taken.insert(folded(&entry.route), entry) {
            diagnostics.push(two_files(entry, other));
        }
    }
    let is_file = |route: &Route| files.contains_key(&Route::new(format!("/{}", route.file())));
    for entry in briefs.iter().chain(pages) {
        let by = if is_file(&entry.route) {
            "a file of this site"
        } else if is_reserved(&entry.route) || is_in_list(&entry.route) && made.has(&entry.route) {
            "a page that ibid makes"
        } else {
            continue;
        };
        let message = format!("the address `{}` is taken by {by}", entry.route.path());
        diagnostics.push(
            Diagnostic::new(Rule::AddressClash, message)
                .at(&entry.brief.file, entry.brief.front.span, "this page")
                .help("give it another `slug:` in its front matter"),
        );
    }
    let mut former: HashMap<String, &Entry> = HashMap::new();
    for entry in briefs.iter().chain(pages) {
        for written in &entry.brief.front.aliases {
            let alias = route::alias(written);
            let key = folded(&alias);
            if alias == entry.route {
                continue;
            }
            let by = if let Some(other) = taken.get(&key) {
                format!("it is the address of {}", other.brief.file.path)
            } else if is_file(&alias) {
                "it is the address of a file of this site".to_owned()
            } else if is_reserved(&alias) || alias.path().starts_with("/theme/") || made.has(&alias) {
                "it is the address of a page that ibid makes".to_owned()
            } else if let Some(other) = former.insert(key, entry) {
                format!("it is a former address of {} too", other.brief.file.path)
            } else {
                continue;
            };
            diagnostics.push(former_in_use(entry, &alias, &by));
        }
    }
    diagnostics
}

fn two_files(entry: &Entry, other: &Entry) -> Diagnostic {
    let message = format!("two files want the address `{}`", entry.route.path());
    let diagnostic = Diagnostic::new(Rule::AddressClash, message)
        .at(&entry.brief.file, entry.brief.front.span, "this one")
        .note(format!("the other is {}", other.brief.file.path))
        .help("give one of them another `slug:` in its front matter");
    if entry.route == other.route {
        return diagnostic;
    }
    diagnostic.note(format!(
        "`{}` is another address, but many computers take them for one",
        other.route.path()
    ))
}

fn former_in_use(entry: &Entry, alias: &Route, by: &str) -> Diagnostic {
    let front = &entry.brief.front;
    let place = front.places.get("aliases").copied().unwrap_or(front.span);
    let message = format!("the former address `{}` is in use", alias.path());
    Diagnostic::new(Rule::AddressClash, message)
        .at(&entry.brief.file, place, "cannot lead here")
        .note(by)
        .help("take it out of `aliases:`, or give the other page another address")
}

/// An address as macOS and Windows see it, where `Silo` and `silo`, and the two ways to write `é`, are one.
fn folded(route: &Route) -> String {
    if route.path().is_ascii() {
        return route.path().to_ascii_lowercase();
    }
    route.path().nfc().collect::<String>().to_lowercase()
}

/// Addresses that are kept even where this site has nothing there yet.
fn is_reserved(route: &Route) -> bool {
    let made = [
        "/archive/",
        "/evidence/",
        "/search/",
        "/posts/",
        "/media/",
        "/theme/",
        "/briefs/",
    ];
    made.contains(&route.path()) || List::ALL.iter().any(|&list| route::list(list) == *route)
}

/// Whether an address lies where a list has its pages: `tags.ar.md` is at `/tags/ar/`, and so is the tag `ar`. Asked
/// first, since a site's own pages hardly ever do and the table of what is made takes its time.
fn is_in_list(route: &Route) -> bool {
    *route == route::sources()
        || List::ALL
            .iter()
            .any(|&list| route.path().starts_with(route::list(list).path()))
}
