//! What is not taken in, or not as it seems.

use super::*;

#[test]
fn what_only_followers_saw_is_not_taken_in() {
    let files = [
        (
            "v1.jsonl",
            r#"{"id_str": "1102497659089846277", "created_at": "Mon Mar 04 09:15:00 +0000 2019", "full_text": "Low tide",
                "user": {"id_str": "2240", "screen_name": "quay_desk", "protected": true}}"#,
        ),
        (
            "v2.jsonl",
            r#"{"data": [{"id": "1102497659089846277", "created_at": "2019-03-04T09:15:00.000Z", "text": "Low tide",
                "author_id": "2240", "edit_history_tweet_ids": ["1102497659089846277"]}],
                "includes": {"users": [{"id": "2240", "username": "quay_desk", "name": "Quay Desk", "protected": true}]}}"#,
        ),
        (
            "web.json",
            r#"{"data": {"tweetResult": {"result": {"__typename": "Tweet", "rest_id": "1102497659089846277",
                "core": {"user_results": {"result": {"rest_id": "2240", "legacy": {"screen_name": "quay_desk", "protected": true}}}},
                "legacy": {"full_text": "Low tide", "created_at": "Mon Mar 04 09:15:00 +0000 2019"}}}}}"#,
        ),
        (
            "snscrape.jsonl",
            r#"{"_type": "snscrape.modules.twitter.Tweet", "url": "https://twitter.com/quay_desk/status/1102497659089846277",
                "date": "2019-03-04T09:15:00+00:00", "rawContent": "Low tide", "id": 1102497659089846277,
                "user": {"username": "quay_desk", "id": 2240, "protected": true}}"#,
        ),
    ];
    for (name, text) in files {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        fs::write(&path, text.replace('\n', " ")).expect("a file");
        for (include_non_public, imported) in [(false, 0), (true, 1)] {
            let package = Package::open(&path).expect("a package");
            let mut store = open(folder.path(), "archive", false).expect("a store");
            let options = Options {
                captured: "2020-01-01T00:00:00Z".parse().ok(),
                include_non_public,
                ..Options::default()
            };
            let finish = Finish {
                at: "2021-01-01T00:00:00Z".parse().expect("a moment"),
                tool: "ibid 0.0.0",
            };
            let report = run(&[package], None, &options, &mut *store, finish, &mut |_| {}).expect("an import");
            let hidden = report.skipped.get(&Skip::NotPublic).copied().unwrap_or(0);
            assert_eq!(
                (report.imported, hidden),
                (imported, 1 - imported),
                "{name}: {report:?}"
            );
        }
    }
}

#[test]
fn a_time_that_is_taken_from_the_file_is_said_to_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tweet.jsonl");
    let tweet = r#"{"id_str":"919700000000000001","created_at":"Sun Oct 15 14:02:00 +0000 2017","full_text":"Smoke","favorite_count":1,"retweet_count":0,"user":{"id_str":"7","screen_name":"quay"}}"#;
    fs::write(&path, tweet).expect("a file");
    let report = imported(folder.path(), &path);
    assert_eq!(report.imported, 1, "{report:?}");
    assert!(
        report.remarks[0].contains("of 1 capture: the date of the file was taken"),
        "{:?}",
        report.remarks
    );
    assert_eq!(imported(folder.path(), &path).remarks, [""; 0]);
}
