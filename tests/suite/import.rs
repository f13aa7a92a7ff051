//! Importing into an archive, seen from outside: what a kill leaves, what a second import adds, how much memory it takes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ibid::archive::log;

use crate::tiny::Tiny;

const SITE: (&str, &str) = ("site.toml", "title = \"Quay\"\nbase_url = \"https://quay.example/\"\n");

fn spawn(tiny: &Tiny, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["archive", "import"])
        .args(arguments)
        .current_dir(tiny.root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs")
}

/// Imports; exit code and what was said.
fn import(tiny: &Tiny, arguments: &[&str]) -> (Option<i32>, String) {
    let output = spawn(tiny, arguments).wait_with_output().expect("the program ends");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

/// Every file of the archive; the log without what tells of the time.
fn store(tiny: &Tiny) -> BTreeMap<String, String> {
    let root = tiny.path("archive");
    let entries = walkdir::WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).expect("below").display().to_string();
            let bytes = fs::read(entry.path()).expect("a file");
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let text = if path == log::LOG { timeless(&text) } else { text };
            (path, text)
        })
        .collect()
}

fn timeless(log: &str) -> String {
    let mut prev = String::new();
    let mut text = String::new();
    for line in log.lines() {
        let entry = log::entry(line).expect("an entry as it was written");
        assert_eq!(entry.prev, prev, "each entry names the one before");
        prev = entry.hash;
        writeln!(text, "{} {:?}", entry.n, entry.event).expect("written");
    }
    text
}

/// Lines of an archive: accounts that are renamed, that take another's handle, whose id is not always told.
fn lines(count: usize) -> String {
    let mut lines = String::new();
    for n in 0..count {
        let who = (n * 7919) % 13;
        let handle = match (who, n % 1000) {
            (3, 500..) => "quay_3_renamed".to_owned(),
            // Two accounts under one handle.
            (4, _) => "quay_1".to_owned(),
            _ => format!("quay_{who}"),
        };
        let id = if who == 5 && n % 2 == 0 {
            String::new()
        } else {
            format!("\"id\":\"{who}\",")
        };
        let hour = n % 24;
        writeln!(
            lines,
            "{{\"platform\":\"twitter\",\"id\":\"{n}\",\"captured\":\"2020-01-02T{hour:02}:00:00Z\",\"source\":{{\"name\":\"a\"}},\
             \"author\":{{{id}\"handle\":\"{handle}\"}},\"posted\":\"2020-01-01T{hour:02}:00:00Z\",\
             \"text\":\"Smoke over quay {n}, and what follows from it for all who were there.\"}}"
        )
        .expect("written");
    }
    lines
}

/// Another archive, with a picture.
fn another(tiny: &Tiny, count: usize) {
    let picture = b"\x89PNG\r\n\x1a\n a quay";
    let hash = "07cd660359fc2b11c8795bfd82343552b9e0799b96ee7d287f3ef1ceafd151dd";
    let with = format!("\"media\":[{{\"kind\":\"image\",\"sha256\":\"{hash}\",\"type\":\"image/png\"}}],\"text\"");
    let lines = lines(count).replacen("\"text\"", &with, 1);
    tiny.write("other/twitter/quay.jsonl", &lines);
    let path = format!("other/media/{}/{hash}.png", &hash[..2]);
    tiny.write(&path, "");
    fs::write(tiny.path(&path), picture).expect("a picture");
}

