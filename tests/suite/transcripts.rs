//! The program as it is typed: the transcripts of `tests/cli`, and what a build does to the output folder.
//!
//! A transcript is a Markdown file for people to read. `TRYCMD=overwrite cargo test --test suite transcripts` writes what the
//! program says now: read the difference before you commit it.

use std::process::{Command, Output};

use crate::tiny::{Tiny, tests_folder};

#[test]
fn the_program_says_what_its_transcripts_say() {
    // What a shell may have set must not change what is printed.
    // Systems without it pass over the steps that use it.
    let copy = ["/bin/cp", "/usr/bin/cp"]
        .into_iter()
        .find(|path| std::path::Path::new(path).exists());
    trycmd::TestCases::new()
        .register_bin(
            "cp",
            copy.map_or(trycmd::schema::Bin::Ignore, |path| {
                trycmd::schema::Bin::Path(path.into())
            }),
        )
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .env("GITHUB_WORKSPACE", "")
        .case(tests_folder().join("cli/*.md"))
        .run();
}

fn ibid(tiny: &Tiny, arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(arguments)
        .current_dir(tiny.root())
        .output()
        .expect("the program runs");
    (status.code(), String::from_utf8_lossy(&stderr).into_owned())
}

fn text(tiny: &Tiny, path: &str) -> String {
    std::fs::read_to_string(tiny.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

const GOOD: &str = "---\ntitle: A\ndate: 2018-01-02\nauthors: [R. Haddad]\n---\n\nThe first words.[^1]\n\n[^1]: @harbour_watch, Twitter, October 15, 2017.\n";

#[test]
fn an_error_leaves_the_last_good_site_untouched() {
    let tiny = Tiny::with_archive([("content/briefs/a.md", GOOD)]);
    assert_eq!(ibid(&tiny, &["build"]).0, Some(0));
    let page = "public/briefs/a/index.html";
    let before = (
        text(&tiny, page),
        std::fs::metadata(tiny.path(page))
            .expect("the page")
            .modified()
            .expect("a time"),
    );
    assert!(before.0.contains("The first words."));

    tiny.write(
        "content/briefs/a.md",
        &GOOD.replace("first", "second").replace("October 15", "October 17"),
    );
    let (code, said) = ibid(&tiny, &["build"]);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("error[citation-missing]") && said.contains("Nothing was published"),
        "{said}"
    );
    let after = (
        text(&tiny, page),
        std::fs::metadata(tiny.path(page))
            .expect("the page")
            .modified()
            .expect("a time"),
    );
    assert_eq!(before, after);

    let (code, _) = ibid(&tiny, &["build", "--keep-going"]);
    assert_eq!(code, Some(1));
    assert!(text(&tiny, page).contains("The second words."));
}

#[test]
fn the_output_goes_where_it_is_asked_to_and_only_there() {
    let tiny = Tiny::with_archive([("content/briefs/a.md", GOOD)]);
    assert_eq!(ibid(&tiny, &["build", "--output", "web/site"]).0, Some(0));
    assert!(text(&tiny, "web/site/briefs/a/index.html").contains("The first words."));
    assert!(!tiny.path("public").exists());

    tiny.write("content/briefs/b.md", &GOOD.replace("title: A", "title: B"));
    assert_eq!(ibid(&tiny, &["build", "--output", "web/site"]).0, Some(0));
    assert!(tiny.path("web/site/briefs/b/index.html").exists());
    std::fs::remove_file(tiny.path("content/briefs/b.md")).expect("removed");
    assert_eq!(ibid(&tiny, &["build", "--output", "web/site"]).0, Some(0));
    assert!(
        !tiny.path("web/site/briefs/b").exists(),
        "what is not published any more goes"
    );
}

#[test]
fn a_site_is_found_from_within() {
    let tiny = Tiny::with_archive([("content/briefs/a.md", GOOD)]);
    let run = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .arg("check")
        .current_dir(tiny.path("content/briefs"))
        .output()
        .expect("the program runs");
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn drafts_are_published_when_asked_for() {
    let tiny = Tiny::with_archive([(
        "content/briefs/a.md",
        GOOD.replace("authors:", "draft: true\nauthors:").as_str(),
    )]);
    assert_eq!(ibid(&tiny, &["build"]).0, Some(0));
    assert!(!tiny.path("public/briefs/a").exists());
    assert_eq!(ibid(&tiny, &["build", "--drafts"]).0, Some(0));
    assert!(text(&tiny, "public/briefs/a/index.html").contains("The first words."));
}

#[test]
#[cfg(feature = "serve")]
fn a_port_that_is_taken_is_said_to_be() {
    let tiny = Tiny::with_archive([("content/briefs/a.md", GOOD)]);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let (code, said) = ibid(&tiny, &["serve", "--port", &port]);
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains(&format!("port {port} is already used by another program")),
        "{said}"
    );
}

#[test]
fn one_folder_named_in_two_ways_is_one_folder() {
    let tiny = Tiny::with_archive([("content/briefs/a.md", GOOD)]);
    assert_eq!(ibid(&tiny, &["build"]).0, Some(0));
    let (code, said) = ibid(
        &tiny,
        &["build", "--site", "content/..", "--output", "content/../public"],
    );
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("0 files written"), "{said}");
}

#[test]
fn a_takedown_that_waits_for_other_errors_is_said_to_wait() {
    let tiny = Tiny::with_archive([("content/briefs/a.md", GOOD)]);
    tiny.write("content/briefs/b.md", &GOOD.replace("title: A", "tilte: B"));
    let waits = "use --keep-going, and mend the errors afterwards";
    let (code, said) = ibid(&tiny, &["build", "--keep-going"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(!ibid(&tiny, &["build"]).1.contains(waits));
    tiny.write("archive/twitter/harbour_watch.yaml", "class: private\n");
    let (code, said) = ibid(&tiny, &["build"]);
    assert_eq!(code, Some(1));
    assert!(said.contains(waits) && said.contains("is still in public"), "{said}");
}
