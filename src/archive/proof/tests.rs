//! An archive that is tampered with in every way that one line can be.

mod again;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use proptest::prelude::*;

use super::{Kind, Verified, Withholding, log_verified, seal, verify, withhold};
use crate::archive::import::{Incoming, Store as _, fingerprint};
use crate::archive::log::{LOG, ReportCounts};
use crate::archive::{Archive as _, Capture, FolderStore, FolderWriter, Platform, PostKey};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_600_000_000 + second).expect("a moment")
}

fn capture(id: u32, text: &str, media: Option<&str>) -> String {
    let media = media.map_or_else(String::new, |hash| {
        format!(r#","media":[{{"kind":"image","sha256":"{hash}"}}]"#)
    });
    format!(
        r#"{{"platform":"twitter","id":"{id}","captured":"2020-01-01T00:00:00Z","author":{{"id":"7","handle":"quay_cam","name":"Quay Cam"}},"posted":"2019-12-31T10:00:00Z","text":"{text}"{media}}}"#
    )
}

fn import(root: &Path, second: i64, lines: &[String]) {
    let mut writer = FolderWriter::open(root, "archive", false).expect("opened");
    for line in lines {
        let read = Capture::parse(line.as_str()).expect("a capture");
        let author = &read.capture.author;
        let incoming = Incoming {
            key: &read.key,
            author: author.id.as_deref(),
            handle: &author.handle,
            line,
            fingerprint: fingerprint(line).expect("content"),
        };
        writer.keep(&incoming).expect("kept");
    }
    let report = ReportCounts {
        imported: lines.len() as u64,
        ..ReportCounts::default()
    };
    writer
        .finish(at(second), "ibid 0.0.0", Vec::new(), report)
        .expect("done");
}

/// An archive that three imports made, with a picture.
fn archive() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    let picture = crate::archive::record::sha256(b"picture");
    let shelf = root.path().join("archive/media").join(&picture[..2]);
    fs::create_dir_all(&shelf).expect("a shelf");
    fs::write(shelf.join(format!("{picture}.png")), "picture").expect("written");
    for import_number in 0..3 {
        let lines: Vec<String> = (0..3)
            .map(|line| {
                let id = import_number * 3 + line;
                capture(id, &format!("words {id}"), (id == 4).then_some(picture.as_str()))
            })
            .collect();
        import(root.path(), i64::from(import_number), &lines);
    }
    root
}

fn verified(root: &tempfile::TempDir) -> Verified {
    verify(&root.path().join("archive")).expect("read")
}

fn kinds(verified: &Verified) -> Vec<(Kind, Option<u64>, Option<u64>)> {
    verified
        .findings
        .iter()
        .map(|finding| (finding.kind, finding.lines.map(|(first, _)| first), finding.entry))
        .collect()
}

const CAPTURES: &str = "archive/twitter/quay_cam.jsonl";

fn tampered(change: impl FnOnce(&mut Vec<String>)) -> Vec<(Kind, Option<u64>, Option<u64>)> {
    let root = archive();
    let path = root.path().join(CAPTURES);
    let text = fs::read_to_string(&path).expect("text");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    change(&mut lines);
    fs::write(&path, lines.join("\n") + "\n").expect("written");
    kinds(&verified(&root))
}

#[test]
fn an_archive_as_it_came_is_sound() {
    let root = archive();
    let found = verified(&root);
    assert_eq!(found.findings, []);
    assert_eq!((found.files, found.lines, found.media, found.entries), (1, 9, 1, 3));
}

#[test]
fn a_line_that_was_tampered_with_is_named() {
    assert_eq!(
        tampered(|lines| lines[4] = lines[4].replace("words 4", "words of others")),
        [(Kind::LineChanged, Some(5), Some(2))]
    );
    assert_eq!(
        tampered(|lines| drop(lines.remove(2))),
        [(Kind::LineLost, Some(2), Some(1))]
    );
    assert_eq!(
        tampered(|lines| lines.swap(0, 1)),
        [(Kind::LineMoved, Some(1), Some(1))]
    );
    assert_eq!(
        tampered(|lines| lines.swap(2, 3)),
        [(Kind::LineMoved, Some(3), Some(2))]
    );
    assert_eq!(
        tampered(|lines| lines.insert(6, capture(99, "never said", None))),
        [(Kind::LineUnlogged, Some(7), None)]
    );
    assert_eq!(
        tampered(|lines| lines.push(lines[0].clone())),
        [(Kind::LineRepeated, Some(10), None)]
    );
}

