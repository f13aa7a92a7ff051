use std::collections::BTreeSet;

use super::media::{self, MediaProblem};
use super::store::{Incoming, Kept, Seen, Store};
use super::{
    Author, Draft, DraftMedia, Format, Item, Options, Package, Place, Report, Sink, Skip, Source, fingerprint,
};
use crate::archive::{Capture, PostKey, State, StoreError, canonical_url};

/// How far an import is.
#[derive(Debug)]
pub struct Progress<'a> {
    /// What it did so far.
    pub report: &'a Report,
    /// What is being read.
    pub name: &'a str,
    /// Bytes read of it, and all of them.
    pub bytes: (u64, u64),
}

/// Takes the items of one package into a store.
///
/// What an item lacks, a later one may tell: the handle of an author of whom only the id is given, the author of a post of which
/// only the state is. Such items are left for a second reading, since keeping them would take memory that grows with the file.
pub(super) struct Intake<'a> {
    pub(super) store: &'a mut dyn Store,
    pub(super) options: &'a Options,
    pub(super) report: &'a mut Report,
    pub(super) tell: &'a mut dyn FnMut(&Progress<'_>),
    pub(super) package: &'a Package,
    pub(super) format: &'static Format,
    /// What the package is called in reports, when it is a member of another.
    pub(super) member: Option<&'a str>,
    /// Whether this is the second reading.
    pub(super) again: bool,
    /// Items that were left for it.
    pub(super) left: u64,
    /// Authors of whom only the id is told.
    pub(super) unnamed: Unnamed,
    /// Members that new captures came from.
    pub(super) fruitful: BTreeSet<String>,
    /// States that wait to be held against the store, a batch at a time.
    pub(super) states: Vec<(Place, StateItem)>,
    /// States of posts that the store does not have.
    pub(super) strangers: u64,
}

/// Whether the handle that the user gives can be that of all authors without one: it is one account's.
#[derive(Debug, Default)]
pub(super) enum Unnamed {
    #[default]
    Nobody,
    One(String),
    Several,
}

impl Unnamed {
    fn add(&mut self, id: &str) {
        *self = match std::mem::take(self) {
            Self::Nobody => Self::One(id.to_owned()),
            Self::One(known) if known == id => Self::One(known),
            Self::One(_) | Self::Several => Self::Several,
        };
    }
}

/// An [`Item::State`].
pub(super) struct StateItem {
    key: PostKey,
    state: State,
    at: jiff::Timestamp,
    because: String,
}

/// How many states are held against the store at a time: each batch reads it once.
const BATCH: usize = 16 * 1024;

/// How many items pass before somebody who waits is told.
const TELL_EVERY: u64 = 64;

impl Sink for Intake<'_> {
    fn take(&mut self, place: &Place, item: Item) -> Result<(), StoreError> {
        let item = match item {
            Item::Post(draft) if draft.author.protected && !self.options.include_non_public => {
                Item::Skipped(Skip::NotPublic)
            }
            item => item,
        };
        if self.again {
            return self.take_left(place, item);
        }
        if !matches!(item, Item::Remark(_) | Item::Records(_)) {
            self.report.read += 1;
            if self.report.read.is_multiple_of(TELL_EVERY) {
                self.tell();
            }
        }
        match item {
            Item::Post(draft) => match handle(&draft, self.options) {
                Some(handle) => self.post(place, *draft, &handle),
                None => self.leave(&draft),
            },
            Item::Line { text, media } => self.line(place, &text, &media),
            Item::State { .. } => {
                self.left += 1;
                Ok(())
            }
            other => {
                self.note(place, other);
                Ok(())
            }
        }
    }
}

