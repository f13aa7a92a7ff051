//! Briefs in another language than their page says they are in.

use std::ops::Range;

use crate::brief::run::prose;
use crate::brief::{Brief, quoted};
use crate::diagnostic::{Diagnostic, Rule};
use crate::wording::{Wording, has_words_of, language, primary_language};

/// Fewer words of the author's own tell no language for certain.
const LEAST: usize = 40;

/// What is to be said of a brief whose own words, quotations aside, are in another language than `lang`, a tag: its words are
/// then held against the tables of the wrong language, and readers hear them in the wrong voice. Nothing of a language whose
/// words are not known.
pub fn other_language(brief: &Brief, lang: &str) -> Option<Diagnostic> {
    let said = primary_language(lang);
    if !has_words_of(&said) {
        return None;
    }
    let wording = Wording::of(&own_words(brief));
    let found = language(&wording).filter(|found| *found != said && wording.tokens().len() >= LEAST)?;
    let front = &brief.front;
    Some(
        Diagnostic::new(
            Rule::BriefLanguage,
            format!("the page says that it is in the language `{said}`, and its text is hardly that: it looks like `{found}`"),
        )
        .at(&brief.file, front.place_of(&brief.file, "lang", lang), "")
        .help(format!(
            "name the language of the text in the front matter, as in `lang: {found}`; of a translation, in the name of the file"
        ))
        .note("by its language a text is hyphenated, read aloud and searched, and its quotations and figures are checked"),
    )
}

/// The running text without what it quotes and without code.
fn own_words(brief: &Brief) -> String {
    let mut own = String::new();
    for run in prose(&brief.document.blocks) {
        let quoted = quoted(&run.text).into_iter().filter(|quoted| !quoted.is_nested);
        let mut others: Vec<Range<usize>> = quoted
            .map(|quoted| quoted.whole)
            .chain(run.code.iter().cloned())
            .collect();
        others.sort_by_key(|other| other.start);
        let mut at = 0;
        for other in others {
            own.push_str(run.text.get(at..other.start).unwrap_or_default());
            at = at.max(other.end);
        }
        own.push_str(run.text.get(at..).unwrap_or_default());
        own.push('\n');
    }
    own
}
