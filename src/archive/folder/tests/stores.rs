//! Several stores, and stores that are not there.

use super::*;

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
