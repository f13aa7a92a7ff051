//! Whatever is in the files: nothing panics, and where a line stands changes nothing.

use proptest::prelude::*;

use super::*;

/// All that a reader could see of the archive, in one text.
fn told(store: &FolderStore) -> Result<String, StoreError> {
    let mut told = Vec::new();
    for (handle, account) in store.handles(None)? {
        told.push(format!("{handle} {:?}", store.account(&account)?));
        for post in store.posts_between(&account, Timestamp::MIN, Timestamp::MAX)? {
            told.push(format!("{} {:?}", post.key, texts(&post)));
        }
    }
    Ok(told.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_line_makes_it_panic(line in "\\PC*") {
        let _read = crate::archive::Capture::parse(line);
    }

    #[test]
    fn nor_do_broken_captures(at in 0_usize..160, with in "\\PC{0,3}") {
        let mut text = line("quay", "7", "1", "2017-10-20T08:00:00Z", "الرصيف");
        let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        text.insert_str(at, &with);
        let _read = crate::archive::Capture::parse(&*text);
        if let Err(problem) = crate::archive::Capture::parse(&text[..at]) {
            prop_assert!(problem.at.end <= at);
        }
    }

    #[test]
    fn where_a_line_stands_changes_nothing(
        order in Just((0_usize..8).collect::<Vec<_>>()).prop_shuffle(),
        halves in prop::collection::vec(any::<bool>(), 8),
    ) {
        let lines: Vec<String> = (0..8).map(|n| {
            let author = ["7", "", "8"][n % 3];
            let handle = ["quay", "quay", "pier"][n % 3];
            line(handle, author, &(n / 2).to_string(), &format!("2017-10-2{n}T08:00:00Z"), &format!("words {n}"))
        }).collect();
        let settled = open(&[("twitter/quay.jsonl", &lines.concat())]).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let mut files = [String::new(), String::new()];
        for at in order {
            files[usize::from(halves[at])].push_str(&lines[at]);
        }
        let [quay, rest] = files;
        // The file of that name decides the address, so there is always one.
        let shuffled = open(&[("twitter/quay.jsonl", &(lines[0].clone() + &quay)), ("twitter/zz.jsonl", &rest)])
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        let told = |store: &FolderStore| told(store).map(|told| told.replace("\"zz\"", "\"pier\""));
        prop_assert_eq!(told(&settled.0).ok(), told(&shuffled.0).ok());
    }
}
