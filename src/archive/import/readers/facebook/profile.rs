//! Whose download it is.

use serde_json::Value;

use super::super::meta::Download;
use crate::archive::Permalink;
use crate::archive::import::json::text;
use crate::archive::import::{Author, Options};

/// Whose download it is: handle and name, nothing else of what the file tells.
#[derive(Debug, Default)]
pub(super) struct Profile {
    pub(super) author: Author,
    /// What made ids begin with.
    pub(super) owner: String,
}

impl Profile {
    /// As the download says, else as the user says.
    pub(super) fn read(download: &Download<'_>, options: &Options) -> Self {
        let value = download.value("profile_information.json").unwrap_or(Value::Null);
        let profile = value.get("profile_v2").or_else(|| value.get("profile"));
        let said = |name: &str| profile.and_then(|profile| text(profile, name));
        let linked = || Permalink::parse(said("profile_uri")?)?.handle;
        let handle = said("username").map(str::to_owned).or_else(linked);
        let handle = handle.or_else(|| options.account.clone());
        let name = profile.and_then(|profile| text(profile.get("name")?, "full_name"));
        Self {
            owner: handle
                .clone()
                .unwrap_or_default()
                .trim_start_matches('@')
                .to_lowercase(),
            author: Author {
                handle,
                name: name.map(str::to_owned),
                ..Author::default()
            },
        }
    }
}