#[test]
fn what_the_store_reads_is_verified() {
    for place in ["twitter/put-in.jsonl", "elsewhere/put-in.jsonl"] {
        let root = archive();
        let file = root.path().join("archive").join(place);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(&file, capture(99, "never said", None) + "\n").expect("written");
        assert_eq!(
            kinds(&verified(&root)),
            [(Kind::LineUnlogged, Some(1), None)],
            "{place}"
        );
    }
    // What is not verified is not read either.
    for place in [
        "proofs/put-in.jsonl",
        "media/put-in.jsonl",
        ".hidden/put-in.jsonl",
        "twitter/.put-in.jsonl",
        "put-in.jsonl",
        "twitter/a/put-in.jsonl",
    ] {
        let root = archive();
        let file = root.path().join("archive").join(place);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(&file, capture(99, "never said", None) + "\n").expect("written");
        let (store, _) = FolderStore::open(root.path(), "archive").expect("read");
        let post = PostKey::new(Platform("twitter".into()), "99");
        assert!(store.post(&post).expect("read").is_none(), "{place}");
        let found = match place {
            "media/put-in.jsonl" => vec![(Kind::MediaAltered, None, None)],
            "put-in.jsonl" | "twitter/a/put-in.jsonl" => vec![(Kind::FileStray, None, None)],
            _ => Vec::new(),
        };
        assert_eq!(kinds(&verified(&root)), found, "{place}");
    }
}

#[test]
fn other_breaks_of_lines_are_no_other_words() {
    let root = archive();
    let folder = root.path().join("archive");
    seal(&folder).expect("sealed");
    for path in [LOG, "twitter/quay_cam.jsonl", super::MANIFEST] {
        let text = fs::read_to_string(folder.join(path)).expect("text");
        fs::write(folder.join(path), text.replace('\n', "\r\n")).expect("written");
    }
    let found = verified(&root);
    assert_eq!(found.faults(), 0, "{:?}", found.findings);
    assert!(
        found.findings.iter().all(|finding| finding.message.contains("CRLF")),
        "{:?}",
        found.findings
    );
    assert_eq!((found.findings.len(), found.entries), (2, 3));
}

#[test]
fn files_that_are_gone_or_others_are_named() {
    let root = archive();
    fs::remove_file(root.path().join(CAPTURES)).expect("removed");
    let found = kinds(&verified(&root));
    assert!(found.contains(&(Kind::LineLost, None, Some(1))), "{found:?}");

    let root = archive();
    let picture = crate::archive::record::sha256(b"picture");
    let file = root
        .path()
        .join(format!("archive/media/{}/{picture}.png", &picture[..2]));
    fs::write(&file, "another").expect("written");
    let found = verified(&root);
    assert_eq!(kinds(&found), [(Kind::MediaAltered, None, None)]);
    assert!(
        found.findings[0].message.contains("twitter/quay_cam.jsonl:5 names it"),
        "{found:?}"
    );
    fs::write(&file, "picture").expect("written");
    for place in ["archive/media/zz", "archive/media"] {
        let other = root.path().join(place).join("holiday.png");
        fs::create_dir_all(root.path().join(place)).expect("made");
        fs::rename(&file, &other).expect("moved");
        assert_eq!(kinds(&verified(&root)), [(Kind::MediaMisplaced, None, None)], "{place}");
        fs::rename(&other, &file).expect("moved");
    }
    fs::remove_file(&file).expect("removed");
    assert_eq!(kinds(&verified(&root)), [(Kind::MediaMissing, Some(5), None)]);
}

#[test]
fn a_line_in_another_file_was_moved_and_not_lost() {
    let root = archive();
    let path = root.path().join(CAPTURES);
    fs::rename(&path, root.path().join("archive/twitter/other.jsonl")).expect("moved");
    let found = verified(&root);
    let runs: Vec<_> = found
        .findings
        .iter()
        .map(|finding| (finding.kind, finding.lines))
        .collect();
    assert_eq!(
        runs,
        [(1, 3), (4, 6), (7, 9)].map(|lines| (Kind::LineMoved, Some(lines)))
    );
}

