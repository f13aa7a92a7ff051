//! Which keys front matter may have, and which it must have.

use super::Kind;

/// A key that front matter may have.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    /// What its value is, in words that follow “is not”.
    pub(super) takes: &'static str,
    /// A line, or several, as people may write it.
    pub(super) example: &'static str,
}

const fn key(name: &'static str, takes: &'static str, example: &'static str) -> Key {
    Key { name, takes, example }
}

const TEXT: &str = "text";
const DAY: &str = "a day";

/// In the order in which they are suggested and listed.
const OF_TEXTS: &[Key] = &[
    key("title", TEXT, "title: Notes on a harbour"),
    key("date", DAY, "date: 2017-10-15"),
    key("authors", "a name or a list of names", "authors: [r-haddad]"),
    key("summary", TEXT, "summary: What the posts of one week show."),
    key("subtitle", TEXT, "subtitle: One week in October"),
    key("tags", "a word or a list of words", "tags: [harbour, evidence]"),
    key("series", TEXT, "series: Harbour papers"),
    key("number", "a whole number", "number: 3"),
    key("lang", "a language tag", "lang: ar"),
    key("timezone", "the name of a time zone", "timezone: Asia/Beirut"),
    key("updated", DAY, "updated: 2017-11-02"),
    key("draft", "`true` or `false`", "draft: true"),
    key("publish_at", "a day or a time", "publish_at: 2017-10-15T08:00+03:00"),
    key("slug", "one part of an address", "slug: north-quay"),
    key(
        "aliases",
        "an address or a list of addresses",
        "aliases: [/briefs/old-name/]",
    ),
    key(
        "image",
        "a file with its description",
        "image: {file: quay.jpg, alt: The north quay at dawn}",
    ),
    key("notice", TEXT, "notice: Contains images of injuries."),
    key(
        "corrections",
        "a list of days, each with a text",
        "corrections: [{date: 2017-11-02, text: The name of the quay was wrong.}]",
    ),
    key(
        "allow",
        "rules, each with a reason",
        "allow: {image-alt: \"described in the text\"}",
    ),
    key("extra", "a group of keys", "extra: {colour: blue}"),
];

const OF_AUTHORS: &[Key] = &[
    key("name", TEXT, "name: Rima Haddad"),
    key("role", TEXT, "role: Editor"),
    key(
        "links",
        "a group of addresses",
        "links: {Website: \"https://example.org\"}",
    ),
    key("lang", "a language tag", "lang: ar"),
    key("extra", "a group of keys", "extra: {colour: blue}"),
];

impl Kind {
    /// The keys that a file of this kind may have.
    pub(super) fn keys(self) -> &'static [Key] {
        match self {
            Self::Brief { .. } | Self::Page => OF_TEXTS,
            Self::Author => OF_AUTHORS,
        }
    }

    /// The keys that it must have.
    pub(super) fn required(self) -> &'static [&'static str] {
        match self {
            Self::Brief { default_authors: false } => &["title", "date", "authors"],
            Self::Brief { default_authors: true } => &["title", "date"],
            Self::Page => &["title"],
            Self::Author => &["name"],
        }
    }

    pub(super) fn key(self, name: &str) -> Option<&'static Key> {
        self.keys().iter().find(|key| key.name == name)
    }
}
