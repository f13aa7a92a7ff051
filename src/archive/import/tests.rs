mod left_out;

use std::fs;
use std::path::Path;

use super::json;
use super::*;
use crate::archive::{Archive as _, FolderStore, Platform, PostKey, State};
use crate::diagnostic::Diagnostic;

/// A format of these tests: `id|author|handle|text|media` a line; nothing stands for what is not told. A line that begins with `!`
/// tells only what became of a post.
static PLAIN: Format = Format {
    name: "plain",
    title: "Plain",
    recognises: |package| {
        package
            .single()
            .is_some_and(|member| member.split('.').next_back() == Some("plain"))
    },
    read,
};

fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let member = package.single().expect("a file").to_owned();
    for row in json::lines(package.read(&member)?) {
        let row = row.expect("a line");
        let place = Place {
            file: member.clone(),
            line: Some(row.number),
        };
        let text = row.text.expect("text");
        let parts: Vec<&str> = text.split('|').collect();
        let key = |id: &str| PostKey::new(Platform("twitter".into()), id);
        let told = |part: &str| (!part.is_empty()).then(|| part.to_owned());
        let item = match parts.as_slice() {
            ["!", id] => Item::State {
                key: key(id),
                state: State::Suspended,
                at: "2020-03-01T00:00:00Z".parse().expect("a moment"),
                because: "deactivated".to_owned(),
            },
            [id, author, handle, text, media] => Item::Post(Box::new(Draft {
                key: key(id),
                url: None,
                captured: (options.captured.unwrap_or_default(), "user"),
                method: PLAIN.name,
                tool: None,
                source: Source {
                    name: member.clone(),
                    line: Some(row.number),
                    sha256: String::new(),
                },
                author: Author {
                    id: told(author),
                    handle: told(handle),
                    ..Author::default()
                },
                posted: ("2020-01-01T00:00:00Z".parse().expect("a moment"), "payload"),
                text: (*text).to_owned(),
                text_complete: None,
                lang: None,
                state: State::Live,
                withheld_in: None,
                metrics: std::collections::BTreeMap::new(),
                media: told(media)
                    .map(|member| DraftMedia {
                        kind: "image",
                        member: Some(member),
                        ..DraftMedia::default()
                    })
                    .into_iter()
                    .collect(),
                relations: Vec::new(),
                archived_at: Vec::new(),
                extra: std::collections::BTreeMap::new(),
            })),
            _ => Item::Broken("not five parts".to_owned()),
        };
        sink.take(&place, item)?;
    }
    Ok(())
}

fn import(root: &Path, text: &str, options: &Options) -> Report {
    fs::write(root.join("in.plain"), text).expect("a file");
    run_on(root, &root.join("in.plain"), options)
}

fn run_on(root: &Path, path: &Path, options: &Options) -> Report {
    let package = Package::open(path).expect("a package");
    let mut store = open(root, "archive", false).expect("a store");
    let finish = Finish {
        at: "2021-01-01T00:00:00Z".parse().expect("a moment"),
        tool: "ibid 0.0.0",
    };
    run(&[package], Some(&PLAIN), options, &mut *store, finish, &mut |_| {}).expect("an import")
}

fn lines(root: &Path, file: &str) -> Vec<String> {
    let text = fs::read_to_string(root.join("archive/twitter").join(file)).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn a_handle_is_told_by_a_later_item_or_by_the_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let none = Options::default();
    let report = import(
        root,
        "1|7||first|\n2|7|quay|second|\n3|8||nobody knows|\n4|||nor here|\n",
        &none,
    );
    assert_eq!(
        (report.read, report.imported, report.skipped.get(&Skip::NoAuthor)),
        (4, 2, Some(&2))
    );
    let found = lines(root, "quay.jsonl");
    assert!(found[0].contains("second") && found[1].contains("first"), "{found:?}");
    assert!(found[1].contains(r#""author":{"id":"7","handle":"quay"}"#), "{found:?}");
    let report = import(root, "5|7||fifth|\n", &none);
    assert_eq!(report.imported, 1);
    let given = Options {
        account: Some("@mole".to_owned()),
        ..Options::default()
    };
    let report = import(root, "4|||nor here|\n5|7||fifth|\n", &given);
    assert_eq!((report.imported, report.already), (1, 1), "who is known is not renamed");
    assert_eq!(lines(root, "mole.jsonl").len(), 1);
}

#[test]
fn a_name_that_stands_for_a_handle_is_taken_where_there_is_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let report = import(root, "1|did:plc:quay||first|\n", &Options::default());
    assert_eq!(report.imported, 1);
    assert!(report.remarks[0].contains("did:plc:quay"), "{:?}", report.remarks);
    let again = import(root, "1|did:plc:quay||first|\n", &Options::default());
    assert_eq!((again.imported, again.already), (0, 1));
}

#[test]
fn the_handle_that_is_given_is_of_one_account() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let given = Options {
        account: Some("mole".to_owned()),
        ..Options::default()
    };
    let report = import(root, "1|7||first|\n2|7||second|\n", &given);
    assert_eq!(report.imported, 2);
    let report = import(root, "3|8||third|\n4|9||fourth|\n", &given);
    assert_eq!((report.imported, report.skipped.get(&Skip::NoAuthor)), (0, Some(&2)));
}

