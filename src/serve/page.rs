//! HTML as the preview sees it: which version of a page a browser shows, and where the preview's script goes.

use std::fmt;

/// What a browser shows of a page, small enough to be written in the page itself.
///
/// The two halves are apart so that a new style sheet can be put in place without loading the page again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// Of everything but the addresses of the style sheets.
    pub(super) content: String,
    /// Of the style sheets: their addresses and what they say.
    pub(super) style: String,
}

impl Version {
    /// The version of a page whose style sheets are read by `style_sheet`.
    pub(super) fn of(html: &[u8], mut style_sheet: impl FnMut(&str) -> Option<Vec<u8>>) -> Self {
        let mut content = blake3::Hasher::new();
        let mut style = blake3::Hasher::new();
        let mut from = 0;
        for (start, end) in style_addresses(html) {
            content.update(&html[from..start]);
            from = end;
            style.update(&html[start..end]);
            style.update(&[0]);
            if let Some(bytes) = std::str::from_utf8(&html[start..end]).ok().and_then(&mut style_sheet) {
                style.update(blake3::hash(&bytes).as_bytes());
            }
        }
        content.update(&html[from..]);
        Self {
            content: short(&content),
            style: short(&style),
        }
    }

    /// Reads what [`fmt::Display`] wrote.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (content, style) = text.split_once('-')?;
        Some(Self {
            content: content.to_owned(),
            style: style.to_owned(),
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.content, self.style)
    }
}

fn short(hasher: &blake3::Hasher) -> String {
    hasher.finalize().to_hex()[..16].to_owned()
}

/// The addresses of the page's style sheets, as written.
pub(super) fn style_sheets(html: &[u8]) -> Vec<String> {
    style_addresses(html)
        .into_iter()
        .map(|(start, end)| String::from_utf8_lossy(&html[start..end]).into_owned())
        .collect()
}

/// Where the addresses of style sheets are in a page, in bytes.
fn style_addresses(html: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = find(html, b"<link", from) {
        let end = find(html, b">", start).unwrap_or(html.len());
        let rel = attribute(html, start, end, b" rel=");
        if let Some((from, to)) = rel
            && html[from..to].eq_ignore_ascii_case(b"stylesheet")
        {
            found.extend(attribute(html, start, end, b" href="));
        }
        from = end;
    }
    found
}

/// Where the value of an attribute is within the tag from `start` to `end`.
fn attribute(html: &[u8], start: usize, end: usize, name: &[u8]) -> Option<(usize, usize)> {
    let at = find(&html[..end], name, start)? + name.len();
    if let Some(&quote @ (b'"' | b'\'')) = html.get(at) {
        return Some((at + 1, find(&html[..end], &[quote], at + 1)?));
    }
    let value = html[at..end].iter().take_while(|byte| !byte.is_ascii_whitespace());
    Some((at, at + value.count()))
}

fn find(haystack: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    haystack
        .get(from..)?
        .windows(needle.len())
        .position(|window| window.eq_ignore_ascii_case(needle))
        .map(|at| from + at)
}

/// The page with the preview's script, allowed by whatever content security policy the page itself declares.
pub(super) fn with_preview(html: &[u8], version: &Version) -> Vec<u8> {
    let script = format!("<script src=\"/_ibid/preview.js\" data-version=\"{version}\" defer></script>\n");
    let html = with_policy(html);
    let at = html
        .windows(7)
        .rposition(|window| window.eq_ignore_ascii_case(b"</body>"))
        .unwrap_or(html.len());
    [&html[..at], script.as_bytes(), &html[at..]].concat()
}

/// The page with a content security policy that lets the preview in: its script, its style sheet, its events.
fn with_policy(html: &[u8]) -> Vec<u8> {
    let mut from = 0;
    while let Some(start) = find(html, b"<meta", from) {
        let end = find(html, b">", start).unwrap_or(html.len());
        let is_policy = attribute(html, start, end, b" http-equiv=")
            .is_some_and(|(from, to)| html[from..to].eq_ignore_ascii_case(b"content-security-policy"));
        if is_policy && let Some((from, to)) = attribute(html, start, end, b" content=") {
            let policy = widened(&String::from_utf8_lossy(&html[from..to]));
            return [&html[..from], policy.as_bytes(), &html[to..]].concat();
        }
        from = end;
    }
    html.to_vec()
}

