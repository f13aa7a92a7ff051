use super::address::breakable;
use super::escape::{escape, push_escaped};
use crate::bibliography::Run;

/// An entry as its style sets it. `alone`, as in a list, it has a direction of its own already and its address is a link;
/// among the words of a note it is kept apart from their direction, and in its own link no other can stand.
pub fn set_runs(runs: &[Run], alone: bool) -> String {
    let mut out = String::from(if alone { "" } else { "<bdi>" });
    for run in runs {
        let link = run.link.as_deref().filter(|url| alone && is_web(url));
        if let Some(url) = link {
            out.push_str("<a href=\"");
            push_escaped(&mut out, url);
            out.push_str("\" rel=\"noopener noreferrer external\">");
        }
        let marks = [
            (run.emphasis, "<em>", "</em>"),
            (run.strong, "<b>", "</b>"),
            (run.small_caps, "<span class=\"small-caps\">", "</span>"),
        ];
        for (_, open, _) in marks.iter().filter(|(on, ..)| *on) {
            out.push_str(open);
        }
        // Where a style links a title, the words read in their own direction.
        if run.link.is_some() && run.text.contains("://") {
            out.push_str("<bdi dir=\"ltr\">");
            out.push_str(&breakable(&escape(&run.text)));
            out.push_str("</bdi>");
        } else {
            push_escaped(&mut out, &run.text);
        }
        for (_, _, close) in marks.iter().rev().filter(|(on, ..)| *on) {
            out.push_str(close);
        }
        if link.is_some() {
            out.push_str("</a>");
        }
    }
    if !alone {
        out.push_str("</bdi>");
    }
    out
}

fn is_web(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| scheme == "http" || scheme == "https") && !url.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::set_runs;
    use crate::bibliography::Run;

    #[test]
    fn an_entry_is_escaped_and_only_the_web_is_linked() {
        let linked = |url: &str| Run {
            link: Some(url.to_owned()),
            ..Run::plain("x://<x>")
        };
        let title = Run {
            emphasis: true,
            ..Run::plain("Salt & <script>")
        };
        assert_eq!(
            set_runs(
                &[title, linked("https://e.example/?a&b\""), linked("javascript:alert(1)")],
                true
            ),
            "<em>Salt &amp; &lt;script&gt;</em><a href=\"https://e.example/?a&amp;b&quot;\" \
             rel=\"noopener noreferrer external\"><bdi dir=\"ltr\">x://<wbr><wbr>&lt;x<wbr>&gt;</bdi></a>\
             <bdi dir=\"ltr\">x://<wbr><wbr>&lt;x<wbr>&gt;</bdi>"
        );
    }
}
