//! Numbers of a sentence: digits, words, and both together.

use super::lex::{Decimal, PieceKind};
use super::sense::{Few, NumberWord};
use super::sentence::Sentence;

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// One past its last piece.
    pub(super) end: usize,
    pub(super) size: Size,
    pub(super) form: Form,
}

/// How a number is written, where that tells what it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// In no way of its own.
    Plain,
    /// Four bare digits that can be a year.
    Year,
    /// `twice`
    Times,
    /// `a single`, `nobody`
    Alone(Few),
}

/// How much a number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// `4,600`: rounded to `unit`. Of one with a word or letter for its size, such as `15.8k`, what is below `cut` may be cut
    /// off instead, as platforms do; 1 where nothing is.
    Counted { value: u64, unit: u64, cut: u64 },
    /// `une centaine`: about that many.
    Rough(u64),
    /// `thousands`: as many as that, and less than ten times as many.
    Order(u64),
}

impl Size {
    pub(super) fn counted(value: u64, unit: u64) -> Self {
        Self::Counted { value, unit, cut: 1 }
    }

    pub(super) fn value(self) -> u64 {
        match self {
            Self::Counted { value, .. } | Self::Rough(value) | Self::Order(value) => value,
        }
    }
}

/// The number that begins at a piece.
pub(super) fn numeral(sentence: &Sentence, start: usize) -> Option<Numeral> {
    match sentence.pieces.get(start)?.kind {
        PieceKind::Number(decimal) => digits(sentence, start, decimal),
        PieceKind::Word(_) => alone(sentence, start)
            .or_else(|| order(sentence, start))
            .or_else(|| half(sentence, start))
            .or_else(|| words(sentence, start)),
        PieceKind::Mark(_) | PieceKind::Wall => None,
    }
}

/// `twice`, `a single`
fn alone(sentence: &Sentence, start: usize) -> Option<Numeral> {
    let (end, word) = sentence.number_word(start, |word| {
        matches!(word, NumberWord::Alone(_) | NumberWord::Times(_))
    })?;
    let (value, form) = match word {
        NumberWord::Alone(few) => (few.count(false).unwrap_or(0), Form::Alone(few)),
        NumberWord::Times(value) => (value, Form::Times),
        _ => return None,
    };
    Some(Numeral {
        end,
        size: Size::counted(value, 1),
        form,
    })
}

/// `4,600`, `1.2 million`, `5k`, `4 bin 600`
fn digits(sentence: &Sentence, start: usize, decimal: Decimal) -> Option<Numeral> {
    let mut at = start + 1;
    let mut scale: u64 = 1;
    let mut is_short = false;
    let half_first = sentence.number_word(at, |word| word == NumberWord::AndHalf);
    let mut mantissa = decimal.mantissa;
    let mut places = decimal.places;
    if let Some((end, _)) = half_first.filter(|_| places == 0)
        && scale_at(sentence, end).is_some()
    {
        (mantissa, places) = (mantissa.checked_mul(10)?.checked_add(5)?, 1);
        at = end;
    }
    let is_onto = sentence.is_glued(at) && sentence.pieces.get(at).is_some_and(|piece| piece.word().is_some());
    while let Some((end, word)) = scale_at(sentence, at) {
        let (NumberWord::Scale(value) | NumberWord::Suffix(value) | NumberWord::Plural(value)) = word else {
            break;
        };
        is_short |= is_onto && matches!(word, NumberWord::Suffix(_));
        scale = scale.checked_mul(value)?;
        // `5 Mio.`
        let is_abbreviated = matches!(word, NumberWord::Suffix(_)) && sentence.is_mark(end, |mark| mark == '.');
        at = end + usize::from(is_abbreviated && sentence.is_glued(end));
    }
    // Letters that are written onto digits make another word of them: `15th`.
    if is_onto && scale == 1 && !sentence.is_counted_word(at) {
        return None;
    }
    let power = 10_u64.checked_pow(places)?;
    let mut value = mantissa.checked_mul(scale)?.checked_div(power)?;
    // Platforms show a decimal of less than ten: `5k` is 5.0k.
    let is_small = places == 0 && mantissa < 10;
    let mut cut = match scale {
        1 => 1,
        _ if is_small => scale / 10,
        _ => (scale / power).max(1),
    };
    let mut unit = match places {
        0 if is_short => cut,
        0 => scale.checked_mul(trailing(mantissa))?,
        _ => cut,
    };
    if scale > 1
        && let Some((end, _)) = sentence.number_word(at, |word| word == NumberWord::AndHalf)
    {
        value = value.checked_add(scale / 2)?;
        (unit, cut) = ((scale / 10).max(1), 1);
        at = end;
    }
    // `4 bin 600`: thousands and what is left of them.
    let and = sentence
        .number_word(at, |word| word == NumberWord::And)
        .map_or(at, |(end, _)| end);
    if scale >= 1000
        && places == 0
        && !is_short
        && let Some(PieceKind::Number(rest)) = sentence.pieces.get(and).map(|piece| &piece.kind)
        && rest.places == 0
        && rest.mantissa > 0
        && scale_at(sentence, and + 1).is_none_or(|_| scale > 1000)
        && let Some(low) = digits(sentence, and, *rest)
        && low.size.value() < scale
        && low.size.value() >= 100
    {
        value = value.checked_add(low.size.value())?;
        (unit, cut) = (trailing(value), 1);
        at = low.end;
    }
    Some(Numeral {
        end: if scale > 1 { past_of(sentence, at) } else { at },
        size: Size::Counted { value, unit, cut },
        form: if decimal.is_year && scale == 1 {
            Form::Year
        } else {
            Form::Plain
        },
    })
}

