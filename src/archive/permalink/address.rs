//! Addresses taken apart, as tolerant as people are careless: defanged, without a scheme, with the scheme twice.

/// The parts of a web address, percent-decoded.
#[derive(Debug)]
pub(super) struct Address {
    /// In lower case, without `www.`, `mobile.`, `m.` and without a port.
    pub(super) host: String,
    /// Parts of the path between slashes; empty ones are dropped.
    pub(super) path: Vec<String>,
    /// Names and values after `?`.
    pub(super) query: Vec<(String, String)>,
    /// After `#`.
    pub(super) fragment: String,
}

impl Address {
    /// Takes an address apart; `None` when it has no host or hides it behind a user's name.
    pub(super) fn parse(url: &str) -> Option<Self> {
        let rest = without_scheme(url);
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, rest) = rest.split_at(end);
        let host = host
            .split_once(':')
            .map_or(host, |(host, _)| host)
            .trim_end_matches('.');
        let fit = |c: char| c.is_alphanumeric() || c == '-' || c == '.' || c == '_';
        if !host.contains('.') || !host.chars().all(fit) {
            return None;
        }
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Some(Self {
            host: bare_host(host),
            path: path.split('/').filter(|part| !part.is_empty()).map(decode).collect(),
            query: query
                .split('&')
                .filter_map(|pair| pair.trim_start_matches("amp;").split_once('='))
                .map(|(name, value)| (decode(name), decode(&value.replace('+', " "))))
                .collect(),
            fragment: decode(fragment),
        })
    }

    /// The first value of that name after `?`.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The path as text slices, to match on.
    pub(super) fn parts(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }
}

/// An address as people write it made whole: no brackets around it, no defanging, `https://` in front.
pub(super) fn clean(url: &str) -> String {
    let trimmed = url
        .trim()
        .trim_start_matches(['<', '(', '"', '“'])
        .trim_end_matches(['>', '"', '”', '.', ',', ';', '،', '؛']);
    let mut url = trimmed.to_owned();
    for (fanged, plain) in [
        ("[.]", "."),
        ("(.)", "."),
        ("[dot]", "."),
        ("(dot)", "."),
        (" dot ", "."),
        ("[:]", ":"),
        ("[://]", "://"),
        ("[/]", "/"),
        ("/ ", "/"),
        (" /", "/"),
        (": //", "://"),
        ("\u{ad}", ""),
        ("\u{200b}", ""),
    ] {
        if url.contains(fanged) {
            url = url.replace(fanged, plain);
        }
    }
    if has_prefix(&url, "http%3a") || has_prefix(&url, "https%3a") {
        url = decode(&url);
    }
    format!("https://{}", without_scheme(&url))
}

/// The address without `https://`, however often and however badly it is written.
pub(super) fn without_scheme(url: &str) -> &str {
    let mut rest = url.trim_start();
    loop {
        let scheme = ["http:", "https:", "hxxp:", "hxxps:"]
            .into_iter()
            .find(|scheme| has_prefix(rest, scheme));
        match scheme {
            // Only slashes may follow: `https:8080` would be a host with a port.
            Some(scheme) if rest[scheme.len()..].starts_with('/') => {
                rest = rest[scheme.len()..].trim_start_matches('/');
            }
            _ => return rest.trim_start_matches('/'),
        }
    }
}

/// Whether a text begins so, whatever the case of its ASCII letters.
pub(super) fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// `%41` to `A`; what is not UTF-8 afterwards is replaced.
pub(in crate::archive) fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |offset: usize| bytes.get(at + offset).and_then(|&byte| char::from(byte).to_digit(16));
        match (bytes[at], hex(1), hex(2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.extend(u8::try_from(high * 16 + low));
                at += 3;
            }
            (byte, _, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn bare_host(host: &str) -> String {
    let host = host.to_lowercase();
    let mut bare = host.as_str();
    for prefix in ["www.", "mobile.", "m.", "amp."] {
        // `t.me` and `m.social` keep their first label: what is left must still be a host.
        if let Some(rest) = bare.strip_prefix(prefix)
            && rest.contains('.')
        {
            bare = rest;
        }
    }
    bare.to_owned()
}
