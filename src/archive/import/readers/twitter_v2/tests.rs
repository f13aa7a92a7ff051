use super::super::testing::{read, read_text, sample};
use crate::archive::State;

#[test]
fn samples_give_what_they_hold() {
    let Some(folder) = sample("twarc2") else {
        return;
    };
    let count = |name: &str| {
        let (format, taken) = read(&folder.join(name));
        assert_eq!(format, "twitter-v2", "{name}");
        taken
    };
    for name in ["two_tweets", "cotweet", "edited_before", "edited_after", "quoted_edit", "media_tweet"] {
        let taken = count(&format!("{name}.jsonl"));
        assert!(!taken.posts().is_empty(), "{name}");
        assert_eq!(taken.others(), [""; 0], "{name}");
    }
    for name in ["mentions_tweet", "many_urls", "cashtags", "verified_type", "geo_tweets"] {
        let taken = count(&format!("{name}.jsonl"));
        assert!(!taken.posts().is_empty(), "{name}");
    }
    let taken = count("streaming_output_with_error.jsonl");
    assert_eq!(taken.others().len(), 1, "{:?}", taken.others());
    assert!(taken.others()[0].contains(":8 broken"), "{:?}", taken.others());
    let taken = count("media_policy_violation_off.jsonl");
    assert_eq!(taken.posts().len(), 162);
    let taken = count("tweets_compliance.jsonl");
    insta::assert_debug_snapshot!(taken.others());
    for name in ["counts", "lists", "users_compliance"] {
        let taken = count(&format!("{name}.jsonl"));
        assert_eq!(taken.posts().len(), 0, "{name}");
        assert!(taken.others().iter().all(|line| line.ends_with("not a post")), "{name}");
    }
}
