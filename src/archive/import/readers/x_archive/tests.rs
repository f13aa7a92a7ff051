use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::super::testing::{Taken, fixture, read, read_text, read_with, sample};
use crate::archive::import::Options;

/// A folder as a ZIP.
fn zipped(folder: &Path) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".zip").tempfile().expect("a file");
    let mut zip = zip::ZipWriter::new(File::create(file.path()).expect("a file"));
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            let name = entry
                .path()
                .strip_prefix(folder)
                .expect("within")
                .to_string_lossy()
                .into_owned();
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .expect("a member");
            zip.write_all(&std::fs::read(entry.path()).expect("bytes"))
                .expect("written");
        }
    }
    zip.finish().expect("a zip");
    file
}

#[test]
fn a_folder_of_the_present_form() {
    let (format, taken) = read(&fixture("x-archive/archive"));
    assert_eq!(format, "x-archive");
    insta::assert_snapshot!(taken.lines(), @r#"
    twitter/1103188460958646277 live posted 2019-03-06T07:00:00Z by payload, captured 2019-04-01T08:00:00Z by payload, complete
        url "https://twitter.com/quay_desk/status/1103188460958646277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk"}
        text "Second part"
        lang "en"
        metrics {"likes":4,"reposts":1}
        media [{"kind":"video"}]
    twitter/1102497659089846277 live posted 2019-03-04T09:15:00Z by payload, captured 2019-04-01T08:00:00Z by payload, complete
        url "https://twitter.com/quay_desk/status/1102497659089846277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk"}
        text "Fish & chips at the quay https://t.co/gggggggggg"
        lang "en"
        metrics {"likes":4,"reposts":1}
        media [{"height":800,"kind":"image","source":"https://pbs.twimg.com/media/Quay1.jpg","width":1200},{"height":800,"kind":"image","source":"https://pbs.twimg.com/media/Quay2.jpg","width":1200}]
    twitter/1102871497405366277 live posted 2019-03-05T10:00:30Z by payload, captured 2019-04-01T08:00:00Z by payload, cut
        url "https://twitter.com/quay_desk/status/1102871497405366277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk"}
        text "RT @ferry_log: The ferry was late again, and nobody at the office would say wh…"
        lang "en"
        metrics {"likes":4,"reposts":1}
    twitter/1103003534095286277 live posted 2019-03-05T18:45:10Z by payload, captured 2019-04-01T08:00:00Z by payload, complete
        url "https://twitter.com/quay_desk/status/1103003534095286277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk"}
        text "The harbour office publishes its tide tables again, after eleven weeks in which nobody could say when the north quay would flood. The harbour office publishes its tide tables again, after eleven weeks in which nobody could say when the north quay would flood. #tides & see https://t.co/eeeeeeeeee"
        lang "en"
        metrics {"likes":4,"reposts":1}
        relations [{"kind":"reply","to":{"id":"1102497659089846277","platform":"twitter"}}]
        links [{"to":"https://harbour.example/tides","url":"https://t.co/eeeeeeeeee"}]
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "data/deleted-tweets.js:1 skipped: deleted by the author",
        "data/tweets-part1.js:0 remark: data/tweets-part1.js: the archive says that it holds 5 posts; found: 1",
        "archive:0 remark: long posts whose beginning was not found among the posts, so that their words were not taken in: 1",
    ]
    "#);
    let members: Vec<_> = taken
        .posts()
        .iter()
        .flat_map(|draft| &draft.media)
        .map(|media| media.member.clone())
        .collect();
    insta::assert_debug_snapshot!(members, @r#"
    [
        Some(
            "data/tweets_media/1103188460958646277-Loose.mp4",
        ),
        Some(
            "data/tweets_media/1102497659089846277-Quay1.jpg",
        ),
        Some(
            "data/tweets_media/1102497659089846277-Quay2.jpg",
        ),
    ]
    "#);
    for draft in taken.posts() {
        assert!(!draft.line("?").contains("secret"), "{}", draft.line("?"));
    }
}

