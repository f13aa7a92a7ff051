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
