//! From the islands of one item to a citation: which of them belong together, and what the item refers to.

use std::ops::Range;

use super::balance::balanced;
use super::evidence::{Evidence, gather};
use super::expand::expand;
use super::island::date::DateFound;
use super::island::handle::{HandleFound, HandlePlace, handles, is_mention};
use super::island::hashtag::{hashtags, stands_apart};
use super::island::kind::KindPlace;
use super::island::short::short_form;
use super::island::signal::is_unpublished;
use super::item::Item;
use super::messages::each_message;
use super::pins::Pin;
use super::split::Shapes;
use super::twice::Remark;
use super::words::WORDS;
use super::{BriefReference, Field, Kind, OtherSource, PostQuery, Target, Unread, When, structured};
use crate::archive::{Permalink, Platform};
use crate::config::DateOrder;
use crate::source::Span;

/// An item as understood, or one of several citations that it holds.
#[derive(Clone, Debug)]
pub(super) struct Assembled {
    pub span: Span,
    pub link: Span,
    pub target: Target,
    /// What there is to say of its dates beyond their values.
    pub remarks: Vec<Field<Remark>>,
}

/// Reads an item, island by island. One that names several accounts or days is as many citations.
pub(super) fn assemble(mut item: Item<'_>, shapes: &Shapes, order: Option<DateOrder>) -> Vec<Assembled> {
    let text = item.text;
    let whole = item.range.clone();
    let done = |target: Target, link: &Range<usize>| {
        vec![Assembled {
            span: text.span(&whole),
            link: text.span(link),
            target,
            remarks: Vec::new(),
        }]
    };
    if let Some((form, words)) = short_form(&item, order) {
        return done(Target::Short(form), &balanced(text, words, &whole));
    }
    if let Some((target, block)) = structured::read(&item, order) {
        return done(target, &block);
    }
    let is_unpublished = is_unpublished(&item, shapes);
    let mut evidence = gather(&mut item, shapes, order);
    if let Some((range, tag)) = evidence.tag.take_if(|_| evidence.addresses.pin.is_none()) {
        let platform = platform(&item, &evidence);
        return each_hashtag(&item, (range, tag), platform.as_ref());
    }
    let chosen = choose(&evidence.dates);
    let author = author(&evidence, chosen.0);
    // The address of an account is evidence only beside a day.
    let pin = evidence
        .addresses
        .pin
        .as_ref()
        .filter(|pin| pin.permalink.value.is_post() || author.is_some() || chosen.0.is_some());
    let named = author.is_some() || is_post_without_handle(&item, &evidence, chosen.0);
    // What was never published has no address of a post.
    let is_published = !is_unpublished || pin.is_some_and(|pin| pin.permalink.value.is_post());
    if is_published && (pin.is_some() || (named && evidence.addresses.brief.is_none())) {
        let link = link(&item, &evidence, pin, author, chosen.0, named);
        let query = query(&item, &evidence, pin, author, chosen);
        if let Some(several) = pin.and_then(|pin| each_message(&item, &evidence, pin, &link, &query)) {
            return several;
        }
        return match author {
            Some(author) => {
                let list = self::link(&item, &evidence, None, Some(author), chosen.0, named);
                expand(&item, &evidence, author, (&link, &list), query, chosen.0)
            }
            None => vec![Assembled {
                span: text.span(&whole),
                link: text.span(&link),
                target: Target::Post(Box::new(query)),
                remarks: evidence.remarks,
            }],
        };
    }
    if let Some((reference, words)) = evidence.addresses.brief {
        return done(Target::Brief(reference), &words);
    }
    let source = Box::new(OtherSource {
        when: chosen.0.map(|date| item.field(date.when, &date.range)),
        time: evidence
            .time
            .as_ref()
            .map(|found| item.field(found.clock, &found.range)),
        url: evidence.addresses.url.clone(),
        account: evidence.addresses.pin.map(|pin| pin.permalink),
    });
    if let Some(quote) = evidence.quotes.first() {
        let title = item.field(text.written(quote.words.clone()), &quote.words);
        return done(Target::Brief(BriefReference::Title(title, source)), &quote.whole);
    }
    done(Target::Other(source), &whole)
}

/// `#RingBridge and #Demands, Twitter`: a search for each.
fn each_hashtag(item: &Item<'_>, first: (Range<usize>, String), platform: Option<&Field<Platform>>) -> Vec<Assembled> {
    let mut tags = vec![first];
    tags.extend(hashtags(item));
    let last = tags.len() - 1;
    let starts: Vec<usize> = tags.iter().map(|(range, _)| range.start).collect();
    let each = tags.into_iter().enumerate().map(|(at, (range, tag))| {
        let start = if at == 0 { item.range.start } else { range.start };
        let end = if at == last { item.range.end } else { starts[at + 1] };
        let platform = platform.cloned();
        let tag = item.field(tag, &range);
        Assembled {
            span: item.text.span(&item.text.trimmed(start..end)),
            link: item.text.span(&range),
            target: Target::Hashtag { tag, platform },
            remarks: Vec::new(),
        }
    });
    each.collect()
}

