use crate::citation::item::Item;
use crate::citation::words::WORDS;

/// Takes the words before a citation that say why it is given: `See also`, `cf.`, `انظر`.
pub(in crate::citation) fn take_signal(item: &mut Item<'_>) {
    let start = item.skip_space(item.range.start);
    if let Some(end) = item.any_phrase(start, &WORDS.signals) {
        let end = item.run(end, |character| matches!(character, '.' | ':' | ','));
        item.take(&(start..end));
    }
}
