//! Which half of the day a time is of: `pm`, `in the evening`, `مساءً`. Must not know how a time is written.

use crate::citation::item::Item;
use crate::citation::words::{HOURS, Phrases};

/// A part of the day as it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Evening,
    Night,
    Noon,
}

impl Half {
    /// The hour on a clock of 24 hours; `None` for `20:52 am`, a slip of which nobody knows the half that is right.
    pub(super) fn hour(self, hour: i16) -> Option<i16> {
        match (self, hour) {
            (Self::Evening, 1..=11) | (Self::Night, 6..=11) | (Self::Noon, 1..=5) => Some(hour + 12),
            (Self::Morning | Self::Night, 12) => Some(0),
            (Self::Morning, 13..) => None,
            _ => Some(hour),
        }
    }

    fn all() -> [(Self, &'static Phrases); 4] {
        [
            (Self::Evening, &HOURS.evening),
            (Self::Morning, &HOURS.morning),
            (Self::Night, &HOURS.night),
            (Self::Noon, &HOURS.noon),
        ]
    }
}

/// The part of the day that is named at or after `at`, and where its words end: of several the longest.
pub(super) fn half_after(item: &Item<'_>, at: usize) -> Option<(Half, usize)> {
    let mut at = item.skip_space(at);
    if matches!(item.at(at), Some(',' | '،')) {
        let next = item.skip_space(at + 1);
        // `9:05, in the evening`; after a comma `م` and `am` are other words.
        let long = |end: &usize| *end >= next + 4;
        named(item, next).filter(|(_, end)| long(end))?;
        at = next;
    }
    let (half, end) = named(item, at)?;
    let dotted = (at..end).any(|at| item.at(at) == Some('.')) && item.at(end) == Some('.');
    Some((half, if dotted { end + 1 } else { end }))
}

fn named(item: &Item<'_>, at: usize) -> Option<(Half, usize)> {
    let ends = |(half, phrases): (Half, &Phrases)| Some((half, item.any_phrase(at, phrases)?));
    // Of two as long the first, as the table has them.
    Half::all()
        .into_iter()
        .filter_map(ends)
        .rev()
        .max_by_key(|&(_, end)| end)
}

/// The part of the day whose words end at `end`: `akşam 9:05`. One or two letters are too many other words.
pub(super) fn half_before(item: &Item<'_>, end: usize) -> Option<Half> {
    let begins = |(half, phrases): (Half, &Phrases)| {
        let start = item.phrase_ending(end, phrases)?;
        let letters = (start..end).filter(|&at| item.at(at).is_some_and(char::is_alphabetic));
        (letters.count() > 2).then_some((half, end - start))
    };
    let found = Half::all().into_iter().filter_map(begins);
    found.max_by_key(|&(_, length)| length).map(|(half, _)| half)
}

/// `noon`, `midnight`: a time without a number. Its hour, and where it ends.
pub(super) fn hour_by_name(item: &Item<'_>, at: usize) -> Option<(i16, usize)> {
    if !item.at(at)?.is_alphabetic() || !item.is_word_start(at) {
        return None;
    }
    let midnight = item.any_phrase(at, &HOURS.is_midnight).map(|end| (0, end));
    midnight.or_else(|| Some((12, item.any_phrase(at, &HOURS.is_noon)?)))
}
