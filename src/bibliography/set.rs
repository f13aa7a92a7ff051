use std::collections::HashSet;
use std::str::FromStr as _;

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, IndependentStyle, Locale, LocaleCode, StyleClass};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Elem, ElemChild, ElemChildren, Formatted,
    LocatorPayload, SpecificLocator,
};

use super::read::item;
use super::{Cite, Run, SetEntry, SetText, entry, text_of};

/// A style of the Citation Style Language, with the words of all languages that it needs.
#[derive(Debug)]
pub struct Style {
    style: IndependentStyle,
    locales: Vec<Locale>,
}

impl Style {
    /// The style of that name in the archive that is compiled in.
    pub fn named(name: &str) -> Option<Self> {
        match ArchivedStyle::by_name(name)?.get() {
            hayagriva::citationberg::Style::Independent(style) => Some(Self::new(style)),
            hayagriva::citationberg::Style::Dependent(_) => None,
        }
    }

    /// A style from the text of a `.csl` file, or why it cannot be used.
    pub fn from_csl(csl: &str) -> Result<Self, String> {
        match IndependentStyle::from_xml(csl) {
            Ok(style) => Ok(Self::new(style)),
            Err(_) if csl.contains("rel=\"independent-parent\"") => {
                Err("it only names another style: take the file of the style that it names".to_owned())
            }
            Err(_) => Err("it is no style of the Citation Style Language, or a part of it is missing".to_owned()),
        }
    }

    fn new(style: IndependentStyle) -> Self {
        Self {
            style,
            locales: locales(),
        }
    }

    /// Sets what a text cites, in the words of a language.
    pub fn set(&self, cites: &[Cite<'_>], lang: &str) -> SetText {
        let mut seen = HashSet::new();
        let firsts: Vec<&Cite<'_>> = cites.iter().filter(|cite| seen.insert(&cite.entry.key)).collect();
        let items: Vec<Item> = firsts.iter().map(|cite| item(cite.entry)).collect();
        let locale = self.locale(lang);
        let list = self.list(&firsts, &items, locale.as_ref());
        let mut met = HashSet::new();
        let notes = cites
            .iter()
            .map(|cite| {
                let again = !met.insert(&cite.entry.key);
                if self.style.settings.class == StyleClass::Note {
                    let runs = self.note(cite, again, locale.as_ref());
                    if !text_of(&runs).trim().is_empty() {
                        return runs;
                    }
                }
                let listed = list.iter().find(|set| set.key == cite.entry.key);
                with_place(listed.map(|set| set.runs.clone()).unwrap_or_default(), cite)
            })
            .collect();
        SetText { notes, list }
    }

    /// The cited entries in the order of the style. One that the style lists nowhere, as Chicago does with posts, is set as
    /// in a note, or plainly: a source that is cited is always listed.
    fn list(&self, cites: &[&Cite<'_>], items: &[Item], locale: Option<&LocaleCode>) -> Vec<SetEntry> {
        let mut driver = BibliographyDriver::new();
        for item in items {
            driver.citation(self.request(vec![CitationItem::with_entry(item)], None, locale));
        }
        let rendered = driver.finish(BibliographyRequest::new(&self.style, locale.cloned(), &self.locales));
        let mut list: Vec<SetEntry> = rendered
            .bibliography
            .into_iter()
            .flat_map(|bibliography| bibliography.items)
            .map(|item| SetEntry {
                key: item.key,
                runs: runs(&item.content),
            })
            .filter(|set| !text_of(&set.runs).trim().is_empty())
            .collect();
        for cite in cites {
            if list.iter().all(|set| set.key != cite.entry.key) {
                let whole = Cite {
                    place: "",
                    locator: "",
                    suppress_author: false,
                    ..**cite
                };
                let mut runs = self.note(&whole, false, locale);
                if self.style.settings.class != StyleClass::Note || text_of(&runs).trim().is_empty() {
                    runs = entry::plain(cite.entry);
                }
                list.push(SetEntry {
                    key: cite.entry.key.clone(),
                    runs,
                });
            }
        }
        list
    }

    /// One citation of a style that cites in notes. Of an entry that was cited before the short form is given, never
    /// `ibid.`: the notes between, which their author wrote, are not known here.
    fn note(&self, cite: &Cite<'_>, again: bool, locale: Option<&LocaleCode>) -> Vec<Run> {
        let mut own = item(cite.entry);
        if cite.suppress_author {
            own.0.remove("author");
        }
        let between = Item(
            [("id", "-"), ("type", "document"), ("title", "-")]
                .map(|(key, value)| {
                    (
                        key.to_owned(),
                        hayagriva::citationberg::json::Value::String(value.to_owned()),
                    )
                })
                .into(),
        );
        let label = Locator::from_str(cite.label).unwrap_or(Locator::Page);
        let place = (!cite.place.is_empty()).then(|| SpecificLocator(label, LocatorPayload::Str(cite.place)));
        let mut driver = BibliographyDriver::new();
        if again {
            driver.citation(self.request(vec![CitationItem::with_entry(&own)], Some(1), locale));
            driver.citation(self.request(vec![CitationItem::with_entry(&between)], Some(2), locale));
        }
        let number = if again { 3 } else { 1 };
        driver.citation(self.request(vec![CitationItem::with_locator(&own, place)], Some(number), locale));
        let rendered = driver.finish(BibliographyRequest::new(&self.style, locale.cloned(), &self.locales));
        rendered
            .citations
            .last()
            .map(|set| runs(&set.citation))
            .unwrap_or_default()
    }

    fn request<'a>(
        &'a self,
        items: Vec<CitationItem<'a, Item>>,
        number: Option<usize>,
        locale: Option<&LocaleCode>,
    ) -> CitationRequest<'a, Item> {
        CitationRequest::new(items, &self.style, locale.cloned(), &self.locales, number)
    }

