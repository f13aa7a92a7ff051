//! What the program calls sites, and how it writes who posted there.

use serde_json::Value;

use super::info;

/// A site.
#[derive(Debug)]
pub(super) struct Site {
    /// What the program calls it, and parts of it: `extractor_key`.
    pub(super) extractors: &'static [&'static str],
    /// The archive's key of the platform.
    pub(super) platform: &'static str,
    /// The member that holds the post's id, where the address does not tell it.
    pub(super) id: &'static str,
    /// What stands before the id, so that it is not mistaken for one of another kind.
    pub(super) before: &'static str,
    /// The member with which the id begins, where it is unique only within an account.
    pub(super) scope: Option<&'static str>,
    /// Members that tell the handle, the best first; those that end in `_url` are addresses of the account.
    pub(super) handle: &'static [&'static str],
    /// Members that tell the platform's id of the account.
    pub(super) account: &'static [&'static str],
    /// Members that tell the name shown.
    pub(super) name: &'static [&'static str],
    /// Whether its posts have a title that is no part of the description.
    pub(super) titled: bool,
    /// Whether comments are taken in.
    pub(super) comments: bool,
}

/// As most sites are written.
const PLAIN: Site = Site {
    extractors: &[],
    platform: "",
    id: "id",
    before: "",
    scope: None,
    handle: &["uploader_id", "uploader_url", "channel_url", "uploader"],
    account: &["channel_id"],
    name: &["uploader", "channel"],
    titled: true,
    comments: false,
};

const SITES: &[Site] = &[
    Site {
        extractors: &["Youtube", "YoutubeClip"],
        platform: "youtube",
        handle: &["uploader_id", "uploader_url", "channel_url"],
        name: &["channel", "uploader"],
        comments: true,
        ..PLAIN
    },
    Site {
        extractors: &["Twitter"],
        platform: "twitter",
        id: "display_id",
        titled: false,
        ..PLAIN
    },
    Site {
        extractors: &["TikTok"],
        platform: "tiktok",
        handle: &["uploader_url", "uploader"],
        account: &["uploader_id"],
        name: &["channel", "creator"],
        titled: false,
        ..PLAIN
    },
    Site {
        extractors: &["Instagram", "InstagramIOS"],
        platform: "instagram",
        handle: &["channel", "uploader_url"],
        account: &["uploader_id"],
        name: &["uploader"],
        titled: false,
        ..PLAIN
    },
    Site {
        extractors: &["Facebook", "FacebookReel", "FacebookPluginsVideo"],
        platform: "facebook",
        account: &["uploader_id"],
        titled: false,
        ..PLAIN
    },
    Site {
        extractors: &["TwitchVod", "TwitchClips", "TwitchStream", "TwitchVideos"],
        platform: "twitch",
        ..PLAIN
    },
    Site {
        extractors: &["VK"],
        platform: "vk",
        before: "video",
        handle: &["uploader_url", "uploader_id"],
        account: &["uploader_id"],
        ..PLAIN
    },
    Site {
        extractors: &["VKWallPost"],
        platform: "vk",
        handle: &["uploader_url", "uploader_id"],
        account: &["uploader_id"],
        titled: false,
        ..PLAIN
    },
    Site {
        extractors: &["Bluesky"],
        platform: "bluesky",
        scope: Some("channel_id"),
        handle: &["uploader_id"],
        titled: false,
        ..PLAIN
    },
    Site {
        extractors: &["TelegramEmbed"],
        platform: "telegram",
        titled: false,
        ..PLAIN
    },
    Site {
        extractors: &["Reddit"],
        platform: "reddit",
        id: "display_id",
        handle: &["uploader"],
        account: &[],
        name: &[],
        ..PLAIN
    },
    Site {
        extractors: &["Odnoklassniki"],
        platform: "odnoklassniki",
        ..PLAIN
    },
    Site {
        extractors: &["Weibo", "WeiboVideo"],
        platform: "weibo",
        id: "display_id",
        titled: false,
        ..PLAIN
    },
    Site {
        extractors: &["LinkedIn"],
        platform: "linkedin",
        titled: false,
        ..PLAIN
    },
    Site {
        extractors: &["Gab"],
        platform: "gab",
        titled: false,
        ..PLAIN
    },
    Site {
        extractors: &["Truth"],
        platform: "truthsocial",
        titled: false,
        ..PLAIN
    },
    Site {
        extractors: &["Parler"],
        platform: "parler",
        titled: false,
        ..PLAIN
    },
    Site {
        extractors: &["Rumble", "RumbleEmbed"],
        platform: "rumble",
        ..PLAIN
    },
    Site {
        extractors: &["LBRY"],
        platform: "odysee",
        ..PLAIN
    },
    Site {
        extractors: &["BitChute"],
        platform: "bitchute",
        ..PLAIN
    },
    Site {
        extractors: &["Dailymotion"],
        platform: "dailymotion",
        ..PLAIN
    },
    Site {
        extractors: &["Vimeo"],
        platform: "vimeo",
        ..PLAIN
    },
    Site {
        extractors: &["Soundcloud"],
        platform: "soundcloud",
        ..PLAIN
    },
    Site {
        extractors: &["Rutube", "RutubeEmbed"],
        platform: "rutube",
        ..PLAIN
    },
    Site {
        extractors: &["BiliBili"],
        platform: "bilibili",
        ..PLAIN
    },
    Site {
        extractors: &["KickVOD", "KickClips"],
        platform: "kick",
        ..PLAIN
    },
];

/// The site that a description comes from, if its posts are taken in.
pub(super) fn of(info: &Value) -> Option<&'static Site> {
    let name = info::extractor(info)?;
    // Old files have only the longer name, in small letters: `twitch:vod`.
    let plain = |name: &str| name.replace(':', "").to_ascii_lowercase();
    let wanted = plain(name);
    let fits = |site: &&Site| site.extractors.iter().any(|own| plain(own) == wanted);
    SITES.iter().find(fits)
}
