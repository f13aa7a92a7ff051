//! The whole number that several words say together: `forty-two`, `zweiundvierzig`, `اثنتين وأربعين`.

use super::{Side, Turning};
use crate::wording::is_common;

/// Some words as a number with what else stands there.
struct Sum<'w> {
    parts: Vec<u64>,
    others: Vec<&'w str>,
}

impl Turning {
    /// Whether words are the same number as others, in words and in digits. `is_edge` where the words begin the quotation: then
    /// what stands before the number of the text is none of it.
    pub(in super::super) fn are_same_number(&self, quoted: &Side<'_>, original: &Side<'_>, is_edge: bool) -> bool {
        let (ours, theirs) = (quoted.words(), original.words());
        let (Some(own), Some(other)) = (self.sum(&ours), self.sum(&theirs)) else {
            return false;
        };
        let are_alike = own.others == other.others || is_edge && own.others.is_empty();
        let by_twenties = |sum: &Sum<'_>| added(&in_twenties(&sum.parts));
        are_alike && (added(&own.parts) == added(&other.parts) || by_twenties(&own) == by_twenties(&other))
    }

    /// `None` where there is no number, or one that is not whole.
    fn sum<'w>(&self, folds: &[&'w str]) -> Option<Sum<'w>> {
        let mut sum = Sum {
            parts: Vec::new(),
            others: Vec::new(),
        };
        for &fold in folds {
            match self.parts(fold) {
                Some(parts) => sum.parts.extend(parts),
                None if self.number_joined(fold).is_some() => return None,
                None if is_common(fold) => {}
                None => sum.others.push(fold),
            }
        }
        (!sum.parts.is_empty()).then_some(sum)
    }

    /// The whole numbers that a word says, one after the other.
    fn parts(&self, fold: &str) -> Option<Vec<u64>> {
        let whole = |number: &str| number.trim_end_matches('.').parse().ok();
        let mut languages = self.languages.iter();
        // `و3`: a letter of Arabic or Hebrew before digits is joined to them.
        let joined = || whole(fold.trim_start_matches(|c: char| c.is_alphabetic() && !c.is_ascii()));
        whole(fold)
            .or_else(joined)
            .or_else(|| whole(&self.number_joined(fold)?))
            .map(|number| vec![number])
            .or_else(|| languages.find_map(|language| language.composed(fold)))
    }
}

/// Parts of a number as French counts them: four twenties are one part.
fn in_twenties(mut parts: &[u64]) -> Vec<u64> {
    let mut read = Vec::with_capacity(parts.len());
    while let [first, rest @ ..] = parts {
        let (part, rest) = match rest {
            [20, behind @ ..] if *first == 4 => (80, behind),
            _ => (*first, rest),
        };
        read.push(part);
        parts = rest;
    }
    read
}

/// Parts of a number put together: what follows a smaller number may multiply it.
fn added(parts: &[u64]) -> u64 {
    const SCALES: &[u64] = &[100, 1_000, 1_000_000, 1_000_000_000];
    let (mut total, mut current) = (0_u64, 0_u64);
    for &part in parts {
        let is_scale = SCALES.contains(&part);
        if is_scale && current > 0 && current < part {
            current = current.saturating_mul(part);
        } else {
            current = current.saturating_add(part);
        }
        if part >= 1_000 && is_scale {
            total = total.saturating_add(current);
            current = 0;
        }
    }
    total.saturating_add(current)
}

#[cfg(test)]
mod tests {
    use super::{added, in_twenties};

    #[test]
    fn parts_of_numbers_are_put_together() {
        assert_eq!(added(&[40, 2]), 42);
        assert_eq!(added(&[2, 40]), 42);
        assert_eq!(added(&[3, 100, 12]), 312);
        assert_eq!(added(&[2, 1_000, 5, 100]), 2_500);
        assert_eq!(added(&[1_000, 900]), 1_900);
    }

    #[test]
    fn french_counts_four_twenties() {
        assert_eq!(added(&in_twenties(&[4, 20, 10, 2])), 92);
        assert_eq!(added(&in_twenties(&[2, 100, 4, 20])), 280);
        assert_eq!(added(&in_twenties(&[42])), 42);
    }
}
