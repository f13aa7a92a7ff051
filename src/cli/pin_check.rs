//! Whether pins changed nothing but what they were to change.

use super::pin::Pin;
use crate::archive::PostKey;
use crate::citation::{Meaning, Target};
use crate::site::Site;

/// What else the pins of a brief would change in it, in words; `None` when nothing.
pub(super) fn other_change(before: &Site, after: &Site, brief: usize, pins: &[Pin]) -> Option<String> {
    let broken = || Some("the brief would be read in another way".to_owned());
    let was = &before.briefs[brief];
    let Some(is) = after
        .briefs
        .get(brief)
        .filter(|is| is.brief.file.path == was.brief.file.path)
    else {
        return broken();
    };
    if was.notes.len() != is.notes.len() {
        return broken();
    }
    for (note, (old, new)) in was.notes.iter().zip(&is.notes).enumerate() {
        let label = &was.brief.notes[note].label;
        if old.citations.len() != new.citations.len() || *label != is.brief.notes[note].label {
            return broken();
        }
        for (at, ((citation, old), (_, new))) in old.citations.iter().zip(&new.citations).enumerate() {
            let pin = pins.iter().find(|pin| (pin.note, pin.citation) == (note, at));
            let is_sound = if let Some(pin) = pin {
                matches!(&new.meaning, Meaning::Exact(post) if post.key == pin.post.key)
            } else {
                let follows = matches!(citation.target, Target::Short(_)) && old.post().is_none();
                follows || is_kept(&old.meaning, &new.meaning)
            };
            if !is_sound {
                return Some(format!(
                    "in the note [^{label}], `{}` would not mean the same any more",
                    citation.text
                ));
            }
        }
    }
    None
}

/// Whether a meaning is still the same. What was open may be less so: one choice can decide another.
fn is_kept(was: &Meaning, is: &Meaning) -> bool {
    match (was, is) {
        (Meaning::Ambiguous(_), _) => {
            let wider = posts(was);
            let narrower = posts(is);
            !narrower.is_empty() && narrower.iter().all(|post| wider.contains(post))
        }
        (Meaning::Hashtag(was), Meaning::Hashtag(is))
        | (Meaning::Brief(was), Meaning::Brief(is))
        | (Meaning::Reference(was), Meaning::Reference(is)) => was == is,
        (Meaning::Note(was), Meaning::Note(is)) => was == is,
        (Meaning::Missing, Meaning::Missing)
        | (Meaning::UnknownAccount, Meaning::UnknownAccount)
        | (Meaning::Other, Meaning::Other) => true,
        _ => {
            let was = posts(was);
            was.len() == 1 && was == posts(is)
        }
    }
}

fn posts(meaning: &Meaning) -> Vec<&PostKey> {
    match meaning {
        Meaning::Exact(post) | Meaning::Inferred(post) | Meaning::Shifted(post) => vec![&post.key],
        Meaning::Ambiguous(posts) => posts.iter().map(|post| &post.key).collect(),
        _ => Vec::new(),
    }
}