#[test]
fn what_became_of_a_post_is_a_capture_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let text = "!|1\n!|2\n1|7|quay|Smoke|\n";
    let report = import(root, text, &Options::default());
    assert_eq!((report.imported, report.skipped.get(&Skip::Unavailable)), (2, Some(&1)));
    assert!(
        report.remarks[0].contains("of 1 post only what became"),
        "{:?}",
        report.remarks
    );
    let again = import(root, text, &Options::default());
    assert_eq!((again.imported, again.already), (0, 2));
    let (store, diagnostics) = FolderStore::open(root, "archive").expect("a store");
    // The clock of these captures stands at the beginning of 1970.
    let is_early = |said: &Diagnostic| said.message.contains("before the post was made");
    assert!(diagnostics.iter().all(is_early), "{diagnostics:?}");
    let post = store
        .post(&PostKey::new(Platform("twitter".into()), "1"))
        .expect("read")
        .expect("a post");
    assert_eq!(
        (post.state(), post.display_capture().text.as_str()),
        (State::Suspended, "Smoke")
    );
}

#[test]
fn the_same_at_another_time_is_one_more_capture() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let at = |time: &str| Options {
        captured: Some(time.parse().expect("a moment")),
        ..Options::default()
    };
    let import = |time| import(root, "1|7|quay|Smoke|\n", &at(time)).imported;
    assert_eq!(import("2020-02-01T00:00:00Z"), 1);
    assert_eq!(import("2020-02-02T00:00:00Z"), 1);
    assert_eq!(import("2020-02-01T00:00:00Z"), 0);
    assert_eq!(lines(root, "quay.jsonl").len(), 2);
}

#[test]
fn files_are_kept_by_their_content_and_a_missing_one_costs_no_capture() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let zip = root.join("all.zip");
    let text = b"1|7|quay|Smoke|in.plain\n2|7|quay|Fire|gone.png\n";
    zipped(&zip, &[("data/in.plain", text), ("x.png", b"\x89PNG")]);
    let report = run_on(root, &zip, &Options::default());
    assert_eq!(
        (report.imported, report.media, report.unknown.as_slice()),
        (2, 1, &["x.png".to_owned()][..])
    );
    assert!(
        report.remarks[0].starts_with("gone.png is named in data/in.plain but is not there"),
        "{:?}",
        report.remarks
    );
    let found = lines(root, "quay.jsonl");
    assert!(found[0].contains("\"sha256\":\"") && !found[1].contains("\"media\":[{\"kind\":\"image\",\"sha256\""));
    // The log names the ZIP, not what is in it: whoever has it can check it.
    let log = fs::read_to_string(root.join("archive/log.jsonl")).expect("a log");
    let crate::archive::log::Event::Import { files, lines, .. } =
        crate::archive::log::entry(log.trim()).expect("sound").event
    else {
        panic!("the entry is of an import");
    };
    assert_eq!(
        files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
        ["all.zip"]
    );
    assert_eq!(lines["twitter/quay.jsonl"].len(), 2);
}

#[test]
fn lines_by_hand_are_adopted_by_the_import_that_meets_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    import(root, "1|7|quay|Smoke|\n", &Options::default());
    fs::remove_file(root.join("archive/log.jsonl")).expect("removed");
    let report = import(root, "1|7|quay|Smoke|\n", &Options::default());
    assert_eq!((report.imported, report.already), (0, 1));
    let log = fs::read_to_string(root.join("archive/log.jsonl")).expect("a log");
    assert!(log.contains("\"lines\":{\"twitter/quay.jsonl\":[\""), "{log}");
    import(root, "1|7|quay|Smoke|\n", &Options::default());
    assert_eq!(fs::read_to_string(root.join("archive/log.jsonl")).expect("a log"), log);
}

/// A ZIP of files: name and bytes.
fn zipped(path: &Path, files: &[(&str, &[u8])]) {
    let mut writer = zip::ZipWriter::new(fs::File::create(path).expect("a file"));
    for (name, bytes) in files {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("a member");
        std::io::Write::write_all(&mut writer, bytes).expect("written");
    }
    writer.finish().expect("a zip");
}

fn imported(root: &Path, path: &Path) -> Report {
    let package = Package::open(path).expect("a package");
    let mut store = open(root, "archive", false).expect("a store");
    let finish = Finish {
        at: "2021-01-01T00:00:00Z".parse().expect("a moment"),
        tool: "ibid 0.0.0",
    };
    run(&[package], None, &Options::default(), &mut *store, finish, &mut |_| {}).expect("an import")
}

