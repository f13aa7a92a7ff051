use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::archive::{
    Account, AccountKey, Archive, Capture, CaptureAuthor, Class, Found, HandleUse, Media, Platform, Post, PostKey, Run,
    State, StoreError, Words,
};
use crate::citation::{
    BriefEntry, BriefIndex, Citation, Field, Kind, Known, NearWords, NoteCitations, Place, Resolution, Settings,
    Target, parse_note, resolve,
};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// A handful of accounts and posts in memory.
#[derive(Default)]
pub(super) struct Library {
    accounts: Vec<Arc<Account>>,
    posts: Vec<Arc<Post>>,
}

impl Library {
    /// An account with all the handles it has had.
    pub(super) fn account(mut self, platform: &str, id: &str, handles: &[&str], class: Option<Class>) -> Self {
        self.accounts.push(Arc::new(Account {
            key: key(platform, id),
            id: Some(id.to_owned()),
            name: None,
            slug: handles[0].into(),
            handles: handles
                .iter()
                .map(|handle| HandleUse {
                    handle: (*handle).to_owned(),
                    from: None,
                    to: None,
                })
                .collect(),
            class,
            about: None,
            consent: None,
        }));
        self
    }

    /// A post of the account added last.
    pub(super) fn post(mut self, id: &str, posted: &str, text: &str) -> Self {
        let account = self.accounts.last().expect("an account first");
        let posted: Timestamp = posted.parse().expect("a moment");
        let handle = account.handle().to_owned();
        self.posts.push(Arc::new(Post {
            key: PostKey {
                platform: account.key.platform.clone(),
                id: id.into(),
            },
            account: account.key.clone(),
            captures: vec![Capture {
                withheld_in: None,
                url: Some(format!(
                    "https://{}.com/{handle}/status/{id}",
                    account.key.platform.as_str()
                )),
                captured: posted,
                method: None,
                tool: None,
                author: CaptureAuthor {
                    handle,
                    ..CaptureAuthor::default()
                },
                posted,
                text: text.to_owned(),
                text_complete: None,
                lang: None,
                state: State::Live,
                metrics: Vec::new(),
                media: Vec::new(),
                relations: Vec::new(),
                archived_at: Vec::new(),
                record: "{}".into(),
            }],
            translations: Vec::new(),
            annotation: None,
            notice: None,
            withheld: None,
        }));
        self.posts.sort_by_key(|post| (post.posted(), post.key.clone()));
        self
    }

    /// Attaches a file of a kind to the post added last (by time).
    pub(super) fn media(mut self, id: &str, kind: &str) -> Self {
        for post in self.posts.iter_mut().filter(|post| *post.key.id == *id) {
            Arc::make_mut(post).captures[0].media.push(Media {
                kind: kind.to_owned(),
                ..Media::default()
            });
        }
        self
    }

    /// What the citations of a brief are found to mean: for each of its notes, the citation and the words quoted at its
    /// mark.
    pub(super) fn find_in_brief(
        &self,
        notes: &[(&str, &[&str])],
        kind: Option<Kind>,
    ) -> Vec<(Resolution, Vec<Diagnostic>)> {
        let text = notes.iter().map(|(note, _)| *note).collect::<Vec<_>>().join("\n");
        let file = SourceFile::new("content/briefs/quay.md", &text);
        let mut at = 0;
        let parsed: Vec<Vec<Citation>> = notes
            .iter()
            .map(|(note, _)| {
                let span = Span::new(at, at + note.len());
                at += note.len() + 1;
                let (mut citations, _) = parse_note(&file, span, &Settings::default());
                for citation in &mut citations {
                    if let Target::Post(query) = &mut citation.target {
                        query.kind = kind.map(|value| Field { value, span });
                    }
                }
                citations
            })
            .collect();
        let each = parsed.iter().zip(notes).enumerate();
        let notes: Vec<NoteCitations<'_>> = each
            .map(|(index, (citations, (_, quoted)))| NoteCitations {
                number: index + 1,
                citations,
                quoted_in_sentence: quoted
                    .iter()
                    .enumerate()
                    .map(|(at, words)| NearWords {
                        words,
                        span: Span::new(at, at),
                        is_nearest: at == 0,
                    })
                    .collect(),
                sentences: quoted.to_vec(),
                ..NoteCitations::default()
            })
            .collect();
        let place = Place {
            file: &file,
            timezone: &TimeZone::UTC,
            timezone_name: "UTC",
        };
        let known = Known {
            archive: self,
            briefs: &briefs(),
            keys: &BTreeSet::new(),
        };
        let found = resolve(&notes, &place, &known).expect("memory can be read");
        found.into_iter().flatten().collect()
    }

    /// What the first citation of a note is found to mean, in a brief of that zone.
    pub(super) fn find(&self, note: &str, zone: &str) -> (Resolution, Vec<Diagnostic>) {
        self.find_all(note, zone).remove(0)
    }