impl Intake<'_> {
    fn tell(&mut self) {
        (self.tell)(&Progress {
            report: self.report,
            name: self.package.name(),
            bytes: self.package.progress(),
        });
    }

    /// What is not taken in.
    fn note(&mut self, place: &Place, item: Item) {
        match item {
            Item::Skipped(why) => self.report.skip(why),
            Item::Suspect(finding) => self.report.suspect(self.shown(place), finding),
            Item::Broken(finding) => self.report.broken(self.shown(place), finding),
            Item::Records(records) => self.report.records(records),
            Item::Remark(remark) => match self.member {
                // Of one export among several.
                Some(member) if self.package.single().is_none() => {
                    self.report.remark(format!("{member}: {remark}"));
                }
                _ => self.report.remark(remark),
            },
            Item::Post(_) | Item::Line { .. } | Item::State { .. } => {}
        }
    }

    /// Leaves a post whose author's handle is not told for the second reading.
    fn leave(&mut self, draft: &Draft) -> Result<(), StoreError> {
        let Some(id) = draft.author.id.as_deref() else {
            self.report.skip(Skip::NoAuthor);
            return Ok(());
        };
        self.left += 1;
        let several = matches!(self.unnamed, Unnamed::Several);
        if !several && self.store.handle_of(&draft.key.platform, id)?.is_none() {
            self.unnamed.add(id);
        }
        Ok(())
    }

    /// Of a second reading, only what was left at the first.
    fn take_left(&mut self, place: &Place, item: Item) -> Result<(), StoreError> {
        match item {
            Item::Post(draft) if handle(&draft, self.options).is_none() => {
                let Some(id) = draft.author.id.as_deref() else {
                    return Ok(());
                };
                let known = self.store.handle_of(&draft.key.platform, id)?;
                if let Some(handle) = known.or_else(|| self.given()) {
                    return self.post(place, *draft, &handle);
                }
                let Some(name) = stands_for_handle(id) else {
                    self.report.skip(Skip::NoAuthor);
                    return Ok(());
                };
                let remark = format!(
                    "{}: what {name} is called is not told; its posts are kept under that name. Import it with --account \
                     HANDLE if it holds one account alone",
                    self.member.unwrap_or(self.package.name())
                );
                self.report.remark(remark);
                let name = name.to_owned();
                self.post(place, *draft, &name)
            }
            Item::State {
                key,
                state,
                at,
                because,
            } => {
                let item = StateItem {
                    key,
                    state,
                    at,
                    because,
                };
                self.states.push((place.clone(), item));
                if self.states.len() >= BATCH {
                    self.settle_states()?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The handle that the user gives, if it can be only one account's.
    fn given(&self) -> Option<String> {
        let several = matches!(self.unnamed, Unnamed::Several);
        self.options.account.as_deref().filter(|_| !several).and_then(plain)
    }

    /// Makes captures of the states that wait, for those posts that are known.
    pub(super) fn settle_states(&mut self) -> Result<(), StoreError> {
        let states = std::mem::take(&mut self.states);
        if states.is_empty() {
            return Ok(());
        }
        let keys: Vec<PostKey> = states.iter().map(|(_, item)| item.key.clone()).collect();
        let known = self.store.seen(&keys)?;
        for ((place, item), seen) in states.into_iter().zip(known) {
            if let Some(seen) = seen {
                let handle = seen.author.handle.clone();
                self.post(&place, state_capture(&place, item, seen, self.format), &handle)?;
            } else {
                self.strangers += 1;
                self.report.skip(Skip::Unavailable);
            }
        }
        Ok(())
    }

    fn post(&mut self, place: &Place, mut draft: Draft, handle: &str) -> Result<(), StoreError> {
        if self.store.is_withheld(&draft.key)? {
            self.report.skip(Skip::Withheld);
            return Ok(());
        }
        draft.author.handle = Some(handle.to_owned());
        let mut files = 0;
        for media in &mut draft.media {
            files += u64::from(self.keep_media(place, media)?);
        }
        let line = draft.line(handle);
        let before = self.report.imported;
        self.keep(place, &draft.key, draft.author.id.as_deref(), handle, &line, files)?;
        if draft.captured.1 == "mtime" {
            self.report.dated_by_file += self.report.imported - before;
        }
        Ok(())
    }

    fn line(&mut self, place: &Place, text: &str, members: &[String]) -> Result<(), StoreError> {
        let line = match Capture::parse(text) {
            Ok(line) => line,
            Err(problem) => {
                self.report.broken(self.shown(place), problem.message);
                return Ok(());
            }
        };
        if self.store.is_withheld(&line.key)? {
            self.report.skip(Skip::Withheld);
            return Ok(());
        }
        let mut files = 0;
        for member in members {
            let mut media = DraftMedia {
                member: Some(member.clone()),
                ..DraftMedia::default()
            };
            files += u64::from(self.keep_media(place, &mut media)?);
            let claimed = line.capture.media.iter().filter_map(|media| media.sha256.as_deref());
            if let Some(hash) = media.sha256.filter(|hash| claimed.clone().all(|claim| claim != hash)) {
                let remark = format!("{member} is not the file that its name says: its SHA-256 is {hash}");
                self.report.remark(remark);
            }
        }
        let author = &line.capture.author;
        self.keep(place, &line.key, author.id.as_deref(), &author.handle, text, files)
    }

    fn keep(
        &mut self,
        place: &Place,
        key: &PostKey,
        author: Option<&str>,
        handle: &str,
        line: &str,
        files: u64,
    ) -> Result<(), StoreError> {
        let Some(fingerprint) = fingerprint(line) else {
            self.report
                .broken(self.shown(place), "the capture cannot be written as a line".to_owned());
            return Ok(());
        };
        let capture = Incoming {
            key,
            author,
            handle,
            line,
            fingerprint,
        };
        let kept = self.store.keep(&capture)?;
        if kept == Kept::New {
            self.report.imported += 1;
            self.report.media += files;
        } else {
            self.report.already += 1;
        }
        if kept != Kept::There && !self.fruitful.contains(&place.file) {
            self.fruitful.insert(place.file.clone());
        }
        Ok(())
    }

    /// Keeps the file of an attachment; whether there was one. A capture without its file is still a capture.
    fn keep_media(&mut self, place: &Place, media: &mut DraftMedia) -> Result<bool, StoreError> {
        let Some(member) = media.member.take() else {
            return Ok(false);
        };
        let folder = self.store.media_folder();
        let Ok(reader) = self.package.raw(&member) else {
            let remark = format!(
                "{member} is named in {} but is not there; the post was taken without it",
                self.shown(place).file
            );
            self.report.remark(remark);
            return Ok(false);
        };
        match media::keep(folder.as_deref(), reader, media.media_type.as_deref()) {
            Ok(kept) => {
                if media
                    .sha256
                    .as_ref()
                    .is_some_and(|claim| !claim.eq_ignore_ascii_case(&kept.sha256))
                {
                    let remark = format!(
                        "{member} is not the file that {} speaks of: its SHA-256 is another",
                        self.shown(place).file
                    );
                    self.report.remark(remark);
                }
                media.sha256 = Some(kept.sha256);
                media.media_type = kept.media_type.map(str::to_owned).or_else(|| media.media_type.take());
                Ok(true)
            }
            Err(MediaProblem::Read(error)) => {
                self.report.remark(format!(
                    "{member} could not be read: {error}; the post was taken without it"
                ));
                Ok(false)
            }
            Err(MediaProblem::Write(error)) => Err(StoreError {
                store: folder.map_or_else(String::new, |folder| folder.display().to_string()),
                reason: format!("{member} could not be kept: {error}"),
            }),
        }
    }

    fn shown(&self, place: &Place) -> Place {
        let file = match self.member {
            Some(member) if self.package.single() == Some(place.file.as_str()) => member.to_owned(),
            Some(member) => format!("{member}/{}", place.file),
            None => place.file.clone(),
        };
        Place { file, line: place.line }
    }
}

/// The stable name of an account, where it does wherever a handle does: in addresses, mentions and searches, as on Bluesky.
fn stands_for_handle(id: &str) -> Option<&str> {
    id.starts_with("did:").then_some(id)
}

/// The handle of a draft, or the one that the user gives where the file tells nothing at all of the author.
fn handle(draft: &Draft, options: &Options) -> Option<String> {
    let told = draft.author.handle.as_deref().and_then(plain);
    let given = || options.account.as_deref().and_then(plain);
    told.or_else(|| if draft.author.id.is_none() { given() } else { None })
}

/// A handle as lines have it.
fn plain(handle: &str) -> Option<String> {
    let handle = handle.trim().trim_start_matches('@');
    (!handle.is_empty()).then(|| handle.to_owned())
}

/// What became of a post, as a capture without words.
fn state_capture(place: &Place, item: StateItem, seen: Seen, format: &Format) -> Draft {
    let author = Author {
        id: seen.author.id,
        handle: Some(seen.author.handle),
        ..Author::default()
    };
    let name = place.file.rsplit('/').next().unwrap_or_default().to_owned();
    Draft {
        url: canonical_url(&item.key, author.handle.as_deref()),
        key: item.key,
        captured: (item.at, "payload"),
        method: format.name,
        tool: None,
        source: Source {
            name,
            line: place.line,
            sha256: String::new(),
        },
        author,
        posted: (seen.posted, "payload"),
        text: String::new(),
        text_complete: None,
        lang: None,
        state: item.state,
        withheld_in: None,
        metrics: std::collections::BTreeMap::new(),
        media: Vec::new(),
        relations: Vec::new(),
        archived_at: Vec::new(),
        extra: std::collections::BTreeMap::from([("state_because", item.because.into())]),
    }
}
