//! A preview of a folder of little pages, looked at through real connections.

mod changes;
mod pages;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::server::Server;
use super::*;
use crate::diagnostic::Rule;
use crate::source::{SourceFile, Span};

/// Long enough for a busy machine; a test that passes never waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

const LONG_AGO: SystemTime = SystemTime::UNIX_EPOCH;

const HTML: &str = "text/html; charset=utf-8";

/// Shows `content/<name>.html` at `<base><name>/` and `content/style.css` where its own words say.
struct FolderWorkshop {
    root: PathBuf,
    base: &'static str,
}

impl Workshop for FolderWorkshop {
    fn rebuild(&mut self, _changed: &[PathBuf]) -> Rebuilt {
        let settings = fs::read_to_string(self.root.join("site.toml")).unwrap_or_default();
        let mut diagnostics = Vec::new();
        let mut pages = BTreeMap::new();
        if settings == "broken" {
            diagnostics.push(Diagnostic::new(Rule::ConfigInvalid, "site.toml cannot be read"));
        }
        for entry in fs::read_dir(self.root.join("content")).into_iter().flatten().flatten() {
            let name = entry.file_name().into_string().unwrap();
            let Ok(text) = fs::read_to_string(entry.path()) else {
                continue;
            };
            if let Some(start) = text.find("WRONG") {
                let file = SourceFile::new(format!("content/{name}"), &text);
                let span = Span::new(start, start + 5);
                diagnostics.push(Diagnostic::new(Rule::LinkBroken, "this is wrong").at(&file, span, "here"));
            }
            if let Some(stem) = name.strip_suffix(".html") {
                let path = if stem == "index" {
                    self.base.to_owned()
                } else {
                    format!("{}{stem}/", self.base)
                };
                pages.insert(path, text);
            }
        }
        Rebuilt {
            pages: (settings != "broken").then(|| {
                Arc::new(FolderPages {
                    base: self.base,
                    pages,
                    file: self.root.join("content/photo.png"),
                }) as Arc<dyn Pages>
            }),
            diagnostics,
            watched: ["content", "themes/own", "site.toml"]
                .map(|name| self.root.join(name))
                .into(),
        }
    }
}

struct FolderPages {
    base: &'static str,
    pages: BTreeMap<String, String>,
    file: PathBuf,
}

impl Pages for FolderPages {
    fn base(&self) -> &str {
        self.base
    }

    fn get(&self, path: &str) -> Option<Resource> {
        if path == format!("{}photo.png", self.base) {
            return Some(Resource {
                body: Body::File(self.file.clone()),
                media_type: "image/png",
                problem: None,
            });
        }
        let text = self.pages.get(path)?;
        let problem = text.contains("UNMAKEABLE").then(|| {
            Diagnostic::new(
                Rule::TemplateInvalid,
                "the template asks for something that is not there",
            )
        });
        Some(page(text, problem))
    }

    fn not_found(&self) -> Resource {
        page("<html><body>Nothing here</body></html>", None)
    }
}

fn page(text: &str, problem: Option<Diagnostic>) -> Resource {
    Resource {
        body: Body::Bytes(text.into()),
        media_type: HTML,
        problem,
    }
}

/// A running preview; ended when dropped.
struct Preview {
    folder: TempDir,
    port: u16,
    server: Arc<Server>,
    rebuilt: Receiver<Vec<PathBuf>>,
    stopper: Stopper,
    thread: Option<JoinHandle<()>>,
}

impl Preview {
    fn of(files: &[(&str, &str)]) -> Self {
        Self::at("/", files)
    }