/// The author's handle, where there is reason enough to take it for one.
fn author<'e>(evidence: &'e Evidence<'_>, date: Option<&DateFound>) -> Option<&'e HandleFound> {
    let author = evidence.author.as_ref()?;
    let pin = evidence.addresses.pin.as_ref().map(|pin| &pin.permalink.value);
    let has_id = pin.is_some_and(Permalink::is_post);
    let has_platform = evidence.place.is_some() || evidence.kinds.iter().any(|kind| kind.platform.is_some());
    let counts = match author.place {
        // Beside the address of the post, a handle in prose is a mention.
        HandlePlace::Prose => !has_id && (has_platform || (date.is_some() && evidence.quotes.is_empty())),
        HandlePlace::Weak | HandlePlace::Username => {
            pin.is_none_or(|pin| pin.handle.is_none()) && (has_id || evidence.says_where())
        }
        HandlePlace::Bare => has_id || evidence.says_where(),
        // `[@key, p. 3]` is kept for the bibliography.
        HandlePlace::First | HandlePlace::Bracketed | HandlePlace::Parenthesised => {
            !evidence.is_reference_key || has_platform || date.is_some()
        }
    };
    counts.then_some(author)
}

/// A platform or the kind of a post, and a day: a post, though nobody can say whose. A platform that an item begins with
/// is its author, as of a report.
fn is_post_without_handle(item: &Item<'_>, evidence: &Evidence<'_>, date: Option<&DateFound>) -> bool {
    let is_day = date.is_some_and(|date| !matches!(date.when, When::Year(_)));
    let first = |range: &Range<usize>| {
        !item
            .text
            .written(evidence.start..range.start.max(evidence.start))
            .contains(char::is_alphabetic)
    };
    let in_brackets = evidence
        .kinds
        .iter()
        .filter(|kind| kind.platform.is_some() && kind.place == KindPlace::Bracketed);
    let alone = evidence
        .place
        .iter()
        .filter(|place| place.alone)
        .map(|place| &place.range);
    // A video that is cited by its title is a film like another: nobody expects its channel in the archive.
    if platform(item, evidence).is_some_and(|platform| platform.value.as_str() == "youtube") {
        return false;
    }
    let by_place = alone
        .chain(in_brackets.map(|kind| &kind.range))
        .any(|range| !first(range));
    evidence.says_kind() || (by_place && is_day) || (evidence.has_kind_in_brackets() && by_place)
}

/// The words that become the link: from the first island to the last.
fn link(
    item: &Item<'_>,
    evidence: &Evidence<'_>,
    pin: Option<&Pin>,
    author: Option<&HandleFound>,
    date: Option<&DateFound>,
    named: bool,
) -> Range<usize> {
    let islands = [
        author.map(|found| found.range.clone()),
        evidence.place.as_ref().map(|found| found.range.clone()),
        evidence.kind_of_platform().map(|found| found.range.clone()),
        date.map(|date| date.range.clone()),
        evidence.time.as_ref().map(|found| found.range.clone()),
    ];
    let cover = islands
        .into_iter()
        .flatten()
        .reduce(|all, one| all.start.min(one.start)..all.end.max(one.end));
    match (pin, cover) {
        (Some(pin), _) if pin.markdown.is_some() => pin.link.clone(),
        (_, Some(cover)) if named => balanced(item.text, cover, &item.range),
        (Some(pin), _) => pin.link.clone(),
        (None, _) => item.range.clone(),
    }
}

fn query(
    item: &Item<'_>,
    evidence: &Evidence<'_>,
    pin: Option<&Pin>,
    author: Option<&HandleFound>,
    chosen: (Option<&DateFound>, Option<&DateFound>),
) -> PostQuery {
    let when_field = |date: &DateFound| item.field(date.when, &date.range);
    let permalink = pin.map(|pin| pin.permalink.clone());
    let has_id = permalink.as_ref().is_some_and(|permalink| permalink.value.is_post());
    let unread = evidence.unread.iter().cloned();
    let handles = author
        .into_iter()
        .flat_map(|author| other_handles(item, author, has_id));
    let others = evidence.addresses.others.iter();
    let unread = unread
        .chain(handles)
        .chain(others.map(|range| (range.clone(), Unread::Address)))
        .chain(
            left_over(item, evidence, author, chosen)
                .into_iter()
                .filter(|_| !has_id),
        )
        // The address says of which day the post is.
        .filter(|(_, what)| !has_id || *what != Unread::YearMissing);
    let unread = unread.map(|(range, what)| item.field(what, &range)).collect();
    let words = evidence.quotes.iter().map(|quote| &quote.words).chain(&evidence.body);
    let of_address = permalink.as_ref();
    PostQuery {
        platform: platform(item, evidence),
        handle: author
            .map(|found| item.field(found.name.clone(), &found.range))
            .or_else(|| {
                let permalink = of_address?;
                let value = permalink.value.handle.clone().filter(|handle| is_name(handle))?;
                Some(Field {
                    value,
                    span: permalink.span,
                })
            }),
        when: chosen.0.map(when_field),
        time: evidence
            .time
            .as_ref()
            .map(|found| item.field(found.clock, &found.range)),
        second_date: chosen.1.map(when_field),
        accessed: evidence
            .accessed
            .iter()
            .find_map(|clause| Some(item.field(clause.date.as_ref()?.when, &clause.range))),
        words: words
            .map(|words| item.field(item.text.written(words.clone()), words))
            .collect(),
        url: evidence.addresses.url.clone(),
        kind: kind(item, evidence),
        other_reading: chosen.0.and_then(|date| date.other_reading),
        unread,
        permalink,
    }
}

