//! Words out of the HTML in which servers of the fediverse hand them out.

use scraper::Html;
use scraper::node::Node;

use super::host;

/// The words as plain text: paragraphs with a blank line between them, links as their whole address, mentions with their
/// server.
pub(crate) fn plain(html: &str) -> String {
    let tree = Html::parse_fragment(html);
    let mut writer = Writer::default();
    let root = tree.tree.root();
    let mut next = root.first_child();
    // Step by step, not by recursion: the depth of the tree is the author's choice.
    while let Some(mut node) = next {
        writer.open(node.value());
        next = node.first_child();
        if next.is_some() {
            continue;
        }
        writer.close(node.value());
        next = loop {
            if let Some(sibling) = node.next_sibling() {
                break Some(sibling);
            }
            match node.parent() {
                Some(parent) if parent != root => {
                    writer.close(parent.value());
                    node = parent;
                }
                _ => break None,
            }
        };
    }
    writer.text.trim_end().to_owned()
}

#[derive(Default)]
struct Writer {
    text: String,
    /// Line breaks due before the next words.
    breaks: usize,
    /// Links that are open: where their words begin.
    links: Vec<usize>,
    /// How many elements are open within one that is left out.
    hidden: usize,
    /// How many `pre` are open.
    kept: usize,
}

/// Elements that stand apart: how many line breaks there are around them.
fn apart(name: &str) -> usize {
    match name {
        "p" | "blockquote" | "ul" | "ol" | "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => 2,
        "div" | "li" => 1,
        _ => 0,
    }
}

impl Writer {
    fn open(&mut self, node: &Node) {
        if let Some(text) = node.as_text()
            && self.hidden == 0
        {
            self.write(text);
        }
        let Some(element) = node.as_element() else {
            return;
        };
        let name = element.name();
        // What servers write for readers that know no quotations: not the author's words.
        let fallback = element.classes().any(|class| class == "quote-inline");
        if self.hidden > 0 || fallback || matches!(name, "script" | "style") {
            self.hidden += 1;
            return;
        }
        self.breaks = self.breaks.max(apart(name));
        match name {
            "br" if self.kept == 0 => self.end_line(),
            "br" => self.text.push('\n'),
            "pre" => self.kept += 1,
            "a" => {
                self.flush();
                self.links.push(self.text.len());
            }
            _ => {}
        }
    }

    fn close(&mut self, node: &Node) {
        let Some(element) = node.as_element() else {
            return;
        };
        if self.hidden > 0 {
            self.hidden -= 1;
            return;
        }
        self.breaks = self.breaks.max(apart(element.name()));
        match element.name() {
            "pre" => self.kept = self.kept.saturating_sub(1),
            "a" => {
                if let (Some(start), Some(href)) = (self.links.pop(), element.attr("href")) {
                    let mention = element.classes().any(|class| class == "mention");
                    let hashtag = element.classes().any(|class| class == "hashtag");
                    self.link(start, href, mention && !hashtag);
                }
            }
            _ => {}
        }
    }

    /// Puts what a link says in full in place of what is shown of it.
    fn link(&mut self, start: usize, href: &str, mention: bool) {
        let Some(shown) = self.text.get(start..) else {
            return;
        };
        let shown = shown.trim();
        if shown.starts_with('#') || !href.starts_with("http") {
            return;
        }
        if let Some(name) = shown.strip_prefix('@') {
            if mention
                && !name.contains('@')
                && let Some(server) = host(href)
            {
                self.text.push('@');
                self.text.push_str(&server);
            }
            return;
        }
        if is_address(shown, href) {
            self.text.truncate(start);
            self.text.push_str(href);
        } else if !shown.is_empty() {
            self.text.push_str(" (");
            self.text.push_str(href);
            self.text.push(')');
        }
    }