#[test]
fn a_seal_is_broken_by_change_and_not_by_growth() {
    let root = archive();
    let folder = root.path().join("archive");
    let sealed = seal(&folder).expect("sealed");
    assert_eq!(sealed.files, 3, "captures, log, picture");
    assert_eq!(seal(&folder).expect("sealed"), sealed, "the same bytes every time");
    import(root.path(), 9, &[capture(50, "later words", None)]);
    log_verified(&folder, &verified(&root), "ibid 0.0.0", at(10)).expect("logged");
    import(
        root.path(),
        11,
        &[capture(51, "an import reads what verify wrote", None)],
    );
    let found = verified(&root);
    assert_eq!(found.faults(), 0, "{:?}", found.findings);
    assert_eq!(kinds(&found), [(Kind::SealOlder, None, None); 2]);
    let log = folder.join(LOG);
    let text = fs::read_to_string(&log).expect("text");
    let shorter: String = text.lines().take(2).flat_map(|line| [line, "\n"]).collect();
    fs::write(&log, shorter).expect("written");
    let found = kinds(&verified(&root));
    assert!(found.contains(&(Kind::SealBroken, None, None)), "{found:?}");
}

#[test]
fn words_that_were_taken_down_leave_a_tombstone_that_the_log_explains() {
    let root = archive();
    let folder = root.path().join("archive");
    seal(&folder).expect("sealed");
    let original = fs::read_to_string(root.path().join(CAPTURES)).expect("text");
    let post = PostKey::new(Platform("twitter".into()), "4");
    let kept = root.path().join("original.jsonl");
    let what = Withholding {
        post: &post,
        date: "2021-02-03".parse().expect("a day"),
        reason: "asked by the author",
        nameless: true,
        keep: Some(&kept),
        tool: "ibid 0.0.0",
        at: at(20),
    };
    let done = withhold(&folder, &what).expect("withheld");
    assert_eq!((done.lines.values().sum::<usize>(), done.media.len()), (1, 1));
    let text = fs::read_to_string(root.path().join(CAPTURES)).expect("text");
    let line = text.lines().nth(4).expect("a line");
    assert!(
        !line.contains("words 4") && !line.contains("quay_cam") && !line.contains("Quay Cam"),
        "{line}"
    );
    let was = original.lines().nth(4).expect("a line");
    assert!(line.contains(&crate::archive::record::sha256(was.as_bytes())));
    assert_eq!(fs::read_to_string(&kept).expect("text"), format!("{was}\n"));
    let found = verified(&root);
    assert_eq!(found.faults(), 0, "{:?}", found.findings);

    let again = withhold(&folder, &Withholding { keep: None, ..what }).expect("withheld");
    assert_eq!(again.lines, BTreeMap::new());
    assert_eq!(verified(&root).entries, 4, "nothing was done, nothing is logged");

    // The words do not come back with the next import.
    let mut writer = FolderWriter::open(root.path(), "archive", true).expect("opened");
    assert!(writer.is_withheld(&post).expect("read") && writer.media_folder().is_none());
    assert!(writer.seen(&[]).is_ok());
    drop(writer);
    // Nobody may put them back by hand either.
    let down = fs::read_to_string(root.path().join(CAPTURES)).expect("text");
    fs::write(root.path().join(CAPTURES), &original).expect("written");
    assert_eq!(restored(&root), [(Kind::LineRestored, Some(5), Some(4))]);
    fs::write(root.path().join(CAPTURES), format!("{down}{was}\n")).expect("written");
    assert_eq!(restored(&root), [(Kind::LineRestored, Some(10), Some(4))]);
    fs::write(root.path().join(CAPTURES), down).expect("written");
    let picture = crate::archive::record::sha256(b"picture");
    let file = format!("archive/media/{}/{picture}.png", &picture[..2]);
    fs::write(root.path().join(file), "picture").expect("written");
    assert_eq!(restored(&root), [(Kind::MediaRestored, None, Some(4))]);
}

