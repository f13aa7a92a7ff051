//! Lists of handles with a shared tail (`@a, @b and @c, Twitter, October 15, 2017`) and lists of days
//! (`October 15, 16 and 17, 2017`): as many citations, each with its own words.

use std::ops::Range;

use super::assemble::Assembled;
use super::balance::balanced;
use super::evidence::Evidence;
use super::island::date::DateFound;
use super::island::handle::{HandleFound, handles, is_mention};
use super::item::Item;
use super::pins::Pin;
use super::words::WORDS;
use super::{PostQuery, Target, Unread};

/// The citations of an item: one for each account or each day that it names. Where it is not sure that all are authors of
/// posts of that day, or where several accounts meet several days, it stays one, and the others stay unread. `list` are the
/// words of the link if it is a list, without the links of its parts.
pub(super) fn expand(
    item: &Item<'_>,
    evidence: &Evidence<'_>,
    author: &HandleFound,
    (link, list): (&Range<usize>, &Range<usize>),
    query: PostQuery,
    day: Option<&DateFound>,
) -> Vec<Assembled> {
    let days = days_of_list(evidence, day);
    let pins = evidence.addresses.all.as_slice();
    let handles = handle_list(item, author, pins).unwrap_or_default();
    let quotes_one = evidence.quotes.len() < 2;
    let single = pins.is_empty() && quotes_one;
    let pinned_apart = quotes_one && pins.iter().all(|pin| is_of_one(pin, &handles));
    let mut shared = query;
    let is_listed = |unread: &Unread| match unread {
        Unread::Handle(name) => handles.iter().any(|found| found.name == *name),
        Unread::Address => pinned_apart,
        _ => false,
    };
    let others_unread = shared.unread.iter().any(|field| !is_listed(&field.value));
    let citations: Vec<(Range<usize>, PostQuery)> = match (handles.as_slice(), days.as_slice()) {
        (several @ [_, _, ..], [] | [_]) if pinned_apart && !others_unread => {
            shared.unread.clear();
            let of_handle = |found: &HandleFound| {
                let mut query = shared.clone();
                query.handle = Some(item.field(found.name.clone(), &found.range));
                let pin = pins.iter().find(|pin| covers(pin, found));
                query.permalink = pin.map(|pin| pin.permalink.clone());
                let address = pin.map(|pin| pin.permalink.span);
                query.url = address.and_then(|at| shared.url.clone().filter(|url| url.span == at));
                let own = pin.and_then(|pin| pin.markdown.clone());
                (own.unwrap_or_else(|| with_brackets(item, &found.range)), query)
            };
            several.iter().map(of_handle).collect()
        }
        ([] | [_], several @ [_, _, ..]) if single => {
            let of_day = |date: &&DateFound| {
                let mut query = shared.clone();
                query.when = Some(item.field(date.when, &date.range));
                query.other_reading = date.other_reading;
                (with_year(item, &date.range), query)
            };
            several.iter().map(of_day).collect()
        }
        (_, several) => {
            // Each day of a list has its post; one citation is of one.
            let more = several.iter().skip(1);
            shared
                .unread
                .extend(more.map(|date| item.field(Unread::Range, &date.range)));
            vec![(link.clone(), shared)]
        }
    };
    let link = if citations.len() > 1 { list } else { link };
    partition(item, evidence, link, citations)
}

/// Whether the words of a link hold the handle.
fn covers(pin: &Pin, handle: &HandleFound) -> bool {
    pin.markdown.is_some() && pin.link.start <= handle.range.start && handle.range.end <= pin.link.end
}

/// Whether an address is that of the post of one account of the list: `[@a](https://…), @b and @c, Twitter, …`
fn is_of_one(pin: &Pin, handles: &[HandleFound]) -> bool {
    handles.iter().filter(|handle| covers(pin, handle)).count() == 1
}

/// Gives each citation its own words: the first those before it, the last those after it.
fn partition(
    item: &Item<'_>,
    evidence: &Evidence<'_>,
    link: &Range<usize>,
    citations: Vec<(Range<usize>, PostQuery)>,
) -> Vec<Assembled> {
    let last = citations.len().saturating_sub(1);
    let parts = citations.into_iter().enumerate();
    parts
        .map(|(at, (own, query))| {
            let start = if at == 0 { item.range.start } else { own.start };
            let end = if at == last { item.range.end } else { own.end };
            let from = link.start.max(start).min(own.start);
            let until = link.end.min(end).max(own.end);
            let pinned = query.permalink.as_ref().and_then(|permalink| {
                let mut pins = evidence.addresses.all.iter();
                pins.find(|pin| pin.permalink.span == permalink.span)
            });
            let words = if last == 0 {
                link.clone()
            } else if let Some(pin) = pinned {
                pin.link.clone()
            } else {
                balanced(item.text, from..until, &(start..end))
            };
            Assembled {
                span: item.text.span(&(start..end)),
                link: item.text.span(&words),
                target: Target::Post(Box::new(query)),
                remarks: evidence.remarks.clone(),
            }
        })
        .collect()
}

