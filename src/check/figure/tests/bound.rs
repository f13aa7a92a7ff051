//! Which notes a figure belongs to.

use std::sync::Arc;

use crate::brief::{Brief, Kind};
use crate::check::figure::{Figure, figures};
use crate::source::SourceFile;

fn brief(text: &str) -> Brief {
    let text = format!(
        "---\ntitle: A\ndate: 2018-01-02\nauthors: [R. Haddad]\n---\n\n{text}\n\n[^1]: One.\n\n[^2]: Two.\n\n[^3]: Three.\n"
    );
    Brief::parse(Arc::new(SourceFile::new("content/briefs/a.md", &text)), Kind::Page).0
}

/// Each figure with the labels of its notes and what the source has under its span.
fn bound(text: &str) -> Vec<String> {
    let brief = brief(text);
    let figures = figures(&brief, "en-GB");
    let one = |figure: &Figure| {
        let labels: Vec<&str> = figure
            .notes
            .iter()
            .map(|&note| brief.notes[note].label.as_str())
            .collect();
        assert!(!figure.text.is_empty());
        format!("{} {}", brief.file.slice(figure.span), labels.join("+"))
    };
    figures.iter().map(one).collect()
}

#[test]
fn a_figure_belongs_to_the_marks_of_its_sentence() {
    for (text, expected) in [
        ("It was *retweeted* 4,600 times.[^1]", &["retweeted* 4,600 times 1"][..]),
        (
            "It was retweeted 4,600 times,[^1] said one.[^2]",
            &["retweeted 4,600 times 1"],
        ),
        (
            "One[^1] was retweeted 4,600 times, the other[^2] only 12 times.",
            &["retweeted 4,600 times 1+2"],
        ),
        ("It was retweeted 4,600 times. It burned.[^1]", &[]),
        ("“It was retweeted 4,600 times,” he said.[^1]", &[]),
        ("It got 4,600 “likes”.[^1]", &["4,600 “likes” 1"]),
        ("It got `4,600 likes`.[^1]", &[]),
        ("# 4,600 likes[^1]\n\nText.", &[]),
        ("> It got 4,600 likes.[^1]", &[]),
        (
            "* It got 4,600 likes.[^1]\n* It got 12\n  likes.[^2]",
            &["4,600 likes 1", "12\n  likes 2"],
        ),
        // Against another post: each mark has its own side.
        (
            "One[^1] was shared 4,600 times, against 1,200 likes for the other[^2].",
            &["shared 4,600 times 1", "1,200 likes 2"],
        ),
        (
            "One[^1] was shared 4,600 times, whereas the other[^2] got 12 likes.",
            &["shared 4,600 times 1", "12 likes 2"],
        ),
        // All marks are of what is added up.
        (
            "One[^1] and the other[^2] got 4,600 likes together.",
            &["4,600 likes 1+2"],
        ),
        // Without a mark: of the post of the sentence before.
        (
            "The minister’s post named the dam.[^1] It was shared 4,600 times.",
            &["shared 4,600 times 1"],
        ),
        (
            "The post was deleted.[^1] The post got 4,600 likes.",
            &["4,600 likes 1"],
        ),
        ("It was shared 4,600 times. The post named the dam.[^1]", &[]),
        ("The post linked to an article.[^1] It was shared 4,600 times.", &[]),
        ("The post held a photograph.[^1] It was shared 4,600 times.", &[]),
        ("The post named the dam.[^1] He was liked by 4,600 people.", &[]),
        ("The post named[^2] the dam.[^1] It was shared 4,600 times.", &[]),
        (
            "It got [4,600 likes](https://a.example/12).[^1][^3]",
            &["4,600 likes 1+3"],
        ),
    ] {
        assert_eq!(bound(text), expected, "{text}");
    }
}
