//! What is to be said of checked quotations, to authors and beside the words on the page.

use std::ops::Range;

use jiff::tz::TimeZone;

use super::judge::{Cut, Judged, Likeness};
use super::turning::Turn;
use super::{CheckedQuotation, Finding, Passage, Source, Stress, Why};
use crate::archive::{Archive, StoreError};
use crate::brief::{Brief, Quotation};
use crate::citation::{citation_of, name_of, pin_of, time_of_day};
use crate::diagnostic::{Diagnostic, Rule, clean};
use crate::wording::{Edit, EditKind};

/// What is to be said of the quotations of a brief, with days as in `zone`; of good ones, nothing.
///
/// # Errors
/// When the archive cannot be read.
pub fn diagnostics(
    brief: &Brief,
    checked: &[CheckedQuotation],
    zone: &TimeZone,
    archive: &dyn Archive,
) -> Result<Vec<Diagnostic>, StoreError> {
    let mut said = Vec::new();
    for checked in checked {
        if let Some(quotation) = brief.quotations.get(checked.quotation) {
            let named = Named::of(checked, zone, archive)?;
            said.extend(diagnostic(brief, quotation, checked, &named));
        }
    }
    Ok(said)
}

/// The post that has the words, as people name it.
#[derive(Default)]
struct Named {
    /// `@quay_talk, Twitter, 4 May 2017`, with the time of day where the words are looked for elsewhere and that day has several posts.
    name: String,
    /// Where the note should cite it, the same to be pasted: as a link to it, or with as much of the time as tells it from others.
    citation: String,
}

impl Named {
    fn of(checked: &CheckedQuotation, zone: &TimeZone, archive: &dyn Archive) -> Result<Self, StoreError> {
        let mut named = Self::default();
        let (Some(rule), Some((passage, _))) = (rule(checked), checked.passage()) else {
            return Ok(named);
        };
        let Some(post) = archive.post(&passage.post)? else {
            return Ok(named);
        };
        named.name = name_of(&post, zone);
        let account = archive.account(&post.account)?;
        if account.is_some_and(|account| account.is_private()) {
            let unnamed = named.name.split_once(", ").map_or("", |(_, when)| when);
            named.name = format!("a private account, {unnamed}");
        } else if rule == Rule::QuoteElsewhere {
            named.name.push_str(&time_of_day(archive, &post, zone)?);
            named.citation = match pin_of(&named.name, &post) {
                Some(pin) => pin,
                None => citation_of(archive, &post, zone)?,
            };
        }
        Ok(named)
    }
}

/// What to do where the author is right.
const ALLOW: &str =
    "if it is right as it is, say why: `<!-- ibid: allow RULE: reason -->` on the line before the paragraph";

fn diagnostic(brief: &Brief, quotation: &Quotation, checked: &CheckedQuotation, named: &Named) -> Option<Diagnostic> {
    let Some(rule) = rule(checked) else {
        return (checked.stress == Stress::Unsaid).then(|| {
            Diagnostic::new(
                Rule::QuoteEmphasis,
                "words of the quotation are emphasised, and nobody says by whom",
            )
            .at(&brief.file, quotation.span, "the archived post has no emphasis")
            .help("add `(emphasis added)`, or leave the words as they are")
        });
    };
    let reason = checked.told(&quotation.words, &named.name);
    let message = match rule {
        _ if matches!(checked.finding, Finding::Mistranslated(_)) => {
            "the quotation has a number that the archived post does not have"
        }
        Rule::QuoteAltered if is_of_translation(checked) => {
            "the quotation turns what the stored translation of the post says"
        }
        Rule::QuoteAltered => "the quotation turns what the archived post says",
        Rule::QuoteReworded => "the quotation has other words than the archived post",
        Rule::QuoteCut => "the quotation leaves out a word or a sign beside it that turns its meaning",
        Rule::QuoteRespelt => "the quotation spells a word in another way than the archived post",
        Rule::QuoteElsewhere => "the words are not in the cited post, but in another one",
        Rule::QuoteTranslated => "the quotation is in another language than the archived post",
        Rule::QuoteUnverifiable => "the quotation cannot be compared with an archived post",
        _ => "the words are not in the cited post",
    };
    let mut said = Diagnostic::new(rule, message).at(&brief.file, quotation.span, reason);
    if let Some((passage, judged)) = checked.passage() {
        let because = judged.because.as_ref().map(|edit| &edit.original);
        let words = excerpt(&passage.text, judged, because);
        said = said.note(match rule {
            Rule::QuoteElsewhere => format!("{}: {words}\n{}", what(passage), named.citation),
            _ => format!("{}: {words}", origin(passage, &named.name)),
        });
    }
    let helps: &[&str] = match rule {
        Rule::QuoteAltered | Rule::QuoteReworded => &[
            "quote the archived words, or show what you changed: … for what you left out, [brackets] for your own words",
            ALLOW,
        ],
        Rule::QuoteCut => &["quote what is missing too, or say it in your own words", ALLOW],
        Rule::QuoteElsewhere => &["put the line under the archived words into the note, or quote the cited post"],
        Rule::QuoteNotFound => &[
            "compare the words with the archived post; if they are of another source, cite that one too",
            ALLOW,
        ],
        Rule::QuoteTranslated if checked.passage().is_none() => {
            &["put the translation into the account's commentary, so that readers can compare: `translations:`"]
        }
        _ => &[],
    };
    for help in helps {
        said = said.help(help.replace("RULE", rule.name()));
    }
    Some(said)
}

