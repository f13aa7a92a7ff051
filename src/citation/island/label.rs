use super::date::date_at;
use crate::citation::item::Item;
use crate::config::DateOrder;

/// Takes what numbers or marks an entry and is no part of it: `[1]`, `(1)`, `1.`, `[^x]:`, `.. [2]`, a bullet.
pub(in crate::citation) fn take_label(item: &mut Item<'_>, order: Option<DateOrder>) {
    let start = item.skip_space(item.range.start);
    let end = label_end(item, start, order);
    if end > start && end < item.range.end {
        item.take(&(start..end));
    }
}

fn label_end(item: &Item<'_>, start: usize, order: Option<DateOrder>) -> usize {
    let mut at = start;
    if item.at(at) == Some('.') && item.at(at + 1) == Some('.') {
        at = item.skip_space(at + 2);
    }
    if matches!(item.at(at), Some('•' | '·' | '▪' | '◦' | '–' | '-'))
        && item.at(at + 1).is_some_and(char::is_whitespace)
    {
        at = item.skip_space(at + 1);
    }
    let digits = |at: usize| {
        let end = item.run(at, |c| c.is_ascii_digit());
        (end > at && end - at <= 3).then_some(end)
    };
    let past = |at: usize, marks: &[char]| item.run(at, |c| marks.contains(&c));
    match item.at(at) {
        Some('[') if item.at(at + 1) == Some('^') => {
            let end = item.run(at + 2, |c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
            if item.at(end) == Some(']') {
                return past(end + 1, &[':']);
            }
        }
        Some(open @ ('[' | '(')) => {
            let close = if open == '[' { ']' } else { ')' };
            if let Some(end) = digits(at + 1)
                && item.at(end) == Some(close)
            {
                return past(end + 1, &['.', ':']);
            }
        }
        Some(c) if c.is_ascii_digit() => {
            if let Some(end) = digits(at)
                && matches!(item.at(end), Some('.' | ')'))
                && item.at(end + 1).is_some_and(char::is_whitespace)
                && date_at(item, at, order).is_none()
            {
                return end + 1;
            }
        }
        _ => {}
    }
    at
}
