use std::ops::Range;

use super::escape::push_escaped;
use super::names::names_and_addresses;

/// What is to be seen of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// They are quoted.
    Quoted,
    /// They were left out between quoted ones.
    LeftOut,
    /// They are there, and quoted otherwise.
    Replaced,
    /// They are not there, and quoted.
    Own,
}

impl Layer {
    fn tags(self) -> (&'static str, &'static str) {
        match self {
            Self::Quoted => ("<mark>", "</mark>"),
            Self::LeftOut => ("<span class=\"out\">", "</span>"),
            Self::Replaced => ("<del>", "</del>"),
            Self::Own => ("<ins>", "</ins>"),
        }
    }
}

/// A part of a text with layers of marks, the outer first; bytes of the text. Lines stay.
pub fn marked(text: &str, within: Range<usize>, layers: &[(Layer, Range<usize>)]) -> String {
    let names = names_and_addresses(text);
    let ranges = layers.iter().map(|(_, range)| range).chain(&names);
    let mut cuts: Vec<usize> = ranges.flat_map(|range| [range.start, range.end]).collect();
    cuts.extend([within.start, within.end]);
    cuts.retain(|&cut| within.start <= cut && cut <= within.end && text.is_char_boundary(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::with_capacity(within.len() + 64);
    for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
        let covers = |range: &Range<usize>| range.start <= *start && *end <= range.end;
        let open: Vec<_> = layers
            .iter()
            .filter(|(_, range)| covers(range))
            .map(|(layer, _)| layer.tags())
            .chain(names.iter().filter(|name| covers(name)).map(|_| ("<bdi>", "</bdi>")))
            .collect();
        out.extend(open.iter().map(|(tag, _)| *tag));
        for (index, line) in text[*start..*end].split('\n').enumerate() {
            if index > 0 {
                out.push_str("<br>\n");
            }
            push_escaped(&mut out, line.trim_end_matches('\r'));
        }
        out.extend(open.iter().rev().map(|(_, tag)| *tag));
    }
    // What stands side by side in one mark is one.
    out.replace("</mark><mark>", "")
        .replace("</span><span class=\"out\">", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_never_cross() {
        let text = "a <b> @quay\nnot c";
        let layers = [(Layer::Quoted, 2..15), (Layer::Replaced, 12..15)];
        assert_eq!(
            marked(text, 0..text.len(), &layers),
            "a <mark>&lt;b&gt; <bdi>@quay</bdi><br>\n<del>not</del></mark> c"
        );
        let layers = [(Layer::Quoted, 0..1), (Layer::LeftOut, 1..5), (Layer::Quoted, 6..11)];
        assert_eq!(
            marked(text, 0..11, &layers),
            "<mark>a</mark><span class=\"out\"> &lt;b&gt;</span> <mark><bdi>@quay</bdi></mark>"
        );
    }

    #[test]
    fn a_place_inside_a_character_is_none() {
        let layers = [(Layer::Quoted, 0..9), (Layer::Own, 1..2)];
        assert_eq!(marked("é!", 0..3, &layers), "<mark>é!</mark>");
    }
}
