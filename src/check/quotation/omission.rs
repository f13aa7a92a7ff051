//! What an author leaves out, between the quoted words or around them, and whether it turned what they say.

use std::ops::Range;

use super::judge::Text;
use super::turning::Turning;
use crate::brief::markdown::sentence_starts;
use crate::wording::{Token, TokenKind, Wording};

/// Words that may stand between a negation and what it denies.
pub(super) const REACH: usize = 4;

/// A clause of its own has at least so many words.
const CLAUSE: usize = 3;

/// What an omission hides, the gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hidden {
    /// A word that says how far the rest holds, or of what part alone.
    Limit,
    /// A word that says that the rest is not certain, or what it depends on.
    Doubt,
    /// A negation between commas, which may be about anything.
    Perhaps,
    /// A negation of the words that are left.
    Negation,
}

/// A negation beside the quoted words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Beside {
    /// The word.
    pub(super) place: Range<usize>,
    /// Whether nothing stands between.
    pub(super) is_next: bool,
    /// Whether the quoted words are all the rest of its sentence.
    pub(super) is_all_that_is_missing: bool,
}

/// What an omission hides of the words that are left, and the word that says it. A negation in a sentence that was left out
/// whole says nothing of the rest, nor one in a clause with a verb of its own between commas.
pub(super) fn hidden(text: &Text<'_>, omitted: &Range<usize>, turning: &Turning) -> Option<(Hidden, Range<usize>)> {
    let mut found = Vec::new();
    for sentence in parts(text.text, omitted, is_sentence_end) {
        if stands_alone(text, &sentence, omitted, is_sentence_end) {
            continue;
        }
        for clause in parts(text.text, &sentence, is_clause_end) {
            let words: Vec<&Token> = tokens(text, &clause).collect();
            let says = |is: &dyn Fn(&str) -> bool| words.iter().find(|token| is(text.wording.folded(token)));
            let is_alone = stands_alone(text, &clause, omitted, is_clause_end);
            let first = words.first().map(|token| text.wording.folded(token));
            let is_aside =
                is_alone && words.len() >= CLAUSE && first.is_some_and(|first| turning.begins_relative(first));
            let negation = says(&|fold| turning.negates(fold) || !is_alone && turning.denies(fold));
            if let Some(negation) = negation.filter(|_| !is_aside) {
                let hidden = if is_alone { Hidden::Perhaps } else { Hidden::Negation };
                found.push((hidden, negation.span.clone()));
            }
            // `4 May` is no doubt.
            let is_name = |token: &&Token| text.text[token.span.clone()].starts_with(char::is_uppercase);
            let doubt = words.iter().find(|token| {
                let fold = text.wording.folded(token);
                turning.begins_condition(fold) || !is_aside && turning.hedges(fold) && !is_name(token)
            });
            if let Some(doubt) = doubt {
                found.push((Hidden::Doubt, doubt.span.clone()));
            }
            let folds: Vec<&str> = words.iter().map(|token| text.wording.folded(token)).collect();
            if let Some(at) = turning.seeming(&folds).filter(|_| !is_aside) {
                found.push((Hidden::Doubt, words[at].span.clone()));
            }
            // Right before the words that are left: `should … take place` for `should only take place`.
            let limits = |fold: &str| turning.restricts(fold) || turning.limits_behind(std::iter::once(fold)).is_some();
            let is_last = clause.end == omitted.end && !is_alone;
            if let Some(limit) = words
                .last()
                .filter(|limit| is_last && limits(text.wording.folded(limit)))
            {
                found.push((Hidden::Limit, limit.span.clone()));
            }
            let is_number = |token: &&Token| token.span.start >= omitted.end && token.kind == TokenKind::Number;
            let next = text
                .wording
                .tokens()
                .iter()
                .find(|token| token.span.start >= omitted.end);
            let rounds =
                |last: &&&Token| next.is_some_and(|next| is_number(&next)) && turning.rounds(text.wording.folded(last));
            if let Some(about) = words.last().filter(|last| is_last && rounds(last)) {
                found.push((Hidden::Limit, about.span.clone()));
            }
        }
    }
    found
        .into_iter()
        .max_by_key(|(hidden, place)| (*hidden, std::cmp::Reverse(place.start)))
}

