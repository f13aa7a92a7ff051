//! The lines of one file held against those that the log knows: which are changed, lost, moved, never logged.

use std::collections::{HashMap, VecDeque};

use super::expected::{Hash, Known};

/// A line as it stands: its number from 1, and its hash.
pub(super) type Standing = (u64, Hash);

/// How a file differs from what the log says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// Another line stands there than came in.
    pub(super) changed: Vec<(Standing, Known)>,
    /// Lines that are gone, each with the number of the line after which it stood.
    pub(super) lost: Vec<(u64, Known)>,
    /// Lines that stood elsewhere.
    pub(super) moved: Vec<(u64, Known)>,
    /// Lines that no entry knows.
    pub(super) unlogged: Vec<Standing>,
}

/// Compares. Where a line was lost and another one stands in its place, that is one change.
pub(super) fn align(standing: &[Standing], known: &[Known]) -> Difference {
    let mut free: HashMap<Hash, VecDeque<usize>> = HashMap::with_capacity(known.len());
    for (at, line) in known.iter().enumerate() {
        free.entry(line.hash).or_default().push_back(at);
    }
    let matched: Vec<Option<usize>> = standing
        .iter()
        .map(|(_, hash)| free.get_mut(hash).and_then(VecDeque::pop_front))
        .collect();
    let mut there = vec![false; known.len()];
    matched.iter().flatten().for_each(|&at| there[at] = true);
    let bound: Vec<(usize, usize)> = matched
        .iter()
        .enumerate()
        .filter_map(|(line, at)| Some((line, (*at)?)))
        .filter(|&(_, at)| !known[at].loose)
        .collect();
    let anchors = longest_rising(&bound);
    let mut difference = Difference::default();
    let mut anchored = anchors.iter().peekable();
    for &(line, at) in &bound {
        if anchored.peek() == Some(&&(line, at)) {
            anchored.next();
        } else {
            difference.moved.push((standing[line].0, known[at]));
        }
    }
    let ends = anchors.iter().copied().chain([(standing.len(), known.len())]);
    let (mut line_from, mut known_from) = (0, 0);
    for (line_to, known_to) in ends {
        let mut strangers = (line_from..line_to).filter(|&line| matched[line].is_none());
        for at in (known_from..known_to).filter(|&at| !there[at]) {
            if let Some(line) = strangers.next() {
                difference.changed.push((standing[line], known[at]));
            } else {
                let after = line_to.checked_sub(1).map_or(0, |line| standing[line].0);
                difference.lost.push((after, known[at]));
            }
        }
        difference.unlogged.extend(strangers.map(|line| standing[line]));
        (line_from, known_from) = (line_to + 1, known_to + 1);
    }
    difference
}

/// The longest part of a list in which the second members rise.
fn longest_rising(list: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // Of each length, where the part ends whose last member is the least; and of each place the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(list.len());
    for (at, &(_, value)) in list.iter().enumerate() {
        let length = ends.partition_point(|&end| list[end].1 < value);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut rising = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        rising.push(list[at]);
        next = before[at];
    }
    rising.reverse();
    rising
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn compare(standing: &str, known: &str) -> String {
        let hash = |c: char| [c as u8; 32];
        let standing: Vec<Standing> = (1..).zip(standing.chars().map(hash)).collect();
        let known: Vec<Known> = known
            .chars()
            .map(|c| Known {
                hash: hash(c),
                entry: 1,
                loose: c.is_uppercase(),
            })
            .collect();
        let found = align(&standing, &known);
        let named = |lines: &[(u64, Known)]| -> String {
            let mut named = String::new();
            for (line, known) in lines {
                write!(named, " {line}{}", char::from(known.hash[0])).expect("written");
            }
            named
        };
        let mut unlogged = String::new();
        for (line, _) in &found.unlogged {
            write!(unlogged, " {line}").expect("written");
        }
        format!(
            "changed{} lost{} moved{} unlogged{unlogged}",
            named(
                &found
                    .changed
                    .iter()
                    .map(|((line, _), known)| (*line, *known))
                    .collect::<Vec<_>>()
            ),
            named(&found.lost),
            named(&found.moved)
        )
    }

    #[test]
    fn each_difference_has_its_name() {
        assert_eq!(compare("abcd", "abcd"), "changed lost moved unlogged");
        assert_eq!(compare("axcd", "abcd"), "changed 2b lost moved unlogged");
        assert_eq!(compare("acd", "abcd"), "changed lost 1b moved unlogged");
        assert_eq!(compare("", "ab"), "changed lost 0a 0b moved unlogged");
        assert_eq!(compare("abxcd", "abcd"), "changed lost moved unlogged 3");
        assert_eq!(compare("bacd", "abcd"), "changed lost moved 1b unlogged");
        assert_eq!(
            compare("abcda", "abcd"),
            "changed lost moved unlogged 5",
            "a line twice"
        );
        assert_eq!(compare("xy", "ab"), "changed 1a 2b lost moved unlogged");
    }

    #[test]
    fn a_line_whose_place_was_never_written_may_stand_anywhere() {
        assert_eq!(compare("Xab", "abX"), "changed lost moved unlogged");
        assert_eq!(compare("ab", "abX"), "changed lost 2X moved unlogged");
    }
}