#[test]
fn exports_that_lie_side_by_side_are_each_taken_as_what_they_are() {
    let account = |id: u32, handle: &str| {
        format!(r#"window.YTD.account.part0 = [{{"account": {{"accountId": "{id}", "username": "{handle}"}}}}]"#)
    };
    let posts = |id: &str| {
        format!(
            r#"window.YTD.tweets.part0 = [{{"tweet": {{"id_str": "{id}", "full_text": "Smoke",
                "created_at": "Tue Mar 05 10:00:30 +0000 2019", "in_reply_to_status_id_str": "5"}}}}]"#
        )
    };
    let (desk, log) = (account(7, "quay_desk"), account(8, "ferry_log"));
    let (one, two) = (posts("1102871497405366277"), posts("1103003534095286277"));
    let inner = tempfile::tempdir().expect("a folder");
    zipped(&inner.path().join("inner.zip"), &[("data/account.js", desk.as_bytes())]);
    let inner = fs::read(inner.path().join("inner.zip")).expect("a zip");
    let files: [(&str, &[u8]); 5] = [
        ("all/desk/data/account.js", desk.as_bytes()),
        ("all/desk/data/tweets.js", one.as_bytes()),
        ("all/inner.zip", &inner),
        ("all/log/data/account.js", log.as_bytes()),
        ("all/log/data/tweets.js", two.as_bytes()),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    zipped(&folder.path().join("several.zip"), &files);
    for (name, bytes) in &files {
        let path = folder.path().join("several").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }
    for name in ["several.zip", "several"] {
        let site = tempfile::tempdir().expect("a folder");
        let report = imported(site.path(), &folder.path().join(name));
        assert_eq!(report.imported, 2, "{report:?}");
        assert!(lines(site.path(), "quay_desk.jsonl")[0].contains("1102871497405366277"));
        assert!(lines(site.path(), "ferry_log.jsonl")[0].contains("1103003534095286277"));
        let said: Vec<_> = report
            .broken
            .iter()
            .map(|(place, what)| format!("{}: {what}", place.file))
            .collect();
        if name == "several.zip" {
            assert_eq!(said.len(), 1);
            assert!(
                said[0].starts_with("all/inner.zip: this is a ZIP within a ZIP"),
                "{said:?}"
            );
        } else {
            assert_eq!(said, [""; 0]);
            // It was opened, and is the archive of an account without posts.
            assert!(
                report
                    .remarks
                    .iter()
                    .any(|remark| remark.starts_with("all/inner.zip: this is the archive of @quay_desk"))
            );
            let log = fs::read_to_string(site.path().join("archive/log.jsonl")).expect("a log");
            assert!(log.contains("several/all/desk/data/tweets.js") && log.contains("several/all/log/data/tweets.js"));
        }
    }
}

/// A ZIP of texts, stored as they are.
fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in members {
        zip.start_file(*name, stored).expect("a member");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

#[test]
fn what_a_zip_keeps_closed_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut bytes = zip(&[
        ("a.plain", "1|7|quay|first|"),
        ("b.plain", "2|7|quay|second|"),
        ("c.plain", "3|7|quay|third|"),
    ]);
    // In both places where a ZIP tells of a member: a password for the second, another packing for the third.
    for (start, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at: Vec<usize> = (0..bytes.len() - 4)
            .filter(|&at| bytes[at..].starts_with(start))
            .collect();
        bytes[at[1] + flags] |= 1;
        bytes[at[2] + flags + 2] = 9;
    }
    let path = folder.path().join("export.zip");
    fs::write(&path, bytes).expect("a file");
    let report = run_on(folder.path(), &path, &Options::default());
    assert_eq!((report.imported, report.brokens), (1, 2), "{report:?}");
    let found: Vec<_> = report
        .broken
        .iter()
        .map(|(place, why)| (place.file.as_str(), why.as_str()))
        .collect();
    assert!(found[0].0 == "b.plain" && found[0].1.contains("password"), "{found:?}");
    assert!(found[1].0 == "c.plain" && found[1].1.contains("packed"), "{found:?}");
}

#[test]
fn folders_without_end_are_not_looked_into() {
    let folder = tempfile::tempdir().expect("a folder");
    let (near, far) = ("a/".repeat(60) + "a.plain", "b/".repeat(9000) + "b.plain");
    let path = folder.path().join("export.zip");
    fs::write(&path, zip(&[(&near, "1|7|quay|first|"), (&far, "2|7|quay|second|")])).expect("a file");
    let report = run_on(folder.path(), &path, &Options::default());
    assert_eq!((report.imported, report.brokens), (1, 1));
    assert!(
        report.broken[0].1.contains("64 folders deep"),
        "{:?}",
        report.broken[0].1
    );
}
