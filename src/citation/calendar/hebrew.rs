/// The number of the day before the first day of the year 1.
const EPOCH: i32 = -1_373_428;

/// The number of a month's first day, and its length. Tishri is 1, the first Adar 6 (in leap years only), Adar 7, Nisan 8.
pub(super) fn month(year: i32, month: i32) -> Option<(i32, i32)> {
    let mut first = new_year(year);
    let days = new_year(year + 1) - first;
    for number in 1..=13 {
        let length = length(number, year, days);
        if number == month {
            return length.map(|length| (first, length));
        }
        first += length.unwrap_or(0);
    }
    None
}

fn length(month: i32, year: i32, days: i32) -> Option<i32> {
    let is_leap = (7 * year + 1) % 19 < 7;
    match month {
        2 => Some(29 + i32::from(days % 10 == 5)),
        3 => Some(30 - i32::from(days % 10 == 3)),
        6 => is_leap.then_some(30),
        1 | 5 | 8 | 10 | 12 => Some(30),
        4 | 7 | 9 | 11 | 13 => Some(29),
        _ => None,
    }
}

/// The number of the first day of a year.
fn new_year(year: i32) -> i32 {
    let (before, this, next) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let delay = if next - this == 356 {
        2
    } else {
        i32::from(this - before == 382)
    };
    EPOCH + this + delay + 1
}

/// Days until the new moon of Tishri, put off where the new year may not fall.
fn elapsed(year: i32) -> i32 {
    let months = (235 * year - 234).div_euclid(19);
    // Of a month 29 days and 13,753 parts of which a day has 25,920; in 64 bits, as the product is large.
    let parts = 12_084 + 13_753 * i64::from(months);
    let day = 29 * i64::from(months) + parts / 25_920;
    let day = if (3 * (day + 1)) % 7 < 3 { day + 1 } else { day };
    i32::try_from(day).unwrap_or(i32::MAX / 2)
}