fn scale_at(sentence: &Sentence, at: usize) -> Option<(usize, NumberWord)> {
    sentence.number_word(at, |word| {
        matches!(
            word,
            NumberWord::Scale(_) | NumberWord::Suffix(_) | NumberWord::Plural(_)
        )
    })
}

/// `several hundred`, `tens of thousands`, `une centaine`
fn order(sentence: &Sentence, start: usize) -> Option<Numeral> {
    let skip_of = |at| past_of(sentence, at);
    let plural = |at| {
        let (end, word) = sentence.number_word(at, |word| matches!(word, NumberWord::Plural(_)))?;
        match word {
            NumberWord::Plural(value) => Some((end, value)),
            _ => None,
        }
    };
    let any_scale = |at| {
        let (end, word) = scale_at(sentence, at)?;
        match word {
            NumberWord::Scale(value) | NumberWord::Plural(value) => Some((end, value)),
            _ => None,
        }
    };
    let several = sentence.number_word(start, |word| word == NumberWord::Vague);
    let article = sentence.number_word(start, |word| word == NumberWord::Article);
    let (mut at, mut value, is_rough) = if let Some((end, _)) = several {
        let (end, value) = any_scale(skip_of(end))?;
        (end, value, false)
    } else if let Some((end, value)) = plural(start) {
        (end, value, false)
    } else {
        let (end, value) = plural(article?.0)?;
        (end, value, true)
    };
    while let Some((end, more)) = any_scale(skip_of(at)) {
        value = value.checked_mul(more)?;
        at = end;
    }
    let size = if is_rough {
        Size::Rough(value)
    } else {
        Size::Order(value)
    };
    Some(Numeral {
        end: skip_of(at),
        size,
        form: Form::Plain,
    })
}

/// `half a million`
fn half(sentence: &Sentence, start: usize) -> Option<Numeral> {
    let article = |at| {
        sentence
            .number_word(at, |word| word == NumberWord::Article)
            .map_or(at, |(end, _)| end)
    };
    let halved = |from| {
        let (end, _) = sentence.number_word(from, |word| word == NumberWord::Half)?;
        let is_hyphen = sentence.is_mark(end, |mark| matches!(mark, '-' | '‑'));
        let (end, word) = scale_at(sentence, article(end + usize::from(is_hyphen)))?;
        match word {
            NumberWord::Scale(value) | NumberWord::Plural(value) if value >= 12 => Some((end, value / 2)),
            _ => None,
        }
    };
    let (end, value) = halved(start).or_else(|| halved(article(start)))?;
    Some(Numeral {
        end: past_of(sentence, end),
        size: Size::counted(value, trailing(value)),
        form: Form::Plain,
    })
}