/// Whether an omission joins the beginning of one sentence with the end of another, so that the words that are left have another
/// subject: it begins and ends within a clause, and a sentence or a clause before `;` ends between. `gap` is all that stands between the quoted words.
pub(super) fn joins_sentences(text: &str, gap: &Range<usize>) -> bool {
    let left_out = text[gap.clone()].trim_matches(|c: char| !c.is_alphanumeric() && !is_clause_end(c));
    let begins_within = left_out.starts_with(char::is_alphanumeric);
    let ends_within = left_out.ends_with(char::is_alphanumeric);
    // `1/2` ends a post of a thread and begins no sentence.
    let is_sentence = |start: usize| {
        let start = left_out[start..].trim_start_matches(|c: char| !c.is_alphanumeric());
        start.starts_with(char::is_alphabetic)
    };
    let is_parted = sentence_starts(left_out).into_iter().skip(1).any(is_sentence) || has_semicolon(&text[gap.clone()]);
    begins_within && ends_within && is_parted
}

/// Whether a semicolon parts two clauses: none of an entity, `&amp;`, or of a face, `;)`.
fn has_semicolon(text: &str) -> bool {
    text.match_indices([';', '؛']).any(|(at, mark)| {
        let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        let next = text[at + mark.len()..].strip_prefix(char::is_whitespace);
        !word.contains('&') && next.is_some_and(|next| next.trim_start().starts_with(char::is_alphabetic))
    })
}

/// Whether a part of what was left out has such a mark on both sides.
fn stands_alone(text: &Text<'_>, part: &Range<usize>, omitted: &Range<usize>, is_end: fn(char) -> bool) -> bool {
    let begins = part.start > omitted.start || ends_before(text.text, omitted.start, is_end);
    let ends = part.end < omitted.end || begins_after(text.text, omitted.end, is_end);
    begins && ends
}

/// The word before the quoted ones, in the same clause, that negates them.
///
/// `counts_ambiguous` says whether one that negates in some places only is one.
pub(super) fn negation_before(
    text: &Text<'_>,
    quoted: &Range<usize>,
    turning: &Turning,
    counts_ambiguous: bool,
) -> Option<Beside> {
    let mut next = quoted.start;
    let before = text
        .wording
        .tokens()
        .iter()
        .rev()
        .filter(|token| token.span.end <= quoted.start);
    for (distance, token) in before.enumerate() {
        let is_joined = !text.text[token.span.end..next].contains(is_clause_end);
        let fold = text.wording.folded(token);
        if !is_joined || distance > REACH {
            return None;
        }
        let is_all_that_is_missing = distance == 0
            && ends_before(text.text, token.span.start, is_sentence_end)
            && begins_after(text.text, quoted.end, is_sentence_end);
        let is_negation = turning.negates(fold) || turning.denies(fold) || turning.refutes(fold);
        if is_negation || is_all_that_is_missing && counts_ambiguous && turning.may_negate(fold) {
            return Some(Beside {
                place: token.span.clone(),
                is_next: distance == 0,
                is_all_that_is_missing,
            });
        }
        if !turning.may_intervene(fold) {
            return None;
        }
        next = token.span.start;
    }
    None
}

/// The word after the quoted ones, in the same sentence, that negates them: `nicht`, `is not`, `is a lie`.
pub(super) fn negation_after(text: &Text<'_>, quoted: &Range<usize>, turning: &Turning) -> Option<Beside> {
    let all = text.wording.tokens();
    let last = all.iter().rfind(|token| token.span.end <= quoted.end);
    let mut end = quoted.end;
    let mut is_clause = true;
    for (distance, token) in all.iter().filter(|token| token.span.start >= quoted.end).enumerate() {
        let between = &text.text[end..token.span.start];
        is_clause &= !between.contains(is_clause_end);
        if between.contains(is_sentence_end) || distance > REACH {
            return None;
        }
        let fold = text.wording.folded(token);
        let is_limited = || last.is_some_and(|last| turning.limits(text.wording.folded(last), fold));
        let negates = is_clause
            && match distance {
                // `no longer` ends its sentence.
                0 => {
                    turning.negates_backwards(fold)
                        || is_limited()
                        || turning.negates(fold) && is_last_but_one(text, token)
                }
                1 | 2 => turning.negates_backwards(fold),
                _ => false,
            };
        if negates || turning.refutes(fold) {
            return Some(Beside {
                place: token.span.clone(),
                is_next: distance == 0,
                is_all_that_is_missing: distance == 0
                    && begins_after(text.text, token.span.end, is_sentence_end)
                    && ends_before(text.text, quoted.start, is_sentence_end),
            });
        }
        if !turning.links(fold) {
            return None;
        }
        end = token.span.end;
    }
    None
}

/// Whether no more than one word follows in the sentence.
fn is_last_but_one(text: &Text<'_>, token: &Token) -> bool {
    let mut next = text
        .wording
        .tokens()
        .iter()
        .filter(|other| other.span.start >= token.span.end);
    let end = next.next().map_or(token.span.end, |next| next.span.end);
    begins_after(text.text, token.span.end, is_sentence_end) || begins_after(text.text, end, is_sentence_end)
}