#[test]
fn its_zip_gives_the_same() {
    let folder = fixture("x-archive/archive");
    let zip = zipped(&folder);
    let (format, taken) = read(zip.path());
    assert_eq!(format, "x-archive");
    let lines = |taken: &super::super::testing::Taken| -> Vec<String> {
        taken.posts().iter().map(|draft| draft.line("?")).collect()
    };
    assert_eq!(lines(&taken), lines(&read(&folder).1));
}

#[test]
fn a_file_a_month_of_the_older_form() {
    let (format, taken) = read(&fixture("x-archive/grailbird"));
    assert_eq!(format, "x-archive");
    insta::assert_snapshot!(taken.lines(), @r#"
    twitter/296959748731830273 live posted 2013-01-31T12:34:56Z by payload, captured 2013-02-01T08:00:00Z by payload, complete
        url "https://twitter.com/quay_desk/status/296959748731830273"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk"}
        text "The first tide table & the last"
    twitter/296966056965046273 live posted 2013-01-31T13:00:00Z by payload, captured 2013-02-01T08:00:00Z by payload, complete
        url "https://twitter.com/quay_desk/status/296966056965046273"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk"}
        text "RT @ferry_log: All boats are back"
        relations [{"kind":"repost","to":{"id":"296959748731830223","platform":"twitter"}}]
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "grailbird:0 remark: the archive says that it holds 3 posts; found: 2",
    ]
    "#);
}

#[test]
fn posts_on_their_own_need_the_users_word_for_the_account() {
    let path = fixture("x-archive/archive/data/tweets.js");
    let options = Options {
        account: Some("quay_desk".to_owned()),
        captured: "2020-01-01T00:00:00Z".parse().ok(),
        ..Options::default()
    };
    let (format, taken) = read_with(&path, &options);
    assert_eq!((format, taken.posts().len()), ("x-archive", 3));
    assert!(
        taken
            .posts()
            .iter()
            .all(|draft| draft.author.handle.as_deref() == Some("quay_desk"))
    );
    assert!(taken.posts().iter().all(|draft| draft.captured.1 == "user"));
    assert!(read(&path).1.posts().iter().all(|draft| draft.author.handle.is_none()));
}

#[test]
fn a_folder_that_holds_an_archive_among_other_things_is_none() {
    assert_eq!(read(&fixture("x-archive")).0, "none");
}

#[test]
fn direct_messages_alone_are_nothing_that_is_known() {
    let text = std::fs::read(fixture("x-archive/archive/data/direct-messages.js")).expect("a fixture");
    assert_eq!(read_text("direct-messages.js", text).0, "none");
}

#[test]
fn an_account_without_posts_is_said_to_be_one() {
    let Some(folder) = sample("x_archive") else {
        return;
    };
    for path in [folder.clone(), folder.join("account.js")] {
        let (format, taken) = read(&path);
        assert_eq!((format, taken.posts().len(), taken.others().len()), ("x-archive", 0, 1));
        assert!(
            taken.others()[0].ends_with("; there are no posts in it"),
            "{:?}",
            taken.others()
        );
    }
}

/// Id, time of day, words, links and where they lead.
type Posted<'t> = (&'t str, &'t str, &'t str, &'t [(&'t str, &'t str)]);

