//! What is written as the target of a link or image, as text: paths, places, addresses.

use super::Route;

/// Whether a target leads out of the site: it names a scheme or a host.
pub(super) fn is_elsewhere(target: &str) -> bool {
    target.starts_with("//")
        || target.split_once(':').is_some_and(|(scheme, _)| {
            !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        })
}

/// A target as path and place, without what it asks of a server.
pub(super) fn split_anchor(target: &str) -> (String, String) {
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    (decode(path), decode(anchor))
}

/// A target relative to the file it is written in, from the site's folder; `/x` is an address of the site.
pub(super) fn absolute(file: &str, path: &str) -> String {
    if path.starts_with('/') {
        return path.to_owned();
    }
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The address that a path stands for: `content/briefs/a.png` is published at `/briefs/a.png`.
pub(super) fn address_of(path: &str) -> String {
    let path = path
        .strip_prefix("content")
        .filter(|rest| rest.starts_with('/'))
        .unwrap_or(path);
    let decoded = if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/{path}")
    };
    let is_file = decoded.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if decoded.ends_with('/') || is_file {
        decoded
    } else {
        format!("{decoded}/")
    }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = tail
            .get(..2)
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let (b'%', Some(byte)) = (first, code) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The address that a target written in a file stands for.
pub(super) fn target_route(from: &str, target: &str) -> Route {
    Route::new(address_of(&absolute(from, &decode(target))))
}

/// The route of a file of `content/` or `static/` that is copied.
pub(super) fn file_route(path: &str) -> Route {
    let path = path
        .strip_prefix("content/")
        .or_else(|| path.strip_prefix("static/"))
        .unwrap_or(path);
    Route::new(format!("/{path}"))
}
