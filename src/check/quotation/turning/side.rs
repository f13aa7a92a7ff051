//! A part of a text, as the words in it are weighed.

use std::collections::BTreeSet;

use crate::wording::{Token, TokenKind, Wording, is_common};

/// A part of a text whose words are compared.
pub(in super::super) struct Side<'s> {
    pub(super) text: &'s str,
    pub(super) wording: &'s Wording,
    tokens: Vec<&'s Token>,
}

impl<'s> Side<'s> {
    /// The words of a text that stand in a range of its bytes.
    pub(in super::super) fn new(text: &'s str, wording: &'s Wording, range: &std::ops::Range<usize>) -> Self {
        let within = |token: &&Token| token.span.start < range.end && range.start < token.span.end;
        Self {
            text,
            wording,
            tokens: wording.tokens().iter().filter(within).collect(),
        }
    }

    /// Whether there is nothing but handles: those at which an answer is addressed are mostly left out.
    pub(in super::super) fn is_only_mentions(&self) -> bool {
        !self.tokens.is_empty() && self.tokens.iter().all(|token| token.kind == TokenKind::Mention)
    }

    /// The tokens.
    pub(in super::super) fn tokens(&self) -> &[&'s Token] {
        &self.tokens
    }

    /// The only word there is, folded.
    pub(in super::super) fn only_word(&self) -> Option<&'s str> {
        match self.tokens.as_slice() {
            [only] if only.kind == TokenKind::Word => Some(self.wording.folded(only)),
            _ => None,
        }
    }

    /// Whether the words are written in capitals.
    pub(in super::super) fn is_in_capitals(&self) -> bool {
        let mut letters = self
            .tokens
            .iter()
            .flat_map(|token| self.text[token.span.clone()].chars());
        letters.all(|c| !c.is_lowercase())
    }

    /// The words and numbers, folded.
    pub(in super::super) fn words(&self) -> Vec<&'s str> {
        let is_word = |token: &&&Token| matches!(token.kind, TokenKind::Word | TokenKind::Number);
        self.tokens
            .iter()
            .filter(is_word)
            .map(|token| self.wording.folded(token))
            .collect()
    }

    /// Whether a folded word stands there with a full stop, and may be an abbreviation: `approx.`
    pub(in super::super) fn is_dotted(&self, fold: &str) -> bool {
        /// Shorter ones begin too many words.
        const LEAST: usize = 3;
        let mut words = self.tokens.iter().filter(|token| self.wording.folded(token) == fold);
        fold.chars().count() >= LEAST && words.any(|token| self.text[token.span.end..].starts_with('.'))
    }

    pub(super) fn hashtags(&self) -> BTreeSet<&'s str> {
        self.folds(|token| token.kind == TokenKind::Hashtag)
    }

    /// The folded word before a token.
    pub(super) fn before(&self, token: &Token) -> Option<&'s str> {
        let before = self
            .wording
            .tokens()
            .partition_point(|other| other.span.end <= token.span.start);
        let before = self.wording.tokens().get(before.checked_sub(1)?)?;
        Some(self.wording.folded(before))
    }

    pub(super) fn folds(&self, is_wanted: impl Fn(&Token) -> bool) -> BTreeSet<&'s str> {
        let wanted = self.tokens.iter().filter(|token| is_wanted(token));
        wanted.map(|token| self.wording.folded(token)).collect()
    }

    /// Whether a word is written with a capital letter where no sentence begins.
    pub(super) fn is_capital(&self, token: &Token) -> bool {
        let word = &self.text[token.span.clone()];
        let mut letters = word.chars();
        let is_capital = letters.next().is_some_and(char::is_uppercase);
        let goes_on = letters.clone().any(char::is_lowercase) || word.chars().count() > 2;
        if token.kind != TokenKind::Word || !is_capital || !goes_on || is_common(self.wording.folded(token)) {
            return false;
        }
        let before =
            self.text[..token.span.start].trim_end_matches(|c: char| c.is_whitespace() || "“\"‘'«([*_".contains(c));
        let begins = before
            .chars()
            .next_back()
            .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '…' | '\n'));
        !begins && !self.is_shouted() && !self.is_loud(token)
    }

    /// Whether a word in capitals is one of three in a row: `FOUR NOT GUILTYS!!! She cried.`
    fn is_loud(&self, token: &Token) -> bool {
        const ROW: usize = 3;
        let is_loud = |token: &&Token| {
            let letters = || self.text[token.span.clone()].chars().filter(|c| c.is_alphabetic());
            letters().count() > 2 && letters().all(char::is_uppercase)
        };
        let all = self.wording.tokens();
        let at = all.partition_point(|other| other.span.start < token.span.start);
        let before = all[..at].iter().rev().take_while(is_loud).count();
        let from_here = all[at..].iter().take_while(is_loud).count();
        from_here > 0 && before + from_here >= ROW
    }

    /// Whether the text is written in capitals throughout.
    fn is_shouted(&self) -> bool {
        let letters = || self.text.chars().filter(|c| c.is_alphabetic());
        letters().filter(|c| c.is_uppercase()).count() * 2 > letters().count()
    }
}
