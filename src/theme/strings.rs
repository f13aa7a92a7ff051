//! The words of the theme's pages in each language, dates, numbers and plural forms.
//!
//! Data, not code: a theme adds a language with one file in `strings/`. What a file leaves out is said in English.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::files::ThemeFiles;
use super::language::main_subtag;
use super::plural::{Category, category};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Span;

/// One language.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    language: String,
    words: BTreeMap<String, String>,
    counts: BTreeMap<String, Forms>,
    months: Vec<String>,
    months_short: Vec<String>,
    first_day: String,
    day_month_year: String,
    day_month_year_short: String,
    month_year: String,
    group: String,
    group_from: usize,
    digits: Vec<char>,
    list_sep: String,
    list_last: String,
}

type Forms = BTreeMap<Category, String>;

/// A file of `strings/`. Everything may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    list_sep: Option<String>,
    list_last: Option<String>,
    group: Option<String>,
    /// Numbers with fewer digits are not grouped.
    group_from: Option<usize>,
    digits: Option<String>,
    /// The first day of a month, where it has a form of its own.
    first_day: Option<String>,
    day_month_year: Option<String>,
    day_month_year_short: Option<String>,
    month_year: Option<String>,
    months: Option<[String; 12]>,
    months_short: Option<[String; 12]>,
    words: BTreeMap<String, String>,
    counts: BTreeMap<String, Forms>,
}

impl Strings {
    /// The BCP 47 tag of the language that the words are in.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The words of a key; the key itself where a theme asks for one that nobody wrote.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// The words of a key with `{name}` filled in.
    pub fn format(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// What stands between the members of a list: `, `.
    pub fn list_sep(&self) -> &str {
        &self.list_sep
    }

    /// The words of a key, if somebody wrote them.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }

    /// A count in words: `13 posts cited`.
    pub fn count(&self, key: &str, n: u64) -> String {
        self.count_with(key, n, &[])
    }

    /// A count in words, with further values: `11 briefs since 2020`.
    pub fn count_with(&self, key: &str, n: u64, values: &[(&str, &str)]) -> String {
        let form = self.counts.get(key).and_then(|forms| {
            forms
                .get(&category(&main_subtag(&self.language), n))
                .or_else(|| forms.get(&Category::Other))
        });
        let number = self.number(n);
        let mut all = vec![("n", number.as_str())];
        all.extend_from_slice(values);
        fill(form.map_or("{n}", String::as_str), &all)
    }

    /// `15 October 2021`
    pub fn date_long(&self, date: Date) -> String {
        self.date(&self.day_month_year, &self.months, date)
    }

    /// `15 Oct 2021`
    pub fn date_short(&self, date: Date) -> String {
        self.date(&self.day_month_year_short, &self.months_short, date)
    }

    /// `October 2021`
    pub fn month_year(&self, date: Date) -> String {
        self.date(&self.month_year, &self.months, date)
    }

    /// A number with its digits grouped: `41,300`.
    pub fn number(&self, n: u64) -> String {
        let plain = n.to_string();
        let mut out = String::with_capacity(plain.len() + 4);
        for (at, digit) in plain.char_indices() {
            if at > 0 && plain.len() >= self.group_from && (plain.len() - at).is_multiple_of(3) {
                out.push_str(&self.group);
            }
            out.push(digit);
        }
        self.digits(&out)
    }

    /// The same text with the digits of this language: `۱۵` in Persian. For years and clock times.
    pub fn digits(&self, text: &str) -> String {
        if self.digits.len() != 10 {
            return text.to_owned();
        }
        let own = |digit: char| digit.to_digit(10).map_or(digit, |value| self.digits[value as usize]);
        text.chars().map(own).collect()
    }

    /// `A`, `A and B`, `A, B and C`
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let mut out = String::new();
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                let last = at + 1 == items.len();
                out.push_str(if last { &self.list_last } else { &self.list_sep });
            }
            out.push_str(item.as_ref());
        }
        out
    }

    /// All that templates see as `t`.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &str)> {
        let joints = [("list_sep", &*self.list_sep), ("list_last", &*self.list_last)];
        let words = self.words.iter().map(|(key, words)| (&**key, &**words));
        words.chain(joints)
    }

    /// All keys of words and counts.
    #[cfg(test)]
    pub(super) fn own_keys(&self) -> std::collections::BTreeSet<String> {
        self.words.keys().chain(self.counts.keys()).cloned().collect()
    }

    fn date(&self, pattern: &str, months: &[String], date: Date) -> String {
        let month = usize::try_from(date.month() - 1).ok().and_then(|at| months.get(at));
        let day = match date.day() {
            1 if !self.first_day.is_empty() => self.first_day.clone(),
            day => self.digits(&day.to_string()),
        };
        let year = self.digits(&date.year().to_string());
        fill(
            pattern,
            &[
                ("day", &day),
                ("month", month.map_or("", String::as_str)),
                ("year", &year),
            ],
        )
    }

    /// Takes over what a file says.
    fn take(&mut self, file: File) {
        fn set<T>(to: &mut T, from: Option<T>) {
            if let Some(value) = from {
                *to = value;
            }
        }
        set(&mut self.list_sep, file.list_sep);
        set(&mut self.list_last, file.list_last);
        set(&mut self.group, file.group);
        set(&mut self.group_from, file.group_from);
        set(&mut self.digits, file.digits.map(|digits| digits.chars().collect()));
        set(&mut self.first_day, file.first_day);
        // A language without short forms uses its long ones, not those of English.
        set(
            &mut self.months_short,
            file.months_short.or_else(|| file.months.clone()).map(Into::into),
        );
        set(&mut self.months, file.months.map(Into::into));
        set(
            &mut self.day_month_year_short,
            file.day_month_year_short.or_else(|| file.day_month_year.clone()),
        );
        set(&mut self.day_month_year, file.day_month_year);
        set(&mut self.month_year, file.month_year);
        self.words.extend(file.words);
        self.counts.extend(file.counts);
    }
}

fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let after = &rest[open + 1..];
        let found = after
            .find('}')
            .and_then(|close| Some((close, values.iter().find(|(name, _)| *name == &after[..close])?.1)));
        out.push_str(&rest[..open]);
        if let Some((close, value)) = found {
            out.push_str(value);
            rest = &after[close + 1..];
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// All languages of a theme.
#[derive(Clone, Debug, Default)]
pub(super) struct Tongues {
    by_tag: BTreeMap<String, Strings>,
    english: Strings,
}

impl Tongues {
    /// Reads `strings/*.toml`. A site's file adds to the compiled-in one of the same language.
    pub(super) fn read(files: &ThemeFiles, problems: &mut Vec<Diagnostic>) -> Self {
        let mut english = Strings {
            language: "en".to_owned(),
            group_from: 4,
            ..Strings::default()
        };
        let mut tongues = Self::default();
        let mut parsed: BTreeMap<&str, Vec<File>> = BTreeMap::new();
        for (path, file) in files {
            let Some(tag) = path
                .strip_prefix("strings/")
                .and_then(|name| name.strip_suffix(".toml"))
            else {
                continue;
            };
            let base = if file.own {
                super::files::compiled_in(path)
            } else {
                None
            };
            for file in base.iter().chain([file]) {
                match file.source().and_then(|source| parse(&source)) {
                    Ok(file) => parsed.entry(tag).or_default().push(file),
                    Err(problem) => problems.push(problem),
                }
            }
        }
        for file in parsed.remove("en").into_iter().flatten() {
            english.take(file);
        }
        for (tag, files) in parsed {
            let mut strings = Strings {
                language: tag.to_lowercase(),
                ..english.clone()
            };
            for file in files {
                strings.take(file);
            }
            tongues.by_tag.insert(tag.to_lowercase(), strings);
        }
        tongues.english = english;
        tongues
    }

    /// The closest language at hand.
    pub(super) fn for_lang(&self, tag: &str) -> &Strings {
        self.by_tag
            .get(&tag.to_lowercase())
            .or_else(|| self.by_tag.get(&main_subtag(tag)))
            .unwrap_or(&self.english)
    }

    /// Tags of all languages but English.
    pub(super) fn tags(&self) -> impl Iterator<Item = &str> {
        self.by_tag.keys().map(String::as_str)
    }
}

fn parse(source: &crate::source::SourceFile) -> Result<File, Diagnostic> {
    toml::from_str(&source.text).map_err(|error| {
        let span = error.span().map_or(Span::default(), Span::from);
        let message = format!("the words of the theme cannot be read: {}", error.message());
        Diagnostic::new(Rule::TemplateInvalid, message).at(source, span, "")
    })
}
