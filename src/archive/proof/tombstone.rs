//! What stands in the place of a capture whose words were taken down.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::archive::record::sha256;
use crate::archive::{Capture, PostKey};

/// The handle of somebody who must not be named at all.
const NOBODY: &str = "withheld";

#[derive(Serialize)]
struct Tombstone<'a> {
    platform: &'a str,
    id: &'a str,
    captured: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'a str>,
    author: Author<'a>,
    posted: Timestamp,
    text: &'a str,
    withheld: Withheld<'a>,
}

#[derive(Serialize)]
struct Author<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    handle: &'a str,
}

#[derive(Serialize)]
struct Withheld<'a> {
    date: Date,
    reason: &'a str,
    sha256: String,
}

/// The line that takes the place of a capture: which post, when it was seen, since when and why it is withheld, and the hash of
/// what was there, so that whoever has the original can show that it is the one. `nameless` takes the handle down too; the
/// account is then known by its stable id alone, and keeps its handle where there is none.
pub(super) fn line(key: &PostKey, capture: &Capture, nameless: bool, date: Date, reason: &str) -> String {
    let author = &capture.author;
    let tombstone = Tombstone {
        platform: key.platform.as_str(),
        id: &key.id,
        captured: capture.captured,
        method: capture.method.as_deref(),
        author: Author {
            id: author.id.as_deref(),
            handle: if nameless && author.id.is_some() {
                NOBODY
            } else {
                &author.handle
            },
        },
        posted: capture.posted,
        text: "",
        withheld: Withheld {
            date,
            reason,
            sha256: sha256(capture.record.as_bytes()),
        },
    };
    // Strings and moments: nothing here can fail to be written.
    serde_json::to_string(&tombstone).unwrap_or_default()
}
