//! What a figure claims: which counts would bear it out. Must not know posts.

use super::number::Size;
pub use super::sense::Hedge;

/// A number as it is claimed, with the counts that it fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The number that is named; of several the first.
    pub number: u64,
    /// How exact it is said to be.
    pub hedge: Hedge,
    /// The least count that fits.
    pub low: u64,
    /// The greatest count that fits; `None` when any greater one does.
    pub high: Option<u64>,
}

impl Claim {
    pub(super) fn of(size: Size, hedges: &[Hedge]) -> Self {
        let exact = exact(size);
        let rough = matches!(size, Size::Rough(_)).then_some(Hedge::About);
        let all = hedges.iter().copied().chain(rough);
        // Of hedges that are piled up each is allowed for.
        let claims = all.map(|hedge| Self::hedged(size, hedge));
        claims.reduce(Self::or).unwrap_or(exact)
    }

    /// `between … and …`
    pub(super) fn between(from: Size, to: Size) -> Self {
        let (from, to) = (exact(from), exact(to));
        Self {
            hedge: Hedge::Between,
            ..from.or(to)
        }
    }

    /// Whether a count bears it out.
    pub fn fits(&self, count: u64) -> bool {
        self.low <= count && self.high.is_none_or(|high| count <= high)
    }

    /// Whether a count bears it out that is hardly as great by chance.
    pub fn tells(&self, count: u64) -> bool {
        let is_narrow = || self.high.is_some_and(|high| high - self.low <= self.number / 3);
        self.hedge == Hedge::Exact && self.number >= 10 && (count == self.number || (self.fits(count) && is_narrow()))
    }

    /// Whether it is that count, and no other by chance.
    pub(super) fn is_surely(&self, count: u64) -> bool {
        self.hedge == Hedge::Exact && count == self.number && has_two_digits(count) && count >= 100
    }

    /// Whether it is a count but for its last digit: so many digits are the same by chance once in a thousand times.
    pub(super) fn lacks_digit(&self, count: u64) -> bool {
        let is_cut = count / 10 == self.number || count.saturating_add(5) / 10 == self.number;
        self.hedge == Hedge::Exact && self.number >= 100 && is_cut
    }

    /// Whether it says so little that the count is half as much again.
    pub fn is_understated(&self, count: u64) -> bool {
        matches!(self.hedge, Hedge::More | Hedge::Least) && count > self.number.saturating_add(self.number / 2)
    }

    fn hedged(size: Size, hedge: Hedge) -> Self {
        let exact = exact(size);
        let number = size.value();
        let (low, high) = match (hedge, size) {
            (Hedge::Exact | Hedge::Order | Hedge::Between, _) | (Hedge::Nearly | Hedge::About, Size::Order(_)) => {
                (exact.low, exact.high)
            }
            (Hedge::More | Hedge::Least, Size::Order(_)) => (exact.low, None),
            (Hedge::More, _) => (number.saturating_add(1), None),
            (Hedge::Least, _) => (number, None),
            (Hedge::Nearly, _) => (number - number / 10, Some(number.saturating_sub(1))),
            (Hedge::About, _) => {
                let last_digit = match size {
                    Size::Counted { unit, .. } => unit.min(number / 4),
                    Size::Rough(_) | Size::Order(_) => number / 4,
                };
                let about = (number / 10).max(last_digit);
                (number - about, Some(number.saturating_add(about)))
            }
            (Hedge::Most, _) => (0, Some(number.max(exact.high.unwrap_or(number)))),
            (Hedge::Below, _) => (0, Some(number.saturating_sub(1))),
        };
        Self {
            number,
            hedge,
            low,
            high,
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.zip(other.high).map(|(high, other)| high.max(other)),
            ..self
        }
    }
}

/// Whether more than the first digit of a number says something: of 310, not of 300.
fn has_two_digits(number: u64) -> bool {
    let mut tens = number;
    while tens >= 10 && tens.is_multiple_of(10) {
        tens /= 10;
    }
    tens >= 10
}

/// As exact as the number is written: 4,600 is said of 4,550 to 4,649, and 15.8k of 15,750 to 15,899, since platforms cut
/// digits off. A round number such as 10,000 says no less than a quarter.
fn exact(size: Size) -> Claim {
    let number = size.value();
    let (hedge, low, high) = match size {
        Size::Counted { value, unit, cut } => {
            let slack = (unit / 2).min(value / 4);
            let above = if unit > 1 { slack.saturating_sub(1) } else { 0 };
            let above = above.max(cut.saturating_sub(1));
            (Hedge::Exact, value - slack, value.saturating_add(above))
        }
        Size::Rough(value) => (Hedge::About, value - value / 4, value.saturating_add(value / 4)),
        Size::Order(value) => (Hedge::Order, value, value.saturating_mul(10).saturating_sub(1)),
    };
    Claim {
        number,
        hedge,
        low,
        high: Some(high),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(value: u64, unit: u64) -> Size {
        Size::counted(value, unit)
    }

    #[test]
    fn each_hedge_has_its_rule() {
        for (size, hedge, low, high) in [
            (counted(4600, 100), Hedge::Exact, 4550, Some(4649)),
            (counted(4612, 1), Hedge::Exact, 4612, Some(4612)),
            (counted(5000, 100), Hedge::Exact, 4950, Some(5049)),
            (counted(5000, 100), Hedge::Nearly, 4500, Some(4999)),
            (counted(10_880, 10), Hedge::More, 10_881, None),
            (counted(10_880, 10), Hedge::Least, 10_880, None),
            (counted(400, 100), Hedge::About, 300, Some(500)),
            (counted(4600, 100), Hedge::About, 4140, Some(5060)),
            (counted(400, 100), Hedge::Below, 0, Some(399)),
            (Size::Order(10_000), Hedge::Order, 10_000, Some(99_999)),
            (Size::Order(100), Hedge::Least, 100, None),
        ] {
            let claim = Claim::of(size, &[hedge]);
            assert_eq!((claim.low, claim.high), (low, high), "{size:?} {hedge:?}");
        }
    }

    #[test]
    fn what_is_rough_or_small_is_borne_out_by_chance() {
        assert!(Claim::of(counted(4600, 100), &[]).tells(4612));
        assert!(Claim::of(counted(40, 10), &[]).tells(40));
        assert!(!Claim::of(counted(40, 10), &[Hedge::More]).tells(42));
        assert!(!Claim::of(counted(3, 1), &[]).tells(3));
        assert!(!Claim::of(Size::Order(1000), &[]).tells(4612));
    }

    #[test]
    fn of_hedges_that_are_piled_up_the_weaker_counts() {
        let claim = Claim::of(counted(400, 100), &[Hedge::About, Hedge::Least]);
        assert_eq!((claim.low, claim.high), (300, None));
    }
}
