//! Files under `content/` that nothing is made of, and texts that cannot be read.

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{Asset, Unread};

/// Texts that stand where neither briefs nor pages are looked for. They are not published as they are either: a text
/// that was put aside may be a draft.
pub fn unused(strays: &[Asset]) -> Vec<Diagnostic> {
    strays
        .iter()
        .map(|stray| {
            Diagnostic::new(Rule::FileUnused, format!("no page is made of `{}`", stray.path)).help(
                "a brief is `content/briefs/NAME.md` or `content/briefs/NAME/index.md`, a page is `content/NAME.md`; \
                 keep other texts outside `content/`",
            )
        })
        .collect()
}

/// Texts that could not be read. The rest of the site is checked all the same.
pub fn unreadable(texts: &[Unread]) -> Vec<Diagnostic> {
    texts
        .iter()
        .map(|text| {
            let message = format!("`{}` could not be read: {}", text.path, text.why);
            Diagnostic::new(Rule::FileUnreadable, message)
                .help("see that it is a text that you may read, and save it again as UTF-8; most editors offer that under “Save as”")
        })
        .collect()
}