/// What is wrong with an archive, but for seals and for files that lines name which were taken down.
fn restored(root: &tempfile::TempDir) -> Vec<(Kind, Option<u64>, Option<u64>)> {
    let faults = kinds(&verified(root)).into_iter();
    faults
        .filter(|(kind, ..)| kind.is_fault() && !matches!(kind, Kind::SealBroken | Kind::MediaMissing))
        .collect()
}

#[test]
#[cfg(feature = "proof")]
fn a_time_stamp_is_held_against_what_it_is_of() {
    let root = archive();
    let folder = root.path().join("archive");
    let token = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/timestamp/answer.tsr");
    let proofs = folder.join("proofs");
    fs::create_dir_all(&proofs).expect("a folder");
    fs::copy(&token, proofs.join("a.tsr")).expect("copied");
    assert_eq!(kinds(&verified(&root)), [(Kind::ProofBroken, None, None)]);
    fs::write(proofs.join("a.txt"), "The north quay is closed.\n").expect("written");
    let found = verified(&root);
    assert_eq!(found.faults(), 0, "{:?}", found.findings);
    assert!(
        found.proofs[0].contains("proofs/a.txt existed by 2026-"),
        "{:?}",
        found.proofs
    );

    seal(&folder).expect("sealed");
    let token = fs::read(token).expect("bytes");
    let refused = super::keep_token(&folder, &token).expect_err("it is of something else");
    assert!(
        refused.contains("of something else than manifest-sha256.txt"),
        "{refused}"
    );
    fs::write(folder.join(super::MANIFEST), "The north quay is closed.\n").expect("written");
    let (path, said) = super::keep_token(&folder, &token).expect("it fits");
    assert!(
        folder.join(path).is_file() && said[0].contains("existed by"),
        "{said:?}"
    );
}

#[derive(Clone, Debug)]
enum Tampering {
    Delete(usize),
    Swap(usize, usize),
    Double(usize, usize),
    Insert(usize, String),
    Flip(usize, u8),
}

fn tampering() -> impl Strategy<Value = Tampering> {
    prop_oneof![
        (0..3_usize).prop_map(Tampering::Delete),
        (0..3_usize, 1..3_usize).prop_map(|(one, other)| Tampering::Swap(one, (one + other) % 3)),
        (0..3_usize, 0..4_usize).prop_map(|(line, to)| Tampering::Double(line, to)),
        (0..4_usize, "[^\n]{0,40}").prop_map(|(line, text)| Tampering::Insert(line, text)),
        (any::<usize>(), 1..=255_u8).prop_map(|(at, bits)| Tampering::Flip(at, bits)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_line_of_the_log_can_be_changed_unseen(tampering in tampering()) {
        let root = archive();
        let log = root.path().join("archive").join(LOG);
        let text = fs::read_to_string(&log).expect("text");
        let mut lines: Vec<&str> = text.lines().collect();
        let mut bytes = None;
        match &tampering {
            Tampering::Delete(line) => drop(lines.remove(*line)),
            Tampering::Swap(one, other) => lines.swap(*one, *other),
            Tampering::Double(line, to) => lines.insert(*to, lines[*line]),
            Tampering::Insert(line, text) => lines.insert(*line, text),
            Tampering::Flip(at, bits) => {
                let mut flipped = text.clone().into_bytes();
                let at = at % flipped.len();
                flipped[at] ^= bits;
                bytes = Some(flipped);
            }
        }
        let bytes = bytes.unwrap_or_else(|| (lines.join("\n") + "\n").into_bytes());
        fs::write(&log, bytes).expect("written");
        let found = verified(&root);
        prop_assert!(found.faults() > 0, "{tampering:?}");
    }

    #[test]
    fn no_byte_of_a_capture_can_be_changed_unseen(at in any::<usize>(), bits in 1..=255_u8) {
        let root = archive();
        let path = root.path().join(CAPTURES);
        let mut bytes = fs::read(&path).expect("bytes");
        let at = at % bytes.len();
        // The break of a line is no part of a capture; another blank in its place joins two lines, which is seen.
        bytes[at] ^= bits;
        let blank_at_end = at + 1 == bytes.len() && bytes[at].is_ascii_whitespace();
        fs::write(&path, &bytes).expect("written");
        prop_assert!(blank_at_end || verified(&root).faults() > 0);
    }
}
