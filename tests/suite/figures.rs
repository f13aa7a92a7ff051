//! Sentences with figures, each with the verdict that a reader would give: `tests/figures/set.toml`. How many are read
//! rightly is printed: `cargo test --test suite figures:: -- --nocapture`.

#![expect(clippy::print_stdout, reason = "what is measured is for whoever runs the tests")]

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use ibid::archive::{AccountKey, Capture, CaptureAuthor, Metric, Platform, Post, PostKey, State};
use ibid::brief::{Brief, Kind};
use ibid::check::figure::{CheckedFigure, FigureVerdict, NotePosts, check, figures};
use ibid::source::SourceFile;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use crate::tiny::tests_folder;

#[derive(Deserialize)]
struct Set {
    figure: Vec<Labelled>,
}

#[derive(Deserialize)]
struct Labelled {
    id: String,
    lang: String,
    brief: String,
    metrics: Vec<BTreeMap<String, toml::Value>>,
    second: Option<Vec<BTreeMap<String, toml::Value>>>,
    metric: String,
    verdict: String,
    more: Option<Vec<String>>,
}

/// A post that was made a day and a half before it was first captured: the set does not tell, and takes the first capture
/// to bear out what is told of the first day.
fn post(id: &str, captures: &[BTreeMap<String, toml::Value>]) -> Option<Post> {
    let platform = Platform("twitter".into());
    let moments: Vec<Timestamp> = captures.iter().map(captured).collect();
    let posted = *moments.first()? - SignedDuration::from_hours(36);
    let captures = captures.iter().zip(moments).map(|(counts, captured)| Capture {
        url: None,
        captured,
        method: None,
        tool: None,
        author: CaptureAuthor::default(),
        posted,
        text: "Smoke over the quay.".to_owned(),
        text_complete: None,
        lang: None,
        state: State::Live,
        withheld_in: None,
        metrics: counts.iter().filter_map(metric).collect(),
        media: Vec::new(),
        relations: Vec::new(),
        archived_at: Vec::new(),
        record: "{}".into(),
    });
    Some(Post {
        key: PostKey::new(platform.clone(), id),
        account: AccountKey {
            platform,
            id: "1".into(),
        },
        captures: captures.collect(),
        translations: Vec::new(),
        annotation: None,
        notice: None,
        withheld: None,
    })
}

fn captured(counts: &BTreeMap<String, toml::Value>) -> Timestamp {
    let day = counts["captured"].as_str().expect("a day");
    let day: jiff::civil::Date = day.parse().expect("a day");
    let noon = day.at(12, 0, 0, 0);
    TimeZone::UTC.to_timestamp(noon).expect("a moment")
}

fn metric((name, value): (&String, &toml::Value)) -> Option<Metric> {
    let value = u64::try_from(value.as_integer()?).ok();
    Some(Metric {
        name: name.clone(),
        value,
    })
}

fn checked(labelled: &Labelled) -> Vec<CheckedFigure> {
    let text = format!(
        "---\ntitle: A\ndate: 2018-01-02\nauthors: [R. Haddad]\n---\n\n{}\n\n[^1]: One.\n\n[^2]: Two.\n",
        labelled.brief
    );
    let brief = Brief::parse(Arc::new(SourceFile::new("content/briefs/a.md", &text)), Kind::Page).0;
    let first = post("1", &labelled.metrics);
    let second = labelled.second.as_ref().map(|captures| post("2", captures));
    let notes = [&first, second.as_ref().unwrap_or(&first)].map(|post| NotePosts {
        posts: post.iter().collect(),
        is_all: true,
    });
    check(&figures(&brief, &labelled.lang), &notes, None)
}

/// The verdict that a label asks for, or one of those that say nothing.
fn fits(label: &str, verdict: FigureVerdict) -> bool {
    label == verdict.name() || (label == "silent" && verdict == FigureVerdict::Unverifiable)
}

/// The verdict of the first figure, in the words of the label where it fits; whether its metric and the further figures are
/// as labelled.
fn found(labelled: &Labelled) -> (&str, bool) {
    let checked = checked(labelled);
    let Some((first, further)) = checked.split_first() else {
        let label = labelled.verdict.as_str();
        return (if label == "silent" { label } else { "none" }, labelled.more.is_none());
    };
    let is_read = fits(&labelled.verdict, first.verdict);
    let are_read = match &labelled.more {
        Some(labels) => {
            let verdicts = || further.iter().map(|checked| checked.verdict);
            labels.len() == further.len()
                && labels
                    .iter()
                    .zip(verdicts())
                    .all(|(label, verdict)| fits(label, verdict))
        }
        None => further
            .iter()
            .all(|checked| checked.verdict != FigureVerdict::Contradicted),
    };
    let is_metric = labelled.metric == first.figure.metric.name() || labelled.verdict == "silent";
    let verdict = if is_read {
        &labelled.verdict
    } else {
        first.verdict.name()
    };
    (verdict, is_metric && are_read)
}

/// Prints how a set is judged; the share of a hundred that is right.
fn measured(name: &str) -> usize {
    let text = fs::read_to_string(tests_folder().join("figures").join(name)).expect("the set");
    let set: Set = toml::from_str(&text).expect("the set is sound");
    let mut table: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for labelled in &set.figure {
        let (verdict, is_all) = found(labelled);
        *table.entry((labelled.verdict.as_str(), verdict)).or_default() += 1;
        if labelled.verdict != verdict || !is_all {
            let figures = checked(labelled);
            let figures = figures.iter().map(|found| {
                let figure = &found.figure;
                format!("{} {} “{}”", found.verdict.name(), figure.metric.name(), figure.text)
            });
            let figures: Vec<String> = figures.collect();
            println!(
                "{}: {} {} found as {}: {}",
                labelled.id,
                labelled.verdict,
                labelled.metric,
                figures.join(", "),
                labelled.brief
            );
        }
    }
    let all = [
        "consistent",
        "contradicted",
        "cannot-confirm",
        "unverifiable",
        "silent",
        "none",
    ];
    for verdict in all {
        let count = |label: &str, found: &str| table.get(&(label, found)).copied().unwrap_or(0);
        let right = count(verdict, verdict);
        let labelled: usize = all.iter().map(|found| count(verdict, found)).sum();
        let judged: usize = all.iter().map(|label| count(label, verdict)).sum();
        let others: Vec<String> = all
            .iter()
            .filter(|found| **found != verdict && count(verdict, found) > 0)
            .map(|found| format!("{} {found}", count(verdict, found)))
            .collect();
        println!(
            "{verdict:15} {right} of {labelled} found, {judged} judged so; else {}",
            others.join(", ")
        );
    }
    let right: usize = all.iter().filter_map(|verdict| table.get(&(verdict, verdict))).sum();
    let false_alarms = all.iter().filter(|label| **label != "contradicted");
    let false_alarms: usize = false_alarms
        .filter_map(|label| table.get(&(label, "contradicted")))
        .sum();
    assert_eq!(false_alarms, 0, "a false alarm is worse than a miss");
    println!("{right} of {}", set.figure.len());
    right * 100 / set.figure.len()
}

/// The set that the reading was written with.
#[test]
fn figures_are_judged_as_readers_judge_them() {
    assert!(measured("set.toml") >= 97);
}

/// A set by somebody who knew neither the reading nor the first set.
#[test]
fn figures_of_a_second_set_are_judged_as_readers_judge_them() {
    assert!(measured("blind.toml") >= 85);
}

/// A third set, likewise.
#[test]
fn figures_of_a_third_set_are_judged_as_readers_judge_them() {
    assert!(measured("third.toml") >= 85);
}
