//! What Telegram Desktop exports (`result.json`): one chat, or all of an account's. Channels and groups that anybody can read
//! are taken in, others only when asked for. The export does not name the channel's handle. Says nothing of when it was made.

mod chats;
mod lenient;
mod message;
#[cfg(test)]
mod tests;

use serde_json::value::RawValue;

use self::chats::Chat;
use super::export::{chosen, ends, only_html, roots};
use super::native::file::File;
use crate::archive::import::{Item, Options, Package, PackageError, Sink, Skip, json};

const NAME: &str = "telegram";

pub(super) fn recognises(package: &Package) -> bool {
    !exports(package).is_empty() || page(package).is_some()
}

/// The export in its other form, if that is all there is.
fn page(package: &Package) -> Option<&str> {
    let fits = |head: &str| head.contains("class=\"page_wrap\"") && head.contains("class=\"history\"");
    let pages = roots(package, |name| name.starts_with("messages") && ends(name, ".html"), fits);
    pages.first().copied()
}

fn exports(package: &Package) -> Vec<&str> {
    roots(package, |name| ends(name, ".json") && name.starts_with("result"), fits)
}

fn fits(head: &str) -> bool {
    let names = |name: &str| head.contains(&format!("\"{name}\""));
    let message = names("date_unixtime") || names("from_id") || (names("from") && names("text"));
    let messages = names("messages") && message && names("type");
    let whole = names("chats") && names("list") && (names("personal_information") || names("about"));
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    start.starts_with('{') && (messages || whole) && !names("participants")
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let exports = exports(package);
    if let Some(page) = page(package).filter(|_| exports.is_empty()) {
        let sentence = only_html("Telegram Desktop", "“Machine-readable JSON” when you export the chat again");
        let place = File::new(package, page, NAME, options).place(None);
        return Ok(sink.take(&place, Item::Broken(sentence))?);
    }
    for member in chosen(package, exports) {
        Export {
            package,
            member,
            options,
            file: File::new(package, member, NAME, options),
        }
        .read(sink)?;
    }
    Ok(())
}

struct Export<'p> {
    package: &'p Package,
    member: &'p str,
    options: &'p Options,
    file: File<'p>,
}

impl Export<'_> {
    fn read(&self, sink: &mut dyn Sink) -> Result<(), PackageError> {
        // What a chat is may stand behind its messages, and whose handle the user gives is plain only when there is one chat.
        let mut all: Vec<Chat> = Vec::new();
        let first = chats::read(self.lenient()?, &mut |chat, _| {
            if all.len() <= chat.number {
                all.resize_with(chat.number + 1, Chat::default);
            }
            all[chat.number] = chat.clone();
        });
        let taken: Vec<bool> = all.iter().map(|chat| self.is_taken(chat, all.len())).collect();
        let several = taken.iter().filter(|taken| **taken).count() > 1;
        self.remarks(&all, &taken, several, sink)?;
        let handle = self.options.account.as_deref().filter(|_| !several);
        let (mut number, mut stored) = (0, Ok(()));
        let end = chats::read(self.lenient()?, &mut |chat, raw| {
            let Some(raw) = raw else { return };
            number += 1;
            if stored.is_ok() {
                let chat = all.get(chat.number).unwrap_or(chat);
                let taken = taken.get(chat.number) == Some(&true);
                stored = sink.take(&self.file.place(Some(number)), self.item(chat, taken, handle, raw));
            }
        });
        stored?;
        if let Err(error) = end.and(first) {
            let broken =
                format!("the export could not be read on after message {number}: it was cut off or damaged ({error})");
            sink.take(&self.file.place(Some(number + 1)), Item::Broken(broken))?;
        }
        Ok(())
    }

    fn lenient(&self) -> Result<lenient::Lenient, PackageError> {
        Ok(lenient::Lenient::new(self.package.read(self.member)?))
    }

    /// Whether a chat's messages are taken in. A file that does not say what its only chat is was cut out of an export: then
    /// the user knows, and says so by giving its handle.
    fn is_taken(&self, chat: &Chat, chats: usize) -> bool {
        let unknown = chat.kind.is_empty() && chats == 1 && self.options.account.is_some();
        chat.is_public() || unknown || self.options.include_non_public
    }

    fn remarks(&self, all: &[Chat], taken: &[bool], several: bool, sink: &mut dyn Sink) -> Result<(), PackageError> {
        let member = self.member;
        let remark = match self.options.account {
            Some(_) if several => format!(
                "{member} holds several channels, so that the handle given with --account was used for none of them; their \
                 posts are kept by the channels' numbers"
            ),
            None if taken.contains(&true) => {
                let names: Vec<_> = all
                    .iter()
                    .zip(taken)
                    .filter(|(_, taken)| **taken)
                    .map(|(chat, _)| chat.name.as_str())
                    .collect();
                format!(
                    "{member} does not tell the handle of “{}”; its posts are kept by the channel's number (t.me/c/…), and notes \
                     that cite its handle will not find them. Import it with --account HANDLE",
                    names.join("”, “")
                )
            }
            _ => return Ok(()),
        };
        Ok(sink.take(&self.file.place(None), Item::Remark(remark))?)
    }

    fn item(&self, chat: &Chat, taken: bool, handle: Option<&str>, raw: &RawValue) -> Item {
        if !taken {
            return Item::Skipped(Skip::NotPublic);
        }
        let origin = match self.file.origin(raw.get().as_bytes(), None, None) {
            Ok(origin) => origin,
            Err(item) => return item,
        };
        let message = match json::value(raw.get()) {
            Ok(message) => message,
            Err(error) => return Item::Broken(format!("this message could not be read ({error})")),
        };
        let reading = message::Reading {
            package: self.package,
            export: self.member,
            chat,
            handle,
        };
        reading
            .draft(&message, &origin)
            .map_or_else(|item| item, |draft| Item::Post(Box::new(draft)))
    }
}
