//! Who posted what, under which handles.

use super::*;

#[test]
fn an_account_keeps_its_posts_when_it_is_renamed() {
    let lines = [
        tweet(
            "1",
            "7:Old_Quay",
            ("2016-01-02T00:00:00Z", "2016-01-01T00:00:00Z"),
            "one",
        ),
        tweet(
            "2",
            "7:New_Quay",
            ("2017-01-02T00:00:00Z", "2017-01-01T00:00:00Z"),
            "two",
        ),
        tweet(
            "3",
            ":new_quay",
            ("2017-02-02T00:00:00Z", "2017-02-01T00:00:00Z"),
            "without the id",
        ),
        tweet(
            "4",
            "8:OLD_QUAY",
            ("2018-01-02T00:00:00Z", "2018-01-01T00:00:00Z"),
            "another one",
        ),
    ];
    for_all(&lines, |stores, kind| {
        let named = |handle: &str| {
            let found = stores.accounts_named(handle, None).expect("read");
            found
                .iter()
                .map(|account| account.key.id.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(named("@new_quay"), ["7"], "{kind}");
        assert_eq!(named("old_quay"), ["7", "8"], "{kind}");
        let account = stores.account(&of("7")).expect("read").expect("an account");
        assert_eq!(handles(&account), ["Old_Quay", "new_quay"], "{kind}");
        assert_eq!(
            (account.id.as_deref(), &*account.slug),
            (Some("7"), "Old_Quay"),
            "{kind}"
        );
        assert_eq!(post(stores, "3").account, of("7"), "{kind}");
        assert!(stores.account(&of("new_quay")).expect("read").is_none(), "{kind}");
        let between = |from: &str, to: &str| {
            let (from, to) = (from.parse().expect("a moment"), to.parse().expect("a moment"));
            let found = stores.posts_between(&of("7"), from, to).expect("read");
            ids(&found).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(
            between("2016-01-01T00:00:00Z", "2018-01-01T00:00:00Z"),
            ["1", "2", "3"],
            "{kind}"
        );
        assert_eq!(
            between("2016-01-01T00:00:00.001Z", "2017-02-01T00:00:00Z"),
            ["2"],
            "{kind}"
        );
        let mut all = stores.handles(Some(&Platform("twitter".into()))).expect("read");
        all.retain(|(_, key)| *key == of("7"));
        let mut all: Vec<_> = all.into_iter().map(|(handle, _)| handle).collect();
        all.sort();
        assert_eq!(all, ["Old_Quay", "new_quay"], "{kind}");
    });
}

#[test]
fn handles_are_found_as_their_platforms_mean_them() {
    let lines = [
        line(
            "bluesky",
            "did:plc:abc/3k1",
            "did:plc:abc:quay.example",
            OCTOBER,
            "Smoke",
            "",
        ),
        line(
            "mastodon",
            "gate.example/1",
            ":watch@gate.example",
            OCTOBER,
            "Smoke",
            "",
        ),
    ];
    // The author's id has colons.
    let lines = lines.map(|line| {
        line.replace(
            r#""id":"did","handle":"plc:abc:quay.example""#,
            r#""id":"did:plc:abc","handle":"quay.example""#,
        )
    });
    for_all(&lines, |stores, kind| {
        let key = PostKey::new(Platform("bluesky".into()), "quay.example/3k1");
        assert!(stores.post(&key).expect("read").is_some(), "{kind}");
        for handle in ["watch", "@watch@gate.example", "WATCH"] {
            assert_eq!(
                stores.accounts_named(handle, None).expect("read").len(),
                1,
                "{kind}: {handle}"
            );
        }
        let elsewhere = Platform("twitter".into());
        assert!(
            stores
                .accounts_named("watch", Some(&elsewhere))
                .expect("read")
                .is_empty(),
            "{kind}"
        );
    });
}
