use std::ops::Range;

/// What is isolated from the direction of the text around it: handles and hashtags.
pub(super) fn names(text: &str) -> Vec<Range<usize>> {
    find(text, false)
}

/// Handles, hashtags and addresses.
pub(super) fn names_and_addresses(text: &str) -> Vec<Range<usize>> {
    find(text, true)
}

fn find(text: &str, addresses: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    let marks: &[char] = if addresses {
        &['@', '#', '＃', ':']
    } else {
        &['@', '#', '＃']
    };
    while let Some(at) = text[from..].find(marks).map(|at| from + at) {
        let mark = text[at..].chars().next().map_or(1, char::len_utf8);
        let range = match &text[at..at + mark] {
            ":" => address(text, at).filter(|range| range.start >= from),
            _ if text[..at].ends_with(|c: char| is_of_word(c) || matches!(c, '/' | '&' | '.' | '-' | '@' | '#')) => {
                None
            }
            "@" => handle(&text[at + mark..]).map(|length| at..at + mark + length),
            _ => hashtag(&text[at + mark..]).map(|length| at..at + mark + length),
        };
        from = range.as_ref().map_or(at + mark, |range| range.end);
        found.extend(range);
    }
    found
}

/// `name`, `name@server.example`, `name.example`.
fn handle(text: &str) -> Option<usize> {
    let name = handle_part(text);
    if name == 0 {
        return None;
    }
    let server = text[name..].strip_prefix('@').map_or(0, handle_part);
    Some(if server > 0 { name + 1 + server } else { name })
}

fn handle_part(text: &str) -> usize {
    let length = text
        .find(|c: char| !(is_of_word(c) || matches!(c, '.' | '-')))
        .unwrap_or(text.len());
    text[..length].trim_end_matches(['.', '-']).len()
}

fn hashtag(text: &str) -> Option<usize> {
    let length = text
        .find(|c: char| !(is_of_word(c) || c == '\u{200c}'))
        .unwrap_or(text.len());
    text[..length].contains(char::is_alphabetic).then_some(length)
}

/// `scheme://…` around the colon at `at`.
fn address(text: &str, at: usize) -> Option<Range<usize>> {
    let start = ["https", "http"]
        .into_iter()
        .find(|scheme| text[..at].ends_with(scheme))
        .map(|scheme| at - scheme.len())?;
    let rest = text[at..].strip_prefix("://")?;
    let length = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '»'))
        .unwrap_or(rest.len());
    let kept = rest[..length]
        .trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', ')', '…', '،'])
        .len();
    (kept > 0).then_some(start..at + 3 + kept)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::{names, names_and_addresses};

    #[test]
    fn handles_and_hashtags_are_found_whole() {
        let text = "By @__a__, @tide.x@quay.example. #CloseThe_Silos, #أغلقوا_الصوامع!";
        let found: Vec<_> = names(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(
            found,
            ["@__a__", "@tide.x@quay.example", "#CloseThe_Silos", "#أغلقوا_الصوامع"]
        );
    }

    #[test]
    fn mail_addresses_numbers_and_anchors_are_none() {
        assert!(names("a@b.example &#39; #7 @ # x#y").is_empty());
    }

    #[test]
    fn an_address_holds_its_own_handle() {
        let text = "see https://t.example/@quay/1. @b";
        let found: Vec<_> = names_and_addresses(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, ["https://t.example/@quay/1", "@b"]);
    }
}
