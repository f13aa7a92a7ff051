//! All islands of one item, in the order in which they must be looked for: each hides what it took from the next.

use std::ops::Range;

use super::island::access::{AccessFound, take_access};
use super::island::bare::bare_handle;
use super::island::body::body;
use super::island::clock::{ClockFound, clock};
use super::island::date::{DateFound, dates};
use super::island::handle::{HandleFound, HandlePlace, handle};
use super::island::hashtag::leading_hashtag;
use super::island::kind::{KindFound, KindPlace, bracketed_kinds, open_kinds};
use super::island::label::take_label;
use super::island::platform::{PlatformFound, platform};
use super::island::quote::Quote;
use super::island::signal::{take_secondary, take_signal};
use super::item::Item;
use super::pins::{Addresses, take_addresses};
use super::split::Shapes;
use super::twice::{Remark, remarks};
use super::{Field, Unread};
use crate::archive::Platform;
use crate::config::DateOrder;

/// What was found in an item.
#[derive(Debug)]
pub(super) struct Evidence<'s> {
    /// Where the citation proper begins, after its label and its signal.
    pub start: usize,
    pub addresses: Addresses,
    /// Whether the item is `[@…]` from end to end.
    pub is_reference_key: bool,
    pub quotes: Vec<&'s Quote>,
    /// Words of the post without quotation marks.
    pub body: Option<Range<usize>>,
    pub dates: Vec<DateFound>,
    pub unread: Vec<(Range<usize>, Unread)>,
    pub time: Option<ClockFound>,
    pub accessed: Vec<AccessFound>,
    pub remarks: Vec<Field<Remark>>,
    pub kinds: Vec<KindFound>,
    pub tag: Option<(Range<usize>, String)>,
    pub author: Option<HandleFound>,
    pub place: Option<PlatformFound>,
}

/// Looks for all islands of an item.
pub(super) fn gather<'s>(item: &mut Item<'_>, shapes: &'s Shapes, order: Option<DateOrder>) -> Evidence<'s> {
    let whole = item.range.clone();
    take_secondary(item, shapes);
    let addresses = take_addresses(item, shapes);
    let is_reference_key = is_bracketed_whole(item);
    take_label(item, order);
    let accessed = take_access(item, order);
    let start = take_signal(item);
    let mut quotes: Vec<_> = shapes
        .quotes
        .iter()
        .filter(|quote| whole.start <= quote.whole.start && quote.whole.end <= whole.end)
        .filter(|quote| item.at(quote.whole.start).is_some())
        .collect();
    for quote in &quotes {
        hide_brackets(item, &quote.whole);
    }
    let mut kinds = bracketed_kinds(item);
    let body = body(item, &kinds, &quotes, order);
    if let Some(body) = &body {
        item.take(body);
        quotes.retain(|quote| quote.whole.end <= body.start || body.end <= quote.whole.start);
    }
    for quote in &quotes {
        item.take(&quote.whole);
    }
    let (dates, unread) = dates(item, order);
    let taken: Vec<_> = dates.iter().map(|date| date.range.clone()).collect();
    let mut time = clock(item, &taken);
    let mut remarks = remarks(item, &dates);
    if let Some((range, places)) = time.as_ref().and_then(|time| time.unclear_zone.clone()) {
        remarks.push(item.field(Remark::Zone(places), &range));
        time = None;
    }
    kinds.extend(open_kinds(item, &taken));
    let tag = leading_hashtag(item);
    let printed = if tag.is_none() { handle(item) } else { None };
    let author = match printed {
        Some(printed) if printed.place != HandlePlace::Prose => Some(printed),
        printed => bare_handle(item).filter(|_| tag.is_none()).or(printed),
    };
    if let Some(author) = &author {
        item.take(&author.range);
    }
    let place = platform(item).or_else(|| embedded(item, author.as_ref()?, &dates));
    let mut evidence = Evidence {
        start,
        addresses,
        is_reference_key,
        quotes,
        body,
        dates,
        unread,
        time,
        accessed,
        remarks,
        kinds,
        tag,
        author,
        place,
    };
    // `1:02:03` beside a film is a place in it.
    if evidence.is_film() {
        evidence.time = evidence.time.filter(|time| time.is_of_day);
    }
    evidence
}

