use super::head::plain_title;
use super::sentence::sentence;
use super::{Presenter, Voice};
use crate::site::{Backlink, Entry, Use as UsePlace};
use crate::theme::view::{CitedBy, Href, Use};

impl Presenter<'_> {
    /// `Small Alarms 4, note 7`
    pub(super) fn note_place(&self, voice: Voice<'_>, entry: &Entry, note: usize) -> String {
        let number = entry.brief.notes[note].number.to_string();
        let series = self.series_and_number(entry);
        voice
            .strings
            .format("place_note", &[("series", &series), ("n", &number)])
    }

    /// `Small Alarms 4, note 7`; a brief in no series goes by its number or its title.
    pub(super) fn short_place(&self, voice: Voice<'_>, place: UsePlace) -> Href {
        let entry = &self.site.briefs[place.brief];
        let note = entry.brief.notes[place.note].number.to_string();
        let label = match (&entry.brief.front.series, entry.brief.front.number) {
            (Some(_), _) => self.note_place(voice, entry, place.note),
            (None, Some(number)) => voice
                .strings
                .format("short_place", &[("number", &number.to_string()), ("n", &note)]),
            (None, None) => voice
                .strings
                .format("place_note", &[("series", &plain_title(entry)), ("n", &note)]),
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
            label: plain_title(entry).into_owned(),
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
            sentence: sentence(entry, place.note),
            lang: entry.lang.clone(),
        }
    }

    /// A brief that refers to another one.
    pub(super) fn cited_by(&self, voice: Voice<'_>, backlink: Backlink) -> CitedBy {
        let entry = &self.site.briefs[backlink.brief];
        let brief = match backlink.note {
            Some(note) => Href {
                label: plain_title(entry).into_owned(),
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
            sentence: backlink.note.map(|note| sentence(entry, note)).unwrap_or_default(),
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
