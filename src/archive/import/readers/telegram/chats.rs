//! The chats of an export, and their messages one at a time, wherever in the file they stand.

use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

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

/// Hands over each message with its chat, and at the end of each chat the chat alone.
pub(super) fn read(reader: impl Read, each: &mut dyn FnMut(&Chat, Option<&RawValue>)) -> Result<(), serde_json::Error> {
    let mut next = 0;
    let mut json = serde_json::Deserializer::from_reader(reader);
    Part { next: &mut next, each }.deserialize(&mut json)
}

/// An object that is a chat or holds some; or a list of such.
struct Part<'e> {
    next: &'e mut usize,
    each: &'e mut dyn FnMut(&Chat, Option<&RawValue>),
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a chat or a list of chats")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut chat = Chat {
            number: *self.next,
            ..Chat::default()
        };
        let mut is_chat = false;
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "messages" => {
                    if !is_chat {
                        is_chat = true;
                        *self.next += 1;
                    }
                    map.next_value_seed(Messages {
                        chat: &chat,
                        each: self.each,
                    })?;
                }
                "chats" | "left_chats" | "list" => map.next_value_seed(Part {
                    next: self.next,
                    each: self.each,
                })?,
                "name" => chat.name = words(&map.next_value()?),
                "type" => chat.kind = words(&map.next_value()?),
                "id" => chat.id = map.next_value::<Value>()?.as_u64(),
                // Contacts, sessions, the owner's telephone number: passed over unread.
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if is_chat {
            (self.each)(&chat, None);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list
            .next_element_seed(Part {
                next: self.next,
                each: self.each,
            })?
            .is_some()
        {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

fn words(value: &Value) -> String {
    value.as_str().unwrap_or("").to_owned()
}

struct Messages<'e> {
    chat: &'e Chat,
    each: &'e mut dyn FnMut(&Chat, Option<&RawValue>),
}

impl<'de> DeserializeSeed<'de> for Messages<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Messages<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of messages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(message) = list.next_element::<Box<RawValue>>()? {
            (self.each)(self.chat, Some(&message));
        }
        Ok(())
    }
}
