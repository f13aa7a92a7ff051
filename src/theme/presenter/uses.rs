use super::{Presenter, Voice};
use crate::html;
use crate::source::Span;
use crate::site::{Backlink, Entry, Use as UsePlace};
use crate::theme::view::{CitedBy, Href, Use};

impl Presenter<'_> {
    /// `Small Alarms 4, note 7`
    pub(super) fn note_place(&self, voice: Voice<'_>, entry: &Entry, note: usize) -> String {
        let number = entry.brief.notes[note].number.to_string();
        let series = self.series_and_number(entry);
        voice.strings.format("place_note", &[("series", &series), ("n", &number)])
    }

    /// `Small Alarms 4, note 7`; a brief in no series goes by its number or its title.
    pub(super) fn short_place(&self, voice: Voice<'_>, place: UsePlace) -> Href {
        let entry = &self.site.briefs[place.brief];
        let note = entry.brief.notes[place.note].number.to_string();
        let label = match (&entry.brief.front.series, entry.brief.front.number) {
            (Some(_), _) => self.note_place(voice, entry, place.note),
            (None, Some(number)) => voice.strings.format("short_place", &[("number", &number.to_string()), ("n", &note)]),
            (None, None) => voice.strings.format("place_note", &[("series", &entry.brief.front.title), ("n", &note)]),
        };
        Href {
            label,
            href: self.entry_href(entry, place.note),
        }
    }

    /// The entry of a note on its brief's page.
    pub(super) fn entry_href(&self, entry: &Entry, note: usize) -> String {
        format!("{}#{}", self.href(&entry.route), entry.note_ids(note).1)
    }

    /// The first reference to a note in its brief's text.
    pub(super) fn reference_href(&self, entry: &Entry, note: usize) -> String {
        format!("{}#{}", self.href(&entry.route), entry.reference_id(note, 0))
    }

    pub(super) fn brief_link(&self, entry: &Entry) -> Href {
        Href {
            label: entry.brief.front.title.clone(),
            href: self.href(&entry.route),
        }
    }

    /// One use of a post, with the sentence that refers to it.
    pub(super) fn use_of(&self, voice: Voice<'_>, place: UsePlace) -> Use {
        let entry = &self.site.briefs[place.brief];
        Use {
            brief: self.brief_link(entry),
            place: self.note_place(voice, entry, place.note),
            href: self.reference_href(entry, place.note),
            sentence: self.sentence(entry, place.note),
            lang: entry.lang.clone(),
        }
    }

    /// The sentence of a note's first reference, as text. A quotation that ends in it is there from its beginning.
    pub(super) fn sentence(&self, entry: &Entry, note: usize) -> String {
        entry.brief.notes[note]
            .references
            .first()
            .map(|reference| {
                let file = &entry.brief.file;
                let text = file.slice(Span::new(0, reference.sentence.end as usize));
                html::smart(&html::plain_markdown(whole_quotation(text, reference.sentence.start as usize)), &entry.lang)
            })
            .unwrap_or_default()
    }

    /// A brief that refers to another one.
    pub(super) fn cited_by(&self, voice: Voice<'_>, backlink: Backlink) -> CitedBy {
        let entry = &self.site.briefs[backlink.brief];
        let brief = match backlink.note {
            Some(note) => Href {
                label: entry.brief.front.title.clone(),
                href: self.reference_href(entry, note),
            },
            None => self.brief_link(entry),
        };
        CitedBy {
            brief,
            place: match backlink.note {
                Some(note) => self.note_place(voice, entry, note),
                None => self.series_and_number(entry),
            },
            sentence: backlink.note.map(|note| self.sentence(entry, note)).unwrap_or_default(),
            lang: entry.lang.clone(),
        }
    }

    /// The briefs among some uses, each once, latest first, with how many of its citations they are.
    pub(super) fn citing_briefs(&self, voice: Voice<'_>, uses: impl IntoIterator<Item = UsePlace>) -> Vec<CitedBy> {
        let mut briefs: Vec<usize> = uses.into_iter().map(|place| place.brief).collect();
        briefs.sort_unstable();
        briefs.dedup();
        self.site.sort_latest_first(&mut briefs);
        briefs
            .into_iter()
            .map(|brief| {
                let entry = &self.site.briefs[brief];
                let series = self.series_and_number(entry);
                let place = match entry.brief.front.date {
                    Some(date) => format!("{series}{}{}", voice.comma(), voice.strings.month_year(date)),
                    None => series,
                };
                CitedBy {
                    brief: self.brief_link(entry),
                    place,
                    sentence: String::new(),
                    lang: entry.lang.clone(),
                }
            })
            .collect()
    }
}

/// The end of `text` from `start` on, or from where the quotation begins that it cuts in two.
fn whole_quotation(text: &str, start: usize) -> &str {
    let sentence = &text[start..];
    let opens_after = |before: Option<char>| before.is_none_or(|c| c.is_whitespace() || "([—–“‘«".contains(c));
    let first = sentence.char_indices().find(|&(_, c)| matches!(c, '"' | '“' | '”' | '«' | '»'));
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
        for sentence in ["It said \"two\" and", "\"Two,\" it said", "“Two” «drei»", "No quotation at all"] {
            let text = format!("\"One.\" {sentence}");
            assert_eq!(whole_quotation(&text, text.len() - sentence.len()), sentence);
        }
    }

    #[test]
    fn no_quotation_is_looked_for_in_another_paragraph() {
        assert_eq!(whole_quotation("\"One.\n\nTwo,\" it", 7), "Two,\" it");
    }
}
