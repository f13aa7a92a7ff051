/// The number of 21 March 1921, which was 1 Farvardin 1300.
const FIRST_OF_1300: i32 = 701_345;

/// The number of a month's first day, and its length.
pub(super) fn month(year: i32, month: i32) -> Option<(i32, i32)> {
    if !(1300..=1472).contains(&year) {
        return None;
    }
    let years: i32 = (1300..year).map(|year| 365 + i32::from(is_leap(year))).sum();
    let (before, length) = match month {
        1..=6 => ((month - 1) * 31, 31),
        7..=11 => (186 + (month - 7) * 30, 30),
        12 => (336, 29 + i32::from(is_leap(year))),
        _ => return None,
    };
    Some((FIRST_OF_1300 + years + before, length))
}

/// By the cycle of 33 years, which agrees with the spring equinox from 1178 to 1633.
fn is_leap(year: i32) -> bool {
    matches!(year % 33, 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30)
}
