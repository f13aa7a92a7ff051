use proptest::prelude::*;

use super::library::Library;
use crate::archive::Class;
use crate::citation::{Kind, Verdict};

const CITED: &str = "@pier_nine, Twitter, October 15, 2017";

fn library(class: Option<Class>) -> Library {
    Library::default()
        .account("twitter", "9", &["pier_nine"], class)
        .post("1", "2017-10-15T08:12:00Z", "Smoke over the #NorthQuay, and no wind")
        .post(
            "2",
            "2017-10-15T09:01:00Z",
            "Please stay away from the water until noon",
        )
        .post("3", "2017-10-15T10:30:00Z", "All cranes were moved away from the fire")
        .post("4", "2017-10-15T20:55:00Z", "Sirens, sirens. Who can sleep?")
}

/// Verdict and post of each note's citation.
fn each(notes: &[(&str, &[&str])]) -> Vec<String> {
    let found = library(None).find_in_brief(notes, None);
    let shown = found.iter().map(|(resolution, _)| {
        let post = resolution.post().map_or("-", |post| &post.key.id);
        format!("{} {post}", resolution.verdict().name())
    });
    shown.collect()
}

#[test]
fn what_is_left_is_only_taken_where_it_is_sound() {
    let three: [(&str, &[&str]); 3] = [
        (CITED, &["smoke over the north quay"]),
        (CITED, &["stay away from the water"]),
        (CITED, &["moved away from the fire"]),
    ];
    let with = |fourth: &'static [&'static str]| {
        let mut notes = three.to_vec();
        notes.push((CITED, fourth));
        each(&notes).pop()
    };
    assert_eq!(with(&[]).as_deref(), Some("inferred 4"));
    assert_eq!(
        with(&["who can sleep now at all"]).as_deref(),
        Some("ambiguous -"),
        "other words"
    );
    assert_eq!(
        with(&["no wind"]).as_deref(),
        Some("ambiguous -"),
        "the words of another post"
    );
    let two_left = each(&three[..2]);
    assert_eq!(two_left, ["inferred 1", "inferred 2"]);
    let mut one_short = three[..2].to_vec();
    one_short.push((CITED, &[]));
    assert_eq!(
        each(&one_short),
        ["inferred 1", "inferred 2", "ambiguous -"],
        "three notes, four posts"
    );
    let mut pinned = three[..2].to_vec();
    pinned.push(("https://twitter.com/pier_nine/status/3", &[]));
    pinned.push((CITED, &[]));
    assert_eq!(each(&pinned), ["inferred 1", "inferred 2", "exact 3", "inferred 4"]);
}

#[test]
fn two_notes_may_cite_one_post() {
    let notes: [(&str, &[&str]); 2] = [
        (CITED, &["smoke over the north quay"]),
        (CITED, &["over the #NorthQuay and no wind"]),
    ];
    assert_eq!(each(&notes), ["inferred 1", "inferred 1"]);
}

#[test]
fn evidence_that_disagrees_decides_nothing() {
    assert_eq!(
        each(&[(CITED, &["smoke over the north quay", "stay away from the water"])]),
        ["ambiguous -"]
    );
    let by_minute = "@pier_nine, Twitter, October 15, 2017, 11:55 p.m.";
    assert_eq!(each(&[(by_minute, &[])]), ["inferred 4"]);
    assert_eq!(each(&[(by_minute, &["stay away from the water"])]), ["ambiguous -"]);
    assert_eq!(each(&[(by_minute, &["who can sleep"])]), ["inferred 4"]);
}

#[test]
fn the_only_post_with_a_film_is_the_one_with_a_film() {
    let library = library(None).media("2", "image").media("3", "video");
    let found = |kind| library.find_in_brief(&[(CITED, &[])], Some(kind)).remove(0).0;
    assert_eq!(
        found(Kind::Video).reason,
        "the only one of 4 posts of @pier_nine on Twitter on 15 October 2017 with a film"
    );
    assert_eq!(found(Kind::Image).post().map(|post| &*post.key.id), Some("2"));
    assert_eq!(found(Kind::Audio).verdict(), Verdict::Ambiguous);
    assert_eq!(found(Kind::Post).verdict(), Verdict::Ambiguous);
}

#[test]
fn a_private_account_is_neither_named_nor_repeated() {
    let library = library(Some(Class::Private));
    let notes: [(&str, &[&str]); 4] = [
        (CITED, &["smoke over the north quay"]),
        (CITED, &["stay away from the water"]),
        (CITED, &["moved away from the fire"]),
        (CITED, &[]),
    ];
    for (resolution, _) in library.find_in_brief(&notes, None) {
        assert_eq!(resolution.verdict(), Verdict::Inferred);
        for told in ["pier_nine", "smoke", "water", "fire", "Sirens"] {
            assert!(!resolution.reason.contains(told), "{}", resolution.reason);
        }
    }
}

proptest! {
    /// The order of notes is no evidence: however they are ordered, each citation means the same.
    #[test]
    fn the_order_of_notes_is_no_evidence(order in Just([0_usize, 1, 2, 3, 4]).prop_shuffle(), quoted in prop::collection::vec(prop::sample::subsequence(vec![
        "smoke over the north quay", "stay away from the water", "away from the", "moved away from the fire", "who can sleep", "sirens", "nothing of the kind",
    ], 0..=2), 5)) {
        let notes: Vec<(&str, &[&str])> = quoted.iter().map(|words| (CITED, words.as_slice())).collect();
        let shuffled: Vec<(&str, &[&str])> = order.iter().map(|&index| notes[index]).collect();
        let (plain, moved) = (each(&notes), each(&shuffled));
        for (place, &index) in order.iter().enumerate() {
            prop_assert_eq!(&plain[index], &moved[place]);
        }
    }
}
