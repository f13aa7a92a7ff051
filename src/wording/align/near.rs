//! How near one spelling is to another.

/// The letters of a word, whatever their order: a set of 32, in which rare ones share a place.
pub(super) fn letters(word: &str) -> u32 {
    word.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) % 32))
}

/// Whether two words may be near, by their letters alone: each that is missing, added or changed makes two of these differ at most.
pub(super) fn may_be_near((one, one_letters): (&str, u32), (other, other_letters): (&str, u32)) -> bool {
    let longer = one.len().max(other.len());
    ((one_letters ^ other_letters).count_ones() as usize) * 10 < longer * 8 + 10
}

/// What it costs to take one spelling for another, in thousandths of a word; `None` where they are other words.
///
/// Letters that change places count once, as those that are missing, added or changed. Of three letters or fewer one
/// letter makes another word, but for two that changed places: `teh`.
pub(super) fn respelling(one: &str, other: &str) -> Option<u32> {
    if one.is_ascii() && other.is_ascii() {
        return of_letters(one.as_bytes(), other.as_bytes());
    }
    let letters = |word: &str| word.chars().take(LONGEST + 1).collect::<Vec<char>>();
    of_letters(&letters(one), &letters(other))
}

/// The most letters that a word may have to be compared letter by letter.
const LONGEST: usize = 32;

fn of_letters<L: Copy + Ord>(one: &[L], other: &[L]) -> Option<u32> {
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    if longer == 3 && shorter == 3 && is_swapped(one, other) {
        return Some(333);
    }
    if shorter < 4 || longer > LONGEST || (longer - shorter) * 5 > longer * 2 {
        return None;
    }
    let distance = distance(one, other);
    // Nearer than six letters of ten.
    (distance * 10 < longer * 4).then(|| {
        let cost = distance * 1000 / longer;
        u32::try_from(cost).unwrap_or(u32::MAX)
    })
}

/// Whether two letters beside each other changed places, and nothing else.
fn is_swapped<L: Copy + Ord>(one: &[L], other: &[L]) -> bool {
    let mut letters = (one.to_vec(), other.to_vec());
    letters.0.sort_unstable();
    letters.1.sort_unstable();
    letters.0 == letters.1 && distance(one, other) == 1
}

/// Letters that are missing, added, changed or have changed places with the next. Both words have [`LONGEST`] letters at most.
fn distance<L: Copy + Eq>(one: &[L], other: &[L]) -> usize {
    let mut before = [0; LONGEST + 1];
    let mut above: [usize; LONGEST + 1] = std::array::from_fn(|at| at);
    for (i, letter) in one.iter().enumerate() {
        let mut row = [i + 1; LONGEST + 1];
        for (j, wanted) in other.iter().enumerate() {
            let changed = above[j] + usize::from(letter != wanted);
            row[j + 1] = changed.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && one[i - 1] == *wanted && other[j - 1] == *letter {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        before = above;
        above = row;
    }
    above[other.len()]
}

#[cfg(test)]
mod tests {
    use super::respelling;

    #[test]
    fn slips_are_near_and_other_words_are_not() {
        for (one, other) in [
            ("recieve", "receive"),
            ("colour", "color"),
            ("harbur", "harbour"),
            ("teh", "the"),
        ] {
            assert!(respelling(one, other).is_some(), "{one}");
        }
        for (one, other) in [
            ("cat", "cut"),
            ("north", "south"),
            ("leave", "arrive"),
            ("quay", "gate"),
        ] {
            assert!(respelling(one, other).is_none(), "{one}");
        }
    }
}
