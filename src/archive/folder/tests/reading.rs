//! Files are read line by line, whatever they are called and whatever is in them.

use super::*;

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
