use std::ops::Range;

use super::escape::push_escaped;
use super::names::names_and_addresses;

/// Archived words as paragraphs: as they were written, with `highlights` (byte ranges, in order) marked. Blank lines
/// part paragraphs, other line breaks stay.
pub fn post_words(text: &str, highlights: &[Range<usize>]) -> String {
    let names = names_and_addresses(text);
    let mut out = String::with_capacity(text.len() + 64);
    for paragraph in paragraphs(text) {
        out.push_str("<p>");
        let mut at = paragraph.start;
        for line in text[paragraph].split('\n') {
            if !out.ends_with("<p>") {
                out.push_str("<br>\n");
            }
            words(&mut out, text, at..at + line.trim_end().len(), &names, highlights);
            at += line.len() + 1;
        }
        out.push_str("</p>\n");
    }
    out
}

/// Runs of lines that are not blank.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut after_blank = true;
    for line in text.split('\n') {
        let end = at + line.len();
        if line.trim().is_empty() {
            after_blank = true;
        } else if let Some(last) = paragraphs.last_mut().filter(|_| !after_blank) {
            last.end = end;
        } else {
            paragraphs.push(at..end);
            after_blank = false;
        }
        at = end + 1;
    }
    paragraphs
}

/// One line, cut where a mark or a name begins or ends: a mark stands outside, so that no tags cross.
fn words(out: &mut String, text: &str, line: Range<usize>, names: &[Range<usize>], highlights: &[Range<usize>]) {
    let mut at = line.start;
    let (mut in_mark, mut in_name) = (false, None);
    while at < line.end {
        let mark = next(highlights, at);
        let name = next(names, at);
        let marked = mark.is_some_and(|mark| mark.start <= at);
        let inside = name.filter(|name| name.start <= at).map(|name| name.start);
        if in_name.is_some() && (in_name != inside || in_mark != marked) {
            out.push_str("</bdi>");
            in_name = None;
        }
        if in_mark != marked {
            out.push_str(if marked { "<mark>" } else { "</mark>" });
            in_mark = marked;
        }
        if inside.is_some() && in_name.is_none() {
            out.push_str("<bdi>");
            in_name = inside;
        }
        let change = |range: Option<&Range<usize>>| {
            range.map_or(line.end, |range| if range.start > at { range.start } else { range.end })
        };
        let mut end = change(mark).min(change(name)).clamp(at + 1, line.end);
        while !text.is_char_boundary(end) {
            end += 1;
        }
        push_escaped(out, &text[at..end]);
        at = end;
    }
    if in_name.is_some() {
        out.push_str("</bdi>");
    }
    if in_mark {
        out.push_str("</mark>");
    }
}

fn next(ranges: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    ranges.iter().find(|range| range.end > at && range.start < range.end)
}

#[cfg(test)]
mod tests {
    use super::post_words;

    #[test]
    fn lines_and_paragraphs_stay() {
        assert_eq!(
            post_words("one\ntwo\r\n\r\n\nthree & <b>", &[]),
            "<p>one<br>\ntwo</p>\n<p>three &amp; &lt;b&gt;</p>\n"
        );
    }

    #[test]
    fn names_and_addresses_are_isolated_and_never_linked() {
        assert_eq!(
            post_words("@quay: #حريق https://a.example/x.", &[]),
            "<p><bdi>@quay</bdi>: <bdi>#حريق</bdi> <bdi>https://a.example/x</bdi>.</p>\n"
        );
    }

    #[test]
    fn a_mark_that_crosses_a_name_or_a_paragraph_is_well_formed() {
        let text = "the @quay burns\n\nnow";
        assert_eq!(
            post_words(text, std::slice::from_ref(&(6..text.len()))),
            "<p>the <bdi>@q</bdi><mark><bdi>uay</bdi> burns</mark></p>\n<p><mark>now</mark></p>\n"
        );
        assert_eq!(post_words("é", std::slice::from_ref(&(1..2))), "<p>é</p>\n");
    }
}
