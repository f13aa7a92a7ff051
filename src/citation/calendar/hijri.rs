/// The number of 16 July 622 in the old style, which was 1 Muharram 1.
const FIRST: i32 = 227_015;

/// The number of a month's first day, and its length, by the civil arithmetic: 11 leap years in 30.
pub(super) fn month(year: i32, month: i32) -> Option<(i32, i32)> {
    if year < 1 || !(1..=12).contains(&month) {
        return None;
    }
    let first = FIRST + (year - 1) * 354 + (3 + 11 * year) / 30 + (59 * (month - 1) + 1) / 2;
    let length = match month {
        12 => 29 + i32::from((11 * year + 14) % 30 < 11),
        _ if month % 2 == 1 => 30,
        _ => 29,
    };
    Some((first, length))
}
