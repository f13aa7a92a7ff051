//! The formats, a file each.

use super::Format;

mod atproto;
#[cfg(test)]
mod damage;
mod export;
mod fediverse;
mod meta;
mod native;
#[cfg(test)]
pub(crate) mod testing;
mod web;

macro_rules! formats {
    ($($module:ident: $name:literal, $title:literal;)*) => {
        $(mod $module;)*

        /// All formats, in the order in which they are tried: what is told by the shape of a whole package before single
        /// files, the peculiar before the general.
        pub const FORMATS: &[Format] = &[
            $(Format { name: $name, title: $title, recognises: $module::recognises, read: $module::read },)*
        ];
    };
}

formats! {
    ibid: "ibid", "Another archive of ibid (folder or .jsonl)";
    x_archive: "x-archive", "X archive (ZIP or folder)";
    mastodon_export: "mastodon-export", "Mastodon export (outbox.json)";
    facebook: "facebook", "Facebook download";
    instagram: "instagram", "Instagram download";
    tiktok: "tiktok", "TikTok download";
    telegram: "telegram", "Telegram export (result.json)";
    wacz: "wacz", "WACZ (web archive)";
    warc: "warc", "WARC or ARC (web archive)";
    bluesky_car: "bluesky-car", "Bluesky repository (CAR)";
    mhtml: "mhtml", "MHTML page";
    single_file: "singlefile", "SingleFile page";
    zeeschuimer: "zeeschuimer", "Zeeschuimer NDJSON";
    four_cat: "4cat", "4CAT CSV or NDJSON";
    auto_archiver: "auto-archiver", "auto-archiver sheet, CSV or metadata.json";
    yt_dlp: "yt-dlp", "yt-dlp info.json";
    twitter_v2: "twitter-v2", "Twitter API v2 (twarc2)";
    twitter_v1: "twitter-v1", "Twitter API v1.1 (twarc)";
    x_web: "x-web", "X as its own pages load it (GraphQL)";
    snscrape: "snscrape", "snscrape or twscrape";
    mastodon_api: "mastodon-api", "Mastodon API";
    bluesky_api: "bluesky-api", "Bluesky API";
    reddit: "reddit", "Reddit API or Pushshift";
    wayback: "wayback", "A list of web archive addresses";
}
