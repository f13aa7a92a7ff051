//! What all browsers see at this moment, and the turn to the next.

use std::collections::VecDeque;
use std::fs;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::page::Version;
use super::{Body, Pages, Rebuilt, Resource, overlay};
use crate::diagnostic::Diagnostic;

/// How many pages are kept as they are shown, and in case that their next version cannot be made. An author looks at a few at a time.
const KEPT: usize = 16;

const HTML: &str = "text/html; charset=utf-8";

/// Shown before the site could be made for the first time.
const NOTHING_YET: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>Nothing to show yet</title></head>\n\
    <body><h1>Nothing to show yet</h1>\n<p>Something is wrong with the site as a whole; it is listed on this page. \
    The site appears here by itself as soon as that is repaired.</p></body></html>\n";

/// What is shown, shared by all connections.
pub(super) struct Screen {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    current: Arc<Current>,
    kept: Recent<Arc<[u8]>>,
    ended: bool,
}

/// The site between two turns.
pub(super) struct Current {
    turn: u64,
    pages: Option<Arc<dyn Pages>>,
    diagnostics: Vec<Diagnostic>,
    /// The pages that were shown lately, by path: until the next turn they stay the same.
    shown: Mutex<Recent<Arc<Shown>>>,
}

/// What lately belonged to some paths, the last at the end.
struct Recent<T>(VecDeque<(String, T)>);

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self(VecDeque::new())
    }
}

impl<T: Clone> Recent<T> {
    fn get(&self, path: &str) -> Option<T> {
        let known = self.0.iter().find(|(known, _)| known == path);
        known.map(|(_, kept)| kept.clone())
    }

    fn keep(&mut self, path: &str, new: T) {
        self.0.retain(|(known, _)| known != path);
        self.0.push_back((path.to_owned(), new));
        if self.0.len() > KEPT {
            self.0.pop_front();
        }
    }
}

/// What waiting for the next turn came to.
pub(super) enum Waited {
    Turned(Arc<Current>),
    NotYet,
    Ended,
}

/// What a browser gets for an address.
pub(super) struct Shown {
    pub(super) found: bool,
    pub(super) media_type: &'static str,
    pub(super) body: Body,
    /// Why this is not the page as it should be now.
    problem: Option<Diagnostic>,
    /// Whether it is a page that was made, and not a file or what stands for nothing.
    is_page: bool,
    /// Pages have one; other resources do not.
    pub(super) version: Option<Version>,
}

impl Current {
    pub(super) fn turn(&self) -> u64 {
        self.turn
    }

    /// Where the site begins, once there is one.
    pub(super) fn base(&self) -> Option<&str> {
        self.pages.as_deref().map(Pages::base)
    }

    /// Whether the site has something at this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.pages.as_ref().is_some_and(|pages| pages.get(path).is_some())
    }

    /// The pages that were shown lately.
    fn shown(&self) -> MutexGuard<'_, Recent<Arc<Shown>>> {
        // As of the state of the screen.
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the overlay of a page is told.
    pub(super) fn findings(&self, shown: &Shown) -> String {
        overlay::payload(self.diagnostics.iter().chain(&shown.problem))
    }

    /// The version of a page, with what its style sheets say.
    fn version(&self, path: &str, html: &[u8]) -> Version {
        Version::of(html, |address| {
            let resource = self.pages.as_ref()?.get(&address_from(path, address)?)?;
            match resource.body {
                Body::Bytes(bytes) => Some(bytes),
                Body::File(file) => fs::read(file).ok(),
            }
        })
    }
}

impl Screen {
    pub(super) fn new() -> Self {
        Self {
            state: Mutex::new(State {
                current: Arc::new(Current {
                    turn: 0,
                    pages: None,
                    diagnostics: Vec::new(),
                    shown: Mutex::default(),
                }),
                kept: Recent::default(),
                ended: false,
            }),
            changed: Condvar::new(),
        }
    }