impl Evidence<'_> {
    /// Whether the item says by itself that it is of a social platform.
    pub(super) fn says_where(&self) -> bool {
        self.place.as_ref().is_some_and(|place| place.alone)
            || self.kinds.iter().any(|kind| kind.platform.is_some() && kind.counts())
    }

    /// Whether it names a kind that only one platform has, where a citation names it.
    pub(super) fn says_kind(&self) -> bool {
        let dated = !self.dates.is_empty();
        let tells = |kind: &KindFound| match kind.place {
            KindPlace::Bracketed | KindPlace::Dated => true,
            KindPlace::Alone => dated && !kind.is_name_of_platform,
            KindPlace::Prose => false,
        };
        self.kinds
            .iter()
            .any(|kind| kind.platform.is_some() && kind.kind.is_some() && tells(kind))
    }

    fn is_film(&self) -> bool {
        const FILMS: [&str; 3] = ["youtube", "tiktok", "vimeo"];
        let place = self.place.as_ref().map(|place| &place.platform);
        let pin = self.addresses.pin.as_ref().map(|pin| &pin.permalink.value.platform);
        let kinds = self.kinds.iter().filter_map(|kind| kind.platform.as_ref());
        let all = place.into_iter().chain(pin).chain(kinds);
        all.into_iter().any(|platform| FILMS.contains(&platform.as_str()))
    }

    pub(super) fn has_kind_in_brackets(&self) -> bool {
        let in_brackets = |kind: &KindFound| kind.place == KindPlace::Bracketed && kind.kind.is_some();
        self.kinds.iter().any(in_brackets)
    }

    /// The surest word for a kind that tells the platform too.
    pub(super) fn kind_of_platform(&self) -> Option<&KindFound> {
        let telling = self.kinds.iter().filter(|kind| kind.platform.is_some());
        telling.min_by_key(|kind| kind.place)
    }
}

/// `Smoke over the quay pic.twitter.com/… — Harbour Watch (@harbour_watch) June 29, 2019`: what is left of a tweet that was
/// embedded in a page.
fn embedded(item: &Item<'_>, author: &HandleFound, dates: &[DateFound]) -> Option<PlatformFound> {
    let range = item.range.clone();
    let only_space = |range: Range<usize>| range.clone().all(|at| item.at(at).is_none_or(char::is_whitespace));
    let is_signed = || {
        let [date] = dates else { return false };
        let after = author.range.end + 1;
        let name = item.back_over(author.range.start, |c| !matches!(c, '—' | ',' | ';' | ':'));
        author.place == HandlePlace::Parenthesised
            && item.before(name) == Some('—')
            && item.at(author.range.end) == Some(')')
            && after < date.range.start
            && only_space(after..date.range.start)
            && only_space(date.range.end..range.end)
    };
    let has_residue = || {
        let is_residue = |at: usize| {
            let of_address =
                item.text.folded(at) == Some('t') && !item.text.before(at).is_some_and(char::is_alphanumeric);
            let written = |words: &str| {
                words
                    .chars()
                    .zip(at..range.end)
                    .filter(|&(c, at)| item.text.folded(at) == Some(c))
                    .count()
                    == words.len()
            };
            of_address && written("t.co/") || written("pic.twitter.com/")
        };
        range.clone().any(is_residue)
    };
    (is_signed() || has_residue()).then(|| PlatformFound {
        range: author.range.clone(),
        platform: Platform("twitter".into()),
        alone: false,
    })
}

/// Whether the item is `[@…]` from end to end.
fn is_bracketed_whole(item: &Item<'_>) -> bool {
    let Range { start, end } = item.range;
    item.at(start) == Some('[') && item.at(start + 1) == Some('@') && item.before(end) == Some(']')
}

/// Brackets within quoted words are the author's of the post: no kind is looked for in them.
fn hide_brackets(item: &mut Item<'_>, quote: &Range<usize>) {
    for at in quote.clone() {
        if matches!(item.at(at), Some('[' | ']' | '(' | ')')) {
            item.take(&(at..at + 1));
        }
    }
}
