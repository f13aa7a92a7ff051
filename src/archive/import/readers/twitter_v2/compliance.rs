//! Records of compliance: which posts an archivist was told to remove, and why. The order to remove is the platform's; what
//! became of the post is in the reason.

use jiff::Timestamp;
use serde_json::Value;

use crate::archive::State;
use crate::archive::import::readers::native::twitter::{id, key, moment};
use crate::archive::import::{Item, Skip, json};

/// The reasons known, and what each says of a post.
const REASONS: &[(&str, State)] = &[
    ("deleted", State::Deleted),
    ("protected", State::Protected),
    ("suspended", State::Suspended),
    // The account is gone, by its owner's wish or not, and may come back.
    ("deactivated", State::Unavailable),
    ("bounced", State::Unavailable),
    ("withheld", State::Withheld),
];

/// Until then ids were counted up, and small.
const SMALL_IDS_UNTIL: i64 = 1_289_000_000;

/// Whether a value is such a record.
pub(super) fn is_record(value: &Value) -> bool {
    let has = |name| value.get(name).is_some();
    has("action") && has("reason") && has("id") && !has("text") && !has("data")
}

/// When a post was found to be so, as far as the record says.
pub(super) fn redacted(record: &Value) -> Option<Timestamp> {
    json::text(record, "redacted_at").and_then(moment::parse)
}

/// What a record says of a post. Records of accounts look the same but for their ids and times.
pub(super) fn item(record: &Value, at: Timestamp) -> Item {
    let id = match id(record, &["id"], &["id"]) {
        Ok(id) => id,
        Err(other) => return other,
    };
    let key = key(&id);
    let written = json::text(record, "created_at").unwrap_or("");
    let made = moment::parse(written);
    let small = key.posted_from_id().is_none();
    let account = !written.contains('.') || (small && made.is_some_and(|made| made.as_second() > SMALL_IDS_UNTIL));
    let reason = json::text(record, "reason").unwrap_or("");
    let known = REASONS.iter().find(|(name, _)| *name == reason);
    let (Some((_, state)), false) = (known, account) else {
        return Item::Skipped(Skip::NotAPost);
    };
    Item::State {
        key,
        state: *state,
        at,
        because: reason.to_owned(),
    }
}
