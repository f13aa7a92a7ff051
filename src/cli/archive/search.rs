use clap::Args;
use jiff::tz::TimeZone;

use super::filters::Filters;
use super::{shown, store};
use crate::archive::{Collection as _, Search, Stores, Words};
use crate::cli::Outcome;
use crate::cli::args::{Format, PlaceArgs};
use crate::cli::report::{count, fail, print, say};

/// `ibid archive search`
#[derive(Debug, Args)]
#[command(
    after_help = "A post must have all words, in any of its captures; words in quotation marks must stand together; `harb*` finds \
                  words that begin so. Case, vowel signs and the letters that writers mix make no difference. What is withheld is not \
                  found by its words or hashtags: `ibid archive list posts` lists it without them."
)]
pub(super) struct SearchArgs {
    /// Words
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    filters: Filters,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn run(args: &SearchArgs) -> Outcome {
    attempt(args).unwrap_or_else(|outcome| outcome)
}

fn attempt(args: &SearchArgs) -> Result<Outcome, Outcome> {
    let words = Words::parse(args.words.iter().map(String::as_str)).map_err(|text| {
        let message = format!("“{text}” has no letter or digit to look for");
        fail(&message, Outcome::Usage)
    })?;
    let (_, config, stores) = store::all(&args.place, args.format)?;
    let search = args.filters.search(words, &stores, &config.timezone)?;
    list(&search, &stores, &config.timezone, args.format)
}

/// Lists the posts that answer a search.
pub(super) fn list(search: &Search, stores: &Stores, zone: &TimeZone, format: Format) -> Result<Outcome, Outcome> {
    let found = stores
        .search(search)
        .map_err(|error| fail(&error.to_string(), Outcome::System))?;
    for post in &found.posts {
        match format {
            Format::Text => print(&shown::post(post, zone)),
            Format::Json => print(&format!("{}\n", shown::post_json(post))),
        }
    }
    if format == Format::Text {
        say(&match (found.posts.len(), found.more) {
            (0, false) => "Nothing was found.".to_owned(),
            (number, false) => format!("{}, latest first.", count(number, "post")),
            (number, true) => format!(
                "The latest {}; there are more. Narrow the search, or ask for more with --limit.",
                count(number, "post")
            ),
        });
    }
    Ok(Outcome::Fine)
}
