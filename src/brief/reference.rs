//! `[@key, p. 3]`: how an entry of the references is written, be it in the text or in a note.
//!
//! Knows the writing only: whether there is such an entry is not asked. Outside brackets `@x` is a handle, never a key;
//! `[@handle, Twitter, 15 October 2017]` is a post, since what follows the comma is no place in a text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

/// One pair of brackets: `[see @a, pp. 3–4; @b]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceGroup {
    /// The brackets with all that they hold.
    pub range: Range<usize>,
    /// What it cites: at least one, in order.
    pub items: Vec<ReferenceItem>,
}

/// One entry that is cited in brackets. Ranges are of the text that was searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceItem {
    /// The whole of it; the first and the last of a group hold the bracket too.
    pub range: Range<usize>,
    /// The words before the key: `see`.
    pub prefix: Range<usize>,
    /// The key, without `@`.
    pub key: Range<usize>,
    /// The place in the entry as written: `pp. 3–4`.
    pub locator: Range<usize>,
    /// What that place counts, by its name in the Citation Style Language: `page`.
    pub label: &'static str,
    /// The place without its label: `3–4`.
    pub place: Range<usize>,
    /// Words after the place: `emphasis added`.
    pub suffix: Range<usize>,
    /// `[-@key]`: the author is named in the sentence already.
    pub suppress_author: bool,
}

#[derive(Deserialize)]
struct Table {
    signals: Vec<String>,
    labels: BTreeMap<String, Vec<String>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    // The table is compiled in, and a test reads it.
    toml::from_str(include_str!("locators.toml")).unwrap_or_else(|error| unreachable!("locators.toml: {error}"))
});

/// All brackets of `text` that cite entries, in order. Links, wiki-links, footnotes and what a backslash or backticks
/// keep from being read are none.
pub fn find_references(text: &str) -> Vec<ReferenceGroup> {
    let mut found = Vec::new();
    if !text.contains('@') {
        return found;
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => at = past_code(bytes, at),
            b'[' => {
                let group = if at > 0 && matches!(bytes[at - 1], b'!' | b'[' | b'^') {
                    None
                } else {
                    group_at(text, at)
                };
                at = group.as_ref().map_or(at + 1, |group| group.range.end);
                found.extend(group);
            }
            _ => at += 1,
        }
    }
    found
}

/// Past the code that begins with the backticks at `at`; past the backticks where nothing closes them.
fn past_code(bytes: &[u8], at: usize) -> usize {
    let run = |at: usize| bytes[at..].iter().take_while(|&&byte| byte == b'`').count();
    let length = run(at);
    let mut end = at + length;
    while end < bytes.len() {
        match run(end) {
            0 => end += 1,
            closing if closing == length => return end + closing,
            other => end += other,
        }
    }
    at + length
}

fn group_at(text: &str, start: usize) -> Option<ReferenceGroup> {
    let inside = start + 1;
    let length = text[inside..].find(['[', ']', '`', '\\', '<'])?;
    let end = inside + length;
    let words = &text[inside..end];
    if !text[end..].starts_with(']') || !words.contains('@') || words.contains("\n\n") {
        return None;
    }
    // `[words](address)`, `[words][label]` and, at the start of a line, `[label]: address` are links.
    let begins_line = || {
        text[..start]
            .rsplit('\n')
            .next()
            .is_some_and(|before| before.trim().is_empty())
    };
    let after = &text[end + 1..];
    if after.starts_with(['(', '[']) || after.starts_with(':') && begins_line() {
        return None;
    }
    let mut items = Vec::new();
    let mut from = inside;
    for part in words.split(';') {
        items.push(item(text, from..from + part.len())?);
        from += part.len() + 1;
    }
    if let Some(first) = items.first_mut() {
        first.range.start = start;
    }
    if let Some(last) = items.last_mut() {
        last.range.end = end + 1;
    }
    Some(ReferenceGroup {
        range: start..end + 1,
        items,
    })
}

