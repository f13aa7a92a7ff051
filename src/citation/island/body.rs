use std::ops::Range;

use super::date::{date_at, day_number, year_at};
use super::handle::{HandlePlace, handles};
use super::kind::KindFound;
use super::month::month_at;
use super::platform::{alone_from, is_border};
use super::quote::Quote;
use crate::citation::item::Item;
use crate::citation::kinds::KINDS;
use crate::config::DateOrder;

/// The words of a post that a style prints without quotation marks: between `(2019, September 5).` and `[Tweet]`,
/// or whatever the style has in their places.
///
/// What is in them (handles, days, hashtags) says nothing of the post itself. Kinds in brackets must have been taken.
pub(in crate::citation) fn body(
    item: &Item<'_>,
    kinds: &[KindFound],
    quotes: &[&Quote],
    order: Option<DateOrder>,
) -> Option<Range<usize>> {
    let reader = Reader {
        item,
        kinds,
        quotes,
        order,
    };
    let range = match reader.after_dated_bracket() {
        Some(after) => reader.between(after),
        None => reader.before_kind().or_else(|| reader.after_leading_handle()),
    }?;
    let range = item
        .text
        .trimmed_of(range, |c| c.is_whitespace() || ".,*_:،".contains(c));
    let has_words = range.clone().any(|at| item.at(at).is_some_and(char::is_alphabetic));
    (has_words && reader.leaves_a_date(&range)).then_some(range)
}

struct Reader<'r, 't> {
    item: &'r Item<'t>,
    kinds: &'r [KindFound],
    quotes: &'r [&'r Quote],
    order: Option<DateOrder>,
}

impl Reader<'_, '_> {
    /// Past `(2019, September 5)` after a name.
    fn after_dated_bracket(&self) -> Option<usize> {
        let item = self.item;
        let opens = item
            .range
            .clone()
            .filter(|&at| item.at(at) == Some('(') && !self.is_quoted(at));
        opens.into_iter().find_map(|open| {
            let inside = item.skip_space(open + 1);
            let close = (inside..item.range.end.min(inside + 48)).find(|&at| item.at(at) == Some(')'))?;
            let undated = ["n.d", "s.f", "o. j", "o.j", "s.d", "b.d", "ללא תאריך", "د.ت"];
            let is_date = self.is_date(inside)
                || year_at(item, inside).is_some()
                || undated.iter().any(|phrase| item.prefix(inside, phrase).is_some());
            is_date.then_some(close + 1)
        })
    }

    /// The words after the date, up to what the style puts behind them.
    fn between(&self, after: usize) -> Option<Range<usize>> {
        let item = self.item;
        let start = item.run(after, |c| {
            c.is_whitespace() || matches!(c, '.' | ':' | '*' | '_' | '。')
        });
        let splits_a_date = day_number(item, start)
            .is_some_and(|(_, end)| month_at(item, item.skip_space(end)).is_some())
            || month_at(item, start).is_some_and(|month| day_number(item, item.skip_space(month.end)).is_some());
        let is_list = matches!(item.at(start), None | Some(',' | '،' | ';' | '–' | '—' | '(' | '-'));
        if splits_a_date || is_list || self.is_quoted(start) {
            return None;
        }
        Some(start..self.end(start))
    }

    /// Where words that begin at a place end: at the kind, else at the name of the platform or at the address.
    fn end(&self, start: usize) -> usize {
        let item = self.item;
        if let Some(kind) = self.kinds.iter().find(|kind| kind.range.start > start) {
            return kind.range.start;
        }
        let platform = alone_from(item, start).map(|range| range.start);
        let source = (start + 1..item.range.end).find(|&at| {
            let borders = item.before(at).is_some_and(char::is_whitespace) && is_border(item, self.back(at) - 1);
            item.at(at).is_none() || (borders && item.any_phrase(at, &KINDS.lists.sources).is_some())
        });
        [platform, source].into_iter().flatten().min().unwrap_or(item.range.end)
    }

    /// `Harbour Watch. Fire at the quay. [Twitter]. 25 August 2017`, `Watch H. Twitter [Internet]. Fire [Tweet]; 2017`
    fn before_kind(&self) -> Option<Range<usize>> {
        let item = self.item;
        let is_marker = |kind: &KindFound| kind.kind.is_none() && kind.platform.is_none();
        let marker = self.kinds.first().filter(|kind| is_marker(kind));
        let handle = handles(item)
            .into_iter()
            .find(|found| found.place <= HandlePlace::Parenthesised && !self.is_quoted(found.range.start));
        let after = marker
            .map(|kind| kind.range.end)
            .or(handle.map(|found| item.run(found.range.end, |c| matches!(c, ']' | ')'))))
            .or_else(|| self.first_sentence())?;
        let kind = self.kinds.iter().find(|kind| kind.range.start > after)?;
        let words = item
            .text
            .trimmed_of(after..kind.range.start, |c| c.is_whitespace() || ".,:".contains(c));
        let is_list = item.at(after) == Some(',');
        let at_end = self
            .quotes
            .iter()
            .any(|quote| quote.whole.start == words.start || quote.whole.end == words.end);
        let names_platform = alone_from(item, words.start).is_some_and(|range| range.end <= words.end);
        (!is_list && !at_end && !names_platform && !words.is_empty()).then_some(words)
    }

    /// `@handle. Words of the post. March 7, 2019.`
    fn after_leading_handle(&self) -> Option<Range<usize>> {
        let item = self.item;
        let handle = handles(item).into_iter().next()?;
        if handle.place != HandlePlace::First || item.at(handle.range.end) != Some('.') || !self.kinds.is_empty() {
            return None;
        }
        let start = item.skip_space(handle.range.end + 1);
        let platform = alone_from(item, start).map(|range| range.start);
        let date = item
            .range
            .clone()
            .rev()
            .find(|&at| at > start && self.is_date(at) && is_border(item, self.back(at) - 1));
        let end = [platform, date].into_iter().flatten().min()?;
        (!self.quotes.iter().any(|quote| quote.whole.start == start)).then_some(start..end)
    }

    /// Past the first full stop that ends more than an initial.
    fn first_sentence(&self) -> Option<usize> {
        let item = self.item;
        let end = item.range.clone().find(|&at| {
            let word = (item.range.start..at)
                .rev()
                .take_while(|&at| item.at(at).is_some_and(char::is_alphanumeric))
                .count();
            item.at(at) == Some('.') && word > 1 && item.at(at + 1).is_some_and(char::is_whitespace)
        })?;
        Some(end + 1)
    }

    /// The place after the last character before `at` that is no white space; at least 1.
    fn back(&self, mut at: usize) -> usize {
        while at > self.item.range.start && self.item.before(at).is_some_and(char::is_whitespace) {
            at -= 1;
        }
        at.max(1)
    }

    /// Whether a date begins there that has its year.
    fn is_date(&self, at: usize) -> bool {
        date_at(self.item, at, self.order).is_some_and(|(date, _)| date.is_some())
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.quotes.iter().any(|quote| quote.whole.contains(&at))
    }

    /// Whether the only day of the item is not one of those words.
    fn leaves_a_date(&self, words: &Range<usize>) -> bool {
        let is_date = |at: &usize| self.is_date(*at);
        !words.clone().any(|at| is_date(&at))
            || (self.item.range.start..words.start)
                .chain(words.end..self.item.range.end)
                .any(|at| is_date(&at))
    }
}
