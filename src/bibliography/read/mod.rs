//! From a file of references to entries: BibLaTeX, Hayagriva's YAML or CSL-JSON, by the ending of its name.

#[cfg(feature = "bibliography")]
mod bib;
#[cfg(feature = "bibliography")]
mod convert;
#[cfg(feature = "bibliography")]
mod item;
#[cfg(feature = "bibliography")]
mod json;
#[cfg(feature = "bibliography")]
mod yaml;

#[cfg(feature = "bibliography")]
pub(super) use item::item;

use super::Entry;
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::SourceFile;
#[cfg(feature = "bibliography")]
use crate::source::Span;

type Entries = (Vec<Entry>, Vec<Diagnostic>);

#[cfg(feature = "bibliography")]
pub(super) fn read(file: &std::sync::Arc<SourceFile>) -> Entries {
    match file.path.rsplit('.').next() {
        Some("bib") => bib::read(file),
        Some("json") => json::read(file),
        _ => yaml::read(file),
    }
}

#[cfg(not(feature = "bibliography"))]
pub(super) fn read(file: &std::sync::Arc<SourceFile>) -> Entries {
    let found = Diagnostic::new(
        Rule::ReferenceInvalid,
        format!(
            "this ibid was built without references, so that `{}` cannot be read",
            file.path
        ),
    )
    .help("use an ibid that was built with its feature `bibliography`, as it is by default");
    (Vec::new(), vec![found])
}

/// Two entries of one key.
pub(super) fn twice(first: &Entry, second: &Entry) -> Diagnostic {
    Diagnostic::new(
        Rule::ReferenceInvalid,
        format!("the key `{}` is given to two entries", second.key),
    )
    .at(&second.file, second.span, "the second; it is left out")
    .also(&first.file, first.span, "the first")
    .help("give one of them another key, or take it out")
}

/// What cannot be read at a place of the file.
#[cfg(feature = "bibliography")]
fn invalid(file: &SourceFile, span: Span, message: String, label: &str) -> Diagnostic {
    Diagnostic::new(Rule::ReferenceInvalid, message).at(file, span, label)
}

/// The character at a byte of the file, or nothing at its end.
#[cfg(feature = "bibliography")]
fn at(file: &SourceFile, mut byte: usize) -> Span {
    byte = byte.min(file.text.len());
    while !file.text.is_char_boundary(byte) {
        byte -= 1;
    }
    let length = file.text[byte..].chars().next().map_or(0, char::len_utf8);
    Span::new(byte, byte + length)
}
