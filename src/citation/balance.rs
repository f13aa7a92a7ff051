//! The words of a link may not cut a bracket or an emphasis in two.

use std::ops::Range;

use super::text::Text;

/// The range, with the brackets and the emphasis that it would otherwise cut in two.
pub(super) fn balanced(text: &Text, mut range: Range<usize>, whole: &Range<usize>) -> Range<usize> {
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
