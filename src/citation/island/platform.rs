use std::ops::Range;

use crate::archive::Platform;
use crate::citation::item::Item;
use crate::citation::kinds::KINDS;

/// The name of a platform as it was read.
#[derive(Clone, Debug)]
pub(in crate::citation) struct PlatformFound {
    pub range: Range<usize>,
    pub platform: Platform,
    /// Whether it stands by itself between commas or brackets: surer than a name in prose.
    pub alone: bool,
}

/// The platform that an item names; its words are taken. `X` and its like count only where they stand alone.
pub(in crate::citation) fn platform(item: &mut Item<'_>) -> Option<PlatformFound> {
    let found = alone(item).or_else(|| in_prose(item))?;
    item.take(&found.range);
    Some(found)
}

/// The first platform that stands by itself from a place on.
pub(in crate::citation) fn alone_from(item: &Item<'_>, from: usize) -> Option<Range<usize>> {
    pieces(item, from).find_map(|(words, _)| Some(words).filter(|words| words.start >= from))
}

fn alone(item: &Item<'_>) -> Option<PlatformFound> {
    let (words, platform) = pieces(item, item.range.start).next()?;
    let range = with_former_name(item, words, &platform);
    Some(PlatformFound {
        range,
        platform,
        alone: true,
    })
}

/// The pieces between borders that are names of platforms.
fn pieces<'i>(item: &'i Item<'_>, from: usize) -> impl Iterator<Item = (Range<usize>, Platform)> + 'i {
    let mut start = from;
    std::iter::from_fn(move || {
        while start < item.range.end {
            let end = (start..item.range.end)
                .find(|&at| is_border(item, at))
                .unwrap_or(item.range.end);
            let words = item
                .text
                .trimmed_of(start..end, |c| c.is_whitespace() || "*_.“”\"-".contains(c));
            start = end + 1;
            let words = past_link(item, words);
            if !words.is_empty()
                && words.len() <= 40
                && let Some(platform) = named(item, &words)
                && !is_company(item, &words)
            {
                return Some((words, platform));
            }
        }
        None
    })
}

/// `Facebook, Inc.`, `Harbour Trust v. Twitter`: the firm, not the place of a post.
fn is_company(item: &Item<'_>, words: &Range<usize>) -> bool {
    let after = item.run(words.end, |c| c.is_whitespace() || c == ',');
    let before = item.back_over(words.start, |c| c.is_whitespace() || c == '.');
    let opponent = before > item.range.start && item.phrase_ending(before, &KINDS.lists.against).is_some();
    opponent || item.any_phrase(after, &KINDS.lists.companies).is_some()
}

/// Without the `via` or `on` before the name.
fn past_link(item: &Item<'_>, words: Range<usize>) -> Range<usize> {
    let linked = item
        .phrase(words.start, "via")
        .or_else(|| item.any_phrase(words.start, &KINDS.lists.links))
        .map(|end| item.skip_space(end));
    match linked {
        Some(start)
            if start > words.start && start < words.end && item.before(start).is_some_and(char::is_whitespace) =>
        {
            start..words.end
        }
        _ => words,
    }
}

/// `X (formerly Twitter)`: the brackets belong to the name.
fn with_former_name(item: &Item<'_>, words: Range<usize>, platform: &Platform) -> Range<usize> {
    let open = item.skip_space(words.end);
    if item.at(open) == Some('(')
        && let Some(close) = (open..item.range.end).take(40).find(|&at| item.at(at) == Some(')'))
        && named(item, &(words.start..close + 1)).as_ref() == Some(platform)
    {
        return words.start..close + 1;
    }
    words
}

fn in_prose(item: &Item<'_>) -> Option<PlatformFound> {
    let mut at = item.range.start;
    while at < item.range.end {
        let end = item.run(at, char::is_alphabetic);
        if end == at {
            at += 1;
            continue;
        }
        if item.is_word_start(at) && begins_a_name(item, at) {
            let found =
                platform_at(item, at).filter(|&(end, _)| !is_common(item, &(at..end)) && !is_company(item, &(at..end)));
            let found = found.or_else(|| prefixed(item, at..end));
            if let Some((end, platform)) = found {
                return Some(PlatformFound {
                    range: at..end,
                    platform,
                    alone: false,
                });
            }
        }
        at = end;
    }
    None
}

/// The name of a platform that begins at `at`, of up to three words, and the place after it.
pub(in crate::citation) fn platform_at(item: &Item<'_>, at: usize) -> Option<(usize, Platform)> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{97f}');
    let mut ends = Vec::new();
    let mut end = item.run(at, is_word);
    while end > at && ends.len() < 3 {
        ends.push(end);
        let next = match item.at(end) {
            Some(' ' | '/' | '.') => end + 1,
            _ => break,
        };
        let after = item.run(next, is_word);
        if after == next {
            break;
        }
        end = after;
    }
    let found = |end: usize| {
        let words = at..end;
        let platform = named(item, &words)?;
        Some((with_former_name(item, words, &platform).end, platform))
    };
    ends.into_iter().rev().find_map(found)
}

/// `בטוויטר`, `بتويتر`: a preposition of one letter that is written with the name.
fn prefixed(item: &Item<'_>, word: Range<usize>) -> Option<(usize, Platform)> {
    let is_prefix = matches!(item.at(word.start), Some('ב' | 'מ' | 'ל' | 'ה' | 'و' | 'ب' | 'ل'));
    let rest = word.start + 1..word.end;
    let platform = named(item, &rest).filter(|_| is_prefix && rest.len() > 2)?;
    Some((rest.end, platform))
}

/// Names in Latin script have a capital letter; `instagram` in small letters is an aside, unless it stands alone.
fn begins_a_name(item: &Item<'_>, at: usize) -> bool {
    !item.text.written(at..at + 1).chars().all(|c| c.is_ascii_lowercase())
}

fn is_common(item: &Item<'_>, words: &Range<usize>) -> bool {
    let written = item.text.written(words.clone()).to_lowercase();
    KINDS.lists.common.contains(&written)
}

fn named(item: &Item<'_>, words: &Range<usize>) -> Option<Platform> {
    let written = item.text.written(words.clone());
    // `Twitter’da`, `X'te`
    let stem = written
        .split_once(['’', '\''])
        .filter(|(_, ending)| ending.len() <= 5 && ending.chars().all(char::is_lowercase))
        .map_or(written.as_str(), |(stem, _)| stem);
    let bare = || (stem.len() < written.len()).then(|| Platform::by_alias(stem)).flatten();
    let platform = Platform::by_alias(&written).or_else(bare)?;
    (begins_a_name(item, words.start) || !is_common(item, words)).then_some(platform)
}

/// What may stand around a platform's name. A full stop does, but for the one in `twitter.com`.
pub(super) fn is_border(item: &Item<'_>, at: usize) -> bool {
    match item.at(at) {
        None => true,
        Some('.') => item.at(at + 1).is_none_or(|next| !next.is_alphanumeric()),
        // `Harbour Watch (@harbour_watch) / X`
        Some('/' | '|') => {
            let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
            is_space(item.before(at)) && is_space(item.at(at + 1))
        }
        Some(character) => matches!(
            character,
            ',' | '،' | '(' | ')' | '[' | ']' | ':' | '–' | '—' | '\n' | ';' | '。'
        ),
    }
}
