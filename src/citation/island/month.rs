use crate::citation::item::Item;
use crate::citation::words::MONTHS;

/// The month named at `at` and the place after it, with the full stop of an abbreviation.
pub(in crate::citation) fn month_at(item: &Item<'_>, at: usize) -> Option<(i8, usize)> {
    if !item.is_word_start(at) || !item.at(at)?.is_alphabetic() {
        return None;
    }
    let first = word_end(item, at);
    let words = name(item, at, first);
    if MONTHS.begins(&words) {
        let space = item.skip_space(first);
        let second = word_end(item, space);
        let both = format!("{words} {}", name(item, space, second));
        if let Some(number) = MONTHS.number(&both) {
            return Some((number, second));
        }
    }
    let number = MONTHS.number(&words)?;
    Some((number, if item.at(first) == Some('.') { first + 1 } else { first }))
}

fn word_end(item: &Item<'_>, at: usize) -> usize {
    let end = item.run(at, char::is_alphabetic);
    // `ב-אוקטובר`
    if end > at && end - at == 1 && matches!(item.at(end), Some('-' | '־')) {
        return item.run(end + 1, char::is_alphabetic);
    }
    end
}

/// The letters without vowel signs, which many leave out.
fn name(item: &Item<'_>, from: usize, to: usize) -> String {
    let mut name = String::new();
    for character in (from..to).filter_map(|at| item.at(at)) {
        match character {
            '\u{64b}'..='\u{652}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' => {}
            '־' => name.push('-'),
            _ => name.push(character),
        }
    }
    name
}
