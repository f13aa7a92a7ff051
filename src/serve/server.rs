//! Connections: who is connected, and a thread for each.

use std::collections::BTreeMap;
use std::io::{self, BufReader, ErrorKind};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::event_stream;
use super::http::{Method, Response, read_request};
use super::routes::{Answer, answer};
use super::screen::Screen;

/// How long a connection may be silent. Browsers open another when they need one.
const SILENCE: Duration = Duration::from_secs(30);
/// Far more than the tabs of one author; a program that runs wild finds an end here.
const MOST_CONNECTIONS: usize = 256;

/// Answers requests; shared by all threads.
pub(super) struct Server {
    pub(super) screen: Screen,
    port: u16,
    connections: Mutex<BTreeMap<u64, TcpStream>>,
    ended: AtomicBool,
}

impl Server {
    pub(super) fn new(port: u16) -> Self {
        Self {
            screen: Screen::new(),
            port,
            connections: Mutex::default(),
            ended: AtomicBool::new(false),
        }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// How many browsers' connections are open.
    #[cfg(test)]
    pub(super) fn open_connections(&self) -> usize {
        self.connections().len()
    }

    /// Takes connections in a thread of its own.
    pub(super) fn listen(self: &Arc<Self>, listener: TcpListener) -> io::Result<()> {
        let server = Arc::clone(self);
        thread::Builder::new().name("preview".to_owned()).spawn(move || {
            for (number, connection) in (0..).zip(listener.incoming()) {
                if server.ended.load(Ordering::Acquire) {
                    return;
                }
                match connection {
                    Ok(connection) => server.take(number, connection, &listener),
                    // Too many files are open, for example: it passes, but not at once.
                    Err(_) => thread::sleep(Duration::from_millis(50)),
                }
            }
        })?;
        Ok(())
    }

    /// Closes every connection and lets the threads go.
    pub(super) fn end(&self, ports: &[std::net::SocketAddr]) {
        self.ended.store(true, Ordering::Release);
        self.screen.end();
        for connection in self.connections().values() {
            // Already closed is as good.
            connection.shutdown(Shutdown::Both).ok();
        }
        for port in ports {
            // A listener looks up only when someone comes.
            drop(TcpStream::connect_timeout(port, Duration::from_millis(200)));
        }
    }

    fn take(self: &Arc<Self>, number: u64, connection: TcpStream, listener: &TcpListener) {
        // The same number on both loopback addresses are two connections.
        let is_v6 = listener.local_addr().is_ok_and(|address| address.is_ipv6());
        let key = number * 2 + u64::from(is_v6);
        let Ok(copy) = connection.try_clone() else {
            return;
        };
        {
            let mut connections = self.connections();
            if connections.len() >= MOST_CONNECTIONS {
                return;
            }
            connections.insert(key, copy);
        }
        let server = Arc::clone(self);
        let started = thread::Builder::new().name("preview page".to_owned()).spawn(move || {
            let _registered = Registered { server: &server, key };
            // The browser went away, or sent what is no request: in both cases there is no one left to tell.
            server.talk(connection).ok();
        });
        if started.is_err() {
            self.connections().remove(&key);
        }
    }

    /// Answers the requests of one connection in turn.
    fn talk(&self, mut connection: TcpStream) -> io::Result<()> {
        // Otherwise the system holds back the end of an answer for 40 ms.
        connection.set_nodelay(true)?;
        connection.set_read_timeout(Some(SILENCE))?;
        connection.set_write_timeout(Some(SILENCE))?;
        let mut requests = BufReader::new(connection.try_clone()?);
        loop {
            let request = match read_request(&mut requests) {
                Ok(Some(request)) => request,
                Ok(None) => return Ok(()),
                Err(error) if error.kind() == ErrorKind::InvalidData => {
                    return Response::text(400, "This is not a request.").send(&mut connection, false, false);
                }
                Err(error) => return Err(error),
            };
            match answer(&request, &self.screen, self.port) {
                Answer::Respond(response) => {
                    response.send(&mut connection, request.method == Method::Head, request.keep_alive)?;
                }
                Answer::Follow(page) => {
                    return event_stream::follow(page, &self.screen, &mut connection);
                }
            }
            if !request.keep_alive {
                return Ok(());
            }
        }
    }

    fn connections(&self) -> MutexGuard<'_, BTreeMap<u64, TcpStream>> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets the connection when its thread ends, even by a panic in a page.
struct Registered<'a> {
    server: &'a Server,
    key: u64,
}

impl Drop for Registered<'_> {
    fn drop(&mut self) {
        let connection = self.server.connections().remove(&self.key);
        if let Some(connection) = connection {
            // Already closed is as good.
            connection.shutdown(Shutdown::Both).ok();
        }
    }
}
