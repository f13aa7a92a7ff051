//! The address at which a site is published.

use std::fmt;
use std::str::FromStr;

use super::BaseUrl;

/// Why an address cannot be that of a site, in words that follow “`base_url` …”.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlError {
    /// Neither `http://` nor `https://` at its start.
    #[error("does not begin with `https://` or `http://`")]
    Scheme,
    /// No host, or one with characters that no host has.
    #[error("names no host, such as `example.org`")]
    Host,
    /// A port that is not a number.
    #[error("has a port that is not a number from 1 to 65535")]
    Port,
    /// A query, a fragment, or a character that no path has.
    #[error("has something in its path that the address of a site cannot have: {0:?}")]
    Path(char),
}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://").ok_or(BaseUrlError::Scheme)?;
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "https" && scheme != "http" {
            return Err(BaseUrlError::Scheme);
        }
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let (host, port) = match authority.rsplit_once(':') {
            // The colons of an IPv6 address stand within brackets.
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            _ => (authority, None),
        };
        let in_host = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '[' | ']' | ':');
        if !host.starts_with(|first: char| first.is_alphanumeric() || first == '[') || !host.chars().all(in_host) {
            return Err(BaseUrlError::Host);
        }
        if port.is_some_and(|port| port.parse::<u16>().map_or(true, |port| port == 0)) {
            return Err(BaseUrlError::Port);
        }
        let forbidden = |letter: char| {
            letter.is_whitespace() || letter.is_control() || matches!(letter, '?' | '#' | '\\' | '"' | '<' | '>')
        };
        if let Some(letter) = path.chars().find(|&letter| forbidden(letter)) {
            return Err(BaseUrlError::Path(letter));
        }
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        Ok(Self {
            origin: format!("{scheme}://{}", authority.to_lowercase()),
            path: if parts.is_empty() {
                "/".to_owned()
            } else {
                format!("/{}/", parts.join("/"))
            },
        })
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.path)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BaseUrl, BaseUrlError};

    fn parsed(text: &str) -> Result<String, BaseUrlError> {
        text.parse::<BaseUrl>().map(|url| url.to_string())
    }

    #[test]
    fn a_path_begins_and_ends_with_a_slash() {
        for (text, url) in [
            ("https://example.org", "https://example.org/"),
            ("https://Example.org/series", "https://example.org/series/"),
            ("HTTP://localhost:8080//a//b/", "http://localhost:8080/a/b/"),
            ("http://[::1]:80", "http://[::1]:80/"),
        ] {
            assert_eq!(parsed(text).as_deref(), Ok(url));
        }
    }

    #[test]
    fn what_is_no_address_of_a_site_is_refused() {
        for (text, error) in [
            ("example.org", BaseUrlError::Scheme),
            ("ftp://example.org", BaseUrlError::Scheme),
            ("https://", BaseUrlError::Host),
            ("https:///series", BaseUrlError::Host),
            ("https://user@example.org", BaseUrlError::Host),
            ("https://example.org:port/", BaseUrlError::Port),
            ("https://example.org/?q", BaseUrlError::Path('?')),
            ("https://example.org/a b", BaseUrlError::Path(' ')),
        ] {
            assert_eq!(parsed(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in "https?://[a-z]{1,4}(:[1-9][0-9])?[a-z/]{0,8}") {
            if let Ok(url) = text.parse::<BaseUrl>() {
                prop_assert_eq!(url.to_string().parse(), Ok(url));
            }
        }
    }
}