fn item(text: &str, range: Range<usize>) -> Option<ReferenceItem> {
    let range = trimmed(text, range);
    let at = range.start + text[range.clone()].find('@')?;
    let suppress_author = text[range.start..at].ends_with('-');
    let prefix = trimmed(text, range.start..at - usize::from(suppress_author));
    // `user@example` is no key.
    let is_free = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let key = key_at(text, at + 1..range.end).filter(|_| is_free)?;
    let rest = trimmed(text, key.end..range.end);
    if text[rest.clone()].contains('@') {
        return None;
    }
    let nothing = rest.end..rest.end;
    let mut item = ReferenceItem {
        range: range.clone(),
        prefix,
        key,
        locator: nothing.clone(),
        label: "page",
        place: nothing.clone(),
        suffix: nothing,
        suppress_author,
    };
    if !rest.is_empty() {
        let comma = text[rest.clone()].chars().next().filter(|c| matches!(c, ',' | '،'));
        let words = trimmed(text, rest.start + comma.map_or(0, char::len_utf8)..rest.end);
        // `[@key p. 3]`: the comma is forgotten, but the label leaves no doubt. `at 14:02` may be the time of a post.
        let is_labelled = label_of(&text[words.clone()]).is_some_and(|(label, _)| label != "timestamp");
        if comma.is_none() && !is_labelled {
            return None;
        }
        locate(text, words, &mut item)?;
        if comma.is_none() && !item.suffix.is_empty() {
            return None;
        }
    }
    let has_place = !item.locator.is_empty();
    (has_place || is_signal(&text[item.prefix.clone()])).then_some(item)
}

/// Reads `p. 3`, `pp. 3–4, 7`, `33`, `chap. 2, emphasis added`.
fn locate(text: &str, rest: Range<usize>, item: &mut ReferenceItem) -> Option<()> {
    let words = &text[rest.clone()];
    let (label, after) = match label_of(words) {
        Some((label, length)) => (label, length),
        None => ("page", 0),
    };
    let value = trimmed(text, rest.start + after..rest.end);
    let place = value.start..value.start + place_length(&text[value.clone()]);
    if place.is_empty() {
        return None;
    }
    let left = trimmed(text, place.end..rest.end);
    if !left.is_empty() {
        // Words after a bare number make a date of it: `[@handle, 15 October 2017]`.
        if !text[left.clone()].starts_with(',') {
            return None;
        }
        item.suffix = trimmed(text, left.start + 1..left.end);
    }
    // So does a number that may be a year: `[@handle, 2017-10-15]`.
    let first: String = text[place.clone()].chars().take_while(char::is_ascii_digit).collect();
    if after == 0 && (!item.suffix.is_empty() || first.len() == 4 && ("1900".."2100").contains(&first.as_str())) {
        return None;
    }
    item.label = label;
    item.locator = rest.start..place.end;
    item.place = place;
    Some(())
}

/// The label that the words begin with, and how long it is with its dot.
fn label_of(words: &str) -> Option<(&'static str, usize)> {
    let end = words
        .find(|c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '.' | ','))
        .unwrap_or(words.len());
    let written = words[..end].to_lowercase();
    let labels = &TABLE.labels;
    let (label, _) = labels.iter().find(|(_, known)| known.contains(&written))?;
    let dot = usize::from(words[end..].starts_with('.'));
    Some((label, end + dot))
}

/// How long the numbers are that the words begin with: `3`, `3–4`, `iv`, `12a, 15`, `00:41:10`.
fn place_length(words: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    loop {
        let number = number_length(&words[at..]);
        if number == 0 {
            return end;
        }
        end = at + number;
        let gap = &words[end..];
        let joint = gap.trim_start();
        let skipped = gap.len() - joint.len();
        let Some(mark) = joint
            .chars()
            .next()
            .filter(|mark| matches!(mark, '-' | '–' | ',' | '&'))
        else {
            return end;
        };
        let next = &joint[mark.len_utf8()..];
        let next = next.trim_start_matches('-');
        let spaced = next.trim_start();
        if number_length(spaced) == 0 || mark == ',' && !spaced.starts_with(|c: char| c.is_numeric()) {
            return end;
        }
        at = end + skipped + (joint.len() - spaced.len());
    }
}

