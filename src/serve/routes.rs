//! Which answer a request gets.

use super::Body;
use super::http::{Method, Request, Response};
use super::page::{Version, with_preview};
use super::screen::{Current, Screen};

const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("overlay.css");

/// What is to be done about a request.
pub(super) enum Answer {
    Respond(Response),
    /// Tell this page of changes from now on.
    Follow(Followed),
}

/// A page that a browser shows.
pub(super) struct Followed {
    /// Its path, decoded.
    pub(super) path: String,
    /// What the browser has of it.
    pub(super) version: Option<Version>,
}

/// The answer to a request to the preview at `port`.
pub(super) fn answer(request: &Request, screen: &Screen, port: u16) -> Answer {
    if !request.host.as_deref().is_some_and(|host| is_this_computer(host, port)) {
        // A page elsewhere can make its own name lead to this computer and read unpublished work through it.
        return respond(
            403,
            &format!("The preview can only be opened at http://localhost:{port}/"),
        );
    }
    if request.method == Method::Other {
        let mut response = Response::text(405, "The preview can only be looked at.");
        response.headers.push(("Allow", "GET, HEAD".to_owned()));
        return Answer::Respond(response);
    }
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let Some(path) = decode_path(path) else {
        return respond(400, "This address cannot be understood.");
    };
    let current = screen.now();
    match path.as_str() {
        "/_ibid/events" => match followed(query) {
            // Asked for its head alone, a stream has no end to wait for.
            Some(_) if request.method == Method::Head => respond(200, ""),
            Some(page) => Answer::Follow(page),
            None => respond(400, "Which page is to be followed?"),
        },
        "/_ibid/preview.js" => Answer::Respond(Response::new(200, "text/javascript; charset=utf-8", SCRIPT)),
        "/_ibid/overlay.css" => Answer::Respond(Response::new(200, "text/css; charset=utf-8", STYLE)),
        _ => Answer::Respond(redirected(&current, &path, query).unwrap_or_else(|| resource(screen, &current, &path))),
    }
}

fn respond(status: u16, words: &str) -> Answer {
    Answer::Respond(Response::text(status, words))
}

/// Where an address leads that people type but that is not quite one of the site's.
fn redirected(current: &Current, path: &str, query: &str) -> Option<Response> {
    let base = current.base()?;
    let to = if path == "/" && base != "/" {
        base.to_owned()
    } else if !path.ends_with('/') && !current.has(path) {
        let folder = path
            .strip_suffix("index.html")
            .map_or_else(|| format!("{path}/"), str::to_owned);
        (folder == base || current.has(&folder)).then_some(folder)?
    } else {
        return None;
    };
    let query = if query.is_empty() {
        String::new()
    } else {
        format!("?{query}")
    };
    Some(Response::redirect(&format!("{}{query}", encode_path(&to))))
}

fn resource(screen: &Screen, current: &Current, path: &str) -> Response {
    let shown = screen.show(current, path);
    let mut response = match (&shown.body, &shown.version) {
        (Body::Bytes(html), Some(version)) => Response::new(200, shown.media_type, with_preview(html, version)),
        (Body::Bytes(bytes), None) => Response::new(200, shown.media_type, bytes.clone()),
        (Body::File(file), _) => match Response::file(file, shown.media_type) {
            Ok(response) => response,
            Err(_) => return Response::text(404, "This file is gone."),
        },
    };
    response.status = match (shown.found, current.base()) {
        (true, _) => 200,
        (false, Some(_)) => 404,
        (false, None) => 503,
    };
    response
}

/// Whether a request was meant for this preview, by the name that the browser used.
fn is_this_computer(host: &str, port: u16) -> bool {
    let (name, given) = match host.rsplit_once(':') {
        // The colons within `[::1]` separate no port.
        Some((name, given)) if !given.ends_with(']') => (name, given.parse().ok()),
        _ => (host, Some(80)),
    };
    given == Some(port) && (name.eq_ignore_ascii_case("localhost") || matches!(name, "127.0.0.1" | "[::1]"))
}

/// `page=%2Fbriefs%2Fquay%2F&version=…`, where the page is a path as the browser has it.
fn followed(query: &str) -> Option<Followed> {
    let value = |key: &str| {
        let pair = query
            .split('&')
            .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
        pair.and_then(percent_decode)
    };
    Some(Followed {
        path: decode_path(&value("page")?)?,
        version: value("version").and_then(|version| Version::parse(&version)),
    })
}

/// The path that an encoded one stands for; `None` for anything that could lead out of the site.
fn decode_path(encoded: &str) -> Option<String> {
    let path = percent_decode(encoded)?;
    let rest = path.strip_prefix('/')?;
    let clean = !path.chars().any(|char| char.is_control() || char == '\\')
        && !path.contains("//")
        && rest.split('/').all(|part| !matches!(part, "." | ".."));
    clean.then_some(path)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || {
                    char::from(rest.next()?)
                        .to_digit(16)
                        .and_then(|digit| u8::try_from(digit).ok())
                };
                digit()? * 16 + digit()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn encode_path(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/@!$&'()*+,;=:".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                encoded.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_names_of_this_computer_are_answered() {
        for host in ["localhost:4000", "LOCALHOST:4000", "127.0.0.1:4000", "[::1]:4000"] {
            assert!(is_this_computer(host, 4000), "{host}");
        }
        for host in [
            "localhost",
            "localhost:4001",
            "evil.example:4000",
            "localhost.evil.example:4000",
            "127.0.0.1.evil.example:4000",
            "[::1]",
            "",
            ":4000",
        ] {
            assert!(!is_this_computer(host, 4000), "{host}");
        }
        assert!(is_this_computer("localhost", 80));
    }

    #[test]
    fn no_address_leads_out_of_the_site() {
        for path in [
            "/../etc/passwd",
            "/a/%2e%2e/%2E%2e/b",
            "/a/..%2f..%2fb",
            "/a\\..\\b",
            "/%5c..%5c",
            "//evil.example/",
            "/%2fevil.example",
            "/a%00b",
            "/a%0d%0aX: y",
            "/%zz",
            "/%c3%28",
            "a",
            "",
        ] {
            assert_eq!(decode_path(path), None, "{path}");
        }
        assert_eq!(decode_path("/tags/%D9%85%d8%b1/..a").as_deref(), Some("/tags/مر/..a"));
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded_to_the_same(path in "/[^/\\\\\\p{Cc}.]{1,20}") {
            let encoded = encode_path(&path);
            prop_assert!(encoded.is_ascii());
            prop_assert_eq!(decode_path(&encoded), Some(path));
        }
    }
}
