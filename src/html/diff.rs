use super::escape::push_escaped;

/// More pairs of words than this are not compared one by one: the middle counts as rewritten.
const MOST_PAIRS: usize = 26_000_000;

/// Two versions of a post's words, with what the second lacks in `<del>` and what it adds in `<ins>`, word by word.
pub fn word_diff(a: &str, b: &str) -> (String, String) {
    let (old, new) = (words(a), words(b));
    let (kept_old, kept_new) = kept(&old, &new);
    (written(&old, &kept_old, "del"), written(&new, &kept_new, "ins"))
}

/// A word and the white space after it.
type Word<'a> = (&'a str, &'a str);

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let space = rest[word..]
            .find(|c: char| !c.is_whitespace())
            .unwrap_or(rest.len() - word);
        words.push((&rest[..word], &rest[word..word + space]));
        rest = &rest[word + space..];
    }
    words
}

/// Which words of either side belong to a longest common sequence.
fn kept(old: &[Word<'_>], new: &[Word<'_>]) -> (Vec<bool>, Vec<bool>) {
    let same = |i: usize, j: usize| old[i].0 == new[j].0;
    let shorter = old.len().min(new.len());
    let head = (0..shorter).take_while(|&i| same(i, i)).count();
    let tail = (1..=shorter - head)
        .take_while(|&i| same(old.len() - i, new.len() - i))
        .count();
    let (rows, columns) = (old.len() - head - tail, new.len() - head - tail);
    let mut kept_old = vec![true; old.len()];
    let mut kept_new = vec![true; new.len()];
    kept_old[head..head + rows].fill(false);
    kept_new[head..head + columns].fill(false);
    if rows.saturating_mul(columns) > MOST_PAIRS {
        return (kept_old, kept_new);
    }
    // From the end, so that the walk below goes forward; only the steps are kept, the lengths live in two rows.
    let mut steps = vec![Step::Skip; rows * columns];
    let mut below = vec![0_u32; columns + 1];
    for i in (0..rows).rev() {
        let mut row = vec![0_u32; columns + 1];
        for j in (0..columns).rev() {
            let (length, step) = if same(head + i, head + j) {
                (below[j + 1] + 1, Step::Keep)
            } else if below[j] >= row[j + 1] {
                (below[j], Step::Delete)
            } else {
                (row[j + 1], Step::Skip)
            };
            row[j] = length;
            steps[i * columns + j] = step;
        }
        below = row;
    }
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        match steps[i * columns + j] {
            Step::Keep => {
                kept_old[head + i] = true;
                kept_new[head + j] = true;
                i += 1;
                j += 1;
            }
            Step::Delete => i += 1,
            Step::Skip => j += 1,
        }
    }
    (kept_old, kept_new)
}

#[derive(Clone, Copy)]
enum Step {
    Keep,
    Delete,
    Skip,
}

/// Neighbours that changed share one element; the space after the last of them stands outside.
fn written(words: &[Word<'_>], kept: &[bool], tag: &str) -> String {
    let mut out = String::new();
    for (index, ((word, space), keep)) in words.iter().zip(kept).enumerate() {
        let opens = !keep && (index == 0 || kept[index - 1]);
        let closes = !keep && kept.get(index + 1).copied().unwrap_or(true);
        if opens && !word.is_empty() {
            out.push('<');
            out.push_str(tag);
            out.push('>');
        }
        push_escaped(&mut out, word);
        if closes && !(opens && word.is_empty()) {
            out.push_str("</");
            out.push_str(tag);
            out.push('>');
        }
        out.push_str(&space.replace("\r\n", "\n").replace('\n', "<br>\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::word_diff;

    #[test]
    fn what_changed_is_marked_on_either_side() {
        let (old, new) = word_diff("silo 4 is burning now", "silo 4 was burning late last night");
        assert_eq!(old, "silo 4 <del>is</del> burning <del>now</del>");
        assert_eq!(new, "silo 4 <ins>was</ins> burning <ins>late last night</ins>");
    }

    #[test]
    fn lines_stay_and_text_is_escaped() {
        let (old, new) = word_diff("a <b>\nc", "a <b>\nd");
        assert_eq!(old, "a &lt;b&gt;<br>\n<del>c</del>");
        assert_eq!(new, "a &lt;b&gt;<br>\n<ins>d</ins>");
    }

    proptest! {
        #[test]
        fn each_side_reads_as_it_was(a in "[ab \n]{0,30}", b in "[ab \n]{0,30}") {
            let (old, new) = word_diff(&a, &b);
            prop_assert_eq!(old.replace("<del>", "").replace("</del>", "").replace("<br>", ""), a);
            prop_assert_eq!(new.replace("<ins>", "").replace("</ins>", "").replace("<br>", ""), b);
        }

        #[test]
        fn what_is_kept_is_the_same_on_both_sides(a in "[abc ]{0,30}", b in "[abc ]{0,30}") {
            let (old, new) = word_diff(&a, &b);
            let kept = |html: &str, tag: &str| {
                let mut text = String::new();
                for part in html.split(&format!("<{tag}>")) {
                    text.push_str(part.rsplit(&format!("</{tag}>")).next().unwrap_or(""));
                }
                text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
            };
            prop_assert_eq!(kept(&old, "del"), kept(&new, "ins"));
        }
    }
}
