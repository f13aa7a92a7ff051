//! From the islands of one item to a citation: which of them belong together, and what the item refers to.

use std::ops::Range;

use super::island::access::take_access;
use super::island::clock::clock;
use super::island::date::{DateFound, dates};
use super::island::handle::{HandleFound, HandlePlace, handle, handles, is_mention};
use super::island::hashtag::leading_hashtag;
use super::island::link::Link;
use super::island::platform::platform;
use super::island::short::short_form;
use super::island::signal::take_signal;
use super::island::url::address;
use super::item::Item;
use super::split::Shapes;
use super::text::Text;
use super::twice::{Remark, remarks};
use super::words::WORDS;
use super::{BriefReference, Field, PostQuery, Target, Unread, When};
use crate::archive::Permalink;
use crate::config::DateOrder;
use crate::source::Span;

/// An item as understood.
#[derive(Debug)]
pub(super) struct Assembled {
    pub span: Span,
    pub link: Span,
    pub target: Target,
    /// What there is to say of its dates beyond their values.
    pub remarks: Vec<Field<Remark>>,
}

/// A permalink with the words that lead to it: of a link its words, else the address itself.
struct Pin {
    permalink: Field<Permalink>,
    link: Range<usize>,
    is_markdown: bool,
}

/// Reads an item, island by island.
pub(super) fn assemble(mut item: Item<'_>, shapes: &Shapes, order: Option<DateOrder>) -> Assembled {
    let text = item.text;
    let whole = item.range.clone();
    if let Some((form, words)) = short_form(&item, order) {
        return Assembled {
            span: text.span(&whole),
            link: text.span(&balanced(text, words, &whole)),
            target: Target::Short(form),
            remarks: Vec::new(),
        };
    }
    let within = |range: &Range<usize>| whole.start <= range.start && range.end <= whole.end;

    let links: Vec<&Link> = shapes.links.iter().filter(|link| within(&link.whole)).collect();
    let mut pin: Option<Pin> = None;
    let mut other_posts = Vec::new();
    let mut brief = None;
    for link in &links {
        let target = text.written(link.target.clone());
        if link.is_wiki || leads_to_site(&target) {
            brief.get_or_insert((
                BriefReference::Link(item.field(target, &link.target)),
                link.words.clone(),
            ));
        } else if let Some(permalink) = Permalink::parse(&address(text, link.target.clone()))
            && {
                other_posts.extend(is_other_post(&permalink, pin.as_ref()).then(|| link.target.clone()));
                is_better(&permalink, pin.as_ref())
            }
        {
            pin = Some(Pin {
                permalink: item.field(permalink, &link.target),
                link: link.words.clone(),
                is_markdown: true,
            });
        }
        item.take(&(link.whole.start..link.words.start));
        item.take(&(link.words.end..link.whole.end));
    }
    for url in shapes.urls.iter().filter(|url| within(url)) {
        if let Some(permalink) = Permalink::parse(&address(text, url.clone()))
            && {
                other_posts.extend(is_other_post(&permalink, pin.as_ref()).then(|| url.clone()));
                is_better(&permalink, pin.as_ref())
            }
        {
            pin = Some(Pin {
                permalink: item.field(permalink, url),
                link: url.clone(),
                is_markdown: false,
            });
        }
        item.take(url);
    }
    let reference_key = is_bracketed_whole(&item);
    let looked_at = take_access(&mut item, order);
    let quotes: Vec<_> = shapes.quotes.iter().filter(|quote| within(&quote.whole)).collect();
    for quote in &quotes {
        item.take(&quote.whole);
    }
    take_signal(&mut item);

    let (dates, mut unread) = dates(&mut item, order);
    let days: Vec<_> = dates.iter().map(|date| date.range.clone()).collect();
    let time = clock(&mut item, &days);
    let remarks = remarks(&item, &dates);
    let tag = leading_hashtag(&mut item);
    let author = if tag.is_none() { handle(&mut item) } else { None };
    let place = platform(&mut item);

    let chosen = choose(&dates);
    let when_field = |date: &DateFound| item.field(date.when, &date.range);
    let platform_field = place
        .as_ref()
        .map(|(range, platform)| item.field(platform.clone(), range));
    let islands = [
        author.as_ref().map(|found| found.range.clone()),
        place.as_ref().map(|(range, _)| range.clone()),
        chosen.0.map(|date| date.range.clone()),
        time.as_ref().map(|found| found.range.clone()),
    ];
    let cover = islands
        .into_iter()
        .flatten()
        .reduce(|all, one| all.start.min(one.start)..all.end.max(one.end));
    let link_span = |range: Range<usize>| text.span(&range);
    let done = |target: Target, link: Span| Assembled {
        span: text.span(&whole),
        link,
        target,
        remarks: remarks.clone(),
    };

    if let Some((range, tag)) = tag
        && pin.is_none()
    {
        let target = Target::Hashtag {
            tag: item.field(tag, &range),
            platform: platform_field,
        };
        return done(target, link_span(range));
    }
    let counts = author.as_ref().is_some_and(|author| match author.place {
        HandlePlace::Prose => platform_field.is_some() || (chosen.0.is_some() && quotes.is_empty()),
        // `[@key, p. 3]` is kept for the bibliography.
        HandlePlace::First | HandlePlace::Bracketed | HandlePlace::Parenthesised => {
            !reference_key || platform_field.is_some() || chosen.0.is_some()
        }
    });
    // The address of an account is evidence only beside a day.
    let pin = pin.filter(|pin| pin.permalink.value.id.is_some() || counts || chosen.0.is_some());
    if pin.is_some() || (counts && brief.is_none()) {
        let link = match (&pin, &cover) {
            (Some(pin), _) if pin.is_markdown => pin.link.clone(),
            (_, Some(cover)) if counts => balanced(text, cover.clone(), &whole),
            (Some(pin), _) => pin.link.clone(),
            (None, _) => whole.clone(),
        };
        let author = author.as_ref().filter(|_| counts);
        let has_id = pin.as_ref().is_some_and(|pin| pin.permalink.value.id.is_some());
        unread.extend(
            author
                .into_iter()
                .flat_map(|author| other_handles(&item, author, has_id)),
        );
        unread.extend(other_posts.into_iter().map(|range| (range, Unread::Address)));
        // Each day of a list has its post; one citation is of one.
        let more_days = dates.iter().filter(|date| date.list.is_some());
        let more_days = more_days.filter(|date| chosen.0.is_some_and(|first| first.range != date.range));
        unread.extend(more_days.map(|date| (date.range.clone(), Unread::Range)));
        let mut query = PostQuery {
            platform: platform_field,
            handle: author.map(|found| item.field(found.name.clone(), &found.range)),
            when: chosen.0.map(when_field),
            time: time.as_ref().map(|found| item.field(found.clock, &found.range)),
            second_date: chosen.1.map(when_field),
            accessed: looked_at
                .iter()
                .find_map(|clause| Some(item.field(clause.date.as_ref()?.when, &clause.range))),
            permalink: pin.map(|pin| pin.permalink),
            words: quotes
                .iter()
                .map(|quote| item.field(text.written(quote.words.clone()), &quote.words))
                .collect(),
            url: None,
            kind: None,
            other_reading: chosen.0.and_then(|date| date.other_reading),
            unread: unread
                .into_iter()
                .map(|(range, what)| item.field(what, &range))
                .collect(),
        };
        fill_from_address(&mut query);
        return done(Target::Post(Box::new(query)), link_span(link));
    }
    if let Some((reference, words)) = brief {
        return done(Target::Brief(reference), link_span(words));
    }
    if let Some(quote) = quotes.first() {
        let title = item.field(text.written(quote.words.clone()), &quote.words);
        return done(
            Target::Brief(BriefReference::Title(title)),
            link_span(quote.whole.clone()),
        );
    }
    done(Target::Other(Box::default()), link_span(whole.clone()))
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

/// Whether an address is of another post than the one before it. A copy in a web archive is of the same.
fn is_other_post(permalink: &Permalink, old: Option<&Pin>) -> bool {
    let number = |permalink: &Permalink| {
        permalink
            .id
            .as_deref()
            .map(|id| id.rsplit('/').next().map(str::to_owned))
    };
    old.is_some_and(|old| {
        let old = &old.permalink.value;
        old.id.is_some()
            && permalink.id.is_some()
            && (old.platform != permalink.platform || number(old) != number(permalink))
    })
}

/// Whether an address says more than the one found before: one that names a post does.
fn is_better(permalink: &Permalink, old: Option<&Pin>) -> bool {
    old.is_none_or(|old| old.permalink.value.id.is_none() && permalink.id.is_some())
}

/// What the address says of platform and handle, where the words do not.
fn fill_from_address(query: &mut PostQuery) {
    let Some(permalink) = &query.permalink else {
        return;
    };
    let span = permalink.span;
    if query.platform.is_none() {
        query.platform = Some(Field {
            value: permalink.value.platform.clone(),
            span,
        });
    }
    if query.handle.is_none() {
        query.handle = permalink.value.handle.clone().map(|value| Field { value, span });
    }
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

/// Whether a link's target is a page of the site, not of the web.
fn leads_to_site(target: &str) -> bool {
    let has_scheme = target
        .split_once(':')
        .is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)));
    let is_page = target.starts_with(['/', '.'])
        || target.split(['#', '?']).next().is_some_and(|path| {
            std::path::Path::new(path)
                .extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
                || path.ends_with('/')
        });
    !has_scheme && !target.starts_with("//") && !target.starts_with('#') && is_page
}