fn rule(checked: &CheckedQuotation) -> Option<Rule> {
    Some(match &checked.finding {
        Finding::Like { judged, .. } => match judged.likeness {
            Likeness::Same | Likeness::Marked | Likeness::Elided => return None,
            Likeness::Respelt => Rule::QuoteRespelt,
            Likeness::CutOff(_) => Rule::QuoteCut,
            Likeness::Reworded => Rule::QuoteReworded,
            Likeness::Turned(_) => Rule::QuoteAltered,
        },
        Finding::Elsewhere { .. } => Rule::QuoteElsewhere,
        Finding::Translated(Some(found)) if found.0.is_turned() => Rule::QuoteReworded,
        Finding::Translated(Some(found)) if found.0.is_good() => return None,
        Finding::Translated(_) => Rule::QuoteTranslated,
        Finding::Mistranslated(_) => Rule::QuoteReworded,
        Finding::NotFound => Rule::QuoteNotFound,
        // That is said of the citation.
        Finding::Unverifiable(Why::Withheld | Why::NotArchived) => return None,
        Finding::Unverifiable(_) => Rule::QuoteUnverifiable,
    })
}

impl CheckedQuotation {
    /// What was found, in a few words that name no post; `words` are the quoted ones.
    pub fn reason(&self, words: &str) -> String {
        self.told(words, "another post")
    }

    /// What was found, in a few words; `post` is the one that has the words.
    fn told(&self, words: &str, post: &str) -> String {
        match &self.finding {
            Finding::Like { judged, passage } => {
                let like = likeness(words, passage, judged);
                match (passage.is_companion, passage.source) {
                    (_, Source::Thread) => format!("{like}, in the thread of the post"),
                    (true, _) => format!("{like}, in {post}, which belongs to the cited one"),
                    (false, Source::Description) => format!("{like}, in the description of a picture"),
                    (false, Source::Transcript) => format!("{like}, in the transcript of a film"),
                    (false, Source::Translation) => by_translation(&like),
                    _ => like,
                }
            }
            Finding::Elsewhere { .. } => format!("these words are in {post}"),
            Finding::Translated(Some(found)) if found.0.is_turned() => {
                by_translation(&likeness(words, &found.1, &found.0))
            }
            Finding::Translated(Some(_)) => "a translation that the archive has, too".to_owned(),
            Finding::Translated(None) => "a translation that is not in the archive".to_owned(),
            Finding::Mistranslated(number) => format!(
                "a translation, but the post does not have the number {}",
                quoted(number)
            ),
            Finding::NotFound => "not in the post".to_owned(),
            Finding::Unverifiable(Why::NoWords) => "the archived post has no words".to_owned(),
            Finding::Unverifiable(Why::Withheld) => "the words of the post are withheld".to_owned(),
            Finding::Unverifiable(Why::NotArchived) => "the note does not lead to one archived post".to_owned(),
            Finding::Unverifiable(Why::OtherSource) => {
                "not in the archived post; the note cites another source, too".to_owned()
            }
        }
    }
}

fn is_of_translation(checked: &CheckedQuotation) -> bool {
    let passage = checked.passage();
    passage.is_some_and(|(passage, _)| passage.source == Source::Translation)
}

