//! The head of a record, of a WARC or an ARC: what was received from where, when, and how many bytes of it follow.

use std::io::{self, BufRead};

use jiff::Timestamp;

use super::stream::line;
use crate::archive::import::readers::web::digits;

/// What stands before the bytes of a record.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// `response`, `revisit`, …; `arc-header` and `response` in an ARC.
    pub(super) kind: String,
    /// The address.
    pub(super) url: String,
    /// When it was received, and how precise that is.
    pub(super) date: Option<(Timestamp, &'static str)>,
    /// Media type of the record.
    pub(super) content_type: String,
    /// How many bytes follow; `None` where that is not said.
    pub(super) length: Option<u64>,
    /// All fields, names in lower case, as they stood.
    pub(super) fields: Vec<(String, String)>,
    /// The head as it stood, to be hashed with what follows.
    pub(super) raw: String,
}

/// What follows `WARC/`, in whatever case.
pub(super) fn version(text: &str) -> Option<&str> {
    let (name, rest) = text.split_at_checked("WARC/".len())?;
    name.eq_ignore_ascii_case("WARC/").then_some(rest)
}

/// The most fields a head may have.
const MOST: usize = 500;

impl Head {
    /// A field of that name, in lower case.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        field(&self.fields, name)
    }

    /// Reads the head of a WARC record, of which the first line is read already.
    pub(super) fn warc(first: &str, reader: &mut dyn BufRead) -> io::Result<Self> {
        let (fields, mut raw) = fields(reader)?;
        raw.insert_str(0, &format!("{first}\n"));
        let text = |name: &str| field(&fields, name).unwrap_or("").to_owned();
        Ok(Self {
            kind: text("warc-type").to_ascii_lowercase(),
            // Some tools put the address in angle brackets, as the grammar of the first version had it.
            url: text("warc-target-uri")
                .trim_start_matches('<')
                .trim_end_matches('>')
                .to_owned(),
            date: date(&text("warc-date")),
            content_type: text("content-type"),
            length: text("content-length").parse().ok(),
            fields,
            raw,
        })
    }

    /// The head of an ARC record: one line. The address may hold blanks.
    pub(super) fn arc(first: &str) -> Option<Self> {
        let mut parts: Vec<&str> = first.split(' ').collect();
        let count = parts.len();
        if count < 5 {
            return None;
        }
        // The second version has more fields between media type and length; nobody ever wrote blanks into those.
        let fields = if count >= 10 && parts[count - 8].len() >= 14 {
            10
        } else {
            5
        };
        let rest = parts.split_off(count + 1 - fields);
        let url = parts.join(" ");
        let moment = *rest.get(1)?;
        if !url.contains(':') || moment.len() < 14 || !moment.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let header = url.starts_with("filedesc:");
        Some(Self {
            kind: if header { "arc-header" } else { "response" }.to_owned(),
            url,
            // Further digits are passed over.
            date: moment.get(..14).and_then(digits::moment),
            content_type: (*rest.get(2)?).to_owned(),
            length: rest.last()?.parse().ok(),
            fields: Vec::new(),
            raw: format!("{first}\n"),
        })
    }
}

/// Fields up to the blank line: names in lower case, continued lines joined.
pub(super) fn fields(reader: &mut dyn BufRead) -> io::Result<(Vec<(String, String)>, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut raw = String::new();
    while let Some(line) = line(reader)? {
        raw.push_str(&line);
        raw.push('\n');
        if line.trim().is_empty() {
            break;
        }
        if fields.len() == MOST {
            return Err(io::Error::other("a head has no end"));
        }
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                if !value.is_empty() {
                    value.push(' ');
                }
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    Ok((fields, raw))
}

/// The value of a field.
pub(super) fn field<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

/// A moment as WARC has it: with a fraction or without, and since version 1.1 with as little as the year.
fn date(text: &str) -> Option<(Timestamp, &'static str)> {
    let told = text.trim_end_matches('Z');
    let digits: String = told.chars().filter(char::is_ascii_digit).collect();
    let is_short = digits.len() < 14 && told.chars().all(|c| c.is_ascii_digit() || "-T:".contains(c));
    if is_short {
        digits::moment(&digits)
    } else {
        text.parse().ok().map(|moment| (moment, "second"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_may_be_as_short_as_a_year() {
        let read = |text| date(text).map(|(moment, precision)| format!("{moment} {precision}"));
        assert_eq!(
            read("2014-02-10T00:00:01.000000002Z").as_deref(),
            Some("2014-02-10T00:00:01.000000002Z second")
        );
        assert_eq!(
            read("2014-02-10T09:30Z").as_deref(),
            Some("2014-02-10T09:30:00Z minute")
        );
        assert_eq!(read("2014-01").as_deref(), Some("2014-01-01T00:00:00Z month"));
        assert_eq!(read("2014").as_deref(), Some("2014-01-01T00:00:00Z year"));
        assert_eq!(read("2008-10-294T05:21:46-0700"), None);
        assert_eq!(read("yesterday"), None);
        assert_eq!(read(""), None);
    }
}
