//! The sheet: a row for each address. What its columns are called is up to whoever runs the program.

use serde_json::json;

use super::found::Found;
use crate::archive::import::readers::export::moment;

/// What a column holds, and what it is called: as the program has it by default, as its template has had it, as people write it.
const COLUMNS: &[(Column, &[&str])] = &[
    (Column::Link, &["link", "url", "source url", "source link"]),
    (Column::Status, &["archive status", "archiving status", "status"]),
    (Column::Folder, &["destination folder", "folder"]),
    (
        Column::Archive,
        &["archive location", "archive url", "archive link", "archive"],
    ),
    (Column::Date, &["archive date", "archived on", "date archived"]),
    (Column::Posted, &["upload timestamp", "upload date", "timestamp"]),
    (Column::Title, &["upload title", "title"]),
    (Column::Text, &["text content", "text", "content"]),
    (Column::Screenshot, &["screenshot"]),
    (Column::Hash, &["hash"]),
    (
        Column::Perceptual,
        &["perceptual hashes", "perceptual hash", "pdq hash", "pdq_hash"],
    ),
    (Column::Wacz, &["wacz"]),
];

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Link,
    Status,
    Folder,
    Archive,
    Date,
    Posted,
    Title,
    Text,
    Screenshot,
    Hash,
    Perceptual,
    Wacz,
}

/// The columns of a table: of the sheet, or of the program's own database.
#[derive(Debug)]
pub(super) enum Columns {
    /// What each column holds.
    Sheet(Vec<Option<Column>>),
    /// Status, metadata and media, as Python prints them.
    Database,
}

impl Columns {
    /// Reads a row as the names of columns, if it looks like them.
    pub(super) fn read(record: &str) -> Option<Self> {
        let names: Vec<String> = fields(record)?.iter().map(|name| name.trim().to_lowercase()).collect();
        if names == ["status", "metadata", "media"] {
            return Some(Self::Database);
        }
        let held: Vec<Option<Column>> = names
            .iter()
            .map(|name| {
                let fits = |(_, known): &&(Column, &[&str])| known.contains(&name.as_str());
                COLUMNS.iter().find(fits).map(|(column, _)| *column)
            })
            .collect();
        let has = |column: Column| held.contains(&Some(column));
        let peculiar = [
            Column::Folder,
            Column::Archive,
            Column::Date,
            Column::Screenshot,
            Column::Hash,
        ];
        let known =
            has(Column::Link) && has(Column::Status) && peculiar.into_iter().filter(|own| has(*own)).count() > 1;
        known.then_some(Self::Sheet(held))
    }
}

/// The cells of a row.
pub(super) fn fields(record: &str) -> Option<Vec<String>> {
    let delimiter = if record.contains('\t') && !record.contains(',') {
        b'\t'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(record.as_bytes());
    let first = reader.records().next()?.ok()?;
    Some(first.iter().map(str::to_owned).collect())
}

/// What a row of the sheet tells, and when the copy was made; `None` for one without an address.
pub(super) fn found(held: &[Option<Column>], cells: &[String]) -> Option<(Found, Option<jiff::Timestamp>)> {
    let cell = |column: Column| {
        let at = held.iter().position(|own| *own == Some(column))?;
        cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    };
    let owned = |column| cell(column).map(str::to_owned);
    let mut found = Found {
        link: owned(Column::Link)?,
        status: owned(Column::Status).unwrap_or_default(),
        title: owned(Column::Title),
        content: owned(Column::Text),
        posted: cell(Column::Posted).and_then(moment).map(|(moment, _)| moment),
        archived_at: [Column::Archive, Column::Wacz]
            .into_iter()
            .flat_map(|column| cell(column).unwrap_or("").split_whitespace())
            .filter(|address| is_address(address))
            .map(str::to_owned)
            .collect(),
        ..Found::default()
    };
    // It is the hash of the page that the program made of the post, not of the post.
    if let Some(hash) = cell(Column::Hash).filter(|hash| *hash != "not-calculated") {
        found.extra.insert("report_hash_claimed", json!(hash));
    }
    let hashes: Vec<&str> = cell(Column::Perceptual)
        .unwrap_or("")
        .split(',')
        .map(str::trim)
        .collect();
    if hashes.iter().any(|hash| !hash.is_empty()) {
        found.extra.insert("perceptual_hashes_claimed", json!(hashes));
    }
    if let Some(picture) = cell(Column::Screenshot).and_then(|cell| cell.split_whitespace().next())
        && is_address(picture)
    {
        found.extra.insert("screenshot", json!(picture));
    }
    Some((found, cell(Column::Date).and_then(moment).map(|(moment, _)| moment)))
}

/// Whether this is an address, and not a file on somebody's machine.
pub(super) fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}
