//! `ibid cite` and `ibid pin` as they are used: what they read, and every byte that they leave as it was.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::tiny::Tiny;

fn ibid(tiny: &Tiny, arguments: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let mut run = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(arguments)
        .current_dir(tiny.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    // A program that does not read its input may have ended by now.
    drop(run.stdin.take().expect("an input").write_all(input));
    let Output { status, stdout, stderr } = run.wait_with_output().expect("an end");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (status.code(), text(stdout), text(stderr))
}

fn brief(notes: &str) -> String {
    format!("---\ntitle: A\ndate: 2018-01-02\nauthors: [R. Haddad]\n---\n\nWords.[^1] Words.[^2]\n\n{notes}")
}

/// The file after a run of `ibid pin`.
fn pinned(text: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let tiny = Tiny::with_archive([("content/briefs/a.md", text)]);
    let (code, _, said) = ibid(&tiny, &[&["pin", "a"], arguments].concat(), b"");
    let after = std::fs::read(tiny.path("content/briefs/a.md")).expect("the brief");
    (code, String::from_utf8(after).expect("text"), said)
}

#[test]
fn each_line_of_the_input_is_answered_by_a_line() {
    let tiny = Tiny::new([]);
    let input = "@a_b, Twitter, 15–17 October 2017\r\n\n\"A Report,\" 3 May 2018\n@a_b, Twitter, May 2018";
    let (code, out, said) = ibid(&tiny, &["cite", "--parse", "--format", "json", "-"], input.as_bytes());
    assert_eq!((code, said.as_str()), (Some(0), ""), "no site is needed");
    let answers: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object"))
        .collect();
    assert_eq!(answers.len(), 4);
    assert_eq!(
        answers[0]["text"], "@a_b, Twitter, 15–17 October 2017",
        "without its line break"
    );
    assert_eq!(answers[1]["citations"], Value::Array(Vec::new()));
    assert_eq!(answers[2]["citations"][0]["kind"], "other");
    let last = &answers[3]["citations"][0];
    assert_eq!(last["date"], "2018-05");
    for key in ["time", "zone", "url", "id", "verdict", "post"] {
        assert_eq!(last.get(key), Some(&Value::Null), "{key} is there, and is nothing");
    }
}

#[test]
fn lines_for_people_are_answered_one_after_the_other() {
    let tiny = Tiny::with_archive([]);
    let (code, out, _) = ibid(
        &tiny,
        &["cite", "-"],
        b"@harbour_watch, Twitter, October 15, 2017\n\n@nobody, Twitter\n",
    );
    assert_eq!(code, Some(1), "nobody is not archived");
    assert_eq!(out.matches("  found ").count(), 2, "{out}");
    let (code, ..) = ibid(&tiny, &["cite", "-"], b"\xff\n");
    assert_eq!(code, Some(3), "what is not text cannot be read");
}

#[test]
fn a_pin_changes_nothing_but_the_citation() {
    let notes = "[^1]: @harbour_watch, Twitter, October 20, 2017.  \n[^2]:\tSee @harbour_watch, X, 20.10.2017 \t";
    let text = format!("\u{feff}{}", brief(notes).replace('\n', "\r\n"));
    let (code, after, said) = pinned(&text, &["--choose", "1=2"]);
    assert_eq!(code, Some(1), "the second is left open: {said}");
    let wanted = text.replace(
        "@harbour_watch, Twitter, October 20, 2017",
        "[@harbour_watch, Twitter, October 20, 2017](https://twitter.com/harbour_watch/status/921)",
    );
    assert_eq!(after, wanted);
    let (code, again, _) = pinned(&after, &["--choose", "1=2", "--choose", "2=1"]);
    assert_eq!(code, Some(0));
    let wanted = after.replace(
        "@harbour_watch, X, 20.10.2017",
        "[@harbour_watch, X, 20.10.2017](https://twitter.com/harbour_watch/status/920)",
    );
    assert_eq!(again, wanted);
    assert_eq!(pinned(&again, &["--all"]).1, again, "there is nothing left to do");
}

/// A citation and the pin that it becomes.
#[test]
fn a_pin_is_a_link_whatever_its_words() {
    for (citation, pin) in [
        (
            "Harbour Watch [@harbour_watch] (October 20, 2017)",
            r"Harbour Watch [\[@harbour_watch\] (October 20, 2017)](URL)",
        ),
        (
            "Harbour Watch (@harbour_watch), \"Words [sic],\" Twitter, October 20, 2017",
            r#"Harbour Watch [(@harbour_watch), "Words [sic]," Twitter, October 20, 2017](URL)"#,
        ),
        (
            "[@harbour_watch](https://twitter.com/harbour_watch), October 20, 2017",
            "[@harbour_watch](URL), October 20, 2017",
        ),
        (
            "*@harbour_watch*, Twitter, **October 20, 2017**",
            "[*@harbour_watch*, Twitter, **October 20, 2017**](URL)",
        ),
        (
            "@harbour_watch, Twitter,\n    October 20, 2017",
            "[@harbour_watch, Twitter,\n    October 20, 2017](URL)",
        ),
    ] {
        let text = brief(&format!("[^1]: {citation}.\n[^2]: A letter.\n"));
        let (code, after, said) = pinned(&text, &["--choose", "1=1"]);
        let url = "https://twitter.com/harbour_watch/status/920";
        assert_eq!(code, Some(0), "{citation}: {said}\n{after}");
        assert_eq!(after, text.replace(citation, &pin.replace("URL", url)));
    }
}

#[test]
fn of_several_citations_each_gets_its_own_pin() {
    let day = "@harbour_watch, Twitter, October 20, 2017";
    let text = brief(&format!("[^1]: {day}; {day}; Ibid.\n[^2]: A letter; {day}.\n"));
    let (code, after, said) = pinned(&text, &["--choose", "1:1=1", "--choose", "1:2=2", "--choose", "2=1"]);
    let pin = |id| format!("[{day}](https://twitter.com/harbour_watch/status/{id})");
    assert_eq!(code, Some(0), "{said}");
    let (one, two) = (pin(920), pin(921));
    assert_eq!(
        after,
        brief(&format!("[^1]: {one}; {two}; Ibid.\n[^2]: A letter; {one}.\n"))
    );

    let (code, after, said) = pinned(&text, &["--choose", "1=1"]);
    assert_eq!((code, after), (Some(2), text));
    assert!(said.contains("name one as `1:1` or `1:2`"), "{said}");
}

#[test]
fn each_account_of_a_list_gets_its_own_pin() {
    let text = brief("[^1]: @tide_desk and @harbour_watch, Twitter, October 20, 2017.\n[^2]: A letter.\n");
    let (code, after, said) = pinned(&text, &["--choose", "1:2=1"]);
    let url = "https://twitter.com/harbour_watch/status/920";
    let pin = format!("@tide_desk and [@harbour_watch, Twitter, October 20, 2017]({url})");
    let wanted = text.replace("@tide_desk and @harbour_watch, Twitter, October 20, 2017", &pin);
    assert_eq!((code, after), (Some(0), wanted), "{said}");
}

#[test]
fn what_is_only_shown_is_not_written() {
    let text = brief("[^1]: @harbour_watch, Twitter, October 20, 2017.\n[^2]: A letter.\n");
    let (code, after, said) = pinned(&text, &["--choose", "1=1", "--dry-run"]);
    assert_eq!((code, &after), (Some(0), &text), "{said}");
    let (code, after, _) = pinned(&text, &[]);
    assert_eq!((code, after), (Some(1), text), "and nothing is chosen for anybody");
}

#[test]
fn a_brief_is_found_by_its_file_from_where_one_is() {
    let text = brief("[^1]: @harbour_watch, Twitter, October 20, 2017.\n[^2]: A letter.\n");
    let tiny = Tiny::with_archive([(
        "content/briefs/a.md",
        text.replace("authors", "draft: true\nauthors").as_str(),
    )]);
    let run = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["pin", "a.md", "--choose", "1=1"])
        .current_dir(tiny.path("content/briefs"))
        .output()
        .expect("the program runs");
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    let after = std::fs::read_to_string(tiny.path("content/briefs/a.md")).expect("the brief");
    assert!(
        after.contains("](https://twitter.com/harbour_watch/status/920)"),
        "a draft is pinned too"
    );
}