    fn at(base: &'static str, files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::write(&path, text).unwrap();
            // As if nothing had been saved for long: otherwise these files count as changed while they were first read.
            fs::File::options()
                .append(true)
                .open(path)
                .unwrap()
                .set_modified(LONG_AGO)
                .unwrap();
        }
        let workshop = FolderWorkshop {
            root: folder.path().to_owned(),
            base,
        };
        let options = Options {
            port: Some(0),
            ignored: vec![folder.path().join("content/public")],
        };
        let session = Session::open(Box::new(workshop), &options).unwrap();
        let (port, server, stopper) = (session.port(), session.server(), session.stopper());
        let (ready_sender, ready) = channel();
        let (rebuilt_sender, rebuilt) = channel();
        let thread = std::thread::spawn(move || {
            session
                .run(&mut |event| match event {
                    Event::Ready { url, .. } => ready_sender.send(url).unwrap(),
                    Event::Rebuilt { changed, .. } => {
                        rebuilt_sender.send(changed.to_vec()).unwrap_or_default();
                    }
                    Event::Polling { reason } => panic!("{reason}"),
                    Event::Unwatched { path, reason } => panic!("{path:?}: {reason}"),
                })
                .unwrap();
        });
        let url = ready.recv_timeout(PATIENCE).unwrap();
        assert_eq!(url, format!("http://localhost:{port}{base}"));
        Self {
            folder,
            port,
            server,
            rebuilt,
            stopper,
            thread: Some(thread),
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    /// Waits until the site was made anew with this file's change.
    fn rebuilt_with(&self, path: &str) {
        let path = self.path(path);
        while !self.rebuilt.recv_timeout(PATIENCE).unwrap().contains(&path) {}
    }

    fn get(&self, path: &str) -> Reply {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n",
            self.port
        ))
    }

    fn ask(&self, request: &str) -> Reply {
        let mut connection = self.connect();
        connection.write_all(request.as_bytes()).unwrap();
        let mut all = String::new();
        connection.read_to_string(&mut all).unwrap();
        let (head, body) = all.split_once("\r\n\r\n").unwrap();
        Reply {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    fn connect(&self) -> TcpStream {
        let connection = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        connection.set_read_timeout(Some(PATIENCE)).unwrap();
        connection
    }

    /// Opens a page as a browser does: loads it, then follows what its version becomes.
    fn open(&self, path: &str) -> Follower {
        let body = self.get(path).body;
        let version = body.split("data-version=\"").nth(1).unwrap().split('"').next().unwrap();
        let mut connection = self.connect();
        let page = path.replace('/', "%2F");
        write!(
            connection,
            "GET /_ibid/events?page={page}&version={version} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
            self.port
        )
        .unwrap();
        let mut follower = Follower(BufReader::new(connection));
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            assert_ne!(follower.0.read_line(&mut line).unwrap(), 0);
        }
        follower
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.stopper.stop();
        if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join)
            && !std::thread::panicking()
        {
            std::panic::resume_unwind(panic);
        }
    }
}

struct Reply {
    status: u16,
    head: String,
    body: String,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

/// A browser that follows a page.
struct Follower(BufReader<TcpStream>);

impl Follower {
    /// The next event: its name and what it says.
    fn next(&mut self) -> (String, serde_json::Value) {
        let mut line = |start: &str| {
            let mut line = String::new();
            self.0.read_line(&mut line).unwrap();
            line.strip_prefix(start)
                .unwrap_or_else(|| panic!("{line:?}"))
                .trim_end()
                .to_owned()
        };
        let event = (line("event: "), serde_json::from_str(&line("data: ")).unwrap());
        line("");
        event
    }

    /// The findings that come next, and their count of errors.
    fn findings(&mut self) -> (u64, serde_json::Value) {
        let (name, data) = self.next();
        assert_eq!(name, "findings");
        (data["errors"].as_u64().unwrap(), data)
    }

    /// Waits to be told to reload.
    fn reload(&mut self) {
        assert_eq!(self.next().0, "reload");
    }
}

/// Replaces a file as many editors do: the new text under another name, renamed over the old.
fn write_by_renaming(path: &Path, text: &str) {
    let other = path.with_extension("new~");
    fs::write(&other, text).unwrap();
    fs::rename(other, path).unwrap();
}
