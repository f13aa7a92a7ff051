use std::ops::Range;

use super::platform::{is_border, platform_at};
use crate::archive::Platform;
use crate::citation::Kind;
use crate::citation::item::Item;
use crate::citation::kinds::{KINDS, KindMeaning};
use crate::citation::words::{Phrases, WORDS};

/// Words that say what kind of post is cited.
#[derive(Clone, Debug)]
pub(in crate::citation) struct KindFound {
    pub range: Range<usize>,
    pub kind: Option<Kind>,
    pub platform: Option<Platform>,
    pub place: KindPlace,
    /// Whether it is only the platform's name, as in `a TikTok`, and the first word of the item: then it is an author's.
    pub is_name_of_platform: bool,
}

impl KindFound {
    /// Whether it is said of the post that is cited.
    pub(in crate::citation) fn counts(&self) -> bool {
        self.place != KindPlace::Prose
    }
}

/// Where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::citation) enum KindPlace {
    /// `[Tweet]`, `(Tweet)`
    Bracketed,
    /// Between commas: `Tweet.`, `Instagram photo,`
    Alone,
    /// Before its day: `tweet du 18 avril 2023`
    Dated,
    /// In a sentence.
    Prose,
}

/// The longest bracket that is looked into: a comment may name the post that it answers.
const LONGEST: usize = 400;

/// The kinds that stand in brackets, with their brackets; they are taken.
pub(in crate::citation) fn bracketed_kinds(item: &mut Item<'_>) -> Vec<KindFound> {
    let mut found = Vec::new();
    let mut at = item.range.start;
    while at < item.range.end {
        if let Some(kind) = bracketed(item, at) {
            at = kind.range.end;
            item.take(&kind.range);
            found.push(kind);
        } else {
            at += 1;
        }
    }
    found
}

/// The other words for kinds, once the dates are known and taken. They are taken where they stand by themselves.
pub(in crate::citation) fn open_kinds(item: &mut Item<'_>, dates: &[Range<usize>]) -> Vec<KindFound> {
    let mut found = Vec::new();
    let mut at = item.range.start;
    while at < item.range.end {
        if !item.is_word_start(at) {
            at += 1;
        } else if let Some((end, (kind, platform))) = kind_at(item, at).filter(|(_, meaning)| meaning.0.is_some()) {
            let after = item.skip_space(end);
            let place = if borders_before(item, at) && (after >= item.range.end || is_border(item, after)) {
                KindPlace::Alone
            } else if platform.is_some()
                && (is_beside_day(item, at, end, dates) || is_first(item, at) && leads_to_day(item, end, dates))
            {
                KindPlace::Dated
            } else {
                KindPlace::Prose
            };
            if place != KindPlace::Prose {
                item.take(&(at..end));
            }
            found.push(KindFound {
                range: at..end,
                is_name_of_platform: Platform::by_alias(&item.text.written(at..end)).is_some() && is_first(item, at),
                kind,
                platform,
                place,
            });
            at = end;
        } else if let Some((end, (kind, platform))) = phrase(item, at, &KINDS.verbs) {
            found.push(KindFound {
                range: at..end,
                kind,
                platform,
                place: KindPlace::Prose,
                is_name_of_platform: false,
            });
            at = end;
        } else {
            at = item.run(at, char::is_alphanumeric).max(at + 1);
        }
    }
    found
}

/// `tweet du 18 avril 2023`, `18 Ekim 2017 tarihli tweet`
fn is_beside_day(item: &Item<'_>, at: usize, end: usize, dates: &[Range<usize>]) -> bool {
    let after = item.skip_space(end);
    let linked = item.skip_space(link_end(item, after).unwrap_or(after));
    dates.iter().any(|date| {
        let next = item.skip_space(date.end);
        date.start == linked || date.start == after || item.skip_space(link_end(item, next).unwrap_or(next)) == at
    })
}

fn is_first(item: &Item<'_>, at: usize) -> bool {
    !(item.range.start..at).any(|at| item.at(at).is_some_and(char::is_alphanumeric))
}

