//! Which members of the archive are read. All others are never opened.

use std::io::BufRead;

use crate::archive::import::Package;

/// What a member holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `manifest.js`: whose archive it is, when it was made, how much it holds.
    Manifest,
    /// `account.js`: handle, name and number of the account.
    Account,
    /// Posts.
    Posts,
    /// Posts to communities.
    Community,
    /// Posts that were deleted before the archive was made.
    Deleted,
    /// The whole text of long posts.
    Notes,
    /// Posts of a month, in the older form.
    Months,
    /// Who the account is, in the older form.
    OldAccount,
    /// When the archive was made, in the older form.
    OldManifest,
}

/// A member that is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'p> {
    pub(super) name: &'p str,
    pub(super) kind: Kind,
}

/// Names of members, without folder, part and ending; what each must begin with; what it holds.
const KNOWN: &[(&str, &str, Kind)] = &[
    ("manifest", "window.__THAR_CONFIG", Kind::Manifest),
    ("account", "window.YTD.account.", Kind::Account),
    ("tweets", "window.YTD.tweets.", Kind::Posts),
    ("tweet", "window.YTD.tweet.", Kind::Posts),
    ("community-tweet", "window.YTD.community_tweet.", Kind::Community),
    ("community-tweets", "window.YTD.community_tweets.", Kind::Community),
    ("deleted-tweets", "window.YTD.deleted_tweets.", Kind::Deleted),
    ("deleted-tweet", "window.YTD.deleted_tweet.", Kind::Deleted),
    ("note-tweet", "window.YTD.note_tweet.", Kind::Notes),
    ("note-tweets", "window.YTD.note_tweets.", Kind::Notes),
    ("user_details", "var user_details", Kind::OldAccount),
    ("payload_details", "var payload_details", Kind::OldManifest),
];

impl Kind {
    /// Whether nothing but an archive of X has such a member.
    pub(super) fn is_telling(self) -> bool {
        !matches!(self, Self::OldAccount | Self::OldManifest)
    }
}

/// Whether an archive begins where the package does, or in its only folder. A folder that holds an archive among other things
/// is no archive.
pub(super) fn are_at_the_root(package: &Package) -> bool {
    let own = |member: &&String| !member.starts_with("__MACOSX/");
    let members = package.members().iter().filter(own).map(String::as_str);
    let known = |member: &str| {
        let folder = member.rsplit_once('/').map_or("", |(folder, _)| folder);
        matches!(folder, "" | "data" | "data/js" | "data/js/tweets") && member.strip_suffix(".js").is_some()
    };
    if package.single().is_some() || members.clone().any(known) {
        return true;
    }
    let Some((top, _)) = members.clone().next().and_then(|member| member.split_once('/')) else {
        return false;
    };
    let within = |member: &'_ str| -> Option<bool> { Some(known(member.strip_prefix(top)?.strip_prefix('/')?)) };
    let within: Option<Vec<bool>> = members.map(within).collect();
    within.is_some_and(|members| members.contains(&true))
}

/// The members that are read, in the order of the package.
pub(super) fn of(package: &Package) -> Vec<Member<'_>> {
    let single = package.single().is_some();
    let known = |name: &'_ str| -> Option<Kind> {
        let stem = name.rsplit('/').next()?.strip_suffix(".js");
        if single {
            // A file on its own may be called anything, and be the only one there is.
            let head = opening(package, name);
            return KNOWN
                .iter()
                .find(|(_, start, _)| head.starts_with(start))
                .map(|&(_, _, kind)| kind)
                .or_else(|| head.starts_with("Grailbird.data.tweets_").then_some(Kind::Months));
        }
        let stem = stem?;
        let stem = stem
            .rsplit_once("-part")
            .filter(|(_, part)| part.parse::<u32>().is_ok())
            .map_or(stem, |(stem, _)| stem);
        let month = stem.len() == 7 && stem.replace('_', "").bytes().all(|byte| byte.is_ascii_digit());
        if month && opening(package, name).starts_with("Grailbird.data.tweets_") {
            return Some(Kind::Months);
        }
        let &(_, start, kind) = KNOWN.iter().find(|(known, ..)| *known == stem)?;
        opening(package, name).starts_with(start).then_some(kind)
    };
    let members = package.members().iter().map(String::as_str);
    members
        .filter_map(|name| {
            Some(Member {
                name,
                kind: known(name)?,
            })
        })
        .collect()
}

fn opening(package: &Package, member: &str) -> String {
    package
        .head(member)
        .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .to_owned()
}

/// A member from behind its first `=`: `window.YTD.tweets.part0 = [ … ]`, on one line or on several.
pub(super) fn after_assignment(mut reader: impl BufRead) -> impl BufRead {
    // What cannot be read here cannot be read afterwards either, and is reported then.
    drop(reader.skip_until(b'='));
    reader
}
