use crate::html;
use crate::site::Entry;
use crate::source::Span;

/// The sentence of a note's first reference, as text. A quotation that ends in it is there from its beginning.
pub(super) fn sentence(entry: &Entry, note: usize) -> String {
    entry.brief.notes[note]
        .references
        .first()
        .map(|reference| sentence_at(entry, reference.sentence))
        .unwrap_or_default()
}

/// A sentence of a brief as text.
pub(super) fn sentence_at(entry: &Entry, sentence: Span) -> String {
    let text = entry.brief.file.slice(Span::new(0, sentence.end as usize));
    let whole = whole_quotation(text, sentence.start as usize);
    // The cells of a row have bars around them.
    let words = html::plain_markdown(whole.trim_matches(|c: char| c == '|' || c.is_whitespace()));
    html::smart(&words, &entry.lang)
}

/// The end of `text` from `start` on, or from where the quotation begins that it cuts in two.
fn whole_quotation(text: &str, start: usize) -> &str {
    let sentence = &text[start..];
    let opens_after = |before: Option<char>| before.is_none_or(|c| c.is_whitespace() || "([—–“‘«".contains(c));
    let first = sentence
        .char_indices()
        .find(|&(_, c)| matches!(c, '"' | '“' | '”' | '«' | '»'));
    let is_cut = match first {
        Some((_, '”' | '»')) => true,
        Some((at, '"')) => !opens_after(sentence[..at].chars().next_back()) && at > 0,
        _ => false,
    };
    if !is_cut {
        return sentence;
    }
    let paragraph = text[..start].rfind("\n\n").map_or(0, |at| at + 2);
    let opening = text[paragraph..start].char_indices().rfind(|&(at, c)| match c {
        '“' | '«' => true,
        '"' => opens_after(text[paragraph..paragraph + at].chars().next_back()),
        _ => false,
    });
    opening.map_or(sentence, |(at, _)| &text[paragraph + at..])
}

#[cfg(test)]
mod tests {
    use super::whole_quotation;

    #[test]
    fn a_quotation_of_two_sentences_is_shown_whole() {
        let text = "Before.\n\nIt said: \"One. Two,\" and left";
        let start = text.find("Two").unwrap();
        assert_eq!(whole_quotation(text, start), "\"One. Two,\" and left");
        let text = "It said: “One. Two.”";
        assert_eq!(whole_quotation(text, text.find("Two").unwrap()), "“One. Two.”");
    }

    #[test]
    fn a_sentence_that_holds_its_quotation_stays_as_it_is() {
        for sentence in [
            "It said \"two\" and",
            "\"Two,\" it said",
            "“Two” «drei»",
            "No quotation at all",
        ] {
            let text = format!("\"One.\" {sentence}");
            assert_eq!(whole_quotation(&text, text.len() - sentence.len()), sentence);
        }
    }

    #[test]
    fn no_quotation_is_looked_for_in_another_paragraph() {
        assert_eq!(whole_quotation("\"One.\n\nTwo,\" it", 7), "Two,\" it");
    }
}
