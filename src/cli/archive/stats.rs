use std::fmt::Write as _;

use clap::Args;
use serde_json::{Value, json};

use super::store;
use crate::archive::Stats;
use crate::cli::Outcome;
use crate::cli::args::{Format, PlaceArgs};
use crate::cli::report::{fail, print};

/// `ibid archive stats`
#[derive(Debug, Args)]
pub(super) struct StatsArgs {
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn run(args: &StatsArgs) -> Outcome {
    attempt(args).unwrap_or_else(|outcome| outcome)
}

fn attempt(args: &StatsArgs) -> Result<Outcome, Outcome> {
    let (_, _, stores) = store::all(&args.place, args.format)?;
    for (name, store) in stores.each() {
        let stats = store
            .stats()
            .map_err(|error| fail(&error.to_string(), Outcome::System))?;
        match args.format {
            Format::Text => print(&text(name, &stats)),
            Format::Json => print(&format!("{}\n", json(name, &stats))),
        }
    }
    Ok(Outcome::Fine)
}

fn text(name: &str, stats: &Stats) -> String {
    let mut text = format!(
        "{name}: {}, {}, {}\n",
        plural(stats.posts, "post"),
        plural(stats.captures, "capture"),
        plural(stats.accounts, "account")
    );
    // Writing to a string cannot fail.
    for (platform, of) in &stats.platforms {
        let (posts, captures, accounts) = (of.posts, of.captures, of.accounts);
        let _ = writeln!(
            text,
            "  {platform}: {}, {}, {}",
            plural(posts, "post"),
            plural(captures, "capture"),
            plural(accounts, "account")
        );
    }
    let years: Vec<String> = stats
        .years
        .iter()
        .map(|(year, posts)| format!("{year}: {posts}"))
        .collect();
    let of_states: Vec<String> = stats
        .states
        .iter()
        .map(|(state, posts)| format!("{state}: {posts}"))
        .collect();
    for (what, counts) in [("posted in", years), ("state", of_states)] {
        if !counts.is_empty() {
            let _ = writeln!(text, "  {what}  {}", counts.join(", "));
        }
    }
    let _ = writeln!(text, "  without words: {}", stats.wordless);
    let _ = writeln!(
        text,
        "  attached files: {}, of which the hash is known: {}",
        stats.media, stats.hashed
    );
    text
}

fn plural(number: u64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn json(name: &str, stats: &Stats) -> Value {
    let platforms = stats.platforms.iter().map(|(platform, of)| {
        let counts = json!({"posts": of.posts, "captures": of.captures, "accounts": of.accounts});
        (platform.clone(), counts)
    });
    let years = stats.years.iter().map(|(year, posts)| (year.to_string(), json!(posts)));
    let of_states = stats
        .states
        .iter()
        .map(|(state, posts)| ((*state).to_owned(), json!(posts)));
    json!({
        "store": name,
        "posts": stats.posts,
        "captures": stats.captures,
        "accounts": stats.accounts,
        "platforms": Value::Object(platforms.collect()),
        "years": Value::Object(years.collect()),
        "states": Value::Object(of_states.collect()),
        "without_words": stats.wordless,
        "media": {"named": stats.media, "hashed": stats.hashed},
    })
}
