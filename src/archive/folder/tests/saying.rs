//! The index of words in a row: it says what a scan says, and follows the files.

use proptest::prelude::*;

use super::*;
use crate::archive::{Collection as _, Run, Search};

fn run(words: &str) -> Run {
    let words: Vec<&str> = words.split(' ').collect();
    Run::of(&words).expect("words enough")
}

fn ids(store: &FolderStore, words: &str) -> Vec<String> {
    let found = store.saying(&run(words), None, 9).expect("read");
    found.posts.iter().map(|post| post.key.id.to_string()).collect()
}

#[test]
fn what_is_written_later_is_found_when_the_folder_is_read_again() -> Outcome {
    let smoke = line("quay", "7", "1", "2018-01-01T00:00:00Z", "Smoke over the quay");
    let lamps = line("gate", "8", "2", "2018-01-01T00:00:00Z", "Lamps over the gate");
    let folder = site(&[("twitter/quay.jsonl", &smoke), ("twitter/gate.jsonl", &lamps)])?;
    let (store, _) = FolderStore::open(folder.path(), "archive")?;
    assert_eq!(ids(&store, "smoke over the"), ["1"]);
    let later = line("quay", "7", "3", "2018-01-02T00:00:00Z", "No more smoke over the quay");
    put(folder.path(), "twitter/quay.jsonl", &(smoke + &later))?;
    let (store, _) = store.reopen()?;
    assert_eq!(ids(&store, "smoke over the"), ["1", "3"]);
    assert_eq!(ids(&store, "lamps over the"), ["2"]);
    put(folder.path(), "twitter/quay.jsonl", &later)?;
    let (store, _) = store.reopen()?;
    assert_eq!(ids(&store, "smoke over the"), ["3"]);
    Ok(())
}

#[test]
fn words_of_any_file_of_a_post_count_and_the_post_is_found_once() -> Outcome {
    let first = line("quay", "7", "1", "2018-01-01T00:00:00Z", "Smoke over the quay");
    let later = line(
        "quay",
        "7",
        "1",
        "2018-01-02T00:00:00Z",
        "Smoke over the quay, and over the gate",
    );
    let (store, _) = open(&[("twitter/quay.jsonl", &first), ("twitter/quay_later.jsonl", &later)])?;
    assert_eq!(ids(&store, "smoke over the quay"), ["1"]);
    let found = store.saying(&run("over the gate"), None, 9)?;
    assert_eq!(found.posts[0].captures.len(), 2);
    Ok(())
}

#[test]
fn a_translation_beside_the_post_counts() -> Outcome {
    let post = line("quay", "7", "1", "2018-01-01T00:00:00Z", "دخان فوق الرصيف");
    let said = "posts:\n  \"1\": {translations: [{lang: en, text: Smoke over the quay}]}\n";
    let (store, _) = open(&[("twitter/quay.jsonl", &post), ("twitter/quay.yaml", said)])?;
    assert_eq!(ids(&store, "smoke over the"), ["1"]);
    Ok(())
}

proptest! {
    #[test]
    fn the_index_says_what_a_scan_says(
        texts in proptest::collection::vec("([ab]|#a_b|🔥|A)( ([ab]|#a_b|🔥|A)){0,9}", 1..8),
        wanted in "[ab]( [ab]){2,5}",
    ) {
        let mut files = [String::new(), String::new()];
        for (at, text) in texts.iter().enumerate() {
            // Some of them are captures of one post, in two files.
            let id = (at / 2 * 2 + at % 3 % 2).to_string();
            files[at % 2] += &line("quay", "7", &id, &format!("2018-01-01T00:00:0{at}Z"), text);
        }
        let (store, _) = open(&[("twitter/quay.jsonl", &files[0]), ("twitter/quay_2.jsonl", &files[1])]).expect("read");
        let run = run(&wanted);
        let indexed = store.saying(&run, None, 9).expect("read");
        let scanned = store.search(&Search::saying(&run, None, 9)).expect("read");
        let keys = |posts: &[std::sync::Arc<Post>]| posts.iter().map(|post| post.key.clone()).collect::<Vec<_>>();
        prop_assert_eq!(keys(&indexed.posts), keys(&scanned.posts));
    }
}
