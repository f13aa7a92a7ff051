use crate::citation::item::Item;
use crate::citation::months::{MONTHS, Month, folded};

/// A month as it was named.
#[derive(Clone, Copy, Debug)]
pub(in crate::citation) struct MonthFound {
    pub month: Month,
    /// The place after it, with the full stop of an abbreviation.
    pub end: usize,
    /// Whether it may as well be another word: `may`, `march`, `out`, without a capital.
    pub doubtful: bool,
}

/// The month named at `at`. Two names of the same month count as one: `تشرين الأول/أكتوبر`.
pub(in crate::citation) fn month_at(item: &Item<'_>, at: usize) -> Option<MonthFound> {
    let found = name_at(item, at)?;
    let next = item.skip_space(found.end);
    let opener = item.at(next).filter(|mark| matches!(mark, '/' | '('));
    let again = opener.and_then(|_| name_at(item, item.skip_space(next + 1)));
    match (opener, again.filter(|again| again.month == found.month)) {
        (Some('/'), Some(again)) => Some(MonthFound {
            end: again.end,
            ..found
        }),
        (Some('('), Some(again)) if item.at(again.end) == Some(')') => Some(MonthFound {
            end: again.end + 1,
            ..found
        }),
        _ => Some(found),
    }
}

fn name_at(item: &Item<'_>, at: usize) -> Option<MonthFound> {
    if !item.is_word_start(at) || !item.at(at)?.is_alphabetic() {
        return None;
    }
    let first = word_end(item, at);
    let words = name(item, at, first);
    if MONTHS.begins(&words) {
        let space = item.skip_space(first);
        let second = word_end(item, space);
        let both = format!("{words} {}", name(item, space, second));
        if let Some(month) = MONTHS.month(&both) {
            let doubtful = false;
            // `אדר א׳`
            let end = second + usize::from(matches!(item.at(second), Some('\'' | '’' | '׳')));
            return Some(MonthFound { month, end, doubtful });
        }
    }
    let month = MONTHS.month(&words)?;
    let is_small = item.text.written(at..at + 1).chars().all(char::is_lowercase);
    let is_hebrew = item
        .at(at)
        .is_some_and(|letter| ('\u{5d0}'..='\u{5ea}').contains(&letter));
    let end = match item.at(first) {
        Some('.') => first + 1,
        Some('\'' | '’' | '׳') if is_hebrew => first + 1,
        _ => first,
    };
    Some(MonthFound {
        month,
        end,
        doubtful: is_small && MONTHS.is_common(&words),
    })
}

fn word_end(item: &Item<'_>, at: usize) -> usize {
    let end = item.run(at, is_letter);
    // `ב-אוקטובר`
    if end > at && end - at == 1 && matches!(item.at(end), Some('-' | '־')) {
        return item.run(end + 1, is_letter);
    }
    end
}

/// Letters, and the marks that are written onto them.
fn is_letter(character: char) -> bool {
    character.is_alphabetic()
        || matches!(
            character,
            '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}'
        )
}

fn name(item: &Item<'_>, from: usize, to: usize) -> String {
    folded((from..to).filter_map(|at| item.at(at)))
}
