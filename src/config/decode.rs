//! From the settings of `site.toml` to a `Config`.

use toml::de::{DeTable, DeValue};

use super::table::{Entry, Table, list, strings};
use super::{BaseUrl, Config, DateOrder, StyleName, syntax, zone};
use crate::diagnostic::{Diagnostic, Level, Place, Rule, nearest};
use crate::source::{SourceFile, Span};

const KEYS: &[&str] = &[
    "title",
    "base_url",
    "language",
    "timezone",
    "description",
    "notice",
    "notices",
    "publisher",
    "authors",
    "dates",
    "per_page",
    "archive",
    "check",
    "theme",
    "bibliography",
    "extra",
];
const LEVELS: &[&str] = &["error", "warning", "note", "off"];

/// Longer lists help nobody and make pages heavy.
const MOST_PER_PAGE: usize = 1000;

pub(super) fn decode(file: &SourceFile) -> (Config, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    let mut decoder = Decoder {
        file,
        config: Config::default_for("", placeholder()),
        // What follows a mistake is often misread because of it: the first is the one to put right.
        found: errors
            .iter()
            .take(1)
            .map(|error| syntax::reworded(file, error))
            .collect(),
    };
    decoder.site(table.get_ref(), errors.is_empty());
    decoder.found.sort_by(Diagnostic::order);
    (decoder.config, decoder.found)
}

/// Stands for an address that is missing or wrong. Nothing is published with it: there is an error.
fn placeholder() -> BaseUrl {
    BaseUrl {
        origin: "https://site.invalid".to_owned(),
        path: "/".to_owned(),
    }
}

struct Decoder<'a> {
    file: &'a SourceFile,
    config: Config,
    found: Vec<Diagnostic>,
}

impl<'a> Decoder<'a> {
    /// `whole`: the file could be read to its end, so that what was not found is not there.
    fn site(&mut self, table: &'a DeTable<'a>, whole: bool) {
        let mut top = Table::new(self.file, "", table);
        self.title(top.take("title"), whole);
        self.base_url(top.take("base_url"), whole);
        self.language(top.take("language"));
        self.timezone(top.take("timezone"));
        self.config.description = self.text(top.take("description"), "description = \"Notes on a harbour\"");
        self.config.notice = self.text(top.take("notice"), "notice = \"Every account is invented.\"");
        self.config.publisher = self.text(top.take("publisher"), "publisher = \"Harbour Institute\"");
        self.notices(top.take("notices"));
        if let Some(authors) = self.texts(top.take("authors"), "authors = [\"r-haddad\"]") {
            self.config.authors = authors;
        }
        self.dates(top.take("dates"));
        self.per_page(top.take("per_page"));
        self.archive(top.take("archive"));
        self.check(top.take("check"));
        self.theme(top.take("theme"));
        self.bibliography(top.take("bibliography"));
        self.extra(top.take("extra"));
        if whole {
            top.refuse_rest(KEYS, &mut self.found);
        }
    }

    fn title(&mut self, entry: Option<Entry<'a>>, whole: bool) {
        let given = entry.is_some();
        self.config.title = self.text(entry, "title = \"Harbour notes\"");
        if !given && whole {
            self.missing("title", "title = \"Harbour notes\"");
        }
    }

    fn base_url(&mut self, entry: Option<Entry<'a>>, whole: bool) {
        let example = "base_url = \"https://example.org/series/\"";
        let Some(entry) = entry else {
            if whole {
                self.missing("base_url", example);
            }
            return;
        };
        match entry.value.as_str().map(str::parse::<BaseUrl>) {
            Some(Ok(url)) => self.config.base_url = url,
            Some(Err(error)) => self.found.push(
                Diagnostic::new(Rule::ConfigInvalid, format!("`base_url` {error}"))
                    .at(self.file, entry.span, "the address at which the site will be published")
                    .help(format!("write it whole: `{example}`")),
            ),
            None => self.found.push(entry.refuse(self.file, "an address", example)),
        }
    }

    fn missing(&mut self, key: &str, example: &str) {
        self.found.push(
            Diagnostic::new(Rule::ConfigInvalid, format!("site.toml does not set `{key}`"))
                .at(self.file, Span::default(), "")
                .help(format!("add a line before the first `[section]`: `{example}`")),
        );
    }

    fn language(&mut self, entry: Option<Entry<'a>>) {
        let example = "language = \"en\"";
        let Some(entry) = entry else { return };
        match entry.value.as_str() {
            Some(tag) if is_language_tag(tag) => tag.clone_into(&mut self.config.language),
            Some(_) => self.found.push(
                Diagnostic::new(Rule::ConfigInvalid, "`language` is not a language tag")
                    .at(
                        self.file,
                        entry.span,
                        "a tag is two or three letters, sometimes with more after a hyphen",
                    )
                    .help("write `language = \"en\"`, `\"ar\"`, `\"pt-BR\"` or the like"),
            ),
            None => self.found.push(entry.refuse(self.file, "a language tag", example)),
        }
    }

