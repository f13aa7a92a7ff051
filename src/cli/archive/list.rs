use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::filters::Filters;
use super::{search, shown, store};
use crate::archive::{Account, Collection as _, Stores, Words};
use crate::cli::Outcome;
use crate::cli::args::{Format, PlaceArgs};
use crate::cli::report::{count, fail, print, say};

/// `ibid archive list`
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// What to list
    #[arg(value_enum, default_value_t)]
    what: What,
    #[command(flatten)]
    filters: Filters,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    place: PlaceArgs,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum What {
    /// Accounts, by platform, each with the number of its posts
    #[default]
    Accounts,
    /// Posts, latest first
    Posts,
}

pub(super) fn run(args: &ListArgs) -> Outcome {
    attempt(args).unwrap_or_else(|outcome| outcome)
}

fn attempt(args: &ListArgs) -> Result<Outcome, Outcome> {
    if args.what == What::Accounts && args.filters.are_of_posts() {
        let message = "--from, --to and --hashtag are for posts: `ibid archive list posts`";
        return Err(fail(message, Outcome::Usage));
    }
    let (_, config, stores) = store::all(&args.place, args.format)?;
    if args.what == What::Posts {
        let wanted = args.filters.search(Words::default(), &stores, &config.timezone)?;
        return search::list(&wanted, &stores, &config.timezone, args.format);
    }
    let accounts = accounts(args, &stores)?;
    let width = accounts
        .iter()
        .map(|(account, _)| account.key.platform.as_str().len())
        .max()
        .unwrap_or(0);
    for (account, posts) in accounts.iter().take(args.filters.limit) {
        match args.format {
            Format::Text => print(&shown::account(account, *posts, width)),
            Format::Json => print(&format!("{}\n", shown::account_json(account, *posts))),
        }
    }
    if args.format == Format::Text {
        let all = count(accounts.len(), "account");
        say(&if accounts.len() > args.filters.limit {
            format!("{} of {all}. Ask for more with --limit.", args.filters.limit)
        } else {
            format!("{all}.")
        });
    }
    Ok(Outcome::Fine)
}

fn accounts(args: &ListArgs, stores: &Stores) -> Result<Vec<(Arc<Account>, u64)>, Outcome> {
    let platform = args.filters.platform()?;
    let named = args.filters.accounts(stores, platform.as_ref())?;
    let mut all = stores
        .accounts()
        .map_err(|error| fail(&error.to_string(), Outcome::System))?;
    all.retain(|(account, _)| {
        platform
            .as_ref()
            .is_none_or(|platform| account.key.platform == *platform)
            && named
                .as_ref()
                .is_none_or(|named| named.iter().any(|known| known.key == account.key))
    });
    let order = |account: &Account| {
        (
            account.key.platform.clone(),
            account.handle().to_lowercase(),
            account.key.id.clone(),
        )
    };
    all.sort_by_cached_key(|(account, _)| order(account));
    Ok(all)
}
