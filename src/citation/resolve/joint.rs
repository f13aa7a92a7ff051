//! The citations of one brief, decided together.
//!
//! Each is first decided by what it says itself. What is left over may follow from the others, but only where the brief
//! has as many citations as there are posts. The order of notes is no evidence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Found;
use super::asked::Asked;
use super::decide::{Ground, decide_by_quotes, holders, matter_of_each};
use super::open::{Open, Step};
use super::texts::Texts;
use crate::archive::{Post, PostKey};

/// A citation that is still open, with what it says and what was chosen for it.
struct Seat<'s> {
    /// Note and place in the note.
    at: (usize, usize),
    open: Box<Open<'s>>,
    asked: Asked<'s>,
    choice: Option<(Arc<Post>, Ground)>,
}

/// What each citation means, note by note.
pub(super) fn settle(steps: Vec<Vec<Step<'_>>>) -> Vec<Vec<Found>> {
    let mut done: Vec<Vec<Option<Found>>> = Vec::with_capacity(steps.len());
    let mut seats = Vec::new();
    for (note, steps) in steps.into_iter().enumerate() {
        let mut row = Vec::with_capacity(steps.len());
        for (place, step) in steps.into_iter().enumerate() {
            row.push(match step {
                Step::Done(found) => Some(found),
                Step::Open(open) => {
                    seats.push(Seat {
                        at: (note, place),
                        asked: Asked::of(&open.search),
                        open,
                        choice: None,
                    });
                    None
                }
            });
        }
        done.push(row);
    }
    if !seats.is_empty() {
        let mut texts = Texts::default();
        let found: Vec<PostKey> = done
            .iter()
            .flatten()
            .filter_map(|found| Some(found.as_ref()?.0.post()?.key.clone()))
            .collect();
        decide_all(&mut seats, &found, &mut texts);
        for Seat {
            at,
            open,
            asked,
            choice,
        } in seats
        {
            done[at.0][at.1] = Some(match choice {
                Some((post, ground)) => open.chosen(&post, &ground),
                None => open.undecided(&asked, &mut texts),
            });
        }
    }
    done.into_iter()
        .map(|row| row.into_iter().flatten().collect())
        .collect()
}

fn decide_all(seats: &mut [Seat<'_>], found: &[PostKey], texts: &mut Texts) {
    for seat in seats.iter_mut() {
        seat.choice = seat.open.decide(&seat.asked, texts);
    }
    // Citations that the same posts fit: of one account and one day.
    let mut groups: BTreeMap<Vec<PostKey>, Vec<usize>> = BTreeMap::new();
    for (index, seat) in seats.iter().enumerate().filter(|(_, seat)| seat.open.is_day) {
        let posts = seat.open.posts.iter().map(|post| post.key.clone()).collect();
        groups.entry(posts).or_default().push(index);
    }
    for (posts, members) in groups {
        share(seats, &members, texts);
        while complete(seats, &members, &posts, found, texts) {}
    }
}

/// Citations of one note that differ in nothing, for words quoted from as many posts: each has one of them.
fn share(seats: &mut [Seat<'_>], members: &[usize], texts: &mut Texts) {
    let mut notes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &index in members.iter().filter(|&&index| seats[index].choice.is_none()) {
        notes.entry(seats[index].at.0).or_default().push(index);
    }
    for alike in notes.into_values().filter(|alike| alike.len() > 1) {
        let Seat { open, asked, .. } = &seats[alike[0]];
        if alike.iter().any(|&index| !seats[index].asked.in_note.is_empty()) {
            continue;
        }
        // In the order of the text, so that the same input gives the same output; it is no evidence of which is which.
        let mut singled: Vec<usize> = Vec::new();
        for held in holders(asked, &open.posts, open.least, texts).iter().rev() {
            if let Some(&post) = held.first().filter(|post| held.len() == 1 && !singled.contains(post)) {
                singled.push(post);
            }
        }
        if singled.len() != alike.len() {
            continue;
        }
        let posts: Vec<Arc<Post>> = singled.into_iter().map(|post| Arc::clone(&open.posts[post])).collect();
        for (&index, post) in alike.iter().zip(posts) {
            seats[index].choice = Some((post, Ground::Shared(alike.len())));
        }
    }
}

/// Where a brief has as many citations as there are posts, those that no other citation leads to are for the rest.
/// Whether anything was chosen.
fn complete(
    seats: &mut [Seat<'_>],
    members: &[usize],
    posts: &[PostKey],
    found: &[PostKey],
    texts: &mut Texts,
) -> bool {
    let rest: Vec<usize> = members
        .iter()
        .copied()
        .filter(|&index| seats[index].choice.is_none())
        .collect();
    let chosen = members
        .iter()
        .filter_map(|&index| Some(&seats[index].choice.as_ref()?.0.key));
    let taken: BTreeSet<PostKey> = chosen.chain(found).filter(|key| posts.contains(key)).cloned().collect();
    if rest.is_empty() || taken.is_empty() || taken.len() + rest.len() != posts.len() {
        return false;
    }
    let is_left = |post: &&Arc<Post>| !taken.contains(&post.key);
    let mut choices: Vec<(usize, Arc<Post>, Ground)> = Vec::new();
    for &index in &rest {
        let Seat { open, asked, .. } = &seats[index];
        let left: Vec<Arc<Post>> = open.posts.iter().filter(is_left).cloned().collect();
        let choice = match left.as_slice() {
            [only] => {
                let fits = fits_best(open, asked, only, taken.len(), texts);
                fits.then(|| (Arc::clone(only), Ground::Left(taken.len())))
            }
            _ => match decide_by_quotes(asked, &left, open.least, texts) {
                Some((post, Ground::Words(words))) => Some((Arc::clone(&left[post]), Ground::WordsLeft(words))),
                _ => None,
            },
        };
        choices.extend(choice.map(|(post, ground)| (index, post, ground)));
    }
    let wanted = |post: &PostKey| choices.iter().filter(|(_, other, _)| other.key == *post).count();
    let clear: Vec<_> = choices
        .iter()
        .filter(|(_, post, _)| wanted(&post.key) == 1)
        .cloned()
        .collect();
    for (index, post, ground) in &clear {
        seats[*index].choice = Some((Arc::clone(post), ground.clone()));
    }
    !clear.is_empty()
}

/// Whether nothing that the citation says fits another post better than the one that is left.
fn fits_best(open: &Open<'_>, asked: &Asked<'_>, left: &Arc<Post>, others: usize, texts: &mut Texts) -> bool {
    let Some(at) = open.posts.iter().position(|post| post.key == left.key) else {
        return false;
    };
    // Words quoted here that this post does not hold speak against it.
    let quoted: Vec<_> = asked.quotes().filter(|quote| quote.is_enough(open.least)).collect();
    if quoted.iter().any(|quote| !texts.hold(left, &quote.quoted)) {
        return false;
    }
    let matter = matter_of_each(asked, &open.posts, texts);
    let best_other = matter
        .iter()
        .enumerate()
        .filter(|&(post, _)| post != at)
        .map(|(_, &weight)| weight)
        .max();
    let best_other = best_other.unwrap_or(0);
    // Of two citations and two posts, that one is found says little of the other.
    (others > 1 || !quoted.is_empty()) && matter[at] >= best_other
}
