//! The table of all kinds of findings.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::nearest;

/// How a rule is treated in a site: set in `[check]` of `site.toml`, else as in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not reported.
    Off,
    /// Reported as a fact.
    Note,
    /// Reported; the site is published.
    Warning,
    /// Reported; the site is not published.
    Error,
}

macro_rules! rules {
    ($($rule:ident $name:literal $level:ident $summary:literal;)*) => {
        /// Every kind of finding. Its name is what people write and read; its explanation is what `ibid explain` prints.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $summary] $rule,)*
        }

        impl Rule {
            /// All rules, in the order of the catalogue.
            pub const ALL: &[Self] = &[$(Self::$rule,)*];

            /// The name that people use: `citation-ambiguous`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$rule => $name,)* }
            }

            /// The level unless the site sets another.
            pub fn default_level(self) -> Level {
                match self { $(Self::$rule => Level::$level,)* }
            }

            /// One line that says what is reported.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$rule => $summary,)* }
            }

            /// What it means, why it matters and what to do: a few paragraphs of Markdown.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$rule => include_str!(concat!("explain/", $name, ".md")),)* }
            }
        }
    };
}

// One row a rule: the variant, its name, its level, a line that says what is reported. What `ibid explain` prints is in
// `explain/<name>.md`.
rules! {
    ConfigInvalid "config-invalid" Error "site.toml cannot be used";
    FrontMatterMissing "front-matter-missing" Error "a file has no front matter, or lacks a required key";
    FrontMatterInvalid "front-matter-invalid" Error "front matter that is not valid YAML, or a value of the wrong kind";
    FrontMatterUnknown "front-matter-unknown" Error "a key that front matter does not have";
    BriefLanguage "brief-language" Warning "a brief in another language than its page says";
    NoteUndefined "note-undefined" Error "a reference to a note that is not there";
    NoteUnused "note-unused" Warning "a note that the text never refers to";
    NoteDuplicate "note-duplicate" Error "two notes with the same label";
    NoteIndent "note-indent" Warning "a paragraph that looks like part of a note but is not";
    NoteNested "note-nested" Error "a note that refers to itself through other notes";
    NoteInLink "note-in-link" Warning "a note inside the words of a link";
    MarkdownHtml "markdown-html" Warning "raw HTML that is left out";
    CitationAmbiguous "citation-ambiguous" Error "a citation that fits several archived posts";
    CitationMissing "citation-missing" Error "a citation of a known account without a post of that day";
    CitationUnknownAccount "citation-unknown-account" Error "a citation of an account that is not archived";
    CitationNoAccount "citation-no-account" Error "a citation of a post that names no account";
    CitationShifted "citation-shifted" Warning "a citation that is a day off, as a time zone explains";
    CitationDateConflict "citation-date-conflict" Warning "a citation that gives two different dates";
    CitationDateAmbiguous "citation-date-ambiguous" Warning "a date that can be read in two ways";
    CitationDateTwice "citation-date-twice" Note "a citation that gives its date twice";
    CitationDateConverted "citation-date-converted" Note "a date of another calendar";
    CitationDateOrder "citation-date-order" Warning "a post that is dated after the day on which it was looked at";
    CitationAfterBrief "citation-after-brief" Warning "a post that was made after the brief that cites it was written";
    CitationWeekday "citation-weekday" Warning "a date that was another day of the week";
    CitationZone "citation-zone" Warning "a time of day whose zone can be several, or is not known";
    CitationAccessOnly "citation-access-only" Warning "a citation that gives only the day on which the post was looked at";
    CitationDateImpossible "citation-date-impossible" Error "a date that the number of the post itself rules out";
    CitationHandleReused "citation-handle-reused" Warning "a handle that another account had on the cited day";
    CitationBidi "citation-bidi" Warning "a citation that is shown in another order than it is written in";
    CitationContradicts "citation-contradicts" Warning "a citation whose words do not fit the post of its address";
    CitationTime "citation-time" Warning "a citation whose time of day is not that of its post";
    CitationWords "citation-words" Warning "a citation that quotes words which its post does not hold";
    CitationInferred "citation-inferred" Note "a citation that was decided by the words quoted at it, its minute or its kind";
    CitationUnread "citation-unread" Error "a part of a citation of a post that was not understood";
    CitationIbidNothing "citation-ibid-nothing" Error "a short form such as `Ibid.` with nothing before it to stand for";
    CitationIbidUnclear "citation-ibid-unclear" Warning "a short form such as `Ibid.` that can stand for several citations";
    CitationNoteWrong "citation-note-wrong" Error "a citation such as `supra note 3` whose note is not there, or of another";
    FigureContradicted "figure-contradicted" Warning "a count in the text that no capture of the cited post shows";
    FigureUnconfirmed "figure-unconfirmed" Note "a count in the text that the captures neither bear out nor rule out";
    ReferenceInvalid "reference-invalid" Error "an entry of the references that cannot be read, or a key given twice";
    ReferenceUnknown "reference-unknown" Error "a citation of an entry that the references do not have";
    ReferenceAmbiguous "reference-ambiguous" Error "a handle without day and platform that is the key of an entry too";
    LinkBroken "link-broken" Error "a link to a page of the site that is not there";
    AnchorBroken "anchor-broken" Error "a link to a place that its page does not have";
    ImageMissing "image-missing" Error "an image that is not there";
    ImageAlt "image-alt" Warning "an image without a description";
    HeadingOrder "heading-order" Warning "a heading that skips a level";
    AddressClash "address-clash" Error "two pages with the same address";
    FileUnused "file-unused" Warning "a text under content/ that no page is made of";
    FileUnreadable "file-unreadable" Error "a text under content/ that cannot be read";
    ArchiveEmpty "archive-empty" Error "posts are cited, and the archive holds none";
    ArchiveUnread "archive-unread" Error "a line of the archive that cannot be read";
    ArchiveLine "archive-line" Warning "a line of the archive that contradicts itself or another";
    ArchiveCommentary "archive-commentary" Error "commentary on an account that cannot be used";
    ArchiveMediaMissing "archive-media-missing" Warning "a file that a cited post's capture names but the archive lacks";
    PostWithheld "post-withheld" Note "a citation of a post that the archive withholds";
    AccountPrivate "account-private" Error "a note that names a private account";
    QuoteAltered "quote-altered" Error "a quotation that turns what the archived post says";
    QuoteReworded "quote-reworded" Warning "a quotation with other words than the archived post";
    QuoteCut "quote-cut" Warning "a quotation that leaves out what turns it";
    QuoteRespelt "quote-respelt" Note "a quotation with a word in another spelling";
    QuoteElsewhere "quote-elsewhere" Warning "quoted words that stand in another archived post";
    QuoteNotFound "quote-not-found" Warning "quoted words that the cited post does not have";
    QuoteTranslated "quote-translated" Note "a quotation in another language than its post";
    QuoteUnclosed "quote-unclosed" Warning "a quotation mark that is opened and not closed";
    QuoteEmphasis "quote-emphasis" Note "emphasis in a quotation that nobody says is added";
    QuoteUnverifiable "quote-unverifiable" Note "a quotation that the archive has no words to compare with";
    QuotePrivate "quote-private" Error "words of a private account that a brief repeats";
    QuoteWithheld "quote-withheld" Error "words of a withheld post that a brief repeats";
    AllowInvalid "allow-invalid" Error "a comment `ibid: allow` that cannot be used";
    AllowUnneeded "allow-unneeded" Warning "a finding that is allowed where there is none";
    TemplateInvalid "template-invalid" Error "a template of the theme that cannot be used";
}