/// Whether a sentence begins at a byte of the text, or a word or two before.
pub(super) fn begins_sentence(text: &Text<'_>, at: usize) -> bool {
    /// `So`, `And is it true:`
    const LEAD: usize = 2;
    let before = text.wording.tokens().iter().rev().filter(|token| token.span.end <= at);
    let mut starts = std::iter::once(at)
        .chain(before.map(|token| token.span.start))
        .take(LEAD + 1);
    starts.any(|start| ends_before(text.text, start, is_sentence_end))
}

/// The question mark of a sentence that is quoted whole, or nearly so.
pub(super) fn question_mark(text: &Text<'_>, quoted: &Range<usize>) -> Option<Range<usize>> {
    if !begins_sentence(text, quoted.start) {
        return None;
    }
    let offset = text.text[quoted.end..].find(|c: char| c.is_alphanumeric() || is_sentence_end(c))?;
    let at = quoted.end + offset;
    let mark = text.text[at..]
        .chars()
        .next()
        .filter(|mark| matches!(mark, '?' | '؟' | '？'))?;
    Some(at..at + mark.len_utf8())
}

/// The words right before or, where a clause begins with them, right after the quoted ones: as many as stand in brackets there.
pub(super) fn beside(text: &Text<'_>, quoted: &Range<usize>, count: usize) -> Range<usize> {
    let all = text.wording.tokens();
    let mut place = quoted.start..quoted.start;
    for token in all
        .iter()
        .rev()
        .filter(|token| token.span.end <= quoted.start)
        .take(count)
    {
        if text.text[token.span.end..place.start].contains(is_clause_end) {
            break;
        }
        place.start = token.span.start;
    }
    if !place.is_empty() {
        return place;
    }
    let mut place = quoted.end..quoted.end;
    for token in all.iter().filter(|token| token.span.start >= quoted.end).take(count) {
        if text.text[place.end..token.span.start].contains(is_clause_end) {
            break;
        }
        place.end = token.span.end;
    }
    place
}

/// Whether the next words of the clause negate only together with what stands before them: the `plus` of `ne … plus`, not the
/// `pas` of `ne … pas`, which negates alone.
pub(super) fn negates_in_part((text, wording): (&str, &Wording), at: usize, turning: &Turning) -> bool {
    let mut is_ambiguous = false;
    let mut end = at;
    for token in wording
        .tokens()
        .iter()
        .filter(|token| token.span.start >= at)
        .take(REACH + 2)
    {
        if text[end..token.span.start].contains(is_clause_end) {
            break;
        }
        let fold = wording.folded(token);
        if turning.negates(fold) {
            return false;
        }
        is_ambiguous |= turning.may_negate(fold);
        end = token.span.end;
    }
    is_ambiguous
}

pub(super) fn tokens<'t>(text: &Text<'t>, range: &Range<usize>) -> impl Iterator<Item = &'t Token> {
    let all = text.wording.tokens().iter();
    let range = range.clone();
    all.filter(move |token| {
        token.span.start >= range.start && token.span.end <= range.end && token.kind != TokenKind::Emoji
    })
}

/// The parts of a range between marks.
fn parts(text: &str, range: &Range<usize>, is_end: fn(char) -> bool) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    for (offset, c) in text[range.clone()].char_indices() {
        if is_end(c) {
            let at = range.start + offset;
            parts.push(start..at);
            start = at + c.len_utf8();
        }
    }
    parts.push(start..range.end);
    parts
}

/// Whether such a mark stands right before a byte of the text, or nothing does.
pub(super) fn ends_before(text: &str, at: usize, is_end: fn(char) -> bool) -> bool {
    let before = text[..at].trim_end_matches(|c: char| !c.is_alphanumeric() && !is_end(c));
    before.chars().next_back().is_none_or(is_end)
}

/// Whether such a mark stands right after a byte of the text, or nothing does.
pub(super) fn begins_after(text: &str, at: usize, is_end: fn(char) -> bool) -> bool {
    let after = text[at..].trim_start_matches(|c: char| !c.is_alphanumeric() && !is_end(c));
    after.chars().next().is_none_or(is_end)
}

pub(super) fn is_sentence_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '。' | '！' | '？' | '\n')
}

pub(super) fn is_clause_end(c: char) -> bool {
    is_sentence_end(c)
        || matches!(
            c,
            ',' | ';' | ':' | '—' | '–' | '(' | ')' | '،' | '؛' | '|' | '/' | '"' | '“' | '”'
        )
}
