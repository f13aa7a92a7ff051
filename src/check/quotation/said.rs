//! What a post was seen to say: its captures, the descriptions of its media, what is said in these, its translations; read once for
//! a brief.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::ToSpan as _;

use super::judge::{Judged, Text, judge};
use super::turning::Turning;
use super::words::{OwnWords, Words};
use crate::archive::{Archive, Post, PostKey, StoreError};
use crate::wording::{Wording, script};

/// One text of a post.
pub(super) struct Said {
    pub(super) source: Source,
    pub(super) text: Arc<str>,
    pub(super) wording: Wording,
    /// BCP 47 tag, where the archive has one.
    pub(super) lang: Option<String>,
    /// The words that turn it.
    pub(super) turning: Turning,
}

impl Said {
    fn new(source: Source, text: &str, lang: Option<&String>, brief: &str) -> Self {
        let mut tags: Vec<&str> = lang.map(String::as_str).into_iter().collect();
        tags.push(brief);
        tags.extend(script(text).map_or(&[][..], |script| script.languages()));
        Self {
            source,
            text: text.into(),
            wording: Wording::of(text),
            lang: lang.cloned(),
            turning: Turning::of(&tags),
        }
    }

    /// What quoted words are to it, `own` words of the author around them; `None` where they are not of it.
    pub(super) fn judge(&self, words: &Words<'_>, own: OwnWords) -> Option<Judged> {
        let text = Text {
            text: &self.text,
            wording: &self.wording,
        };
        judge(words, own, &text, &self.turning)
    }
}

/// Where a text of a post was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The words of a capture.
    Words,
    /// The description of a picture or video.
    Description,
    /// What is said in a film or a recording, as somebody wrote it down.
    Transcript,
    /// The words of a thread, one post after the other.
    Thread,
    /// A translation in the commentary.
    Translation,
}

/// The texts of the posts that were looked at so far.
pub(super) struct Texts<'t> {
    /// The brief's language.
    lang: &'t str,
    read: BTreeMap<PostKey, Arc<[Said]>>,
}

impl<'t> Texts<'t> {
    /// None yet, for a brief in a language.
    pub(super) fn new(lang: &'t str) -> Self {
        Self {
            lang,
            read: BTreeMap::new(),
        }
    }

    /// All that differs of what a post was seen to say.
    pub(super) fn of(&mut self, post: &Post) -> Arc<[Said]> {
        if let Some(known) = self.read.get(&post.key) {
            return Arc::clone(known);
        }
        let mut seen = BTreeSet::new();
        let mut said = Vec::new();
        let mut add = |source, text: &str, lang: Option<&String>| {
            if !text.trim().is_empty() && seen.insert(text.to_owned()) {
                said.push(Said::new(source, text, lang, self.lang));
            }
        };
        for capture in &post.captures {
            if capture.has_words() {
                add(Source::Words, &capture.text, capture.lang.as_ref());
            }
        }
        for media in post.captures.iter().flat_map(|capture| &capture.media) {
            if let Some(alt) = &media.alt {
                add(Source::Description, alt, None);
            }
            if let Some(transcript) = &media.transcript {
                add(
                    Source::Transcript,
                    &in_sentences(transcript),
                    media.transcript_lang.as_ref(),
                );
            }
        }
        for translation in &post.translations {
            add(Source::Translation, &translation.text, Some(&translation.lang));
        }
        let said: Arc<[Said]> = said.into();
        self.read.insert(post.key.clone(), Arc::clone(&said));
        said
    }
}

/// A transcript without the ends of its lines, which come where the screen was full or somebody paused: what stands before one
/// may negate what follows. Blank lines stay.
pub fn in_sentences(transcript: &str) -> String {
    let mut text = String::with_capacity(transcript.len());
    for line in transcript.lines().map(str::trim) {
        match line {
            "" if !text.is_empty() && !text.ends_with('\n') => text.push('\n'),
            "" => {}
            _ if text.is_empty() || text.ends_with('\n') => text.push_str(line),
            _ => text.extend([" ", line]),
        }
    }
    text
}

/// The words of a post and of those by which its author went on, one after the other; `None` where it stands alone.
pub(super) fn thread(post: &Post, companions: &[Arc<Post>], lang: &str) -> Option<Said> {
    let own = companions
        .iter()
        .filter(|other| other.account == post.account && other.withheld.is_none());
    let mut posts: Vec<&Post> = own.map(|other| &**other).chain([post]).collect();
    posts.sort_by(|one, other| (one.posted(), &one.key).cmp(&(other.posted(), &other.key)));
    if posts.len() < 2 {
        return None;
    }
    let texts: Vec<&str> = posts.iter().map(|post| post.display_capture().text.as_str()).collect();
    let text = texts.join("\n\n");
    let of_post = post.display_capture().lang.as_ref();
    Some(Said::new(Source::Thread, &text, of_post, lang))
}

/// How many posts of a thread are looked at.
const THREAD: usize = 50;

/// The posts that belong to a post: those it quotes or answers, and those by which its author went on within two days.
pub(super) fn companions(post: &Post, archive: &dyn Archive) -> Result<Vec<Arc<Post>>, StoreError> {
    let mut found: Vec<Arc<Post>> = Vec::new();
    let mut known: BTreeSet<PostKey> = BTreeSet::from([post.key.clone()]);
    let mut to_visit = related(post);
    while let Some(key) = to_visit.pop() {
        if found.len() >= THREAD || !known.insert(key.clone()) {
            continue;
        }
        if let Some(other) = archive.post(&key)? {
            // What somebody else answered or quoted is not followed any further.
            if other.account == post.account {
                to_visit.extend(related(&other));
            }
            found.push(other);
        }
    }
    let later = post.posted().checked_add(48.hours());
    if let Ok(later) = later {
        for next in archive.posts_between(&post.account, post.posted(), later)? {
            let goes_on = related(&next).iter().any(|key| known.contains(key));
            if found.len() < THREAD && goes_on && known.insert(next.key.clone()) {
                found.push(next);
            }
        }
    }
    found.sort_by(|one, other| (one.posted(), &one.key).cmp(&(other.posted(), &other.key)));
    Ok(found)
}

fn related(post: &Post) -> Vec<PostKey> {
    let relations = post.captures.iter().flat_map(|capture| &capture.relations);
    let keys: BTreeSet<PostKey> = relations.map(|relation| relation.to.clone()).collect();
    keys.into_iter().collect()
}
