use super::clock::clock_at;
use super::date::date_at;
use crate::citation::item::Item;
use crate::citation::words::WORDS;
use crate::config::DateOrder;

/// Takes `accessed 3 May 2018` and its kin, so that the day of looking is never read as the day of posting.
pub(in crate::citation) fn take_access(item: &mut Item<'_>, order: Option<DateOrder>) {
    let mut at = item.range.start;
    while at < item.range.end {
        if item.is_word_start(at)
            && let Some(end) = item.any_phrase(at, &WORDS.access)
        {
            let end = clause_end(item, end, order);
            item.take(&(at..end));
            at = end;
        } else {
            at += 1;
        }
    }
}

/// Past the date and the time that follow the word, if any do.
fn clause_end(item: &Item<'_>, word_end: usize, order: Option<DateOrder>) -> usize {
    let gap = |at: usize| {
        item.run(at, |character| {
            character.is_whitespace() || matches!(character, ':' | ',' | '،')
        })
    };
    let mut at = gap(word_end);
    if let Some(end) = item.any_phrase(at, &WORDS.access_links) {
        at = gap(end);
    }
    let Some(date) = date_at(item, at, order) else {
        return word_end;
    };
    clock_at(item, gap(date.range.end)).map_or(date.range.end, |found| found.range.end)
}
