use super::words;
use crate::brief::{Inline, InlineKind};
use crate::source::Span;

/// Words after which a full stop ends no sentence. Compared in lower case, without the stop.
const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "apr", "art", "aug", "bd", "bzw", "ca", "capt", "cf", "ch", "co", "col", "dec", "dr", "ed", "eds",
    "esp", "et", "feb", "fig", "figs", "gen", "gov", "hon", "ibid", "inc", "jan", "jr", "jul", "jun", "lt", "ltd",
    "maj", "mar", "messrs", "mio", "mlle", "mme", "mr", "mrd", "mrs", "ms", "mt", "no", "nos", "nov", "nr", "oct",
    "op", "para", "pp", "pres", "prof", "rep", "repr", "rev", "sec", "sen", "sep", "sept", "sgt", "sr", "st", "trans",
    "tsd", "u", "usw", "vgl", "viz", "vol", "vols", "vs",
];

/// German words behind which a number with a stop is an ordinal: “am 28. Februar”, “des 21. Jahrhunderts”.
const BEFORE_ORDINAL: &[&str] = &[
    "ab", "am", "beim", "bis", "das", "dem", "den", "der", "des", "die", "im", "seit", "und", "vom", "zum", "zur",
];

/// Where sentences begin in a text, in bytes: 0 first. Careful rather than complete: where it is not sure that a
/// sentence ends, it does not.
pub fn sentence_starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_end(c) {
            continue;
        }
        while chars.next_if(|&(_, c)| is_end(c) || is_closing(c)).is_some() {}
        let after = chars.peek().map_or(text.len(), |&(next, _)| next);
        while chars.next_if(|&(_, c)| c.is_whitespace()).is_some() {}
        let Some(&(next, _)) = chars.peek() else {
            break;
        };
        let is_spaced = next > after || matches!(c, '。' | '！' | '？');
        if is_spaced && ends_here(c, &text[..at], &text[next..]) {
            starts.push(next);
        }
    }
    starts
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '。' | '！' | '？')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '“' | '›' | '」')
}

/// Whether the mark between `before` and `after` ends a sentence.
fn ends_here(mark: char, before: &str, after: &str) -> bool {
    let begins = after.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@' && c != '#');
    if begins.starts_with(char::is_lowercase) {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let mut words = before.rsplit(|c: char| c.is_whitespace() || "([“\"«".contains(c));
    let word = words.next().unwrap_or_default();
    let mut letters = word.chars();
    let is_initial = matches!((letters.next(), letters.next()), (Some(letter), None) if letter.is_uppercase());
    let is_dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1);
    let is_page = matches!(word, "p" | "n" | "c" | "v" | "s") && begins.starts_with(|c: char| c.is_ascii_digit());
    let is_abbreviation = holds(ABBREVIATIONS, word);
    let figures = word.len() - word.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_ordinal = matches!(figures, 1 | 2) && holds(BEFORE_ORDINAL, words.next().unwrap_or_default());
    !(is_initial || is_dotted || is_page || is_abbreviation || is_ordinal)
}

fn holds(sorted: &[&str], word: &str) -> bool {
    sorted.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// Where a part of the text comes from.
struct Piece {
    /// Byte of the text.
    at: usize,
    /// Byte of the source.
    source: u32,
    /// Whether the part is the source byte for byte, so that places within it can be told.
    is_exact: bool,
}

/// The text of a run with the way back to the source.
pub(super) struct Flat {
    text: String,
    map: Vec<Piece>,
    /// Byte of the text, reference mark.
    marks: Vec<(usize, Span)>,
    starts: Vec<usize>,
}

impl Flat {
    pub(super) fn of(inlines: &[Inline]) -> Self {
        let mut flat = Self {
            text: String::new(),
            map: Vec::new(),
            marks: Vec::new(),
            starts: Vec::new(),
        };
        flat.add(inlines);
        flat.starts = sentence_starts(&flat.text);
        flat
    }

    fn add(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            // A container comes before its first word, so that a sentence that begins with emphasis has its mark.
            self.map.push(Piece {
                at: self.text.len(),
                source: inline.span.start,
                is_exact: matches!(&inline.kind, InlineKind::Text(text) if text.len() == inline.span.len()),
            });
            match &inline.kind {
                InlineKind::Text(text) => self.text.push_str(text),
                InlineKind::Emphasis(content) | InlineKind::Strong(content) | InlineKind::Strikethrough(content) => {
                    self.add(content);
                }
                InlineKind::Link(link) if !link.content.is_empty() => self.add(&link.content),
                InlineKind::NoteRef { .. } => {
                    self.marks.push((self.text.len(), inline.span));
                    self.map.pop();
                }
                _ => self.text.push_str(&words(std::slice::from_ref(inline))),
            }
        }
    }

    /// The sentence of each reference mark, in order. A mark after the full stop belongs to the sentence before it.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (Span, Span)> {
        self.marks.iter().map(|&(at, mark)| {
            let index = self.starts.partition_point(|&start| start < at.max(1)).max(1) - 1;
            let start = self
                .source(self.starts.get(index).copied().unwrap_or(0))
                .min(mark.start);
            (mark, Span { start, end: mark.end })
        })
    }

    fn source(&self, at: usize) -> u32 {
        let first = self.map.partition_point(|piece| piece.at < at);
        match self.map.get(first) {
            Some(piece) if piece.at == at => piece.source,
            _ => {
                let before = first.checked_sub(1).and_then(|index| self.map.get(index));
                before.map_or(u32::MAX, |piece| {
                    let within = if piece.is_exact { at - piece.at } else { 0 };
                    piece.source + Span::new(0, within).end
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ABBREVIATIONS, BEFORE_ORDINAL, sentence_starts};

    fn sentences(text: &str) -> Vec<&str> {
        let mut starts = sentence_starts(text);
        starts.push(text.len());
        starts
            .windows(2)
            .map(|pair| text[pair[0]..pair[1]].trim_end())
            .collect()
    }

    #[test]
    fn lists_are_in_order() {
        assert!(ABBREVIATIONS.is_sorted() && BEFORE_ORDINAL.is_sorted());
    }

    #[test]
    fn a_sentence_ends_where_a_reader_stops() {
        assert_eq!(sentences("One. Two! Three? Four"), ["One.", "Two!", "Three?", "Four"]);
        assert_eq!(sentences("“It burns.” She left."), ["“It burns.”", "She left."]);
        assert_eq!(
            sentences("متى بدأ الحريق؟ في الصباح."),
            ["متى بدأ الحريق؟", "في الصباح."]
        );
        assert_eq!(
            sentences("By October 15. The rest left."),
            ["By October 15.", "The rest left."]
        );
        assert_eq!(sentences("At 3.5 m. @quay said so."), ["At 3.5 m.", "@quay said so."]);
    }

    #[test]
    fn a_sentence_goes_on_after_abbreviations_and_initials() {
        for whole in [
            "Ships, e.g. The Heron, came.",
            "J. R. Ashgrove and Dr. Dellal saw it.",
            "See vol. 3, no. 7, p. 12 of it.",
            "“Why now?” he asked.",
            "The U.S. Embassy wrote.",
            "On Oct. 15 it began.",
            "Am 28. Februar brannte es, des 21. Jahrhunderts.",
            "Vom 27.–28. Februar und am 1./2. März, in der 3. Auflage.",
        ] {
            assert_eq!(sentences(whole), [whole]);
        }
    }
}
