//! What the citations of all briefs mean.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::assemble::ReadBrief;
use super::cited::Cited;
use super::redact::People;
use super::{Checked, Entry, Evidence, NoteEvidence, References, redact};
use crate::archive::{Account, Archive, Post, StoreError};
use crate::bibliography::Bibliography;
use crate::brief::{Brief, Nearness, Note, Quotation, QuotationForm};
use crate::check;
use crate::check::CheckedFigure;
use crate::citation::{self, BriefEntry, BriefIndex, Citation, Target};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Span;

/// What is said of a citation whose post or account is not archived.
const NOT_FOUND: &[Rule] = &[Rule::CitationUnknownAccount, Rule::CitationMissing];

/// Where nothing is archived, that is said once, not of each citation.
fn archive_is_empty(diagnostics: Vec<Diagnostic>, config: &Config) -> Vec<Diagnostic> {
    let (not_found, mut others): (Vec<_>, Vec<_>) =
        diagnostics.into_iter().partition(|said| NOT_FOUND.contains(&said.rule));
    let citations = match not_found.len() {
        1 => "1 citation of a post".to_owned(),
        count => format!("{count} citations of posts"),
    };
    let stores: Vec<String> = config.stores.iter().map(|store| format!("`{store}`")).collect();
    others.push(
        Diagnostic::new(
            Rule::ArchiveEmpty,
            format!(
                "nothing is archived in {}, so {citations} cannot be looked up",
                stores.join(", ")
            ),
        )
        .help("put the archive in its place: one file an account, `archive/<platform>/<handle>.jsonl`")
        .help("or name the folder that holds it in site.toml: `[archive]`, `stores = [\"folder\"]`"),
    );
    others
}

/// The briefs by every name that a citation may call them.
pub fn brief_index(briefs: &[Entry]) -> BriefIndex {
    let mut index = BriefIndex::default();
    for entry in briefs {
        index.insert(BriefEntry {
            id: &entry.name(),
            path: &entry.brief.file.path,
            slug: &entry.slug,
            lang: &entry.lang,
            title: &entry.brief.front.title,
        });
    }
    index
}

/// What the citations of each brief were found to mean, and the evidence of all of them, kept from one assembly to the next.
///
/// Sound because a brief's citations are decided by the brief, its language, its zone and what they may refer to, and the evidence
/// by what they were found to mean, and by nothing else: all of these are compared here, but for the archive. With another reading of the archive, begin another of these.
#[derive(Debug, Default)]
pub struct Resolutions {
    shared: Option<Shared>,
    briefs: HashMap<Arc<str>, Kept>,
    /// Who must not be shown: of the archive alone.
    people: Option<Arc<People>>,
    /// What was collected from the archive for all that was cited.
    evidence: Option<(Vec<Cited>, Arc<Evidence>)>,
}

/// What the citations of every brief depend on.
#[derive(Debug)]
struct Shared {
    names: Vec<Named>,
    /// Made of the names.
    briefs: BriefIndex,
    bibliography: Arc<Bibliography>,
}

/// All by which a brief may be called.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    id: String,
    path: Arc<str>,
    slug: String,
    lang: String,
    title: String,
}

/// The citations of one brief: what they were decided by, and what was found.
#[derive(Clone, Debug)]
struct Kept {
    brief: Arc<Brief>,
    citations: Arc<Vec<Vec<Citation>>>,
    timezone: TimeZone,
    timezone_name: String,
    lang: String,
    found: Found,
    diagnostics: Arc<Vec<Diagnostic>>,
}

/// What the citations of a brief mean, and what its quotations were found to be.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// Note by note.
    pub(super) notes: Arc<Vec<NoteEvidence>>,
    /// What the brief says, held against the archive.
    pub(super) checked: Arc<Checked>,
}

