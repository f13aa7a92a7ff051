//! What stands around the quoted words in their text and says that they are not certain, what they depend on, or how far they hold.

use std::ops::Range;

use super::judge::Text;
use super::omission::{REACH, begins_after, is_clause_end, is_sentence_end, tokens};
use super::turning::Turning;
use crate::wording::{Script, Token, script};

/// Words that may stand between the end of a condition and the quoted ones: `we will`.
const LEAD: usize = 3;

/// What the quoted words depend on, where it stands right beside them in the same sentence: the word by which it begins.
pub(super) fn condition_beside(text: &Text<'_>, quoted: &Range<usize>, turning: &Turning) -> Option<Range<usize>> {
    let all = text.wording.tokens();
    let is_condition = |token: &&Token| turning.begins_condition(text.wording.folded(token));
    // `No tree will be cut *before* Monday.`
    let is_denied = || {
        let mut words = tokens(text, quoted);
        words.any(|token| turning.negates(text.wording.folded(token)))
    };
    let is_term = |token: &Token| {
        let mut next = all.iter().filter(|next| next.span.start >= token.span.end).take(2);
        let is_joined = !text.text[quoted.end..token.span.start].contains(is_clause_end);
        turning.sets_term(text.wording.folded(token))
            && is_joined
            && next.any(|next| turning.is_telling(text.wording.folded(next)))
            && is_denied()
    };
    let after = all
        .iter()
        .find(|token| token.span.start >= quoted.end)
        .filter(|token| is_condition(token) || is_term(token));
    let is_after = |token: &&Token| !text.text[quoted.end..token.span.start].contains(is_sentence_end);
    if let Some(after) = after.filter(is_after) {
        return Some(after.span.clone());
    }
    // `The deputy allegedly “took the cash box”`, `It may be that “the deputy took the cash box”`
    // `May` is a month.
    let is_month = |token: &Token| {
        let is_capital = text.text[token.span.clone()].starts_with(char::is_uppercase);
        is_capital && turning.is_telling(text.wording.folded(token))
    };
    let hedges = |token: &&Token| turning.doubts(text.wording.folded(token)) && !is_month(token);
    let mut end = quoted.start;
    let before = all.iter().rev().filter(|token| token.span.end <= quoted.start);
    for token in before.take(REACH) {
        if text.text[token.span.end..end].contains(is_clause_end) {
            break;
        }
        if hedges(&token) || end == quoted.start && is_condition(&token) {
            return Some(token.span.clone());
        }
        if !turning.leads(text.wording.folded(token)) {
            break;
        }
        end = token.span.start;
    }
    // `If it rains, the quoted words.` `If it rains, we will “quoted words”.` `Allegedly, but I did not see it: the quoted words.`
    let before = text.text[..quoted.start].trim_end_matches(|c: char| !c.is_alphanumeric() && !is_clause_end(c));
    let sentence = before.rfind(is_sentence_end).map_or(0, |at| at + 1);
    let first = all.iter().find(|token| token.span.start >= sentence)?;
    let between = before.get(first.span.end..)?;
    let is_last = || begins_after(text.text, quoted.end, is_sentence_end);
    let is_unparted = !between.contains(is_clause_end);
    let from_first: Vec<&Token> = all.iter().filter(|token| token.span.start >= sentence).collect();
    let guess = turning.opens_guess(from_first.iter().map(|token| text.wording.folded(token)));
    if let Some(last) = guess.and_then(|count| from_first.get(count - 1)) {
        // `As far as I can tell, about “the quoted words”`
        let rest = text.text[last.span.end..quoted.start].trim_end_matches(|c: char| !c.is_alphanumeric());
        let behind = rest.split_once([',', '،', ':']).map_or(rest, |(_, behind)| behind);
        let is_near = behind.split_whitespace().count() <= LEAD || rest.split(is_clause_end).count() <= 2;
        let place = first.span.start..last.span.end;
        return (is_near || is_unparted && is_last()).then_some(place);
    }
    let is_hedge = hedges(&first);
    // `According to a guest, …`, but not `according to our own count`.
    let is_attributed = || {
        let mut next = from_first.iter().skip(1).take(3);
        let is_own = next.any(|next| turning.owns(text.wording.folded(next)));
        turning.attributes(text.wording.folded(first)) && !is_own
    };
    // Arabic and Hebrew mostly put no comma there.
    let is_led_on = || is_unparted && is_last() && matches!(script(between), Some(Script::Arabic | Script::Hebrew));
    let mark = between.char_indices().rfind(|&(_, c)| is_clause_end(c));
    let parted = mark.map_or(0, |(at, c)| at + c.len_utf8());
    let words = between.get(parted..).unwrap_or_default().split_whitespace().count();
    let parting = if words <= LEAD { &between[..parted] } else { between };
    let turns = match parting.chars().next_back() {
        Some(',' | '،') => is_condition(&first) || is_hedge || is_attributed(),
        Some(':') => is_hedge,
        _ => is_hedge && parting.is_empty() || is_condition(&first) && is_led_on(),
    };
    turns.then(|| first.span.clone())
}

/// What right behind the quoted words ends their clause and says how far they hold: `at the earliest`, `so far`.
pub(super) fn limit_behind(text: &Text<'_>, quoted: &Range<usize>, turning: &Turning) -> Option<Range<usize>> {
    let behind = || {
        text.wording
            .tokens()
            .iter()
            .filter(|token| token.span.start >= quoted.end)
    };
    let count = turning.limits_behind(behind().map(|token| text.wording.folded(token)))?;
    let place = behind().next()?.span.start..behind().nth(count - 1)?.span.end;
    // `The quay is closed, at least three boats turned back` goes on.
    let is_joined = !text.text[quoted.end..place.end].contains(is_clause_end);
    let ends = |is_end| begins_after(text.text, place.end, is_end);
    let is_aside = !text.text[quoted.end..place.end].contains(is_sentence_end) && ends(is_sentence_end);
    (is_joined && ends(is_clause_end) || is_aside).then_some(place)
}

/// The word right behind the quoted ones, in their sentence or the next, that says that they are not meant so: `/s`, `(irony)`.
pub(super) fn irony_behind(text: &Text<'_>, quoted: &Range<usize>, turning: &Turning) -> Option<Range<usize>> {
    let mut behind = text
        .wording
        .tokens()
        .iter()
        .filter(|token| token.span.start >= quoted.end);
    let next = behind.next()?;
    let is_sign = text.wording.folded(next) == "s" && text.text[..next.span.start].ends_with('/');
    (is_sign || turning.mocks(text.wording.folded(next))).then(|| next.span.clone())
}
