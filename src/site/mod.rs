//! The linked whole: briefs, cited posts, accounts, hashtags, and who refers to whom. All addresses are made here.
//!
//! A [`Site`] is a value: assembling it again from the same parts gives the same site. Must not know HTML or templates.

mod address;
mod assemble;
mod cited;
mod clash;
mod evidence;
mod group;
mod identity;
mod link;
mod media;
pub mod redact;
mod references;
mod related;
mod resolve;
pub mod route;
mod target;

pub use assemble::{Parts, ReadBrief, assemble};
pub use evidence::{CitedAccount, CitedHashtag, CitedPost, Evidence};
pub use group::{Group, Groups};
pub use identity::Identity;
pub use link::{Destination, LinkUse, links_of};
pub use media::CitedMedia;
pub use references::{References, cites};
pub use related::{Relation, related};
pub use resolve::{Resolutions, brief_index};
pub use route::{List, Route};

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use jiff::tz::TimeZone;

use crate::archive::Post;
use crate::brief::Brief;
use crate::check::{CheckedFigure, CheckedQuotation};
use crate::citation::{Citation, Resolution};
use crate::config::Config;
use crate::source::Span;

/// A site, read, resolved and linked.
#[derive(Debug)]
pub struct Site {
    /// Its settings.
    pub config: Arc<Config>,
    /// All briefs, by the path of their files.
    pub briefs: Vec<Entry>,
    /// Pages of prose.
    pub pages: Vec<Entry>,
    /// Cited posts, accounts and hashtags.
    pub evidence: Arc<Evidence>,
    /// The files that were attached to cited posts.
    pub media: CitedMedia,
    /// Sources that are no posts.
    pub references: References,
    /// Tags, authors and series.
    pub groups: Groups,
    /// Files that are copied: address → where they lie.
    pub files: BTreeMap<Route, PathBuf>,
    /// The briefs shown in lists, latest first: a translation stands for itself only where the original is not there.
    pub listed: Vec<usize>,
    names: HashMap<String, usize>,
}

/// A brief (or a page of prose) in its site.
#[derive(Debug)]
pub struct Entry {
    /// What its file is called.
    pub slug: String,
    /// The language of a translation: in its file's name, and in its address.
    pub translation: Option<String>,
    /// BCP 47 tag of its text.
    pub lang: String,
    /// Where it is.
    pub route: Route,
    /// As written.
    pub brief: Arc<Brief>,
    /// The zone its dates are read and shown in.
    pub timezone: TimeZone,
    /// Ids of its authors: keys of [`Groups::authors`].
    pub authors: Vec<String>,
    /// What each of its notes leads to, in the order of the numbers.
    pub notes: Arc<Vec<NoteEvidence>>,
    /// What it says, held against the archive.
    pub checked: Arc<Checked>,
    /// Where each of its links and images leads. Broken ones are absent.
    pub destinations: BTreeMap<Span, Destination>,
    /// Other language versions: indices into [`Site::briefs`] or [`Site::pages`].
    pub translations: Vec<usize>,
    /// Who cites or links to it, in the order of the citing briefs.
    pub cited_by: Vec<Backlink>,
    /// What [`Entry::posts`] gives, made when it is first asked for: the whole is never changed after that.
    posts: OnceLock<Vec<Arc<Post>>>,
}

/// What a brief says, held against the archive.
#[derive(Debug, Default)]
pub struct Checked {
    /// Its quotations, in the order of the text. Those that are none of a cited post's are left out.
    pub quotations: Vec<CheckedQuotation>,
    /// The figures that it tells of cited posts, in the order of the text.
    pub figures: Vec<CheckedFigure>,
}

/// The citations of one note with what they were found to mean.
#[derive(Debug)]
pub struct NoteEvidence {
    /// In the order of the note.
    pub citations: Vec<(Citation, Resolution)>,
}

/// One place where a post or hashtag is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// Index into [`Site::briefs`].
    pub brief: usize,
    /// Index of the note.
    pub note: usize,
    /// Index of the citation in the note.
    pub citation: usize,
}

/// One place that refers to a brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// Index of the referring brief.
    pub brief: usize,
    /// The note; `None` for a link in the text.
    pub note: Option<usize>,
}