#[test]
fn a_kill_at_any_moment_costs_nothing() {
    const LINES: usize = 3000;
    let whole = Tiny::new([SITE]);
    another(&whole, LINES);
    let began = Instant::now();
    let (code, said) = import(&whole, &["other"]);
    let takes = began.elapsed();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(&format!("{LINES} imported")), "{said}");
    let wanted = store(&whole);
    assert!(
        wanted.contains_key("twitter/quay_1-1.jsonl") && wanted.len() > 14,
        "{:?}",
        wanted.keys()
    );

    let mut moment = Moments(0x2545_f491_4f6c_dd1d);
    let mut halves = 0;
    for round in 0..20 {
        let tiny = Tiny::new([SITE]);
        another(&tiny, LINES);
        // Some are killed twice.
        for _ in 0..=round % 3 / 2 {
            let mut child = spawn(&tiny, &["other"]);
            std::thread::sleep(moment.below(takes));
            child.kill().expect("killed");
            child.wait().expect("ended");
        }
        halves += u32::from(tiny.path("archive/.importing").exists());
        let (code, said) = import(&tiny, &["other"]);
        assert_eq!(code, Some(0), "round {round}: {said}");
        let found = store(&tiny);
        let names = |store: &BTreeMap<String, String>| store.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&found), names(&wanted), "round {round}");
        for (path, text) in &wanted {
            assert!(found[path] == *text, "round {round}: {path} is another");
        }
    }
    eprintln!("{halves} of 20 kills fell into the middle of writing");
}

/// Moments without a clock or a crate: xorshift.
struct Moments(u64);

impl Moments {
    fn below(&mut self, end: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        end.mul_f64(f64::from(u32::try_from(self.0 >> 32).expect("half")) / f64::from(u32::MAX))
    }
}

#[test]
fn what_a_kill_can_leave_is_mended() {
    let whole = Tiny::new([SITE, ("in.jsonl", &lines(20))]);
    import(&whole, &["in.jsonl"]);
    let wanted = store(&whole);
    let path = "twitter/quay_0.jsonl";
    let full = &wanted[path];
    // Cut in a line, before its break, after it, and in the middle of a letter's bytes.
    for end in [0, 1, full.len() / 2, full.len() - 1, full.len()] {
        let tiny = Tiny::new([
            SITE,
            ("in.jsonl", &lines(20)),
            ("archive/log.jsonl", "{\"n\":1,\"at\":"),
        ]);
        tiny.write(&format!("archive/{path}"), &full[..end]);
        tiny.write("archive/.importing", &format!("0 {path}\n0 twitter/qu"));
        tiny.write("archive/media/.part", "half a picture");
        let (code, said) = import(&tiny, &["in.jsonl"]);
        assert_eq!(code, Some(0), "{said}");
        assert!(store(&tiny) == wanted, "cut at {end}");
    }
}

