//! Why a post was chosen, in one plain sentence for readers.

use jiff::tz::TimeZone;

use super::decide::Ground;
use super::open::Open;
use super::timing::offset;
use crate::archive::Post;
use crate::citation::Kind;
use crate::citation::say;

/// The reason. It names no private account and repeats none of its words.
pub(super) fn of(open: &Open<'_>, post: &Post, ground: &Ground) -> String {
    let only = if open.posts.len() == 1 {
        format!("of {} the one", open.scope)
    } else {
        format!("the only one of {}", open.scope)
    };
    match ground {
        Ground::Words(_) if open.is_private => format!("{only} that holds the words quoted here"),
        Ground::Words(words) => format!("{only} that holds the quoted words {}", say::quoted(words)),
        Ground::WordsLeft(_) if open.is_private => {
            format!("{only} that holds the words quoted here and to which no other citation leads")
        }
        Ground::WordsLeft(words) => format!(
            "{only} that holds the quoted words {} and to which no other citation leads",
            say::quoted(words)
        ),
        Ground::Minute(east) => {
            let posted = TimeZone::UTC.to_datetime(post.posted());
            format!(
                "{only} made at the minute that the citation gives: {:02}:{:02} UTC, printed as in {}",
                posted.hour(),
                posted.minute(),
                offset(*east)
            )
        }
        Ground::Kind(kind) => format!("{only} {}", with(*kind)),
        Ground::Shared(count) => format!(
            "one of {}: the {count} citations of this account in this note stand for the {count} that hold words quoted here",
            open.scope
        ),
        Ground::Left(others) => format!(
            "the one of {} that is left: this brief cites as many, and the other {others} are found for other citations",
            open.scope
        ),
    }
}

fn with(kind: Kind) -> &'static str {
    match kind {
        Kind::Post => "of that kind",
        Kind::Image => "with a picture",
        Kind::Video => "with a film",
        Kind::Audio => "with a recording",
        Kind::Reply => "that answers another",
        Kind::Repost => "that passes on another's",
        Kind::Thread => "that begins a thread",
    }
}

/// By what an author is told that a post was chosen.
pub(super) fn briefly(ground: &Ground) -> String {
    match ground {
        Ground::Words(words) | Ground::WordsLeft(words) => format!("by the words {}", say::quoted(words)),
        Ground::Minute(_) => "by the minute that the citation gives".to_owned(),
        Ground::Kind(kind) => format!("as the only one {}", with(*kind)),
        Ground::Shared(count) => format!("by the words of {count} posts that are quoted here"),
        Ground::Left(_) => "as the one that no other citation of this brief leads to".to_owned(),
    }
}
