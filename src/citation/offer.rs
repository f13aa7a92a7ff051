//! The pins that a message offers: what an author may paste in the place of the words that it underlines.
//!
//! Each is tried on the note itself. What would change how another citation is read is never offered.

use super::pin::{is_only_pinned, link_in, names, pin_address, target, ways};
use super::{Citation, PostQuery, Settings, Target, When, parse_note, say};
use crate::archive::Post;
use crate::brief::markdown;
use crate::source::{SourceFile, Span};

/// What may be pasted, for each of several posts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Offer {
    /// The words in whose place it goes.
    pub span: Span,
    /// For each post the text; nothing where its address is not known.
    pub pins: Vec<Option<String>>,
}

/// Words of a note with what they say, apart from the file.
struct Excerpt<'f> {
    file: &'f SourceFile,
    span: Span,
    text: SourceFile,
    citations: Vec<Citation>,
}

/// The pins of a citation of a note to each of the posts. `None` where no way of writing them leaves all else as it is.
pub(super) fn offer<'p>(
    file: &SourceFile,
    note: &[Citation],
    citation: &Citation,
    posts: impl Iterator<Item = &'p Post>,
) -> Option<Offer> {
    let index = note.iter().position(|other| other.span == citation.span)?;
    let (first, last) = (note.first()?, note.last()?);
    let excerpt = Excerpt::new(file, first.span.cover(last.span))?;
    let same = excerpt.citations.len() == note.len();
    let whole = |(one, other): (&Citation, &Citation)| excerpt.placed(one.span) == other.span;
    if !same || !excerpt.citations.iter().zip(note).all(whole) {
        return None;
    }
    let targets: Vec<(&Post, Option<String>)> = posts
        .map(|post| (post, pin_address(post).and_then(|address| target(&address))))
        .collect();
    let known: Vec<(&Post, &str)> = targets
        .iter()
        .filter_map(|(post, address)| Some((*post, address.as_deref()?)))
        .collect();
    if known.is_empty() {
        return Some(Offer {
            span: citation.link,
            pins: vec![None; targets.len()],
        });
    }
    let Target::Post(query) = &excerpt.citations.get(index)?.target else {
        return None;
    };
    let all = known
        .iter()
        .map(|(_, address)| excerpt.ways(index, query, address))
        .collect::<Vec<_>>();
    let count = all.first()?.len();
    let is_sound = |way: &usize| {
        let tried = known.iter().zip(&all);
        tried.into_iter().all(|((post, address), ways)| {
            let (span, words) = &ways[*way];
            excerpt.is_sound(index, *span, words, post, address)
        })
    };
    let way = (0..count).find(is_sound)?;
    let mut made = all.iter().map(|ways| ways[way].1.clone());
    Some(Offer {
        span: excerpt.placed(all[0][way].0),
        pins: targets
            .iter()
            .map(|(_, address)| address.as_ref().and_then(|_| made.next()))
            .collect(),
    })
}

impl<'f> Excerpt<'f> {
    fn new(file: &'f SourceFile, span: Span) -> Option<Self> {
        let text = SourceFile::new("note", file.text.get(span.range())?);
        let citations = parse_note(&text, Span::new(0, text.text.len()), &Settings::default()).0;
        Some(Self {
            file,
            span,
            text,
            citations,
        })
    }

    /// A place of the excerpt in the file.
    fn placed(&self, span: Span) -> Span {
        span.shifted(self.span.start as usize)
    }

    /// The edits that may make the pin, on one line each: those of [`ways`], then the whole list that it stands in,
    /// written out.
    fn ways(&self, index: usize, query: &PostQuery, address: &str) -> Vec<(Span, String)> {
        let mut ways = ways(&self.text, &self.citations[index], query, address);
        ways.extend(self.written_out(index, address));
        for (_, words) in &mut ways {
            *words = say::one_line(words);
        }
        ways
    }

    /// `@a and @b, Twitter, October 15, 2017` as `[@a, Twitter, 15 October 2017](…); @b, Twitter, 15 October 2017`.
    fn written_out(&self, index: usize, address: &str) -> Option<(Span, String)> {
        let is_joined = |one: &Citation, next: &Citation| {
            let gap = self.text.text.get(one.span.range().end..next.span.range().start);
            gap.is_some_and(|gap| !gap.contains([';', '؛']))
        };
        let mut lists = self.citations.chunk_by(is_joined);
        let mut before = 0;
        let list = lists.find(|list| {
            before += list.len();
            index < before
        })?;
        let at = index + list.len() - before;
        let [from, .., to] = list else {
            return None;
        };
        let each = list.iter().enumerate().map(|(number, citation)| {
            let words = self.alone(citation)?;
            Some(if number == at {
                format!("[{words}]({address})")
            } else {
                words
            })
        });
        let each = each.collect::<Option<Vec<_>>>()?;
        Some((from.link.cover(to.link), each.join("; ")))
    }

    /// A citation of a list on its own: `@x, Twitter, 15 October 2017, 14:02`. That it says no more is tried later.
    fn alone(&self, citation: &Citation) -> Option<String> {
        let Target::Post(query) = &citation.target else {
            return None;
        };
        let mut parts = vec![format!("@{}", query.handle.as_ref()?.value)];
        parts.extend(query.platform.as_ref().map(|platform| say::platform(&platform.value)));
        parts.extend(query.when.as_ref().map(|when| match when.value {
            When::Between { .. } => self.text.slice(when.span).to_owned(),
            day => say::when(day),
        }));
        if let Some(time) = &query.time {
            let format = if time.value.seconds { "%H:%M:%S" } else { "%H:%M" };
            parts.push(time.value.time.strftime(format).to_string());
        }
        Some(parts.join(", "))
    }

    /// Whether the pin is a link that leads to the post, and all else says what it said.
    fn is_sound(&self, index: usize, span: Span, words: &str, post: &Post, address: &str) -> bool {
        let range = span.range();
        let text = &self.text.text;
        let (Some(before), Some(after)) = (text.get(..range.start), text.get(range.end..)) else {
            return false;
        };
        let changed = format!("{before}{words}{after}");
        let Some(after) = Excerpt::new(
            &SourceFile::new(self.file.path.clone(), &changed),
            Span::new(0, changed.len()),
        )
        .map(|after| after.citations) else {
            return false;
        };
        let leads = after.get(index).is_some_and(|citation| match &citation.target {
            Target::Post(query) => query.permalink.as_ref().is_some_and(|link| names(&link.value, post)),
            _ => false,
        });
        leads
            && link_in(&markdown::parse_inline(&changed), address)
            && is_only_pinned(&self.citations, &after, index, post)
    }
}
