//! The cheapest way through a grid of quoted words (down) and words of the text (across).
//!
//! Each place has two costs: `taken`, where the next word may be taken as it is, and `dropping`, within a run of words
//! that the author left out without a sign; to begin such a run is dear, to go on in it cheap.

use super::super::find::{INSERTED, Text, written_out};
use super::super::joined::is_joined;
use super::super::quoted::{ElementKind, Quoted};
use super::super::token::TokenKind;
use super::contraction::{is_contracted, is_elided};
use super::near::{letters, may_be_near, respelling};
use super::step::{Step, StepKind};
use super::{Element, WORD};

/// A little less than a word added: else the words in brackets would be taken for more of the text than they replace, and a
/// word that was changed at either end would be taken for one that was added there.
const REPLACED: u32 = WORD * 99 / 100;
/// A little less than a word replaced: where one was left out at the beginning, its neighbour was not changed.
const DROPPED: u32 = WORD * 98 / 100;
/// Each further word of a run.
const DROPPED_ON: u32 = WORD / 10;
/// Handles at which an answer is addressed are mostly left out.
const MENTION_DROPPED: u32 = WORD * 3 / 10;
const ADDED: u32 = WORD;
const CHANGED: u32 = WORD / 20;
const JOINED_COST: u32 = WORD / 50;
const CONTRACTED: u32 = WORD / 10;
/// A word that an omission stands for: so little that only the nearest of equal places is preferred by it.
const OMITTED: u32 = 1;
const INSERTED_COST: u32 = WORD / 50;
const INSERTED_FOR: u32 = WORD * 3 / 100;

const NEVER: u32 = u32::MAX / 2;

#[derive(Clone, Copy)]
struct Cell {
    cost: u32,
    /// The step that led here: how far back it began, and what it was.
    down: u8,
    across: u8,
    kind: StepKind,
    /// Whether the step began within a run of dropped words.
    from_dropping: bool,
}

const UNREACHED: Cell = Cell {
    cost: NEVER,
    down: 0,
    across: 0,
    kind: StepKind::Equal,
    from_dropping: false,
};

struct Grid<'g> {
    elements: Vec<&'g Element>,
    /// Whether an omission stands before the element, and whether it is the last of a segment that is cut.
    is_first: Vec<bool>,
    is_cut: Vec<bool>,
    text: &'g Text<'g>,
    /// What a way may cost: each of its beginnings costs less, so that dearer places need not be gone on from.
    most: u32,
    /// The letters of each quoted word, and of each word of the text.
    letters: (Vec<u32>, Vec<u32>),
    taken: Vec<Cell>,
    dropping: Vec<Cell>,
}

/// Places of a grid, of 16 bytes each: 7,000 words beside as many, or 2,000 beside the transcript of a whole evening.
const MOST_PLACES: usize = 50_000_000;

/// The steps from the first quoted word to the last; `None` when there are none to lay, none that cost so little, or more words
/// than a machine has room for.
pub(super) fn cheapest(quoted: &Quoted, text: &Text<'_>, most: u32) -> Option<Vec<Step>> {
    let elements: usize = quoted.segments.iter().map(|segment| segment.elements.len()).sum();
    if elements.saturating_mul(text.words.len()) > MOST_PLACES {
        return None;
    }
    let mut grid = Grid::new(quoted, text, most);
    grid.fill();
    grid.steps()
}

impl<'g> Grid<'g> {
    fn new(quoted: &'g Quoted, text: &'g Text<'g>, most: u32) -> Self {
        let (mut elements, mut is_first, mut is_cut) = (Vec::new(), Vec::new(), Vec::new());
        for segment in &quoted.segments {
            for (index, element) in segment.elements.iter().enumerate() {
                elements.push(element);
                is_first.push(index == 0);
                is_cut.push(segment.is_cut && index + 1 == segment.elements.len());
            }
        }
        let places = (elements.len() + 1) * (text.words.len() + 1);
        let letters = (
            elements
                .iter()
                .map(|element| element.fold().map_or(0, letters))
                .collect(),
            text.words.iter().map(|word| letters(word.fold)).collect(),
        );
        Self {
            letters,
            elements,
            is_first,
            is_cut,
            text,
            most,
            taken: vec![UNREACHED; places],
            dropping: vec![UNREACHED; places],
        }
    }

    fn at(&self, i: usize, j: usize) -> usize {
        i * (self.text.words.len() + 1) + j
    }

    fn fill(&mut self) {
        for j in 0..=self.text.words.len() {
            // The quoted words may begin anywhere in the text.
            self.taken[j].cost = 0;
        }
        for i in 0..=self.elements.len() {
            for j in 0..=self.text.words.len() {
                self.go_on(i, j);
            }
        }
    }

    /// Takes every step that leads on from a place.
    fn go_on(&mut self, i: usize, j: usize) {
        let place = self.at(i, j);
        let (taken, dropping) = (self.taken[place].cost, self.dropping[place].cost);
        let (cost, from_dropping) = if dropping < taken {
            (dropping, true)
        } else {
            (taken, false)
        };
        if cost > self.most || i == self.elements.len() {
            return;
        }
        if i > 0 && j < self.text.words.len() {
            if self.is_first[i] {
                self.reach(place, (0, 1), StepKind::Omitted, taken + OMITTED, false);
            } else {
                let first = match self.text.words[j].kind {
                    TokenKind::Mention => MENTION_DROPPED,
                    _ => DROPPED,
                };
                let (drop, goes_on) = if dropping + DROPPED_ON < taken + first {
                    (dropping + DROPPED_ON, true)
                } else {
                    (taken + first, false)
                };
                let cell = &mut self.dropping[place + 1];
                if drop < cell.cost {
                    *cell = Cell {
                        cost: drop,
                        down: 0,
                        across: 1,
                        kind: StepKind::Dropped,
                        from_dropping: goes_on,
                    };
                }
            }
        }
        self.take(i, j, cost, from_dropping);
    }