/// The days of the list that the citation's day is of, in order.
fn days_of_list<'e>(evidence: &'e Evidence<'_>, day: Option<&DateFound>) -> Vec<&'e DateFound> {
    let Some(list) = day.and_then(|day| day.list) else {
        return Vec::new();
    };
    evidence.dates.iter().filter(|date| date.list == Some(list)).collect()
}

/// All handles of an item, if more than one and nothing but joints (and names before brackets) is between them.
fn handle_list(item: &Item<'_>, author: &HandleFound, pins: &[Pin]) -> Option<Vec<HandleFound>> {
    let mut list: Vec<HandleFound> = handles(item)
        .into_iter()
        .filter(|found| !is_mention(item, found))
        .collect();
    list.push(author.clone());
    list.sort_by_key(|found| found.range.start);
    let joined = |pair: &[HandleFound]| is_joined(item, &pair[0].range, &pair[1].range, pins);
    let mut names: Vec<String> = list.iter().map(|found| found.name.to_lowercase()).collect();
    names.sort();
    names.dedup();
    (list.len() > 1 && names.len() == list.len() && list.windows(2).all(joined)).then_some(list)
}

fn is_joined(item: &Item<'_>, one: &Range<usize>, next: &Range<usize>, pins: &[Pin]) -> bool {
    let gap = one.end..next.start;
    let of_link = |at: usize| {
        let wholes = pins.iter().filter_map(|pin| pin.markdown.as_ref());
        wholes.into_iter().any(|whole| whole.contains(&at))
    };
    if gap.clone().any(|at| item.at(at).is_none() && !of_link(at)) {
        return false;
    }
    let bracketed = matches!(item.at(one.end), Some(')' | ']')) && matches!(item.before(next.start), Some('(' | '['));
    let seen = gap.filter(|&at| item.at(at).is_some());
    let written: String = seen.map(|at| item.text.written(at..at + 1)).collect();
    let is_joint = |word: &str| WORDS.joints.iter().any(|joint| joint == &word.to_lowercase());
    let is_name = |word: &str| bracketed && word.chars().next().is_some_and(|c| !c.is_lowercase());
    let words = written
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut count = 0;
    let known = words.clone().all(|word| {
        count += usize::from(!is_joint(word));
        is_joint(word) || is_name(word)
    });
    let joins = written.contains([',', '،', '&', '/', '+']) || words.clone().any(is_joint);
    let marks = |c: char| c.is_alphanumeric() || c.is_whitespace() || ",،&/+()[]*_-־.".contains(c);
    known && joins && count <= 6 && written.chars().all(marks)
}

/// A day with the year that is printed after it for the whole list.
fn with_year(item: &Item<'_>, day: &Range<usize>) -> Range<usize> {
    let run = |mut at: usize, wanted: &dyn Fn(char) -> bool| {
        while at < item.range.end && item.text.folded(at).is_some_and(wanted) {
            at += 1;
        }
        at
    };
    let year = run(day.end, &|c| c.is_whitespace() || matches!(c, ',' | '،'));
    let end = run(year, &|c| c.is_ascii_digit());
    let is_year = end - year == 4 && year > day.end && !item.text.folded(end).is_some_and(char::is_alphanumeric);
    day.start..if is_year { end } else { day.end }
}

/// A handle with the brackets and the emphasis that stand directly around it.
fn with_brackets(item: &Item<'_>, handle: &Range<usize>) -> Range<usize> {
    let mut range = handle.clone();
    loop {
        let around = (item.text.before(range.start), item.text.folded(range.end));
        let pairs = matches!(
            around,
            (Some('('), Some(')')) | (Some('['), Some(']')) | (Some('*'), Some('*')) | (Some('_'), Some('_'))
        );
        if !pairs || range.start <= item.range.start || range.end >= item.range.end {
            return range;
        }
        range = range.start - 1..range.end + 1;
    }
}
