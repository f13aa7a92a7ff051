//! Seals that others can check, and parcels that tell on nobody.

use std::path::Path;
use std::process::Command;

use crate::output::privacy::{guarded, talked_about};
use crate::tiny::Tiny;

fn ibid(tiny: &Tiny, arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(arguments)
        .current_dir(tiny.root())
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{said}");
    said
}

#[test]
fn a_seal_is_checked_without_ibid() {
    let tiny = guarded();
    ibid(&tiny, &["archive", "seal", "--anyway"]);
    let check = || {
        Command::new("sha256sum")
            .args(["-c", "--strict", "manifest-sha256.txt"])
            .current_dir(tiny.path("archive"))
            .output()
    };
    let Ok(first) = check() else {
        println!("skipped: there is no sha256sum here");
        return;
    };
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stdout));
    tiny.write("archive/twitter/sealed_lips.yaml", "class: private\n");
    assert!(!check().expect("it ran before").status.success());
}

#[test]
fn who_takes_words_down_is_told_of_other_stores_that_have_them() {
    let line = r#"{"platform": "twitter", "id": "1", "captured": "2020-01-02T00:00:00Z", "author": {"handle": "quay"},
        "posted": "2020-01-01T00:00:00Z", "text": "Smoke over the quay."}"#;
    let line = line.replace('\n', " ") + "\n";
    let tiny = Tiny::new([
        (
            "site.toml",
            "title = \"Quay\"\nbase_url = \"https://quay.example/\"\n\n[archive]\nstores = [\"archive\", \"older\"]\n",
        ),
        ("archive/twitter/quay.jsonl", &line),
        ("older/twitter/quay.jsonl", &line),
    ]);
    let withhold = ["archive", "withhold", "twitter/1", "--reason", "asked by the author"];
    let note = "note: older has this post, too, and was not changed";
    let said = ibid(&tiny, &withhold);
    assert!(said.contains("1 capture taken down") && said.contains(note), "{said}");
    assert!(ibid(&tiny, &withhold).contains(note), "as long as it has it");
    ibid(&tiny, &[&withhold[..], &["--store", "older"]].concat());
    let said = ibid(&tiny, &withhold);
    assert!(said.contains("taken down already") && !said.contains("note:"), "{said}");
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(folder)
                .expect("below")
                .to_string_lossy()
                .into_owned();
            (path, std::fs::read(entry.path()).expect("bytes"))
        })
        .collect()
}

#[test]
fn a_parcel_tells_on_nobody_unless_it_is_asked_to() {
    const SECRETS: [&str; 6] = [
        "tell_nobody",
        "sealed_lips",
        "919560000000004401",
        "919560000000004402",
        "Name of",
        "51.5007N",
    ];
    let tiny = guarded();
    ibid(&tiny, &["archive", "seal", "--anyway"]);
    let said = ibid(&tiny, &["archive", "export", "--brief", "a", "--to", "parcel"]);
    assert!(said.contains("The proofs of the archive are left out"), "{said}");
    for (path, bytes) in files(&tiny.path("parcel")) {
        let text = String::from_utf8_lossy(&bytes);
        for secret in SECRETS {
            assert!(!text.contains(secret) && !path.contains(secret), "{secret} in {path}");
        }
    }
    ibid(&tiny, &["archive", "export", "--brief", "a", "--to", "whole", "--full"]);
    let whole = files(&tiny.path("whole"));
    for secret in SECRETS {
        assert!(
            whole
                .iter()
                .any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(secret)),
            "{secret}"
        );
    }
    assert!(whole.iter().any(|(path, _)| path == "data/proofs/manifest-sha256.txt"));
}

#[test]
fn a_parcel_keeps_what_others_say_without_whom_they_name() {
    let tiny = talked_about();
    ibid(&tiny, &["archive", "export", "--brief", "b", "--to", "parcel"]);
    let all = files(&tiny.path("parcel"));
    for (path, bytes) in &all {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for secret in [
            "tell_nobody",
            "tellnobody",
            "sealed_lips",
            "lips_before",
            "hushed_third",
            "00004401",
            "00004402",
        ] {
            assert!(!text.contains(secret), "{secret} in {path}");
        }
    }
    let line = |all: &[(String, Vec<u8>)]| {
        let found = all.iter().find(|(path, _)| path.ends_with("919560000000004403.jsonl"));
        String::from_utf8(found.expect("the captures").1.clone()).expect("text")
    };
    let redacted = line(&all);
    assert!(
        redacted.contains("Tugs all night") && redacted.contains("\"redacted\":{\"sha256\":"),
        "{redacted}"
    );
    ibid(&tiny, &["archive", "export", "--brief", "b", "--to", "whole", "--full"]);
    assert!(line(&files(&tiny.path("whole"))).contains("@tell_nobody"));
}

#[test]
fn a_parcel_tells_on_nobody_whose_post_is_not_archived() {
    let tiny = talked_about();
    // A handle that is a word is one in an address, or with its sign.
    tiny.write(
        "archive/twitter/tugs.jsonl",
        r#"{"platform": "twitter", "id": "5", "captured": "2018-06-01T08:00:00Z", "author": {"handle": "tugs"}, "posted": "2017-10-15T10:00:00Z", "text": "Fog."}"#,
    );
    tiny.write("archive/twitter/tugs.yaml", "class: private\n");
    let brief = "---\ntitle: C\ndate: 2018-01-01\nsummary: Of tugs.\nallow: [citation-missing, account-private]\n---\n\n\
                 The tugs of the quay.[^1] By letter.[^2]\n\n\
                 [^1]: @hushed_third, Twitter, October 19, 2017.\n\
                 [^2]: https://twitter.com/hushed_third/status/919560000000009999\n";
    tiny.write("content/briefs/c.md", brief);
    ibid(&tiny, &["archive", "export", "--brief", "c", "--to", "parcel"]);
    let all = files(&tiny.path("parcel"));
    for (path, bytes) in &all {
        assert!(!String::from_utf8_lossy(bytes).contains("hushed_third"), "{path}");
    }
    let markdown = all.iter().find(|(path, _)| path.ends_with("brief/c.md"));
    let markdown = String::from_utf8_lossy(&markdown.expect("the brief").1);
    assert!(markdown.contains("The tugs of the quay."), "{markdown}");
    // With a reason to name somebody, the parcel does.
    tiny.write(
        "archive/twitter/hushed_third.yaml",
        "class: at-risk\nconsent: by letter\n",
    );
    ibid(&tiny, &["archive", "export", "--brief", "c", "--to", "named"]);
    let all = files(&tiny.path("named"));
    let names = |(_, bytes): &(String, Vec<u8>)| String::from_utf8_lossy(bytes).contains("hushed_third");
    assert!(all.iter().any(names));
}

#[test]
fn a_parcel_has_the_same_bytes_every_time() {
    let tiny = guarded();
    for name in ["one", "two"] {
        std::fs::create_dir(tiny.path(name)).expect("a folder");
        ibid(
            &tiny,
            &["archive", "export", "--brief", "a", "--to", &format!("{name}/a.zip")],
        );
    }
    let bytes = |name: &str| std::fs::read(tiny.path(name)).expect("bytes");
    assert_eq!(bytes("one/a.zip"), bytes("two/a.zip"));
}
