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
    let word = before
        .rsplit(|c: char| c.is_whitespace() || "([“\"«".contains(c))
        .next()
        .unwrap_or("");
    let mut letters = word.chars();
    let is_initial = matches!((letters.next(), letters.next()), (Some(letter), None) if letter.is_uppercase());
    let is_dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1);
    let is_page = matches!(word, "p" | "n" | "c" | "v" | "s") && begins.starts_with(|c: char| c.is_ascii_digit());
    let is_abbreviation = ABBREVIATIONS.binary_search(&word.to_lowercase().as_str()).is_ok();
    !(is_initial || is_dotted || is_page || is_abbreviation)
}

/// The text of a run with the way back to the source.
pub(super) struct Flat {
    text: String,
    /// Byte of the text, byte of the source that it comes from.
    map: Vec<(usize, u32)>,
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
            self.map.push((self.text.len(), inline.span.start));
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
        let first = self.map.partition_point(|&(text, _)| text < at);
        match self.map.get(first) {
            Some(&(text, source)) if text == at => source,
            _ => {
                let before = first.checked_sub(1).and_then(|index| self.map.get(index));
                before.map_or(u32::MAX, |&(text, source)| source + Span::new(0, at - text).end)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ABBREVIATIONS, sentence_starts};

    fn sentences(text: &str) -> Vec<&str> {
        let mut starts = sentence_starts(text);
        starts.push(text.len());
        starts
            .windows(2)
            .map(|pair| text[pair[0]..pair[1]].trim_end())
            .collect()
    }

    #[test]
    fn abbreviations_are_in_order() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn a_sentence_ends_where_a_reader_stops() {
        assert_eq!(sentences("One. Two! Three? Four"), ["One.", "Two!", "Three?", "Four"]);
        assert_eq!(sentences("“It burns.” She left."), ["“It burns.”", "She left."]);
        assert_eq!(
            sentences("متى بدأ الحريق؟ في الصباح."),
            ["متى بدأ الحريق؟", "في الصباح."]
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
        ] {
            assert_eq!(sentences(whole), [whole]);
        }
    }
}
