use std::sync::Arc;

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::any_text::PIECES;
use super::library::Library;
use crate::archive::{Archive as _, Post, State};
use crate::brief::{Brief, Kind};
use crate::citation::{
    Hit, Meaning, NoPin, Settings, Target, Wanted, citation_of, parse_note, pin_address, pin_of, pinned, read_when,
    search, search_for, sketch,
};
use crate::source::{SourceFile, Span};

fn library() -> Library {
    Library::default()
        .account("twitter", "2240", &["harborwatch", "harbour_watch"], None)
        .post("915", "2017-10-15T14:02:00Z", "Smoke over the north quay. #NorthQuay")
        .post("920", "2017-10-20T08:00:10Z", "The quay is open again.")
        .post("921", "2017-10-20T16:30:00Z", "Thanks to all who helped.")
        .post("922", "2017-10-20T16:30:40Z", "And good night.")
        .post("930", "2017-11-02T22:30:00Z", "Late shift.")
        .account("telegram", "77", &["tide_desk"], None)
        .post("tide_desk/12", "2017-12-01T12:00:00Z", "الرَّصيفُ الشماليّ مفتوح")
        .account("mastodon", "5", &["pier@quay.example"], None)
        .post("quay.example/111222333444555666", "2023-10-12T13:42:05Z", "רציף צפוני")
        .account("bluesky", "did:plc:abc", &["pier.quay.example"], None)
        .post("did:plc:abc/3kabc", "2024-03-01T09:00:00Z", "A crane.")
        .account("instagram", "8", &["pier.pictures"], None)
        .post("CExample123", "2020-09-05T22:46:00Z", "A picture of a crane.")
        .account("quayboard", "9", &["pier9"], None)
        .post("1", "2017-12-03T09:00:00Z", "The crane is back.")
}

fn posts() -> Vec<Arc<Post>> {
    let hits = search(&library(), &Wanted::default(), &TimeZone::UTC).expect("memory can be read");
    hits.into_iter().map(|hit| hit.post).collect()
}

#[test]
fn every_post_is_found_by_its_citation_and_by_its_pin() {
    let library = library();
    let posts = posts();
    assert_eq!(posts.len(), 10, "an empty search finds all");
    for zone in ["UTC", "Asia/Beirut", "America/Los_Angeles"] {
        let timezone = TimeZone::get(zone).expect("a zone");
        for post in &posts {
            let citation = citation_of(&library, post, &timezone).expect("memory can be read");
            let (found, said) = library.find(&citation, zone);
            assert!(
                matches!(&found.meaning, Meaning::Exact(found) if found.key == post.key),
                "{citation} in {zone}: {found:?}"
            );
            assert!(said.is_empty(), "{citation} in {zone}: {said:?}");
            let Some(pin) = pin_of(&citation, post) else {
                assert_eq!(post.key.platform.as_str(), "quayboard", "{citation} has no pin");
                continue;
            };
            let (found, said) = library.find(&pin, zone);
            assert!(
                matches!(&found.meaning, Meaning::Exact(found) if found.key == post.key),
                "{pin} in {zone}: {found:?}"
            );
            assert!(said.is_empty(), "{pin} in {zone}: {said:?}");
        }
    }
}

