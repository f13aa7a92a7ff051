//! Commentary on an account: `<handle>.yaml`, written by people.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};

use crate::archive::{Class, HandleUse, Translation, Withheld};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

/// What people say of an account and its posts.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, expecting = "keys such as `name:` and `posts:`")]
pub(super) struct Commentary {
    pub(super) name: Option<String>,
    pub(super) about: Option<String>,
    /// That somebody who is private agreed to be named and quoted: when, and how.
    consent: Option<String>,
    /// Why somebody who is private is named and quoted without that.
    public_interest: Option<String>,
    #[serde(default, deserialize_with = "class")]
    pub(super) class: Option<Class>,
    #[serde(default)]
    handles: Vec<HandleEntry>,
    #[serde(default)]
    pub(super) posts: Posts,
    /// Whether it stands in for commentary that cannot be read.
    #[serde(skip)]
    pub(super) unread: bool,
}

/// Commentary on posts, by id.
#[derive(Debug, Default)]
pub(super) struct Posts(pub(super) BTreeMap<String, OnPost>);

/// What people say of one post.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, expecting = "keys such as `translations:` and `notice:`")]
pub(super) struct OnPost {
    #[serde(default)]
    translations: Vec<TranslationEntry>,
    pub(super) annotation: Option<String>,
    pub(super) notice: Option<String>,
    withheld: Option<WithheldEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "`{handle: …, from: …, to: …}`")]
struct HandleEntry {
    handle: String,
    from: Option<Date>,
    to: Option<Date>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "`{lang: …, text: …, by: …}`")]
struct TranslationEntry {
    lang: String,
    text: String,
    by: Option<String>,
    #[serde(default)]
    machine: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "`{date: …, reason: …}`")]
struct WithheldEntry {
    date: Date,
    reason: String,
}

impl Commentary {
    /// Reads commentary. An empty file says nothing, and that is fine.
    pub(super) fn parse(file: &SourceFile) -> Result<Self, Diagnostic> {
        if file
            .text
            .lines()
            .all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
        {
            return Ok(Self::default());
        }
        serde_yaml::from_str(&file.text).map_err(|error| unusable(file, &error))
    }

    /// What stands in for commentary that cannot be read. Who and what must not be shown is said there, so nobody is
    /// shown, and the posts count as withheld.
    pub(super) fn unread() -> Self {
        Self {
            class: Some(Class::Private),
            unread: true,
            ..Self::default()
        }
    }

    /// Whether it says anything of the account itself; what it says of posts is found by their ids.
    pub(super) fn is_on_account(&self) -> bool {
        self.name.is_some()
            || self.about.is_some()
            || self.class.is_some()
            || !self.handles.is_empty()
            || self.reason().is_some()
    }

    /// Why somebody who is private may be named and quoted. A reason without words is none.
    pub(super) fn reason(&self) -> Option<&str> {
        let given = [&self.consent, &self.public_interest].into_iter().flatten();
        given.map(|reason| reason.trim()).find(|reason| !reason.is_empty())
    }

    /// Handles as listed by people.
    pub(super) fn handles(&self) -> impl Iterator<Item = HandleUse> + '_ {
        self.handles.iter().map(|entry| HandleUse {
            handle: entry.handle.trim_start_matches('@').to_owned(),
            from: entry.from,
            to: entry.to,
        })
    }
}

impl OnPost {
    /// Translations, by language.
    pub(super) fn translations(&self) -> Vec<Translation> {
        let mut translations: Vec<_> = self
            .translations
            .iter()
            .map(|entry| Translation {
                lang: entry.lang.clone(),
                text: entry.text.clone(),
                by: entry.by.clone(),
                machine: entry.machine,
            })
            .collect();
        translations.sort_by(|one, other| one.lang.cmp(&other.lang));
        translations
    }

    /// Withdrawal from publication.
    pub(super) fn withheld(&self) -> Option<Withheld> {
        self.withheld.as_ref().map(|entry| Withheld {
            date: Some(entry.date),
            reason: entry.reason.clone(),
        })
    }
}

impl<'de> Deserialize<'de> for Posts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PostsVisitor;
        impl<'de> Visitor<'de> for PostsVisitor {
            type Value = Posts;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("ids of posts, each with what is to be said of it")
            }
            fn visit_unit<E>(self) -> Result<Posts, E> {
                Ok(Posts::default())
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Posts, A::Error> {
                let mut posts = BTreeMap::new();
                while let Some((id, on_post)) = map.next_entry::<String, Option<OnPost>>()? {
                    if posts.insert(id.clone(), on_post.unwrap_or_default()).is_some() {
                        return Err(A::Error::custom(format_args!("the post `{id}` is there twice")));
                    }
                }
                Ok(Posts(posts))
            }
        }
        deserializer.deserialize_any(PostsVisitor)
    }
}

fn class<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Class>, D::Error> {
    let Some(word) = Option::<String>::deserialize(deserializer)? else {
        return Ok(None);
    };
    let class = Class::named(&word);
    let names = Class::NAMES
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ");
    class
        .map(Some)
        .ok_or_else(|| D::Error::custom(format_args!("unknown class `{word}`, expected one of {names}")))
}

/// Commentary that cannot be read, in words for those who wrote it.
fn unusable(file: &SourceFile, error: &serde_yaml::Error) -> Diagnostic {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let unknown = message.contains("unknown field") || message.contains("unknown class");
    let start = error
        .location()
        .map_or(0, |location| location.index().min(file.text.len()));
    let found = quoted.first().copied().unwrap_or_default();
    let text = if message.contains("unknown field") {
        format!("`{found}` is no key of a commentary")
    } else if message.contains("unknown class") {
        format!("the class of the account is `{found}`, which is none")
    } else if message.contains("missing field") {
        format!("`{found}` is missing in an entry of the commentary")
    } else if message.contains("duplicate field") {
        format!("`{found}` is there twice")
    } else if message.contains(" is there twice") {
        format!("the post `{found}` is there twice")
    } else {
        format!(
            "the commentary cannot be read: {}",
            message.replace("sequence", "list").replace("a map", "keys and values")
        )
    };
    let span = key_near(file, start, found);
    let mut diagnostic = Diagnostic::new(Rule::ArchiveCommentary, text)
        .at(file, span, "")
        .note("until it can be read, the account is treated as private and its posts as withheld");
    if unknown {
        let known = &quoted[1.min(quoted.len())..];
        let help = match nearest(found, known) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("known are {}", known.join(", ")),
        };
        diagnostic = diagnostic.help(help);
    }
    diagnostic
}

/// The word itself where it stands at or after the place that the reader of YAML gives, else the rest of that line.
pub(super) fn key_near(file: &SourceFile, start: usize, word: &str) -> Span {
    let text = &*file.text;
    let mut start = start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let found = if word.is_empty() {
        None
    } else {
        text[line..].find(word).map(|at| line + at)
    };
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    found.map_or_else(|| Span::new(start, end), |at| Span::new(at, at + word.len()))
}

/// The known word that differs least, if it differs little.
fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let near = |other: &&'a str| (distance(word, other), *other);
    let limit = (word.chars().count() / 3).max(1);
    known
        .iter()
        .map(near)
        .min()
        .filter(|(distance, _)| *distance <= limit)
        .map(|(_, other)| other)
}

/// Letters to insert, delete, replace or swap with their neighbour.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows = vec![(0..=other.len()).collect::<Vec<_>>()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut best = (rows[i][j] + usize::from(a != b))
                .min(rows[i][j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                best = best.min(rows[i - 1][j - 1] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}
