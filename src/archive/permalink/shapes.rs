//! The shapes of addresses, platform by platform.

use super::address::Address;
use crate::archive::Platform;

/// What a shape yields: the id as archived, the handle without `@`.
#[derive(Default)]
pub(super) struct Shape {
    pub(super) id: Option<String>,
    pub(super) handle: Option<String>,
    /// See [`super::Permalink::seen_as`].
    pub(super) seen_as: Option<String>,
}

/// Reads an address that is nobody's copy.
pub(super) fn read(address: &Address) -> Option<(Platform, Shape)> {
    let Some(platform) = Platform::by_host(&address.host) else {
        return fediverse(address, false).map(|shape| (Platform("mastodon".into()), shape));
    };
    let shape = match platform.as_str() {
        "twitter" => twitter(address),
        "facebook" => facebook(address),
        "instagram" => instagram(address),
        "telegram" => telegram(address),
        "mastodon" => fediverse(address, true),
        "youtube" => youtube(address),
        "bluesky" => bluesky(address),
        "tiktok" => tiktok(address),
        "threads" => threads(address),
        "vk" => vk(address),
        "reddit" => reddit(address),
        "linkedin" => linkedin(address),
        "weibo" => weibo(address),
        "whatsapp" => whatsapp(address),
        "tumblr" => tumblr(address),
        "gab" | "truthsocial" => posts(address),
        _ => None,
    }?;
    Some((platform, shape))
}

/// A post, with the handle where the address has one.
fn post(id: Option<String>, handle: Option<&str>) -> Option<Shape> {
    Some(Shape {
        id: Some(id?),
        handle: handle.map(name),
        seen_as: None,
    })
}

/// An account and no post.
fn account(handle: &str) -> Option<Shape> {
    let handle = name(handle);
    let fit = |c: char| c.is_alphanumeric() || "_.-@:".contains(c);
    (!handle.is_empty() && handle.chars().all(fit)).then_some(Shape {
        id: None,
        handle: Some(handle),
        seen_as: None,
    })
}

fn name(handle: &str) -> String {
    handle.trim_start_matches('@').to_owned()
}

/// The digits a part begins with, if nothing but punctuation follows them.
fn digits(part: &str) -> Option<String> {
    let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
    let rest_is_noise = part[end..].chars().all(|c| !c.is_alphanumeric());
    (end > 0 && rest_is_noise).then(|| part[..end].to_owned())
}

/// A shortcode: letters, digits, `-` and `_`.
fn code(part: &str) -> Option<String> {
    let end = part
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
        .unwrap_or(part.len());
    (end > 0 && part[end..].chars().all(|c| !c.is_alphanumeric())).then(|| part[..end].to_owned())
}

fn twitter(address: &Address) -> Option<Shape> {
    if let Some(route) = address.fragment.strip_prefix('!') {
        return twitter_path(
            &route
                .split(['/', '?'])
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>(),
        );
    }
    if let Some(id) = address
        .value("id")
        .filter(|_| address.path.iter().any(|part| part.starts_with("Tweet")))
    {
        return post(digits(id), None);
    }
    twitter_path(&address.parts())
}

fn twitter_path(parts: &[&str]) -> Option<Shape> {
    /// First parts of the path that are pages of the platform's own.
    const PAGES: &[&str] = &[
        "home",
        "search",
        "hashtag",
        "explore",
        "settings",
        "intent",
        "share",
        "login",
        "signup",
        "about",
        "tos",
        "privacy",
        "download",
        "jobs",
        "i",
        "who_to_follow",
        "messages",
        "notifications",
        "compose",
        "embed",
        "lists",
    ];
    match parts {
        ["i", "web", "status" | "statuses", id, ..]
        | ["i" | "statuses" | "status", "status", id, ..]
        | ["statuses", id, ..] => post(digits(id), None),
        [handle, "status" | "statuses", id, ..] => post(digits(id), Some(handle)),
        [handle] | [handle, "with_replies" | "media" | "likes" | "following" | "followers"] => {
            if PAGES.contains(handle) { None } else { account(handle) }
        }
        _ => None,
    }
}

