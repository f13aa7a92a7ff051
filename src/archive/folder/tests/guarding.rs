//! What must not be shown stays hidden, whichever file says so.

use super::*;

const WITHHELD: &str = "posts:\n  \"1\": {withheld: {date: 2019-02-01, reason: asked}, annotation: ours}\n";
const OTHER: &str = "posts:\n  \"1\": {notice: graphic, annotation: theirs, translations: [{lang: fr, text: un}]}\n";

fn capture() -> String {
    line("quay", "7", "1", "2017-10-20T08:00:00Z", "one")
}

/// Reason of the withdrawal, annotation, notice, languages of translations.
fn said(post: &Post) -> (Option<&str>, Option<&str>, Option<&str>, Vec<&str>) {
    (
        post.withheld.as_ref().map(|withheld| withheld.reason.as_str()),
        post.annotation.as_deref(),
        post.notice.as_deref(),
        post.translations.iter().map(|one| one.lang.as_str()).collect(),
    )
}

#[test]
fn a_second_file_of_commentary_lifts_no_withdrawal() -> Outcome {
    for second in ["quay.yml", "zz.yaml", "aa.yaml"] {
        let (store, _) = open(&[
            ("twitter/quay.jsonl", &capture()),
            ("twitter/quay.yaml", WITHHELD),
            (&format!("twitter/{second}"), OTHER),
        ])?;
        let post = store.post(&key("1"))?.ok_or("no post")?;
        assert_eq!(
            said(&post),
            (Some("asked"), Some("ours"), Some("graphic"), vec!["fr"]),
            "{second}"
        );
    }
    Ok(())
}

#[test]
fn commentary_in_any_store_holds_for_the_posts_of_all() -> Outcome {
    for captures_there in [true, false] {
        let folder = site(&[("twitter/quay.jsonl", &capture()), ("twitter/quay.yaml", OTHER)])?;
        if captures_there {
            put(folder.path(), "../shared/twitter/quay.jsonl", &capture())?;
        }
        put(folder.path(), "../shared/twitter/quay.yaml", WITHHELD)?;
        let (stores, _) = open_all(folder.path(), &["archive".to_owned(), "shared".to_owned()])?;
        let post = stores.post(&key("1"))?.ok_or("no post")?;
        let expected = (Some("asked"), Some("theirs"), Some("graphic"), vec!["fr"]);
        assert_eq!(said(&post), expected, "{captures_there}");
        let posts = stores.posts_between(&post.account, Timestamp::MIN, Timestamp::MAX)?;
        assert_eq!(posts.iter().map(|post| said(post)).collect::<Vec<_>>(), [expected]);
    }
    Ok(())
}

#[test]
fn commentary_that_cannot_be_read_withholds_the_posts() -> Outcome {
    let reason = Some("the commentary could not be read");
    let later = capture().replace("\"id\":\"1\"", "\"id\":\"2\"");
    let (store, _) = open(&[
        ("twitter/quay.jsonl", &capture()),
        ("twitter/zz.jsonl", &later),
        (
            "twitter/quay.yaml",
            "posts:\n  \"1\": {witheld: {date: 2019-02-01, reason: asked}}\n",
        ),
    ])?;
    for id in ["1", "2"] {
        assert_eq!(said(&*store.post(&key(id))?.ok_or("no post")?).0, reason, "{id}");
    }
    Ok(())
}

#[test]
fn so_does_commentary_of_another_store() -> Outcome {
    let folder = site(&[("twitter/quay.jsonl", &capture())])?;
    put(
        folder.path(),
        "../shared/twitter/quay.jsonl",
        &capture().replace("\"id\":\"1\"", "\"id\":\"2\""),
    )?;
    put(folder.path(), "../shared/twitter/quay.yaml", "nmae: Quay\n")?;
    let (stores, _) = open_all(folder.path(), &["archive".to_owned(), "shared".to_owned()])?;
    assert!(stores.post(&key("1"))?.ok_or("no post")?.withheld.is_some());
    Ok(())
}
