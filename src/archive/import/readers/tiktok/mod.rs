//! The copy of an account's data that the platform hands out: one object, `user_data.json` or `user_data_tiktok.json`.
//!
//! Of all it holds, only the list of the account's own posts and its handle are read: what was watched, liked, searched and
//! written to others is passed over unread. A post has no id but the one in its link.

mod post;
#[cfg(test)]
mod tests;

use serde_json::Value;
use serde_json::value::RawValue;

use super::native::file::{File, names};
use crate::archive::StoreError;
use crate::archive::import::json::{Step, Visit, walk};
use crate::archive::import::{Author, Item, Options, Package, PackageError, Sink, Skip, json};

const NAME: &str = "tiktok";

/// Members that are entered on the way to posts and profile, in the layouts of the years.
const WAY: &[&str] = &[
    "Activity",
    "Your Activity",
    "Video",
    "Videos",
    "Post",
    "Posts",
    "Recently Deleted Posts",
    "Profile",
    "Profile And Settings",
    "Profile Information",
    "Profile Info",
];

/// Members that no other file has.
const PECULIAR: &[&str] = &[
    "Off TikTok Activity",
    "OffTikTokActivityDataList",
    "Instant Form Ads Responses",
    "Usage Data From Third-Party Apps And Websites",
    "ActivitySummaryMap",
    "HashtagList",
    "AdInterestCategories",
    "FavoriteCollectionList",
    "FavoriteSoundList",
    "FavoriteEffectsList",
    "FavoriteHashtagList",
    "LoginHistoryList",
    "AutofillMap",
    "VideoList",
    "FavoriteVideoList",
    "ItemFavoriteList",
    "Video Browsing History",
    "Watch History",
    "Favorite Videos",
    "Favorite Effects",
    "Favorite Sounds",
    "Like List",
    "ProfileMap",
    "WhoCanView",
];

pub(super) fn recognises(package: &Package) -> bool {
    package.single().is_some_and(|member| fits(&package.head(member)))
}

fn fits(head: &str) -> bool {
    let begins = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let told = PECULIAR.iter().filter(|name| names(head, name)).count();
    begins.starts_with('{') && (told > 1 || (told == 1 && head.contains("tiktok")))
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let Some(member) = package.single() else {
        return Ok(());
    };
    // The profile may stand behind the posts.
    let mut profile = Profile::default();
    let _told_below = walk(package.read(member)?, &mut profile);
    if profile.0.handle.is_none() {
        profile.0.handle.clone_from(&options.account);
    }
    let mut posts = Posts {
        file: File::new(package, member, NAME, options),
        author: profile.0,
        include_non_public: options.include_non_public,
        sink,
        number: 0,
        stored: Ok(()),
    };
    let end = walk(package.read(member)?, &mut posts);
    let place = posts.file.place(Some(posts.number + 1));
    let number = posts.number;
    posts.stored?;
    if let Err(error) = end {
        let broken = format!("the file could not be read on after post {number}: it was cut off or damaged ({error})");
        sink.take(&place, Item::Broken(broken))?;
    }
    Ok(())
}

#[derive(Default)]
struct Profile(Author);

impl Visit for Profile {
    fn member(&mut self, path: &[String]) -> Step {
        match path.last().map(String::as_str) {
            Some("ProfileMap") => Step::Take,
            Some(name) if WAY.contains(&name) => Step::Enter,
            _ => Step::Pass,
        }
    }

    fn take(&mut self, path: &[String], raw: &RawValue) {
        let profile = path.last().is_some_and(|name| name == "ProfileMap");
        if let Ok(value) = serde_json::from_str::<Value>(raw.get())
            && profile
        {
            // It holds telephone number and birthday, too.
            self.0.handle = json::text(&value, "userName").map(str::to_owned);
            self.0.name = ["displayName", "nickName", "nickname"]
                .iter()
                .find_map(|name| json::text(&value, name))
                .map(str::to_owned);
        }
    }
}

struct Posts<'l, 'p> {
    file: File<'p>,
    author: Author,
    include_non_public: bool,
    sink: &'l mut dyn Sink,
    number: u64,
    stored: Result<(), StoreError>,
}

/// What the list at a path holds: the account's own posts, deleted or not. Lists of the same name elsewhere hold what it watched.
fn deleted(path: &[String]) -> Option<bool> {
    match path {
        [.., around, list] if list == "VideoList" && (around == "Videos" || around == "Posts") => Some(false),
        [.., around, list] if around == "Recently Deleted Posts" && (list == "PostList" || list == "VideoList") => {
            Some(true)
        }
        _ => None,
    }
}

impl Visit for Posts<'_, '_> {
    fn member(&mut self, path: &[String]) -> Step {
        let way = path.last().is_some_and(|name| WAY.contains(&name.as_str()));
        if way || deleted(path).is_some() {
            Step::Enter
        } else {
            Step::Pass
        }
    }

    fn take(&mut self, path: &[String], raw: &RawValue) {
        let Some(deleted) = deleted(path).filter(|_| self.stored.is_ok()) else {
            return;
        };
        self.number += 1;
        let item = if deleted {
            Item::Skipped(Skip::Deleted)
        } else {
            let origin = self.file.origin(raw.get().as_bytes(), None, None);
            origin
                .and_then(|origin| post::draft(raw, &self.author, self.include_non_public, &origin))
                .map_or_else(|other| other, |draft| Item::Post(Box::new(draft)))
        };
        self.stored = self.sink.take(&self.file.place(Some(self.number)), item);
    }
}
