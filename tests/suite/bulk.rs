//! A collection in one file of `SQLite`, seen from outside: what a kill leaves, what two imports at once do, and what is said of a
//! file that is no store.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ibid::archive::log::{Event, entry};
use ibid::archive::{Archive as _, Collection as _, Search, Words, open_all};

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

/// Captures of half as many posts, of accounts that are renamed and whose id is not always told, in no order of time.
fn lines(number: usize) -> String {
    let line = |at: usize| {
        let (post, author) = ((at * 7919) % (number / 2), at % 40);
        let id = if at.is_multiple_of(11) {
            String::new()
        } else {
            format!(r#""id":"{author}","#)
        };
        let renamed = if at > number / 2 && author % 3 == 0 {
            "_renamed"
        } else {
            ""
        };
        let (second, minute) = (at % 60, post % 59);
        format!(
            r#"{{"platform":"twitter","id":"{post}","captured":"2020-01-01T00:00:{second:02}Z","author":{{{id}"handle":"quay_{author}{renamed}"}},"posted":"2018-01-01T00:{minute:02}:00Z","text":"Smoke {at} at berth{} #Quay{}"}}"#,
            at % 97,
            at % 13
        ) + "\n"
    };
    (0..number).map(line).collect()
}

/// Everything that the store can be asked for, in order: each post with its account and every capture, every account with its
/// handles and number of posts, every count, what some words find, and the lines that the log speaks of.
fn dump(tiny: &Tiny) -> Vec<String> {
    let (stores, _) = open_all(tiny.root(), &["sqlite:bulk.db".to_owned()]).expect("stores");
    let mut dump = Vec::new();
    stores
        .each_post(&mut |post| {
            dump.push(format!("{} of {:?}", post.key, post.account));
            dump.extend(post.captures.iter().map(|capture| capture.record.as_str().to_owned()));
            Ok(())
        })
        .expect("read");
    let accounts = stores.accounts().expect("read");
    dump.extend(accounts.iter().map(|account| format!("{account:?}")));
    dump.extend(
        stores
            .handles(None)
            .expect("read")
            .iter()
            .map(|handle| format!("{handle:?}")),
    );
    dump.push(format!("{:?}", stores.stats().expect("read")));
    for word in ["smoke", "berth7*", "quay12"] {
        let found = stores.search(&Search {
            words: Words::parse([word]).expect("a word"),
            limit: usize::MAX,
            ..Search::default()
        });
        let found = found.expect("read").posts;
        dump.extend(found.iter().map(|post| format!("{word}: {}", post.key)));
    }
    let log = fs::read_to_string(tiny.path("bulk.db.log.jsonl")).expect("a log");
    for line in log.lines() {
        let Event::Import { lines, .. } = entry(line).expect("a sound entry").event else {
            panic!("only imports write this log: {line}");
        };
        dump.extend(lines.into_values().flatten());
    }
    dump
}

#[test]
fn a_kill_at_any_moment_costs_nothing() {
    // Several batches, so that a kill may leave a part.
    const LINES: usize = 1200;
    let text = lines(LINES);
    let files = [SITE, ("in.jsonl", text.as_str())];
    let whole = Tiny::new(files);
    let began = Instant::now();
    let (code, said) = run(&whole, IMPORT);
    let takes = began.elapsed();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(&format!("{LINES} imported")), "{said}");
    let wanted = dump(&whole);
    let mut halves = 0;
    for round in 0..20_u32 {
        let tiny = Tiny::new(files);
        // Spread over the whole import, in an order that only looks like chance; some are killed twice.
        for again in 0..=(round % 3) / 2 {
            let mut child = spawn(&tiny, IMPORT);
            let part = f64::from((round * 7 + 3 + again * 5) % 20) / 20.0;
            std::thread::sleep(takes.mul_f64(part) + Duration::from_millis(u64::from(round)));
            child.kill().expect("killed");
            child.wait().expect("ended");
        }
        let log = fs::read_to_string(tiny.path("bulk.db.log.jsonl")).unwrap_or_default();
        halves += u32::from(tiny.path("bulk.db").exists() && log.is_empty());
        let (code, said) = run(&tiny, IMPORT);
        assert_eq!(code, Some(0), "round {round}: {said}");
        let found = dump(&tiny);
        let differs = found.iter().zip(&wanted).position(|(found, wanted)| found != wanted);
        assert!(
            found.len() == wanted.len() && differs.is_none(),
            "round {round}: {differs:?} of {} and {} is another",
            found.len(),
            wanted.len()
        );
    }
    eprintln!("{halves} of 20 kills fell into the middle of the import");
}

#[test]
fn two_imports_do_not_mix() {
    let text = lines(20);
    let tiny = Tiny::new([SITE, ("in.jsonl", text.as_str()), ("bulk.db.log.jsonl", "")]);
    let log = fs::File::options()
        .write(true)
        .open(tiny.path("bulk.db.log.jsonl"))
        .expect("a log");
    log.lock().expect("locked");
    let (code, said) = run(&tiny, IMPORT);
    assert_eq!(code, Some(3));
    assert!(said.contains("an import is adding to it just now"), "{said}");
    drop(log);
    assert_eq!(run(&tiny, IMPORT).0, Some(0));
    assert!(run(&tiny, IMPORT).1.contains("20 already there"));
}
