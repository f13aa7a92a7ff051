//! Citations that programs write: templates of wikis and entries of bibliographies, pasted into a note as they are.

mod bibtex;
mod wikitext;

use std::ops::Range;

use jiff::civil::Date;

use super::island::clock::clock;
use super::island::date::dates;
use super::island::month::month_at;
use super::island::platform::platform_at;
use super::island::url::address;
use super::item::Item;
use super::kinds::KINDS;
use super::text::Text;
use super::{Field, Kind, OtherSource, PostQuery, Target, When};
use crate::archive::{Permalink, Platform};
use crate::config::DateOrder;

/// A block of named values.
struct Block {
    whole: Range<usize>,
    /// What it calls itself: `cite tweet`, `online`.
    name: Range<usize>,
    /// Names in lower case, with their values.
    values: Vec<(String, Range<usize>)>,
}

/// The citation of an item that is such a block, with the place of the block.
pub(super) fn read(item: &Item<'_>, order: Option<DateOrder>) -> Option<(Target, Range<usize>)> {
    let text = item.text;
    let block = item
        .range
        .clone()
        .find_map(|at| wikitext::block(text, at, item.range.end).or_else(|| bibtex::block(text, at, item.range.end)))?;
    let reader = Reader {
        text,
        block: &block,
        order,
    };
    let words = reader
        .url()
        .filter(|range| Permalink::parse(&address(text, range.clone())).is_some());
    Some((reader.target(), words.unwrap_or_else(|| block.whole.clone())))
}

struct Reader<'r> {
    text: &'r Text,
    block: &'r Block,
    order: Option<DateOrder>,
}

