//! A collection in one file of `SQLite`, seen from outside: what a kill leaves, and what two imports at once do.

use std::fmt::Write as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ibid::archive::log::{Event, entry};

use crate::tiny::Tiny;

const SITE: (&str, &str) = (
    "site.toml",
    "title = \"Quay\"\nbase_url = \"https://quay.example/\"\n\n[archive]\nstores = [\"sqlite:bulk.db\"]\n",
);

const IMPORT: &[&str] = &["import", "in.jsonl"];

fn spawn(tiny: &Tiny, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_ibid"))
        .arg("archive")
        .args(arguments)
        .current_dir(tiny.root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs")
}

/// Exit code and what was said.
fn run(tiny: &Tiny, arguments: &[&str]) -> (Option<i32>, String) {
    let output = spawn(tiny, arguments).wait_with_output().expect("the program ends");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

fn lines(number: usize) -> String {
    let mut text = String::new();
    for at in 0..number {
        let (id, author) = (at / 2, at % 40);
        writeln!(
            text,
            r#"{{"platform":"twitter","id":"{id}","captured":"2020-01-01T00:00:{:02}Z","author":{{"id":"{author}","handle":"quay_{author}"}},"posted":"2018-01-01T00:{:02}:{:02}Z","text":"Smoke {at} at berth{}"}}"#,
            at % 60, at % 59, at % 57, at % 97
        )
        .expect("written");
    }
    text
}

/// Everything that can be asked of the store, and the lines that its log speaks of.
fn told(tiny: &Tiny) -> (String, Vec<String>) {
    let mut told = String::new();
    for arguments in [
        &["list", "posts", "--limit", "100000", "--format", "json"][..],
        &["list", "--limit", "100000", "--format", "json"],
        &["search", "berth7*", "--limit", "100000", "--format", "json"],
        &["stats"],
        &["show", "twitter/7"],
    ] {
        let (code, said) = run(tiny, arguments);
        assert_eq!(code, Some(0), "{said}");
        told.push_str(&said);
    }
    let log = std::fs::read_to_string(tiny.path("bulk.db.log.jsonl")).expect("a log");
    let mut logged = Vec::new();
    for line in log.lines() {
        let Event::Import { lines, .. } = entry(line).expect("a sound entry").event;
        logged.extend(lines.into_values().flatten());
    }
    (told, logged)
}

#[test]
fn a_kill_at_any_moment_costs_nothing() {
    const LINES: usize = 6000;
    let text = lines(LINES);
    let files = [SITE, ("in.jsonl", text.as_str())];
    let whole = Tiny::new(files);
    let began = Instant::now();
    let (code, said) = run(&whole, IMPORT);
    let takes = began.elapsed();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(&format!("{LINES} imported")), "{said}");
    let wanted = told(&whole);
    assert_eq!(wanted.1.len(), LINES);
    let mut halves = 0;
    for round in 0..20_u32 {
        let tiny = Tiny::new(files);
        let mut child = spawn(&tiny, IMPORT);
        // Spread over the whole import, in an order that only looks like chance.
        std::thread::sleep(
            takes.mul_f64(f64::from((round * 7 + 3) % 20) / 20.0) + Duration::from_millis(u64::from(round)),
        );
        child.kill().expect("killed");
        child.wait().expect("ended");
        let (code, said) = run(&tiny, IMPORT);
        assert_eq!(code, Some(0), "round {round}: {said}");
        halves += u32::from(said.contains(&format!("{LINES} imported")));
        assert!(told(&tiny) == wanted, "round {round}: another store");
    }
    eprintln!("{halves} of 20 kills fell before the import was done");
}

#[test]
fn one_import_at_a_time() {
    let text = lines(2000);
    let tiny = Tiny::new([SITE, ("in.jsonl", text.as_str())]);
    let mut first = spawn(&tiny, IMPORT);
    let mut second = spawn(&tiny, IMPORT);
    let codes = [
        first.wait().expect("ended").code(),
        second.wait().expect("ended").code(),
    ];
    assert!(codes.contains(&Some(0)), "{codes:?}");
    assert!(run(&tiny, IMPORT).1.contains("2000 already there"));
}
