use std::ops::Range;

use crate::brief::find_references;
use crate::citation::text::Text;
use crate::citation::{Citation, Field, ReferenceQuery, Target};
use crate::source::{SourceFile, Span};

/// A pair of brackets that cites entries of the references.
#[derive(Debug)]
pub(in crate::citation) struct References {
    /// The brackets with all that they hold.
    pub range: Range<usize>,
    /// What they cite.
    pub citations: Vec<Citation>,
    /// Whether they hold nothing but `@name`, which is a handle beside a day or a platform.
    pub may_be_handle: bool,
}

impl References {
    /// Whether they hold these words.
    pub(in crate::citation) fn names(&self, words: Option<Span>) -> bool {
        words.is_some_and(|words| self.citations.iter().any(|citation| citation.span.contains(words)))
    }
}

/// The brackets of a note that cite entries: `[@key, p. 3]`. Where they stand is where Markdown sees them too.
pub(in crate::citation) fn references(file: &SourceFile, note: Span, text: &Text) -> Vec<References> {
    let source = file.slice(note);
    let place = |range: &Range<usize>| Span::from(range.clone()).shifted(note.start as usize);
    let field = |range: &Range<usize>| Field {
        value: source[range.clone()].split_whitespace().collect::<Vec<_>>().join(" "),
        span: place(range),
    };
    let given = |range: &Range<usize>| (!range.is_empty()).then(|| field(range));
    find_references(source)
        .iter()
        .map(|group| References {
            range: text.within(place(&group.range)),
            may_be_handle: matches!(&group.items[..], [item] if item.locator.is_empty() && item.prefix.is_empty()),
            citations: group
                .items
                .iter()
                .map(|item| Citation {
                    span: place(&item.range),
                    link: place(&item.range),
                    text: source[item.range.clone()].to_owned(),
                    target: Target::Reference(Box::new(ReferenceQuery {
                        prefix: given(&item.prefix),
                        key: field(&item.key),
                        locator: given(&item.locator),
                        suppress_author: item.suppress_author,
                    })),
                })
                .collect(),
        })
        .collect()
}
