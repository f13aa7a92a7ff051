//! Quotation marks that are opened and not closed: the words behind them would be held against nothing, and nobody would know.

use super::marks::{Quoted, may_open, quoted};
use crate::brief::Block;
use crate::brief::run::{Run, prose};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::SourceFile;

/// Marks that only open; of the others an apostrophe may be one.
const OPENING: &[char] = &['“', '„', '«', '「', '"'];

/// What is to be said of the paragraphs that have a note mark. Where the next paragraph begins with the same mark, the quotation goes on
/// in it, and is closed at its end.
pub(in crate::brief) fn unclosed(file: &SourceFile, blocks: &[Block]) -> Vec<Diagnostic> {
    let runs = prose(blocks);
    let goes_on = |index: usize, mark: char| {
        let next: Option<&Run> = runs.get(index + 1);
        next.is_some_and(|next| next.text.trim_start().starts_with(mark))
    };
    let open = runs.iter().enumerate().filter_map(|(index, run)| {
        let may_be = !run.marks.is_empty() && run.text.contains(OPENING);
        let at = may_be.then(|| first_unclosed(&run.text)).flatten()?;
        let mark = run.text[at..].chars().next().filter(|&mark| !goes_on(index, mark))?;
        let span = run.source(file, at, at + mark.len_utf8())?;
        Some(
            Diagnostic::new(
                Rule::QuoteUnclosed,
                "a quotation mark is opened and not closed, so the words behind it are not checked as they should be",
            )
            .at(file, span, "opened here")
            .help("close it behind the quoted words, with the mark that belongs to this one"),
        )
    });
    open.collect()
}

/// The first mark of a text that opens a quotation which is not closed, or only by the mark of another.
fn first_unclosed(text: &str) -> Option<usize> {
    let all = quoted(text);
    let outer: Vec<&Quoted> = all.iter().filter(|quoted| !quoted.is_nested).collect();
    let has_low = text.contains('„');
    let opens =
        |at: usize, c: char| OPENING.contains(&c) && !(c == '“' && has_low) && may_open(text, at, c, text.len());
    let mut marks = text.char_indices().filter(|&(at, c)| opens(at, c));
    let first = marks.find_map(|(at, c)| match outer.iter().find(|quoted| quoted.whole.contains(&at)) {
        None => Some(at),
        // `"words that nobody closed, he said "others"`
        Some(quoted) => {
            let is_between = quoted.words.contains(&at) && text[..at].ends_with(char::is_whitespace);
            let is_same = c == '"' && text[quoted.whole.start..].starts_with('"');
            (is_between && is_same).then_some(quoted.whole.start)
        }
    });
    // Where Hebrew writes its abbreviations with the same mark, nothing can be said.
    first.filter(|&at| !text[at..].starts_with('"') || !text.contains(|c| matches!(c, 'א'..='ת')))
}

#[cfg(test)]
mod tests {
    use super::first_unclosed;

    #[test]
    fn what_is_opened_is_closed() {
        for (text, at) in [
            ("It wrote that “the dam is safe.", Some(14)),
            ("It wrote that \"the dam is safe.", Some(14)),
            ("It wrote “the dam is safe\". There is “no risk,” it said.", Some(9)),
            ("It wrote \"the dam is safe. It said \"fix the gate\".", Some(9)),
            ("Il écrit « la digue tient. Rien de plus.", Some(10)),
            ("Er schrieb „der Damm hält.", Some(11)),
            ("Er schrieb: „Der Damm hält“, „sagt man“.", None),
            ("It wrote “the dam is safe” and \"no risk\".", None),
            ("It wrote \"here (no questions)\"; it said \"no\".", None),
            ("A plank of 5\" and don’t ‘tis", None),
            ("כתבו \"הסכר בטוח", None),
            ("Il dit « la digue » et s’en va", None),
        ] {
            assert_eq!(first_unclosed(text), at, "{text}");
        }
    }
}
