//! Where a long address may be broken at the end of a line.

/// An address that is already HTML, with `<wbr>` after its slashes and before its query: browsers break it nowhere else
/// but in the middle of a word. What is copied from the page stays the same.
pub fn breakable(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 4);
    let mut in_tag = false;
    let mut chars = html.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            '?' | '&' | '#' if !in_tag => out.push_str("<wbr>"),
            _ => {}
        }
        out.push(c);
        if c == '/' && !in_tag && chars.peek().is_some_and(|next| !matches!(next, '/' | '<' | '?' | '#')) {
            out.push_str("<wbr>");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::breakable;

    #[test]
    fn an_address_breaks_after_slashes_and_before_its_query() {
        assert_eq!(
            breakable("https://e.org/web/2018/https://f.org/s?a=1&amp;b=2#c"),
            "https://<wbr>e.org/<wbr>web/<wbr>2018/<wbr>https://<wbr>f.org/<wbr>s<wbr>?a=1<wbr>&amp;b=2<wbr>#c"
        );
    }

    #[test]
    fn tags_and_ends_are_left_alone() {
        assert_eq!(breakable("<bdi>e.org/</bdi>"), "<bdi>e.org/</bdi>");
    }
}
