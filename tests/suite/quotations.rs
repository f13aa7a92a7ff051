//! How well quotations are judged: labelled pairs of quoted and archived words, each a brief and an account of one site.
//!
//! `QUOTATIONS=wrong cargo test --test suite quotations -- --nocapture` lists every pair that is judged otherwise.

#![expect(clippy::print_stdout, reason = "what is measured is for whoever runs the tests")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ibid::diagnostic::{Diagnostic, Severity};
use serde::Deserialize;
use serde_json::json;

use crate::tiny::{Tiny, tests_folder};

#[derive(Deserialize)]
struct Set {
    pair: Vec<Pair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    id: String,
    lang: String,
    /// A sentence or block quote of a brief, with its note mark.
    brief: String,
    /// The words of the quotation that is meant.
    quoted: String,
    /// Captures of the cited post, oldest first.
    archived: Vec<String>,
    #[serde(default)]
    translations: Vec<Translation>,
    #[serde(default)]
    alt: Vec<String>,
    /// Other posts of its thread.
    #[serde(default)]
    thread: Vec<String>,
    /// Other posts of the account.
    #[serde(default)]
    others: Vec<String>,
    /// Posts of accounts that the brief does not cite.
    #[serde(default)]
    elsewhere: Vec<OfAnother>,
    verdict: String,
    level: String,
    /// Whether no editor would object.
    is_true: bool,
    #[expect(dead_code, reason = "for the reader of the set")]
    trap: String,
}

#[derive(Deserialize)]
struct Translation {
    lang: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfAnother {
    account: String,
    text: String,
}

/// What was found of a pair.
struct Judged {
    verdict: String,
    level: &'static str,
}

fn set(name: &str) -> Vec<Pair> {
    let file = tests_folder().join("quotations").join(name);
    let text = std::fs::read_to_string(file).expect("the set");
    toml::from_str::<Set>(&text).expect("the set is TOML").pair
}

/// A line of the archive.
fn capture(account: &str, id: &str, day: u32, seen: usize, text: &str, more: &serde_json::Value) -> String {
    let mut capture = json!({
        "platform": "twitter", "id": id, "captured": format!("2021-06-0{}T08:00:00Z", 1 + seen),
        "author": {"handle": account}, "posted": format!("2021-05-{day:02}T10:00:00Z"), "text": text,
    });
    if let (Some(capture), Some(more)) = (capture.as_object_mut(), more.as_object()) {
        capture.extend(more.clone());
    }
    format!("{capture}\n")
}

/// The archived posts of a pair: an account of its own.
fn captures(pair: &Pair, account: &str) -> String {
    let mut lines = String::new();
    let mut line = |id: &str, day: u32, seen: usize, text: &str, more: serde_json::Value| {
        lines += &capture(account, &format!("{account}{id}"), day, seen, text, &more);
    };
    let media: Vec<_> = pair
        .alt
        .iter()
        .map(|alt| json!({"kind": "image", "alt": alt}))
        .collect();
    for (seen, text) in pair.archived.iter().enumerate() {
        line("00", 3, seen, text, json!({"media": media}));
    }
    for (number, text) in pair.thread.iter().enumerate() {
        let to = json!({"platform": "twitter", "id": format!("{account}00")});
        let relations = json!({"relations": [{"kind": "reply", "to": to}]});
        line(&format!("1{number}"), 4, 0, text, relations);
    }
    for (number, text) in pair.others.iter().enumerate() {
        line(&format!("2{number}"), 20, 0, text, json!({}));
    }
    lines
}

fn judge_all(pairs: &[Pair]) -> Vec<Judged> {
    let site = Tiny::new([("site.toml", "title = \"Pairs\"\nbase_url = \"https://pairs.example\"\n")]);
    let mut others: BTreeMap<&str, String> = BTreeMap::new();
    for (number, pair) in pairs.iter().enumerate() {
        for (at, other) in pair.elsewhere.iter().enumerate() {
            let id = format!("{}-{at}", pair.id);
            *others.entry(&other.account).or_default() += &capture(&other.account, &id, 9, 0, &other.text, &json!({}));
        }
        let account = format!("acct{number:03}");
        let front = format!(
            "---\ntitle: \"{}\"\ndate: 2021-07-01\nauthors: [A. Author]\nlang: {}\n---\n",
            pair.id, pair.lang
        );
        let brief = format!("{front}\n{}\n\n[^1]: @{account}, Twitter, 3 May 2021.\n", pair.brief);
        site.write(&format!("content/briefs/{}.md", pair.id), &brief);
        site.write(&format!("archive/twitter/{account}.jsonl"), &captures(pair, &account));
        if !pair.translations.is_empty() {
            let translations: Vec<_> = pair
                .translations
                .iter()
                .map(|one| json!({"lang": one.lang, "text": one.text}))
                .collect();
            let commentary = json!({"posts": {format!("{account}00"): {"translations": translations}}});
            site.write(&format!("archive/twitter/{account}.yaml"), &commentary.to_string());
        }
    }
    for (account, lines) in others {
        site.write(&format!("archive/twitter/{account}.jsonl"), &lines);
    }
    let edition = site
        .workspace()
        .read()
        .unwrap_or_else(|_| panic!("the site of pairs can be read"));
    let of_pair = |pair: &Pair| {
        let entry = edition
            .site
            .briefs
            .iter()
            .find(|entry| entry.slug == pair.id)
            .expect("a brief a pair");
        let bare = pair.quoted.replace('*', "");
        let words = bare.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = entry.checked.quotations.iter().find(|checked| {
            let quoted = &entry.brief.quotations[checked.quotation];
            quoted.words == words || pair.brief.starts_with('>')
        });
        let Some(found) = found else {
            return Judged {
                verdict: "none".to_owned(),
                level: "none",
            };
        };
        let span = entry.brief.quotations[found.quotation].span;
        let is_of_it = |said: &&Diagnostic| {
            let place = said.primary.as_ref().map(|label| &label.place);
            place.is_some_and(|place| place.path == entry.brief.file.path && place.span == span)
                && said.rule.name().starts_with("quote-")
        };
        let said = edition.diagnostics.iter().find(is_of_it);
        Judged {
            verdict: found.verdict().name().to_owned(),
            level: said.map_or("none", |said| match said.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            }),
        }
    };
    pairs.iter().map(of_pair).collect()
}

