//! Sentences with figures, each with the verdict that a reader would give: `tests/figures/set.toml`. How many are read
//! rightly is printed: `cargo test --test suite figures:: -- --nocapture`.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use ibid::archive::{AccountKey, Capture, CaptureAuthor, Metric, Platform, Post, PostKey, State};
use ibid::brief::{Brief, Kind};
use ibid::check::figure::{CheckedFigure, FigureVerdict, MetricKind, NotePosts, check, figures};
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
    metric: String,
    verdict: String,
}

/// A post that was made a day and a half before it was first captured: the set does not tell, and takes the first capture
/// to bear out what is told of the first day.
fn post(captures: &[BTreeMap<String, toml::Value>]) -> Option<Post> {
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
        key: PostKey::new(platform.clone(), "1"),
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
    let post = post(&labelled.metrics);
    let cited = NotePosts {
        posts: post.iter().collect(),
        is_all: true,
    };
    let notes = vec![cited; brief.notes.len()];
    check(&figures(&brief, &labelled.lang), &notes, None)
}

/// The verdict and the metric of the first figure.
fn found(labelled: &Labelled) -> (&'static str, &'static str) {
    let Some(checked) = checked(labelled).into_iter().next() else {
        return ("none", "");
    };
    let verdict = match checked.verdict {
        FigureVerdict::Consistent => "consistent",
        FigureVerdict::Contradicted => "contradicted",
        FigureVerdict::CannotConfirm => "cannot-confirm",
        FigureVerdict::Unverifiable => "unverifiable",
    };
    let metric = match checked.figure.metric {
        MetricKind::Reposts => "reposts",
        MetricKind::Likes => "likes",
        MetricKind::Views => "views",
        MetricKind::Replies => "replies",
        MetricKind::Quotes => "quotes",
        MetricKind::Bookmarks => "bookmarks",
        MetricKind::Followers => "followers",
        MetricKind::Users => "users",
        MetricKind::Interactions => "interactions",
    };
    (verdict, metric)
}

#[test]
fn figures_are_judged_as_readers_judge_them() {
    let text = fs::read_to_string(tests_folder().join("figures/set.toml")).expect("the set");
    let set: Set = toml::from_str(&text).expect("the set is sound");
    let mut table: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for labelled in &set.figure {
        let (verdict, metric) = found(labelled);
        *table.entry((labelled.verdict.as_str(), verdict)).or_default() += 1;
        if labelled.verdict != verdict || (verdict != "none" && labelled.metric != metric) {
            println!(
                "{}: {} {} found as {verdict} {metric}: {}",
                labelled.id, labelled.verdict, labelled.metric, labelled.brief
            );
        }
    }
    let all = ["consistent", "contradicted", "cannot-confirm", "unverifiable", "none"];
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
    assert!(right * 100 >= set.figure.len() * 97, "{right} of {}", set.figure.len());
}
