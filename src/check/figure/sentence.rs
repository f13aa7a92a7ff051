//! A sentence with all that its words may mean.

use std::ops::Range;

use super::MetricKind;
use super::lex::{Piece, PieceKind};
use super::sense::{NumberWord, Sense};
use super::words::{Lexicon, Sighting, VerbPlace};
use crate::archive::Platform;

/// More pieces than the longest phrase has.
const LONGEST: usize = 12;

/// A sentence as pieces and what they may mean.
pub(super) struct Sentence<'t> {
    pub(super) text: &'t str,
    pub(super) pieces: Vec<Piece>,
    /// By start.
    sightings: Vec<Sighting>,
    pub(super) verb: VerbPlace,
}

impl<'t> Sentence<'t> {
    pub(super) fn of(text: &'t str, lexicon: &Lexicon) -> Self {
        let pieces = lexicon.pieces(text);
        Self {
            text,
            sightings: lexicon.sightings(&pieces),
            pieces,
            verb: lexicon.verb,
        }
    }

    /// The longest phrase that begins at a piece and has a sense that `wanted` takes, with its end.
    pub(super) fn at<T>(&self, start: usize, wanted: impl Fn(Sense) -> Option<T>) -> Option<(usize, T)> {
        let first = self.sightings.partition_point(|sighting| sighting.start < start);
        let here = self.sightings[first..]
            .iter()
            .take_while(|sighting| sighting.start == start);
        let fitting = here.filter_map(|sighting| Some((sighting.end, wanted(sighting.sense)?)));
        // Of two of one length the first in the tables.
        fitting.reduce(|best, other| if other.0 > best.0 { other } else { best })
    }

    /// The longest phrase that ends before a piece, with its start.
    pub(super) fn before<T>(&self, end: usize, wanted: impl Fn(Sense) -> Option<T>) -> Option<(usize, T)> {
        let from = end.saturating_sub(LONGEST);
        let first = self.sightings.partition_point(|sighting| sighting.start < from);
        let near = self.sightings[first..]
            .iter()
            .take_while(|sighting| sighting.start < end);
        let mut fitting = near.filter_map(|sighting| {
            let sense = (sighting.end == end).then(|| wanted(sighting.sense)).flatten()?;
            Some((sighting.start, sense))
        });
        fitting.next()
    }

    /// Where a phrase of this sense that begins at a piece ends.
    pub(super) fn ends(&self, start: usize, sense: Sense) -> Option<usize> {
        self.at(start, |found| (found == sense).then_some(()))
            .map(|(end, ())| end)
    }

    /// Where a phrase of this sense that ends before a piece begins.
    pub(super) fn begins(&self, end: usize, sense: Sense) -> Option<usize> {
        self.before(end, |found| (found == sense).then_some(()))
            .map(|(start, ())| start)
    }

    /// Whether a phrase of this sense stands anywhere.
    pub(super) fn has(&self, sense: Sense) -> bool {
        self.all(sense).next().is_some()
    }

    /// All phrases of this sense, in order.
    pub(super) fn all(&self, sense: Sense) -> impl Iterator<Item = Sighting> {
        let of_sense = move |sighting: &&Sighting| sighting.sense == sense;
        self.sightings.iter().filter(of_sense).copied()
    }

    /// Whether a phrase of this sense stands anywhere, but as a part of one of another.
    pub(super) fn has_outside(&self, sense: Sense, other: Sense) -> bool {
        let is_part = |found: &Sighting| {
            self.all(other)
                .any(|whole| whole.start <= found.start && found.end <= whole.end)
        };
        self.all(sense).any(|found| !is_part(&found))
    }

    /// Which of the phrases before numbers cover those pieces: the ends.
    pub(super) fn hedges_over(&self, pieces: Range<usize>) -> impl Iterator<Item = usize> {
        let covers = move |sighting: &&Sighting| {
            matches!(sighting.sense, Sense::Before(_)) && sighting.start <= pieces.start && pieces.end <= sighting.end
        };
        self.sightings.iter().filter(covers).map(|sighting| sighting.end)
    }

