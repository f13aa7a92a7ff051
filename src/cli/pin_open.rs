use std::sync::Arc;

use super::pin_choose::Choice;
use crate::archive::{Archive, Post, StoreError};
use crate::build::Edition;
use crate::citation::{Citation, Meaning, PostQuery, Resolution, Target, fitting, sketch};
use crate::diagnostic::Diagnostic;

/// A citation that may be pinned, with the posts that it fits.
pub(super) struct Open {
    pub(super) brief: usize,
    pub(super) note: usize,
    pub(super) citation: usize,
    pub(super) posts: Vec<Arc<Post>>,
    /// The post that it is found to mean, by its place in the list.
    pub(super) clear: Option<usize>,
    /// Whether what is clear is to be pinned without a choice.
    pub(super) is_asked_for: bool,
    /// What helps to choose, each in a line.
    pub(super) hints: Vec<String>,
}

/// What may be pinned.
pub(super) struct Asked<'a> {
    /// Also what was found without being sure by itself.
    pub(super) all: bool,
    /// What was typed after `--choose`: it reaches whatever has no address yet.
    pub(super) choices: &'a [Choice],
    pub(super) archive: Option<&'a dyn Archive>,
}

/// The citations of a brief that may be pinned: those that fit several posts, and what else is asked for.
///
/// # Errors
/// When the archive cannot be read.
pub(super) fn opens(edition: &Edition, brief: usize, asked: &Asked<'_>) -> Result<Vec<Open>, StoreError> {
    let site = &edition.site;
    let entry = &site.briefs[brief];
    let mut found = Vec::new();
    for (note, evidence) in entry.notes.iter().enumerate() {
        let is_open = |(_, resolution): &(Citation, Resolution)| matches!(resolution.meaning, Meaning::Ambiguous(_));
        let none_open = !evidence.citations.iter().any(is_open);
        for (at, (citation, resolution)) in evidence.citations.iter().enumerate() {
            // `Ibid.` follows the citation that it stands for.
            let Target::Post(query) = &citation.target else {
                continue;
            };
            let choices = || asked.choices.iter();
            let is_named = || choices().any(|choice| choice.names(site, brief, (note, at), none_open));
            let mut open = Open {
                brief,
                note,
                citation: at,
                posts: Vec::new(),
                clear: None,
                is_asked_for: false,
                hints: Vec::new(),
            };
            match &resolution.meaning {
                Meaning::Ambiguous(posts) => {
                    open.posts.clone_from(posts);
                    open.hints = hints(edition, brief, citation, posts);
                }
                Meaning::Inferred(post) | Meaning::Shifted(post) if asked.all || is_named() => {
                    open.is_asked_for = asked.all;
                    open.choose_among(query, post, edition, asked)?;
                    open.hints.push(format!("chosen: {}", resolution.reason));
                }
                Meaning::Exact(post) if is_by_day(query) && is_named() => {
                    open.choose_among(query, post, edition, asked)?;
                    open.hints.push(format!("chosen: {}", resolution.reason));
                }
                _ => continue,
            }
            found.push(open);
        }
    }
    Ok(found)
}

impl Open {
    /// Lists all posts of the citation's account and day, and marks the one that was found.
    fn choose_among(
        &mut self,
        query: &PostQuery,
        chosen: &Arc<Post>,
        edition: &Edition,
        asked: &Asked<'_>,
    ) -> Result<(), StoreError> {
        let zone = &edition.site.briefs[self.brief].timezone;
        if let Some(archive) = asked.archive {
            self.posts = fitting(archive, query, zone)?;
        }
        if !self.posts.iter().any(|post| post.key == chosen.key) {
            self.posts.push(Arc::clone(chosen));
            self.posts.sort_by_key(|post| (post.posted(), post.key.clone()));
        }
        self.clear = self.posts.iter().position(|post| post.key == chosen.key);
        Ok(())
    }
}

/// Whether no address says which post is meant.
fn is_by_day(query: &PostQuery) -> bool {
    query
        .permalink
        .as_ref()
        .is_none_or(|permalink| permalink.value.id.is_none())
}

/// What `ibid check` says of the citation besides its posts.
fn hints(edition: &Edition, brief: usize, citation: &Citation, posts: &[Arc<Post>]) -> Vec<String> {
    let entry = &edition.site.briefs[brief];
    let is_of_citation = |said: &&Diagnostic| {
        said.primary
            .as_ref()
            .is_some_and(|label| label.place.path == entry.brief.file.path && citation.span.contains(label.place.span))
    };
    let zone_name = entry.brief.front.timezone.as_deref();
    let zone_name = zone_name.unwrap_or(&edition.site.config.timezone_name);
    let times: Vec<String> = posts
        .iter()
        .filter_map(|post| Some(sketch(post, &entry.timezone, zone_name).split_once(": ")?.0.to_owned()))
        .collect();
    let is_listed = |note: &str| {
        let is_more = note.starts_with("and ") && note.ends_with(" more");
        is_more || times.iter().any(|time| note.starts_with(time.as_str()))
    };
    let said = edition.diagnostics.iter().filter(is_of_citation);
    said.flat_map(|said| &said.notes)
        .filter(|note| !is_listed(note))
        .cloned()
        .collect()
}