    /// What each citation of a note is found to mean.
    pub(super) fn find_all(&self, note: &str, zone: &str) -> Vec<(Resolution, Vec<Diagnostic>)> {
        let file = SourceFile::new("content/briefs/quay.md", note);
        let (citations, _) = parse_note(&file, Span::new(0, file.text.len()), &Settings::default());
        let timezone = TimeZone::get(zone).expect("a zone");
        let place = Place {
            file: &file,
            timezone: &timezone,
            timezone_name: zone,
        };
        let known = Known {
            archive: self,
            briefs: &briefs(),
            keys: &BTreeSet::new(),
        };
        let note = NoteCitations {
            number: 1,
            citations: &citations,
            ..NoteCitations::default()
        };
        resolve(&[note], &place, &known).expect("memory can be read").remove(0)
    }

    /// The finding and all that is said of it, as text.
    pub(super) fn told(&self, note: &str, zone: &str) -> String {
        let (resolution, diagnostics) = self.find(note, zone);
        let post = resolution.post().map_or("", |post| &post.key.id);
        let mut lines = vec![format!("{} {post}: {}", resolution.verdict().name(), resolution.reason)];
        for diagnostic in &diagnostics {
            let place = |span: Span| note.get(span.range()).unwrap_or("?");
            lines.push(format!("[{}] {}", diagnostic.rule.name(), diagnostic.message));
            lines.extend(
                diagnostic
                    .primary
                    .iter()
                    .chain(&diagnostic.secondary)
                    .map(|label| format!("  at `{}`: {}", place(label.place.span), label.text)),
            );
            lines.extend(diagnostic.notes.iter().map(|note| format!("  note: {note}")));
            lines.extend(diagnostic.helps.iter().map(|help| format!("  help: {help}")));
        }
        lines.join("\n").replace(['\u{2068}', '\u{2069}'], "")
    }
}

fn key(platform: &str, id: &str) -> AccountKey {
    AccountKey {
        platform: Platform(platform.into()),
        id: id.into(),
    }
}

fn briefs() -> BriefIndex {
    let mut briefs = BriefIndex::default();
    for (id, title) in [("quay", "The North Quay"), ("night", "A Long Night")] {
        briefs.insert(BriefEntry {
            id,
            path: &format!("content/briefs/{id}.md"),
            slug: id,
            lang: "en",
            title,
        });
    }
    briefs
}

impl Archive for Library {
    fn post(&self, key: &PostKey) -> Result<Option<Arc<Post>>, StoreError> {
        Ok(self.posts.iter().find(|post| post.key == *key).cloned())
    }

    fn accounts_named(&self, handle: &str, platform: Option<&Platform>) -> Result<Vec<Arc<Account>>, StoreError> {
        let named = |account: &&Arc<Account>| {
            platform.is_none_or(|platform| *platform == account.key.platform)
                && account
                    .handles
                    .iter()
                    .any(|used| used.handle.eq_ignore_ascii_case(handle))
        };
        Ok(self.accounts.iter().filter(named).cloned().collect())
    }

    fn account(&self, key: &AccountKey) -> Result<Option<Arc<Account>>, StoreError> {
        Ok(self.accounts.iter().find(|account| account.key == *key).cloned())
    }

    fn posts_between(
        &self,
        account: &AccountKey,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<Arc<Post>>, StoreError> {
        let within = |post: &&Arc<Post>| post.account == *account && from <= post.posted() && post.posted() < to;
        Ok(self.posts.iter().filter(within).cloned().collect())
    }

    fn handles(&self, platform: Option<&Platform>) -> Result<Vec<(String, AccountKey)>, StoreError> {
        let of_platform = |account: &&Arc<Account>| platform.is_none_or(|platform| *platform == account.key.platform);
        let handles = |account: &Arc<Account>| {
            account
                .handles
                .iter()
                .map(|used| (used.handle.clone(), account.key.clone()))
                .collect::<Vec<_>>()
        };
        Ok(self.accounts.iter().filter(of_platform).flat_map(handles).collect())
    }

    fn guarded(&self) -> Result<Vec<Arc<Account>>, StoreError> {
        let guarded = self.accounts.iter().filter(|account| account.is_private());
        Ok(guarded.cloned().collect())
    }

    fn saying(&self, run: &Run, of: Option<&[AccountKey]>, most: usize) -> Result<Found, StoreError> {
        let words = Words::from(run);
        let is_of = |post: &Post| of.is_none_or(|accounts| accounts.contains(&post.account));
        let saying = self.posts.iter().filter(|post| is_of(post) && words.are_in(post));
        Ok(Found {
            posts: saying.take(most).cloned().collect(),
            more: false,
        })
    }
}
