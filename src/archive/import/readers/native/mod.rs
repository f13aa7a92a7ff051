//! What several formats share: posts in the shape in which a platform's own interface hands them out, whatever tool wrapped
//! them, and the files of JSON that tools leave behind. Must not know which format is being read.

pub(crate) mod file;
pub(crate) mod instagram;
mod origin;
pub(crate) mod tiktok;
pub(crate) mod twitter;

use serde_json::Value;

use crate::archive::import::Item;

pub(crate) use origin::Origin;

/// What a native item of a platform holds, by the platform's address as collecting tools name it; `None` when items of that
/// platform cannot be taken in.
pub(crate) fn items(platform: &str, data: &Value, origin: &Origin) -> Option<Vec<Item>> {
    match platform.trim_start_matches("www.") {
        "twitter.com" | "x.com" | "twitter-comments" => Some(twitter::web::items(data, origin)),
        "instagram.com" => Some(vec![instagram::item(data, origin)]),
        "tiktok.com" => Some(vec![tiktok::item(data, origin)]),
        _ => None,
    }
}

/// An address of a file without what is behind `?`: signatures, and what tells who asked.
fn unsigned(address: &str) -> String {
    address.split('?').next().unwrap_or(address).to_owned()
}
