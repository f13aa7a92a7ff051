use super::super::testing::{fixture, read, read_text, read_with, sample};
use crate::archive::import::Options;
use crate::archive::{Permalink, State};

fn of(account: &str) -> Options {
    Options {
        account: Some(account.to_owned()),
        ..Options::default()
    }
}

#[test]
fn a_channel_with_its_files() {
    let (format, taken) = read_with(&fixture("telegram/channel"), &of("@QuayNews"));
    assert_eq!(format, "telegram");
    assert_eq!(
        taken.others(),
        [
            "result.json:1 skipped: without content",
            "result.json:5 skipped: without content"
        ]
    );
    let post = taken.post("quaynews/12");
    assert_eq!(post.text, "Smoke over the quay.\nRead on: the report #smoke");
    assert_eq!(post.extra["links"][0], "https://news.example/quay");
    assert_eq!(
        post.posted.0.to_string(),
        "2022-12-12T10:15:00Z",
        "not the computer's clock"
    );
    assert_eq!(post.author.handle.as_deref(), Some("QuayNews"));
    assert_eq!(post.author.id.as_deref(), Some("1234567890"));
    assert_eq!(post.metrics.get("likes"), Some(&Some(15)));
    assert_eq!(post.state, State::Edited);
    assert_eq!(post.extra["edited"], "2022-12-12T11:15:00Z");
    assert_eq!(post.media[0].member.as_deref(), Some("photos/photo_1.jpg"));
    let link = Permalink::parse("https://t.me/QuayNews/12").and_then(|link| link.key());
    assert_eq!(link.as_ref(), Some(&post.key));
    assert_eq!(post.url.as_deref(), Some("https://t.me/quaynews/12"));
    assert!(!post.line("x").contains("Tom"), "who reacted is nobody's business");

    let film = taken.post("quaynews/13");
    assert_eq!((film.media[0].kind, film.media[0].member.as_deref()), ("video", None));
    assert_eq!(&*film.relations[0].1.id, "quaynews/12");
    assert_eq!(film.extra["forwarded_from"], "Pier Watch");
    assert_eq!(film.text, "bell\u{7} rings");
    let old = taken.post("quaynews/14");
    assert_eq!(old.extra["posted_zone"], "unknown");
}

#[test]
fn without_a_handle_a_channel_goes_by_its_number() {
    let (_, taken) = read(&fixture("telegram/channel"));
    let post = taken.post("c/1234567890/12");
    assert_eq!(post.url.as_deref(), Some("https://t.me/c/1234567890/12"));
    let link = Permalink::parse("https://t.me/c/1234567890/12").and_then(|link| link.key());
    assert_eq!(link.as_ref(), Some(&post.key));
    assert!(
        taken.others()[0].contains("Import it with --account HANDLE"),
        "{:?}",
        taken.others()
    );
}

#[test]
fn of_all_chats_only_those_that_anybody_can_read() {
    let (format, taken) = read(&fixture("telegram/all/result.json"));
    assert_eq!(format, "telegram");
    assert_eq!(
        taken.ids().into_keys().collect::<Vec<_>>(),
        ["c/1234567890/12", "c/222/7", "c/333/3"]
    );
    assert_eq!(taken.post("c/222/7").extra["signature"], "Ann");
    let hidden = taken.others().iter().filter(|line| line.contains("not public")).count();
    assert_eq!(hidden, 2);
    let all = Options {
        include_non_public: true,
        ..Options::default()
    };
    let (_, taken) = read_with(&fixture("telegram/all/result.json"), &all);
    assert_eq!(taken.posts().len(), 5);
    assert!(
        taken
            .posts()
            .iter()
            .any(|draft| draft.extra.get("visibility").is_some_and(|seen| seen == "direct"))
    );
    let (_, taken) = read_with(&fixture("telegram/all/result.json"), &of("quaynews"));
    assert!(
        taken.others()[0].contains("holds several channels"),
        "{:?}",
        taken.others()
    );
}

#[test]
fn an_export_that_was_cut_off_gives_what_it_holds() {
    let text = std::fs::read(fixture("telegram/channel/result.json")).expect("a fixture");
    let (_, taken) = read_text("result.json", &text[..text.len() * 3 / 4]);
    assert!(!taken.posts().is_empty());
    assert!(
        taken.others().iter().any(|line| line.contains("cut off")),
        "{:?}",
        taken.others()
    );
}

#[test]
fn an_export_that_was_made_to_be_looked_at_is_refused_in_words() {
    let page = r#"<!DOCTYPE html><html><body><div class="page_wrap"><div class="history"></div></div></body></html>"#;
    let (format, taken) = read_text("messages.html", page);
    assert_eq!(format, "telegram");
    assert!(taken.others()[0].contains("Machine-readable JSON"), "{:?}", taken.others());
}

#[test]
fn half_a_letter_costs_no_message() {
    let text = r#"{"name": "Quay", "type": "public_channel", "id": 77, "messages": [
        {"id": 1, "type": "message", "date_unixtime": "1612127000", "from": "Quay", "text": "Smoke \ud83d"}]}"#;
    let (_, taken) = read_text("result.json", text);
    assert_eq!(taken.post("c/77/1").text, "Smoke \u{fffd}");
}

#[test]
fn samples() {
    let Some(folder) = sample("telegram") else { return };
    for name in ["test_single_export.json", "test_batch_export.json"] {
        let (format, taken) = read(&folder.join(name));
        assert_eq!(format, "telegram");
        assert_eq!(
            taken.others().len(),
            2,
            "a chat of which nothing is told is not public: {name}"
        );
        let (_, taken) = read_with(&folder.join(name), &of("quaynews"));
        assert_eq!(taken.posts().len(), 2, "{name}");
    }
}
