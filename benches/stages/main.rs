//! How long each stage takes: `cargo bench`, or `cargo bench -- path/of/a/site` for a site that is there.
//!
//! Without a site one is written that is always the same. Each figure is the median of some runs, in milliseconds.
#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

mod corpus;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ibid::brief::{Brief, Kind};
use ibid::build::{Edition, Page, Purpose, Settings, Workspace};
use ibid::check;
use ibid::citation;
use ibid::source::{SourceFile, Span};

const RUNS: usize = 5;

fn main() {
    let own = tempfile::tempdir().expect("a folder for the site");
    let given = std::env::args_os()
        .skip(1)
        .map(PathBuf::from)
        .find(|path| path.is_dir());
    let root = given.unwrap_or_else(|| {
        corpus::write(own.path());
        own.path().to_owned()
    });
    citations();
    quotations();
    let edition = reading(&root);
    rendering(&edition);
}

/// 10,000 citations as people write them, on one core.
fn citations() {
    let texts: Vec<String> = (0..10_000).map(corpus::citation).collect();
    let files: Vec<SourceFile> = texts
        .iter()
        .map(|text| SourceFile::new("content/briefs/b.md", text))
        .collect();
    let parse =
        |file: &SourceFile| citation::parse_note(file, Span::new(0, file.text.len()), &citation::Settings::default());
    say("parse 10,000 citations", || {
        files.iter().map(|file| parse(file).0.len()).sum::<usize>()
    });
}

/// 100,000 quotations of 30 words held against posts of some 300 characters, on one core: a third as they are, a third with a word
/// changed or left out, a third of other posts.
fn quotations() {
    let pairs: Vec<(String, String)> = (0..100_000).map(corpus::quotation).collect();
    say("hold 100,000 quotations against a post each", || {
        let verdicts = pairs
            .iter()
            .filter_map(|(quoted, post)| check::compare_quotation(quoted, post, "en"));
        verdicts.filter(|verdict| verdict.is_good()).count()
    });
}

/// The site read for the first time, again, and after one brief was edited.
fn reading(root: &Path) -> Edition {
    let first = std::fs::read_dir(root.join("content/briefs")).expect("a folder of briefs");
    let paths: Vec<PathBuf> = first.map(|entry| entry.expect("an entry").path()).collect();
    let texts: Vec<SourceFile> = paths
        .iter()
        .filter(|path| path.is_file())
        .map(|path| SourceFile::new(path.to_string_lossy(), &std::fs::read_to_string(path).expect("text")))
        .map(|file| SourceFile::new(file.path.rsplit('/').next().unwrap_or("b.md"), &file.text))
        .collect();
    let texts: Vec<_> = texts.into_iter().map(std::sync::Arc::new).collect();
    say(&format!("parse {} briefs", texts.len()), || {
        let kind = Kind::Brief { default_authors: true };
        texts
            .iter()
            .map(|file| Brief::parse(std::sync::Arc::clone(file), kind).0.notes.len())
            .sum::<usize>()
    });
    say("read the site", || workspace(root).read().map(drop).is_ok());
    let mut kept = workspace(root);
    let mut edition = kept.read().expect("a site that can be read");
    say("read it again", || {
        edition = kept.read().expect("a site that can be read");
    });
    let one = paths.iter().find(|path| path.is_file()).expect("a brief");
    let before = std::fs::read_to_string(one).expect("text");
    let mut edit = 0;
    say("read it after an edit", || {
        edit += 1;
        std::fs::write(one, format!("{before}\n\nEdit {edit}.\n")).expect("a brief");
        edition = kept.read().expect("a site that can be read");
    });
    std::fs::write(one, before).expect("a brief");
    edition
}

/// Every page once, on one core, by kind.
fn rendering(edition: &Edition) {
    let mut spent: BTreeMap<String, (usize, Duration)> = BTreeMap::new();
    say("all addresses", || edition.addresses().len());
    for page in edition.addresses().values() {
        let begun = Instant::now();
        edition.render(page).expect("a page");
        let (count, total) = spent.entry(kind(page)).or_default();
        *count += 1;
        *total += begun.elapsed();
    }
    for (kind, (count, total)) in spent {
        println!("{:>9.1} ms  render {count} × {kind}", total.as_secs_f64() * 1e3);
    }
}

fn kind(page: &Page) -> String {
    let named = format!("{page:?}");
    named.split(['(', ' ']).next().unwrap_or_default().to_owned()
}

fn workspace(root: &Path) -> Workspace {
    let settings = Settings {
        purpose: Purpose::Publish,
        now: "2026-01-01T12:00:00Z".parse().expect("a moment"),
        drafts: false,
    };
    Workspace::new(root.to_owned(), settings)
}

fn say<T: Debug>(what: &str, mut run: impl FnMut() -> T) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(run());
            begun.elapsed()
        })
        .collect();
    times.sort();
    println!("{:>9.1} ms  {what}", times[RUNS / 2].as_secs_f64() * 1e3);
}
