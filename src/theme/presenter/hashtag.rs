use std::collections::BTreeMap;

use super::Presenter;
use super::evidence::fact;
use super::head::HeadParts;
use super::lists::Page;
use crate::archive::Post;
use crate::site::route;
use crate::theme::view::HashtagPage;

impl Presenter<'_> {
    /// One page of a hashtag's cited posts, by its folded form.
    pub fn hashtag(&self, folded: &str, number: usize) -> Option<HashtagPage> {
        let cited = self.site.evidence.hashtags.get(folded)?;
        let voice = self.site_voice();
        let tag = format!("#{}", cited.label);
        let own = route::hashtag(folded);
        let page = Page::of(&cited.posts, number, self.site.config.per_page);
        let posts: Vec<&Post> = cited
            .posts
            .iter()
            .map(|&post| &*self.site.evidence.posts[post].post)
            .collect();
        let mut platforms: BTreeMap<String, usize> = BTreeMap::new();
        for post in &posts {
            *platforms.entry(post.key.platform.name()).or_default() += 1;
        }
        let mut facts = vec![fact(voice, "cited", &posts.len().to_string(), String::new())];
        if !platforms.is_empty() {
            let where_text: Vec<String> = platforms
                .iter()
                .map(|(name, count)| format!("{name} {count}"))
                .collect();
            facts.push(fact(voice, "platforms", &where_text.join(voice.comma()), String::new()));
        }
        if let (Some(first), Some(last)) = (posts.first(), posts.last()) {
            facts.push(fact(voice, "first", &voice.moment(first.posted()).text, String::new()));
            facts.push(fact(voice, "last", &voice.moment(last.posted()).text, String::new()));
        }
        let carried = cited
            .posts
            .iter()
            .flat_map(|&post| self.site.evidence.posts[post].uses.iter().copied());
        let uses = cited.uses.iter().copied().chain(carried);
        Some(HashtagPage {
            head: self.head(
                voice,
                &HeadParts {
                    title: &tag,
                    description: "",
                    route: &own.numbered(number),
                    under: Some(route::archive()),
                },
            ),
            facts,
            tally: page.on_first(|| voice.tally(&posts, String::new())),
            posts: page.items.iter().map(|&post| self.post_item(voice, post)).collect(),
            cited_by: page.on_first(|| self.citing_briefs(voice, uses)),
            pager: self.pager(voice, &own, &page),
            tag,
        })
    }
}
