//! Files under `content/` that nothing is made of.

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Asset;

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
