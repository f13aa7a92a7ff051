use clap::Args;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::archive::{Account, Archive as _, Platform, Search, Stores, Words, fold_hashtag};
use crate::cli::Outcome;
use crate::cli::report::fail;

/// What narrows a list of posts.
#[derive(Debug, Args)]
pub(super) struct Filters {
    /// Only what this account posted, under any of its handles
    #[arg(long, value_name = "HANDLE")]
    pub(super) account: Option<String>,
    /// Only from this platform, such as twitter
    #[arg(long, value_name = "NAME")]
    pub(super) platform: Option<String>,
    /// Only from this day on, in the site's time zone
    #[arg(long, value_name = "DAY")]
    pub(super) from: Option<String>,
    /// Only until this day, included
    #[arg(long, value_name = "DAY")]
    pub(super) to: Option<String>,
    /// Only with this hashtag
    #[arg(long, value_name = "TAG")]
    pub(super) hashtag: Option<String>,
    /// How many to list at most
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    pub(super) limit: usize,
}

impl Filters {
    /// The search that is meant.
    ///
    /// # Errors
    /// When something cannot be read, or nobody has that handle: it was said already.
    pub(super) fn search(&self, words: Words, stores: &Stores, zone: &TimeZone) -> Result<Search, Outcome> {
        let platform = self.platform()?;
        let accounts = self.accounts(stores, platform.as_ref())?;
        let accounts = accounts.map(|accounts| accounts.into_iter().map(|account| account.key.clone()).collect());
        let day = |text: &Option<String>| text.as_deref().map(day).transpose();
        let from = day(&self.from)?.map(|day| begins(day, zone)).transpose()?;
        let after = |day: Date| day.tomorrow().map_err(|_| no_day(&day.to_string()));
        let to = day(&self.to)?.map(after).transpose()?;
        Ok(Search {
            words,
            accounts,
            platform,
            hashtag: self.hashtag.as_deref().map(fold_hashtag),
            from,
            to: to.map(|day| begins(day, zone)).transpose()?,
            limit: self.limit,
        })
    }

    /// The platform that is named.
    pub(super) fn platform(&self) -> Result<Option<Platform>, Outcome> {
        let named = |name: &String| {
            let message = || {
                let known: Vec<&str> = Platform::all().iter().map(|info| info.key.as_str()).collect();
                format!("there is no platform “{name}”; known are {}", known.join(", "))
            };
            Platform::by_alias(name)
                .or_else(|| Platform::known(name).map(|info| info.key.clone()))
                .ok_or_else(|| fail(&message(), Outcome::Usage))
        };
        self.platform.as_ref().map(named).transpose()
    }

    /// The accounts that are named.
    pub(super) fn accounts(
        &self,
        stores: &Stores,
        platform: Option<&Platform>,
    ) -> Result<Option<Vec<std::sync::Arc<Account>>>, Outcome> {
        let Some(handle) = &self.account else {
            return Ok(None);
        };
        let found = stores.accounts_named(handle, platform);
        let found = found.map_err(|error| fail(&error.to_string(), Outcome::System))?;
        if found.is_empty() {
            let handle = handle.trim_start_matches('@');
            let message = format!(
                "no account in the archive has ever been called @{handle}; `ibid archive list` lists those that are there"
            );
            return Err(fail(&message, Outcome::Usage));
        }
        Ok(Some(found))
    }

    /// Whether something narrows posts that means nothing for accounts.
    pub(super) fn are_of_posts(&self) -> bool {
        self.from.is_some() || self.to.is_some() || self.hashtag.is_some()
    }
}

fn day(text: &str) -> Result<Date, Outcome> {
    text.parse().map_err(|_| no_day(text))
}

fn no_day(text: &str) -> Outcome {
    let message = format!("“{text}” is no day that can be read; write it as 2017-10-15");
    fail(&message, Outcome::Usage)
}

fn begins(day: Date, zone: &TimeZone) -> Result<Timestamp, Outcome> {
    // Midnight may be left out when clocks go forward: then the day begins with its first moment.
    let begins = zone.to_timestamp(day.to_datetime(Time::midnight()));
    begins.map_err(|_| no_day(&day.to_string()))
}
