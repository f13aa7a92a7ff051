//! From the fields of Hayagriva, which BibLaTeX is read into too, to those of CSL-JSON.

use hayagriva::Entry;
use hayagriva::types::{Date, EntryType, FormatString, Person, PersonRole};
use serde_json::{Map, Value, json};

/// Who has a part in a work besides its authors and editors.
const ROLES: &[(PersonRole, &str)] = &[
    (PersonRole::Translator, "translator"),
    (PersonRole::Compiler, "compiler"),
    (PersonRole::Composer, "composer"),
    (PersonRole::Director, "director"),
    (PersonRole::Illustrator, "illustrator"),
    (PersonRole::Narrator, "narrator"),
    (PersonRole::Organizer, "organizer"),
    (PersonRole::CastMember, "performer"),
    (PersonRole::Producer, "producer"),
    (PersonRole::ExecutiveProducer, "executive-producer"),
    (PersonRole::Writer, "script-writer"),
    (PersonRole::Collaborator, "contributor"),
];

pub(super) fn fields(entry: &Entry) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut say = |field: &str, value: Value| {
        let is_empty = value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty) || value.is_null();
        if !is_empty {
            fields.insert(field.to_owned(), value);
        }
    };
    let around = container(entry);
    say("id", entry.key().into());
    say("type", kind(entry).into());
    say("title", words(entry.title()));
    say("title-short", short(entry.title()));
    say("author", names(entry.authors()));
    let editors = entry.editors().or_else(|| around.and_then(Entry::editors));
    say("editor", names(editors));
    if let Some(around) = around {
        say("container-title", words(around.title()));
        say("container-title-short", short(around.title()));
        say("container-author", names(around.authors()));
    }
    if let Some(series) = series(entry) {
        say("collection-title", words(series.title()));
        say("collection-number", text(series.volume().or_else(|| series.issue())));
    }
    for (role, field) in ROLES {
        let people: Vec<Person> = entry
            .affiliated()
            .unwrap_or_default()
            .iter()
            .filter(|people| people.role == *role)
            .flat_map(|people| people.names.iter().cloned())
            .collect();
        say(field, names(Some(&people)));
    }
    let date = entry.date_any();
    say("issued", date.map_or(Value::Null, day));
    let publisher = entry.map(Entry::publisher);
    let organisation = words(entry.map(Entry::organization));
    match publisher.and_then(|publisher| publisher.name()) {
        Some(name) => say("publisher", words(Some(name))),
        // An office that publishes its own report is named once.
        None if !is_author(entry, &organisation) => say("publisher", organisation.clone()),
        None => {}
    }
    say("authority", organisation);
    let place = publisher.and_then(|publisher| publisher.location());
    say("publisher-place", words(place.or_else(|| entry.location())));
    say(
        "volume",
        text(around.and_then(Entry::volume).or_else(|| entry.volume())),
    );
    say("issue", text(entry.map(Entry::issue)));
    say("edition", text(entry.map(Entry::edition)));
    say("chapter-number", text(entry.chapter()));
    say("page", text(entry.page_range()));
    say("number-of-pages", text(entry.page_total()));
    say("number-of-volumes", text(entry.volume_total()));
    say("number", entry.keyed_serial_number("serial").unwrap_or_default().into());
    say("genre", words(entry.map(Entry::genre)));
    say(
        "language",
        entry
            .map(Entry::language)
            .map_or(Value::Null, |tag| tag.to_string().into()),
    );
    say("archive", words(entry.map(Entry::archive)));
    say("archive_location", words(entry.archive_location()));
    say("call-number", words(entry.call_number()));
    say("dimensions", text(entry.runtime()));
    say("note", words(entry.note()));
    say("abstract", words(entry.abstract_()));
    say("DOI", entry.doi().unwrap_or_default().into());
    say("ISBN", entry.map(|one| one.isbn()).unwrap_or_default().into());
    say("ISSN", entry.map(|one| one.issn()).unwrap_or_default().into());
    if let Some(url) = entry.url_any() {
        say("URL", url.value.to_string().into());
        say("accessed", url.visit_date.as_ref().map_or(Value::Null, day));
    }
    fields
}