/// `Facebook post of the Harbour Museum, 3 May 2018`: whose it is and the day, with nothing else between.
fn leads_to_day(item: &Item<'_>, end: usize, dates: &[Range<usize>]) -> bool {
    let link = item.skip_space(end);
    let (Some(link_end), Some(day)) = (item.any_phrase(link, &KINDS.lists.owners), dates.first()) else {
        return false;
    };
    let between = link_end..day.start.max(link_end);
    let name = item.text.trimmed_of(between.clone(), |c| {
        c.is_whitespace() || matches!(c, ',' | '،' | '-' | '(')
    });
    let closed = !name.is_empty()
        && name.clone().all(|at| {
            item.at(at)
                .is_some_and(|c| c.is_alphanumeric() || c.is_whitespace() || "'’-&.\"״".contains(c))
        });
    closed && name.len() <= 60 && between.end == day.start
}

fn bracketed(item: &Item<'_>, at: usize) -> Option<KindFound> {
    let open = item.at(at)?;
    let close = match open {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let mut depth = 0_usize;
    let end = (at..item.range.end.min(at + LONGEST)).find(|&place| {
        let character = item.at(place);
        depth += usize::from(character == Some(open));
        depth -= usize::from(character == Some(close) && depth > 0);
        depth == 0
    })?;
    let inside = item
        .text
        .trimmed_of(at + 1..end, |c| c.is_whitespace() || matches!(c, '.' | '*' | '_'));
    let whole = |end: usize| end >= inside.end;
    let named = kind_at(item, inside.start).filter(|&(end, _)| open == '[' || whole(end));
    let (kind, platform) = if let Some((_, meaning)) = named {
        meaning
    } else {
        let (_, platform) = platform_at(item, inside.start).filter(|&(end, _)| whole(end) && open == '[')?;
        (None, Some(platform))
    };
    Some(KindFound {
        range: at..end + 1,
        kind,
        platform,
        place: KindPlace::Bracketed,
        is_name_of_platform: false,
    })
}

/// The kind that begins at `at`, with its platform before it (`Instagram photo`) or after it (`post on Facebook`).
fn kind_at(item: &Item<'_>, at: usize) -> Option<(usize, KindMeaning)> {
    let gap = |at: usize| item.run(at, |c| c.is_whitespace() || c == '-');
    if let Some((end, (kind, platform))) = phrase(item, at, &KINDS.nouns) {
        if platform.is_some() {
            return Some((end, (kind, platform)));
        }
        let after = item.skip_space(end);
        let place = item.skip_space(link_end(item, after).unwrap_or(after));
        let after = platform_at(item, place).filter(|_| place > end);
        return Some(after.map_or((end, (kind, None)), |(end, platform)| (end, (kind, Some(platform)))));
    }
    let (end, platform) = platform_at(item, at)?;
    let next = gap(end);
    let (end, (kind, _)) = phrase(item, next, &KINDS.nouns).filter(|_| next > end)?;
    Some((end, (kind, Some(platform))))
}

fn phrase(item: &Item<'_>, at: usize, phrases: &Phrases) -> Option<(usize, KindMeaning)> {
    let (end, phrase) = item.which_phrase(at, phrases)?;
    Some((end, KINDS.meaning(phrase)))
}

fn link_end(item: &Item<'_>, at: usize) -> Option<usize> {
    item.any_phrase(at, &KINDS.lists.links)
        .or_else(|| item.any_phrase(at, &WORDS.date_links))
        .or_else(|| item.any_phrase(at, &WORDS.access_links))
}

fn borders_before(item: &Item<'_>, at: usize) -> bool {
    let mut place = at;
    while place > item.range.start
        && item
            .before(place)
            .is_some_and(|c| c.is_whitespace() || "*_".contains(c))
    {
        place -= 1;
    }
    place == item.range.start || is_border(item, place - 1) || matches!(item.before(place), Some('-'))
}