#[test]
fn posts_are_found_by_words_however_they_are_written() {
    let library = library();
    let found = |words: &str| {
        let wanted = Wanted {
            words: words.to_owned(),
            ..Wanted::default()
        };
        let hits = search(&library, &wanted, &TimeZone::UTC).expect("memory can be read");
        hits.into_iter()
            .map(|hit| hit.post.key.id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(found("QUAY, open"), ["920"]);
    assert_eq!(found("north quay"), ["915"]);
    assert_eq!(found("الرصيف"), ["tide_desk/12"]);
    assert_eq!(found("רָצִיף"), ["quay.example/111222333444555666"]);
    assert_eq!(found("picture crane"), ["CExample123"]);
    assert_eq!(found("zebra"), [""; 0]);

    let of_month = Wanted {
        handle: Some("harborwatch".to_owned()),
        when: read_when("October 2017", &Settings::default()),
        ..Wanted::default()
    };
    let hits = search(&library, &of_month, &TimeZone::UTC).expect("memory can be read");
    let citations: Vec<&str> = hits.iter().map(|hit| hit.citation.as_str()).collect();
    assert_eq!(
        citations,
        [
            "@harbour_watch, Twitter, October 15, 2017",
            "@harbour_watch, Twitter, October 20, 2017, 08:00",
            "@harbour_watch, Twitter, October 20, 2017, 16:30:00",
            "@harbour_watch, Twitter, October 20, 2017, 16:30:40",
        ]
    );
}

fn brief(note: &str) -> Brief {
    let text = format!("---\ntitle: A\n---\n\nWords.[^1] More.[^2]\n\n[^1]: {note}\n\n[^2]: Another note.\n");
    let file = Arc::new(SourceFile::new("content/briefs/a.md", &text));
    Brief::parse(file, Kind::Page).0
}

#[test]
fn without_an_address_there_is_no_pin() {
    let posts = posts();
    let of_board = posts
        .iter()
        .find(|post| post.key.platform.as_str() == "quayboard")
        .expect("a post");
    assert_eq!(pin_address(of_board), None);
    let brief = brief("@pier9, Quayboard, December 3, 2017");
    let refused = pinned(&brief, (0, 0), of_board, Settings::default()).map(|brief| brief.file.text.to_string());
    assert_eq!(refused, Err(NoPin::Address));
}

#[test]
fn an_address_with_brackets_is_a_target_all_the_same() {
    let mut post = Post::clone(&posts()[0]);
    post.captures[0].url = Some("https://twitter.com/harbour_watch/status/915?s=(a;b)".to_owned());
    let pin = pin_of("@harbour_watch [sic]", &post).expect("a pin");
    assert_eq!(
        pin,
        r"[@harbour_watch \[sic\]](https://twitter.com/harbour_watch/status/915?s=%28a%3Bb%29)"
    );
    let (found, _) = library().find(&pin, "UTC");
    assert!(matches!(found.meaning, Meaning::Exact(_)), "{pin}: {found:?}");
}

/// Pins every citation of a post in a note, one after the other, and looks at what became of the text.
fn check(note: &str) -> Result<(), TestCaseError> {
    let settings = Settings::default();
    let library = library();
    let day = (
        "2017-10-20T00:00:00Z".parse().expect("a moment"),
        "2017-10-21T00:00:00Z".parse().expect("a moment"),
    );
    let account = library.accounts_named("harbour_watch", None).expect("memory")[0]
        .key
        .clone();
    let post = library.posts_between(&account, day.0, day.1).expect("memory")[1].clone();
    let before = brief(note);
    let Some(source) = before.notes.first().map(|note| note.source) else {
        return Ok(());
    };
    let citations = parse_note(&before.file, source, &settings).0;
    for (index, citation) in citations.iter().enumerate() {
        for (_, field) in citation.reading().fields() {
            // The citations of a list share what stands behind it.
            let inside = field.is_none_or(|field| source.contains(field.span));
            prop_assert!(inside, "{field:?} in {citation:?}");
        }
        let is_post = matches!(&citation.target, Target::Post(_));
        let Ok(after) = pinned(&before, (0, index), &post, settings) else {
            continue;
        };
        prop_assert!(is_post, "only citations of posts are pinned");
        let (old, new) = (&before.file.text, &after.file.text);
        let Span { start, end } = citation.span;
        let rest = &old[end as usize..];
        prop_assert!(
            new.starts_with(&old[..start as usize]) && new.ends_with(rest),
            "{new:?}"
        );
        let again = parse_note(&after.file, after.notes[0].source, &settings).0;
        let Some(Target::Post(query)) = again.get(index).map(|citation| &citation.target) else {
            return Err(TestCaseError::fail("no citation any more"));
        };
        let id = query
            .permalink
            .as_ref()
            .and_then(|permalink| permalink.value.id.as_deref());
        prop_assert_eq!(id, Some("921"), "{}", new);
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_pin_changes_one_citation_and_nothing_around_it(
        first in prop::collection::vec(prop::sample::select(PIECES), 0..8),
        last in prop::collection::vec(prop::sample::select(PIECES), 0..8),
    ) {
        let citation = "@harbour_watch, Twitter, October 20, 2017";
        check(&format!("{} {citation}{}", first.concat(), last.concat()))?;
    }

    #[test]
    fn any_text_is_pinned_without_harm(note in any::<String>()) {
        check(&note)?;
    }
}

/// The words under the caret, and the pins that are offered in their place.
fn offered(note: &str) -> (String, Vec<String>) {
    let library = library();
    let file = SourceFile::new("content/briefs/a.md", note);
    let (_, said) = &library.find_all(note, "UTC")[0];
    let place = &said[0].primary.as_ref().expect("a place").place;
    let pins = said[0].notes.iter().filter_map(|note| note.split_once('\n'));
    let words = file.slice(place.span).to_owned();
    (words, pins.map(|(_, pin)| pin.to_owned()).collect())
}

#[test]
fn what_a_message_offers_may_be_pasted_over_what_it_underlines() {
    for note in [
        "@harbour_watch, Twitter, 20 October 2017.",
        "See @harbour_watch, Twitter, 20 October 2017, among others; cf. @tide_desk, Telegram, 1 December 2017.",
        "@harbour_watch and @tide_desk, 20 October 2017.",
        "See @harbour_watch, @tide_desk and @pier9, Twitter, 20 October 2017, for all of this.",
        "@harbour_watch, Twitter, 20 and 21 October 2017.",
        "Harbour Watch [@harbour_watch]. (2017, October 20). *No such words* [Tweet]. Twitter.",
        "- @harbour_watch, Twitter, 20 October 2017\n- @harbour_watch, Twitter, 15 October 2017",
    ] {
        let library = library();
        let (words, pins) = offered(note);
        assert_eq!(pins.len(), 3, "{note}");
        let before = library.find_all(note, "UTC");
        for pin in pins {
            let pasted = note.replacen(&words, &pin, 1);
            let after = library.find_all(&pasted, "UTC");
            assert_eq!(after.len(), before.len(), "{pasted}");
            assert!(
                matches!(after[0].0.meaning, Meaning::Exact(_)),
                "{pasted}: {:?}",
                after[0]
            );
            for (was, is) in before.iter().zip(&after).skip(1) {
                assert_eq!(was.0.verdict(), is.0.verdict(), "{pasted}");
                let key = |post: &Post| post.key.clone();
                assert_eq!(
                    was.0.post().map(|post| key(post)),
                    is.0.post().map(|post| key(post)),
                    "{pasted}"
                );
            }
        }
    }
}

#[test]
fn the_words_of_a_pin_are_those_that_are_underlined() {
    let (words, pins) = offered("See @harbour_watch, Twitter, 20 October 2017, among others.");
    assert_eq!(words, "@harbour_watch, Twitter, 20 October 2017");
    assert_eq!(
        pins[0],
        "[@harbour_watch, Twitter, 20 October 2017](https://twitter.com/harbour_watch/status/920)"
    );
}

#[test]
fn a_citation_for_another_zone_is_read_alike_in_all() {
    let library = library();
    for zone in ["UTC", "Asia/Beirut", "Asia/Kolkata", "America/St_Johns"] {
        let zone = TimeZone::get(zone).expect("a zone");
        let of_briefs = TimeZone::get("Pacific/Auckland").expect("a zone");
        let hits = search_for(&library, &Wanted::default(), &zone, &of_briefs).expect("memory can be read");
        for Hit { post, citation } in hits.iter().filter(|hit| !matches!(&*hit.post.key.id, "921" | "922")) {
            for other in ["UTC", "Pacific/Auckland"] {
                let (found, said) = library.find(citation, other);
                let is_same = found.post().is_some_and(|found| found.key == post.key);
                assert!(is_same && said.is_empty(), "{citation} in {other}: {found:?} {said:?}");
            }
        }
    }
}

#[test]
fn of_a_deleted_post_the_words_that_it_had_are_shown() {
    let mut post = Post::clone(&posts()[0]);
    let mut gone = post.captures[0].clone();
    gone.text = String::new();
    gone.state = State::Deleted;
    post.captures.push(gone);
    let line = sketch(&post, &TimeZone::UTC, "UTC");
    assert!(
        line.ends_with("“\u{2068}Smoke over the north quay. #NorthQuay\u{2069}” (deleted)"),
        "{line}"
    );
}