/// A number with letters about it, or a Roman one; with `:` between its parts for a time.
fn number_length(words: &str) -> usize {
    let end = words
        .find(|c: char| !(c.is_alphanumeric() || c == ':'))
        .unwrap_or(words.len());
    let number = words[..end].trim_end_matches(':');
    let is_roman = !number.is_empty() && number.chars().all(|c| "ivxlcdmIVXLCDM".contains(c));
    let is_number =
        number.contains(|c: char| c.is_numeric()) && number.chars().filter(|c| c.is_alphabetic()).count() <= 2;
    // What goes on with a dot or a slash is a date or a version.
    let goes_on = words[end..].starts_with('/')
        || words[end..]
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_numeric()));
    if (is_roman || is_number) && !goes_on {
        number.len()
    } else {
        0
    }
}

fn is_signal(prefix: &str) -> bool {
    let words = prefix.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let words = words.trim_end_matches(['.', ',', ':']);
    words.is_empty()
        || TABLE
            .signals
            .iter()
            .any(|signal| signal.trim_end_matches(['.', ',']) == words)
}

/// Letters, digits and `_`; within it the marks that reference managers put into keys.
fn key_at(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = &text[range.clone()];
    let length = words
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || "-.:/+".contains(c)))
        .unwrap_or(words.len());
    let key = words[..length].trim_end_matches(|c| "-.:/+".contains(c));
    let begins = key.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    begins.then(|| range.start..range.start + key.len())
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start.max(range.start + words.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::find_references;

    /// `prefix|key|label place|suffix` of each.
    fn read(text: &str) -> String {
        let groups = find_references(text);
        let groups = groups.iter().map(|group| {
            let items = group.items.iter().map(|item| {
                let author = if item.suppress_author { "-" } else { "" };
                let place = &text[item.place.clone()];
                let label = if place.is_empty() { "" } else { item.label };
                format!(
                    "{}|{author}{}|{label} {place}|{}",
                    &text[item.prefix.clone()],
                    &text[item.key.clone()],
                    &text[item.suffix.clone()]
                )
            });
            items.collect::<Vec<_>>().join(" ; ")
        });
        groups.collect::<Vec<_>>().join(" ++ ")
    }

    #[test]
    fn entries_are_read_as_pandoc_writes_them() {
        for (text, found) in [
            ("so [@tides-2019] it", "|tides-2019| |"),
            ("[@tides, p. 3]", "|tides|page 3|"),
            (
                "[see @tides, pp. 3–4, 7; @port:1, chap. 2]",
                "see|tides|page 3–4, 7| ; |port:1|chapter 2|",
            ),
            ("[-@tides, 33-35]", "|-tides|page 33-35|"),
            ("[@tides, p. iv, emphasis added]", "|tides|page iv|emphasis added"),
            ("[discussed in @tides, § 4]", "discussed in|tides|section 4|"),
            ("[@film, at 00:41:10]", "|film|timestamp 00:41:10|"),
            ("[انظر @tides، ص 3]", "انظر|tides|page 3|"),
            ("[@tides p. 3]", "|tides|page 3|"),
            ("[see @tides § 4–6]", "see|tides|section 4–6|"),
            ("[@a] and [@b]", "|a| | ++ |b| |"),
        ] {
            assert_eq!(read(text), found, "{text}");
        }
    }

    #[test]
    fn what_is_a_post_a_link_or_code_is_no_reference() {
        for text in [
            "@tides, p. 3",
            "[@quay_diary, Twitter, October 15, 2017]",
            "[@quay_diary, Twitter]",
            "[@quay_diary at 14:02]",
            "[@quay_diary 3]",
            "[@quay_diary p. 3, Twitter]",
            "[@quay_diary, 15 October 2017]",
            "[@quay_diary, 2017-10-15, Twitter]",
            "[@quay_diary, 15.10.2017]",
            "[@quay_diary, 2017]",
            "[@quay_diary, 10/15/2017]",
            "[photograph by @quay_diary]",
            "[@tides](https://tides.example)",
            "[@tides][ref]",
            "[@tides]: https://tides.example",
            "[[@tides]]",
            "[^@tides]",
            "`[@tides]` and ``a ` [@b]``",
            r"\[@tides]",
            "[user@tides.example]",
            "[@tides @port]",
            "[@]",
        ] {
            assert_eq!(read(text), "", "{text}");
        }
    }
}