    /// The bytes of some pieces.
    pub(super) fn bytes(&self, pieces: Range<usize>) -> Range<usize> {
        match (self.pieces.get(pieces.start), self.pieces[..pieces.end].last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }

    /// Whether anything is named that can be counted or done.
    pub(super) fn names_a_metric(&self) -> bool {
        let is_metric = |sighting: &Sighting| {
            matches!(
                sighting.sense,
                Sense::Noun(_) | Sense::LoneNoun(_) | Sense::Verb(_) | Sense::LooseVerb(_) | Sense::LoneVerb(_)
            )
        };
        self.sightings.iter().any(is_metric)
    }

    /// Whether anything is said of a metric.
    pub(super) fn counts(&self, metric: MetricKind) -> bool {
        [Sense::Noun(metric), Sense::Verb(metric), Sense::LooseVerb(metric)]
            .iter()
            .any(|&sense| self.has(sense))
    }

    /// The words of numbers at a piece.
    pub(super) fn number_word(&self, start: usize, wanted: impl Fn(NumberWord) -> bool) -> Option<(usize, NumberWord)> {
        self.at(start, |sense| match sense {
            Sense::Number(word) if wanted(word) => Some(word),
            _ => None,
        })
    }

    pub(super) fn is_mark(&self, at: usize, wanted: impl Fn(char) -> bool) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.is_mark(wanted))
    }

    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.is_glued)
    }

    /// Whether no clause goes on over a piece.
    pub(super) fn is_break(&self, at: usize) -> bool {
        match self.pieces.get(at).map(|piece| &piece.kind) {
            None | Some(PieceKind::Wall | PieceKind::Number(_)) => true,
            Some(PieceKind::Mark(mark)) => matches!(mark, ',' | ';' | ':' | '—' | '–' | '(' | ')' | '،' | '؛' | '.'),
            Some(PieceKind::Word(_)) => self.ends(at, Sense::Conjunction).is_some(),
        }
    }

    /// Whether a word that counts, or that is counted, stands at a piece.
    pub(super) fn is_counted_word(&self, at: usize) -> bool {
        let is_counted = |sense| matches!(sense, Sense::Noun(_) | Sense::Times).then_some(());
        self.at(at, is_counted).is_some()
    }

    /// The platform whose name a piece is. Names of one or two letters are too often something else.
    pub(super) fn platform_at(&self, at: usize) -> Option<Platform> {
        let word = self.pieces.get(at)?.word()?;
        word.chars().nth(2)?;
        Platform::by_alias(word)
    }

    /// The platform that is named nearest to some pieces. A word that may be another (`truth`, `discord`) names one with a
    /// capital letter or beside what is counted.
    pub(super) fn platform_near(&self, pieces: &Range<usize>) -> Option<Platform> {
        let is_name = |at: usize| {
            let first = self.text[self.pieces[at].range.clone()].chars().next();
            let is_beside = pieces.start <= at + 1 && at <= pieces.end + 1;
            is_beside || first.is_some_and(|first| !first.is_lowercase())
        };
        // What stands in the next clause is mostly said of that: `on Facebook it had 40 shares, on Twitter 12`.
        let distance = |at: usize| {
            let breaks = |between: Range<usize>| between.filter(|&at| self.is_break(at)).count();
            match at.checked_sub(pieces.end) {
                Some(behind) => behind + 1 + 30 * breaks(pieces.end..at),
                None => pieces.start.saturating_sub(at) + 10 * breaks(at..pieces.start),
            }
        };
        let named = (0..self.pieces.len()).filter_map(|at| Some((at, self.platform_at(at).filter(|_| is_name(at))?)));
        named.min_by_key(|(at, _)| distance(*at)).map(|(_, platform)| platform)
    }
}
