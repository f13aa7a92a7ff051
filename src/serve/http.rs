//! As much of HTTP/1.1 as a preview on one's own computer needs: requests without a body, answers of known length.

use std::fs::File;
use std::io::{self, BufRead, Read as _, Write};
use std::path::PathBuf;

/// Longest head of a request that is read; browsers stay far below.
const LONGEST_HEAD: u64 = 64 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Head,
    Other,
}

/// The head of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: Method,
    /// As sent, still encoded: `/a/b?c=d`.
    pub(super) target: String,
    pub(super) host: Option<String>,
    /// Whether another request may follow on the same connection.
    pub(super) keep_alive: bool,
}

pub(super) struct Response {
    pub(super) status: u16,
    pub(super) media_type: &'static str,
    /// Headers beyond those that every answer has.
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Payload,
}

pub(super) enum Payload {
    Bytes(Vec<u8>),
    File { file: File, length: u64 },
}

impl Response {
    pub(super) fn new(status: u16, media_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            media_type,
            headers: Vec::new(),
            body: Payload::Bytes(body.into()),
        }
    }

    pub(super) fn text(status: u16, words: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{words}\n"))
    }

    pub(super) fn redirect(to: &str) -> Self {
        let mut response = Self::text(302, &format!("This page is at {to}"));
        response.headers.push(("Location", to.to_owned()));
        response
    }

    /// The file as it is.
    pub(super) fn file(path: &PathBuf, media_type: &'static str) -> io::Result<Self> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(Self {
            status: 200,
            media_type,
            headers: Vec::new(),
            body: Payload::File {
                file,
                length: metadata.len(),
            },
        })
    }

    /// Sends the answer: its head alone when `head_only`.
    pub(super) fn send(self, to: &mut impl Write, head_only: bool, keep_alive: bool) -> io::Result<()> {
        let length = match &self.body {
            Payload::Bytes(bytes) => bytes.len() as u64,
            Payload::File { length, .. } => *length,
        };
        let mut head = head_of(self.status, self.media_type);
        for (name, value) in &self.headers {
            push_header(&mut head, name, value);
        }
        push_header(&mut head, "Content-Length", &length.to_string());
        push_header(&mut head, "Connection", if keep_alive { "keep-alive" } else { "close" });
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        match self.body {
            _ if head_only => to.write_all(&bytes)?,
            Payload::Bytes(body) => {
                bytes.extend_from_slice(&body);
                to.write_all(&bytes)?;
            }
            Payload::File { file, length } => {
                to.write_all(&bytes)?;
                // A file that shrank meanwhile leaves the answer short; the connection cannot be used any more.
                if io::copy(&mut file.take(length), to)? < length {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
        }
        to.flush()
    }
}

/// The status line and the headers that every answer has.
pub(super) fn head_of(status: u16, media_type: &str) -> String {
    let mut head = format!("HTTP/1.1 {status} {}\r\n", reason(status));
    push_header(&mut head, "Content-Type", media_type);
    push_header(&mut head, "Cache-Control", "no-store");
    push_header(&mut head, "X-Content-Type-Options", "nosniff");
    // Pages of other sites, open in the same browser, may not take anything from an unpublished brief.
    push_header(&mut head, "Cross-Origin-Resource-Policy", "same-origin");
    head
}

fn push_header(head: &mut String, name: &str, value: &str) {
    head.push_str(name);
    head.push_str(": ");
    // A line break in a value would begin a header of its own.
    head.extend(value.chars().filter(|char| !char.is_control()));
    head.push_str("\r\n");
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}

/// Reads the head of the next request; `None` when there is none any more.
///
/// # Errors
/// `InvalidData` when what was sent is no request, otherwise what the connection said.
pub(super) fn read_request(from: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut head = from.take(LONGEST_HEAD);
    let Some(first) = read_line(&mut head)? else {
        return Ok(None);
    };
    let mut parts = first.split(' ');
    let (Some(method), Some(target), Some(version), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    let mut request = Request {
        method: match method {
            "GET" => Method::Get,
            "HEAD" => Method::Head,
            _ => Method::Other,
        },
        target: target.to_owned(),
        host: None,
        keep_alive: match version {
            "HTTP/1.1" => true,
            "HTTP/1.0" => false,
            _ => return Err(io::ErrorKind::InvalidData.into()),
        },
    };
    loop {
        let line = read_line(&mut head)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        if line.is_empty() {
            return Ok(Some(request));
        }
        let (name, value) = line.split_once(':').ok_or(io::ErrorKind::InvalidData)?;
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "host" if request.host.is_some() => return Err(io::ErrorKind::InvalidData.into()),
            "host" => request.host = Some(value.to_owned()),
            "connection" if value.eq_ignore_ascii_case("close") => request.keep_alive = false,
            // Bodies are not read, so that nothing after one could be understood.
            "content-length" if value != "0" => request.keep_alive = false,
            "transfer-encoding" => request.keep_alive = false,
            _ => {}
        }
    }
}

/// One line without its end; `None` at the end of the connection.
fn read_line(from: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    if from.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.pop() != Some(b'\n') {
        return Err(io::ErrorKind::InvalidData.into());
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    // Browsers send ASCII; what else comes is kept readable enough to be refused.
    Ok(Some(String::from_utf8_lossy(&line).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> io::Result<Option<Request>> {
        read_request(&mut text.as_bytes())
    }

    #[test]
    fn a_request_is_read_to_the_end_of_its_head() {
        let mut bytes = "GET /a?b HTTP/1.1\r\nHost: localhost:1\r\n\r\nHEAD / HTTP/1.1\r\n\r\n".as_bytes();
        let first = read_request(&mut bytes).unwrap().unwrap();
        assert_eq!(
            (first.target.as_str(), first.host.as_deref()),
            ("/a?b", Some("localhost:1"))
        );
        assert!(first.keep_alive);
        assert_eq!(read_request(&mut bytes).unwrap().unwrap().method, Method::Head);
        assert_eq!(read_request(&mut bytes).unwrap(), None);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        for text in [
            "hello\r\n\r\n",
            "GET / HTTP/2\r\n\r\n",
            "GET /a b HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nnonsense\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a",
        ] {
            assert!(read(text).is_err(), "{text:?}");
        }
        let endless = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(100_000));
        assert!(read(&endless).is_err());
    }

    #[test]
    fn nothing_is_read_after_a_body() {
        let request = read("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc")
            .unwrap()
            .unwrap();
        assert_eq!(request.method, Method::Other);
        assert!(!request.keep_alive);
    }

    #[test]
    fn a_line_break_cannot_begin_another_header() {
        let mut sent = Vec::new();
        Response::redirect("/a\r\nSet-Cookie: x")
            .send(&mut sent, true, false)
            .unwrap();
        assert!(!String::from_utf8(sent).unwrap().contains("\r\nSet-Cookie"));
    }
}
