//! What an author leaves out, between the quoted words or around them, and whether it turned what they say.

use std::ops::Range;

use super::judge::Text;
use super::turning::Turning;
use crate::wording::{Token, TokenKind, Wording};

/// Words that may stand between a negation and what it denies.
const REACH: usize = 4;

/// A clause of its own has at least so many words.
const CLAUSE: usize = 3;

/// Whether what was left out negates the words that are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hidden {
    /// It has no negation, or one of a sentence or clause of its own.
    Nothing,
    /// It has a negation between commas, which may be about anything.
    Perhaps,
    /// It has a negation of the words that are left.
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

/// What an omission hides. A negation in a sentence that was left out whole says nothing of the rest, nor one in a clause with
/// a verb of its own between commas.
pub(super) fn hidden(text: &Text<'_>, omitted: &Range<usize>, turning: &Turning) -> Hidden {
    let negates = |part: &Range<usize>| tokens(text, part).any(|token| turning.negates(text.wording.folded(token)));
    let sentences = parts(text.text, omitted, is_sentence_end);
    let attached = sentences
        .iter()
        .filter(|part| !stands_alone(text, part, omitted, is_sentence_end));
    let clauses = attached.flat_map(|sentence| parts(text.text, sentence, is_clause_end));
    let found = clauses.filter(negates).map(|clause| {
        let words: Vec<&str> = tokens(text, &clause).map(|token| text.wording.folded(token)).collect();
        if !stands_alone(text, &clause, omitted, is_clause_end) {
            Hidden::Negation
        } else if words.len() >= CLAUSE && words.first().is_some_and(|first| turning.begins_clause(first)) {
            Hidden::Nothing
        } else {
            Hidden::Perhaps
        }
    });
    found.max().unwrap_or(Hidden::Nothing)
}

/// Whether a part of what was left out has such a mark on both sides.
fn stands_alone(text: &Text<'_>, part: &Range<usize>, omitted: &Range<usize>, is_end: fn(char) -> bool) -> bool {
    let begins = part.start > omitted.start || ends_before(text.text, omitted.start, is_end);
    let ends = part.end < omitted.end || begins_after(text.text, omitted.end, is_end);
    begins && ends
}

/// The word before the quoted ones, in the same clause, that negates them.
pub(super) fn negation_before(text: &Text<'_>, quoted: &Range<usize>, turning: &Turning) -> Option<Beside> {
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
        let is_negation = turning.negates(fold) || turning.denies(fold);
        if is_negation || is_all_that_is_missing && turning.may_negate(fold) {
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

/// The word right after the quoted ones, in the same clause, that negates them: `nicht`.
pub(super) fn negation_after(text: &Text<'_>, quoted: &Range<usize>, turning: &Turning) -> Option<Beside> {
    let next = text
        .wording
        .tokens()
        .iter()
        .find(|token| token.span.start >= quoted.end)?;
    let is_joined = !text.text[quoted.end..next.span.start].contains(is_clause_end);
    let last = text.wording.tokens().iter().rfind(|token| token.span.end <= quoted.end);
    let fold = text.wording.folded(next);
    let is_limited = last.is_some_and(|last| turning.limits(text.wording.folded(last), fold));
    let negates = turning.negates_backwards(fold) || is_limited;
    (is_joined && negates).then(|| Beside {
        place: next.span.clone(),
        is_next: true,
        is_all_that_is_missing: begins_after(text.text, next.span.end, is_sentence_end)
            && ends_before(text.text, quoted.start, is_sentence_end),
    })
}

/// The question mark of a sentence that is quoted whole.
pub(super) fn question_mark(text: &Text<'_>, quoted: &Range<usize>) -> Option<Range<usize>> {
    if !ends_before(text.text, quoted.start, is_sentence_end) {
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

fn tokens<'t>(text: &Text<'t>, range: &Range<usize>) -> impl Iterator<Item = &'t Token> {
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
fn ends_before(text: &str, at: usize, is_end: fn(char) -> bool) -> bool {
    let before = text[..at].trim_end_matches(|c: char| !c.is_alphanumeric() && !is_end(c));
    before.chars().next_back().is_none_or(is_end)
}

/// Whether such a mark stands right after a byte of the text, or nothing does.
fn begins_after(text: &str, at: usize, is_end: fn(char) -> bool) -> bool {
    let after = text[at..].trim_start_matches(|c: char| !c.is_alphanumeric() && !is_end(c));
    after.chars().next().is_none_or(is_end)
}

fn is_sentence_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '。' | '！' | '？' | '\n')
}

fn is_clause_end(c: char) -> bool {
    is_sentence_end(c)
        || matches!(
            c,
            ',' | ';' | ':' | '—' | '–' | '(' | ')' | '،' | '؛' | '|' | '/' | '"' | '“' | '”'
        )
}
