//! From a citation to what it means in the archive: by its address, else by account and day, and of several posts by what
//! the text quotes at the note's mark.
//!
//! Nothing is guessed here: what does not stand out is reported with all that helps the author to decide it.

mod account;
mod address;
mod asked;
mod decide;
mod handover;
mod hint;
mod id_time;
mod interval;
mod joint;
mod message;
mod near;
mod no_account;
mod open;
mod page;
mod readings;
mod reason;
mod reference;
mod script;
mod short;
mod short_fit;
mod short_message;
mod texts;
mod timing;
mod unread;
mod worded;

pub(super) use interval::Interval;
pub use reference::{is_words, unknown_key};

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use super::{BriefIndex, BriefReference, Citation, Meaning, PostQuery, Resolution, Target, When};
use crate::archive::{Archive, Platform, StoreError, fold_hashtag};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};
use open::Step;
use texts::Texts;

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
    pub quoted_in_sentence: Vec<NearWords<'n>>,
    /// Words quoted elsewhere in the paragraphs of the marks.
    pub quoted_in_block: Vec<NearWords<'n>>,
    /// The sentences that carry the note's mark, as written.
    pub sentences: Vec<&'n str>,
}

/// Words that the text quotes at a note's mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearWords<'n> {
    /// The words, without quotation marks.
    pub words: &'n str,
    /// Where they stand.
    pub span: Span,
    /// Whether nothing else is quoted between them and a mark of the note that they stand before.
    pub is_nearest: bool,
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
    let steps = notes.iter().map(|note| {
        let each = note.citations.iter();
        each.map(|citation| one(citation, note, place, known))
            .collect::<Result<Vec<_>, _>>()
    });
    let mut found = joint::settle(steps.collect::<Result<_, _>>()?);
    let mut texts = Texts::default();
    let citations = notes
        .iter()
        .flat_map(|note| note.citations.iter().map(move |citation| (note, citation)));
    for ((note, citation), (resolution, said)) in citations.zip(found.iter_mut().flatten()) {
        if let (Target::Post(query), Some(post)) = (&citation.target, resolution.post())
            && !query.words.is_empty()
        {
            let search = Search {
                citation,
                query,
                note,
                place,
                archive: known.archive,
            };
            said.extend(worded::remarks(&search, post, &mut texts)?);
        }
        said.extend(script::overrides(place, citation));
    }
    short::bind(notes, &mut found, place, known)?;
    Ok(found)
}

fn one<'s>(
    citation: &'s Citation,
    note: &'s NoteCitations<'s>,
    place: &'s Place<'s>,
    known: &Known<'s>,
) -> Result<Step<'s>, StoreError> {
    let Known { archive, briefs, .. } = *known;
    let silent = |meaning, reason: String| Ok(Step::Done((Resolution::new(meaning, reason), Vec::new())));
    match &citation.target {
        Target::Post(query) => {
            let search = Search {
                citation,
                query,
                note,
                place,
                archive,
            };
            let id = query
                .permalink
                .as_ref()
                .and_then(|link| Some((link, link.value.id.as_deref()?)));
            if known.keys.contains(search.handle())
                && query.permalink.is_none()
                && let Some(found) = reference::instead(&search)?
            {
                return Ok(Step::Done(found));
            }
            match id {
                Some((permalink, id)) => {
                    let found = address::resolve(&search, permalink, id)?;
                    Ok(Step::Done(unread::applied(&search, found)))
                }
                None if !query.unread.is_empty() => Ok(Step::Done(unread::not_looked_for(&search))),
                None => match (query.when.as_ref().map(|when| when.value), query.other_reading) {
                    (Some(When::Day(taken)), Some(other)) => Ok(Step::Done(readings::resolve(&search, taken, other)?)),
                    _ => account::resolve(&search),
                },
            }
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
                        let meaning = Meaning::Ambiguous(Vec::new());
                        return Ok(Step::Done((Resolution::new(meaning, reason), vec![said])));
                    }
                },
            };
            match (id, reference) {
                (Some(id), _) => silent(Meaning::Brief(id.to_owned()), "another brief of this site".to_owned()),
                (None, BriefReference::Title(_, source)) => {
                    Ok(Step::Done((page::resolve(source, archive)?, Vec::new())))
                }
                (None, BriefReference::Link(_)) => silent(Meaning::Other, "another source".to_owned()),
            }
        }
        Target::Reference(query) => Ok(Step::Done(reference::resolve(query, place, known)?)),
        Target::Other(source) => Ok(Step::Done((page::resolve(source, archive)?, Vec::new()))),
        Target::Short(_) => silent(Meaning::Other, "another source".to_owned()),
    }
}

/// One citation of a post while it is being looked for.
#[derive(Clone, Copy)]
struct Search<'s> {
    citation: &'s Citation,
    query: &'s PostQuery,
    note: &'s NoteCitations<'s>,
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
