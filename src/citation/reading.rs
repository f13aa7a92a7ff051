use std::ops::Range;

use super::{BriefReference, Citation, Clock, Field, OtherSource, Target, When, Zone};
use crate::archive::canonical_url;
use crate::source::Span;

/// What was read from a citation, each part in the form in which it is shown to people and programs, with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// `post`, `hashtag`, `brief`, `reference`, `short` or `other`. A quoted title is `other`: only a site can tell
    /// whether it is a brief's.
    pub kind: &'static str,
    /// Key of the platform: `twitter`.
    pub platform: Option<Field<String>>,
    /// Without `@`.
    pub handle: Option<Field<String>>,
    /// `2017-10-15`, `2017-10`, `2017`, `2017-10-15/2017-10-17`.
    pub date: Option<Field<String>>,
    /// `14:02`, `14:02:31`.
    pub time: Option<Field<String>>,
    /// `+02:00`, `UTC`, `Asia/Beirut`.
    pub zone: Option<Field<String>>,
    /// The permalink in its canonical form, else the first address as written.
    pub url: Option<Field<String>>,
    /// The post's id as archives write it.
    pub id: Option<Field<String>>,
    /// Quoted words.
    pub words: Vec<Field<String>>,
}

impl Citation {
    /// What was read from it.
    pub fn reading(&self) -> Reading {
        let mut reading = Reading::of_kind("other");
        match &self.target {
            Target::Post(query) => {
                reading.kind = "post";
                reading.platform = shown(query.platform.as_ref(), |platform| platform.as_str().to_owned());
                reading.handle.clone_from(&query.handle);
                reading.date = shown(query.when.as_ref(), |when| date(*when));
                reading.time = shown(query.time.as_ref(), time);
                reading.zone = query.time.as_ref().and_then(|clock| {
                    let zone = zone(clock.value.zone?);
                    Some(Field {
                        value: zone,
                        span: clock.span,
                    })
                });
                reading.words.clone_from(&query.words);
                if let Some(permalink) = &query.permalink {
                    let key = permalink.value.key();
                    let handle = permalink.value.handle.as_deref();
                    let handle = handle.or_else(|| Some(query.handle.as_ref()?.value.as_str()));
                    reading.url = key
                        .as_ref()
                        .and_then(|key| canonical_url(key, handle))
                        .map(|value| Field {
                            value,
                            span: permalink.span,
                        });
                    reading.id = key.map(|key| Field {
                        value: key.id.to_string(),
                        span: permalink.span,
                    });
                    reading.url = reading.url.or_else(|| query.url.clone()).or_else(|| {
                        Some(Field {
                            value: self.words_at(permalink.span)?.to_owned(),
                            span: permalink.span,
                        })
                    });
                } else {
                    reading.url.clone_from(&query.url);
                }
            }
            Target::Hashtag { platform, .. } => {
                reading.kind = "hashtag";
                reading.platform = shown(platform.as_ref(), |platform| platform.as_str().to_owned());
            }
            Target::Brief(BriefReference::Link(_)) => reading.kind = "brief",
            Target::Brief(BriefReference::Title(title, source)) => {
                reading.fill_from(source);
                reading.words = vec![title.clone()];
            }
            Target::Reference(_) => reading.kind = "reference",
            Target::Short(_) => reading.kind = "short",
            Target::Other(source) => reading.fill_from(source),
        }
        reading
    }

    /// Its words at a span of the file.
    pub fn words_at(&self, span: Span) -> Option<&str> {
        let start = span.start.checked_sub(self.span.start)? as usize;
        let range: Range<usize> = start..start + span.len();
        self.text.get(range)
    }
}

impl Reading {
    fn fill_from(&mut self, source: &OtherSource) {
        self.date = shown(source.when.as_ref(), |when| date(*when));
        self.time = shown(source.time.as_ref(), time);
        self.url.clone_from(&source.url);
        if let Some(account) = &source.account {
            let at = |value| Field {
                value,
                span: account.span,
            };
            self.platform = Some(at(account.value.platform.as_str().to_owned()));
            self.handle = account.value.handle.clone().map(at);
        }
    }

    fn of_kind(kind: &'static str) -> Self {
        Self {
            kind,
            platform: None,
            handle: None,
            date: None,
            time: None,
            zone: None,
            url: None,
            id: None,
            words: Vec::new(),
        }
    }

    /// The parts that are one value each, by name, in the order in which they are shown.
    pub fn fields(&self) -> [(&'static str, Option<&Field<String>>); 7] {
        [
            ("platform", self.platform.as_ref()),
            ("handle", self.handle.as_ref()),
            ("date", self.date.as_ref()),
            ("time", self.time.as_ref()),
            ("zone", self.zone.as_ref()),
            ("url", self.url.as_ref()),
            ("id", self.id.as_ref()),
        ]
    }

    /// Whether another citation says the same in the same order, wherever it stands.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let values = |reading: &Self| {
            let words: Vec<String> = reading.words.iter().map(|field| field.value.clone()).collect();
            (
                reading.kind,
                reading
                    .fields()
                    .map(|(_, field)| field.map(|field| field.value.clone())),
                words,
            )
        };
        values(self) == values(other)
    }
}

fn shown<T>(field: Option<&Field<T>>, show: impl Fn(&T) -> String) -> Option<Field<String>> {
    field.map(|field| Field {
        value: show(&field.value),
        span: field.span,
    })
}

fn date(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Month { year, month } => format!("{year:04}-{month:02}"),
        When::Year(year) => format!("{year:04}"),
        When::Between { from, to } => format!("{from}/{to}"),
    }
}

fn time(clock: &Clock) -> String {
    let format = if clock.seconds { "%H:%M:%S" } else { "%H:%M" };
    clock.time.strftime(format).to_string()
}

fn zone(zone: Zone) -> String {
    match zone {
        Zone::Offset(0) => "UTC".to_owned(),
        Zone::Offset(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.unsigned_abs();
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
        Zone::Region(name) => name.to_owned(),
    }
}
