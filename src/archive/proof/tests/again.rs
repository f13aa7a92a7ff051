//! What is done a second time, since the first was lost or cut off.

use super::*;

#[test]
fn a_lost_line_that_is_imported_again_is_back() {
    let root = archive();
    let text = fs::read_to_string(root.path().join(CAPTURES)).expect("text");
    let lost = capture(1, "words 1", None);
    assert!(text.contains(&lost), "{text}");
    fs::write(root.path().join(CAPTURES), text.replace(&(lost.clone() + "\n"), "")).expect("written");
    assert_eq!(kinds(&verified(&root)), [(Kind::LineLost, Some(1), Some(1))]);
    import(root.path(), 9, std::slice::from_ref(&lost));
    assert_eq!(kinds(&verified(&root)), []);
    // Git joins what two people took in: the line stands where the first had it.
    fs::write(root.path().join(CAPTURES), &text).expect("written");
    assert_eq!(kinds(&verified(&root)), []);
    fs::write(root.path().join(CAPTURES), text.replace(&lost, "")).expect("written");
    assert_eq!(kinds(&verified(&root)), [(Kind::LineLost, Some(9), Some(4))]);
}

#[test]
fn a_withdrawal_that_was_cut_off_is_finished_by_the_same_again() {
    let root = archive();
    let folder = root.path().join("archive");
    let picture = crate::archive::record::sha256(b"picture");
    let picture = folder.join(format!("media/{}/{picture}.png", &picture[..2]));
    let post = PostKey::new(Platform("twitter".into()), "4");
    let kept = root.path().join("original.jsonl");
    let what = Withholding {
        post: &post,
        date: "2021-02-03".parse().expect("a day"),
        reason: "asked by the author",
        nameless: false,
        keep: Some(&kept),
        tool: "ibid 0.0.0",
        at: at(20),
    };
    fs::write(&kept, "a letter").expect("written");
    let refused = withhold(&folder, &what).expect_err("another file is there");
    assert_eq!(refused.kind(), std::io::ErrorKind::AlreadyExists);
    assert!(picture.exists(), "nothing was changed");
    fs::remove_file(&kept).expect("removed");
    // The lines cannot be written.
    let hindrance = folder.join("twitter/.quay_cam.jsonl.part");
    fs::create_dir(&hindrance).expect("a folder");
    withhold(&folder, &what).expect_err("it is cut off");
    let text = fs::read_to_string(root.path().join(CAPTURES)).expect("text");
    assert!(!picture.exists() && text.contains("words 4"), "the lines still name it");
    fs::remove_dir(&hindrance).expect("removed");
    withhold(&folder, &what).expect("withheld");
    assert_eq!(restored(&root), []);
    let log = fs::read_to_string(folder.join(LOG)).expect("text");
    let hash = crate::archive::record::sha256(b"picture");
    assert!(
        log.lines().last().is_some_and(|entry| entry.contains(&hash)),
        "the log names the picture"
    );
}
