//! The files for machines beside a brief.

use serde_json::Value;

use super::brief;
use crate::tiny::{Tiny, default_files};

fn evidence(tiny: &Tiny, path: &str) -> Value {
    serde_json::from_str(tiny.published().text(path)).expect("JSON")
}

#[test]
fn evidence_says_what_each_citation_means_and_why() {
    let text = brief(
        "Quay",
        "",
        "Smoke.[^1] Open.[^b]\n\n[^1]: See @harbour_watch, Twitter, October 15, 2017; a letter.\n[^b]: #NorthQuay, Twitter.",
    );
    let tiny = Tiny::with_archive([("content/briefs/quay.md", text.as_str())]);
    let data = evidence(&tiny, "briefs/quay/evidence.json");
    let keys: Vec<&String> = data.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["brief", "citations", "figures", "posts", "quotations"]);
    assert_eq!(data["brief"], "quay");
    let rows = data["citations"].as_array().expect("a list");
    let facts: Vec<String> = rows
        .iter()
        .map(|row| {
            format!(
                "{} {} {} {}",
                row["note"], row["verdict"], row["post"]["id"], row["line"]
            )
        })
        .collect();
    assert_eq!(
        facts,
        ["1 \"exact\" \"915\" 9", "1 \"other\" null 9", "2 \"hashtag\" null 10"]
    );
    assert_eq!(
        rows[0]["reason"],
        "the only post of @harbour_watch on Twitter on 15 October 2017"
    );
    assert_eq!(rows[0]["post"]["platform"], "twitter");
    assert_eq!(rows[1]["post"], Value::Null);
    for row in rows {
        let line = text
            .lines()
            .nth(usize::try_from(row["line"].as_u64().expect("a line")).expect("small") - 1)
            .expect("a line of the file");
        let column = usize::try_from(row["column"].as_u64().expect("a column")).expect("small");
        let words = row["text"].as_str().expect("text");
        assert!(
            line[column - 1..].starts_with(&words[..5]),
            "{words} is not at column {column} of {line}"
        );
    }
}

#[test]
fn captures_are_published_byte_for_byte() {
    // Numbers, escapes and the order of keys that no program would write again just so.
    let line = r#"{"text": "Sm\u006fke \/ over the quay", "platform": "twitter", "id": "1", "odd": [1.50, 1e3, 12345678901234567890], "captured": "2018-06-01T08:00:00Z", "author": {"handle": "quay_cam"}, "posted": "2017-10-15T10:00:00Z"}"#;
    let tiny = Tiny::new([
        ("site.toml", default_files("site.toml")[0].1.as_str()),
        ("archive/twitter/quay_cam.jsonl", &format!("{line}\n")),
        (
            "content/briefs/a.md",
            &brief("A", "", "Smoke.[^1]\n\n[^1]: @quay_cam, Twitter, October 15, 2017."),
        ),
    ]);
    let published = tiny.published();
    assert!(
        published.text("briefs/a/evidence.json").contains(line),
        "{}",
        published.text("briefs/a/evidence.json")
    );
}

#[test]
fn a_brief_can_be_cited() {
    let tiny = Tiny::with_archive([(
        "content/briefs/a.md",
        brief("Salt & Iron", "series: Harbour papers\nnumber: 3\n", "Text.").as_str(),
    )]);
    insta::assert_snapshot!(tiny.published().text("briefs/a/cite.bib"), @r"
    @online{a,
      author = {R. Haddad},
      title = {Salt \& Iron},
      series = {Harbour papers},
      number = {3},
      date = {2018-01-02},
      organization = {Harbour notes},
      langid = {en},
      url = {https://harbour.example/briefs/a/}
    }
    ");
}
