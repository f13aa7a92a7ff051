//! `t.me/quay_watch/411, 412 and 415`: bare numbers after an address are further messages of the same channel.

use std::ops::Range;

use super::assemble::Assembled;
use super::evidence::Evidence;
use super::island::handle::is_joint;
use super::island::month::month_at;
use super::island::url::address;
use super::item::Item;
use super::pins::Pin;
use super::{PostQuery, Target, Unread};
use crate::archive::Permalink;

/// The citations of an address and of the numbers after it; `None` where none follow. A range is left unread.
pub(super) fn each_message(
    item: &Item<'_>,
    evidence: &Evidence<'_>,
    pin: &Pin,
    link: &Range<usize>,
    query: &PostQuery,
) -> Option<Vec<Assembled>> {
    if pin.markdown.is_some() || pin.permalink.value.platform.as_str() != "telegram" {
        return None;
    }
    let url = pin.link.clone();
    let (numbers, range) = numbers_after(item, url.end);
    let written = address(item.text, url.clone());
    // `t.me/quay_watch/411–413`
    let is_range = written.split(['?', '#']).next()?.contains(['–', '—', ',']);
    let range = if is_range { Some(url.clone()) } else { range };
    let stem = written
        .split(['?', '#'])
        .next()?
        .trim_end_matches(|c: char| c.is_ascii_digit());
    let mut shared = query.clone();
    shared
        .unread
        .extend(range.map(|range| item.field(Unread::Address, &range)));
    let mut all = vec![(url.clone(), shared.clone())];
    for number in numbers {
        let address = format!("{stem}{}", item.text.written(number.clone()));
        let mut query = shared.clone();
        match Permalink::parse(&address).filter(Permalink::is_post) {
            Some(permalink) => {
                query.permalink = Some(item.field(permalink, &number));
                query.url = Some(item.field(address, &number));
                all.push((number, query));
            }
            None => all[0].1.unread.push(item.field(Unread::Address, &number)),
        }
    }
    if all.len() == 1 && all[0].1.unread.len() == query.unread.len() {
        return None;
    }
    let starts: Vec<usize> = all.iter().skip(1).map(|(range, _)| range.start).collect();
    let assembled = all.into_iter().enumerate().map(|(at, (own, query))| {
        let start = if at == 0 { item.range.start } else { own.start };
        let end = starts.get(at).copied().unwrap_or(item.range.end);
        let words = if at == 0 {
            link.start.min(own.start)..own.end
        } else {
            own
        };
        Assembled {
            span: item.text.span(&item.text.trimmed(start..end)),
            link: item.text.span(&words),
            target: Target::Post(Box::new(query)),
            remarks: evidence.remarks.clone(),
        }
    });
    Some(assembled.collect())
}

/// The numbers, and the range that follows them, if one does.
fn numbers_after(item: &Item<'_>, mut at: usize) -> (Vec<Range<usize>>, Option<Range<usize>>) {
    let mut found = Vec::new();
    let digits = |at: usize| {
        let end = item.run(at, |c| c.is_ascii_digit());
        let goes_on = item
            .at(end)
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | '/'));
        let is_day = month_at(item, item.skip_space(end)).is_some();
        (end > at && end - at <= 12 && !goes_on && !is_day).then_some(at..end)
    };
    loop {
        let space = item.skip_space(at);
        match item.at(space) {
            Some('-' | '–' | '—') => {
                return (found, digits(item.skip_space(space + 1)));
            }
            Some(',' | '،' | '&' | '+') => at = item.skip_space(space + 1),
            Some(_) if space > at && is_joint(item, space) => at = space,
            _ => return (found, None),
        }
        if is_joint(item, at) {
            at = item.skip_space(item.run(at, |c| c.is_alphabetic() || c == '&'));
        }
        let Some(number) = digits(at) else {
            return (found, None);
        };
        at = number.end;
        found.push(number);
    }
}