    /// Shows what was rebuilt; the last good site when there is no new one.
    pub(super) fn turn_to(&self, rebuilt: Rebuilt) {
        let mut state = self.state();
        let next = Arc::new(Current {
            turn: state.current.turn + 1,
            pages: rebuilt.pages.or_else(|| state.current.pages.clone()),
            diagnostics: rebuilt.diagnostics,
            shown: Mutex::default(),
        });
        let last = std::mem::replace(&mut state.current, next);
        drop(state);
        self.changed.notify_all();
        // A large site takes some milliseconds to be dropped; nobody need wait for it.
        drop(last);
    }

    pub(super) fn now(&self) -> Arc<Current> {
        Arc::clone(&self.state().current)
    }

    /// Waits for a turn other than `seen`.
    pub(super) fn wait(&self, seen: u64, at_most: Duration) -> Waited {
        let (state, _) = self
            .changed
            .wait_timeout_while(self.state(), at_most, |state| {
                !state.ended && state.current.turn == seen
            })
            .unwrap_or_else(PoisonError::into_inner);
        if state.ended {
            Waited::Ended
        } else if state.current.turn == seen {
            Waited::NotYet
        } else {
            Waited::Turned(Arc::clone(&state.current))
        }
    }

    /// Lets everyone who waits go.
    pub(super) fn end(&self) {
        self.state().ended = true;
        self.changed.notify_all();
    }

    /// What is shown at a path. A page that cannot be made now is shown as it was last.
    pub(super) fn show(&self, current: &Current, path: &str) -> Arc<Shown> {
        let known = current.shown().get(path);
        known.unwrap_or_else(|| {
            let shown = Arc::new(self.make(current, path));
            if shown.is_page {
                current.shown().keep(path, Arc::clone(&shown));
            }
            shown
        })
    }

    fn make(&self, current: &Current, path: &str) -> Shown {
        let (found, resource) = match &current.pages {
            None => (false, nothing_yet()),
            Some(pages) => match pages.get(path) {
                Some(resource) => (true, resource),
                None => (false, pages.not_found()),
            },
        };
        let Resource {
            body,
            media_type,
            problem,
        } = resource;
        let is_page = found && matches!(body, Body::Bytes(_)) && is_html(media_type);
        let html = match body {
            Body::Bytes(bytes) if is_html(media_type) => bytes,
            Body::File(file) if is_html(media_type) => fs::read(file).unwrap_or_default(),
            body => {
                return Shown {
                    found,
                    media_type,
                    body,
                    problem,
                    is_page,
                    version: None,
                };
            }
        };
        let html = match (&problem, found) {
            (Some(_), _) => self.state().kept.get(path).map_or(html, |kept| kept.to_vec()),
            (None, true) => {
                self.state().kept.keep(path, html.as_slice().into());
                html
            }
            (None, false) => html,
        };
        Shown {
            found,
            media_type,
            version: Some(current.version(path, &html)),
            body: Body::Bytes(html),
            problem,
            is_page,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics half-way through a change of the state, so that it is whole even then.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_html(media_type: &str) -> bool {
    media_type.starts_with("text/html")
}

fn nothing_yet() -> Resource {
    Resource {
        body: Body::Bytes(NOTHING_YET.into()),
        media_type: HTML,
        problem: None,
    }
}

/// The path that an address within a page leads to; `None` when it leads to another site.
fn address_from(page: &str, address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next()?;
    if address.contains(':') || address.starts_with("//") {
        return None;
    }
    if address.starts_with('/') {
        return Some(address.to_owned());
    }
    let mut parts: Vec<_> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => parts.truncate(parts.len().saturating_sub(1).max(1)),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::address_from;

    #[test]
    fn addresses_are_read_as_a_browser_reads_them() {
        let from = |address| address_from("/series/briefs/quay/", address);
        assert_eq!(from("/s.css?v=2").as_deref(), Some("/s.css"));
        assert_eq!(from("../../s.css").as_deref(), Some("/series/s.css"));
        assert_eq!(from("../../../../../s.css").as_deref(), Some("/s.css"));
        assert_eq!(from("s.css").as_deref(), Some("/series/briefs/quay/s.css"));
        assert_eq!(from("https://example.org/s.css"), None);
        assert_eq!(from("//example.org/s.css"), None);
    }
}
