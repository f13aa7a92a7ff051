mod guarding;
mod saying;

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use proptest::prelude::*;
use tempfile::TempDir;

use super::super::{
    Account, AccountKey, Archive as _, Class, FolderStore, Permalink, Platform, Post, PostKey, State, StoreError,
    open_all, open_named,
};
use crate::diagnostic::{Diagnostic, Severity};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A site's folder with the given files under `archive/`.
fn site(files: &[(&str, &str)]) -> std::io::Result<TempDir> {
    let folder = tempfile::tempdir()?;
    for (path, text) in files {
        put(folder.path(), path, text)?;
    }
    Ok(folder)
}

fn put(root: &Path, path: &str, text: &str) -> std::io::Result<()> {
    let path = root.join("archive").join(path);
    fs::create_dir_all(path.parent().unwrap_or(root))?;
    fs::write(path, text)
}

fn open(files: &[(&str, &str)]) -> Result<(FolderStore, Vec<Diagnostic>), Box<dyn std::error::Error>> {
    let folder = site(files)?;
    Ok(FolderStore::open(folder.path(), "archive")?)
}

/// A capture: handle, the author's id or nothing, id, moment of capture, words.
fn line(handle: &str, author: &str, id: &str, captured: &str, text: &str) -> String {
    let author = if author.is_empty() {
        String::new()
    } else {
        format!(r#""id":"{author}","#)
    };
    format!(
        r#"{{"platform":"twitter","id":"{id}","captured":"{captured}","author":{{{author}"handle":"{handle}"}},"posted":"2017-10-15T14:02:00Z","text":"{text}"}}"#
    ) + "\n"
}

fn key(id: &str) -> PostKey {
    PostKey::new(Platform("twitter".into()), id)
}

fn account(store: &FolderStore, handle: &str) -> Result<Account, Box<dyn std::error::Error>> {
    let accounts = store.accounts_named(handle, None)?;
    let [account] = accounts.as_slice() else {
        return Err(format!("{} accounts", accounts.len()).into());
    };
    Ok(Account::clone(account))
}

fn texts(post: &Post) -> Vec<&str> {
    post.captures.iter().map(|capture| capture.text.as_str()).collect()
}

fn messages(diagnostics: &[Diagnostic]) -> Vec<(u32, &str)> {
    let at = |found: &Diagnostic| found.primary.as_ref().map_or(0, |label| label.place.line);
    diagnostics
        .iter()
        .map(|found| (at(found), found.message.as_str()))
        .collect()
}

#[test]
fn a_missing_folder_is_an_empty_archive() -> Outcome {
    let (store, diagnostics) = open(&[])?;
    assert!(diagnostics.is_empty());
    assert!(store.handles(None)?.is_empty());
    assert!(store.post(&key("1"))?.is_none());
    Ok(())
}

#[test]
fn the_fewest_fields_make_a_post() -> Outcome {
    let text = line(
        "Harbour_Watch",
        "",
        "919700000000000001",
        "2017-10-20T08:00:00Z",
        "The #quay",
    );
    let (store, diagnostics) = open(&[("twitter/harbour_watch.jsonl", &text)])?;
    assert_eq!(messages(&diagnostics), []);
    let post = store.post(&key("919700000000000001"))?.ok_or("no post")?;
    assert_eq!(post.state(), State::Live);
    assert_eq!(post.hashtags(), ["quay"]);
    assert_eq!(&*post.first().record, text.trim_end());
    assert!(post.first().metrics.is_empty());
    let account = account(&store, "@harbour_watch")?;
    assert_eq!(
        (account.handle(), &*account.slug, account.id.as_deref()),
        ("Harbour_Watch", "harbour_watch", None)
    );
    assert_eq!(post.account, account.key);
    Ok(())
}

#[test]
fn lines_that_cannot_be_read_are_named_and_the_others_used() -> Outcome {
    let good = line("quay", "7", "1", "2017-10-20T08:00:00Z", "one");
    let file = [
        "\u{feff}",
        &good,
        "\n{\"platform\":\n",
        &good.replace("\"id\":\"1\"", "\"id\":919700000000000001"),
        &good.replace("\"text\":\"one\"", "\"words\":\"one\""),
        &good.replace("\"handle\":\"quay\"", "\"name\":\"Quay\""),
        &good.replace("2017-10-20T08:00:00Z", "20 October"),
        &good.replace("\"text\":\"one\"", "\"text\":[\"one\"]"),
        "[]\n",
        &good
            .replace(
                "\"id\":\"1\"",
                "\"id\":\"2\",\"state\":\"lost\",\"metrics\":{\"likes\":\"4K\",\"reposts\":null,\"views\":3}",
            )
            .replace('\n', "\r\n"),
    ]
    .concat();
    let (store, diagnostics) = open(&[("twitter/quay.jsonl", &file)])?;
    assert_eq!(
        messages(&diagnostics),
        [
            (
                3,
                "the line ends in the middle; it may have been cut off when it was written"
            ),
            (
                4,
                "the id 919700000000000001 is a number, not a text; the last digits of long numbers are lost when programs read them"
            ),
            (5, "`text` is missing"),
            (6, "`author.handle` is missing"),
            (
                7,
                "`captured` is “20 October”, which is not a moment with its time zone"
            ),
            (8, "a list was found where a text in quotation marks belongs"),
            (9, "the line is no JSON object: it does not begin with `{`"),
            (
                10,
                "the state is “lost”, which is none that is known; it is shown as unavailable"
            ),
            (10, "the count `likes` is a text, not a whole number; it is left out"),
        ]
    );
    assert!(diagnostics.iter().all(|found| {
        found
            .primary
            .as_ref()
            .is_some_and(|label| &*label.place.path == "archive/twitter/quay.jsonl")
    }));
    assert!(store.post(&key("1"))?.is_some());
    let post = store.post(&key("2"))?.ok_or("no post")?;
    assert_eq!(post.state(), State::Unavailable);
    let counts: Vec<_> = post
        .first()
        .metrics
        .iter()
        .map(|count| (count.name.as_str(), count.value))
        .collect();
    assert_eq!(counts, [("reposts", None), ("views", Some(3))]);
    Ok(())
}

#[test]
fn bytes_that_are_not_utf8_cost_only_their_line() -> Outcome {
    let folder = site(&[("twitter/quay.jsonl", "")])?;
    let good = line("quay", "7", "1", "2017-10-20T08:00:00Z", "one");
    let mut bytes = good.replace("one", "caf\u{1}").into_bytes();
    bytes
        .iter_mut()
        .filter(|byte| **byte == 1)
        .for_each(|byte| *byte = 0xe9);
    bytes.extend(good.bytes());
    fs::write(folder.path().join("archive/twitter/quay.jsonl"), bytes)?;
    let (store, diagnostics) = FolderStore::open(folder.path(), "archive")?;
    assert_eq!(messages(&diagnostics), [(1, "the line is not UTF-8")]);
    assert!(store.post(&key("1"))?.is_some());
    Ok(())
}

#[test]
fn files_whose_names_mean_the_same_are_all_read() -> Outcome {
    let of = |id: &str| line("a b", "7", id, "2017-10-20T08:00:00Z", "one");
    let (store, diagnostics) = open(&[("twitter/a b.jsonl", &of("1")), ("twitter/a%20b.jsonl", &of("2"))])?;
    assert_eq!(messages(&diagnostics), []);
    assert!(store.post(&key("1"))?.is_some() && store.post(&key("2"))?.is_some());
    Ok(())
}

#[test]
fn captures_of_a_post_are_kept_in_time_over_all_files() -> Outcome {
    let late = line("quay", "7", "1", "2018-01-01T00:00:00Z", "edited");
    let early = line("quay", "7", "1", "2017-10-20T08:00:00Z", "one");
    let (store, _) = open(&[
        ("twitter/quay.jsonl", &format!("{late}{early}{early}")),
        (
            "twitter/other.jsonl",
            &line("quay", "7", "1", "2017-12-01T00:00:00Z", ""),
        ),
    ])?;
    let post = store.post(&key("1"))?.ok_or("no post")?;
    assert_eq!(texts(&post), ["one", "", "edited"]);
    assert_eq!(post.state(), State::Edited);
    assert_eq!(post.display_capture().text, "one");
    Ok(())
}

#[test]
fn the_words_shown_are_the_authors_own_and_whole() -> Outcome {
    let notice = "@quay's account is temporarily unavailable because it violates our policy. Learn more.";
    let cut =
        line("quay", "7", "1", "2017-10-21T00:00:00Z", "The north…").replace("}\n", ",\"text_complete\":false}\n");
    let file = [
        line("quay", "7", "1", "2017-10-20T00:00:00Z", notice),
        cut,
        line("quay", "7", "1", "2017-10-22T00:00:00Z", "The north quay")
            .replace("}\n", ",\"state\":\"withheld-in:DE\"}\n"),
        line("quay", "7", "2", "2017-10-22T00:00:00Z", notice),
    ];
    let (store, _) = open(&[("twitter/quay.jsonl", &file.concat())])?;
    let post = store.post(&key("1"))?.ok_or("no post")?;
    assert_eq!(post.display_capture().text, "The north quay");
    assert_eq!(
        (post.state(), post.last().withheld_in.as_deref()),
        (State::Withheld, Some("DE"))
    );
    assert_eq!(store.post(&key("2"))?.ok_or("no post")?.display_capture().text, notice);
    Ok(())
}

#[test]
fn a_renamed_account_is_one_account_with_one_address() -> Outcome {
    let file = line("harborwatch", "7", "1", "2016-01-01T00:00:00Z", "a")
        + &line("harbour_watch", "7", "2", "2017-01-01T00:00:00Z", "b");
    let (store, _) = open(&[("twitter/harborwatch.jsonl", &file)])?;
    for handle in ["harborwatch", "HARBOUR_WATCH"] {
        let account = account(&store, handle)?;
        assert_eq!((account.handle(), &*account.slug), ("harbour_watch", "harborwatch"));
        let uses: Vec<_> = account
            .handles
            .iter()
            .map(|used| (used.from.map(|day| day.to_string()), used.to.map(|day| day.to_string())))
            .collect();
        assert_eq!(
            uses,
            [
                (None, Some("2017-01-01".to_owned())),
                (Some("2017-01-01".to_owned()), None)
            ]
        );
        assert_eq!(
            store.posts_between(&account.key, Timestamp::MIN, Timestamp::MAX)?.len(),
            2
        );
    }
    Ok(())
}

#[test]
fn a_handle_taken_over_by_another_account_names_both() -> Outcome {
    let file =
        line("quay", "7", "1", "2016-01-01T00:00:00Z", "a") + &line("quay", "8", "2", "2017-01-01T00:00:00Z", "b");
    let (store, _) = open(&[("twitter/quay.jsonl", &file)])?;
    let accounts = store.accounts_named("quay", None)?;
    let slugs: Vec<_> = accounts.iter().map(|account| &*account.slug).collect();
    assert_eq!(slugs, ["quay", "quay-8"]);
    Ok(())
}

#[test]
fn captures_without_the_authors_id_join_those_with_it() -> Outcome {
    let (store, _) = open(&[
        (
            "twitter/quay.jsonl",
            &line("Quay", "7", "1", "2016-01-01T00:00:00Z", "a"),
        ),
        (
            "twitter/by-hand.jsonl",
            &line("quay", "", "2", "2017-01-01T00:00:00Z", "b"),
        ),
    ])?;
    let account = account(&store, "quay")?;
    assert_eq!((&*account.key.id, &*account.slug), ("7", "quay"));
    assert_eq!(
        store.posts_between(&account.key, Timestamp::MIN, Timestamp::MAX)?.len(),
        2
    );
    Ok(())
}

#[test]
fn posts_are_found_by_the_interval_in_which_they_were_posted() -> Outcome {
    let at = |id: &str, posted: &str| {
        line("quay", "7", id, "2018-01-01T00:00:00Z", "a").replace("2017-10-15T14:02:00Z", posted)
    };
    let file = at("3", "2017-10-16T00:00:00Z")
        + &at("2", "2017-10-15T23:59:59Z")
        + &at("1", "2017-10-15T00:00:00+03:00")
        + &at("10", "2017-10-15T23:59:59Z");
    let (store, _) = open(&[("twitter/quay.jsonl", &file)])?;
    let key = account(&store, "quay")?.key;
    let found = store.posts_between(&key, "2017-10-14T21:00:00Z".parse()?, "2017-10-16T00:00:00Z".parse()?)?;
    assert_eq!(
        found.iter().map(|post| &*post.key.id).collect::<Vec<_>>(),
        ["1", "10", "2"]
    );
    assert!(store.posts_between(&key, Timestamp::MAX, Timestamp::MIN)?.is_empty());
    Ok(())
}

#[test]
fn commentary_says_who_it_is_and_what_may_be_shown() -> Outcome {
    let yaml = "\
name: Quay Watch
class: at-risk
about: Neighbours of the harbour
handles: [{handle: quaywatch, to: 2016-03-01}, {handle: '@quay', from: 2016-03-01}]
posts:
  919700000000000001:
    translations: [{lang: en, text: On the quay, by: R. Haddad}, {lang: ar, text: على الرصيف, machine: true}]
    annotation: The photograph is of the north quay.
    notice: graphic violence
    withheld: {date: 2019-02-01, reason: asked by the author}
  \"404\":
    notice: never captured
";
    let (store, diagnostics) = open(&[
        (
            "twitter/quay.jsonl",
            &line("quay", "7", "919700000000000001", "2017-10-20T08:00:00Z", "ברציף"),
        ),
        ("twitter/quay.yaml", yaml),
    ])?;
    assert_eq!(
        messages(&diagnostics),
        [(11, "there is commentary on the post `404`, but no capture of it")]
    );
    assert_eq!(diagnostics[0].severity, Severity::Warning);
    let account = account(&store, "quaywatch")?;
    assert_eq!(
        (account.name.as_deref(), account.class, account.handle()),
        (Some("Quay Watch"), Some(Class::AtRisk), "quay")
    );
    assert!(account.is_private());
    let post = store.post(&key("919700000000000001"))?.ok_or("no post")?;
    assert_eq!(
        post.translations
            .iter()
            .map(|translation| translation.lang.as_str())
            .collect::<Vec<_>>(),
        ["ar", "en"]
    );
    assert_eq!(
        post.withheld.as_ref().map(|withheld| withheld.reason.as_str()),
        Some("asked by the author")
    );
    Ok(())
}

#[test]
fn an_account_may_be_known_by_commentary_alone() -> Outcome {
    let (store, _) = open(&[("twitter/quay.yaml", "name: Quay\n")])?;
    assert_eq!(account(&store, "Quay")?.name.as_deref(), Some("Quay"));
    Ok(())
}

#[test]
fn commentary_that_cannot_be_read_is_explained_and_hides_the_account() -> Outcome {
    let cases = [
        (
            "nmae: Quay\n",
            1,
            "`nmae` is no key of a commentary",
            "did you mean `name`?",
        ),
        (
            "class: organization\n",
            1,
            "the class of the account is `organization`, which is none",
            "did you mean `organisation`?",
        ),
        (
            "posts:\n  \"1\":\n    notise: x\n",
            3,
            "`notise` is no key of a commentary",
            "did you mean `notice`?",
        ),
        (
            "posts:\n  \"1\": {notice: x}\n  \"1\": {notice: y}\n",
            2,
            "the post `1` is there twice",
            "",
        ),
        ("name: a\nname: b\n", 1, "`name` is there twice", ""),
        (
            "posts:\n  \"1\": {translations: [{lang: en}]}\n",
            2,
            "`text` is missing in an entry of the commentary",
            "",
        ),
    ];
    for (yaml, line_number, message, help) in cases {
        let (store, diagnostics) = open(&[
            (
                "twitter/quay.jsonl",
                &line("quay", "7", "1", "2017-10-20T08:00:00Z", "a"),
            ),
            ("twitter/quay.yaml", yaml),
        ])?;
        assert_eq!(messages(&diagnostics), [(line_number, message)], "{yaml}");
        assert_eq!(diagnostics[0].helps.first().map_or("", String::as_str), help, "{yaml}");
        assert!(account(&store, "quay")?.is_private());
    }
    Ok(())
}

#[test]
fn other_scripts_and_other_platforms_are_at_home() -> Outcome {
    let arabic = r#"{"platform":"telegram","id":"QuayNews/12","captured":"2020-08-05T00:00:00Z","author":{"handle":"QuayNews"},"posted":"2020-08-04T15:08:00Z","text":"على #الرصيف_الشمالي"}"#;
    let hebrew = r#"{"platform":"quayboard","id":"א-1","captured":"2020-08-05T00:00:00Z","author":{"handle":"שומר_הנמל"},"posted":"2020-08-04T15:08:00Z","text":"ברציף"}"#;
    let bluesky = r#"{"platform":"bluesky","id":"did:plc:abc/3k2x","captured":"2024-08-05T00:00:00Z","author":{"id":"did:plc:abc","handle":"quay.example"},"posted":"2024-08-04T15:08:00Z","text":"hello"}"#;
    let mastodon = r#"{"platform":"mastodon","id":"quay.example/1","captured":"2024-08-05T00:00:00Z","author":{"handle":"watch@quay.example"},"posted":"2024-08-04T15:08:00Z","text":"hello"}"#;
    let (store, diagnostics) = open(&[
        ("telegram/QuayNews.jsonl", arabic),
        ("quayboard/שומר_הנמל.jsonl", hebrew),
        ("bluesky/quay.example.jsonl", bluesky),
        ("mastodon/watch@quay.example.jsonl", mastodon),
        ("media/ab/notes.jsonl", "not an archive"),
    ])?;
    assert_eq!(messages(&diagnostics), []);
    for url in [
        "https://t.me/s/quaynews/12",
        "https://bsky.app/profile/quay.example/post/3k2x",
        "https://quay.example/@watch/1",
    ] {
        let key = Permalink::parse(url).and_then(|link| link.key()).ok_or("no key")?;
        assert!(store.post(&key)?.is_some(), "{url}");
    }
    let post = store
        .post(&PostKey::new(Platform("telegram".into()), "quaynews/12"))?
        .ok_or("no post")?;
    assert_eq!(post.hashtags(), ["الرصيف_الشمالي"]);
    assert_eq!(&*account(&store, "שומר_הנמל")?.slug, "שומר_הנמל");
    assert_eq!(account(&store, "@watch")?.handle(), "watch@quay.example");
    assert!(
        store
            .accounts_named("quaynews", Some(&Platform("twitter".into())))?
            .is_empty()
    );
    Ok(())
}

#[test]
fn reading_again_sees_what_changed() -> Outcome {
    let one = line("quay", "7", "1", "2017-10-20T08:00:00Z", "one");
    let folder = site(&[
        ("twitter/quay.jsonl", &one),
        (
            "twitter/pier.jsonl",
            &line("pier", "8", "2", "2017-10-20T08:00:00Z", "two"),
        ),
    ])?;
    let (before, _) = FolderStore::open(folder.path(), "archive")?;
    put(
        folder.path(),
        "twitter/quay.jsonl",
        &(one.clone() + &one.replace("\"id\":\"1\"", "\"id\":\"3\"")),
    )?;
    put(folder.path(), "twitter/pier.yaml", "name: Pier\n")?;
    let (after, _) = before.reopen()?;
    assert!(after.post(&key("3"))?.is_some());
    assert_eq!(account(&after, "pier")?.name.as_deref(), Some("Pier"));
    fs::remove_file(folder.path().join("archive/twitter/quay.jsonl"))?;
    let (gone, _) = after.reopen()?;
    assert!(gone.post(&key("1"))?.is_none());
    Ok(())
}

#[test]
fn a_reason_for_a_milder_class_is_none() -> Outcome {
    let folder = site(&[
        (
            "twitter/quay.jsonl",
            &line("quay", "7", "1", "2017-10-20T08:00:00Z", "one"),
        ),
        (
            "twitter/quay_cam.jsonl",
            &line("quay_cam", "7", "2", "2017-10-21T08:00:00Z", "two"),
        ),
        ("twitter/quay.yaml", "class: media\nconsent: they publish\n"),
        ("twitter/quay_cam.yaml", "class: at-risk\n"),
    ])?;
    let (store, _) = FolderStore::open(folder.path(), "archive")?;
    assert!(account(&store, "quay")?.is_sealed());
    put(
        folder.path(),
        "twitter/quay_cam.yaml",
        "class: at-risk\nconsent: by letter\n",
    )?;
    let (store, _) = FolderStore::open(folder.path(), "archive")?;
    let account = account(&store, "quay")?;
    assert!(account.is_private() && !account.is_sealed());
    assert_eq!(account.consent.as_deref(), Some("by letter"));
    Ok(())
}

#[test]
fn several_stores_are_one_archive() -> Outcome {
    let folder = site(&[(
        "twitter/quay.jsonl",
        &line("quay", "7", "1", "2017-10-20T08:00:00Z", "ours"),
    )])?;
    let theirs = line("quay", "7", "1", "2017-10-20T08:00:00Z", "theirs")
        + &line("quay", "7", "2", "2017-10-20T08:00:00Z", "theirs");
    put(folder.path(), "../shared/twitter/quay.jsonl", &theirs)?;
    put(folder.path(), "../shared/twitter/quay.yaml", "class: at-risk\n")?;
    let (stores, _) = open_all(folder.path(), &["archive".to_owned(), "shared".to_owned()])?;
    assert_eq!(stores.post(&key("1"))?.ok_or("no post")?.first().text, "ours");
    let accounts = stores.accounts_named("quay", None)?;
    assert_eq!(accounts.len(), 1);
    assert!(accounts[0].is_private());
    let posts = stores.posts_between(&accounts[0].key, Timestamp::MIN, Timestamp::MAX)?;
    assert_eq!(
        posts.iter().map(|post| post.first().text.as_str()).collect::<Vec<_>>(),
        ["ours", "theirs"]
    );
    assert_eq!(stores.handles(None)?.len(), 1);
    Ok(())
}

#[test]
fn a_store_of_an_unknown_kind_says_so() {
    let refused = |name: &str| {
        open_all(Path::new("."), &[name.to_owned()])
            .err()
            .as_ref()
            .map(StoreError::to_string)
    };
    #[cfg(not(feature = "sqlite"))]
    assert_eq!(
        refused("sqlite:bulk.db").as_deref(),
        Some(
            "the archive sqlite:… could not be used: this ibid was made without SQLite; name a folder, such as `archive`"
        )
    );
    assert!(refused("sqlite:").is_some() && refused("ftp:bulk").is_some());
    assert!(refused("postgres://user:secret@db.example").is_some_and(|message| !message.contains("secret")));
}

#[test]
fn a_store_that_is_not_there_is_not_an_empty_one() -> Outcome {
    let folder = site(&[])?;
    fs::write(folder.path().join("real.db"), "")?;
    fs::write(folder.path().join("notes"), "")?;
    let refused = |name: &str| {
        let opened = open_named(folder.path(), &[name.to_owned()]);
        opened.err().map(|error| error.to_string()).unwrap_or_default()
    };
    assert_eq!(refused("archive"), "");
    for (name, part) in [
        ("shared", "it is not there"),
        ("real.db", "write `sqlite:real.db`"),
        ("notes", "it is a file, and no folder"),
    ] {
        assert!(refused(name).contains(part), "{name}: {}", refused(name));
    }
    #[cfg(feature = "sqlite")]
    assert!(refused("sqlite:bulk.db").contains("it is not there"));
    Ok(())
}

/// All that a reader could see of the archive, in one text.
fn told(store: &FolderStore) -> Result<String, StoreError> {
    let mut told = Vec::new();
    for (handle, account) in store.handles(None)? {
        told.push(format!("{handle} {:?}", store.account(&account)?));
        for post in store.posts_between(&account, Timestamp::MIN, Timestamp::MAX)? {
            told.push(format!("{} {:?}", post.key, texts(&post)));
        }
    }
    Ok(told.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_line_makes_it_panic(line in "\\PC*") {
        let _read = super::super::Capture::parse(line);
    }

    #[test]
    fn nor_do_broken_captures(at in 0_usize..160, with in "\\PC{0,3}") {
        let mut text = line("quay", "7", "1", "2017-10-20T08:00:00Z", "الرصيف");
        let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        text.insert_str(at, &with);
        let _read = super::super::Capture::parse(&*text);
        if let Err(problem) = super::super::Capture::parse(&text[..at]) {
            prop_assert!(problem.at.end <= at);
        }
    }

    #[test]
    fn where_a_line_stands_changes_nothing(
        order in Just((0_usize..8).collect::<Vec<_>>()).prop_shuffle(),
        halves in prop::collection::vec(any::<bool>(), 8),
    ) {
        let lines: Vec<String> = (0..8).map(|n| {
            let author = ["7", "", "8"][n % 3];
            let handle = ["quay", "quay", "pier"][n % 3];
            line(handle, author, &(n / 2).to_string(), &format!("2017-10-2{n}T08:00:00Z"), &format!("words {n}"))
        }).collect();
        let settled = open(&[("twitter/quay.jsonl", &lines.concat())]).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let mut files = [String::new(), String::new()];
        for at in order {
            files[usize::from(halves[at])].push_str(&lines[at]);
        }
        let [quay, rest] = files;
        // The file of that name decides the address, so there is always one.
        let shuffled = open(&[("twitter/quay.jsonl", &(lines[0].clone() + &quay)), ("twitter/zz.jsonl", &rest)])
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        let told = |store: &FolderStore| told(store).map(|told| told.replace("\"zz\"", "\"pier\""));
        prop_assert_eq!(told(&settled.0).ok(), told(&shuffled.0).ok());
    }
}

#[test]
fn an_account_key_is_the_id_where_there_is_one() -> Outcome {
    let (store, _) = open(&[(
        "twitter/quay.jsonl",
        &line("quay", "7", "1", "2017-10-20T08:00:00Z", "a"),
    )])?;
    let key = AccountKey {
        platform: Platform("twitter".into()),
        id: "7".into(),
    };
    assert_eq!(
        store
            .account(&key)?
            .map(|account| account.handle().to_owned())
            .as_deref(),
        Some("quay")
    );
    Ok(())
}
