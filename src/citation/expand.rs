//! Handle lists with a shared tail (`@a, @b and @c, Twitter, October 15, 2017`): as many citations, each with its own words.

use std::ops::Range;

use super::assemble::Assembled;
use super::balance::balanced;
use super::evidence::Evidence;
use super::island::handle::{HandleFound, handles, is_mention};
use super::item::Item;
use super::words::WORDS;
use super::{PostQuery, Target, Unread};

/// The citations of an item: one for each account that it names. Where it is not sure that all are authors of posts of
/// that day, it stays one, and the other handles stay unread.
pub(super) fn expand(
    item: &Item<'_>,
    evidence: &Evidence<'_>,
    author: &HandleFound,
    link: &Range<usize>,
    query: PostQuery,
) -> Vec<Assembled> {
    let one = |query: PostQuery| {
        vec![Assembled {
            span: item.text.span(&item.range),
            link: item.text.span(link),
            target: Target::Post(Box::new(query)),
        }]
    };
    if query.permalink.is_some() || evidence.quotes.len() > 1 {
        return one(query);
    }
    let Some(list) = handle_list(item, author) else {
        return one(query);
    };
    let is_listed = |unread: &Unread| {
        matches!(unread, Unread::Handle(name) if list.iter().any(|found| found.name == *name))
    };
    let mut shared = query;
    shared.unread.retain(|field| !is_listed(&field.value));
    if !shared.unread.is_empty() {
        return one(shared);
    }
    let last = list.len() - 1;
    let mut citations = Vec::new();
    for (at, found) in list.iter().enumerate() {
        let own = with_brackets(item, &found.range);
        let start = if at == 0 { item.range.start } else { own.start };
        let end = if at == last { item.range.end } else { own.end };
        let from = link.start.max(start).min(own.start);
        let until = link.end.min(end).max(own.end);
        let words = balanced(item.text, from..until, &(start..end));
        let mut query = shared.clone();
        query.handle = Some(item.field(found.name.clone(), &found.range));
        citations.push(Assembled {
            span: item.text.span(&(start..end)),
            link: item.text.span(&words),
            target: Target::Post(Box::new(query)),
        });
    }
    citations
}

/// All handles of an item, if more than one and nothing but joints (and names before brackets) is between them.
fn handle_list(item: &Item<'_>, author: &HandleFound) -> Option<Vec<HandleFound>> {
    let mut list: Vec<HandleFound> = handles(item).into_iter().filter(|found| !is_mention(item, found)).collect();
    list.push(author.clone());
    list.sort_by_key(|found| found.range.start);
    let joined = |pair: &[HandleFound]| is_joined(item, &pair[0].range, &pair[1].range);
    let mut names: Vec<String> = list.iter().map(|found| found.name.to_lowercase()).collect();
    names.sort();
    names.dedup();
    (list.len() > 1 && names.len() == list.len() && list.windows(2).all(joined)).then_some(list)
}

fn is_joined(item: &Item<'_>, one: &Range<usize>, next: &Range<usize>) -> bool {
    let gap = one.end..next.start;
    if gap.clone().any(|at| item.at(at).is_none()) {
        return false;
    }
    let bracketed = matches!(item.at(one.end), Some(')' | ']')) && matches!(item.before(next.start), Some('(' | '['));
    let written = item.text.written(gap);
    let is_joint = |word: &str| WORDS.joints.iter().any(|joint| joint == &word.to_lowercase());
    let is_name = |word: &str| bracketed && word.chars().next().is_some_and(|c| !c.is_lowercase());
    let words = written.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut count = 0;
    let known = words.clone().all(|word| {
        count += usize::from(!is_joint(word));
        is_joint(word) || is_name(word)
    });
    let joins = written.contains([',', '،', '&', '/', '+']) || words.clone().any(is_joint);
    let marks = |c: char| c.is_alphanumeric() || c.is_whitespace() || ",،&/+()[]*_-־.".contains(c);
    known && joins && count <= 6 && written.chars().all(marks)
}

/// A handle with the brackets and the emphasis that stand directly around it.
fn with_brackets(item: &Item<'_>, handle: &Range<usize>) -> Range<usize> {
    let mut range = handle.clone();
    loop {
        let around = (item.text.before(range.start), item.text.folded(range.end));
        let pairs = matches!(around, (Some('('), Some(')')) | (Some('['), Some(']')) | (Some('*'), Some('*')) | (Some('_'), Some('_')));
        if !pairs || range.start <= item.range.start || range.end >= item.range.end {
            return range;
        }
        range = range.start - 1..range.end + 1;
    }
}
