//! Who an account is, under all its names.

use super::*;

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
