use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use super::address::Address;
use super::server::Server;
use super::watch::{News, Watch};
use super::{Event, Options, ServeError, Workshop};

/// More paths than this tell nothing that "everything may have changed" does not.
const MOST_NAMED: usize = 1000;

/// A preview whose port is taken but which shows nothing yet.
pub struct Session {
    workshop: Box<dyn Workshop>,
    listeners: Vec<TcpListener>,
    taken: Option<u16>,
    server: Arc<Server>,
    ignored: Vec<PathBuf>,
    news: (Sender<News>, Receiver<News>),
}

/// Ends a preview from another thread.
#[derive(Clone)]
pub struct Stopper(Sender<News>);

impl Stopper {
    /// Ends the preview; nothing happens when it has ended already.
    pub fn stop(&self) {
        // No one listens any more when it has ended.
        self.0.send(News::Stop).ok();
    }
}

impl Session {
    /// Takes the port, so that its being in use is known before any work is done.
    ///
    /// # Errors
    /// When no port can be used.
    pub fn open(workshop: Box<dyn Workshop>, options: &Options) -> Result<Self, ServeError> {
        let address = Address::claim(options.port)?;
        Ok(Self {
            workshop,
            listeners: address.listeners,
            taken: address.taken,
            server: Arc::new(Server::new(address.port)),
            ignored: options.ignored.clone(),
            news: channel(),
        })
    }

    /// The port that was taken.
    pub fn port(&self) -> u16 {
        self.server.port()
    }

    /// A handle to end the preview with.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.news.0.clone())
    }

    #[cfg(test)]
    pub(super) fn server(&self) -> Arc<Server> {
        Arc::clone(&self.server)
    }

    /// Shows the site and follows its changes until stopped.
    ///
    /// # Errors
    /// When the system lets no thread start.
    pub fn run(mut self, log: &mut dyn FnMut(Event<'_>)) -> Result<(), ServeError> {
        let (sender, receiver) = self.news;
        let mut watch = Watch::new(sender, receiver, &self.ignored);
        let server = self.server;
        rebuild(&mut *self.workshop, &server, &mut watch, &[], Instant::now(), log);

        let mut addresses: Vec<SocketAddr> = Vec::new();
        for listener in self.listeners {
            addresses.push(listener.local_addr()?);
            server.listen(listener)?;
        }
        log(Event::Ready {
            url: format!(
                "http://localhost:{}{}",
                server.port(),
                server.screen.now().base().unwrap_or("/")
            ),
            taken: self.taken,
        });
        while let Some(change) = watch.wait(log) {
            let named = if change.paths.len() > MOST_NAMED {
                &[]
            } else {
                change.paths.as_slice()
            };
            rebuild(&mut *self.workshop, &server, &mut watch, named, change.since, log);
        }
        server.end(&addresses);
        Ok(())
    }
}

fn rebuild(
    workshop: &mut dyn Workshop,
    server: &Server,
    watch: &mut Watch,
    changed: &[PathBuf],
    since: Instant,
    log: &mut dyn FnMut(Event<'_>),
) {
    let rebuilt = workshop.rebuild(changed);
    let shown = rebuilt.pages.is_some();
    let diagnostics = rebuilt.diagnostics.clone();
    let watched = rebuilt.watched.clone();
    server.screen.turn_to(rebuilt);
    log(Event::Rebuilt {
        diagnostics: &diagnostics,
        changed,
        took: since.elapsed(),
        shown,
    });
    watch.follow(&watched, log);
}