impl Reader<'_> {
    fn target(&self) -> Target {
        let url = self.url();
        let kind = self.kind();
        let platform = kind
            .as_ref()
            .and_then(|kind| kind.1.clone())
            .or_else(|| self.platform());
        let handle = self.handle();
        let permalink = url
            .as_ref()
            .and_then(|range| {
                let permalink = Permalink::parse(&address(self.text, range.clone()))?;
                Some(self.field(permalink, range))
            })
            .or_else(|| self.numbered(platform.as_ref(), handle.as_ref()));
        let url = url.map(|range| self.field(address(self.text, range.clone()), &range));
        let (when, other_reading) = self.when();
        if permalink.is_none() && platform.is_none() {
            return Target::Other(Box::new(OtherSource {
                when,
                url,
                ..OtherSource::default()
            }));
        }
        let of_address = permalink.as_ref().map(|link| (&link.value, link.span));
        let title = self.value(&["title", "quote", "text", "titel", "titre", "título", "titulo", "titolo"]);
        Target::Post(Box::new(PostQuery {
            platform: of_address
                .map(|(link, span)| Field {
                    value: link.platform.clone(),
                    span,
                })
                .or(platform),
            handle: handle.or_else(|| {
                let (link, span) = of_address?;
                let value = link.handle.clone()?;
                Some(Field { value, span })
            }),
            when,
            time: self.value(&["time", "eventtime"]).and_then(|range| {
                let found = clock(&mut Item::new(self.text, range), &[])?;
                Some(self.field(found.clock, &found.range))
            }),
            words: title
                .map(|range| self.field(self.plain(&range), &range))
                .into_iter()
                .collect(),
            kind: kind.map(|kind| kind.0),
            other_reading,
            url,
            permalink,
            ..PostQuery::default()
        }))
    }

    /// The address that the block gives, be it within `\url{…}`.
    fn url(&self) -> Option<Range<usize>> {
        ["url", "link", "archive-url", "archiveurl", "howpublished", "note"]
            .iter()
            .find_map(|name| {
                let range = self.value(&[name])?;
                let starts = |at: usize| {
                    ["http", "hxxp", "www."]
                        .iter()
                        .any(|begin| Item::new(self.text, range.clone()).prefix(at, begin).is_some())
                };
                let start = range.clone().find(|&at| starts(at))?;
                let ends = |at: &usize| {
                    self.text
                        .folded(*at)
                        .is_none_or(|c| c.is_whitespace() || matches!(c, '}' | '{' | '|'))
                };
                let end = (start..range.end).find(ends).unwrap_or(range.end);
                Some(start..end)
            })
    }

    /// The value of the first of these names that has one.
    fn value(&self, names: &[&str]) -> Option<Range<usize>> {
        let of_name = |name: &&str| {
            let mut values = self.block.values.iter();
            values
                .find(|(key, range)| key == name && !range.is_empty())
                .map(|(_, range)| range.clone())
        };
        names.iter().find_map(of_name)
    }

    fn field<T>(&self, value: T, range: &Range<usize>) -> Field<T> {
        Field {
            value,
            span: self.text.span(range),
        }
    }

    fn plain(&self, range: &Range<usize>) -> String {
        self.text.written(range.clone()).replace(['{', '}'], "")
    }

    /// `user=`, `author = @x`, `author+an:username = {1="@x"}`
    fn handle(&self) -> Option<Field<String>> {
        let bare = self.value(&["user", "username", "userid", "handle"]);
        let marked = self.block.values.iter().find_map(|(key, range)| {
            let names_author =
                matches!(key.as_str(), "author" | "last" | "author1" | "last1") || key.starts_with("author+an");
            let at = range.clone().find(|&at| self.text.folded(at) == Some('@'))?;
            (names_author && !(at > range.start && self.text.before(at).is_some_and(char::is_alphanumeric)))
                .then_some(at..range.end)
        });
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@');
        let range = bare.or(marked)?;
        let range = self.text.trimmed_of(range, |c| !c.is_alphanumeric() && c != '_');
        let end = range.clone().find(|&at| !self.text.folded(at).is_some_and(is_name));
        let range = range.start..end.unwrap_or(range.end);
        (!range.is_empty()).then(|| self.field(self.text.written(range.clone()), &range))
    }

    /// What the block or one of its values says of the kind, with the platform of the word.
    fn kind(&self) -> Option<(Field<Kind>, Option<Field<Platform>>)> {
        let places = [
            Some(self.block.name.clone()),
            self.value(&["entrysubtype", "type", "howpublished", "titleaddon", "medium"]),
        ];
        places.into_iter().flatten().find_map(|range| {
            let item = Item::new(self.text, range.clone());
            let found = range.clone().filter(|&at| item.is_word_start(at)).find_map(|at| {
                let (end, phrase) = item.which_phrase(at, &KINDS.nouns)?;
                Some((at..end, KINDS.meaning(phrase)))
            });
            let (words, (kind, platform)) = found?;
            Some((
                self.field(kind?, &words),
                platform.map(|platform| self.field(platform, &words)),
            ))
        })
    }

    fn platform(&self) -> Option<Field<Platform>> {
        let named = |range: Range<usize>| {
            let item = Item::new(self.text, range.clone());
            range.filter(|&at| item.is_word_start(at)).find_map(|at| {
                let (end, platform) = platform_at(&item, at)?;
                Some(self.field(platform, &(at..end)))
            })
        };
        let values = [
            "eprint",
            "eprinttype",
            "archiveprefix",
            "website",
            "work",
            "publisher",
            "organization",
            "howpublished",
            "journal",
            "via",
            "note",
            "medium",
            "type",
        ];
        named(self.block.name.clone()).or_else(|| values.iter().find_map(|name| named(self.value(&[name])?)))
    }

    /// The post by its number alone: `number=`, `postid=`.
    fn numbered(&self, platform: Option<&Field<Platform>>, handle: Option<&Field<String>>) -> Option<Field<Permalink>> {
        let range = self.value(&["number", "postid", "id", "post-id", "statusid", "videoid"])?;
        let platform = platform?.value.clone();
        let handle = handle.map(|field| field.value.clone());
        let number = self.text.written(range.clone());
        let fit = number
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let id = match (platform.as_str(), &handle) {
            ("telegram", Some(handle)) => format!("{}/{number}", handle.to_lowercase()),
            ("bluesky", Some(handle)) => format!("{handle}/{number}"),
            ("telegram" | "bluesky" | "mastodon", _) => return None,
            _ => number,
        };
        fit.then(|| {
            let permalink = Permalink {
                platform,
                id: Some(id),
                handle,
                seen_as: None,
                archived: None,
            };
            self.field(permalink, &range)
        })
    }

    /// `date=`, else `year=`, `month=`, `day=`. Never the day of access.
    fn when(&self) -> (Option<Field<When>>, Option<Date>) {
        if let Some(range) = self.value(&[
            "date",
            "posted",
            "issued",
            "eventdate",
            "datum",
            "fecha",
            "data",
            "дата",
            "tarih",
        ]) {
            let (found, _) = dates(&mut Item::new(self.text, range), self.order);
            let first = found.into_iter().next();
            let other = first.as_ref().and_then(|date| date.other_reading);
            return (first.map(|date| self.field(date.when, &date.range)), other);
        }
        (self.split(), None)
    }

    fn split(&self) -> Option<Field<When>> {
        let number = |range: &Range<usize>| {
            Item::new(self.text, range.clone())
                .number(range.start)
                .map(|(number, _)| number)
        };
        let place = self.value(&["year"])?;
        let year = number(&place)?;
        let month = self.value(&["month"]).and_then(|range| {
            let named = month_at(&Item::new(self.text, range.clone()), range.start).map(|found| found.month.number);
            named.or_else(|| i8::try_from(number(&range)?).ok())
        });
        let day = self
            .value(&["day"])
            .and_then(|range| i8::try_from(number(&range)?).ok());
        let when = match (month, day) {
            (Some(month), Some(day)) => When::Day(Date::new(year, month, day).ok()?),
            (Some(month), None) if (1..=12).contains(&month) => When::Month { year, month },
            _ => When::Year(year),
        };
        Some(self.field(when, &place))
    }
}

/// Past the `}` of the `{` at `open`; `None` when it is never closed before `limit`.
fn closing(text: &Text, open: usize, limit: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in open..limit {
        match text.folded(at) {
            Some('{') => depth += 1,
            Some('}') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The parts between a mark that stands in no inner braces.
fn parts(text: &Text, range: Range<usize>, mark: char) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut quoted) = (range.start, 0_usize, false);
    for at in range.clone() {
        match text.folded(at) {
            Some('{' | '[') => depth += 1,
            Some('}' | ']') => depth = depth.saturating_sub(1),
            Some('"') if mark == ',' && depth == 0 => quoted = !quoted,
            Some(character) if character == mark && depth == 0 && !quoted => {
                parts.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(start..range.end);
    parts
}

/// A part `name = value` taken apart; the value without the marks around it.
fn named(text: &Text, part: Range<usize>) -> Option<(String, Range<usize>)> {
    let equals = part.clone().find(|&at| text.folded(at) == Some('='))?;
    let name = text.written(text.trimmed(part.start..equals)).to_lowercase();
    let value = text.trimmed_of(equals + 1..part.end, |c| {
        c.is_whitespace() || matches!(c, '{' | '}' | '"')
    });
    Some((name, value))
}
