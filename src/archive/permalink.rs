use super::Platform;

/// What the address of a post says, once mirrors and web archives are unwrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permalink {
    /// The platform.
    pub platform: Platform,
    /// The post's id as the archive writes it; `None` when the address names an account or needs a look-up.
    pub id: Option<String>,
    /// The handle in the address.
    pub handle: Option<String>,
    /// The web archive's copy it was unwrapped from, with the moment of the copy where the address tells it.
    pub archived: Option<String>,
}

impl Permalink {
    /// A stand-in until the archive's own reader of addresses is merged.
    pub fn parse(url: &str) -> Option<Self> {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        let rest = rest.strip_prefix("www.").unwrap_or(rest);
        if let Some(copy) = rest.strip_prefix("web.archive.org/web/") {
            let (_, inner) = copy.split_once('/')?;
            let mut found = Self::parse(inner)?;
            found.archived = Some(url.to_owned());
            return Some(found);
        }
        let path = rest.split(['?', '#']).next()?;
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let link = |platform: &str, id: Option<String>, handle: Option<&str>| {
            Some(Self {
                platform: Platform(platform.into()),
                id,
                handle: handle.map(str::to_owned),
                archived: None,
            })
        };
        match *parts.as_slice() {
            ["twitter.com" | "x.com" | "mobile.twitter.com", "i", "web", "status", id, ..] => {
                link("twitter", Some(id.to_owned()), None)
            }
            ["twitter.com" | "x.com" | "mobile.twitter.com", handle, "status", id, ..] => {
                link("twitter", Some(id.to_owned()), Some(handle))
            }
            ["twitter.com" | "x.com" | "mobile.twitter.com", handle] => link("twitter", None, Some(handle)),
            ["t.me", channel, number] => link("telegram", Some(format!("{channel}/{number}")), Some(channel)),
            ["instagram.com", "p", code, ..] => link("instagram", Some(code.to_owned()), None),
            _ => None,
        }
    }
}
