//! The live preview: shows a site while it is being written, from memory, on this computer only.
//!
//! A change on disk is seen by `watch`, the [`Workshop`] works the site out anew, and every open page is told what
//! it has to do: nothing, take the new style sheet, or load itself again. What is wrong is laid over the page; the
//! last good page stays beneath. Nothing is written to disk. Must not know how a site is made, nor print.
//!
//! HTTP is spoken here directly (`http`), because the preview needs little of it and all of it promptly: one write an
//! answer and no delay in the socket, and a thread of its own for each page that listens for changes.

mod address;
mod event_stream;
mod http;
mod ignore;
mod overlay;
mod page;
mod routes;
mod screen;
mod server;
mod session;
#[cfg(test)]
mod tests;
mod watch;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use session::{Session, Stopper};

use crate::diagnostic::Diagnostic;

/// What the preview shows; implemented by `build`.
pub trait Workshop: Send {
    /// Reads what changed on disk and works everything out anew.
    ///
    /// `changed` are paths that the watcher saw, in order and without repetition (empty: anything may have changed).
    /// They are hints: a path may be named although nothing about it is different.
    fn rebuild(&mut self, changed: &[PathBuf]) -> Rebuilt;
}

/// What came of a rebuild.
pub struct Rebuilt {
    /// The new site; `None` when it could not be made (broken `site.toml`, broken template): the last good one stays.
    pub pages: Option<Arc<dyn Pages>>,
    /// Everything found; errors are laid over the pages.
    pub diagnostics: Vec<Diagnostic>,
    /// Folders and files that were read or looked for, existing or not: what to watch. A folder is watched with
    /// everything in it, so naming the topmost ones is enough.
    pub watched: Vec<PathBuf>,
}

/// A site that makes its pages when they are asked for.
pub trait Pages: Send + Sync {
    /// The path of the site on its host: `/` or `/series/`.
    fn base(&self) -> &str;
    /// The resource at an absolute path (`/series/briefs/x/`, decoded), if there is one.
    fn get(&self, path: &str) -> Option<Resource>;
    /// The page shown for an address that is not there.
    fn not_found(&self) -> Resource;
}

/// One thing that a site serves.
pub struct Resource {
    /// Its bytes.
    pub body: Body,
    /// What they are: `text/html; charset=utf-8`.
    pub media_type: &'static str,
    /// Set when the page could not be made; the last good one is shown in its place, if there was one.
    pub problem: Option<Diagnostic>,
}

/// Where the bytes of a resource are.
pub enum Body {
    /// In memory.
    Bytes(Vec<u8>),
    /// In a file, sent as it is.
    File(PathBuf),
}

/// How to preview.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The port that the user asked for; `0` lets the system choose. Without one, the first free port from 4000.
    pub port: Option<u16>,
    /// Folders in which changes mean nothing: the output, the cache.
    pub ignored: Vec<PathBuf>,
}

/// What happened, for the command line to tell.
#[derive(Debug)]
pub enum Event<'a> {
    /// The site can be looked at.
    Ready {
        /// Where: `http://localhost:4000/series/`.
        url: String,
        /// The usual port, when it was taken and another one is used.
        taken: Option<u16>,
    },
    /// The site was worked out anew.
    Rebuilt {
        /// Everything found.
        diagnostics: &'a [Diagnostic],
        /// Paths that changed; empty the first time, and when there were too many to name.
        changed: &'a [PathBuf],
        /// How long it took, from the first change seen.
        took: Duration,
        /// Whether the new site is shown; otherwise the last good one still is.
        shown: bool,
    },
    /// The system cannot announce changes here, so that files are looked at every second.
    Polling {
        /// Why, as a sentence for people.
        reason: String,
    },
    /// A folder or file cannot be watched: changes of it are not seen.
    Unwatched {
        /// Which.
        path: PathBuf,
        /// Why, as the system says it.
        reason: String,
    },
}

/// Why the preview could not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program uses the port that was asked for.
    #[error(
        "port {port} is already used by another program, so the preview cannot start there. \
         Choose another with `--port`, or leave `--port` out and a free one is found"
    )]
    PortTaken {
        /// The port.
        port: u16,
    },
    /// No port of the usual range is free.
    #[error(
        "every port from {first} to {last} is already used by another program, so the preview cannot start. \
         Stop one of them, or choose a port with `--port`"
    )]
    NoPortFree {
        /// The first port tried.
        first: u16,
        /// The last port tried.
        last: u16,
    },
    /// The system refused.
    #[error("port {port} of this computer cannot be used for the preview: {source}. Choose another with `--port`")]
    Refused {
        /// The port.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// The threads of the preview cannot be started.
    #[error("the preview cannot start: {0}")]
    System(#[from] std::io::Error),
}

/// Shows the site until the program is ended.
///
/// # Errors
/// When no port can be used. What is wrong with the site itself is never an error here: it is shown.
pub fn serve(workshop: Box<dyn Workshop>, options: &Options, log: &mut dyn FnMut(Event<'_>)) -> Result<(), ServeError> {
    Session::open(workshop, options)?.run(log)
}