/// A row for each verdict: how many there are, how many are found, how many of those that are found are right.
fn table(pairs: &[Pair], judged: &[Judged]) -> String {
    let mut rows: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (pair, judged) in pairs.iter().zip(judged) {
        let same = usize::from(pair.verdict == judged.verdict);
        let row = rows.entry(&pair.verdict).or_default();
        row[0] += 1;
        row[1] += same;
        rows.entry(&judged.verdict).or_default()[2] += 1;
    }
    let mut table = format!("{:<20} {:>5} {:>9} {:>7}\n", "verdict", "pairs", "precision", "recall");
    for (verdict, [all, right, said]) in rows {
        let share = |of: usize| {
            if of == 0 {
                "–".to_owned()
            } else {
                format!("{:.1} %", percent(right, of))
            }
        };
        writeln!(table, "{verdict:<20} {all:>5} {:>9} {:>7}", share(said), share(all)).expect("a row");
    }
    table
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred pairs")]
fn percent(part: usize, of: usize) -> f64 {
    part as f64 * 100.0 / of as f64
}

/// What a set of pairs shows.
struct Measured {
    pairs: Vec<Pair>,
    /// How many are judged as they are labelled.
    same: usize,
    /// Errors where the label has none.
    false_errors: Vec<String>,
    /// Warnings and errors of fair quotations.
    false_alarms: Vec<String>,
    /// Turned meanings that pass as good, without a word.
    blessed: Vec<String>,
    /// Every pair that is judged otherwise, for a reader.
    wrong: String,
}

impl Measured {
    fn of(name: &str) -> Self {
        let pairs = set(name);
        let judged = judge_all(&pairs);
        println!("{name}\n{}", table(&pairs, &judged));
        let mut measured = Self {
            same: 0,
            false_errors: Vec::new(),
            false_alarms: Vec::new(),
            blessed: Vec::new(),
            wrong: String::new(),
            pairs: Vec::new(),
        };
        let mut levels: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (pair, judged) in pairs.iter().zip(&judged) {
            *levels.entry((pair.level.as_str(), judged.level)).or_default() += 1;
            if judged.level == "error" && pair.level != "error" {
                measured.false_errors.push(pair.id.clone());
            }
            if pair.is_true && matches!(judged.level, "warning" | "error") {
                measured.false_alarms.push(pair.id.clone());
            }
            let is_good = matches!(judged.verdict.as_str(), "verified" | "verified-with-marks" | "elided");
            if pair.level == "error" && is_good {
                measured.blessed.push(pair.id.clone());
            }
            measured.same += usize::from(pair.verdict == judged.verdict);
            if (pair.verdict.as_str(), pair.level.as_str()) != (judged.verdict.as_str(), judged.level) {
                writeln!(
                    measured.wrong,
                    "{}: {} ({}), judged {} ({})\n    {}\n    {:?}",
                    pair.id, pair.verdict, pair.level, judged.verdict, judged.level, pair.brief, pair.archived
                )
                .expect("a line");
            }
        }
        for ((labelled, judged), count) in levels {
            println!("labelled {labelled:<8} judged {judged:<8} {count:>4}");
        }
        measured.pairs = pairs;
        measured.say();
        measured
    }

    fn fair(&self) -> usize {
        self.pairs.iter().filter(|pair| pair.is_true).count()
    }

    #[expect(clippy::disallowed_methods, reason = "whoever runs the tests may ask for more")]
    fn say(&self) {
        if std::env::var("QUOTATIONS").is_ok_and(|value| value == "wrong") {
            println!("{}", self.wrong);
        }
        let all = self.pairs.len();
        println!("{} of {all} as labelled ({:.1} %)", self.same, percent(self.same, all));
        println!("errors that are none: {:?}", self.false_errors);
        println!("warnings of {} fair quotations: {:?}", self.fair(), self.false_alarms);
        println!("turned meanings that pass as good: {:?}", self.blessed);
    }

    /// What holds for every set, but for the turned meanings that are known to pass.
    fn must_be_safe_but_for(&self, known: &[&str]) {
        assert_eq!(self.blessed, known, "turned meanings that pass as good");
        let is_fair = |id: &&String| self.pairs.iter().any(|pair| pair.id == **id && pair.is_true);
        assert_eq!(
            self.false_errors.iter().find(is_fair),
            None,
            "an error of a fair quotation"
        );
        assert!(
            self.false_alarms.len() * 40 <= self.fair(),
            "warnings of fair quotations: {:?}",
            self.false_alarms
        );
    }
}

/// The set that the checks were written with.
#[test]
fn quotations_are_judged_as_editors_would() {
    let measured = Measured::of("pairs.toml");
    measured.must_be_safe_but_for(&[]);
    assert!(
        measured.false_errors.len() <= 1,
        "errors that are none: {:?}",
        measured.false_errors
    );
    assert!(
        measured.same * 100 >= measured.pairs.len() * 95,
        "judged otherwise than labelled:\n{}",
        measured.wrong
    );
}

/// A set by somebody who knew neither the checks nor the first set.
#[test]
fn quotations_of_a_second_set_are_judged_as_editors_would() {
    let measured = Measured::of("blind.toml");
    // Whom the author means in brackets cannot be told.
    measured.must_be_safe_but_for(&["en-brack-1", "en-brack-4"]);
}

/// A third set, likewise.
#[test]
fn quotations_of_a_third_set_are_judged_as_editors_would() {
    let measured = Measured::of("third.toml");
    measured.must_be_safe_but_for(&[]);
}