/// What differs from a translation, which may be at fault itself.
fn by_translation(like: &str) -> String {
    format!("{like}, if the translation in the archive is right")
}

fn likeness(words: &str, passage: &Passage, judged: &Judged) -> String {
    let change = || {
        judged
            .because
            .as_ref()
            .map(|edit| change(words, &passage.text, edit))
            .unwrap_or_default()
    };
    match judged.likeness {
        Likeness::Same => "the same words".to_owned(),
        Likeness::Marked => "the same words, but for what stands in brackets".to_owned(),
        Likeness::Elided => "the same words, shortened".to_owned(),
        Likeness::CutOff(Cut::Beside) => format!("{} stands beside these words", archived(&passage.text, judged)),
        Likeness::CutOff(Cut::Hidden) => format!("the omission hides {}", archived(&passage.text, judged)),
        Likeness::CutOff(Cut::Joined) => {
            "the omission joins the beginning of one sentence with the end of another".to_owned()
        }
        Likeness::Turned(Turn::Order) => "these words stand there in another order".to_owned(),
        Likeness::Respelt | Likeness::Reworded | Likeness::Turned(_) => change(),
    }
}

fn archived(text: &str, judged: &Judged) -> String {
    let place = judged.because.as_ref().map_or(0..0, |edit| edit.original.clone());
    quoted(text.get(place).unwrap_or_default())
}

/// One difference in words: `“not” is left out`.
fn change(words: &str, text: &str, edit: &Edit) -> String {
    let ours = quoted(words.get(edit.quoted.clone()).unwrap_or_default());
    let theirs = quoted(text.get(edit.original.clone()).unwrap_or_default());
    match edit.kind {
        EditKind::Dropped => format!("{theirs} is left out"),
        EditKind::Added => format!("{ours} is not in the post"),
        EditKind::Inserted if edit.original.is_empty() => format!("{ours} is not in the post"),
        _ if ours == theirs => format!("{ours} is spelt as in the post"),
        _ => format!("{ours} for {theirs}"),
    }
}

fn quoted(words: &str) -> String {
    /// Longer differences are cut.
    const LONGEST: usize = 60;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = words.chars().take(LONGEST).collect();
    let dots = if cut.len() < words.len() { "…" } else { "" };
    format!("“{}{dots}”", clean(&cut))
}

fn what(passage: &Passage) -> &'static str {
    match passage.source {
        Source::Words => "the archived post",
        Source::Description => "the description of a picture",
        Source::Transcript => "the transcript of a film",
        Source::Thread => "the thread",
        Source::Translation => "the stored translation",
    }
}

/// Where archived words stand: `the archived post (@quay_talk, Twitter, 4 May 2017)`.
fn origin(passage: &Passage, post: &str) -> String {
    let belongs = match passage.source {
        Source::Thread => "",
        _ if passage.is_companion => ", which belongs to the cited one",
        _ => "",
    };
    format!("{} ({post}){belongs}", what(passage))
}

/// The archived words with some around them; what decides stands between stars.
fn excerpt(text: &str, judged: &Judged, because: Option<&Range<usize>>) -> String {
    /// Characters around the words.
    const AROUND: usize = 40;
    let places = || {
        judged
            .spans()
            .iter()
            .chain(because.filter(|because| !because.is_empty()))
    };
    let start = places().map(|span| span.start).min().unwrap_or(0);
    let end = places().map(|span| span.end).max().unwrap_or(text.len());
    let from = text[..start]
        .char_indices()
        .rev()
        .take(AROUND)
        .last()
        .map_or(start, |(at, _)| at);
    let to = text[end..]
        .char_indices()
        .nth(AROUND)
        .map_or(text.len(), |(at, _)| end + at);
    let from = if from == 0 {
        0
    } else {
        text[from..start].find(' ').map_or(start, |at| from + at + 1)
    };
    let to = if to == text.len() {
        to
    } else {
        text[end..to].rfind(' ').map_or(end, |at| end + at)
    };
    let shown = match because.filter(|because| !because.is_empty()) {
        Some(because) => format!(
            "{}**{}**{}",
            &text[from..because.start],
            &text[because.clone()],
            &text[because.end..to]
        ),
        None => text[from..to].to_owned(),
    };
    let before = if from > 0 { "… " } else { "" };
    let after = if to < text.len() { " …" } else { "" };
    clean(&format!("{before}{shown}{after}"))
}
