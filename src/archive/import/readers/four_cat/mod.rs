//! 4CAT: a table (CSV) of what it made of posts, or the platforms' own items a line (NDJSON) with where they came from.

mod records;
mod row;
#[cfg(test)]
mod tests;

use serde_json::Value;

use self::records::{Record, records};
use self::row::Columns;
use super::native::file::{File, members, names};
use super::native::{items, twitter};
use super::zeeschuimer::milliseconds;
use crate::archive::StoreError;
use crate::archive::import::{Item, Options, Package, PackageError, Sink, Skip, json};

const NAME: &str = "4cat";

pub(super) fn recognises(package: &Package) -> bool {
    members(package, |head| is_table(head) || is_lines(head)).next().is_some()
}

fn is_table(head: &str) -> bool {
    let header = head.trim_start_matches('\u{feff}').lines().next().unwrap_or("");
    Columns::read(header).is_some_and(|columns| columns.is_table_of_posts())
}

fn is_lines(head: &str) -> bool {
    names(head, "__import_meta")
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    for member in members(package, is_lines) {
        read_lines(&File::new(package, member, NAME, options), sink)?;
    }
    for member in members(package, is_table) {
        read_table(package, &File::new(package, member, NAME, options), sink)?;
    }
    Ok(())
}

fn read_lines(file: &File<'_>, sink: &mut dyn Sink) -> Result<(), PackageError> {
    file.each(sink, &mut |sink, entry| {
        let meta = entry.value.get("__import_meta");
        let seen = meta.and_then(|meta| milliseconds(meta.get("timestamp_collected")?));
        let found = match file.origin(entry.raw.as_bytes(), entry.line, seen) {
            Ok(mut origin) => {
                origin.tool = Some("4CAT".to_owned());
                let platform = meta.and_then(|meta| json::text(meta, "source_platform"));
                let platform = platform.unwrap_or_else(|| shape(&entry.value));
                items(platform, &entry.value, &origin).unwrap_or_default()
            }
            Err(other) => vec![other],
        };
        if found.is_empty() {
            sink.take(entry.place, Item::Skipped(Skip::NotAPost))?;
        }
        found.into_iter().try_for_each(|item| sink.take(entry.place, item))
    })
}

/// The platform that an item looks like.
fn shape(item: &Value) -> &'static str {
    let has = |name| item.get(name).is_some();
    if has("rest_id") || has("legacy") {
        "twitter.com"
    } else if has("shortcode") || (has("code") && has("media_type")) {
        "instagram.com"
    } else if has("createTime") {
        "tiktok.com"
    } else {
        ""
    }
}

fn read_table(package: &Package, file: &File<'_>, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let mut columns = None;
    let mut zeros = false;
    for record in records(package.read(file.member)?) {
        let item = match record {
            Record::Whole { line, raw } => match &columns {
                None => {
                    columns = Columns::read(&raw);
                    continue;
                }
                Some(columns) => {
                    let item = file.origin(raw.as_bytes(), Some(line), None).and_then(|mut origin| {
                        origin.tool = Some("4CAT".to_owned());
                        row::draft(columns, &raw, &origin)
                    });
                    let item = item.map_or_else(|other| other, |draft| Item::Post(Box::new(draft)));
                    zeros |= matches!(&item, Item::Post(draft) if draft.metrics.values().any(|number| *number == Some(0)));
                    (line, item)
                }
            },
            Record::Broken { line, why } => (line, Item::Broken(why)),
        };
        sink.take(&file.place(Some(item.0)), item.1)?;
    }
    if zeros {
        note_zeros(file, sink)?;
    }
    Ok(())
}

fn note_zeros(file: &File<'_>, sink: &mut dyn Sink) -> Result<(), StoreError> {
    let remark = format!(
        "{}: 4CAT writes 0 where it does not know a count, too; the zeros were taken in as they are. Its NDJSON tells them apart",
        file.member
    );
    sink.take(&file.place(None), Item::Remark(remark))
}

/// Whether a text can be the whole of an id of some platform: 4CAT's tables pass through spreadsheets, which round numbers.
fn is_whole(id: &str) -> bool {
    let digits = id.bytes().all(|byte| byte.is_ascii_digit());
    let exponent = id.contains('+') || (id.contains('.') && id.parse::<f64>().is_ok());
    // Spreadsheets keep fifteen digits.
    let rounded = digits && id.len() > 16 && id[15..].bytes().all(|digit| digit == b'0');
    !id.is_empty() && !exponent && !rounded && (!digits || twitter::is_id(id))
}