    fn timezone(&mut self, entry: Option<Entry<'a>>) {
        let example = "timezone = \"Asia/Beirut\"";
        let Some(entry) = entry else { return };
        let Some(name) = entry.value.as_str() else {
            self.found
                .push(entry.refuse(self.file, "the name of a time zone", example));
            return;
        };
        match zone::named(name) {
            Ok((zone, name)) => {
                self.config.timezone = zone;
                self.config.timezone_name = name;
            }
            Err(unknown) => {
                let diagnostic = Diagnostic::new(Rule::ConfigInvalid, format!("there is no time zone `{name}`"));
                self.found.push(match unknown.nearest {
                    Some(meant) => diagnostic
                        .at(self.file, entry.span, format!("did you mean `{meant}`?"))
                        .fix(self.file, entry.span, format!("\"{meant}\"")),
                    None => diagnostic
                        .at(self.file, entry.span, "not a name of the IANA table")
                        .help(format!("write continent and city, as in `{example}`, or `\"UTC\"`")),
                });
            }
        }
    }

    fn notices(&mut self, entry: Option<Entry<'a>>) {
        let Some(mut table) = self.section(entry, "notices") else {
            return;
        };
        for entry in table.rest() {
            let tag = entry.key.clone().into_owned();
            if is_language_tag(&tag) {
                let text = self.text(Some(entry), "ar = \"…\"");
                self.config.notices.insert(tag, text);
            } else {
                self.found.push(
                    Diagnostic::new(Rule::ConfigInvalid, format!("`{tag}` is not a language tag")).at(
                        self.file,
                        entry.key_span,
                        "a tag such as `ar` or `pt-BR`",
                    ),
                );
            }
        }
    }

    fn dates(&mut self, entry: Option<Entry<'a>>) {
        let Some(entry) = entry else { return };
        self.config.dates = match entry.value.as_str() {
            Some("dmy") => Some(DateOrder::DayFirst),
            Some("mdy") => Some(DateOrder::MonthFirst),
            _ => {
                self.found.push(
                    Diagnostic::new(Rule::ConfigInvalid, "`dates` is neither `dmy` nor `mdy`")
                        .at(self.file, entry.span, "how 10/11/2017 is to be read")
                        .help("write `dates = \"dmy\"` (10 November) or `dates = \"mdy\"` (October 11)"),
                );
                None
            }
        };
    }

    fn per_page(&mut self, entry: Option<Entry<'a>>) {
        let Some(entry) = entry else { return };
        let number = entry
            .value
            .as_integer()
            .and_then(|number| usize::from_str_radix(number.as_str(), number.radix()).ok())
            .filter(|number| (1..=MOST_PER_PAGE).contains(number));
        match number {
            Some(number) => self.config.per_page = number,
            None => self.found.push(
                Diagnostic::new(
                    Rule::ConfigInvalid,
                    format!("`per_page` is not a number from 1 to {MOST_PER_PAGE}"),
                )
                .at(self.file, entry.span, "")
                .help("write `per_page = 20`"),
            ),
        }
    }

    fn archive(&mut self, entry: Option<Entry<'a>>) {
        let Some(mut table) = self.section(entry, "archive") else {
            return;
        };
        let stores = table.take("stores");
        let span = stores.as_ref().map(|entry| entry.span);
        match self.texts(stores, "stores = [\"archive\"]") {
            Some(stores) if stores.is_empty() => self.found.push(
                Diagnostic::new(Rule::ConfigInvalid, "`stores` names no store")
                    .at(self.file, span.unwrap_or_default(), "")
                    .help("write `stores = [\"archive\"]`, or take the line out"),
            ),
            Some(stores) => self.config.stores = stores,
            None => {}
        }
        table.refuse_rest(&["stores"], &mut self.found);
    }

    fn check(&mut self, entry: Option<Entry<'a>>) {
        let Some(mut table) = self.section(entry, "check") else {
            return;
        };
        for entry in table.rest() {
            let Some(rule) = Rule::named(&entry.key) else {
                let diagnostic = Diagnostic::new(Rule::ConfigInvalid, format!("there is no rule `{}`", entry.key));
                self.found.push(match Rule::nearest(&entry.key) {
                    Some(meant) => diagnostic
                        .at(self.file, entry.key_span, format!("did you mean `{}`?", meant.name()))
                        .fix(self.file, entry.key_span, meant.name()),
                    None => diagnostic
                        .at(self.file, entry.key_span, "")
                        .help("`ibid explain` lists all rules"),
                });
                continue;
            };
            match entry.value.as_str().and_then(level) {
                Some(level) => {
                    self.config.levels.insert(rule, level);
                }
                None => self.found.push(self.no_level(&entry)),
            }
        }
    }

