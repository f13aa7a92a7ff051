use serde::Serialize;

use super::Href;

/// A post as a card: what was said, and where the copy comes from. The same component on every page.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// Id of the card's heading, unique on the page.
    pub id: String,
    /// The post's page.
    pub href: String,
    /// Who said it.
    pub who: Who,
    /// Whether the platform still shows it.
    pub state: StateLabel,
    /// What else became of it: a post that is gone may have been edited before.
    pub also: Vec<StateLabel>,
    /// Language of the words.
    pub lang: String,
    /// Paragraphs with `<bdi>` and `<mark>`; empty when the post has no words or is withdrawn.
    pub words_html: String,
    /// Whether the words are known to be cut.
    pub cut: bool,
    /// Translations on file; those in the page's language first.
    pub translations: Vec<Translated>,
    /// Content notice, empty for none. Pictures stay closed behind it.
    pub notice: String,
    /// Attached files.
    pub pictures: Vec<Picture>,
    /// Counts at capture, in the platform's own words.
    pub measures: Vec<Measure>,
    /// When it was posted.
    pub posted: Moment,
    /// When it was first captured.
    pub captured: Moment,
    /// `16 Oct 2021, gone`; empty with one capture only.
    pub last_look: String,
    /// Hash of the record shown.
    pub sha256: String,
    /// The same, shortened: `9f3c 41ab…`.
    pub sha256_short: String,
    /// The post where it was published; absent for private accounts.
    pub original: Option<Original>,
    /// Copies in web archives.
    pub copies: Vec<Copy>,
    /// A remark of the editors; HTML.
    pub annotation_html: String,
    /// Set when the post was withdrawn: then there are no words, pictures or counts.
    pub withdrawn: Option<Withdrawn>,
}

/// The author of a post as shown on a card.
#[derive(Clone, Debug, Serialize)]
pub struct Who {
    /// Display name, else the handle.
    pub name: String,
    /// With `@`; empty for a private account.
    pub handle: String,
    /// The account's page; absent for a private account.
    pub href: Option<String>,
    /// Name of the platform's glyph: [`crate::theme::glyph`] of its key.
    pub platform: String,
    /// Name of the platform.
    pub platform_name: String,
    /// First letter of the name, for the drawn avatar.
    pub initial: String,
    /// 0 to 7: which of the theme's tints the drawn avatar takes; the same for an account everywhere.
    pub tint: u8,
}

/// A state as a class and a word.
#[derive(Clone, Debug, Serialize)]
pub struct StateLabel {
    /// `live`, `edited`, `deleted`, `suspended`, `withheld`, `protected`, `unavailable`.
    pub key: String,
    /// In the page's language.
    pub label: String,
}

/// A translation of a post.
#[derive(Clone, Debug, Serialize)]
pub struct Translated {
    /// Language of the translation.
    pub lang: String,
    /// Name of that language in the page's language.
    pub language: String,
    /// Paragraphs.
    pub html: String,
    /// `Translated by R. Haddad`, `Machine translation`.
    pub by: String,
}

/// An attached file.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    /// `image`, `video`, `audio`, `file`.
    pub kind: String,
    /// Address of the archived copy; absent when none was saved.
    pub src: Option<String>,
    /// Description; empty when none is on file.
    pub alt: String,
    /// Pixels; 0 when not known.
    pub width: u32,
    /// Pixels; 0 when not known.
    pub height: u32,
    /// `Picture attached`, `Video attached`, in the page's language.
    pub label: String,
    /// What is said in it; on the post's own page alone.
    pub transcript: Option<Transcript>,
}

/// What is said in a film or a recording.
#[derive(Clone, Debug, Serialize)]
pub struct Transcript {
    /// Its language; empty when not known.
    pub lang: String,
    /// Name of that language, by itself; empty when not known.
    pub language: String,
    /// Paragraphs; empty when nothing is said.
    pub html: String,
}

/// A count at capture.
#[derive(Clone, Debug, Serialize)]
pub struct Measure {
    /// `reposts`, `boosts`, `forwards`: in the page's language.
    pub label: String,
    /// `2,940`; `—` when not known.
    pub value: String,
}

/// A moment in the brief's zone, with UTC beside it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Moment {
    /// RFC 3339 in UTC, for `datetime`.
    pub iso: String,
    /// `15 Oct 2021, 07:12`
    pub text: String,
    /// `05:12 UTC` (with the day where it differs); empty where the zone is UTC.
    pub utc: String,
    /// `15 October 2021`: the day alone, in full.
    pub day: String,
}

/// The post where it was published.
#[derive(Clone, Debug, Serialize)]
pub struct Original {
    /// Its address there.
    pub href: String,
}

/// A copy in a web archive.
#[derive(Clone, Debug, Serialize)]
pub struct Copy {
    /// Its address.
    pub href: String,
    /// `web.archive.org`
    pub host: String,
}

/// A post withdrawn from publication.
#[derive(Clone, Debug, Serialize)]
pub struct Withdrawn {
    /// Since when, in full.
    pub date: String,
    /// Why.
    pub reason: String,
}

/// A row of discs: one cited post each.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tally {
    /// In the order of the notes, or in time; in runs of ten, so that a long row breaks over lines and can be counted.
    pub runs: Vec<DiscRun>,
    /// `13 posts cited; 4 can no longer be seen where they were published`
    pub text: String,
    /// For those who do not see the discs.
    pub label: String,
    /// Where the row leads: the evidence sheet; empty for nowhere.
    pub href: String,
}

/// Discs that stay together on a line.
#[derive(Clone, Debug, Serialize)]
pub struct DiscRun {
    /// Ten at most.
    pub discs: Vec<Disc>,
    /// Width of the drawing: 14 a disc.
    pub width: usize,
}

impl DiscRun {
    /// Discs a run.
    const LENGTH: usize = 10;

    /// The runs of a row of shapes: `full`, `half` or `hollow`.
    pub fn of(shapes: &[&str]) -> Vec<Self> {
        let run = |shapes: &[&str]| Self {
            discs: shapes
                .iter()
                .enumerate()
                .map(|(index, &shape)| Disc {
                    shape: shape.to_owned(),
                    x: index * 14 + 7,
                })
                .collect(),
            width: shapes.len() * 14,
        };
        shapes.chunks(Self::LENGTH).map(run).collect()
    }
}

/// One disc.
#[derive(Clone, Debug, Serialize)]
pub struct Disc {
    /// `full`, `half`, `hollow`.
    pub shape: String,
    /// Centre of the disc in the drawing.
    pub x: usize,
}

/// What was found of a quotation or a figure: its sign in the text, and the words for it.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// `=`, `≈`, `…`, `⇄`, `?`, `≠`
    pub sign: String,
    /// `part`, `turned`, `open`, `wrong`, or empty.
    pub class: String,
    /// What it means.
    pub label: String,
}

/// One use of a post: a note of a brief.
#[derive(Clone, Debug, Serialize)]
pub struct Use {
    /// The brief.
    pub brief: Href,
    /// `Rumour and Record 7, note 9`
    pub place: String,
    /// The reference in the brief's text.
    pub href: String,
    /// The sentence that refers to it, as text.
    pub sentence: String,
    /// Language of the sentence.
    pub lang: String,
}

/// One capture in the record of a post.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// `First`, `Second`, … in the page's language.
    pub ordinal: String,
    /// When.
    pub captured: Moment,
    /// How and with what: `twarc2, twarc 2.14.0`.
    pub method: String,
    /// The state then.
    pub state: StateLabel,
    /// SHA-256 of the record's bytes.
    pub sha256: String,
}
