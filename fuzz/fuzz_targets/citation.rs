//! Any text as a note: parsing never fails, and what it reads lies within the note, in whole characters.

#![no_main]

use ibid::citation::{Settings, parse_note};
use ibid::source::{SourceFile, Span};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|note: &str| {
    let file = SourceFile::new("content/briefs/a.md", note);
    let whole = Span::new(0, file.text.len());
    let (citations, _) = parse_note(&file, whole, &Settings::default());
    for citation in &citations {
        assert!(file.text.get(citation.span.range()).is_some());
        assert!(citation.span.contains(citation.link) || citation.link.is_empty());
    }
});