#[test]
fn the_log_goes_on_after_an_import_that_was_cut_off() {
    let tiny = Tiny::new([SITE, ("in.jsonl", &lines(5)), ("more.jsonl", &lines(8))]);
    import(&tiny, &["in.jsonl"]);
    tiny.write("archive/.importing", "0 twitter/quay_9.jsonl\n");
    let (code, said) = import(&tiny, &["more.jsonl"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(store(&tiny)[log::LOG].lines().count(), 2);
    // An entry that was cut off where no import left anything else behind.
    let whole = fs::read_to_string(tiny.path("archive/log.jsonl")).expect("a log");
    tiny.write("archive/log.jsonl", &format!("{whole}{{\"n\":3,\"at\":"));
    tiny.write("more.jsonl", &lines(9));
    let (code, said) = import(&tiny, &["more.jsonl"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(store(&tiny)[log::LOG].lines().count(), 3);
}

#[test]
fn what_comes_in_is_not_disturbed_by_another_import() {
    let tiny = Tiny::new([SITE, ("in.jsonl", &lines(5))]);
    let mut first = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["archive", "import", "-"])
        .current_dir(tiny.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let kept = || fs::read_dir(tiny.path(".ibid")).is_ok_and(|mut files| files.next().is_some());
    while !kept() {
        assert!(
            first.try_wait().expect("a child").is_none(),
            "it waits for what comes in"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    let (code, said) = import(&tiny, &["--dry-run", "in.jsonl"]);
    assert_eq!(code, Some(0), "{said}");
    let mut into = first.stdin.take().expect("a pipe");
    into.write_all(lines(7).as_bytes()).expect("written");
    drop(into);
    let output = first.wait_with_output().expect("ended");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(store(&tiny).contains_key("twitter/quay_0.jsonl"), "{said}");
    assert!(!kept(), "what came in is in the archive now");
}

#[test]
fn a_line_that_somebody_wrote_by_hand_is_never_cut() {
    let by_hand = "{\"platform\": \"twitter\", \"id\": \"1\", oh";
    let tiny = Tiny::new([
        SITE,
        ("in.jsonl", &lines(20)),
        ("archive/twitter/quay_0.jsonl", by_hand),
    ]);
    let (code, said) = import(&tiny, &["in.jsonl"]);
    assert_eq!(code, Some(0), "{said}");
    let text = &store(&tiny)["twitter/quay_0.jsonl"];
    assert!(text.starts_with(&format!("{by_hand}\n{{\"platform\"")), "{text}");
}

#[test]
fn importing_twice_adds_nothing() {
    let tiny = Tiny::new([SITE, ("in.jsonl", &lines(50))]);
    let (_, said) = import(&tiny, &["--dry-run", "in.jsonl"]);
    assert!(said.contains("50 would be imported"), "{said}");
    assert!(!tiny.path("archive").exists(), "a rehearsal writes nothing");
    import(&tiny, &["in.jsonl"]);
    let once = store(&tiny);
    fs::rename(tiny.path("in.jsonl"), tiny.path("renamed.jsonl")).expect("renamed");
    let (code, said) = import(&tiny, &["renamed.jsonl", "renamed.jsonl"]);
    assert_eq!(code, Some(0));
    assert!(said.contains("100 read, 0 imported, 100 already there"), "{said}");
    assert_eq!(store(&tiny), once);
    let whole = fs::read_to_string(tiny.path("archive/log.jsonl")).expect("a log");
    assert_eq!(whole.lines().count(), 1);
}

#[test]
fn two_imports_do_not_mix() {
    let tiny = Tiny::new([SITE, ("in.jsonl", &lines(5)), ("archive/log.jsonl", "")]);
    let log = File::options()
        .write(true)
        .open(tiny.path("archive/log.jsonl"))
        .expect("a log");
    log.lock().expect("locked");
    let (code, said) = import(&tiny, &["in.jsonl"]);
    assert_eq!(code, Some(3));
    assert!(said.contains("an import is adding to it just now"), "{said}");
    drop(log);
    assert_eq!(import(&tiny, &["in.jsonl"]).0, Some(0));
}

#[test]
fn memory_does_not_grow_with_the_file() {
    if !Path::new("/proc/self/status").exists() {
        eprintln!("skipped: this system does not tell a program's memory under /proc");
        return;
    }
    let tiny = Tiny::new([SITE]);
    let mut file = BufWriter::new(File::create(tiny.path("in.jsonl")).expect("a file"));
    let words = "The ship lay at the quay until noon. ".repeat(60);
    let megabytes = 200;
    let mut written = 0;
    let mut n = 0;
    while written < megabytes << 20 {
        let line = format!(
            "{{\"platform\":\"twitter\",\"id\":\"{n}\",\"captured\":\"2020-01-02T00:00:00Z\",\"author\":{{\"id\":\"{who}\",\
             \"handle\":\"quay_{who}\"}},\"posted\":\"2020-01-01T00:00:00Z\",\"text\":\"{n} {words}\"}}\n",
            who = n % 200
        );
        file.write_all(line.as_bytes()).expect("written");
        written += line.len();
        n += 1;
    }
    file.flush().expect("written");
    drop(file);
    let mut child = spawn(&tiny, &["in.jsonl"]);
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("a child").is_none() {
        peak = peak.max(high_water(&status));
        std::thread::sleep(Duration::from_millis(10));
    }
    let output = child.wait_with_output().expect("ended");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(&format!("{n} imported")), "{said}");
    eprintln!("{megabytes} MiB in {n} lines: at most {peak} KiB of memory");
    assert!(peak > 0 && peak < 100 << 10, "{peak} KiB");
}

/// The most memory that a process had, in KiB.
fn high_water(status: &str) -> u64 {
    let text = fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse().ok());
    number.unwrap_or(0)
}
