//! Brings invented captures into a file of `SQLite` and searches them: `cargo run --release --example million_captures -- FOLDER
//! [NUMBER]`. Says how long it took, how much memory it needed at most, how large the file is. With the
//! number 0 it searches a file that is there.
#![expect(clippy::print_stdout, reason = "it is there to print")]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use ibid::archive::import::{self, Incoming, fingerprint};
use ibid::archive::log::ReportCounts;
use ibid::archive::{Archive as _, Collection as _, Platform, PostKey, Run, Search, Words, fold_hashtag, open_all};
use jiff::Timestamp;

const WORDS: &[&str] = &[
    "smoke",
    "quay",
    "north",
    "south",
    "harbour",
    "fire",
    "night",
    "again",
    "crane",
    "gate",
    "ship",
    "tonight",
    "the",
    "a",
    "of",
    "we",
    "saw",
    "no",
    "one",
    "there",
    "الرصيف",
    "الميناء",
    "دخان",
    "أحمد",
    "الليل",
    "עשן",
    "הנמל",
    "לילה",
];

/// Numbers that look like chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    /// Few words are common and most are rare, as in any language.
    fn word(&mut self) -> String {
        match self.below(3) {
            0 => WORDS[usize::try_from(self.below(WORDS.len() as u64)).unwrap_or(0)].to_owned(),
            1 => format!("berth{}", self.below(2_000)),
            _ => format!("no{}x", self.below(200_000)),
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name a folder")?;
    let number: u64 = arguments.next().map_or(Ok(1_000_000), |number| number.parse())?;
    let root = Path::new(&folder);
    std::fs::create_dir_all(root)?;

    let begun = Instant::now();
    let mut store = import::open(root, "sqlite:bulk.db", false)?;
    let mut dice = Dice(7);
    let mut bytes = 0;
    for at in 0..number {
        let (line, key, author) = capture(at, &mut dice);
        bytes += line.len();
        store.keep(&Incoming {
            key: &key,
            author: Some(&author),
            handle: &format!("watch{author}"),
            line: &line,
            fingerprint: fingerprint(&line).ok_or("no object")?,
        })?;
    }
    println!(
        "brought in: {number} captures, {} MiB, {:.1} s",
        bytes >> 20,
        begun.elapsed().as_secs_f64()
    );
    store.finish(
        Timestamp::from_second(1_500_000_000)?,
        "ibid",
        Vec::new(),
        ReportCounts::default(),
    )?;
    drop(store);
    println!(
        "with its log: {:.1} s, peak memory {} MiB",
        begun.elapsed().as_secs_f64(),
        peak() >> 10
    );
    println!("the file: {} MiB", std::fs::metadata(root.join("bulk.db"))?.len() >> 20);

    let begun = Instant::now();
    let (stores, _) = open_all(root, &["sqlite:bulk.db".to_owned()])?;
    println!("opened: {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    let day = |text: &str| text.parse::<Timestamp>();
    let accounts: Vec<_> = stores
        .accounts_named("watch77", None)?
        .iter()
        .map(|account| account.key.clone())
        .collect();
    let searches: [(&str, &[&str], Search); 11] = [
        ("a rare word", &["no4711x"], Search::default()),
        ("a common word", &["smoke"], Search::default()),
        ("three common words", &["smoke", "quay", "north"], Search::default()),
        ("words that stand together", &["smoke quay"], Search::default()),
        ("Arabic, folded", &["احمد"], Search::default()),
        ("a beginning", &["berth19*"], Search::default()),
        ("a beginning that no word has", &["zzz*"], Search::default()),
        (
            "a common word with a hashtag",
            &["smoke"],
            Search {
                hashtag: Some(fold_hashtag("north_quay7")),
                ..Search::default()
            },
        ),
        (
            "a common word of an account",
            &["smoke"],
            Search {
                accounts: Some(accounts),
                ..Search::default()
            },
        ),
        (
            "a common word in an early month",
            &["smoke"],
            Search {
                from: Some(day("2015-02-01T00:00:00Z")?),
                to: Some(day("2015-03-01T00:00:00Z")?),
                ..Search::default()
            },
        ),
        ("words that never meet", &["no4711x", "no4712x"], Search::default()),
    ];
    for (what, words, search) in searches {
        let words = Words::parse(words.iter().copied()).map_err(|_| "no words")?;
        let search = Search {
            words,
            limit: 20,
            ..search
        };
        let times: Vec<f64> = (0..5)
            .map(|_| {
                let begun = Instant::now();
                let found = stores.search(&search).map(|found| found.posts.len());
                assert!(found.is_ok());
                begun.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        let found = stores.search(&search)?;
        let slowest = times.iter().copied().fold(0.0, f64::max);
        println!(
            "{what}: first {:.1} ms, slowest {slowest:.1} ms ({} posts, more: {})",
            times[0],
            found.posts.len(),
            found.more
        );
    }
    for words in [
        ["smoke", "quay", "north"],
        ["no4711x", "smoke", "the"],
        ["a", "of", "we"],
    ] {
        let run = Run::of(&words).ok_or("no run")?;
        let begun = Instant::now();
        let found = stores.saying(&run, None, 50)?;
        println!(
            "in a row, {}: {:.1} ms ({} posts, more: {})",
            words.join(" "),
            begun.elapsed().as_secs_f64() * 1e3,
            found.posts.len(),
            found.more
        );
    }
    let begun = Instant::now();
    let stats = stores.each().next().ok_or("no store")?.1.stats()?;
    println!(
        "counted: {} posts, {} accounts, {:.0} ms",
        stats.posts,
        stats.accounts,
        begun.elapsed().as_secs_f64() * 1e3
    );
    println!("peak memory {} MiB", peak() >> 10);
    Ok(())
}

fn capture(at: u64, dice: &mut Dice) -> (String, PostKey, String) {
    let author = dice.below(20_000).to_string();
    // Every tenth capture is another one of an earlier post.
    let post = if at % 10 == 9 { dice.below(at) } else { at };
    let id = 600_000_000_000_000_000 + post * 1_000_003;
    // Twelve years, in no order.
    let posted = Timestamp::from_second(
        1_420_000_000 + i64::try_from(post.wrapping_mul(2_654_435_761) % 378_000_000).unwrap_or(0),
    );
    let captured = Timestamp::from_second(1_800_000_000 + i64::try_from(at).unwrap_or(0));
    let words: Vec<String> = (0..10 + dice.below(20)).map(|_| dice.word()).collect();
    let text = format!("{} #North_Quay{}", words.join(" "), dice.below(500));
    let (posted, captured) = (posted.unwrap_or_default(), captured.unwrap_or_default());
    let line = format!(
        r#"{{"platform":"twitter","id":"{id}","url":"https://twitter.com/watch{author}/status/{id}","captured":"{captured}","method":"twitter-v2","source":{{"name":"invented.jsonl","line":{at},"sha256":"{:064x}"}},"author":{{"id":"{author}","handle":"watch{author}","name":"Watch {author}"}},"posted":"{posted}","text":"{text}","text_complete":true,"state":"live","metrics":{{"reposts":{},"likes":{}}}}}"#,
        at,
        dice.below(900),
        dice.below(9_000)
    );
    (line, PostKey::new(Platform("twitter".into()), id.to_string()), author)
}

/// The most memory that this process had, in KiB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
