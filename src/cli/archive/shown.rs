//! How posts and accounts are shown in lists.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::archive::{Account, Post};
use crate::diagnostic::clean;

/// How many characters of a post's words are shown in a list.
const WORDS: usize = 200;

/// A post in two lines.
pub(super) fn post(post: &Post, zone: &TimeZone) -> String {
    let display = post.display_capture();
    let state = post.state();
    let state = if state == crate::archive::State::Live {
        String::new()
    } else {
        format!("  [{}]", state.name())
    };
    let captures = if post.captures.len() > 1 {
        format!("  {} captures", post.captures.len())
    } else {
        String::new()
    };
    format!(
        "{}  {}  {}{state}{captures}\n    {}\n",
        moment(post.posted(), zone),
        clean(&post.key.platform.shown_handle(&display.author.handle)),
        clean(&post.key.to_string()),
        words(post, &display.text)
    )
}

/// The words of a post on one line, or why there are none.
fn words(post: &Post, text: &str) -> String {
    if let Some(why) = withheld(post) {
        return why;
    }
    if text.trim().is_empty() {
        return "(no words)".to_owned();
    }
    let mut short: String = text.chars().take(WORDS).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    clean(&short)
}

/// What stands in place of the words of a post that is withheld.
pub(super) fn withheld(post: &Post) -> Option<String> {
    let withheld = post.withheld.as_ref()?;
    let since = withheld.date.map_or_else(String::new, |date| format!(" since {date}"));
    Some(format!("(withheld{since}: {})", clean(&withheld.reason)))
}

/// A post as an object.
pub(super) fn post_json(post: &Post) -> Value {
    let display = post.display_capture();
    let text = post.withheld.is_none().then_some(display.text.as_str());
    json!({
        "platform": post.key.platform.as_str(),
        "id": &*post.key.id,
        "account": &*post.account.id,
        "handle": display.author.handle,
        "posted": post.posted(),
        "text": text,
        "state": post.state().name(),
        "captures": post.captures.len(),
        "withheld": post.withheld.as_ref().map(|withheld| withheld.reason.as_str()),
    })
}

/// An account on a line.
pub(super) fn account(account: &Account, posts: u64, width: usize) -> String {
    let mut line = format!(
        "{:width$}  {posts:>7}  {}",
        account.key.platform.as_str(),
        clean(&account.shown_handle())
    );
    // Writing to a string cannot fail.
    if let Some(name) = &account.name {
        let _ = write!(line, "  {}", clean(name));
    }
    let before: Vec<String> = account
        .handles
        .iter()
        .rev()
        .skip(1)
        .map(|used| format!("@{}", clean(&used.handle)))
        .collect();
    if !before.is_empty() {
        let _ = write!(line, "  (before: {})", before.join(", "));
    }
    if let Some(class) = account.class {
        let _ = write!(line, "  [{}]", class.name());
    }
    line + "\n"
}

/// An account as an object.
pub(super) fn account_json(account: &Account, posts: u64) -> Value {
    let handles = account
        .handles
        .iter()
        .map(|used| json!({"handle": used.handle, "from": used.from, "to": used.to}));
    json!({
        "platform": account.key.platform.as_str(),
        "id": account.id,
        "handle": account.handle(),
        "handles": handles.collect::<Vec<_>>(),
        "name": account.name,
        "class": account.class.map(crate::archive::Class::name),
        "posts": posts,
    })
}

/// A moment to the minute, in a zone.
pub(super) fn moment(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}
