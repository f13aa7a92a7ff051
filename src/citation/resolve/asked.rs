//! What a citation and the text around its mark say of the post that is meant.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::{NearWords, Search};
use crate::source::Span;
use crate::wording::{Quoted, Wording, content_words};

/// Quoted words, ready to be looked for.
#[derive(Clone, Debug)]
pub(super) struct Quote<'s> {
    /// As written.
    pub words: &'s str,
    /// Where.
    pub span: Span,
    /// As looked for.
    pub quoted: Quoted,
    /// Whether nothing else is quoted between it and the mark: what stands farther off may be of another post.
    pub is_nearest: bool,
}

/// What is known of a post that is looked for, beyond its author and its day.
pub(super) struct Asked<'s> {
    /// Words quoted in the citation itself.
    pub in_note: Vec<Quote<'s>>,
    /// Words quoted in the sentences that carry the note's mark.
    pub in_sentence: Vec<Quote<'s>>,
    /// Words quoted elsewhere in their paragraphs.
    pub in_block: Vec<Quote<'s>>,
    sentences: &'s [&'s str],
    matter: OnceCell<Vec<(String, &'s str)>>,
}

impl<'s> Asked<'s> {
    pub(super) fn of(search: &Search<'s>) -> Self {
        let in_note = search
            .query
            .words
            .iter()
            .map(|field| quote(&field.value, field.span, true));
        Self {
            in_note: in_note.collect(),
            in_sentence: near(&search.note.quoted_in_sentence),
            in_block: near(&search.note.quoted_in_block),
            sentences: &search.note.sentences,
            matter: OnceCell::new(),
        }
    }

    /// What the sentences are about: each word folded and as written. Read when it is asked for.
    pub(super) fn matter(&self) -> &[(String, &'s str)] {
        self.matter.get_or_init(|| matter(self.sentences))
    }

    /// Words quoted at the citation, the nearest first.
    pub(super) fn quotes(&self) -> impl Iterator<Item = &Quote<'s>> {
        self.in_note.iter().chain(&self.in_sentence)
    }
}

impl Quote<'_> {
    /// Whether the words are enough to tell one post from others. A hashtag among them is worth a word.
    pub(super) fn is_enough(&self, least: usize) -> bool {
        self.quoted.words() + usize::from(self.quoted.has_hashtag()) >= least
    }
}

fn near<'s>(words: &[NearWords<'s>]) -> Vec<Quote<'s>> {
    words
        .iter()
        .map(|near| quote(near.words, near.span, near.is_nearest))
        .collect()
}

fn quote(words: &str, span: Span, is_nearest: bool) -> Quote<'_> {
    Quote {
        words,
        span,
        quoted: Quoted::of(words),
        is_nearest,
    }
}

fn matter<'s>(sentences: &[&'s str]) -> Vec<(String, &'s str)> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for sentence in sentences {
        let wording = Wording::of(sentence);
        let telling = content_words(&wording);
        for token in wording.tokens() {
            let fold = wording.folded(token);
            if telling.contains(fold) && seen.insert(fold.to_owned()) {
                found.push((fold.to_owned(), &sentence[token.span.clone()]));
            }
        }
    }
    found
}
