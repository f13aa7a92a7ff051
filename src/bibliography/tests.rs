#![cfg(feature = "bibliography")]

use std::sync::Arc;

use super::{Bibliography, Cite, Named, Style, find_style, text_of};
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

fn read(files: &[(&str, &str)]) -> (Bibliography, Vec<Diagnostic>) {
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| Arc::new(SourceFile::new(*path, text)))
        .collect();
    Bibliography::read(&files)
}

fn whole(bibliography: &Bibliography) -> Vec<Cite<'_>> {
    let cite = |entry| Cite {
        entry,
        label: "page",
        place: "",
        locator: "",
        suppress_author: false,
    };
    bibliography.entries().iter().map(cite).collect()
}

const BIB: &str = "@string{press = {Slipway Press}}
@book{tides, title = {Tables of the Tides}, author = {Quill, Ada and Ames, Rue}, date = {2019-03}, publisher = press}
@article{crane, title = {The Crane}, author = {Ames, Rue}, journaltitle = {Harbour Studies}, volume = {4}, number = {2}, \
                   pages = {11--19}, year = {2016}}
";

const YAML: &str = "
lamp: # the lamp
  type: article
  title: A Lamp in the Fog
  author: Orme, Delia
  date: 2018-12-11
  parent: { type: newspaper, title: The Tolmere Gazette }
";

const JSON: &str = r#"[{"id": "rope", "type": "report", "title": "The <i>Rope</i>", "author": [{"family": "Vell", "given": "Marta"}],
    "issued": {"date-parts": [["2001", 4], [2002]]}, "categories": ["x"], "custom": {"y": 1}}]"#;

#[test]
fn three_formats_are_read_alike() {
    let (read, found) = read(&[("r.bib", BIB), ("r.yaml", YAML), ("r.json", JSON)]);
    assert_eq!(found, []);
    let keys: Vec<&str> = read.entries().iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["tides", "crane", "lamp", "rope"]);
    for entry in read.entries() {
        assert_eq!(entry.file.slice(entry.span), entry.key);
    }
    let set = Style::named("chicago-notes").unwrap().set(&whole(&read), "en");
    let notes: Vec<String> = set.notes.iter().map(|runs| text_of(runs)).collect();
    insta::assert_snapshot!(notes.join("\n"), @r"
    Ada Quill and Rue Ames, Tables of the Tides (Slipway Press, 2019).
    Rue Ames, “The Crane,” Harbour Studies 4, no. 2 (2016): 11–19.
    Delia Orme, “A Lamp in the Fog,” The Tolmere Gazette, December 11, 2018.
    Marta Vell, The Rope (2001).
    ");
}

