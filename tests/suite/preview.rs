//! `ibid serve` as an author has it: a page in the browser, a file in the editor.
#![cfg(feature = "serve")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::tiny::Tiny;

/// Far longer than anything here takes: a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running preview; it ends with the value.
struct Preview {
    program: Child,
    port: u16,
}

impl Preview {
    fn start(tiny: &Tiny) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_ibid"))
            .args(["serve", "--port", "0"])
            .current_dir(tiny.root())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let lines = BufReader::new(program.stderr.take().expect("piped")).lines();
        let (send, receive) = mpsc::channel();
        // Reads on to the end, since a full pipe would stop the program.
        thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(send.send(line))));
        let deadline = Instant::now() + PATIENCE;
        let mut said = Vec::new();
        let port = loop {
            let line = receive.recv_timeout(deadline.saturating_duration_since(Instant::now()));
            let line = line.unwrap_or_else(|_| panic!("the preview gave no address, only {said:#?}"));
            let port = line
                .split_once("http://localhost:")
                .and_then(|(_, rest)| rest.split('/').next()?.parse().ok());
            match port {
                Some(port) => break port,
                None => said.push(line),
            }
        };
        Self { program, port }
    }

    /// The answer to a request, status line and all; nothing when the preview is too busy to answer.
    fn get(&self, path: &str) -> Option<String> {
        let mut connection = TcpStream::connect(("localhost", self.port)).ok()?;
        connection.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
        write!(
            connection,
            "GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n",
            self.port
        )
        .ok()?;
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).ok()?;
        Some(String::from_utf8_lossy(&answer).into_owned())
    }

    /// Listens to what an open page is told until it is as it should be.
    fn listen(&self, page: &str, what: &str, is_so: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let page = page.replace('/', "%2F");
        let mut told = String::new();
        while Instant::now() < deadline {
            let mut connection = TcpStream::connect(("localhost", self.port)).expect("the preview answers");
            connection
                .set_read_timeout(Some(Duration::from_secs(5)))
                .expect("a limit");
            write!(
                connection,
                "GET /_ibid/events?page={page}&version=old HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
                self.port
            )
            .expect("sent");
            told.clear();
            for line in BufReader::new(connection).lines().map_while(Result::ok) {
                if line.starts_with("data: {\"errors\"") && is_so(&line) {
                    return;
                }
                told.push_str(&line);
                told.push('\n');
                // The page as this test has it is always old: it would be loaded again and listen anew.
                if line == "event: reload" {
                    break;
                }
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("the page was never told {what}; at last\n{told}");
    }

    /// Asks for a page until it is as it should be.
    fn wait(&self, path: &str, what: &str, is_so: impl Fn(&str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let answer = self.get(path).unwrap_or_default();
            if is_so(&answer) {
                return answer;
            }
            assert!(
                Instant::now() < deadline,
                "{path} never {what}; at last it was\n{answer}"
            );
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // Ended already is as good.
        drop(self.program.kill());
        drop(self.program.wait());
    }
}

fn brief(words: &str) -> String {
    format!(
        "---\ntitle: A\ndate: 2018-01-02\nauthors: [R. Haddad]\n---\n\n{words}.[^1]\n\n[^1]: @harbour_watch, Twitter, October 15, 2017.\n"
    )
}

#[test]
fn every_way_of_saving_a_file_shows_at_once() {
    let tiny = Tiny::with_archive([("content/briefs/a.md", brief("First words").as_str())]);
    let preview = Preview::start(&tiny);
    let page = preview.wait("/briefs/a/", "was there", |answer| answer.contains("First words"));
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(
        preview
            .get("/posts/twitter/915.html")
            .is_some_and(|answer| answer.contains("Smoke over the north quay"))
    );
    assert!(
        preview
            .get("/nowhere/")
            .is_some_and(|answer| answer.starts_with("HTTP/1.1 404"))
    );

    // In place, as some editors save.
    tiny.write("content/briefs/a.md", &brief("Second words"));
    preview.wait("/briefs/a/", "showed what was saved in place", |answer| {
        answer.contains("Second words")
    });

    // Beside it and renamed over it, as others do.
    tiny.write("content/briefs/.a.md.tmp", &brief("Third words"));
    fs::rename(tiny.path("content/briefs/.a.md.tmp"), tiny.path("content/briefs/a.md")).expect("renamed");
    preview.wait("/briefs/a/", "showed what was renamed over it", |answer| {
        answer.contains("Third words")
    });

    // Again in place: what watches must not have lost the file with its old inode.
    tiny.write("content/briefs/a.md", &brief("Fourth words"));
    preview.wait("/briefs/a/", "showed the edit after a rename", |answer| {
        answer.contains("Fourth words")
    });

    // A new brief in a new folder, and one that goes.
    tiny.write(
        "content/briefs/b/index.md",
        &brief("Another brief").replace("title: A", "title: B"),
    );
    preview.wait("/briefs/b/", "was there", |answer| answer.contains("Another brief"));
    fs::remove_dir_all(tiny.path("content/briefs/b")).expect("removed");
    preview.wait("/briefs/b/", "went", |answer| answer.starts_with("HTTP/1.1 404"));

    // The archive and the settings are part of the site.
    let line = fs::read_to_string(tiny.path("archive/twitter/harbour_watch.jsonl")).expect("text");
    tiny.write(
        "archive/twitter/harbour_watch.jsonl",
        &line.replace("Smoke over the north quay", "Steam over the north quay"),
    );
    preview.wait("/posts/twitter/915.html", "showed the archive's new words", |answer| {
        answer.contains("Steam over")
    });
    tiny.write(
        "site.toml",
        "title = \"Another title\"\nbase_url = \"https://harbour.example/\"\n",
    );
    preview.wait("/", "showed the new title", |answer| answer.contains("Another title"));
    assert!(!tiny.path("public").exists(), "a preview writes nothing");
}

#[test]
fn an_error_keeps_the_last_good_page_and_says_what_is_wrong() {
    let tiny = Tiny::with_archive([("content/briefs/a.md", brief("First words").as_str())]);
    let preview = Preview::start(&tiny);
    preview.wait("/briefs/a/", "was there", |answer| answer.contains("First words"));

    let settings = fs::read_to_string(tiny.path("site.toml")).expect("text");
    tiny.write("site.toml", "title = [\n");
    preview.listen("/briefs/a/", "of the error", |line| line.contains("config-invalid"));
    let page = preview.wait("/briefs/a/", "was there still", |answer| {
        answer.starts_with("HTTP/1.1 200")
    });
    assert!(page.contains("First words"), "{page}");
    tiny.write("site.toml", &settings);
    preview.listen("/briefs/a/", "that all is well", |line| {
        !line.contains("config-invalid")
    });

    tiny.write(
        "content/briefs/a.md",
        &brief("Second words").replace("title: A", "title: [A"),
    );
    preview.listen("/briefs/a/", "of the error in the front matter", |line| {
        line.contains("front-matter-invalid")
    });
    let page = preview.wait("/briefs/a/", "was there still", |answer| {
        answer.starts_with("HTTP/1.1 200")
    });
    assert!(page.contains("words"), "{page}");

    tiny.write("content/briefs/a.md", &brief("Third words"));
    preview.wait("/briefs/a/", "showed what was put right", |answer| {
        answer.contains("Third words")
    });
}