impl Resolutions {
    /// Who must not be shown, asked once.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub(super) fn people(&mut self, archive: &dyn Archive) -> Result<Arc<People>, StoreError> {
        if let Some(people) = &self.people {
            return Ok(Arc::clone(people));
        }
        let people = Arc::new(People::of(archive)?);
        self.people = Some(Arc::clone(&people));
        Ok(people)
    }

    /// The evidence of all that is cited. While an author writes, mostly nothing else is cited than before.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub(super) fn evidence(&mut self, all: Vec<Cited>, archive: &dyn Archive) -> Result<Arc<Evidence>, StoreError> {
        if let Some((before, evidence)) = &self.evidence
            && before.len() == all.len()
            && before.iter().zip(&all).all(|(one, other)| one.is_same_as(other))
        {
            return Ok(Arc::clone(evidence));
        }
        let evidence = Arc::new(Evidence::collect(&all, archive, &*self.people(archive)?)?);
        self.evidence = Some((all, Arc::clone(&evidence)));
        Ok(evidence)
    }
}

impl Named {
    fn of(entry: &Entry) -> Self {
        Self {
            id: entry.name(),
            path: Arc::clone(&entry.brief.file.path),
            slug: entry.slug.clone(),
            lang: entry.lang.clone(),
            title: entry.brief.front.title.clone(),
        }
    }
}

impl Kept {
    fn is_of(&self, read: &ReadBrief, place: &citation::Place<'_>, lang: &str) -> bool {
        Arc::ptr_eq(&self.brief, &read.brief)
            && Arc::ptr_eq(&self.citations, &read.citations)
            && self.timezone == *place.timezone
            && self.timezone_name == place.timezone_name
            && self.lang == lang
    }
}

/// What the citations of each brief mean, and what is to be said of them. Only what differs from the last time is decided
/// anew.
///
/// # Errors
/// When the archive cannot be read.
pub(super) fn resolve_all(
    briefs: &[Entry],
    read: &[ReadBrief],
    config: &Config,
    references: &References,
    archive: &dyn Archive,
    kept: &mut Resolutions,
) -> Result<(Vec<Found>, Vec<Diagnostic>), StoreError> {
    let names: Vec<Named> = briefs.iter().map(Named::of).collect();
    let is_same =
        |before: &Shared| Arc::ptr_eq(&before.bibliography, &references.bibliography) && before.names == names;
    let shared = if let Some(before) = kept.shared.take().filter(is_same) {
        before
    } else {
        kept.briefs.clear();
        Shared {
            briefs: brief_index(briefs),
            names,
            bibliography: Arc::clone(&references.bibliography),
        }
    };
    let known = citation::Known {
        archive,
        briefs: &shared.briefs,
        keys: &references.keys(),
    };
    let people = kept.people(archive)?;
    let resolved: Vec<Kept> = briefs
        .par_iter()
        .zip(read)
        .map(|(entry, read)| {
            let place = citation::Place {
                file: &entry.brief.file,
                timezone: &entry.timezone,
                timezone_name: entry.brief.front.timezone.as_deref().unwrap_or(&config.timezone_name),
            };
            match kept.briefs.get(&entry.brief.file.path) {
                Some(kept) if kept.is_of(read, &place, &entry.lang) => Ok(kept.clone()),
                _ => resolve_brief(read, &place, &entry.lang, &known, references, &people),
            }
        })
        .collect::<Result<_, StoreError>>()?;
    let mut diagnostics: Vec<Diagnostic> = resolved
        .iter()
        .flat_map(|kept| kept.diagnostics.iter().cloned())
        .collect();
    if diagnostics.iter().any(|said| NOT_FOUND.contains(&said.rule)) && archive.handles(None)?.is_empty() {
        diagnostics = archive_is_empty(diagnostics, config);
    }
    let found = resolved.iter().map(|kept| kept.found.clone()).collect();
    kept.shared = Some(shared);
    kept.briefs = resolved
        .into_iter()
        .map(|kept| (Arc::clone(&kept.brief.file.path), kept))
        .collect();
    Ok((found, diagnostics))
}