    fn write(&mut self, text: &str) {
        if self.kept > 0 {
            self.flush();
            self.text.push_str(text);
            return;
        }
        let mut words = text.split_ascii_whitespace().peekable();
        if words.peek().is_none() {
            self.space(text);
            return;
        }
        if text.starts_with(|c: char| c.is_ascii_whitespace()) && self.breaks == 0 {
            self.space(text);
        }
        self.flush();
        while let Some(word) = words.next() {
            self.text.push_str(word);
            if words.peek().is_some() {
                self.text.push(' ');
            }
        }
        if text.ends_with(|c: char| c.is_ascii_whitespace()) {
            self.space(text);
        }
    }

    /// A space, where there is none and something stands before it.
    fn space(&mut self, text: &str) {
        let due = !text.is_empty() && self.breaks == 0 && !self.text.is_empty();
        if due && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn end_line(&mut self) {
        self.flush();
        self.trim();
        self.text.push('\n');
    }

    fn flush(&mut self) {
        let due = std::mem::take(&mut self.breaks);
        if due == 0 || self.text.is_empty() {
            return;
        }
        self.trim();
        let there = self.text.len() - self.text.trim_end_matches('\n').len();
        for _ in there..due {
            self.text.push('\n');
        }
    }

    fn trim(&mut self) {
        // Never into the words of a link that is still open.
        let floor = self.links.last().copied().unwrap_or(0);
        while self.text.len() > floor && self.text.ends_with(' ') {
            self.text.pop();
        }
    }
}

/// Whether what is shown of a link is its address, whole or cut short.
fn is_address(shown: &str, href: &str) -> bool {
    let bare = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        rest.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
    };
    let (shown, href) = (bare(shown), bare(href));
    match shown.strip_suffix('…').or_else(|| shown.strip_suffix("...")) {
        Some(start) => href.starts_with(start),
        None => shown == href,
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_are_kept_and_only_words() {
        for (html, text) in [
            ("<p>Smoke over</p><p>the quay</p>", "Smoke over\n\nthe quay"),
            ("<p>Smoke<br />over<br>the  quay</p>", "Smoke\nover\nthe quay"),
            ("Tom &amp; Ann &lt;3 &amp;amp;", "Tom & Ann <3 &amp;"),
            (
                "see <a href=\"https://www.news.example/2020/quay-fire\"><span class=\"invisible\">https://www.</span><span \
                 class=\"ellipsis\">news.example/2020</span><span class=\"invisible\">/quay-fire</span></a> now",
                "see https://www.news.example/2020/quay-fire now",
            ),
            (
                "<a href=\"https://news.example/a/b/c\">news.example/a…</a>",
                "https://news.example/a/b/c",
            ),
            (
                "<a href=\"https://news.example/a\">the report</a>",
                "the report (https://news.example/a)",
            ),
            (
                "by <span class=\"h-card\"><a href=\"https://pier.example/@ann\" class=\"u-url mention\">@<span>ann</span></a></span>, \
                 <a href=\"https://pier.example/@tom\" class=\"mention\">@tom@pier.example</a>",
                "by @ann@pier.example, @tom@pier.example",
            ),
            (
                "<a href=\"https://quay.example/tags/smoke\" class=\"mention hashtag\" rel=\"tag\">#<span>smoke</span></a>",
                "#smoke",
            ),
            (
                "<p class=\"quote-inline\">RE: <a href=\"https://a.example/1\">a</a></p><p>Look</p>",
                "Look",
            ),
            ("<pre>a\n  b</pre>", "a\n  b"),
            ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
            ("", ""),
            ("<p>&lt;script&gt;</p><script>alert(1)</script>", "<script>"),
        ] {
            assert_eq!(plain(html), text, "{html}");
        }
    }

    #[test]
    fn depth_does_no_harm() {
        let deep = format!("{}quay{}", "<b><i>".repeat(20_000), "</i></b>".repeat(20_000));
        assert_eq!(plain(&deep), "quay");
    }
}
