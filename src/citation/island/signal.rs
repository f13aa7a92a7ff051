use crate::citation::item::Item;
use crate::citation::kinds::KINDS;
use crate::citation::split::Shapes;
use crate::citation::words::WORDS;

/// Takes the words before a citation that say why it is given: `See also`, `cf.`, `انظر`. Where the citation begins.
pub(in crate::citation) fn take_signal(item: &mut Item<'_>) -> usize {
    let first = item
        .range
        .clone()
        .find(|&at| item.at(at).is_some_and(|c| !c.is_whitespace()));
    let start = first.unwrap_or(item.range.start);
    let Some(end) = item.any_phrase(start, &WORDS.signals) else {
        return start;
    };
    let end = item.run(end, |character| matches!(character, '.' | ':' | ','));
    item.take(&(start..end));
    item.skip_space(end)
}

/// Takes `quoted in` with all that follows it: what is said there is of another work.
pub(in crate::citation) fn take_secondary(item: &mut Item<'_>, shapes: &Shapes) {
    let quoted = |at: usize| shapes.quotes.iter().any(|quote| quote.whole.contains(&at));
    let begins = |at: &usize| item.is_word_start(*at) && item.any_phrase(*at, &KINDS.lists.within).is_some();
    let first_word = item
        .range
        .clone()
        .find(|&at| item.at(at).is_some_and(char::is_alphanumeric));
    let found = item
        .range
        .clone()
        .find(|at| Some(*at) != first_word && begins(at) && !quoted(*at));
    if let Some(at) = found {
        let rest = at..item.range.end;
        item.take(&rest);
    }
}

/// Whether an item speaks of what was never published: an interview, a letter, a message to the author.
pub(in crate::citation) fn is_unpublished(item: &Item<'_>, shapes: &Shapes) -> bool {
    let quoted = |at: usize| shapes.quotes.iter().any(|quote| quote.whole.contains(&at));
    let mut words = item.range.clone().filter(|&at| item.is_word_start(at) && !quoted(at));
    let is_letter = |at: &usize| item.at(*at).is_some_and(char::is_alphanumeric);
    let first = item.range.clone().find(is_letter).map(|at| {
        let after = item.any_phrase(at, &WORDS.signals);
        after.map_or(at, |end| (end..item.range.end).find(is_letter).unwrap_or(at))
    });
    first.is_some_and(|at| item.any_phrase(at, &WORDS.unpublished_first).is_some())
        || words.any(|at| item.any_phrase(at, &WORDS.unpublished).is_some())
}
