use super::quoted::Quoted;
use super::{Presenter, Voice};
use crate::archive::{Account, Capture, Media, Platform, Post, State};
use crate::html;
use crate::site::route;
use crate::theme::view::{
    Card, Copy, DiscRun, Measure, Original, Peek, Picture, StateLabel, Tally, Transcript, Translated, Who, Withdrawn,
};
use crate::theme::{glyph, language_name};

/// How many tints the theme has for drawn avatars.
const TINTS: usize = 8;

impl Presenter<'_> {
    /// A post as a card. `id` is the id of its heading, unique on the page; `quoted` words are marked.
    pub(super) fn card(&self, voice: Voice<'_>, post: &Post, id: String, quoted: &Quoted<'_>) -> Card {
        let shown = post.display_capture();
        let account = self.account_of(post);
        let private = account.is_some_and(Account::is_private);
        let open = post.withheld.is_none();
        let sha256 = shown.sha256();
        Card {
            id,
            href: self.href(&self.site.evidence.route_of(post)),
            who: self.who(voice, post),
            state: voice.state(post.state()),
            also: voice.also(post),
            lang: shown.lang.clone().unwrap_or_default(),
            words_html: if open {
                html::post_words(&shown.text, &quoted.within(post, &shown.text))
            } else {
                String::new()
            },
            cut: shown.text_complete == Some(false),
            translations: if open {
                voice.translations(post, quoted)
            } else {
                Vec::new()
            },
            notice: post.notice.clone().unwrap_or_default(),
            pictures: if open && !self.site.evidence.is_sealed(post) {
                self.pictures(voice, post, shown)
            } else {
                Vec::new()
            },
            measures: if open {
                voice.measures(&post.key.platform, shown)
            } else {
                Vec::new()
            },
            posted: voice.moment(shown.posted),
            captured: voice.moment(shown.captured),
            last_look: voice.last_look(post),
            sha256_short: format!("{} {}…", &sha256[..4], &sha256[4..8]),
            sha256,
            original: original(post).filter(|_| open && !private),
            copies: if open && !private { copies(post) } else { Vec::new() },
            annotation_html: post
                .annotation
                .as_deref()
                .map(|text| html::inline_markdown(text, voice.lang))
                .unwrap_or_default(),
            withdrawn: post.withheld.as_ref().map(|withheld| Withdrawn {
                date: withheld
                    .date
                    .map(|date| voice.strings.date_long(date))
                    .unwrap_or_default(),
                reason: withheld.reason.clone(),
            }),
        }
    }

    /// The same with what is said in its films, which may be long: for the post's own page.
    pub(super) fn card_in_full(&self, voice: Voice<'_>, post: &Post, id: String) -> Card {
        let mut card = self.card(voice, post, id, &Quoted::default());
        // Where files are not shown, there is nothing to add this to.
        for (picture, media) in card.pictures.iter_mut().zip(attached_to(post, post.display_capture())) {
            picture.transcript = transcript(media);
        }
        card
    }

    /// The words of a post alone.
    pub(super) fn peek(voice: Voice<'_>, post: &Post, quoted: &Quoted<'_>) -> Peek {
        let shown = post.display_capture();
        let open = post.withheld.is_none();
        Peek {
            lang: shown.lang.clone().unwrap_or_default(),
            words_html: if open {
                html::post_words(&shown.text, &quoted.within(post, &shown.text))
            } else {
                String::new()
            },
            translations: if open {
                voice.translations(post, quoted)
            } else {
                Vec::new()
            },
        }
    }

    /// Who posted it. Of a private account nothing is said but the platform.
    pub(super) fn who(&self, voice: Voice<'_>, post: &Post) -> Who {
        let platform = &post.key.platform;
        let account = self.account_of(post);
        let private = account.is_some_and(Account::is_private);
        let author = &post.display_capture().author;
        let handle = platform.shown_handle(&author.handle);
        let name = if private {
            voice.strings.get("private_account").to_owned()
        } else {
            let curated = account.and_then(|account| account.name.clone());
            author.name.clone().or(curated).unwrap_or_else(|| handle.clone())
        };
        let key = account.map_or(author.handle.as_str(), |account| &account.slug);
        Who {
            initial: initial(&name),
            tint: tint(if private { "" } else { key }),
            handle: if private { String::new() } else { handle },
            href: account
                .filter(|_| !private)
                .map(|account| self.href(&route::account(platform.as_str(), &account.slug))),
            platform: glyph(platform.as_str()).to_owned(),
            platform_name: platform.name(),
            name,
        }
    }

    fn pictures(&self, voice: Voice<'_>, post: &Post, capture: &Capture) -> Vec<Picture> {
        attached_to(post, capture)
            .into_iter()
            .map(|media| Picture {
                src: self.media_href(&media),
                alt: media.alt.unwrap_or_default(),
                width: media.width.unwrap_or(0),
                height: media.height.unwrap_or(0),
                label: voice.strings.get(attached(&media.kind)).to_owned(),
                kind: media.kind,
                transcript: None,
            })
            .collect()
    }

    fn media_href(&self, media: &Media) -> Option<String> {
        let name = self.site.media.open.get(media.sha256.as_deref()?)?;
        Some(self.href(&route::media(&name.0)))
    }
}