/// Whether the item is `[@…]` from end to end.
fn is_bracketed_whole(item: &Item<'_>) -> bool {
    let Range { start, end } = item.range;
    item.at(start) == Some('[') && item.at(start + 1) == Some('@') && item.before(end) == Some(']')
}

/// The range, with the brackets and the emphasis that it would otherwise cut in two.
fn balanced(text: &Text, mut range: Range<usize>, whole: &Range<usize>) -> Range<usize> {
    let before = |range: &Range<usize>| text.before(range.start).filter(|_| range.start > whole.start);
    let after = |range: &Range<usize>| text.folded(range.end).filter(|_| range.end < whole.end);
    for (open, close) in [('(', ')'), ('[', ']')] {
        let (mut unopened, mut unclosed) = (0_usize, 0_usize);
        for character in range.clone().filter_map(|at| text.folded(at)) {
            if character == open {
                unclosed += 1;
            } else if character == close && unclosed > 0 {
                unclosed -= 1;
            } else if character == close {
                unopened += 1;
            }
        }
        if unopened > 0 && before(&range) == Some(open) {
            range.start -= 1;
        }
        if unclosed > 0 && after(&range) == Some(close) {
            range.end += 1;
        }
    }
    for mark in ['*', '_'] {
        for length in unmatched_runs(text, &range, mark) {
            let is_mark = |at: usize| text.folded(at) == Some(mark);
            if range.end + length <= whole.end && (range.end..range.end + length).all(is_mark) {
                range.end += length;
            } else if whole.start + length <= range.start && (range.start - length..range.start).all(is_mark) {
                range.start -= length;
            }
        }
    }
    range
}

/// The lengths of the runs of an emphasis mark that are opened or closed outside of the range, the last first.
fn unmatched_runs(text: &Text, range: &Range<usize>, mark: char) -> Vec<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let start = at;
        while at < range.end && text.folded(at) == Some(mark) {
            at += 1;
        }
        let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        // Between two letters it belongs to the word: `@a_b`.
        let emphasises = at > start && !(is_word(text.before(start)) && is_word(text.folded(at)));
        if emphasises && open.last() == Some(&(at - start)) {
            open.pop();
        } else if emphasises {
            open.push(at - start);
        }
        at = at.max(start + 1);
    }
    open.reverse();
    open
}
