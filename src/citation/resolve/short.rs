//! Short forms take the meaning of the citation that they stand for, once all others are resolved.
//!
//! Notes are meant by their printed numbers, and citations by their printed order. What cannot be told apart is not
//! guessed; what is wrong with the earlier citation is not said a second time.

use super::short_fit::{Finder, Spot};
use super::short_message as message;
use super::{Found, Known, NoteCitations, Place, resolve};
use crate::archive::StoreError;
use crate::citation::{
    Antecedent, Citation, Field, Meaning, PostQuery, Resolution, ShortDate, ShortForm, Side, Target, When, say,
};
use crate::diagnostic::Diagnostic;

/// What a short form stands for.
enum Bound {
    /// One citation, and what is to be said of it.
    To(Spot, Option<Diagnostic>),
    /// A note as a whole.
    Note(usize),
    /// Nothing, and why.
    Nothing(Diagnostic),
}

/// Replaces the findings of short forms by those of the citations that they stand for.
///
/// # Errors
/// When the archive cannot be read.
pub(super) fn bind(
    notes: &[NoteCitations<'_>],
    found: &mut [Vec<Found>],
    place: &Place<'_>,
    known: &Known<'_>,
) -> Result<(), StoreError> {
    let mut finder = Finder::new(notes, known);
    for (note, cited) in notes.iter().enumerate() {
        for (at, citation) in cited.citations.iter().enumerate() {
            let Target::Short(form) = &citation.target else {
                continue;
            };
            let spot = Spot { note, at };
            let bound = antecedent(&finder, found, place, spot, form)?;
            let result = match bound {
                Bound::Nothing(said) => {
                    let reason = "what this short form stands for is not there".to_owned();
                    (Resolution::new(Meaning::Missing, reason), vec![said])
                }
                Bound::Note(other) => {
                    let reason = match &form.to.value {
                        Antecedent::Notes { numbers, .. } => say::see_notes(numbers.iter().map(|number| number.value)),
                        _ => say::see_notes([notes[other].number]),
                    };
                    let mut resolution = Resolution::new(Meaning::Note(other), reason);
                    resolution.as_note = Some(other);
                    (resolution, Vec::new())
                }
                Bound::To(to, said) => {
                    let root = finder.root(to);
                    if let Some(query) = query(&finder, found, place, root, form) {
                        // A post of another day is not what the earlier note cites.
                        finder.write_out(spot, query.clone());
                        let (resolution, mut diagnostics) = again(citation, query, cited, place, known)?;
                        diagnostics.extend(said);
                        (resolution, diagnostics)
                    } else {
                        finder.bind(spot, root);
                        let mut resolution = found[root.note][root.at].0.clone();
                        // The note that answers may itself have been read from another.
                        if resolution.as_note.is_none() {
                            let number = notes[root.note].number;
                            resolution.reason = format!("as in note {number}: {}", resolution.reason);
                            resolution.as_note = Some(root.note);
                        }
                        (resolution, said.into_iter().collect())
                    }
                }
            };
            found[note][at] = result;
        }
    }
    Ok(())
}

fn antecedent(
    finder: &Finder<'_>,
    found: &[Vec<Found>],
    place: &Place<'_>,
    spot: Spot,
    form: &ShortForm,
) -> Result<Bound, StoreError> {
    match &form.to.value {
        Antecedent::Notes { numbers, side } => by_number(finder, found, place, spot, form, numbers, *side),
        Antecedent::Named if form.name.is_some() => {
            let mut fitting = Vec::new();
            for earlier in finder.before(spot) {
                if finder.fits(found, earlier, form)? {
                    fitting.push(earlier);
                }
            }
            let Some(&last) = fitting.last() else {
                return Ok(Bound::Nothing(message::nobody(place, form)));
            };
            let said = (!finder.same(found, &fitting)).then(|| message::several_named(finder, place, form, &fitting));
            Ok(Bound::To(last, said))
        }
        Antecedent::Previous | Antecedent::Named => {
            let Some((last, all)) = finder.previous(spot) else {
                return Ok(Bound::Nothing(message::nothing(place, form)));
            };
            if !finder.fits(found, last, form)? {
                return Ok(Bound::Nothing(message::other_name(finder, place, form, last)));
            }
            let said = (!finder.same(found, &all)).then(|| message::several(finder, place, form, last));
            Ok(Bound::To(last, said))
        }
    }
}

fn by_number(
    finder: &Finder<'_>,
    found: &[Vec<Found>],
    place: &Place<'_>,
    spot: Spot,
    form: &ShortForm,
    numbers: &[Field<usize>],
    side: Side,
) -> Result<Bound, StoreError> {
    let mut named = Vec::new();
    for number in numbers {
        let Some(note) = finder.numbered(number.value) else {
            let elsewhere = finder.only_note(found, spot, form)?;
            return Ok(Bound::Nothing(message::no_note(finder, place, number, elsewhere)));
        };
        let wrong =
            note == spot.note || side == Side::Above && note > spot.note || side == Side::Below && note < spot.note;
        if wrong {
            let elsewhere = finder.only_note(found, spot, form)?;
            let said = message::wrong_side(finder, place, number, note.cmp(&spot.note), elsewhere);
            return Ok(Bound::Nothing(said));
        }
        named.push(note);
    }
    let [note] = named[..] else {
        return Ok(named.first().map_or_else(
            || Bound::Nothing(message::nothing(place, form)),
            |&first| Bound::Note(first),
        ));
    };
    let mut fitting = Vec::new();
    for cited in finder.of_note(note) {
        if finder.fits(found, cited, form)? {
            fitting.push(cited);
        }
    }
    if fitting.is_empty() && form.name.is_some() {
        let elsewhere = finder.only_note(found, spot, form)?;
        return Ok(Bound::Nothing(message::name_not_there(
            finder, place, form, note, elsewhere,
        )));
    }
    let dated: Vec<Spot> = fitting
        .iter()
        .copied()
        .filter(|&cited| form.date.is_some() && finder.is_of(cited, form))
        .collect();
    let left = if dated.len() == 1 { dated } else { fitting };
    Ok(match left.last() {
        Some(&last) if finder.same(found, &left) => {
            let root = finder.root(last);
            // What is below may itself stand for this one.
            let unbound = finder.is_short(root);
            let is_prose = form.name.is_none() && matches!(found[root.note][root.at].0.meaning, Meaning::Other);
            if unbound && note > spot.note || is_prose {
                Bound::Note(note)
            } else {
                Bound::To(last, None)
            }
        }
        _ => Bound::Note(note),
    })
}

/// The query for a post of the same account on the day or at the time that the short form gives; `None` where it gives
/// none, or the same.
fn query(
    finder: &Finder<'_>,
    found: &[Vec<Found>],
    place: &Place<'_>,
    root: Spot,
    form: &ShortForm,
) -> Option<PostQuery> {
    let old = finder.query(root)?;
    let resolution = &found.get(root.note)?.get(root.at)?.0;
    if matches!(resolution.meaning, Meaning::UnknownAccount) {
        return None;
    }
    let post = resolution.post();
    let posted = post.map(|post| place.timezone.to_datetime(post.posted()).date());
    let old_when = old.when.as_ref().map(|when| when.value);
    let old_day = match old_when {
        Some(When::Day(day)) => Some(day),
        _ => posted,
    };
    let when = match form.date.as_ref().map(|date| date.value) {
        Some(ShortDate::Full(when)) => Some(when),
        Some(ShortDate::OfYear { month, day }) => {
            let year = old_day.map(jiff::civil::Date::year);
            year.and_then(|year| jiff::civil::Date::new(year, month, day).ok())
                .map(When::Day)
        }
        None => old_when.or(posted.map(When::Day)),
    };
    let same_day = form.date.is_none() || when.is_some() && (when == old_when || when == posted.map(When::Day));
    if same_day && form.time.is_none() && form.unread.is_empty() {
        return None;
    }
    let at = form.to.span;
    let field = |value| Field { value, span: at };
    let (platform, handle) = match post {
        Some(post) => (
            Some(field(post.key.platform.clone())),
            Some(Field {
                value: post.last().author.handle.clone(),
                span: at,
            }),
        ),
        None => (
            old.platform.as_ref().map(|old| field(old.value.clone())),
            old.handle.as_ref().map(|old| Field {
                value: old.value.clone(),
                span: at,
            }),
        ),
    };
    Some(PostQuery {
        platform,
        handle,
        when: when.map(|value| Field {
            value,
            span: form.date.as_ref().map_or(at, |date| date.span),
        }),
        time: form.time.clone(),
        unread: form.unread.clone(),
        ..PostQuery::default()
    })
}

/// What the short form means as a citation of its own.
fn again(
    citation: &Citation,
    query: PostQuery,
    note: &NoteCitations<'_>,
    place: &Place<'_>,
    known: &Known<'_>,
) -> Result<Found, StoreError> {
    let written_out = [Citation {
        target: Target::Post(Box::new(query)),
        ..citation.clone()
    }];
    let alone = NoteCitations {
        citations: &written_out,
        ..note.clone()
    };
    let mut found = resolve(&[alone], place, known)?;
    let only = found.pop().and_then(|mut note| note.pop());
    Ok(only.unwrap_or_else(|| (Resolution::new(Meaning::Missing, String::new()), Vec::new())))
}