impl Rule {
    /// The rule that was probably meant: by spelling, else the first whose name holds the word.
    pub fn nearest(name: &str) -> Option<Self> {
        nearest(name, Self::ALL.iter().map(|rule| rule.name()))
            .or_else(|| {
                let word = name.to_lowercase();
                let mut names = Self::ALL.iter().map(|rule| rule.name());
                names.find(|name| word.len() > 2 && name.contains(&word))
            })
            .and_then(Self::named)
    }

    /// The rule of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

impl<'d> Deserialize<'d> for Rule {
    fn deserialize<D: Deserializer<'d>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        Self::named(&name).ok_or_else(|| D::Error::custom("not a rule"))
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;

    #[test]
    fn a_rule_is_found_by_its_name_and_near_it() {
        assert_eq!(Rule::named("note-unused"), Some(Rule::NoteUnused));
        for (typed, meant) in [
            ("citation-ambigous", Some(Rule::CitationAmbiguous)),
            ("Note_Unused", Some(Rule::NoteUnused)),
            ("ambiguous", Some(Rule::CitationAmbiguous)),
            ("withheld", Some(Rule::PostWithheld)),
            ("nonsense", None),
            ("-", None),
        ] {
            assert_eq!(Rule::nearest(typed), meant, "{typed}");
        }
    }

    #[test]
    fn names_are_words_and_each_has_its_own() {
        let mut names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
        assert!(
            names
                .iter()
                .all(|name| { name.bytes().all(|letter| letter == b'-' || letter.is_ascii_lowercase()) })
        );
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Rule::ALL.len());
    }

    #[test]
    fn every_rule_says_what_to_do() {
        for rule in Rule::ALL {
            let text = rule.explanation();
            let advice = ["What to do", "needs"].iter().any(|words| text.contains(words));
            assert!(advice && text.contains("\n\n"), "{}", rule.name());
            assert!(text.lines().all(|line| line.chars().count() <= 120), "{}", rule.name());
        }
    }
}