impl Voice<'_> {
    /// A row of discs, one a post.
    pub(super) fn tally(&self, posts: &[&Post], href: String) -> Tally {
        let shapes: Vec<&str> = posts.iter().map(|post| shape(post.state())).collect();
        let gone = shapes.iter().filter(|&&shape| shape == "hollow").count();
        let edited = shapes.iter().filter(|&&shape| shape == "half").count();
        let cited = self.count("posts_cited", posts.len());
        let text = match gone {
            0 => cited.clone(),
            gone => format!(
                "{cited}{}{}",
                self.strings.get("clause_sep"),
                self.count("posts_gone", gone)
            ),
        };
        let label = [
            ("live", posts.len() - gone - edited),
            ("edited", edited),
            ("gone", gone),
        ]
        .into_iter()
        .filter(|&(_, count)| count > 0)
        .map(|(key, count)| self.count(key, count))
        .collect::<Vec<_>>()
        .join(self.comma());
        Tally {
            runs: DiscRun::of(&shapes),
            label: format!("{cited}: {label}"),
            text,
            href,
        }
    }

    /// A state as a class and a word.
    pub(super) fn state(&self, state: State) -> StateLabel {
        let key = state.name();
        StateLabel {
            key: key.to_owned(),
            label: self.strings.get(&format!("state_{key}")).to_owned(),
        }
    }

    /// Of a post that is gone: that it was edited before.
    fn also(&self, post: &Post) -> Vec<StateLabel> {
        let mut words = post
            .captures
            .iter()
            .filter(|capture| capture.has_words() && capture.text_complete != Some(false))
            .map(|capture| &capture.text);
        let edited = words.next().is_some_and(|first| words.any(|text| text != first));
        if post.state().is_gone() && edited {
            vec![self.state(State::Edited)]
        } else {
            Vec::new()
        }
    }

    fn translations(&self, post: &Post, quoted: &Quoted<'_>) -> Vec<Translated> {
        let mut translations: Vec<_> = post.translations.iter().collect();
        translations.sort_by_key(|translation| translation.lang != self.lang);
        translations
            .into_iter()
            .map(|translation| Translated {
                lang: translation.lang.clone(),
                language: language_name(&translation.lang).to_owned(),
                html: html::post_words(&translation.text, &quoted.within(post, &translation.text)),
                by: match (&translation.by, translation.machine) {
                    (_, true) => self.strings.get("machine_translation").to_owned(),
                    (Some(by), false) => self.strings.format("translated_by", &[("name", by)]),
                    (None, false) => self.strings.get("translated").to_owned(),
                },
            })
            .collect()
    }

    fn measures(&self, platform: &Platform, capture: &Capture) -> Vec<Measure> {
        capture
            .metrics
            .iter()
            .map(|metric| Measure {
                label: self.measure(platform, &metric.name),
                value: metric
                    .value
                    .map_or_else(|| "—".to_owned(), |value| self.strings.number(value)),
            })
            .collect()
    }

    /// The name of a count in this language, in the platform's own words where it has some: `boosts`, not `reposts`.
    pub(super) fn measure(&self, platform: &Platform, metric: &str) -> String {
        let own = platform.metric(metric);
        let key = format!("metric_{}", own.replace(' ', "_").to_lowercase());
        match self.strings.find(&key) {
            Some(label) => label.to_owned(),
            None => own.replace('_', " "),
        }
    }

    fn last_look(&self, post: &Post) -> String {
        if post.captures.len() < 2 {
            return String::new();
        }
        let day = self
            .strings
            .date_short(post.last().captured.to_zoned_datetime(self.zone.clone()).date());
        let seen = match post.state() {
            State::Live => self.strings.get("there").to_owned(),
            state => self.state(state).label,
        };
        format!("{day}{}{seen}", self.comma())
    }
}