fn kind(entry: &Entry) -> &'static str {
    let within = |kind: &EntryType| entry.parents().iter().any(|parent| parent.entry_type() == kind);
    let alone = entry.parents().is_empty();
    match entry.entry_type() {
        _ if within(&EntryType::Thread) => "post",
        EntryType::Article if within(&EntryType::Newspaper) => "article-newspaper",
        EntryType::Article if within(&EntryType::Proceedings) || within(&EntryType::Conference) => "paper-conference",
        EntryType::Article if within(&EntryType::Periodical) => "article-journal",
        EntryType::Article if within(&EntryType::Web) => "webpage",
        _ if within(&EntryType::Blog) => "post-weblog",
        EntryType::Article => "article",
        EntryType::Chapter | EntryType::Anthos => "chapter",
        EntryType::Entry if within(&EntryType::Reference) => "entry-encyclopedia",
        EntryType::Entry => "entry",
        EntryType::Report => "report",
        EntryType::Thesis => "thesis",
        EntryType::Artwork if within(&EntryType::Article) => "figure",
        EntryType::Artwork => "graphic",
        EntryType::Patent => "patent",
        EntryType::Case => "legal_case",
        EntryType::Legislation if entry.publisher().is_some() => "legislation",
        EntryType::Legislation => "bill",
        EntryType::Manuscript => "manuscript",
        EntryType::Post | EntryType::Thread => "post",
        EntryType::Web | EntryType::Blog => "webpage",
        EntryType::Misc if entry.url().is_some() => "webpage",
        EntryType::Performance => "performance",
        EntryType::Newspaper | EntryType::Periodical => "periodical",
        EntryType::Book | EntryType::Proceedings | EntryType::Reference => "book",
        EntryType::Anthology => "collection",
        EntryType::Conference | EntryType::Exhibition => "event",
        EntryType::Repository => "software",
        EntryType::Video if alone => "motion_picture",
        EntryType::Audio if alone => "song",
        EntryType::Video | EntryType::Audio | EntryType::Scene => "broadcast",
        _ => "document",
    }
}

/// Whether a work of that kind stands for itself: what is around it is a series.
fn is_whole(entry: &Entry) -> bool {
    matches!(
        entry.entry_type(),
        EntryType::Book | EntryType::Anthology | EntryType::Proceedings | EntryType::Report | EntryType::Thesis
    )
}

fn container(entry: &Entry) -> Option<&Entry> {
    let parent = entry.parents().first()?;
    let is_event = matches!(
        parent.entry_type(),
        EntryType::Conference | EntryType::Exhibition | EntryType::Original
    );
    (!is_event && !is_whole(entry)).then_some(parent)
}

/// A series: around a book, or around the book that a chapter is in.
fn series(entry: &Entry) -> Option<&Entry> {
    if is_whole(entry) {
        entry
            .parents()
            .first()
            .filter(|parent| parent.entry_type() != &EntryType::Original)
    } else {
        container(entry).filter(|around| is_whole(around))?.parents().first()
    }
}

fn is_author(entry: &Entry, organisation: &Value) -> bool {
    let mut authors = entry.authors().unwrap_or_default().iter();
    authors.any(|author| organisation.as_str() == Some(&author.name))
}

fn words(text: Option<&FormatString>) -> Value {
    text.map_or(Value::Null, |text| text.value.to_str().trim().into())
}

fn short(text: Option<&FormatString>) -> Value {
    let short = text.and_then(|text| text.short.as_ref());
    short.map_or(Value::Null, |short| short.to_str().trim().into())
}

fn text<T: std::fmt::Display>(value: Option<&T>) -> Value {
    value.map_or(Value::Null, |value| value.to_string().into())
}

fn names(people: Option<&[Person]>) -> Value {
    people.unwrap_or_default().iter().map(name).collect()
}

fn name(person: &Person) -> Value {
    let Some(given) = &person.given_name else {
        return json!({ "literal": person.name });
    };
    let mut name = Map::new();
    name.insert("family".to_owned(), person.name.clone().into());
    name.insert("given".to_owned(), given.clone().into());
    for (field, part) in [("dropping-particle", &person.prefix), ("suffix", &person.suffix)] {
        if let Some(part) = part {
            name.insert(field.to_owned(), part.clone().into());
        }
    }
    Value::Object(name)
}

/// Months and days count from 0 there, from 1 here.
fn day(date: &Date) -> Value {
    let mut parts = vec![date.year];
    parts.extend(date.month.map(|month| i32::from(month) + 1));
    parts.extend(date.day.filter(|_| date.month.is_some()).map(|day| i32::from(day) + 1));
    json!({ "date-parts": [parts] })
}