/// `four thousand six hundred`
fn words(sentence: &Sentence, start: usize) -> Option<Numeral> {
    let mut at = start;
    let mut total: u64 = 0;
    let mut current: Option<u64> = None;
    let mut end = start;
    let mut has_number = false;
    loop {
        let Some((next, word)) = sentence.number_word(at, |word| {
            matches!(word, NumberWord::Unit(_) | NumberWord::Scale(_))
                || (word == NumberWord::Article && at == start)
                || (has_number && matches!(word, NumberWord::Plural(_)))
        }) else {
            // `forty-six`, `and`, `and a half`
            if let Some((after, _)) = sentence.number_word(at, |word| word == NumberWord::AndHalf)
                && has_number
            {
                let scale = scale_at(sentence, after);
                if let Some((end_of_scale, NumberWord::Scale(value) | NumberWord::Plural(value))) = scale
                    && let Some(whole) = current.take()
                {
                    total = total.checked_add(whole.checked_mul(value)?.checked_add(value / 2)?)?;
                    end = end_of_scale;
                } else if current.is_none() && total > 0 {
                    total = total.checked_add(trailing(total) / 2)?;
                    end = after;
                }
                break;
            }
            let joint = sentence
                .number_word(at, |word| word == NumberWord::And)
                .map(|(after, _)| after);
            let hyphen =
                (sentence.is_mark(at, |mark| matches!(mark, '-' | '‑')) && sentence.is_glued(at)).then_some(at + 1);
            match joint.or(hyphen).filter(|_| has_number) {
                Some(after) if goes_on(sentence, after) => at = after,
                _ => break,
            }
            continue;
        };
        match word {
            NumberWord::Unit(value) => {
                // Two numbers side by side are two numbers: `two four`. What is added is of another size.
                let fits = current.is_none_or(|current| current % trailing_above(value) == 0 || value > current);
                if !fits {
                    break;
                }
                current = Some(current.unwrap_or(0).checked_add(value)?);
            }
            NumberWord::Scale(value) | NumberWord::Plural(value) if value < 1000 => {
                current = Some(current.unwrap_or(1).max(1).checked_mul(value)?);
            }
            NumberWord::Scale(value) | NumberWord::Plural(value) => {
                total = total.checked_add(current.take().unwrap_or(1).max(1).checked_mul(value)?)?;
            }
            // An article counts only before a scale.
            _ => {
                let (_, scale) = scale_at(sentence, next)?;
                if !matches!(scale, NumberWord::Scale(_)) {
                    return None;
                }
                current = Some(1);
            }
        }
        has_number = true;
        end = next;
        at = next;
    }
    let value = total.checked_add(current.unwrap_or(0))?;
    // `one` is seldom a count: `no one likes`, `un like`.
    (value > 1).then_some(())?;
    // `un million de vues`
    Some(Numeral {
        end: if total > 0 { past_of(sentence, end) } else { end },
        size: Size::counted(value, trailing(value)),
        form: Form::Plain,
    })
}

/// Past the `of` of `thousands of` and its kin.
fn past_of(sentence: &Sentence, mut at: usize) -> usize {
    while let Some((end, _)) = sentence.number_word(at, |word| word == NumberWord::Of) {
        at = end;
    }
    at
}

fn goes_on(sentence: &Sentence, at: usize) -> bool {
    sentence
        .number_word(at, |word| matches!(word, NumberWord::Unit(_) | NumberWord::Scale(_)))
        .is_some()
}

/// The power of ten that a number is a multiple of: 100 for 4,600.
fn trailing(value: u64) -> u64 {
    let mut unit = 1_u64;
    while value > 0 && unit < 1_000_000_000_000 && value.is_multiple_of(unit * 10) {
        unit *= 10;
    }
    unit
}

/// The power of ten above a number: 10 for 6, 100 for 60.
fn trailing_above(value: u64) -> u64 {
    let mut unit = 1_u64;
    while unit <= value && unit < 1_000_000_000_000 {
        unit *= 10;
    }
    unit
}
