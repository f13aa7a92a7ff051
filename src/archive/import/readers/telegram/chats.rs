//! The chats of an export, and their messages one at a time, wherever in the file they stand.

use std::io::Read;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::archive::import::json::{Step, Visit, walk};

/// A chat, as far as it was told when a message was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Chat {
    /// Which of the export's chats it is, from nought.
    pub(super) number: usize,
    pub(super) name: String,
    /// `public_channel`, `personal_chat`, ….
    pub(super) kind: String,
    /// The number that Telegram gives it.
    pub(super) id: Option<u64>,
}

impl Chat {
    /// Whether anybody can read it.
    pub(super) fn is_public(&self) -> bool {
        matches!(self.kind.as_str(), "public_channel" | "public_supergroup")
    }
}

/// A chat's number as addresses have it. Until 2021 the program put the kind of chat into its upper half; tools that follow
/// Telegram's interface for bots put `-100` before it.
fn bare(written: i64) -> Option<u64> {
    const CHANNEL: u64 = 2 << 32;
    const NEXT_KIND: u64 = 3 << 32;
    const OF_BOTS: u64 = 1_000_000_000_000;
    let number = written.unsigned_abs();
    match written {
        0 => None,
        1.. if (CHANNEL..NEXT_KIND).contains(&number) => Some(number - CHANNEL),
        ..0 if number > OF_BOTS => Some(number - OF_BOTS),
        _ => Some(number),
    }
}

/// Hands over each message with its chat, and at the end of each chat the chat alone.
pub(super) fn read(reader: impl Read, each: &mut dyn FnMut(&Chat, Option<&RawValue>)) -> Result<(), serde_json::Error> {
    let mut chats = Chats {
        chat: Chat::default(),
        has_messages: false,
        each,
    };
    walk(reader, &mut chats)
}

/// Goes through an object that is a chat or holds some.
struct Chats<'e> {
    /// The one that is being read.
    chat: Chat,
    has_messages: bool,
    each: &'e mut dyn FnMut(&Chat, Option<&RawValue>),
}

impl Visit for Chats<'_> {
    fn member(&mut self, path: &[String]) -> Step {
        match path.last().map(String::as_str) {
            Some("messages") => {
                self.has_messages = true;
                Step::Enter
            }
            Some("chats" | "left_chats" | "list") => Step::Enter,
            Some("name" | "type" | "id") => Step::Take,
            // Contacts, sessions, the owner's telephone number: passed over unread.
            _ => Step::Pass,
        }
    }

    fn element(&mut self, path: &[String]) -> Step {
        match path.last().map(String::as_str) {
            Some("messages") => Step::Take,
            _ => Step::Enter,
        }
    }

    fn take(&mut self, path: &[String], raw: &RawValue) {
        let told = || serde_json::from_str::<Value>(raw.get()).unwrap_or_default();
        let words = || told().as_str().unwrap_or("").to_owned();
        match path.last().map(String::as_str) {
            Some("messages") => (self.each)(&self.chat, Some(raw)),
            Some("name") => self.chat.name = words(),
            Some("type") => self.chat.kind = words(),
            Some("id") => self.chat.id = told().as_i64().and_then(bare),
            _ => {}
        }
    }

    fn leave(&mut self, _: &[String]) {
        let mut number = self.chat.number;
        if std::mem::take(&mut self.has_messages) {
            (self.each)(&self.chat, None);
            number += 1;
        }
        self.chat = Chat {
            number,
            ..Chat::default()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_number_is_that_of_the_address() {
        for (written, number) in [
            (1_234_567_890, Some(1_234_567_890)),
            (8_589_934_592 + 1_234_567_890, Some(1_234_567_890)),
            (-1_001_234_567_890, Some(1_234_567_890)),
            (-77, Some(77)),
            (0, None),
        ] {
            assert_eq!(bare(written), number, "{written}");
        }
    }
}