#[test]
fn a_citation_of_what_was_cited_before_is_short_and_never_ibid() {
    let (read, _) = read(&[("r.bib", BIB)]);
    let mut cites = whole(&read);
    cites.truncate(1);
    let again = Cite {
        place: "3–4",
        locator: "pp. 3–4",
        ..cites[0]
    };
    cites.push(again);
    cites.push(Cite {
        suppress_author: true,
        ..again
    });
    let set = |style: &str| {
        let set = Style::named(style).unwrap().set(&cites, "en");
        let notes: Vec<String> = set.notes.iter().map(|runs| text_of(runs)).collect();
        notes.join("\n")
    };
    insta::assert_snapshot!(set("chicago-notes"), @r"
    Ada Quill and Rue Ames, Tables of the Tides (Slipway Press, 2019).
    Quill and Ames, Tables of the Tides, 3–4.
    Tables of the Tides, 3–4.
    ");
    insta::assert_snapshot!(set("american-psychological-association"), @r"
    Quill, A., & Ames, R. (2019). Tables of the Tides. Slipway Press.
    Quill, A., & Ames, R. (2019). Tables of the Tides. Slipway Press, pp. 3–4.
    Quill, A., & Ames, R. (2019). Tables of the Tides. Slipway Press, pp. 3–4.
    ");
}

#[test]
fn every_style_sets_every_source_somehow() {
    let post = "smoke:\n  type: post\n  title: Smoke\n  author: { name: Harbour Watch }\n  date: 2017-10-15\n  \
                url: https://twitter.com/harbour_watch/status/915\n  parent: { type: thread, title: Twitter }\n";
    let (read, found) = read(&[("r.bib", BIB), ("r.yaml", post)]);
    assert_eq!(found, []);
    let cites = whole(&read);
    for name in [
        "chicago-notes",
        "alphanumeric",
        "modern-language-association",
        "royal-society-of-chemistry",
    ] {
        let set = Style::named(name).unwrap().set(&cites, "ar");
        assert_eq!(set.list.len(), 3, "{name}");
        for runs in set.notes.iter().chain(set.list.iter().map(|set| &set.runs)) {
            assert!(text_of(runs).trim().len() > 5, "{name}: {runs:?}");
        }
    }
}

#[test]
fn one_slip_costs_one_entry() {
    let yaml = "a:\n  type: book\n  title: A: B\nb: {type: book}\nc:\n  type: bok\nd:\n  title: D\ne:\n  type: book\n  date: soon\n";
    let bib = "@book{f, title = {F}\n@book{g, title = {G}}\n@book{g, title = {H}}\n@book{i, title = unknown}\n@book{j, title = {J}}\n";
    let json = r#"[{"title": "K"}, {"id": 12, "type": "book"}, 3, {"id": "b", "type": "book"}]"#;
    let (read, found) = read(&[("r.yaml", yaml), ("r.bib", bib), ("r.json", json)]);
    let keys: Vec<&str> = read.entries().iter().map(|entry| entry.key.as_str()).collect();
    let found: Vec<String> = found
        .iter()
        .map(|one| {
            let place = &one.primary.as_ref().unwrap().place;
            format!("{}:{}:{} {}", place.path, place.line, place.column, one.message)
        })
        .collect();
    insta::assert_snapshot!(format!("{keys:?}\n{}", found.join("\n")), @r#"
    ["b", "g", "j", "12"]
    r.yaml:3:11 the entry `a` cannot be read
    r.yaml:6:9 the entry `c` has a word that is not known here: `bok`
    r.yaml:7:1 the entry `d` does not say what it is
    r.yaml:11:9 the entry `e` has a date that cannot be read
    r.bib:3:7 the key `g` is given to two entries
    r.bib:1:1 an entry is not closed
    r.bib:4:18 an entry uses a short form that no `@string` explains
    r.json:1:2 an entry of the references has no `id`
    r.json:1:46 an entry of the references is no `{ … }`
    r.json:1:57 the key `b` is given to two entries
    "#);
}

#[test]
fn a_style_is_known_by_the_names_that_people_use() {
    for (name, known) in [
        ("APA", "american-psychological-association"),
        ("Chicago", "chicago-notes"),
        ("Harvard", "harvard-cite-them-right"),
        ("vancouver", "nlm-citation-sequence"),
        ("springer-basic", "springer-basic"),
    ] {
        assert_eq!(find_style(name), Named::Known(known.to_owned()), "{name}");
        assert!(Style::named(known).is_some(), "{known}");
    }
    assert_eq!(find_style("OSCOLA"), Named::Absent);
    assert_eq!(
        find_style("styles/house.csl"),
        Named::File("styles/house.csl".to_owned())
    );
    assert_eq!(
        find_style("chicago-nots"),
        Named::Unknown(Some("chicago-notes".to_owned()))
    );
    assert_eq!(find_style("nonsense"), Named::Unknown(None));
}

#[test]
fn every_style_of_the_table_is_there() {
    let table: toml::Table = include_str!("styles.toml").parse().unwrap();
    for row in table["style"].as_array().unwrap() {
        let name = row["style"].as_str().unwrap();
        assert!(Style::named(name).is_some(), "{name}");
    }
}