/// The disc of a state: full while the platform shows the post, half when it was changed, hollow when it is gone.
pub(super) fn shape(state: State) -> &'static str {
    match state {
        State::Live => "full",
        State::Edited => "half",
        _ => "hollow",
    }
}

/// The files of the capture that is shown, and those that were kept later for the same look at the post; with what was said of a
/// file later.
fn attached_to(post: &Post, capture: &Capture) -> Vec<Media> {
    let mut files = capture.media.clone();
    let beside = post.captures.iter().filter(|other| {
        other.captured == capture.captured && other.record != capture.record && other.method.as_deref() == Some("hand")
    });
    for media in beside.flat_map(|other| &other.media) {
        let is_same = |file: &&mut Media| **file == *media || file.sha256.is_some() && file.sha256 == media.sha256;
        let Some(file) = files.iter_mut().find(is_same) else {
            files.push(media.clone());
            continue;
        };
        if media.alt.is_some() {
            file.alt.clone_from(&media.alt);
        }
        if media.transcript.is_some() {
            file.transcript.clone_from(&media.transcript);
            file.transcript_lang.clone_from(&media.transcript_lang);
        }
    }
    files
}

fn transcript(media: Media) -> Option<Transcript> {
    let lang = media.transcript_lang.unwrap_or_default();
    Some(Transcript {
        language: language_name(&lang).to_owned(),
        html: html::post_words(&media.transcript?, &[]),
        lang,
    })
}

fn attached(kind: &str) -> &'static str {
    match kind {
        "image" | "photo" => "image_attached",
        "video" | "gif" => "video_attached",
        "audio" => "audio_attached",
        _ => "file_attached",
    }
}

fn original(post: &Post) -> Option<Original> {
    let url = post.captures.iter().find_map(|capture| capture.url.clone())?;
    is_web(&url).then_some(Original { href: url })
}

fn copies(post: &Post) -> Vec<Copy> {
    let mut copies: Vec<Copy> = Vec::new();
    for href in post.captures.iter().flat_map(|capture| &capture.archived_at) {
        let known = copies.iter().any(|copy| copy.href == *href);
        if is_web(href) && !known {
            let host = href.split('/').nth(2).unwrap_or("").to_owned();
            copies.push(Copy {
                href: href.clone(),
                host,
            });
        }
    }
    copies
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

fn initial(name: &str) -> String {
    name.chars()
        .find(|c| c.is_alphanumeric())
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default()
}

/// The same tint for an account everywhere: a sum over its name, so that it depends on nothing else.
fn tint(key: &str) -> u8 {
    let sum = key
        .bytes()
        .fold(0_usize, |sum, byte| (sum * 31 + usize::from(byte)) % 9973);
    u8::try_from(sum % TINTS).unwrap_or(0)
}
