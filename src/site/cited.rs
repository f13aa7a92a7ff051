//! What the briefs of a site cite, citation by citation: all that evidence is collected from, besides the archive.

use std::sync::Arc;

use super::{Entry, Use};
use crate::archive::Post;
use crate::citation::{Meaning, Target};

/// One citation that leads to evidence.
#[derive(Clone, Debug)]
pub(super) struct Cited {
    /// Where it stands.
    pub(super) place: Use,
    /// What it leads to.
    pub(super) to: CitedThing,
}

/// What a citation leads to.
#[derive(Clone, Debug)]
pub(super) enum CitedThing {
    /// A post.
    Post(Arc<Post>),
    /// A hashtag, folded, and as the citation writes it.
    Hashtag { tag: String, label: String },
}

impl Cited {
    /// Those of some briefs, in their order.
    pub(super) fn of(briefs: &[Entry]) -> Vec<Self> {
        let mut all = Vec::new();
        for (brief, entry) in briefs.iter().enumerate() {
            for (note, evidence) in entry.notes.iter().enumerate() {
                for (number, (citation, resolution)) in evidence.citations.iter().enumerate() {
                    let to = match (resolution.post(), &resolution.meaning) {
                        (Some(post), _) => CitedThing::Post(Arc::clone(post)),
                        (None, Meaning::Hashtag(tag)) => CitedThing::Hashtag {
                            tag: tag.clone(),
                            label: match &citation.target {
                                Target::Hashtag { tag, .. } => tag.value.clone(),
                                _ => tag.clone(),
                            },
                        },
                        (None, _) => continue,
                    };
                    let place = Use {
                        brief,
                        note,
                        citation: number,
                    };
                    all.push(Self { place, to });
                }
            }
        }
        all
    }

    /// Whether both are the same, with the very same reading of a post.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        let leads_to_same = match (&self.to, &other.to) {
            (CitedThing::Post(one), CitedThing::Post(other)) => Arc::ptr_eq(one, other),
            (
                CitedThing::Hashtag { tag, label },
                CitedThing::Hashtag {
                    tag: other,
                    label: other_label,
                },
            ) => tag == other && label == other_label,
            _ => false,
        };
        leads_to_same && self.place == other.place
    }
}
