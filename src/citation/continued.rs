//! `@a, Twitter, October 20, 2019; October 27, 2019`: a date alone after a `;` is another post of the account before it.

use super::assemble::Assembled;
use super::evidence::gather;
use super::item::Item;
use super::split::Shapes;
use super::words::WORDS;
use super::{PostQuery, Target, Unread};
use crate::config::DateOrder;

/// The citations of an item that is nothing but dates, each of the account of `before`. Where that is not clear, they are
/// made unread.
pub(super) fn continued(
    mut item: Item<'_>,
    shapes: &Shapes,
    order: Option<DateOrder>,
    before: &[Assembled],
) -> Option<Vec<Assembled>> {
    let mut posts = before.iter().map(|citation| match &citation.target {
        Target::Post(query) => Some(query),
        _ => None,
    });
    let first = posts.next()??;
    let handle = first.handle.as_ref()?;
    let is_same = |query: Option<&Box<PostQuery>>| {
        let name = query.and_then(|query| query.handle.as_ref());
        name.is_some_and(|name| name.value == handle.value)
    };
    let is_clear = posts.all(is_same);
    let evidence = gather(&mut item, shapes, order);
    let is_date = evidence.quotes.is_empty()
        && evidence.kinds.is_empty()
        && evidence.body.is_none()
        && evidence.tag.is_none()
        && evidence.author.is_none()
        && evidence.place.is_none()
        && evidence.addresses.url.is_none()
        && evidence.addresses.brief.is_none()
        && !(evidence.dates.is_empty() && evidence.unread.is_empty());
    let weekdays = evidence
        .dates
        .iter()
        .filter_map(|date| Some(date.weekday.as_ref()?.1.clone()));
    let unread = evidence.unread.iter().map(|(range, _)| range.clone());
    for range in weekdays.chain(unread).collect::<Vec<_>>() {
        item.take(&range);
    }
    if !is_date || !holds_nothing_else(&item) {
        return None;
    }
    let shared = PostQuery {
        platform: first.platform.clone(),
        handle: first.handle.clone(),
        time: evidence
            .time
            .as_ref()
            .map(|found| item.field(found.clock, &found.range)),
        accessed: evidence
            .accessed
            .iter()
            .find_map(|clause| Some(item.field(clause.date.as_ref()?.when, &clause.range))),
        unread: evidence
            .unread
            .iter()
            .map(|(range, what)| item.field(what.clone(), range))
            .collect(),
        ..PostQuery::default()
    };
    if evidence.dates.is_empty() {
        return Some(vec![Assembled {
            span: item.text.span(&item.range),
            link: item.text.span(&item.range),
            target: Target::Post(Box::new(shared)),
            remarks: evidence.remarks,
        }]);
    }
    let starts: Vec<usize> = evidence.dates.iter().skip(1).map(|date| date.range.start).collect();
    let each = evidence.dates.iter().enumerate().map(|(at, date)| {
        let start = if at == 0 { item.range.start } else { date.range.start };
        let end = starts.get(at).copied().unwrap_or(item.range.end);
        let mut query = shared.clone();
        query.when = Some(item.field(date.when, &date.range));
        query.other_reading = date.other_reading;
        if !is_clear {
            let what = Unread::Date(item.text.written(date.range.clone()));
            query.unread.push(item.field(what, &date.range));
        }
        Assembled {
            span: item.text.span(&item.text.trimmed(start..end)),
            link: item.text.span(&date.range),
            target: Target::Post(Box::new(query)),
            remarks: evidence.remarks.clone(),
        }
    });
    Some(each.collect())
}

/// Whether nothing is left but marks and words such as `and`.
fn holds_nothing_else(item: &Item<'_>) -> bool {
    let mut at = item.range.start;
    while at < item.range.end {
        let end = item.run(at, char::is_alphanumeric);
        if end == at {
            at += 1;
            continue;
        }
        let word = item.text.written(at..end).to_lowercase();
        if !WORDS.joints.contains(&word) && item.any_phrase(at, &WORDS.access_links) != Some(end) && word != "again" {
            return false;
        }
        at = end;
    }
    true
}
