//! Numbers of posts: in the order of the seconds in which they were posted, so that what is found by its words comes out of the
//! index in the order of time, and a search can stop when it has enough.

use jiff::Timestamp;

/// How many posts of one second have numbers of their own.
const ROOM: i64 = 1 << 18;
/// Added to the second, so that no number is negative.
const BEFORE: i64 = 1 << 39;

/// The first number of the second of a moment.
pub(super) fn first(moment: Timestamp) -> i64 {
    (moment.as_second() + BEFORE) * ROOM
}

/// The last number of that second.
pub(super) fn last(moment: Timestamp) -> i64 {
    last_of(first(moment))
}

/// The last number of the second that begins with a number.
pub(super) fn last_of(first: i64) -> i64 {
    first + ROOM - 1
}

/// Whether two numbers are of one second.
pub(super) fn same_second(one: i64, other: i64) -> bool {
    one / ROOM == other / ROOM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_the_order_of_time() {
        let moments = [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX];
        let numbers: Vec<i64> = moments
            .iter()
            .flat_map(|&moment| [first(moment), last(moment)])
            .collect();
        assert!(numbers.is_sorted() && numbers[0] > 0, "{numbers:?}");
        assert!(same_second(numbers[2], numbers[3]) && !same_second(numbers[3], numbers[3] + 1));
    }
}
