use super::evidence::fact;
use super::head::HeadParts;
use super::versions::versions;
use super::{Presenter, Voice};
use crate::archive::{Account, Post, fold_hashtag};
use crate::site::{CitedPost, route};
use crate::theme::view::{Fact, Href, PostPage, Record};

impl Presenter<'_> {
    /// The page of a cited post, by its index.
    pub fn post(&self, index: usize) -> PostPage {
        let cited = &self.site.evidence.posts[index];
        let post = &cited.post;
        let voice = self.site_voice();
        let who = self.who(voice, post);
        let posted = voice.moment(post.posted());
        let title = format!("{}{}{}", who.name, voice.comma(), posted.text);
        let private = self.account_of(post).is_some_and(Account::is_private);
        let mut head = self.head(
            voice,
            &HeadParts {
                title: &title,
                description: "",
                route: &self.site.evidence.route_of(post),
                under: Some(route::archive()),
            },
        );
        head.no_index = private || post.withheld.is_some();
        PostPage {
            head,
            kicker: voice.strings.format("post_on", &[("platform", &who.platform_name)]),
            title,
            facts: self.post_facts(voice, cited),
            card: self.card_in_full(voice, post, "post".to_owned()),
            versions: if post.withheld.is_none() {
                versions(voice, post, private)
            } else {
                None
            },
            records: records(voice, post),
            cite_html: self.cite_post(voice, post),
            hashtags: self.hashtag_links(post),
            relations: self.relations(voice, post),
            uses: cited.uses.iter().map(|&place| self.use_of(voice, place)).collect(),
        }
    }

    fn post_facts(&self, voice: Voice<'_>, cited: &CitedPost) -> Vec<Fact> {
        let post = &cited.post;
        let who = self.who(voice, post);
        let mut facts = Vec::new();
        let account = if who.handle.is_empty() { who.name } else { who.handle };
        facts.push(fact(voice, "account", &account, who.href.unwrap_or_default()));
        facts.push(fact(voice, "posted", &voice.moment(post.posted()).text, String::new()));
        if self.account_of(post).is_none_or(|account| !account.is_private()) {
            facts.push(fact(
                voice,
                "identifier",
                &format!("{} / {}", post.key.platform.as_str(), post.key.id),
                String::new(),
            ));
        }
        facts.push(fact(voice, "captures", &post.captures.len().to_string(), String::new()));
        facts.push(fact(voice, "state", &voice.state(post.state()).label, String::new()));
        let mut briefs: Vec<usize> = cited.uses.iter().map(|place| place.brief).collect();
        briefs.dedup();
        let count = voice.count("briefs", briefs.len());
        facts.push(fact(voice, "cited_by", &count, String::new()));
        facts
    }

    fn hashtag_links(&self, post: &Post) -> Vec<Href> {
        if post.withheld.is_some() {
            return Vec::new();
        }
        post.hashtags()
            .into_iter()
            .map(|label| self.hashtag_link(&fold_hashtag(label), label))
            .collect()
    }

    /// Posts that this one answers or quotes. Those not cited are named but have no page.
    fn relations(&self, voice: Voice<'_>, post: &Post) -> Vec<Fact> {
        let mut facts: Vec<Fact> = Vec::new();
        for relation in post.captures.iter().flat_map(|capture| &capture.relations) {
            let label = voice.strings.get(relation_key(&relation.kind));
            let other = self
                .site
                .evidence
                .find(&relation.to)
                .map(|index| &self.site.evidence.posts[index].post);
            let (value, href) = match other {
                Some(other) => {
                    let name = format!(
                        "{}{}{}",
                        self.who(voice, other).name,
                        voice.comma(),
                        voice.moment(other.posted()).text
                    );
                    (name, self.href(&self.site.evidence.route_of(other)))
                }
                None => (voice.strings.get("not_cited_here").to_owned(), String::new()),
            };
            if !facts.iter().any(|known| known.label == label && known.value == value) {
                facts.push(Fact {
                    label: label.to_owned(),
                    value,
                    href,
                });
            }
        }
        facts
    }
}

/// The words for how a post stands to another.
fn relation_key(kind: &str) -> &'static str {
    match kind {
        "quote" => "quotes",
        "repost" | "forward" => "reposts_of",
        _ => "answers",
    }
}

/// Every capture, in the order of time.
pub(super) fn records(voice: Voice<'_>, post: &Post) -> Vec<Record> {
    post.captures
        .iter()
        .enumerate()
        .map(|(index, capture)| {
            let number = (index + 1).to_string();
            let parts: Vec<&str> = [capture.method.as_deref(), capture.tool.as_deref()]
                .into_iter()
                .flatten()
                .collect();
            Record {
                ordinal: match index {
                    0 => voice.strings.get("first_capture").to_owned(),
                    1 => voice.strings.get("second_capture").to_owned(),
                    2 => voice.strings.get("third_capture").to_owned(),
                    _ => voice.strings.format("nth_capture", &[("n", &number)]),
                },
                captured: voice.moment(capture.captured),
                method: parts.join(voice.comma()),
                state: voice.state(capture.state),
                sha256: capture.sha256(),
            }
        })
        .collect()
}