fn resolve_brief(
    read: &ReadBrief,
    place: &citation::Place<'_>,
    lang: &str,
    known: &citation::Known<'_>,
    references: &References,
    people: &People,
) -> Result<Kept, StoreError> {
    let brief = &read.brief;
    let mut diagnostics: Vec<Diagnostic> = check::other_language(brief, lang).into_iter().collect();
    let mut notes = Vec::with_capacity(read.citations.len());
    let quoted = quotations_by_note(brief);
    let cited: Vec<_> = brief
        .notes
        .iter()
        .zip(read.citations.iter())
        .enumerate()
        .map(|(index, (note, citations))| note_citations(brief, &quoted[index], note, citations))
        .collect();
    let mut guarded = Vec::new();
    let mut said_of = Vec::with_capacity(brief.notes.len());
    let found = citation::resolve(&cited, place, known)?;
    let of_notes = brief.notes.iter().zip(read.citations.iter());
    for ((note, citations), found) in of_notes.zip(found) {
        let mut paragraphs: Vec<Span> = note.references.iter().map(|reference| reference.block).collect();
        paragraphs.dedup();
        let mut resolved = Vec::with_capacity(citations.len());
        let mut cited_here = check::CitedByNote::default();
        for (cited, (resolution, found)) in citations.iter().zip(found) {
            diagnostics.extend(found);
            let mut resolution = references.joined(resolution);
            if let Some(shown) = redact::passed_on(resolution.post(), known.archive)? {
                resolution.show(shown);
            }
            if let Some(post) = resolution.post() {
                diagnostics.extend(check::after_brief(
                    &brief.file,
                    &brief.front,
                    place.timezone,
                    cited.span,
                    post,
                ));
                let account = known.archive.account(&post.account)?;
                for said in check::privacy(&brief.file, cited, &paragraphs, Some(post), account.as_deref()) {
                    // Two notes of a paragraph see the same name in it.
                    if !diagnostics.contains(&said) {
                        diagnostics.push(said);
                    }
                }
                cited_here.posts.push((Arc::clone(post), account.clone()));
                if post.withheld.is_some() || account.as_ref().is_some_and(|account| account.is_private()) {
                    guarded.push((Arc::clone(post), account.clone()));
                }
                if let Some(account) = account.filter(|account| account.is_private()) {
                    let shown = Arc::new(redact::guarded(post, &account, people.secrets()));
                    resolution.show(shown);
                } else if let Some(shown) = people.in_post(post, known.archive)? {
                    resolution.show(shown);
                }
            } else {
                for account in redact::accounts_named(cited, known.archive)? {
                    for said in check::privacy(&brief.file, cited, &paragraphs, None, Some(&account)) {
                        if !diagnostics.contains(&said) {
                            diagnostics.push(said);
                        }
                    }
                }
                let is_post = matches!(cited.target, Target::Post(_));
                cited_here.has_unfound |= is_post;
                cited_here.has_others |= !is_post;
            }
            resolved.push((cited.clone(), resolution));
        }
        notes.push(NoteEvidence { citations: resolved });
        said_of.push(cited_here);
    }
    let guarded: Vec<(&Post, Option<&Account>)> = guarded
        .iter()
        .map(|(post, account)| (&**post, account.as_deref()))
        .collect();
    diagnostics.extend(check::verbatim(&brief.file, &guarded));
    let mut quotations = check::quotations(brief, lang, &said_of, known.archive)?;
    for quotation in &mut quotations {
        // Words in which somebody is blacked out are compared as they are, and not shown.
        if let Some((passage, _)) = quotation.passage()
            && let Some(post) = known.archive.post(&passage.post)?
            && people.in_post(&post, known.archive)?.is_some()
        {
            quotation.hide();
        }
    }
    let said = check::quotation_diagnostics(brief, &quotations, place.timezone, known.archive)?;
    diagnostics.extend(said);
    let figures = figures(brief, place.timezone, lang, &notes);
    let said = figures
        .iter()
        .filter_map(|checked| check::figure::say(&brief.file, checked, place.timezone));
    diagnostics.extend(said);
    let checked = Checked { quotations, figures };
    Ok(Kept {
        brief: Arc::clone(brief),
        citations: Arc::clone(&read.citations),
        timezone: place.timezone.clone(),
        timezone_name: place.timezone_name.to_owned(),
        lang: lang.to_owned(),
        found: Found {
            notes: Arc::new(notes),
            checked: Arc::new(checked),
        },
        diagnostics: Arc::new(diagnostics),
    })
}