    /// The archive's code for a language: the tag itself, else the language as it is written where it comes from.
    fn locale(&self, lang: &str) -> Option<LocaleCode> {
        let base = lang.split('-').next().unwrap_or(lang).to_lowercase();
        let home = match base.as_str() {
            "en" => "en-US".to_owned(),
            base => format!("{base}-{}", base.to_uppercase()),
        };
        let codes = || self.locales.iter().filter_map(|locale| locale.lang.as_ref());
        let equal = |wanted: &str| codes().find(|code| code.0.eq_ignore_ascii_case(wanted));
        let of_language = || codes().find(|code| code.0.split('-').next() == Some(&base));
        equal(lang).or_else(|| equal(&home)).or_else(of_language).cloned()
    }
}

/// A list's entry as a note, with the place as its author wrote it.
fn with_place(mut runs: Vec<Run>, cite: &Cite<'_>) -> Vec<Run> {
    if cite.locator.is_empty() {
        return runs;
    }
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end_matches(['.', ' ']).len());
    }
    let place = cite.locator.trim_end_matches('.');
    let ends_with_range = runs.last().is_some_and(|last| is_range(&last.text));
    // After the pages of the whole, `44–61, p. 47` would be a list of pages.
    runs.push(Run::plain(&if ends_with_range {
        format!(" ({place}).")
    } else {
        format!(", {place}.")
    }));
    runs
}

/// Whether words end with numbers from one to another: `44–61`.
fn is_range(words: &str) -> bool {
    let last = words.rsplit([' ', ':', '\u{a0}']).next().unwrap_or_default();
    let parts: Vec<&str> = last.split(['-', '–']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.chars().all(char::is_numeric);
    parts.len() == 2 && parts.iter().all(is_number)
}

/// Takes out the full stop that a style sets after a title that ends with a mark of its own: `“Whose Quay?.”`
fn without_second_stops(runs: &mut [Run]) {
    let mut before = ' ';
    for run in runs {
        let mut text = String::with_capacity(run.text.len());
        let mut letters = run.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let ends = letters
                .peek()
                .is_none_or(|next| next.is_whitespace() || "”»“’\")".contains(*next));
            if letter == '.' && matches!(before, '?' | '!' | '؟') && ends {
                continue;
            }
            before = letter;
            text.push(letter);
        }
        run.text = text;
    }
}

fn runs(children: &ElemChildren) -> Vec<Run> {
    let mut found = Vec::new();
    gather(children, &mut found);
    // The space before what a style sets on a line of its own.
    if let Some(first) = found.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = found.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    without_second_stops(&mut found);
    found.retain(|run| !run.text.is_empty());
    found
}

fn gather(children: &ElemChildren, found: &mut Vec<Run>) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => push(run(text, None), found),
            ElemChild::Link { text, url } => push(run(text, Some(url)), found),
            ElemChild::Markup(text) => push(Run::plain(text), found),
            ElemChild::Elem(elem) => block(elem, found),
            ElemChild::Transparent { .. } => {}
        }
    }
}

/// What a style sets as a block of its own is only kept apart here.
fn block(elem: &Elem, found: &mut Vec<Run>) {
    let is_apart = elem.display.is_some() && found.last().is_some_and(|last| !last.text.ends_with(' '));
    if is_apart {
        push(Run::plain(" "), found);
    }
    gather(&elem.children, found);
}

fn run(text: &Formatted, link: Option<&String>) -> Run {
    let look = &text.formatting;
    Run {
        text: text.text.clone(),
        emphasis: look.font_style == FontStyle::Italic,
        strong: look.font_weight == FontWeight::Bold,
        small_caps: look.font_variant == FontVariant::SmallCaps,
        link: link.cloned(),
    }
}

fn push(run: Run, found: &mut Vec<Run>) {
    match found.last_mut() {
        Some(last) if last.looks_like(&run) => last.text.push_str(&run.text),
        _ => found.push(run),
    }
}