fn facebook(address: &Address) -> Option<Shape> {
    const PAGES: &[&str] = &[
        "login",
        "sharer",
        "sharer.php",
        "dialog",
        "help",
        "policies",
        "privacy",
        "search",
        "hashtag",
        "marketplace",
        "gaming",
        "share",
        "reel",
        "watch",
        "events",
        "groups",
        "pages",
        "people",
        "story.php",
        "permalink.php",
        "photo.php",
        "photo",
    ];
    let id = |part: &str| {
        if part.starts_with("pfbid") {
            code(part)
        } else {
            digits(part)
        }
    };
    let parts = address.parts();
    let owner = || address.value("id");
    match parts.as_slice() {
        ["permalink.php" | "story.php", ..] => post(id(address.value("story_fbid")?), owner()),
        ["photo.php" | "photo", ..] => post(id(address.value("fbid")?), None),
        ["watch" | "video.php", ..] => post(id(address.value("v")?), None),
        ["reel", video, ..] => post(id(video), None),
        ["groups", group, "posts" | "permalink", number, ..] => post(id(number), Some(group)),
        ["groups", group] => account(group),
        // The number may follow a title in words: `/posts/words-of-the-post/123`.
        [page, "posts" | "videos" | "photos", rest @ ..] if !rest.is_empty() => {
            post(rest.iter().rev().find_map(|part| id(part)), Some(page))
        }
        ["profile.php"] => account(owner()?),
        ["pages" | "people", _, number] => account(number),
        [number] if number.starts_with("pfbid") => post(id(number), None),
        [page] if !PAGES.contains(page) => account(page),
        _ => None,
    }
}

fn instagram(address: &Address) -> Option<Shape> {
    match address.parts().as_slice() {
        ["p" | "reel" | "reels" | "tv", shortcode, ..] => post(code(shortcode), None),
        ["stories", handle, number, ..] => post(digits(number), Some(handle)),
        [handle, "p" | "reel" | "reels" | "tv", shortcode, ..] => post(code(shortcode), Some(handle)),
        ["explore" | "accounts" | "about" | "direct" | "stories" | "reels", ..] => None,
        [handle] => account(handle),
        _ => None,
    }
}

fn telegram(address: &Address) -> Option<Shape> {
    let within = |channel: &str, number: &str| Some(format!("{}/{}", code(channel)?.to_lowercase(), digits(number)?));
    let parts = address.parts();
    // quay.t.me/12 is t.me/quay/12
    if let Some(channel) = address.host.strip_suffix(".t.me") {
        return match parts.as_slice() {
            [] => account(channel),
            [number, ..] => post(within(channel, number), Some(channel)),
        };
    }
    match parts.as_slice() {
        // A chat without a public name goes by its number.
        ["c", chat, .., number] => post(within(chat, number).map(|id| format!("c/{id}")), None),
        [
            "joinchat" | "addstickers" | "share" | "proxy" | "iv" | "socks" | "addlist",
            ..,
        ] => None,
        ["s" | "channel", channel] => account(channel),
        // In a group with topics the topic stands between the name and the number.
        ["s" | "channel", channel, number, ..] | [channel, number] | [channel, _, number] => {
            post(within(channel.trim_start_matches('@'), number), Some(channel))
        }
        [channel] if !channel.starts_with('+') => account(channel),
        _ => None,
    }
}

/// `named` is whether the host is a server of the fediverse for certain; else only the address of a post is taken,
/// or one that names both user and server.
fn fediverse(address: &Address, named: bool) -> Option<Shape> {
    let server = &address.host;
    let full = |user: &str| {
        if user.contains('@') {
            user.to_owned()
        } else {
            format!("{user}@{server}")
        }
    };
    let parts = address.parts();
    let parts = if parts.first() == Some(&"web") {
        &parts[1..]
    } else {
        parts.as_slice()
    };
    let (user, id) = match parts {
        [user, id] | [user, "posts", id] if user.starts_with('@') => (&user[1..], Some(*id)),
        ["users", user, "statuses", id, ..] => (*user, Some(*id)),
        [user] if user.starts_with('@') => (&user[1..], None),
        ["users", user] => (*user, None),
        ["statuses", id] if named => {
            return post(digits(id).map(|id| format!("{server}/{id}")), None);
        }
        _ => return None,
    };
    if user.is_empty() {
        return None;
    }
    let Some(id) = id else {
        return if named || user.contains('@') {
            account(&full(user))
        } else {
            None
        };
    };
    let id = digits(id)?;
    // Seen from another server, a post has that server's number, which nobody else knows.
    let at_home = user
        .rsplit_once('@')
        .is_none_or(|(_, home)| home.eq_ignore_ascii_case(server));
    let number = format!("{server}/{id}");
    let (id, seen_as) = if at_home {
        (Some(number), None)
    } else {
        (None, Some(number))
    };
    Some(Shape {
        id,
        handle: Some(full(user)),
        seen_as,
    })
}

fn youtube(address: &Address) -> Option<Shape> {
    let parts = address.parts();
    match parts.as_slice() {
        [video, ..] if address.host == "youtu.be" => post(code(video), None),
        ["watch"] => post(code(address.value("v")?), None),
        ["watch" | "shorts" | "live" | "embed" | "v" | "e", video, ..] => post(code(video), None),
        ["channel" | "c" | "user", handle, ..] => account(handle),
        [handle, ..] if handle.starts_with('@') => account(handle),
        _ => None,
    }
}

