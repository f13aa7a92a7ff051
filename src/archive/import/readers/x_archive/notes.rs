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

    /// The whole text of a post that was made in a second and is there cut to `short`, and what stands beside it.
    pub(super) fn whole(&mut self, second: i64, short: &str) -> Option<(String, Value)> {
        let beginning = beginning(short);
        let fits = |note: &Note| {
            let whole = note.text.trim_start();
            let part: String = beginning.chars().take(BEGINNING).collect();
            // Links may be written differently, but what comes before the first is the same.
            whole.starts_with(beginning) || (part.chars().count() == BEGINNING && whole.contains(&part))
        };
        // The two times are of two records: one may be a second behind.
        let found = [second, second - 1, second + 1].into_iter().find(|second| {
            self.by_second.get(second).is_some_and(|notes| notes.iter().any(fits))
        })?;
        let notes = self.by_second.get_mut(&found)?;
        let note = notes.iter_mut().find(|note| fits(note))?;
        note.used = true;
        (note.text.chars().count() >= beginning.chars().count()).then(|| (note.text.clone(), note.value.clone()))
    }

    /// How many were not asked for.
    pub(super) fn left(&self) -> usize {
        self.by_second.values().flatten().filter(|note| !note.used).count()
    }
}

/// What of a cut text is the author's: without the ellipsis, the link to the whole, and the accounts that are answered.
fn beginning(short: &str) -> &str {
    let mut body = short.trim();
    while let Some((before, link)) = body.rsplit_once(char::is_whitespace)
        && link.starts_with("https://t.co/")
    {
        body = before.trim_end();
    }
    body.trim_end_matches('…').trim_end()
}
