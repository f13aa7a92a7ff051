//! The words of a post: what of a text is the author's, and whether all of it is there.

use crate::archive::State;

/// What Twitter writes in place of a post, and what became of the post.
const NOTICES: &[(&str, State)] = &[
    ("account is temporarily unavailable because", State::Withheld),
    ("has been withheld", State::Withheld),
    ("violated the Twitter Rules", State::Withheld),
    ("violated the X Rules", State::Withheld),
    ("from a suspended account", State::Suspended),
    ("from an account that no longer exists", State::Unavailable),
    ("was deleted by the Tweet author", State::Deleted),
    ("was deleted by the Post author", State::Deleted),
    ("account owner limits who can view", State::Protected),
    ("from a protected account", State::Protected),
    ("is unavailable", State::Unavailable),
    ("is not available", State::Unavailable),
];

/// The longest notice known is far shorter.
const LONGEST_NOTICE: usize = 300;

/// `&amp;`, `&lt;` and `&gt;` as the characters they stand for, once.
pub(crate) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let known = [("amp;", '&'), ("lt;", '<'), ("gt;", '>')];
        if let Some((name, character)) = known.into_iter().find(|(name, _)| after.starts_with(name)) {
            plain.push(character);
            rest = &after[name.len()..];
        } else {
            plain.push('&');
            rest = after;
        }
    }
    plain.push_str(rest);
    plain
}

/// What became of a post in whose place a notice stands, and in which country; `None` for an author's words.
pub(crate) fn notice(text: &str) -> Option<(State, Option<String>)> {
    let text = text.trim();
    // A repost of what is withheld has the notice behind the usual opening.
    let text = match text.strip_prefix("RT @").and_then(|rest| rest.split_once(": ")) {
        Some((_, passed_on)) => passed_on,
        None => text,
    };
    let opening = [
        "@",
        "This Tweet",
        "This Post",
        "This account",
        "You’re unable",
        "You're unable",
    ];
    if text.len() > LONGEST_NOTICE || !opening.iter().any(|start| text.starts_with(start)) {
        return None;
    }
    // A reply may say any of this too; what Twitter says begins with the account or the post, and says so at once.
    let said = match text.strip_prefix('@') {
        Some(rest) => rest.split_once(['\'', '’'])?,
        None => ("", text),
    };
    let handle_like = |handle: &str| handle.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let of_account = text.starts_with('@') && said.1.starts_with("s account ");
    let of_post = !text.starts_with('@') && (text.ends_with('.') || text.ends_with("Learn more"));
    if !handle_like(said.0) || !(of_account || of_post) {
        return None;
    }
    let (_, state) = NOTICES.iter().find(|(words, _)| text.contains(words))?;
    let country = text
        .split_once("has been withheld in ")
        .and_then(|(_, rest)| Some(rest.split_once(" in response")?.0))
        .filter(|place| !place.starts_with("response"));
    Some((*state, country.map(str::to_owned)))
}

/// Whether a text was cut: it breaks off with an ellipsis before a link to the post itself, at the length where Twitter cuts,
/// or as what a repost passes on does. `leads_home` tells of a short link whether it leads to the post.
pub(crate) fn is_cut(text: &str, leads_home: impl Fn(&str) -> bool) -> bool {
    let mut body = text.trim_end();
    let mut home = false;
    while let Some((before, link)) = body.rsplit_once(char::is_whitespace)
        && link.starts_with("https://t.co/")
    {
        home |= leads_home(link);
        body = before.trim_end();
    }
    body.ends_with('…') && (home || body.starts_with("RT @") || is_full(body))
}

/// Whether a text is as long as those that Twitter cuts: at 280 characters, links and the accounts that are answered not counted
/// as they stand. What is longer was not cut there.
fn is_full(body: &str) -> bool {
    const FROM: usize = 250;
    const TO: usize = 320;
    let answered = |word: &&str| word.starts_with('@');
    let words = body.split_whitespace().skip_while(answered);
    let counted = words
        .filter(|word| !word.contains("://"))
        .map(|word| word.chars().count() + 1);
    body.chars().count() >= FROM && counted.sum::<usize>() <= TO
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_unescaped_once() {
        assert_eq!(
            unescape("a &amp;lt; b &lt;c&gt; & d &nbsp; &amp;"),
            "a &lt; b <c> & d &nbsp; &"
        );
    }

    #[test]
    fn notices_are_told_from_words() {
        let violation = "@quay_desk's account is temporarily unavailable because it violates the Twitter Media Policy.";
        assert_eq!(notice(violation), Some((State::Withheld, None)));
        let withheld = "@quay_desk's account has been withheld in Freedonia in response to a legal demand. Learn more.";
        assert_eq!(notice(withheld), Some((State::Withheld, Some("Freedonia".into()))));
        assert_eq!(
            notice("This Tweet from @quay_desk has been withheld in response to a report from the copyright holder."),
            Some((State::Withheld, None))
        );
        assert_eq!(
            notice("This Post is from a suspended account. Learn more"),
            Some((State::Suspended, None))
        );
        assert_eq!(
            notice(&format!("RT @quay_desk: {violation}")),
            Some((State::Withheld, None))
        );
        assert_eq!(
            notice("@quay_desk the report has been withheld in full, they say"),
            None
        );
        assert_eq!(notice("The boat is unavailable today"), None);
        assert_eq!(notice("@quay_desk it's a shame that it has been withheld"), None);
    }

    #[test]
    fn a_cut_text_is_told_from_one_that_trails_off() {
        let home = |link: &str| link.ends_with("home");
        assert!(is_cut("The ferry was … https://t.co/home", home));
        assert!(!is_cut("The ferry was … https://t.co/away", home));
        assert!(!is_cut("To be continued …", home));
        assert!(is_cut(&format!("{} …", "quay ".repeat(60)), home));
        assert!(is_cut("RT @quay_desk: The ferry was la…", home));
        let answer = format!("{}{} …", "@ferry_log ".repeat(20), "quay ".repeat(54));
        assert!(is_cut(&answer, home), "whom it answers does not count");
        assert!(
            !is_cut(&format!("{} …", "quay ".repeat(90)), home),
            "longer than is cut"
        );
    }
}