    /// Takes the quoted word at `i` for words of the text from `j` on.
    fn take(&mut self, i: usize, j: usize, cost: u32, from_dropping: bool) {
        let place = self.at(i, j);
        let element = self.elements[i];
        let mut reach = |grid: &mut Self, by, kind, more| grid.reach(place, by, kind, cost + more, from_dropping);
        match &element.kind {
            ElementKind::Inserted => {
                for count in 0..=INSERTED.min(self.text.words.len() - j) {
                    let more = INSERTED_COST + INSERTED_FOR * u32::try_from(count).unwrap_or(0);
                    reach(self, (1, count), StepKind::Inserted, more);
                }
                return;
            }
            ElementKind::Changed { whole, outside } => {
                if let Some(fold) = self.fold(j) {
                    if fold == whole || outside.is_of(fold) {
                        reach(self, (1, 1), StepKind::Changed, CHANGED);
                    } else {
                        reach(self, (1, 1), StepKind::Replaced, REPLACED);
                    }
                }
            }
            ElementKind::Word { fold, kind } => {
                if let Some(original) = self.fold(j) {
                    let is_beginning = self.is_cut[i] && fold.len() > 1 && original.starts_with(fold.as_str());
                    let begins = i == 0 || self.is_first[i];
                    if original == fold || is_beginning || begins && is_joined(original, fold) {
                        reach(self, (1, 1), StepKind::Equal, 0);
                        return;
                    }
                    if is_elided(original, fold) {
                        reach(self, (1, 1), StepKind::Respelt, CONTRACTED);
                    }
                    let are_words = *kind != TokenKind::Number && self.text.words[j].kind != TokenKind::Number;
                    let may_be = are_words && may_be_near((fold, self.letters.0[i]), (original, self.letters.1[j]));
                    match may_be.then(|| respelling(fold, original)).flatten() {
                        Some(more) => reach(self, (1, 1), StepKind::Respelt, more),
                        None => reach(self, (1, 1), StepKind::Replaced, REPLACED),
                    }
                    self.join(i, j, &mut reach);
                }
            }
        }
        reach(self, (1, 0), StepKind::Added, ADDED);
    }

    /// Words that are written as one on either side.
    fn join(&mut self, i: usize, j: usize, reach: &mut impl FnMut(&mut Self, (usize, usize), StepKind, u32)) {
        let (Some(fold), Some(original)) = (self.elements[i].fold(), self.fold(j)) else {
            return;
        };
        if original.starts_with(fold)
            && let Some(count) = written_out(original, (i..).map(|at| self.word(i, at)))
        {
            reach(self, (count, 1), StepKind::Equal, JOINED_COST);
        }
        if fold.starts_with(original)
            && let Some(count) = written_out(fold, (j..).map(|at| self.fold(at)))
        {
            reach(self, (1, count), StepKind::Equal, JOINED_COST);
        }
        // Most words have nothing in common, and this is asked of each two.
        if fold.as_bytes().first() != original.as_bytes().first() {
            return;
        }
        let next = self.word(i, i + 1);
        if next.is_some_and(|next| is_contracted(original, fold, next)) {
            reach(self, (2, 1), StepKind::Respelt, CONTRACTED);
        }
        if self.fold(j + 1).is_some_and(|next| is_contracted(fold, original, next)) {
            reach(self, (1, 2), StepKind::Respelt, CONTRACTED);
        }
    }

    /// The quoted word at `at`, if no omission stands between it and the one at `from`.
    fn word(&self, from: usize, at: usize) -> Option<&'g str> {
        let goes_on = at == from || self.is_first.get(at).is_some_and(|first| !first);
        self.elements
            .get(at)
            .filter(|_| goes_on)
            .and_then(|element| element.fold())
    }

    fn fold(&self, at: usize) -> Option<&'g str> {
        self.text.fold(at)
    }

    fn reach(&mut self, from: usize, (down, across): (usize, usize), kind: StepKind, cost: u32, from_dropping: bool) {
        let to = from + down * (self.text.words.len() + 1) + across;
        let Some(cell) = self.taken.get_mut(to) else {
            return;
        };
        if cost < cell.cost {
            *cell = Cell {
                cost,
                down: u8::try_from(down).unwrap_or(0),
                across: u8::try_from(across).unwrap_or(0),
                kind,
                from_dropping,
            };
        }
    }

    /// The way to the cheapest end, forwards.
    fn steps(&self) -> Option<Vec<Step>> {
        let (mut i, mut j) = (self.elements.len(), 0);
        for end in 0..=self.text.words.len() {
            if self.taken[self.at(i, end)].cost < self.taken[self.at(i, j)].cost {
                j = end;
            }
        }
        let mut steps = Vec::new();
        let mut is_dropping = false;
        while i > 0 {
            let place = self.at(i, j);
            let cell = if is_dropping {
                self.dropping[place]
            } else {
                self.taken[place]
            };
            if cell.cost > self.most {
                return None;
            }
            let (down, across) = (usize::from(cell.down), usize::from(cell.across));
            let from = self.at(i - down, j - across);
            let before = if cell.from_dropping {
                self.dropping[from]
            } else {
                self.taken[from]
            };
            steps.push(Step {
                kind: cell.kind,
                elements: i - down..i,
                tokens: j - across..j,
                cost: cell.cost.saturating_sub(before.cost),
            });
            (i, j) = (i - down, j - across);
            is_dropping = cell.from_dropping;
        }
        steps.reverse();
        (!steps.is_empty()).then_some(steps)
    }
}
