//! From a citation to what it means in the archive: by its address, else by account and day.
//!
//! Nothing is guessed here: what the words do not decide is reported with all that helps the author to decide it.

mod account;
mod address;
mod interval;
mod message;
mod near;
mod no_account;
mod readings;
mod unread;

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use super::{BriefIndex, BriefReference, Citation, Meaning, PostQuery, Resolution, Target, When};
use crate::archive::{Archive, Platform, StoreError, fold_hashtag};
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

/// Where a citation stands, and in which zone its days are to be read.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    /// The file of the brief.
    pub file: &'p SourceFile,
    /// The brief's zone.
    pub timezone: &'p TimeZone,
    /// Its name, for people.
    pub timezone_name: &'p str,
}

/// What citations may refer to.
#[derive(Clone, Copy)]
pub struct Known<'k> {
    /// The posts.
    pub archive: &'k dyn Archive,
    /// The briefs of the site.
    pub briefs: &'k BriefIndex,
    /// The keys of the references.
    pub keys: &'k BTreeSet<String>,
}

/// A note of a brief with what its citations are to be understood by.
#[derive(Clone, Debug, Default)]
pub struct NoteCitations<'n> {
    /// Its printed number, from 1.
    pub number: usize,
    /// Its citations, in order.
    pub citations: &'n [Citation],
    /// Words quoted in the sentences that carry the note's mark: those nearest to a mark first.
    pub quoted_in_sentence: Vec<&'n str>,
    /// Words quoted elsewhere in the paragraphs of the marks.
    pub quoted_in_block: Vec<&'n str>,
}

/// A finding with what is to be said of it.
pub type Found = (Resolution, Vec<Diagnostic>);

/// Finds what the citations of a brief mean: for each note, for each of its citations.
///
/// # Errors
/// When the archive cannot be read.
pub fn resolve(
    notes: &[NoteCitations<'_>],
    place: &Place<'_>,
    known: &Known<'_>,
) -> Result<Vec<Vec<Found>>, StoreError> {
    notes
        .iter()
        .map(|note| {
            note.citations
                .iter()
                .map(|citation| one(citation, place, known))
                .collect()
        })
        .collect()
}

fn one(citation: &Citation, place: &Place<'_>, known: &Known<'_>) -> Result<Found, StoreError> {
    let Known { archive, briefs, .. } = *known;
    let silent = |meaning, reason: String| Ok((Resolution::new(meaning, reason), Vec::new()));
    match &citation.target {
        Target::Post(query) => {
            let search = Search {
                citation,
                query,
                place,
                archive,
            };
            let id = query
                .permalink
                .as_ref()
                .and_then(|link| Some((link, link.value.id.as_deref()?)));
            let found = match id {
                Some((permalink, id)) => address::resolve(&search, permalink, id),
                None => match (query.when.as_ref().map(|when| when.value), query.other_reading) {
                    (Some(When::Day(taken)), Some(other)) => readings::resolve(&search, taken, other),
                    _ => account::resolve(&search),
                },
            };
            Ok(unread::applied(&search, found?, id.is_some()))
        }
        Target::Hashtag { tag, .. } => {
            let reason = format!("a search for #{}, not one post", tag.value);
            silent(Meaning::Hashtag(fold_hashtag(&tag.value)), reason)
        }
        Target::Brief(reference) => {
            let id = match reference {
                BriefReference::Link(link) => briefs.by_link(&place.file.path, &link.value),
                BriefReference::Title(title, _) => match briefs.by_title(&title.value).as_slice() {
                    [(only, _)] => Some(*only),
                    [] => None,
                    several => {
                        let reason = "several briefs of this site have this title".to_owned();
                        let said = message::several_briefs(place, title, several);
                        let meaning = Meaning::Other;
                        return Ok((Resolution::new(meaning, reason), vec![said]));
                    }
                },
            };
            match id {
                Some(id) => silent(Meaning::Brief(id.to_owned()), "another brief of this site".to_owned()),
                None => silent(Meaning::Other, "another source".to_owned()),
            }
        }
        Target::Reference(_) | Target::Short(_) | Target::Other(_) => {
            silent(Meaning::Other, "another source".to_owned())
        }
    }
}

/// One citation of a post while it is being looked for.
#[derive(Clone, Copy)]
struct Search<'s> {
    citation: &'s Citation,
    query: &'s PostQuery,
    place: &'s Place<'s>,
    archive: &'s dyn Archive,
}

impl Search<'_> {
    fn platform(&self) -> Option<&Platform> {
        self.query.platform.as_ref().map(|platform| &platform.value)
    }

    /// The handle as messages name it.
    fn handle(&self) -> &str {
        self.query.handle.as_ref().map_or("", |handle| &handle.value)
    }
}
