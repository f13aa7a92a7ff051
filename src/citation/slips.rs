/// Letters put in, left out, changed or swapped (Damerau–Levenshtein with adjacent swaps), if at most `limit`.
pub(super) fn slips_within(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (row, &letter) in a.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &other) in b.iter().enumerate() {
            let mut cost = (last[column] + usize::from(letter != other))
                .min(last[column + 1] + 1)
                .min(current[column] + 1);
            if row > 0 && column > 0 && letter == b[column - 1] && a[row - 1] == other {
                cost = cost.min(before_last[column - 1] + 1);
            }
            current.push(cost);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    Some(last[b.len()]).filter(|&distance| distance <= limit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slips(a: &str, b: &str) -> Option<usize> {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        slips_within(&letters(a), &letters(b), 5)
    }

    #[test]
    fn slips_are_counted_as_people_make_them() {
        assert_eq!(slips("harbour", "harbour"), Some(0));
        assert_eq!(slips("harbour", "harbor"), Some(1));
        assert_eq!(slips("harbour", "habrour"), Some(1), "two letters swapped are one slip");
        assert_eq!(slips("harbour", "quay"), None);
    }

    proptest! {
        #[test]
        fn the_order_of_two_handles_is_no_matter(a in "[a-c]{0,6}", b in "[a-c]{0,6}") {
            prop_assert_eq!(slips(&a, &b), slips(&b, &a));
        }

        #[test]
        fn one_letter_more_is_one_slip(a in "[a-c]{0,6}", letter in "[x-z]", at in 0_usize..7) {
            let mut b = a.clone();
            b.insert_str(at.min(a.len()), &letter);
            prop_assert_eq!(slips(&a, &b), Some(1));
        }
    }
}
