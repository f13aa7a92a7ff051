//! How long each stage takes: `cargo bench`, or `cargo bench -- path/of/a/site` for a site that is there.
//!
//! Without a site one is written that is always the same. Each figure is the median of some runs, in milliseconds.
#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

mod corpus;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ibid::archive::{Archive as _, FolderStore, Run};
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
    words_in_a_row();
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

/// 50,000 posts of 30 words asked for words in a row: the first question makes the index, the others use it. The posts are of 500
/// accounts, then of one.
fn words_in_a_row() {
    for accounts in [500, 1] {
        let root = tempfile::tempdir().expect("a folder");
        corpus::write_posts(root.path(), 50_000, accounts);
        let runs: Vec<Run> = (0..1000)
            .map(|at| {
                let text = corpus::text(at * 37 + at % 2 * 50_000);
                let words: Vec<&str> = text.split(' ').skip(4).take(6).collect();
                Run::of(&words).expect("words enough")
            })
            .collect();
        let ask = |store: &FolderStore, run: &Run| store.saying(run, None, 50).expect("an answer").posts.len();
        let open = || FolderStore::open(root.path(), "archive").expect("an archive").0;
        let mut stores: Vec<FolderStore> = (0..RUNS).map(|_| open()).collect();
        say(&format!("index 50,000 posts of {accounts} accounts"), || {
            let store = stores.pop().expect("a store for each run");
            ask(&store, &runs[0])
        });
        let store = open();
        ask(&store, &runs[0]);
        say("ask 1,000 times for words in a row, half of them nowhere", || {
            runs.iter().map(|run| ask(&store, run)).sum::<usize>()
        });
    }
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
