//! Notices that files of the site changed, and when a change is complete enough to be read.
//!
//! Folders are watched, never single files: editors that save by renaming would otherwise be lost after the first
//! time. What does not exist yet is looked for four times a second. Where the system cannot watch (its limit is
//! reached, a network drive), files are compared every second.

mod batch;
mod poll;
mod roots;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use self::batch::Batch;
use self::poll::Snapshot;
use self::roots::Roots;
use super::Event;

/// How often missing paths are looked for.
const LOOK: Duration = Duration::from_millis(250);
/// How often files are compared where the system cannot announce changes.
const POLL: Duration = Duration::from_secs(1);

/// What reaches the watching thread.
pub(super) enum News {
    Disk(notify::Result<notify::Event>),
    /// Changes found without the system's help.
    Found(Vec<PathBuf>),
    Stop,
}

/// Files that changed together.
#[derive(Debug)]
pub(super) struct Change {
    /// Which, in order; empty when anything may have changed.
    pub(super) paths: Vec<PathBuf>,
    /// When the first of them was noticed.
    pub(super) since: Instant,
}

pub(super) struct Watch {
    sender: Sender<News>,
    receiver: Receiver<News>,
    roots: Roots,
    eyes: Eyes,
    started: SystemTime,
}

/// How changes are noticed.
enum Eyes {
    /// Not yet.
    Closed,
    /// The system announces them.
    System(RecommendedWatcher),
    /// By comparing.
    Poll(Snapshot),
}

