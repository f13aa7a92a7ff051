//! Which posts of a file have which words in a row: each three that follow one another, by their hash.

use std::hash::{DefaultHasher, Hasher as _};
use std::sync::Arc;

use crate::archive::words::{each_spoken, readable};
use crate::archive::{Post, Run};

/// An index of the words of some posts.
#[derive(Debug)]
pub(super) struct Runs {
    /// The hash of three words and the place of a post that has them; in order, each once.
    entries: Vec<(u32, u32)>,
}

impl Runs {
    /// Reads the words of posts.
    pub(super) fn of(posts: &[Arc<Post>]) -> Self {
        let mut entries = Vec::new();
        for (at, post) in (0..).zip(posts) {
            for text in readable(post) {
                let mut window = Window::default();
                each_spoken(text, |word| entries.extend(window.push(word).map(|hash| (hash, at))));
            }
        }
        entries.sort_unstable();
        entries.dedup();
        entries.shrink_to_fit();
        Self { entries }
    }
}

/// The indexes of several lists of posts as one.
#[derive(Debug)]
pub(super) struct JoinedRuns {
    /// As those of [`Runs`]. Places go on from one list to the next.
    entries: Vec<(u32, u32)>,
    /// Where the entries begin whose hashes begin with the same bits, for each such beginning, and where all end.
    heads: Vec<u32>,
    /// How many bits of a hash are not of its beginning.
    shift: u32,
    /// The place of the first post of each list.
    firsts: Vec<usize>,
}

/// So many bits of a hash tell at most where to look: of a great archive, few entries are left to look through.
const MOST_BITS: u32 = 16;

impl JoinedRuns {
    /// Joins indexes, each with the number of its posts.
    pub(super) fn of<'r>(lists: impl Iterator<Item = (&'r Runs, usize)>) -> Self {
        let (mut entries, mut firsts, mut next) = (Vec::new(), Vec::new(), 0);
        for (list, posts) in lists {
            let first = u32::try_from(next).unwrap_or(u32::MAX);
            entries.extend(list.entries.iter().map(|&(hash, at)| (hash, first.saturating_add(at))));
            firsts.push(next);
            next += posts;
        }
        entries.sort_unstable();
        let bits = entries.len().max(2).ilog2().min(MOST_BITS);
        let shift = u32::BITS - bits;
        let mut heads = vec![0; (1 << bits) + 1];
        for &(hash, _) in &entries {
            heads[(hash >> shift) as usize + 1] += 1;
        }
        let mut before = 0;
        for count in &mut heads {
            before += *count;
            *count = before;
        }
        Self {
            entries,
            heads,
            shift,
            firsts,
        }
    }

    /// The posts that have every three words of a run, by their hashes: the list and the place in it.
    pub(super) fn holding(&self, hashes: &[u32]) -> impl Iterator<Item = (usize, usize)> + use<'_> {
        let rows: Option<Vec<&[(u32, u32)]>> = hashes.iter().map(|&hash| self.row(hash)).collect();
        let mut rows = rows.unwrap_or_default();
        rows.sort_by_key(|row| row.len());
        let rarest = rows.first().copied().unwrap_or_default();
        let is_in = |row: &&[(u32, u32)], at: u32| row.binary_search_by_key(&at, |&(_, at)| at).is_ok();
        let places = rarest.iter().map(|&(_, at)| at);
        places
            .filter(move |&at| rows.iter().skip(1).all(|row| is_in(row, at)))
            .filter_map(|at| {
                let place = at as usize;
                let list = self.firsts.partition_point(|&first| first <= place).checked_sub(1)?;
                Some((list, place - self.firsts[list]))
            })
    }

    /// The entries of three words; `None` where there are none.
    fn row(&self, hash: u32) -> Option<&[(u32, u32)]> {
        let head = (hash >> self.shift) as usize;
        let near = &self.entries[self.heads[head] as usize..self.heads[head + 1] as usize];
        let from = &near[near.partition_point(|&(other, _)| other < hash)..];
        let row = &from[..from.partition_point(|&(other, _)| other == hash)];
        (!row.is_empty()).then_some(row)
    }
}

/// The hashes of every three words of a run.
pub(super) fn hashes(run: &Run) -> Vec<u32> {
    let mut window = Window::default();
    run.words().iter().filter_map(|word| window.push(word)).collect()
}

/// The last three words of a text that is read word by word, each as its hash.
#[derive(Default)]
struct Window {
    words: [u64; Run::LEAST],
    count: usize,
}

impl Window {
    /// Goes on by a word; the hash of three, once there are three.
    fn push(&mut self, word: &str) -> Option<u32> {
        let mut hasher = DefaultHasher::new();
        hasher.write(word.as_bytes());
        self.words.rotate_left(1);
        self.words[Run::LEAST - 1] = hasher.finish();
        self.count += 1;
        let mix = |mixed: u64, word: &u64| (mixed.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let [a, b, c, d, ..] = self.words.iter().fold(0, mix).to_be_bytes();
        (self.count >= Run::LEAST).then_some(u32::from_be_bytes([a, b, c, d]))
    }
}
