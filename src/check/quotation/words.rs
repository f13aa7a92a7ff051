//! Quoted words as they are held against texts, and what the author's own words around them say.

use std::ops::Range;

use super::judge::Text;
use super::turning::Side;
use crate::wording::{Quoted, TokenKind, Wording};

/// Quoted words, read once for all texts that they are held against.
pub(super) struct Words<'q> {
    /// As printed, without quotation marks.
    pub text: &'q str,
    /// With the author's brackets and omissions.
    pub(super) quoted: Quoted,
    /// As if every sign were the original's; `None` where there is none.
    literal: Option<Quoted>,
    /// Word by word.
    pub(super) wording: Wording,
}

/// What the author's own words say of those that they quote.
#[expect(clippy::struct_excessive_bools, reason = "five questions, each asked by itself")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct OwnWords {
    /// They negate them: then the original's negation may stay outside.
    pub deny: bool,
    /// They may negate them: `personne`, `only`.
    pub may_deny: bool,
    /// They put them as a question.
    pub ask: bool,
    /// They say that it is not certain, what it depends on, or that it is not meant so.
    pub doubt: bool,
    /// They say how far it holds, or of what part alone: `at the earliest`, `only`.
    pub limit: bool,
}

impl OwnWords {
    /// Such that nothing beside the quoted words matters.
    pub(super) const ALL: Self = Self {
        deny: true,
        may_deny: true,
        ask: true,
        doubt: true,
        limit: true,
    };
}

impl<'q> Words<'q> {
    /// Reads quoted words.
    pub(super) fn of(text: &'q str) -> Self {
        Self {
            text,
            quoted: Quoted::of(text),
            literal: Quoted::may_have_signs(text).then(|| Quoted::literally(text)),
            wording: Wording::of(text),
        }
    }

    /// As if every sign were the original's.
    pub(super) fn literal(&self) -> &Quoted {
        self.literal.as_ref().unwrap_or(&self.quoted)
    }

    /// As a text that others may repeat.
    pub(super) fn as_text(&self) -> Text<'_> {
        Text {
            text: self.text,
            wording: &self.wording,
        }
    }

    /// How many words there are to look for.
    pub(super) fn count(&self) -> usize {
        self.quoted.words()
    }

    /// Whether the author shows that the original goes on.
    pub(super) fn ends_in_omission(&self) -> bool {
        let end = self.text.trim_end_matches([']', ')', '.', ',', ' ']);
        end.ends_with('…') || self.text.trim_end_matches([']', ')', ',', ' ']).ends_with("...")
    }

    /// Whether they are a hashtag and nothing else.
    pub(super) fn is_hashtag(&self) -> bool {
        self.count() == 1 && self.has_hashtag()
    }

    /// Whether they are two words, one of them a number: `$3.2 billion`.
    pub(super) fn is_sum(&self) -> bool {
        self.count() == 2
            && self
                .wording
                .tokens()
                .iter()
                .any(|token| token.kind == TokenKind::Number)
    }

    /// Whether a hashtag is among them.
    pub(super) fn has_hashtag(&self) -> bool {
        self.quoted.has_hashtag()
    }

    pub(super) fn side(&self, range: &Range<usize>) -> Side<'_> {
        Side::new(self.text, &self.wording, range)
    }
}