/// Whether the handle of an address is one that people know: some platforms have the account's number in its place.
fn is_name(handle: &str) -> bool {
    !handle.chars().all(|letter| letter.is_ascii_digit())
}

/// A platform that stands by itself is the author's word, and may contradict the address; else the address says it,
/// then the kind, then a name in prose.
fn platform(item: &Item<'_>, evidence: &Evidence<'_>) -> Option<Field<Platform>> {
    let place = evidence.place.as_ref();
    let printed = |alone: bool| {
        let place = place.filter(|place| place.alone == alone)?;
        Some(item.field(place.platform.clone(), &place.range))
    };
    let of_address = || {
        let permalink = &evidence.addresses.pin.as_ref()?.permalink;
        Some(Field {
            value: permalink.value.platform.clone(),
            span: permalink.span,
        })
    };
    let of_kind = || {
        let kind = evidence.kind_of_platform()?;
        Some(item.field(kind.platform.clone()?, &kind.range))
    };
    printed(true)
        .or_else(of_address)
        .or_else(of_kind)
        .or_else(|| printed(false))
}

/// The kind that says most: `[Image attached]` before `[Tweet]`.
fn kind(item: &Item<'_>, evidence: &Evidence<'_>) -> Option<Field<Kind>> {
    let said = || {
        let kinds = evidence.kinds.iter().filter(|kind| kind.counts());
        kinds.filter_map(|found| Some(item.field(found.kind?, &found.range)))
    };
    said().find(|kind| kind.value != Kind::Post).or_else(|| said().next())
}

/// Handles that the citation does not account for. A mention in the words of the post is none, and where an address
/// names the post, only one that stands beside the author's is.
fn other_handles(item: &Item<'_>, author: &HandleFound, has_id: bool) -> Vec<(Range<usize>, Unread)> {
    let beside = |found: &HandleFound| {
        let gap = author.range.end.min(found.range.start)..found.range.start;
        let words = item.text.written(gap);
        words
            .split(|c: char| !c.is_alphanumeric())
            .all(|word| word.is_empty() || WORDS.joints.iter().any(|joint| joint.eq_ignore_ascii_case(word)))
    };
    let in_prose = has_id || author.place == HandlePlace::Bracketed;
    handles(item)
        .into_iter()
        .filter(|found| !found.name.eq_ignore_ascii_case(&author.name) && !is_mention(item, found))
        .filter(|found| !in_prose || beside(found))
        .map(|found| (found.range, Unread::Handle(found.name)))
        .collect()
}

/// Dates and hashtags that the citation does not account for.
fn left_over(
    item: &Item<'_>,
    evidence: &Evidence<'_>,
    author: Option<&HandleFound>,
    chosen: (Option<&DateFound>, Option<&DateFound>),
) -> Vec<(Range<usize>, Unread)> {
    let list = chosen.0.and_then(|date| date.list);
    let is_used = |date: &DateFound| {
        let used = [chosen.0, chosen.1]
            .into_iter()
            .flatten()
            .any(|used| used.range == date.range);
        // Without an author nothing is made of the other days of a list.
        used || author.is_some() && list.is_some() && date.list == list
    };
    let dates = evidence.dates.iter().filter(|date| !is_used(date));
    let days = dates.filter(|date| matches!(date.when, When::Day(_) | When::Between { .. }));
    let written = |range: &Range<usize>| item.text.written(range.clone());
    let days = days.map(|date| (date.range.clone(), Unread::Date(written(&date.range))));
    let tags = hashtags(item)
        .into_iter()
        .filter(|(range, _)| stands_apart(item, range));
    days.chain(tags.map(|(range, tag)| (range, Unread::Hashtag(tag))))
        .collect()
}

/// The most exact date of the item, and the next that is as exact.
fn choose(dates: &[DateFound]) -> (Option<&DateFound>, Option<&DateFound>) {
    let rank = |date: &DateFound| match date.when {
        When::Day(_) => 0,
        When::Between { .. } => 1,
        When::Month { .. } => 2,
        When::Year(_) => 3,
    };
    let Some(best) = dates.iter().map(rank).min() else {
        return (None, None);
    };
    let mut as_exact = dates.iter().filter(|date| rank(date) == best);
    let first = as_exact.next();
    // Another day of the same list is no second date.
    let is_other = |date: &&DateFound| date.list.is_none() || date.list != first.and_then(|first| first.list);
    (first, as_exact.find(is_other))
}