    fn no_level(&self, entry: &Entry<'_>) -> Diagnostic {
        let meant = match entry.value {
            DeValue::Boolean(false) => Some("off"),
            DeValue::String(word) if word.starts_with("warn") => Some("warning"),
            DeValue::String(word) => nearest(word, LEVELS.iter().copied()),
            _ => None,
        };
        let diagnostic = Diagnostic::new(
            Rule::ConfigInvalid,
            format!("`{}` is set to something that is not a level", entry.key),
        );
        match meant {
            Some(meant) => diagnostic
                .at(self.file, entry.span, format!("did you mean `\"{meant}\"`?"))
                .fix(self.file, entry.span, format!("\"{meant}\"")),
            None => diagnostic.at(self.file, entry.span, ""),
        }
        .help(format!("the levels are {}", list(LEVELS)))
    }

    fn theme(&mut self, entry: Option<Entry<'a>>) {
        let Some(mut table) = self.section(entry, "theme") else {
            return;
        };
        if let Some(entry) = table.take("name") {
            match entry.value.as_str() {
                Some("" | "default") => {}
                Some(name) if !name.contains(['/', '\\']) && !name.starts_with('.') => {
                    self.config.theme = Some(name.to_owned());
                }
                _ => self.found.push(
                    Diagnostic::new(
                        Rule::ConfigInvalid,
                        "`name` is not the name of a folder under `themes/`",
                    )
                    .at(self.file, entry.span, "")
                    .help("write the folder's name alone: `name = \"plain\"`"),
                ),
            }
        }
        table.refuse_rest(&["name"], &mut self.found);
    }

    fn bibliography(&mut self, entry: Option<Entry<'a>>) {
        let Some(mut table) = self.section(entry, "bibliography") else {
            return;
        };
        if let Some(entry) = table.take("style") {
            match entry.value.as_str() {
                Some(name) if !name.trim().is_empty() => {
                    self.config.style = Some(StyleName {
                        name: name.trim().to_owned(),
                        place: Place::new(self.file, entry.span),
                    });
                }
                _ => self
                    .found
                    .push(entry.refuse(self.file, "the name of a style", "style = \"chicago-notes\"")),
            }
        }
        table.refuse_rest(&["style"], &mut self.found);
    }

    fn extra(&mut self, entry: Option<Entry<'a>>) {
        let Some(entry) = entry else { return };
        if entry.value.is_table() {
            self.config.extra = free(entry.value);
        } else {
            self.found.push(entry.refuse(self.file, "a section", "[extra]"));
        }
    }

    fn section(&mut self, entry: Option<Entry<'a>>, name: &'static str) -> Option<Table<'a>> {
        let entry = entry?;
        let DeValue::Table(table) = entry.value else {
            self.found
                .push(entry.refuse(self.file, "a section", &format!("[{name}]")));
            return None;
        };
        Some(Table::new(self.file, name, table))
    }

    fn text(&mut self, entry: Option<Entry<'a>>, example: &str) -> String {
        let Some(entry) = entry else {
            return String::new();
        };
        let Some(text) = entry.value.as_str() else {
            self.found
                .push(entry.refuse(self.file, "text between quotation marks", example));
            return String::new();
        };
        text.to_owned()
    }

    fn texts(&mut self, entry: Option<Entry<'a>>, example: &str) -> Option<Vec<String>> {
        let entry = entry?;
        let texts = match entry.value {
            DeValue::Array(values) => strings(values),
            DeValue::String(one) => Some(vec![(&**one, entry.span)]),
            _ => None,
        };
        if texts.is_none() {
            self.found
                .push(entry.refuse(self.file, "a list of texts between quotation marks", example));
        }
        Some(texts?.into_iter().map(|(text, _)| text.to_owned()).collect())
    }
}

fn level(word: &str) -> Option<Level> {
    Some(match word {
        "error" => Level::Error,
        "warning" => Level::Warning,
        "note" => Level::Note,
        "off" => Level::Off,
        _ => return None,
    })
}

/// The shape of a BCP 47 tag; whether there is such a language is not looked up.
pub(crate) fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or("");
    (2..=3).contains(&language.len())
        && language.bytes().all(|letter| letter.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_alphanumeric()))
}

/// A value of `[extra]` as templates see it.
fn free(value: &DeValue<'_>) -> serde_json::Value {
    match value {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Boolean(given) => (*given).into(),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| number.as_str().into(), serde_json::Value::from),
        DeValue::Float(number) => number
            .as_str()
            .parse::<f64>()
            .map_or_else(|_| number.as_str().into(), serde_json::Value::from),
        DeValue::Datetime(date) => date.to_string().into(),
        DeValue::Array(values) => values.iter().map(|value| free(value.get_ref())).collect(),
        DeValue::Table(table) => table
            .iter()
            .map(|(key, value)| (key.get_ref().to_string(), free(value.get_ref())))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}
