use crate::brief::{BlockKind, Figure, Inline, InlineKind};

/// Whether a line is a caption: emphasis and nothing else, save notes after it.
pub(super) fn is_caption(inlines: &[Inline]) -> bool {
    let mut inlines = inlines.iter();
    matches!(inlines.next().map(|first| &first.kind), Some(InlineKind::Emphasis(_)))
        && inlines.all(|inline| matches!(inline.kind, InlineKind::NoteRef { .. }))
}

/// The words of a caption without the emphasis that marks it.
pub(super) fn caption(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut words = Vec::new();
    for inline in inlines {
        match inline.kind {
            InlineKind::Emphasis(content) => words.extend(content),
            _ => words.push(inline),
        }
    }
    words
}

/// A paragraph, or the figure that it is: an image alone, or with one emphasised line under it.
pub(super) fn paragraph(mut inlines: Vec<Inline>) -> BlockKind {
    let stands_alone = match &inlines[..] {
        [image] => is_image(image),
        [image, line_break, rest @ ..] => {
            is_image(image)
                && matches!(line_break.kind, InlineKind::SoftBreak | InlineKind::HardBreak)
                && is_caption(rest)
        }
        [] => false,
    };
    if !stands_alone {
        return BlockKind::Paragraph(inlines);
    }
    let rest = inlines.split_off(1);
    match inlines.pop().map(|image| image.kind) {
        Some(InlineKind::Image { source, alt, title }) => BlockKind::Figure(Figure {
            source,
            alt,
            caption: caption(rest.into_iter().skip(1).collect()),
            credit: credit(&title),
        }),
        _ => BlockKind::Paragraph(rest),
    }
}

fn is_image(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Image { .. })
}

fn credit(title: &str) -> String {
    let title = title.trim();
    match title.split_once(':') {
        Some((word, rest)) if word.trim().eq_ignore_ascii_case("credit") => rest.trim().to_owned(),
        _ => title.to_owned(),
    }
}
