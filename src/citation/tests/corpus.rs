//! How many citations of a table are read right: `IBID_CITATIONS=FILE.tsv cargo test --lib corpus -- --nocapture`.
//!
//! Columns: text, style, platform, handle, date or part of one, address or id; several values joined by `|`.

use crate::citation::{BriefReference, Clock, Field, Settings, Target, When, parse_note};
use crate::config::DateOrder;
use crate::source::{SourceFile, Span};

#[derive(Debug, Default)]
struct Read {
    platform: String,
    handle: String,
    date: String,
    id: String,
    url: String,
}

fn when(when: Option<&Field<When>>) -> String {
    when.map_or(String::new(), |field| match field.value {
        When::Day(day) => day.to_string(),
        When::Month { year, month } => format!("{year}-{month:02}"),
        When::Year(year) => year.to_string(),
        When::Between { from, to } => format!("{from}/{to}"),
    })
}

fn time(time: Option<&Field<Clock>>) -> String {
    time.map_or(String::new(), |time| time.value.time.strftime("T%H:%M").to_string())
}

fn read(text: &str) -> Vec<Read> {
    let file = SourceFile::new("content/briefs/a.md", text);
    let settings = Settings {
        dates: Some(DateOrder::DayFirst),
    };
    let (citations, _) = parse_note(&file, Span::new(0, text.len()), &settings);
    let value = |field: &Option<Field<String>>| field.as_ref().map_or(String::new(), |field| field.value.clone());
    let targets = citations.iter().map(|citation| &citation.target);
    targets
        .map(|target| match target {
            Target::Post(query) => {
                let time = time(query.time.as_ref().filter(|_| query.when.is_some()));
                Read {
                    platform: query
                        .platform
                        .as_ref()
                        .map_or(String::new(), |p| p.value.as_str().to_owned()),
                    handle: value(&query.handle),
                    date: when(query.when.as_ref()) + &time,
                    id: query
                        .permalink
                        .as_ref()
                        .and_then(|link| link.value.id.clone())
                        .unwrap_or_default(),
                    url: value(&query.url),
                }
            }
            Target::Hashtag { tag, platform } => Read {
                platform: platform.as_ref().map_or(String::new(), |p| p.value.as_str().to_owned()),
                handle: format!("#{}", tag.value),
                ..Read::default()
            },
            Target::Brief(BriefReference::Title(_, source)) | Target::Other(source) => {
                let account = source.account.as_ref().map(|field| &field.value);
                Read {
                    platform: account.map_or(String::new(), |account| account.platform.as_str().to_owned()),
                    handle: account.and_then(|account| account.handle.clone()).unwrap_or_default(),
                    date: when(source.when.as_ref()) + &time(source.time.as_ref()),
                    id: String::new(),
                    url: value(&source.url),
                }
            }
            _ => Read::default(),
        })
        .collect()
}

/// Whether the values of a column are all found, in order.
fn agrees(wanted: &str, found: &[Read], fits: impl Fn(&str, &Read) -> bool) -> bool {
    if wanted.contains('|') {
        let parts: Vec<&str> = wanted.split('|').collect();
        return parts.len() == found.len() && parts.iter().zip(found).all(|(part, read)| fits(part, read));
    }
    if wanted.is_empty() {
        return found.iter().all(|read| fits("", read));
    }
    found.iter().any(|read| fits(wanted, read))
}

fn bare(url: &str) -> String {
    let url = url.split('?').next().unwrap_or_default();
    url.trim_end_matches('/').to_owned()
}

#[test]
fn a_table_of_citations_is_read_right() {
    let Some(path) = std::env::var_os("IBID_CITATIONS") else {
        println!("no table is named in IBID_CITATIONS: nothing to compare");
        return;
    };
    let Ok(table) = std::fs::read_to_string(&path) else {
        println!("{} cannot be read: nothing to compare", path.display());
        return;
    };
    let (mut rows, mut right) = (0, 0);
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').chain([""; 6]).take(6).collect();
        let [text, style, platform, handle, date, id] = cells[..] else {
            continue;
        };
        let found = read(text);
        let none = |name: &str| matches!(name, "news" | "publication");
        let platform_fits = agrees(platform, &found, |wanted, read| {
            read.platform == if none(wanted) { "" } else { wanted }
        });
        let misses: Vec<&str> = [
            ("platform", platform_fits),
            (
                "handle",
                agrees(handle, &found, |wanted, read| wanted.eq_ignore_ascii_case(&read.handle)),
            ),
            ("date", agrees(date, &found, |wanted, read| wanted == read.date)),
            (
                "id",
                agrees(id, &found, |wanted, read| {
                    let tail = read.id.rsplit('/').next().unwrap_or_default();
                    let last = bare(&read.url);
                    wanted.is_empty()
                        || wanted == tail
                        || bare(wanted) == last
                        || last.rsplit('/').next() == Some(wanted)
                }),
            ),
        ]
        .into_iter()
        .filter_map(|(name, fits)| (!fits).then_some(name))
        .collect();
        rows += 1;
        right += usize::from(misses.is_empty());
        if !misses.is_empty() {
            println!("{style} {misses:?}\n   {text}\n   {platform} {handle} {date} {id}\n   {found:?}");
        }
    }
    let start = std::time::Instant::now();
    let texts: Vec<&str> = table.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    let n: usize = texts.iter().cycle().take(10_000).map(|text| read(text).len()).sum();
    println!("TIME {:?} {n}", start.elapsed());
    println!("{right} of {rows} citations are read right");
}