fn bluesky(address: &Address) -> Option<Shape> {
    match address.parts().as_slice() {
        ["profile", who, "post", number, ..] => {
            let id = code(number).map(|number| format!("{}/{number}", who.trim_start_matches('@')));
            post(id, (!who.starts_with("did:")).then_some(who))
        }
        ["profile", who] => account(who),
        _ => None,
    }
}

fn tiktok(address: &Address) -> Option<Shape> {
    match address.parts().as_slice() {
        [handle, "video" | "photo", id, ..] if handle.starts_with('@') => {
            post(digits(id), Some(handle).filter(|handle| handle.len() > 1).copied())
        }
        ["v", id] => post(digits(id.trim_end_matches(".html")), None),
        ["embed", rest @ ..] => post(digits(rest.last()?), None),
        [handle] if handle.starts_with('@') => account(handle),
        _ => None,
    }
}

fn threads(address: &Address) -> Option<Shape> {
    match address.parts().as_slice() {
        [handle, "post", id, ..] => post(code(id), Some(handle)),
        ["t", id, ..] => post(code(id), None),
        [handle] if handle.starts_with('@') => account(handle),
        _ => None,
    }
}

fn vk(address: &Address) -> Option<Shape> {
    let wall = |part: &str| -> Option<String> {
        let (owner, number) = part.strip_prefix("wall")?.split_once('_')?;
        digits(owner.trim_start_matches('-'))?;
        Some(format!("{owner}_{}", digits(number)?))
    };
    let parts = address.parts();
    // Opened from a page, the post is named after `?w=`.
    if let Some(id) = address.value("w").and_then(|w| wall(w.split('/').next()?)) {
        return post(Some(id), parts.first().copied());
    }
    match parts.as_slice() {
        [part] if part.starts_with("wall") => post(wall(part), None),
        [handle, part] if part.starts_with("wall") => post(wall(part), Some(handle)),
        [handle] => account(handle),
        _ => None,
    }
}

fn reddit(address: &Address) -> Option<Shape> {
    let parts = address.parts();
    match parts.as_slice() {
        [id] if address.host == "redd.it" => post(code(id), None),
        ["comments", rest @ ..] | ["r" | "u" | "user", _, "comments", rest @ ..] => match rest {
            // A comment under a post is a post of its own.
            [_, _, comment, ..] => post(code(comment), None),
            [id, ..] => post(code(id), None),
            [] => None,
        },
        ["u" | "user", handle, ..] => account(handle),
        _ => None,
    }
}

fn linkedin(address: &Address) -> Option<Shape> {
    match address.parts().as_slice() {
        ["feed", "update", urn, ..] | ["embed", "feed", "update", urn, ..] => {
            post(digits(urn.rsplit(':').next()?), None)
        }
        ["posts", slug, ..] => {
            // `harbour-watch_words-of-the-post-activity-123-abcd`
            let after = slug.split_once("-activity-").or_else(|| slug.split_once("-share-"))?.1;
            let number = after.split('-').next()?;
            post(digits(number), slug.split_once('_').map(|(handle, _)| handle))
        }
        ["in" | "company" | "school", handle, ..] => account(handle),
        _ => None,
    }
}

fn weibo(address: &Address) -> Option<Shape> {
    match address.parts().as_slice() {
        ["status" | "detail", id, ..] => post(code(id), None),
        ["u" | "n" | "p", user, ..] | [user] => account(user),
        [user, id] if user.bytes().all(|byte| byte.is_ascii_digit()) => post(code(id), Some(user)),
        _ => None,
    }
}

fn whatsapp(address: &Address) -> Option<Shape> {
    match address.parts().as_slice() {
        ["channel", channel, number, ..] => {
            post(Some(format!("{}/{}", code(channel)?, digits(number)?)), Some(channel))
        }
        ["channel", channel] => account(channel),
        _ => None,
    }
}

fn tumblr(address: &Address) -> Option<Shape> {
    let parts = address.parts();
    if let Some(blog) = address.host.strip_suffix(".tumblr.com") {
        return match parts.as_slice() {
            ["post", id, ..] => post(digits(id), Some(blog)),
            [] => account(blog),
            _ => None,
        };
    }
    match parts.as_slice() {
        ["blog", "view", blog, id, ..] | [blog, id, ..] if digits(id).is_some() => post(digits(id), Some(blog)),
        [blog] => account(blog),
        _ => None,
    }
}

fn posts(address: &Address) -> Option<Shape> {
    match address.parts().as_slice() {
        [handle, "posts", id, ..] => post(digits(id), Some(handle)),
        [handle] => account(handle),
        _ => None,
    }
}