/// An archive of these posts and notes.
fn archive(posts: &[Posted<'_>], notes: &[(&str, &str)]) -> Taken {
    let posts = posts.iter().map(|(id, time, words, links)| {
        let urls = links.iter().map(|(url, to)| json!({"url": url, "expanded_url": to}));
        let urls: Vec<Value> = urls.collect();
        json!({"tweet": {"id_str": id, "created_at": format!("Tue Mar 05 {time} +0000 2019"), "full_text": words,
            "favorite_count": "0", "retweet_count": "0", "entities": {"urls": urls}}})
    });
    let notes = notes.iter().map(
        |(time, words)| json!({"noteTweet": {"createdAt": format!("2019-03-05T{time}.000Z"), "core": {"text": words}}}),
    );
    let (posts, notes): (Vec<Value>, Vec<Value>) = (posts.collect(), notes.collect());
    let folder = tempfile::tempdir().expect("a folder");
    for (name, global, list) in [("tweets.js", "tweets", posts), ("note-tweet.js", "note_tweet", notes)] {
        let text = format!("window.YTD.{global}.part0 = {}", Value::Array(list));
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    read(folder.path()).1
}

#[test]
fn notes_are_found_for_answers_and_threads_and_not_missed_where_the_post_has_all() {
    let long = |word: &str| format!("{}end of {word}", format!("{word} ").repeat(60));
    let cut = |word: &str| format!("{}…", format!("{word} ").repeat(55));
    let tides = "https://twitter.com/ferry_log/status/1101270825169846273";
    let taken = archive(
        &[
            (
                "1102871497405366277",
                "10:00:30",
                &format!("@ferry_log @quay_desk {}", cut("late")),
                &[],
            ),
            (
                "1102871497405366278",
                "10:00:30",
                "A plate & a boat https://t.co/picture",
                &[],
            ),
            ("1103003534095286277", "18:45:10", &cut("tide"), &[]),
            (
                "1103003534095286278",
                "18:45:10",
                &format!("{} https://t.co/quoted", cut("flood")),
                &[("https://t.co/quoted", tides)],
            ),
        ],
        &[
            ("10:00:30", &long("late")),
            ("10:00:30", "A plate & a boat"),
            ("18:45:10", &long("flood")),
            ("18:45:10", &long("tide")),
        ],
    );
    let said = |id: &str| (taken.post(id).text.clone(), taken.post(id).text_complete);
    assert_eq!(
        said("1102871497405366277"),
        (format!("@ferry_log @quay_desk {}", long("late")), Some(true))
    );
    assert_eq!(said("1102871497405366278").0, "A plate & a boat https://t.co/picture");
    assert_eq!(said("1103003534095286277").0, long("tide"));
    assert_eq!(
        said("1103003534095286278").0,
        format!("{} https://t.co/quoted", long("flood")),
        "by which it quotes"
    );
    assert_eq!(taken.others(), [""; 0]);
}

#[test]
fn a_link_to_a_post_at_the_end_is_a_quotation() {
    let to = "https://twitter.com/ferry_log/status/1101270825169846273";
    let own = "https://x.com/quay_desk/status/1103003534095286277";
    let taken = archive(
        &[
            (
                "1102497659089846277",
                "09:00:00",
                "What a plate https://t.co/aaaaaaaaaa",
                &[("https://t.co/aaaaaaaaaa", to)],
            ),
            (
                "1102871497405366277",
                "10:00:00",
                "See https://t.co/aaaaaaaaaa for more",
                &[("https://t.co/aaaaaaaaaa", to)],
            ),
            (
                "1103003534095286277",
                "18:00:00",
                "Here https://t.co/aaaaaaaaaa",
                &[("https://t.co/aaaaaaaaaa", own)],
            ),
            (
                "1103188460958646277",
                "19:00:00",
                "RT @ferry_log: What https://t.co/aaaaaaaaaa",
                &[("https://t.co/aaaaaaaaaa", to)],
            ),
        ],
        &[],
    );
    let relations: Vec<usize> = taken.posts().iter().map(|draft| draft.relations.len()).collect();
    assert_eq!(relations, [1, 0, 0, 0]);
    let (kind, quoted) = &taken.post("1102497659089846277").relations[0];
    assert_eq!((*kind, &*quoted.id), ("quote", "1101270825169846273"));
    let counted: Vec<usize> = taken.posts().iter().map(|draft| draft.metrics.len()).collect();
    assert_eq!(counted, [2, 2, 2, 0], "the archive writes 0 for every repost");
}
