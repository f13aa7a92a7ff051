//! The whole text of long posts, which stands apart and under ids of its own: matched by the second of posting and by how the
//! text begins.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::archive::import::json::text;
use crate::archive::import::readers::native::twitter::moment;

/// The long posts of an archive. Few posts are long: they are kept until their posts are met.
#[derive(Debug, Default)]
pub(super) struct Notes {
    by_second: BTreeMap<i64, Vec<Note>>,
}

#[derive(Debug)]
struct Note {
    text: String,
    value: Value,
    used: bool,
}

/// From how many characters on a post may be cut without saying so.
const LONG: usize = 200;

/// How much of a beginning has to agree, at least, where all of it does not.
const BEGINNING: usize = 40;

impl Notes {
    /// Keeps an element of `note-tweet.js`.
    pub(super) fn add(&mut self, element: &Value) {
        let note = element.get("noteTweet").unwrap_or(element);
        let core = note.get("core").or_else(|| note.get("noteTweetResults")).unwrap_or(note);
        let made = text(note, "createdAt").and_then(moment::parse);
        if let (Some(made), Some(words)) = (made, text(core, "text")) {
            self.by_second.entry(made.as_second()).or_default().push(Note {
                text: words.to_owned(),
                value: core.clone(),
                used: false,
            });
        }
    }

    /// The whole text of a post that was made in a second and stands there as `short`, and what stands beside it; `None` where
    /// the post has all of it. Notes are without the accounts that are answered, and without what is attached.
    pub(super) fn whole(&mut self, second: i64, short: &str) -> Option<(String, Value)> {
        let (answered, own) = short.split_at(opening(short));
        let beginning = beginning(own);
        let cut = short.chars().count() >= LONG || own.trim_end().contains('…');
        let fits = |note: &Note| {
            let whole = note.text.trim_start();
            let part: String = beginning.chars().take(BEGINNING).collect();
            // Links may be written differently, but what comes before the first is the same.
            let begins = whole.starts_with(beginning) || (part.chars().count() == BEGINNING && whole.contains(&part));
            self::beginning(whole) == beginning || (cut && begins)
        };
        // The two times are of two records: one may be a second behind.
        let found = [second, second - 1, second + 1].into_iter().find(|second| {
            self.by_second.get(second).is_some_and(|notes| notes.iter().any(fits))
        })?;
        let notes = self.by_second.get_mut(&found)?;
        let note = notes.iter_mut().find(|note| fits(note))?;
        note.used = true;
        let longer = self::beginning(&note.text).chars().count() > beginning.chars().count();
        longer.then(|| (format!("{answered}{}", note.text), note.value.clone()))
    }

    /// How many were not asked for.
    pub(super) fn left(&self) -> usize {
        self.by_second.values().flatten().filter(|note| !note.used).count()
    }
}

/// What of a text is certainly in its note: all before the ellipsis and the links at its end.
fn beginning(short: &str) -> &str {
    let mut body = short.trim();
    while let Some((before, link)) = body.rsplit_once(char::is_whitespace)
        && link.starts_with("https://t.co/")
    {
        body = before.trim_end();
    }
    body.trim_end_matches('…').trim_end()
}

/// Where the accounts end with which an answer begins.
fn opening(text: &str) -> usize {
    let mut rest = text;
    while let Some(next) = rest.strip_prefix('@') {
        let handle = next.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let Some(after) = handle.strip_prefix(' ') else {
            break;
        };
        rest = after;
    }
    text.len() - rest.len()
}