/// A policy under which the preview works and everything else stays as strict as it was.
fn widened(policy: &str) -> String {
    let mut directives: Vec<(String, Vec<String>)> = Vec::new();
    for directive in policy.split(';') {
        let mut words = directive.split_whitespace().map(str::to_owned);
        if let Some(name) = words.next() {
            directives.push((name.to_ascii_lowercase(), words.collect()));
        }
    }
    let fallback = directives.iter().find(|(name, _)| name == "default-src").cloned();
    for needed in ["script-src", "style-src", "connect-src"] {
        let at = match directives.iter().position(|(name, _)| name == needed) {
            Some(at) => at,
            None => match &fallback {
                // Nothing limits it.
                None => continue,
                Some((_, sources)) => {
                    directives.push((needed.to_owned(), sources.clone()));
                    directives.len() - 1
                }
            },
        };
        let sources = &mut directives[at].1;
        sources.retain(|source| !matches!(source.as_str(), "'none'" | "&#39;none&#39;" | "&#x27;none&#x27;"));
        // Within an attribute the quotes may be written as references.
        if !sources
            .iter()
            .any(|source| matches!(source.as_str(), "'self'" | "&#39;self&#39;" | "&#x27;self&#x27;"))
        {
            sources.push("&#39;self&#39;".to_owned());
        }
    }
    directives
        .into_iter()
        .map(|(name, sources)| format!("{name} {}", sources.join(" ")).trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("; ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PAGE: &str = "<head><LINK rel=\"stylesheet\" href=\"/s.1.css\"><link rel=icon href=/i.svg></head>\
                        <body><p>one</p></body>";

    fn version(html: &str) -> Version {
        Version::of(html.as_bytes(), |_| None)
    }

    #[test]
    fn a_new_style_sheet_is_told_from_new_words() {
        let before = version(PAGE);
        let restyled = version(&PAGE.replace("s.1.css", "s.2.css"));
        assert_eq!(before.content, restyled.content);
        assert_ne!(before.style, restyled.style);
        let rewritten = version(&PAGE.replace("one", "two"));
        assert_ne!(before.content, rewritten.content);
        assert_eq!(before.style, rewritten.style);
        assert_ne!(before.content, version(&PAGE.replace("i.svg", "j.svg")).content);
    }

    #[test]
    fn a_style_sheet_that_says_something_new_is_new_at_the_same_address() {
        let with = |css: &str| Version::of(PAGE.as_bytes(), |address| (address == "/s.1.css").then(|| css.into()));
        assert_ne!(with("p{}"), with("p{color:red}"));
    }

    #[test]
    fn a_version_survives_the_page() {
        let written = version(PAGE);
        assert_eq!(Version::parse(&written.to_string()), Some(written));
        assert_eq!(style_sheets(PAGE.as_bytes()), ["/s.1.css"]);
    }

    #[test]
    fn the_script_comes_last_in_the_body_and_in_pages_without_one() {
        let page = String::from_utf8(with_preview(PAGE.as_bytes(), &version(PAGE))).unwrap();
        assert!(page.ends_with("defer></script>\n</body>"), "{page}");
        let bare = String::from_utf8(with_preview(b"<p>x", &version("<p>x"))).unwrap();
        assert!(bare.starts_with("<p>x<script src=\"/_ibid/preview.js\""), "{bare}");
    }

    #[test]
    fn a_strict_policy_lets_the_preview_in_and_nothing_else() {
        assert_eq!(
            widened("default-src 'none'; img-src 'self'; script-src 'self'"),
            "default-src 'none'; img-src 'self'; script-src 'self'; style-src &#39;self&#39;; connect-src &#39;self&#39;"
        );
        assert_eq!(widened("img-src 'self'"), "img-src 'self'");
        let page = b"<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\"><p>x";
        let page = String::from_utf8(with_policy(page)).unwrap();
        assert!(page.contains("content=\"script-src &#39;self&#39;\""), "{page}");
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_page(bytes in "(<link|<meta|rel=|href=\"|stylesheet| |>|'|é|x){0,40}") {
            let version = version(&bytes);
            let shown = with_preview(bytes.as_bytes(), &version);
            prop_assert!(shown.len() > bytes.len());
        }
    }
}