impl Entry {
    /// The part that makes ids of this brief unique in the site: `silo`, `silo_ar`.
    ///
    /// A slug's own `_` is doubled: a brief may be called `silo_ar` itself.
    pub fn anchor(&self) -> String {
        let slug = self.slug.replace('_', "__");
        match &self.translation {
            Some(lang) => format!("{slug}_{lang}"),
            None => slug,
        }
    }

    /// The name of the brief in `evidence.json`: `silo`, `silo.ar`.
    pub fn name(&self) -> String {
        match &self.translation {
            Some(lang) => format!("{}.{lang}", self.slug),
            None => self.slug.clone(),
        }
    }

    /// Id of the side note, of the entry at the end, and of a reference (by its order, from 0).
    pub fn note_ids(&self, note: usize) -> (String, String) {
        let (anchor, slug) = (self.anchor(), &self.brief.notes[note].slug);
        (format!("fn-{anchor}-{slug}"), format!("ev-{anchor}-{slug}"))
    }

    /// Id of the reference to a note in the text, by its order, from 0.
    pub fn reference_id(&self, note: usize, occurrence: usize) -> String {
        let (anchor, slug) = (self.anchor(), &self.brief.notes[note].slug);
        match occurrence {
            0 => format!("ref-{anchor}-{slug}"),
            n => format!("ref-{anchor}-{slug}-{}", n + 1),
        }
    }

    /// Id of an entry in the brief's own list of sources, by the part that stands for its key.
    pub fn source_id(&self, slug: &str) -> String {
        format!("source-{}-{slug}", self.anchor())
    }

    /// Whether any of its notes cites something.
    pub fn has_citations(&self) -> bool {
        self.notes.iter().any(|note| !note.citations.is_empty())
    }

    /// The cited posts in the order of the notes, each once.
    pub fn posts(&self) -> &[Arc<Post>] {
        self.posts.get_or_init(|| {
            let mut seen = HashSet::new();
            self.notes
                .iter()
                .flat_map(|note| &note.citations)
                .filter_map(|(_, resolution)| resolution.post())
                .filter(|post| seen.insert(&post.key))
                .cloned()
                .collect()
        })
    }
}

impl Site {
    /// The brief of that name in `evidence.json`.
    pub fn brief_named(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// Orders briefs by date, latest first, then by title and address.
    pub fn sort_latest_first(&self, briefs: &mut [usize]) {
        sort_latest_first(&self.briefs, briefs);
    }

    /// The briefs among some (in the order of their indices) that a list of these shows, latest first.
    pub fn listed_among(&self, briefs: &[usize]) -> Vec<usize> {
        listed(&self.briefs, briefs)
    }

    /// The file that a target written in the file `from` leads to: `quay.svg` beside it, or `/img/quay.svg` of the site.
    pub fn file_at(&self, from: &str, target: &str) -> Option<Route> {
        let route = target::target_route(from, target);
        self.files.contains_key(&route).then_some(route)
    }
}

fn sort_latest_first(all: &[Entry], briefs: &mut [usize]) {
    briefs.sort_by(|&a, &b| {
        let (a, b) = (&all[a], &all[b]);
        let titles = || a.brief.front.title.cmp(&b.brief.front.title);
        let by_date = b.brief.front.date.cmp(&a.brief.front.date);
        by_date.then_with(titles).then_with(|| a.route.cmp(&b.route))
    });
}

/// The briefs among some (in the order of their paths) that a list of these shows, latest first: an original; of
/// translations whose original is not among them, the first.
fn listed(all: &[Entry], among: &[usize]) -> Vec<usize> {
    let is_listed = |&index: &usize| {
        let entry = &all[index];
        let mut others = entry
            .translations
            .iter()
            .filter(|other| among.binary_search(other).is_ok());
        let stands_in = |&other: &usize| all[other].translation.is_some() && other > index;
        entry.translation.is_none() || others.all(stands_in)
    };
    let mut listed: Vec<usize> = among.iter().copied().filter(is_listed).collect();
    sort_latest_first(all, &mut listed);
    listed
}
