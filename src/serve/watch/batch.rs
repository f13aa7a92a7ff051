use std::path::PathBuf;
use std::time::{Duration, Instant};

use notify::EventKind;
use notify::event::{AccessKind, CreateKind, ModifyKind};

use super::{Change, Paths};

/// Silence after which files that were closed are taken to be complete.
const COMPLETE: Duration = Duration::from_millis(5);
/// Silence that is waited for while a file is being written, or where the system does not tell when it is closed.
const WRITING: Duration = Duration::from_millis(25);
/// A batch is not waited for any longer, however much is still being written.
const LONGEST: Duration = Duration::from_millis(500);

/// Changes that belong together.
#[derive(Default)]
pub(super) struct Batch {
    paths: Paths,
    /// Written to, and not yet closed.
    unfinished: Paths,
    anything: bool,
    /// When the first and the last change were noticed.
    times: Option<(Instant, Instant)>,
    /// Watched folders that went away.
    pub(super) lost: Paths,
    pub(super) stopped: bool,
}

impl Batch {
    /// A change of a path that matters.
    pub(super) fn add(&mut self, kind: EventKind, path: PathBuf) {
        match kind {
            EventKind::Access(AccessKind::Close(_)) => {
                // By itself it says nothing: whatever was opened for writing is closed, written or not.
                self.unfinished.remove(&path);
                if self.times.is_some() {
                    self.mark();
                }
                return;
            }
            EventKind::Access(_) => return,
            // The last ones are all that some systems tell.
            EventKind::Create(CreateKind::File)
            | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any)
            | EventKind::Any
            | EventKind::Other => _ = self.unfinished.insert(path.clone()),
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => {
                _ = self.unfinished.remove(&path);
            }
            EventKind::Create(_) | EventKind::Modify(_) => {}
        }
        self.paths.insert(path);
        self.mark();
    }

    /// Changes that are complete.
    pub(super) fn add_all(&mut self, paths: Vec<PathBuf>) {
        if !paths.is_empty() {
            self.paths.extend(paths);
            self.mark();
        }
    }

    /// Anything may have changed.
    pub(super) fn add_anything(&mut self) {
        self.anything = true;
        self.mark();
    }

    fn mark(&mut self) {
        let now = Instant::now();
        let (first, _) = self.times.unwrap_or((now, now));
        self.times = Some((first, now));
    }

    /// How much longer to wait for more; `None` when the batch is complete.
    pub(super) fn patience(&self) -> Option<Duration> {
        let (first, last) = self.times.filter(|_| !self.stopped)?;
        let quiet = if self.unfinished.is_empty() { COMPLETE } else { WRITING };
        let left = quiet
            .saturating_sub(last.elapsed())
            .min(LONGEST.saturating_sub(first.elapsed()));
        (!left.is_zero()).then_some(left)
    }

    /// What changed, if anything did.
    pub(super) fn into_change(self) -> Option<Change> {
        let (since, _) = self.times?;
        Some(Change {
            paths: if self.anything {
                Vec::new()
            } else {
                self.paths.into_iter().collect()
            },
            since,
        })
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessMode, DataChange};

    use super::*;

    const WRITE: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSE: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));

    #[test]
    fn a_file_that_is_still_open_is_waited_for() {
        let mut batch = Batch::default();
        batch.add(WRITE, "a.md".into());
        assert!(batch.patience().unwrap() > COMPLETE);
        batch.add(CLOSE, "a.md".into());
        assert!(batch.patience().is_none_or(|patience| patience <= COMPLETE));
        assert_eq!(batch.into_change().unwrap().paths, [PathBuf::from("a.md")]);
    }

    #[test]
    fn closing_a_file_is_no_change() {
        let mut batch = Batch::default();
        batch.add(CLOSE, "a.md".into());
        assert!(batch.patience().is_none());
        assert!(batch.into_change().is_none());
    }

    #[test]
    fn when_anything_may_have_changed_nothing_is_named() {
        let mut batch = Batch::default();
        batch.add(WRITE, "a.md".into());
        batch.add_anything();
        assert!(batch.into_change().unwrap().paths.is_empty());
    }
}
