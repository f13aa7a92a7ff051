//! Looking for quoted words in a text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::joined::is_joined;
use super::quoted::{Element, ElementKind, Quoted, Segment};
use super::token::{TokenKind, Wording};

/// Where a text holds quoted words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Bytes of the text, one range for each run of words between omissions, in order.
    pub spans: Vec<Range<usize>>,
    /// How many quoted words were found there.
    pub words: usize,
}

/// Words of the original that the author's own, in brackets, may stand for.
pub(super) const INSERTED: usize = 4;

/// Words that a hashtag may be written out as.
const WRITTEN_OUT: usize = 6;

/// Finds quoted words in a text: all of them, in their order, next to each other but for omissions and emoji. `None`
/// when it does not hold them, or when there are none.
pub fn find(quoted: &Quoted, text: &Wording) -> Option<Match> {
    find_in(quoted, &Text::of(text))
}

/// Finds quoted words in the words of a text.
pub(super) fn find_in(quoted: &Quoted, text: &Text<'_>) -> Option<Match> {
    // Words with more of the author's own among them are no quotation, and would take long to be looked for.
    const MOST_INSERTED: usize = 64;
    let elements = quoted.segments.iter().flat_map(|segment| &segment.elements);
    if elements.filter(|element| element.is_inserted()).count() > MOST_INSERTED {
        return None;
    }
    let mut spans = Vec::with_capacity(quoted.segments.len());
    let mut from = 0;
    for segment in &quoted.segments {
        let mut dead = BTreeSet::new();
        let mut starts = from..text.words.len();
        let (start, end) = starts.find_map(|start| Some((start, text.holds(segment, (0, start), &mut dead)?)))?;
        spans.push(text.words[start].span.start..text.words[end - 1].span.end);
        from = end;
    }
    (!spans.is_empty()).then(|| Match {
        spans,
        words: quoted.words(),
    })
}

/// The words of a text that may not be left out of a quotation without a sign: no addresses, no emoji.
pub(super) struct Text<'t> {
    pub words: Vec<Word<'t>>,
}

/// A word of a text.
pub(super) struct Word<'t> {
    /// As it is compared.
    pub fold: &'t str,
    pub kind: TokenKind,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

impl<'t> Text<'t> {
    pub(super) fn of(wording: &'t Wording) -> Self {
        let is_soft = |kind| matches!(kind, TokenKind::Url | TokenKind::Emoji);
        let tokens = wording.tokens().iter().filter(|token| !is_soft(token.kind));
        let words = tokens.map(|token| Word {
            fold: wording.folded(token),
            kind: token.kind,
            span: token.span.clone(),
        });
        Self { words: words.collect() }
    }

    /// Whether the word is among them.
    pub(super) fn has(&self, fold: &str) -> bool {
        self.words.iter().any(|word| word.fold == fold)
    }

    pub(super) fn fold(&self, at: usize) -> Option<&'t str> {
        self.words.get(at).map(|word| word.fold)
    }

    /// Where the segment's elements from one on end, if they stand at a word. Brackets that were tried at a word in vain are dead
    /// ends: many in a row would else be tried in every combination.
    fn holds(&self, segment: &Segment, from: (usize, usize), dead: &mut BTreeSet<(usize, usize)>) -> Option<usize> {
        let (mut index, mut at) = from;
        while let Some(element) = segment.elements.get(index) {
            let (elements, words) = match &element.kind {
                ElementKind::Inserted => {
                    if dead.contains(&(index, at)) {
                        return None;
                    }
                    let end = (0..=INSERTED).find_map(|skipped| self.holds(segment, (index + 1, at + skipped), dead));
                    if end.is_none() {
                        dead.insert((index, at));
                    }
                    return end;
                }
                ElementKind::Changed { whole, outside } => {
                    let fold = self.fold(at)?;
                    (fold == whole || outside.is_of(fold)).then_some((1, 1))?
                }
                ElementKind::Word { fold, kind } => {
                    let is_last = index + 1 == segment.elements.len();
                    let original = self.fold(at)?;
                    let is_cut = is_last && segment.is_cut && fold.len() > 1;
                    if original == fold
                        || is_cut && original.starts_with(fold.as_str())
                        || index == 0 && is_joined(original, fold)
                    {
                        (1, 1)
                    } else if self.words[at].kind == TokenKind::Hashtag && original.starts_with(fold.as_str()) {
                        let words = segment.elements[index..].iter().map(Element::word);
                        (written_out(original, words)?, 1)
                    } else if *kind == TokenKind::Hashtag && fold.starts_with(original) {
                        let words = (at..self.words.len()).map(|at| self.fold(at));
                        (1, written_out(fold, words)?)
                    } else {
                        return None;
                    }
                }
            };
            index += elements;
            at += words;
        }
        Some(at)
    }
}

impl Element {
    fn word(&self) -> Option<&str> {
        match &self.kind {
            ElementKind::Word { fold, .. } => Some(fold),
            ElementKind::Changed { .. } | ElementKind::Inserted => None,
        }
    }

    fn is_inserted(&self) -> bool {
        matches!(self.kind, ElementKind::Inserted)
    }
}

/// How many of these words, written together, are the hashtag.
pub(super) fn written_out<'w>(tag: &str, words: impl Iterator<Item = Option<&'w str>>) -> Option<usize> {
    let mut rest = tag;
    for (count, word) in (1..=WRITTEN_OUT).zip(words) {
        rest = rest.strip_prefix(word?)?;
        if rest.is_empty() {
            return Some(count);
        }
    }
    None
}
