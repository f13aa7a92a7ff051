use std::ops::Range;

use super::direction::{Direction, is_right_to_left};

/// Words of the other direction, from their first letter to their last, and of a quotation all that its marks enclose:
/// what is isolated, so that the marks, the full stop and the note after them keep to the text around.
///
/// `names` count as no letters, since each is isolated by itself. A phrase that markup cuts (at `breaks`) is left alone:
/// its parts, each isolated, would stand in the order of the text around.
pub(super) fn phrases(text: &str, base: Direction, names: &[Range<usize>], breaks: &[usize]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if base == Direction::LeftToRight && !text.chars().any(is_right_to_left) {
        return found;
    }
    let mut names = names.iter().peekable();
    let mut open: Option<Range<usize>> = None;
    for (at, c) in text.char_indices() {
        while names.next_if(|name| name.end <= at).is_some() {}
        if names.peek().is_some_and(|name| name.start <= at) {
            continue;
        }
        let end = at + c.len_utf8();
        match Direction::of_letter(c) {
            Some(direction) if direction == base => found.extend(open.take()),
            Some(_) => open.get_or_insert(at..end).end = end,
            None => {}
        }
    }
    found.extend(open);
    let uncut = |range: &Range<usize>| {
        let after = breaks.partition_point(|&at| at <= range.start);
        breaks.get(after).is_none_or(|&at| at >= range.end)
    };
    found
        .into_iter()
        .map(|letters| {
            let letters = letters.start..with_number(text, letters.end);
            let quoted = enclosed(text, &letters);
            quoted.filter(uncut).unwrap_or(letters)
        })
        .filter(uncut)
        .collect()
}

/// The end of a phrase with the number that ends it, as in `Quay 12`: apart from its word it would change sides.
fn with_number(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let number = rest.strip_prefix([' ', '-', '\u{a0}']).unwrap_or(rest);
    let digits = number
        .find(|c: char| !c.is_numeric() && !",.:/'’-–".contains(c))
        .unwrap_or(number.len());
    let digits = number[..digits].trim_end_matches(|c: char| !c.is_numeric()).len();
    if digits == 0 || !number.starts_with(char::is_numeric) {
        end
    } else {
        end + (rest.len() - number.len()) + digits
    }
}

/// The phrase with the stop that ends it, if a quotation mark opens just before it and one closes after the stop.
fn enclosed(text: &str, letters: &Range<usize>) -> Option<Range<usize>> {
    let open = text[..letters.start].chars().next_back()?;
    let rest = &text[letters.end..];
    let after = rest.trim_start_matches(['.', '!', '?', '…', ',', '،', '؟', '۔']);
    let close = after.chars().next()?;
    let pairs = match open {
        '"' | '\'' => close == open,
        '«' | '»' => matches!(close, '«' | '»'),
        '“' | '”' | '„' => matches!(close, '“' | '”'),
        '‘' | '’' | '‚' => matches!(close, '‘' | '’'),
        _ => false,
    };
    let stop = rest.len() - after.len();
    pairs.then(|| letters.start..letters.end + stop)
}

#[cfg(test)]
mod tests {
    use super::phrases;
    use crate::html::direction::Direction::{self, LeftToRight, RightToLeft};
    use crate::html::names::names;

    fn found<'a>(text: &'a str, base: Direction, breaks: &[usize]) -> Vec<&'a str> {
        let ranges = phrases(text, base, &names(text), breaks);
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_quotation_is_a_phrase_within_its_marks() {
        let text = "in Arabic: «الجسر مغلق يوم الخميس». A hour: \"הגשר סגור!\". The word جسر, too";
        assert_eq!(
            found(text, LeftToRight, &[]),
            ["الجسر مغلق يوم الخميس", "הגשר סגור!", "جسر"]
        );
        assert_eq!(found("ביום \"the bridge\". סוף", RightToLeft, &[]), ["the bridge"]);
    }

    #[test]
    fn a_number_stays_with_its_word_and_a_handle_in_its_phrase() {
        assert_eq!(found("at رصيف 12, then", LeftToRight, &[]), ["رصيف 12"]);
        assert_eq!(
            found("ביום UTC 12:30, ב-CNN. 5", RightToLeft, &[]),
            ["UTC 12:30", "CNN"]
        );
        assert_eq!(found("see: אמר @quay כי.", LeftToRight, &[]), ["אמר @quay כי"]);
        assert!(found("no @quay and #الجسر here", LeftToRight, &[]).is_empty());
    }

    #[test]
    fn a_phrase_that_markup_cuts_is_left_alone() {
        let text = "in الجسر مغلق.";
        assert!(found(text, LeftToRight, &["in الجسر".len()]).is_empty());
        assert_eq!(found(text, LeftToRight, &[3, text.len() - 1]), ["الجسر مغلق"]);
    }
}
