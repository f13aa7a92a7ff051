use std::ops::Range;

use super::When;
use super::island::access::take_access;
use super::island::date::dates;
use super::island::handle::handles;
use super::item::Item;
use super::split::Shapes;
use super::text::Text;
use super::words::WORDS;
use crate::config::DateOrder;

/// The parts of an item that holds several complete references (handle … day, handle … day) with nothing but `and`,
/// a comma or the like before each next handle. Any other item is one part.
pub(super) fn divide(text: &Text, shapes: &Shapes, range: Range<usize>, order: Option<DateOrder>) -> Vec<Range<usize>> {
    let mut item = Item::new(text, range.clone());
    let within = |part: &Range<usize>| range.start <= part.start && part.end <= range.end;
    for link in shapes.links.iter().filter(|link| within(&link.whole)) {
        item.take(&(link.words.end..link.whole.end));
    }
    for whole in shapes.urls.iter().chain(shapes.quotes.iter().map(|quote| &quote.whole)) {
        item.take(whole);
    }
    let handles = handles(&item);
    if handles.len() < 2 {
        return vec![range];
    }
    take_access(&mut item, order);
    let (dates, _) = dates(&mut item, order);
    let days: Vec<_> = dates.iter().filter(|date| matches!(date.when, When::Day(_))).collect();
    let next = handles
        .iter()
        .skip(1)
        .map(|handle| handle.range.start)
        .chain([range.end]);
    let alternate = days.len() == handles.len()
        && handles
            .iter()
            .zip(&days)
            .zip(next)
            .all(|((handle, day), next)| handle.range.end <= day.range.start && day.range.end <= next);
    if !alternate {
        return vec![range];
    }
    let mut parts = Vec::new();
    let mut start = range.start;
    for (handle, day) in handles.iter().skip(1).zip(&days) {
        let link = shapes
            .links
            .iter()
            .find(|link| link.whole.contains(&handle.range.start));
        let at = link.map_or(handle.range.start, |link| link.whole.start);
        let found = joint_before(text, start, at).or_else(|| sentence_before(text, day.range.end, at));
        let Some((end, next)) = found else {
            return vec![range];
        };
        parts.push(start..end);
        start = next;
    }
    parts.push(start..range.end);
    parts
}

/// Where the words begin that join a reference to the one at `at`, and where that one begins with its brackets.
fn joint_before(text: &Text, start: usize, at: usize) -> Option<(usize, usize)> {
    let is_open = |c: char| matches!(c, '(' | '[' | '*' | '_');
    let back = |mut at: usize, wanted: &dyn Fn(char) -> bool| {
        while at > start && text.before(at).is_some_and(wanted) {
            at -= 1;
        }
        at
    };
    let next = back(at, &is_open);
    let mut joint = next;
    let mut joined = false;
    loop {
        let end = back(joint, &char::is_whitespace);
        let marks = back(end, &|c| matches!(c, ',' | '،' | '.' | '&' | ':'));
        let word = back(marks, &char::is_alphabetic);
        let written = text.written(word..marks).to_lowercase();
        let is_joint = word < marks && word == back(word, &char::is_alphanumeric) && WORDS.joints.contains(&written);
        if is_joint && marks == end {
            joint = word;
        } else if marks < end {
            joint = marks;
        } else {
            break;
        }
        joined = true;
    }
    let joint = back(joint, &char::is_whitespace);
    (joined && joint > start).then_some((joint, next))
}

/// The same where a full stop and the author's name are before the handle: `…, May 1, 2019. Quay News (@quay_news), …`.
fn sentence_before(text: &Text, from: usize, at: usize) -> Option<(usize, usize)> {
    if !matches!(text.before(at), Some('(' | '[')) {
        return None;
    }
    let is_stop = |place: &usize| {
        let after_initial = place.checked_sub(2).is_some_and(|before| {
            text.folded(before).is_some_and(|c| !c.is_alphanumeric())
                && text.before(*place).is_some_and(char::is_alphabetic)
        });
        text.folded(*place) == Some('.') && text.folded(place + 1).is_some_and(char::is_whitespace) && !after_initial
    };
    let stop = (from..at).rev().find(is_stop)?;
    let name = text.written(text.trimmed(stop + 1..at - 1));
    let words = name
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric));
    let is_name = words.clone().all(|word| {
        word.chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    });
    let count = words.count();
    (is_name && (1..=6).contains(&count)).then_some((stop, text.trimmed(stop + 1..at).start))
}
