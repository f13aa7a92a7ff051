use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// By what two captures are known to say the same: half a hash of their content.
pub type Fingerprint = [u8; 16];

/// The fingerprint of an archived line; `None` when it is no JSON object. Where a line came from is no part of what it says,
/// nor is the order of its members. Neither is a time of capture that is only the file's time: a copy of the file has another.
pub fn fingerprint(line: &str) -> Option<Fingerprint> {
    let mut members: BTreeMap<String, &RawValue> = serde_json::from_str(line).ok()?;
    members.remove("source");
    if members
        .get("captured_from")
        .is_some_and(|from| from.get() == "\"mtime\"")
    {
        members.remove("captured");
    }
    let mut hasher = blake3::Hasher::new();
    for (name, value) in members {
        // The ends of names and values are hashed too, so that no two lines run together into the same bytes.
        for part in [name.as_str(), value.get()] {
            hasher.update(part.as_bytes());
            hasher.update(&[0xff]);
        }
    }
    let mut half = Fingerprint::default();
    half.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    Some(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_line_came_from_and_the_order_of_its_members_do_not_count() {
        let one = r#"{"id":"1","captured":"2020-01-01T00:00:00Z","source":{"name":"a.jsonl"},"text":"Smoke"}"#;
        let two = r#"{"text":"Smoke","id":"1","captured":"2020-01-01T00:00:00Z","source":{"name":"b.jsonl","line":4}}"#;
        assert_eq!(fingerprint(one), fingerprint(two));
        assert_ne!(fingerprint(one), fingerprint(&one.replace("Smoke", "smoke")));
        assert_ne!(fingerprint(one), fingerprint(&one.replace("2020", "2021")));
        assert_eq!(fingerprint("{"), None);
    }

    #[test]
    fn the_time_of_a_file_does_not_count() {
        let one = r#"{"id":"1","captured":"2020-01-01T00:00:00Z","captured_from":"mtime"}"#;
        assert_eq!(fingerprint(one), fingerprint(&one.replace("2020", "2021")));
        let told = one.replace("mtime", "user");
        assert_ne!(fingerprint(&told), fingerprint(&told.replace("2020", "2021")));
    }
}
