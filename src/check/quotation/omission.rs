//! What an author leaves out, between the quoted words or around them, and whether it turned what they say.

use std::ops::Range;

use super::judge::Text;
use super::turning::Turning;
use crate::wording::{Token, TokenKind};

/// Words that may stand between a negation and what it denies.
const REACH: usize = 4;

/// A clause between commas that stands for itself has at least so many words: *never* between two commas does not.
const CLAUSE: usize = 3;

/// Whether what an omission stands for negates the words that are left. A negation in a sentence that was left out whole
/// does not, nor one in a clause of its own between commas.
pub(super) fn hides_negation(text: &Text<'_>, omitted: &Range<usize>, turning: &Turning) -> bool {
    let sentences = parts(text.text, omitted, is_sentence_end);
    let negates = |part: &Range<usize>| tokens(text, part).any(|token| turning.negates(text.wording.folded(token)));
    let mut attached = sentences.iter().filter(|sentence| {
        let begins = sentence.start > omitted.start || ends_before(text.text, omitted.start, is_sentence_end);
        let ends = sentence.end < omitted.end || begins_after(text.text, omitted.end, is_sentence_end);
        !(begins && ends)
    });
    attached.any(|sentence| {
        let clauses = parts(text.text, sentence, is_clause_end);
        clauses.iter().filter(|clause| negates(clause)).any(|clause| {
            let begins = clause.start > omitted.start || ends_before(text.text, omitted.start, is_clause_end);
            let ends = clause.end < omitted.end || begins_after(text.text, omitted.end, is_clause_end);
            let words: Vec<&Token> = tokens(text, clause).collect();
            let begins_with_negation = words
                .first()
                .is_some_and(|first| turning.negates(text.wording.folded(first)));
            !(begins && ends && words.len() >= CLAUSE && !begins_with_negation)
        })
    })
}

/// The word before a byte of the text, in the same clause, that negates what comes next.
pub(super) fn negation_before(text: &Text<'_>, at: usize, turning: &Turning) -> Option<Range<usize>> {
    let mut next = at;
    let before = text.wording.tokens().iter().rev().filter(|token| token.span.end <= at);
    for (distance, token) in before.enumerate() {
        let is_joined = !text.text[token.span.end..next].contains(is_clause_end);
        let fold = text.wording.folded(token);
        if !is_joined || distance > REACH {
            return None;
        }
        if turning.negates(fold) || turning.denies(fold) {
            return Some(token.span.clone());
        }
        if !turning.may_intervene(fold) {
            return None;
        }
        next = token.span.start;
    }
    None
}

/// The word right after a byte of the text, in the same clause, that negates what stands before it: `nicht`.
pub(super) fn negation_after(text: &Text<'_>, at: usize, turning: &Turning) -> Option<Range<usize>> {
    let next = text.wording.tokens().iter().find(|token| token.span.start >= at)?;
    let is_joined = !text.text[at..next.span.start].contains(is_clause_end);
    (is_joined && turning.negates_backwards(text.wording.folded(next))).then(|| next.span.clone())
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
