use std::sync::Arc;

/// The key of a platform: `twitter`, `telegram`. Lower case; what folders and addresses are named after.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Platform(pub Arc<str>);

/// What is known of a platform: a row of `platforms.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformInfo {
    /// Its key.
    pub key: Platform,
    /// Its name as printed.
    pub name: String,
}

impl Platform {
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Platform {
    /// A stand-in until the archive's own table is merged.
    pub fn by_alias(alias: &str) -> Option<Self> {
        let key = match alias.to_lowercase().as_str() {
            "twitter" | "x" | "tweet" | "x (formerly twitter)" | "twitter.com" | "twitter/x" | "x/twitter" | "تويتر"
            | "טוויטר" => "twitter",
            "instagram" | "instagram photo" => "instagram",
            "facebook" => "facebook",
            "telegram" | "تلغرام" => "telegram",
            "tiktok" => "tiktok",
            "mastodon" => "mastodon",
            "bluesky" => "bluesky",
            "youtube" => "youtube",
            _ => return None,
        };
        Some(Self(key.into()))
    }
}
