//! What captures of one post say together.

use super::*;

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