impl Watch {
    #[expect(
        clippy::disallowed_methods,
        reason = "only to tell files saved during the first read from older ones; never reaches the output"
    )]
    pub(super) fn new(sender: Sender<News>, receiver: Receiver<News>, ignored: &[PathBuf]) -> Self {
        Self {
            sender,
            receiver,
            roots: Roots::new(ignored),
            eyes: Eyes::Closed,
            started: SystemTime::now(),
        }
    }

    /// Watches these paths from now on, and no others.
    pub(super) fn follow(&mut self, watched: &[PathBuf], log: &mut dyn FnMut(Event<'_>)) {
        let first = matches!(self.eyes, Eyes::Closed);
        if first {
            self.open(log);
        }
        self.roots.want(watched);
        self.refresh(log);
        if first {
            // What was saved while the site was read for the first time, when no one watched yet.
            let missed = self.roots.snapshot().changed_after(self.started);
            if !missed.is_empty() {
                // The receiver is here.
                self.sender.send(News::Found(missed)).ok();
            }
        }
    }

    /// Waits for the next change; `None` when the preview is to end.
    pub(super) fn wait(&mut self, log: &mut dyn FnMut(Event<'_>)) -> Option<Change> {
        loop {
            let mut batch = Batch::default();
            match self.next(self.patience()) {
                Ok(news) => self.add(news, &mut batch, log),
                Err(RecvTimeoutError::Timeout) => batch.add_all(self.look()),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
            while let Some(patience) = batch.patience() {
                match self.next(Some(patience)) {
                    Ok(news) => self.add(news, &mut batch, log),
                    Err(_) => break,
                }
            }
            if batch.stopped {
                return None;
            }
            // Before anything is read again, so that no change falls between reading and watching.
            for root in std::mem::take(&mut batch.lost) {
                self.forget(&root);
            }
            batch.add_all(self.refresh(log));
            if let Some(change) = batch.into_change() {
                return Some(change);
            }
        }
    }

    fn next(&self, patience: Option<Duration>) -> Result<News, RecvTimeoutError> {
        match patience {
            Some(patience) => self.receiver.recv_timeout(patience),
            None => self.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    /// How long the system's word is waited for before looking oneself; without an end when there is nothing to look
    /// for.
    fn patience(&self) -> Option<Duration> {
        match self.eyes {
            Eyes::Poll(_) => Some(POLL),
            _ => (!self.roots.missing().is_empty()).then_some(LOOK),
        }
    }

    /// Takes in a piece of news.
    fn add(&mut self, news: News, batch: &mut Batch, log: &mut dyn FnMut(Event<'_>)) {
        match news {
            News::Stop => batch.stopped = true,
            News::Found(paths) => batch.add_all(paths),
            News::Disk(Ok(event)) if event.need_rescan() => batch.add_anything(),
            News::Disk(Ok(event)) => {
                for path in &event.paths {
                    if self.roots.is_root(path) && is_farewell(event.kind) {
                        batch.lost.insert(path.clone());
                    }
                    if let Some(path) = self.roots.relevant(path) {
                        batch.add(event.kind, path);
                    }
                }
            }
            News::Disk(Err(error)) if is_limit(&error) => {
                self.poll(&error, log);
                // What changed between the limit and the first look is not known.
                batch.add_anything();
            }
            // The system lost track of something: what, it does not say.
            News::Disk(Err(_)) => batch.add_anything(),
        }
    }

    /// What changed, found by looking.
    fn look(&mut self) -> Vec<PathBuf> {
        let Eyes::Poll(before) = &mut self.eyes else {
            return Vec::new();
        };
        let now = self.roots.snapshot();
        let changed = now.differs_from(before);
        *before = now;
        changed
    }

    fn open(&mut self, log: &mut dyn FnMut(Event<'_>)) {
        let sender = self.sender.clone();
        let handler = move |event: notify::Result<notify::Event>| {
            // Reading the site is announced too, and would drown everything else.
            if !event.as_ref().is_ok_and(|event| is_reading(event.kind)) {
                // No one listens any more when the preview has ended.
                sender.send(News::Disk(event)).ok();
            }
        };
        match RecommendedWatcher::new(handler, notify::Config::default()) {
            Ok(watcher) => self.eyes = Eyes::System(watcher),
            Err(error) => self.poll(&error, log),
        }
    }

    /// Brings what is watched in line with what is wanted and what exists. Returns what was missing and is there now.
    fn refresh(&mut self, log: &mut dyn FnMut(Event<'_>)) -> Vec<PathBuf> {
        let missing = self.roots.missing().clone();
        let (gone, new) = self.roots.plan();
        for path in gone {
            self.forget(&path);
        }
        for (path, recursive) in new {
            let Eyes::System(watcher) = &mut self.eyes else {
                self.roots.watched(path, recursive);
                continue;
            };
            let mode = if recursive {
                RecursiveMode::Recursive
            } else {
                RecursiveMode::NonRecursive
            };
            match watcher.watch(&path, mode) {
                Ok(()) => self.roots.watched(path, recursive),
                Err(error) if is_limit(&error) => {
                    self.poll(&error, log);
                    self.roots.watched(path, recursive);
                }
                // Gone since the plan was made; looked for from now on.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {}
                Err(error) => {
                    log(Event::Unwatched {
                        path: path.clone(),
                        reason: reason(&error),
                    });
                    // Asking again would only fail again.
                    self.roots.watched(path, recursive);
                }
            }
        }
        missing.difference(self.roots.missing()).cloned().collect()
    }

    fn forget(&mut self, root: &Path) {
        self.roots.unwatched(root);
        if let Eyes::System(watcher) = &mut self.eyes {
            // A folder that is gone is no longer watched anyway.
            watcher.unwatch(root).ok();
        }
    }

    fn poll(&mut self, error: &notify::Error, log: &mut dyn FnMut(Event<'_>)) {
        if matches!(self.eyes, Eyes::Poll(_)) {
            return;
        }
        log(Event::Polling {
            reason: if is_limit(error) {
                "the system's limit of watched folders is reached, so files are looked at every second instead \
                 (on Linux, a higher `fs.inotify.max_user_watches` makes the preview faster)"
                    .to_owned()
            } else {
                format!(
                    "the system cannot announce changes ({}), so files are looked at every second instead",
                    reason(error)
                )
            },
        });
        self.eyes = Eyes::Poll(self.roots.snapshot());
    }

    #[cfg(test)]
    pub(super) fn poll_for_test(&mut self) {
        self.eyes = Eyes::Poll(self.roots.snapshot());
    }
}

/// Whether a file was only looked at.
fn is_reading(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

/// Whether a folder went away, so that what bears its name from now on is another one.
fn is_farewell(kind: EventKind) -> bool {
    use notify::event::{ModifyKind, RenameMode};
    matches!(kind, EventKind::Remove(_))
        || matches!(kind, EventKind::Modify(ModifyKind::Name(mode)) if mode != RenameMode::To)
}

/// Whether the system will not watch any more folders, or open any more files for it.
fn is_limit(error: &notify::Error) -> bool {
    const TOO_MANY_FILES: i32 = 24;
    const NO_SPACE: i32 = 28;
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        ErrorKind::Io(error) => matches!(error.raw_os_error(), Some(TOO_MANY_FILES | NO_SPACE)),
        _ => false,
    }
}

fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::Io(error) => error.to_string(),
        ErrorKind::Generic(words) => words.clone(),
        _ => "no reason is known".to_owned(),
    }
}

/// Paths, in order and once each.
type Paths = BTreeSet<PathBuf>;

#[cfg(test)]
mod tests;
