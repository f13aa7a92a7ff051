use std::collections::BTreeSet;

use super::{Found, Known, Place, Search};
use crate::archive::{Archive, StoreError};
use crate::citation::{Meaning, ReferenceQuery, Resolution};
use crate::diagnostic::{Diagnostic, Rule, nearest};
use crate::source::{SourceFile, Span};

/// `[@key, p. 3]`
pub(super) fn resolve(query: &ReferenceQuery, place: &Place<'_>, known: &Known<'_>) -> Result<Found, StoreError> {
    let (key, keys) = (&query.key, known.keys);
    if keys.contains(&key.value) {
        let meaning = Meaning::Reference(key.value.clone());
        let reason = "an entry of the references".to_owned();
        return Ok((Resolution::new(meaning, reason), Vec::new()));
    }
    if is_words(query, keys, known.archive)? {
        let reason = "a handle in brackets, which cites nothing by itself".to_owned();
        return Ok((Resolution::new(Meaning::Other, reason), Vec::new()));
    }
    let reason = "no entry of the references has this key".to_owned();
    let said = unknown_key(place.file, &key.value, key.span, keys);
    Ok((Resolution::new(Meaning::Other, reason), vec![said]))
}

/// Whether `[@harbour_watch]` is only how a sentence names an account: it asks for no place in a work, and either the site
/// has no references at all or no entry but an archived account is called so.
///
/// # Errors
/// When the archive cannot be read.
pub fn is_words(query: &ReferenceQuery, keys: &BTreeSet<String>, archive: &dyn Archive) -> Result<bool, StoreError> {
    let is_plain = query.prefix.is_none() && query.locator.is_none() && !query.suppress_author;
    let name = &query.key.value;
    Ok(is_plain && !keys.contains(name) && (keys.is_empty() || !archive.accounts_named(name, None)?.is_empty()))
}

/// No entry has the key that brackets name.
pub fn unknown_key(file: &SourceFile, key: &str, span: Span, keys: &BTreeSet<String>) -> Diagnostic {
    let message = format!("no entry of the references has the key `{key}`");
    let diagnostic = Diagnostic::new(Rule::ReferenceUnknown, message);
    let post = "for a post write its platform and day too, without brackets: `@handle, Twitter, October 15, 2017`";
    if let Some(meant) = nearest(key, keys.iter().map(String::as_str)) {
        return diagnostic
            .at(file, span, format!("did you mean `{meant}`?"))
            .fix(file, span, meant);
    }
    let add = if keys.is_empty() {
        "this site has no references: put them into `content/references.bib`, `.yaml` or `.json`"
    } else {
        "add the entry to the references, or write `\\[` if the brackets are meant as words"
    };
    diagnostic
        .at(file, span, "not among the references")
        .help(add)
        .help(post)
}

/// A handle without day and platform that is the key of an entry too. Where no account has the handle it is none, but
/// what was meant is said with the brackets only.
pub(super) fn instead(search: &Search<'_>) -> Result<Option<Found>, StoreError> {
    let query = search.query;
    let is_post = query.platform.is_some() || query.when.is_some();
    let Some(handle) = query.handle.as_ref().filter(|_| !is_post) else {
        return Ok(None);
    };
    let name = &handle.value;
    let is_archived = !search.archive.accounts_named(name, None)?.is_empty();
    let message = if is_archived {
        format!("`@{name}` is an archived account and the key of an entry: which is meant is not clear")
    } else {
        format!("`@{name}` without brackets is a handle, but it is the key of an entry of the references")
    };
    let said = Diagnostic::new(Rule::ReferenceAmbiguous, message)
        .at(search.place.file, handle.span, "")
        .help(format!(
            "for the entry write `[@{name}]`, or with a place `[@{name}, p. 3]`"
        ))
        .help(format!(
            "for a post write its platform and day: `@{name}, Twitter, October 15, 2017`"
        ));
    let reason = "a handle and the key of an entry".to_owned();
    Ok(Some((Resolution::new(Meaning::Other, reason), vec![said])))
}
