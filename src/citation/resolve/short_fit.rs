//! Which earlier citation a short form can stand for: by order, by number, by name.

use std::collections::BTreeMap;

use super::{Found, Known, NoteCitations};
use crate::archive::StoreError;
use crate::citation::{Citation, Meaning, PostQuery, ShortDate, ShortForm, Target, fold_title};

/// A citation by its note and its order there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub note: usize,
    pub at: usize,
}

/// The citations of a brief, and which short form stands for which.
pub(super) struct Finder<'f> {
    notes: &'f [NoteCitations<'f>],
    known: &'f Known<'f>,
    roots: BTreeMap<Spot, Spot>,
    /// Of short forms with a day or time of their own: what they mean written out.
    written_out: BTreeMap<Spot, PostQuery>,
}

impl<'f> Finder<'f> {
    pub(super) fn new(notes: &'f [NoteCitations<'f>], known: &'f Known<'f>) -> Self {
        Self {
            notes,
            known,
            roots: BTreeMap::new(),
            written_out: BTreeMap::new(),
        }
    }

    /// Remembers what a short form stands for.
    pub(super) fn bind(&mut self, spot: Spot, root: Spot) {
        self.roots.insert(spot, root);
    }

    /// Remembers that a short form, with what it gives of its own, is a citation of its own.
    pub(super) fn write_out(&mut self, spot: Spot, query: PostQuery) {
        self.written_out.insert(spot, query);
    }

    /// The query of a citation to a post.
    pub(super) fn query(&self, spot: Spot) -> Option<&PostQuery> {
        self.written_out
            .get(&spot)
            .or_else(|| match &self.citation(spot)?.target {
                Target::Post(query) => Some(query),
                _ => None,
            })
    }

    /// The citation written out for which this one stands; itself, if it is written out.
    pub(super) fn root(&self, spot: Spot) -> Spot {
        self.roots.get(&spot).copied().unwrap_or(spot)
    }

    /// Whether a citation says nothing of its own.
    pub(super) fn is_short(&self, spot: Spot) -> bool {
        !self.written_out.contains_key(&spot)
            && matches!(
                self.citation(spot).map(|citation| &citation.target),
                Some(Target::Short(_))
            )
    }

    pub(super) fn citation(&self, spot: Spot) -> Option<&'f Citation> {
        self.notes.get(spot.note)?.citations.get(spot.at)
    }

    /// The printed number of a note.
    pub(super) fn number(&self, note: usize) -> usize {
        self.notes.get(note).map_or(0, |note| note.number)
    }

    /// How many notes there are.
    pub(super) fn count(&self) -> usize {
        self.notes.len()
    }

    /// The note of that printed number.
    pub(super) fn numbered(&self, number: usize) -> Option<usize> {
        self.notes.iter().position(|note| note.number == number)
    }

    pub(super) fn of_note(&self, note: usize) -> Vec<Spot> {
        let count = self.notes.get(note).map_or(0, |note| note.citations.len());
        (0..count).map(|at| Spot { note, at }).collect()
    }

    /// The citations written out before this one, in printed order.
    pub(super) fn before(&self, spot: Spot) -> Vec<Spot> {
        let all = (0..=spot.note).flat_map(|note| self.of_note(note));
        all.filter(|&earlier| earlier < spot && !self.is_short(earlier))
            .collect()
    }

    /// The citation before this one, and all that it may be taken for.
    pub(super) fn previous(&self, spot: Spot) -> Option<(Spot, Vec<Spot>)> {
        if let Some(at) = spot.at.checked_sub(1) {
            let before = Spot { note: spot.note, at };
            return Some((before, vec![before]));
        }
        (0..spot.note)
            .rev()
            .map(|note| self.of_note(note))
            .find_map(|all| Some((*all.last()?, all.clone())))
    }

    /// Whether citations mean the same, so that it does not matter which is taken.
    pub(super) fn same(&self, found: &[Vec<Found>], spots: &[Spot]) -> bool {
        let mut roots = spots.iter().map(|&spot| self.root(spot));
        let Some(first) = roots.next() else {
            return true;
        };
        let post = |spot: Spot| found[spot.note][spot.at].0.post().map(|post| &post.key);
        let meant = |spot: Spot| match &found[spot.note][spot.at].0.meaning {
            Meaning::Brief(name) | Meaning::Reference(name) | Meaning::Hashtag(name) => Some(name),
            _ => None,
        };
        roots.all(|other| {
            other == first
                || post(first).is_some() && post(first) == post(other)
                || meant(first).is_some() && meant(first) == meant(other)
        })
    }

    /// Whether a citation is of the day that the short form gives.
    pub(super) fn is_of(&self, spot: Spot, form: &ShortForm) -> bool {
        let root = self.root(spot);
        let date = match self.citation(root).map(|citation| &citation.target) {
            Some(Target::Other(other)) => other.when.as_ref(),
            _ => self.query(root).and_then(|query| query.when.as_ref()),
        };
        let (Some(date), Some(ShortDate::Full(wanted))) = (date, form.date.as_ref().map(|date| date.value)) else {
            return false;
        };
        date.value == wanted
    }

    /// The one earlier note that the printed name fits.
    pub(super) fn only_note(
        &self,
        found: &[Vec<Found>],
        spot: Spot,
        form: &ShortForm,
    ) -> Result<Option<usize>, StoreError> {
        let mut notes = Vec::new();
        if form.name.is_some() {
            for earlier in self.before(spot) {
                if earlier.note < spot.note && self.fits(found, earlier, form)? {
                    notes.push(earlier.note);
                }
            }
        }
        notes.dedup();
        Ok(match notes[..] {
            [only] => Some(only),
            _ => None,
        })
    }

    /// Whether the name that is printed with a short form, if any, is that of the citation.
    pub(super) fn fits(&self, found: &[Vec<Found>], spot: Spot, form: &ShortForm) -> Result<bool, StoreError> {
        let Some(name) = &form.name else {
            return Ok(true);
        };
        let root = self.root(spot);
        let Some(citation) = self.citation(root) else {
            return Ok(false);
        };
        let mut handles = Vec::new();
        let mut names = Vec::new();
        if let Some(query) = self.query(root) {
            handles.extend(query.handle.as_ref().map(|handle| handle.value.clone()));
        }
        let post = found.get(root.note).and_then(|note| note.get(root.at)?.0.post());
        if let Some(post) = post {
            handles.push(post.last().author.handle.clone());
            names.extend(post.last().author.name.clone());
            if let Some(account) = self.known.archive.account(&post.account)? {
                handles.extend(account.handles.iter().map(|used| used.handle.clone()));
                names.extend(account.name.clone());
            }
        }
        if let Some(handle) = name.value.strip_prefix('@') {
            return Ok(handles
                .iter()
                .any(|known| known.to_lowercase() == handle.to_lowercase()));
        }
        let text = fold_title(&citation.text);
        names.extend(handles);
        Ok(spellings(&name.value).iter().any(|printed| {
            holds(&text, printed)
                || is_key(citation, printed)
                || names.iter().any(|name| {
                    let name = fold_title(name);
                    holds(&name, printed) || holds(printed, &name) || squeezed(&name) == squeezed(printed)
                })
        }))
    }
}

/// A name as printed, then without what may stand around it: a title after it (`Harbour Watch, “Smoke,”`), words of a
/// sentence before it (`as shown in Smith`).
fn spellings(name: &str) -> Vec<String> {
    let first = name.split([',', '،', '“', '"', '(']).next().unwrap_or(name);
    let words: Vec<&str> = first.split_whitespace().collect();
    let proper = words
        .iter()
        .rposition(|word| word.starts_with(char::is_lowercase))
        .map_or(0, |last| last + 1);
    let mut spellings: Vec<String> = [name, first, &words[proper..].join(" ")].map(fold_title).to_vec();
    spellings.retain(|spelling| !spelling.is_empty());
    spellings
}

/// Whether words stand in a text as whole words; both are folded.
fn holds(text: &str, words: &str) -> bool {
    !words.is_empty() && format!(" {text} ").contains(&format!(" {words} "))
}

/// `Smith` for the key `smith2019`.
fn is_key(citation: &Citation, name: &str) -> bool {
    matches!(&citation.target, Target::Reference(query) if squeezed(&query.key.value).contains(&squeezed(name)))
}

fn squeezed(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
