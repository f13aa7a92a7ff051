//! A site of invented briefs and posts, always the same.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const BRIEFS: usize = 200;
const ACCOUNTS: usize = 100;
const POSTS: usize = 20;

/// A citation as somebody may write it.
pub(crate) fn citation(number: usize) -> String {
    let (account, day) = (number % ACCOUNTS, number % POSTS + 1);
    match number % 12 {
        0 => format!("@{}, Twitter, October {day}, 2017", handle(account)),
        1 => format!("@{}, Twitter, {day} October 2017, 14:02 UTC", handle(account)),
        2 => format!(
            "[It](https://twitter.com/{}/status/{})",
            handle(account),
            id(account, day)
        ),
        3 => format!(
            "Harbour Watch (@{}), “Words of the quay {day},” Twitter, October {day}, 2017",
            handle(account)
        ),
        4 => format!("@{}، تويتر، {day} تشرين الأول 2017", handle(account)),
        5 => format!(
            "See @{}, Twitter, 2017-10-{day:02}; and @{}, Twitter, October 2017",
            handle(account),
            handle(account + 1)
        ),
        6 => "#NorthQuay, Twitter".to_owned(),
        7 => "R. Haddad, “The Long Night,” The Harbour Gazette, 3 March 2017, https://gazette.example/long-night"
            .to_owned(),
        8 => "Ibid.".to_owned(),
        9 => format!("@{}, Twitter, November {day}, 2017", handle(account)),
        10 => format!("@{}x, Twitter, October {day}, 2017", handle(account)),
        _ => format!(
            "Tweet by @{} on {day} October 2017, as the harbour’s office said at the time",
            handle(account)
        ),
    }
}

/// Writes the site.
pub(crate) fn write(root: &Path) {
    let put = |path: String, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    put(
        "site.toml".to_owned(),
        "title = \"Bench\"\nbase_url = \"https://bench.example\"\n",
    );
    for account in 0..ACCOUNTS {
        let mut lines = String::new();
        for day in 1..=POSTS {
            let (handle, id) = (handle(account), id(account, day));
            writeln!(
                lines,
                r#"{{"platform":"twitter","id":"{id}","captured":"2018-01-20T08:00:00Z","author":{{"handle":"{handle}"}},"posted":"2017-10-{day:02}T14:02:00Z","text":"Words of the quay {day}, said by {handle} #NorthQuay"}}"#
            )
            .expect("text");
        }
        put(format!("archive/twitter/{}.jsonl", handle(account)), &lines);
    }
    for brief in 0..BRIEFS {
        let mut text = format!(
            "---\ntitle: \"Brief {brief}\"\ndate: 2018-02-{:02}\nauthors: [\"R. Haddad\"]\ntags: [\"t{}\"]\n---\n",
            brief % 28 + 1,
            brief % 9
        );
        for note in 1..=20 {
            write!(
                text,
                "\n\nThe harbour office said “words of the quay {note},” and nobody disputed it.[^{note}]"
            )
            .expect("text");
        }
        for note in 1..=20 {
            // Short forms have nothing to stand for at the beginning.
            let number = brief * 31 + note;
            let cited = if number % 12 == 8 { number + 1 } else { number };
            write!(text, "\n\n[^{note}]: {}.", citation(cited)).expect("text");
        }
        put(format!("content/briefs/b{brief}.md"), &text);
    }
}

fn handle(account: usize) -> String {
    const NAMES: [&str; 5] = ["harbour_watch", "quay_cam", "tide_log", "north_pier", "salt_office"];
    format!("{}{}", NAMES[account % NAMES.len()], account / NAMES.len())
}

fn id(account: usize, day: usize) -> usize {
    900_000 + account * 100 + day
}

/// Quoted words with the text of a post, which has them as they are, nearly so, or not at all.
pub(crate) fn quotation(number: usize) -> (String, String) {
    const WORDS: [&str; 24] = [
        "harbour", "quay", "the", "night", "a", "lamp", "of", "boats", "and", "ropes", "not", "under", "bridge",
        "market", "in", "rain", "crew", "they", "said", "water", "station", "to", "morning", "without",
    ];
    let words = |seed: usize, count: usize| -> Vec<&str> {
        (0..count)
            .map(|at| WORDS[(seed * 7 + at * at * 5 + at * (seed % 11 + 1)) % WORDS.len()])
            .collect()
    };
    let post = words(number, 52);
    let mut quoted = match number % 3 {
        2 => words(number + 5, 30),
        _ => post[10..40].to_vec(),
    };
    if number % 3 == 1 {
        quoted[15] = "engine";
        quoted.remove(7);
    }
    (quoted.join(" "), post.join(" "))
}

/// The text of a post: thirty words, of which few are common and most are rare, as in any language.
pub(crate) fn text(number: usize) -> String {
    const COMMON: [&str; 12] = [
        "the", "of", "and", "a", "to", "in", "they", "said", "not", "was", "quay", "harbour",
    ];
    let mut dice = number as u64 * 2 + 1;
    let mut below = |end: u64| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % end
    };
    let words = (0..30).map(|_| match below(5) {
        0 | 1 => COMMON[usize::try_from(below(12)).unwrap_or(0)].to_owned(),
        2 => format!("berth{}", below(40)),
        _ => format!("word{}", below(20_000)),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Writes an archive of so many posts of so many accounts.
pub(crate) fn write_posts(root: &Path, posts: usize, accounts: usize) {
    let folder = root.join("archive/twitter");
    fs::create_dir_all(&folder).expect("a folder");
    for account in 0..accounts {
        let mut lines = String::new();
        for post in (account..posts).step_by(accounts) {
            writeln!(
                lines,
                r#"{{"platform":"twitter","id":"{post}","captured":"2018-01-20T08:00:00Z","author":{{"handle":"quay{account}"}},"posted":"2017-10-01T14:{:02}:02Z","text":"{}"}}"#,
                post % 60,
                text(post)
            )
            .expect("text");
        }
        fs::write(folder.join(format!("quay{account}.jsonl")), &lines).expect("a file");
    }
}