/// The figures that a brief tells of the posts of its notes, held against what captures show.
fn figures(brief: &Brief, zone: &TimeZone, lang: &str, notes: &[NoteEvidence]) -> Vec<CheckedFigure> {
    let mut told = check::figure::figures(brief, lang);
    // Those at marks where no post is cited are of something else.
    let cites_post = |&note: &usize| {
        let mut citations = notes[note].citations.iter();
        citations.any(|(cited, resolution)| resolution.post().is_some() || matches!(cited.target, Target::Post(_)))
    };
    told.retain(|figure| figure.notes.iter().any(cites_post));
    let cited = notes.iter().map(|note| {
        let posts = note.citations.iter().map(|(_, resolution)| resolution.post());
        check::figure::NotePosts {
            is_all: posts.clone().all(|post| post.is_some()),
            posts: posts.flatten().map(|post| &**post).collect(),
        }
    });
    let cited: Vec<_> = cited.collect();
    let written = check::last_day(&brief.front, zone).and_then(|day| check::end_of_day(day, zone));
    check::figure::check(&told, &cited, written)
}

/// A note's citations with what the text says at its marks.
fn note_citations<'b>(
    brief: &'b Brief,
    quotations: &[&'b Quotation],
    note: &'b Note,
    citations: &'b [Citation],
) -> citation::NoteCitations<'b> {
    let quoted = |nearness: &[Nearness]| {
        let near = quotations
            .iter()
            .filter(|quotation| nearness.contains(&quotation.nearness));
        // The nearest first: the last before the mark.
        let words = near.rev().map(|quotation| citation::NearWords {
            words: &quotation.words,
            span: quotation.span,
            is_nearest: quotation.nearness <= Nearness::Sentence && is_nearest(quotation, quotations, note),
        });
        words.collect()
    };
    let mut sentences: Vec<Span> = note.references.iter().map(|reference| reference.sentence).collect();
    sentences.dedup();
    citation::NoteCitations {
        number: note.number,
        citations,
        quoted_in_sentence: quoted(&[Nearness::Adjacent, Nearness::Sentence]),
        quoted_in_block: quoted(&[Nearness::Block]),
        sentences: sentences
            .into_iter()
            .map(|sentence| brief.file.slice(sentence))
            .collect(),
    }
}

/// Whether words stand before a mark of the note with no other quoted words of it between. A block quote stands at its
/// mark wherever that is.
fn is_nearest(quotation: &Quotation, all: &[&Quotation], note: &Note) -> bool {
    if quotation.form == QuotationForm::Block {
        return true;
    }
    // A mark may stand inside of the quotation marks.
    let before = |other: &Quotation, mark: Span| other.span.start < mark.start;
    note.references.iter().any(|reference| {
        let of_mark = all.iter().filter(|other| {
            other.form != QuotationForm::Nested && before(other, reference.span) && other.sentence == quotation.sentence
        });
        let last = of_mark.max_by_key(|other| other.span.start);
        last.is_some_and(|last| last.span == quotation.span)
    })
}

/// The quotations that stand at the marks of each note.
fn quotations_by_note(brief: &Brief) -> Vec<Vec<&Quotation>> {
    let mut by_note = vec![Vec::new(); brief.notes.len()];
    for quotation in &brief.quotations {
        for &note in &quotation.notes {
            by_note[note].push(quotation);
        }
    }
    by_note
}
