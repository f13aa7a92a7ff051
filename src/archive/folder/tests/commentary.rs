//! Commentary says who an account is and what of it may be shown.

use super::*;

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
