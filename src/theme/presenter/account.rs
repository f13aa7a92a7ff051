use super::evidence::fact;
use super::head::HeadParts;
use super::lists::Page;
use super::{Presenter, Voice};
use crate::archive::{Account, AccountKey, HandleUse, Post};
use crate::html;
use crate::site::{List, route};
use crate::theme::view::{AccountPage, Href, NameUse, PostItem};

impl Presenter<'_> {
    /// One page of an account's cited posts. `None` for an account that is not cited or whose owner is not shown.
    pub fn account(&self, key: &AccountKey, number: usize) -> Option<AccountPage> {
        let cited = self.site.evidence.accounts.get(key)?;
        let account = &cited.account;
        let voice = self.site_voice();
        let first = self.site.evidence.posts.get(*cited.posts.first()?)?;
        let mut who = self.who(voice, &first.post);
        who.handle = account.shown_handle();
        if let Some(name) = &account.name {
            who.name.clone_from(name);
        }
        let own = route::account(key.platform.as_str(), &account.slug);
        let page = Page::of(&cited.posts, number, self.site.config.per_page);
        let posts: Vec<&Post> = cited
            .posts
            .iter()
            .map(|&post| &*self.site.evidence.posts[post].post)
            .collect();
        let uses = cited
            .posts
            .iter()
            .flat_map(|&post| self.site.evidence.posts[post].uses.iter().copied());
        Some(AccountPage {
            head: self.head(
                voice,
                &HeadParts {
                    title: &who.name,
                    description: account.about.as_deref().unwrap_or(""),
                    route: &own.numbered(number),
                    under: Some(route::archive()),
                },
            ),
            kicker: voice.strings.format("account_on", &[("platform", &who.platform_name)]),
            about_html: account
                .about
                .as_deref()
                .map(|about| html::inline_markdown(about, voice.lang))
                .unwrap_or_default(),
            facts: account_facts(voice, account, posts.len()),
            tally: page.on_first(|| voice.tally(&posts, String::new())),
            names: if account.handles.len() > 1 {
                names(voice, account)
            } else {
                Vec::new()
            },
            posts: page.items.iter().map(|&post| self.post_item(voice, post)).collect(),
            cited_by: page.on_first(|| self.citing_briefs(voice, uses)),
            pager: self.pager(voice, &own, &page),
            who,
        })
    }

    /// A post in a list.
    pub(super) fn post_item(&self, voice: Voice<'_>, index: usize) -> PostItem {
        let cited = &self.site.evidence.posts[index];
        let post = &cited.post;
        let shown = post.display_capture();
        let open = post.withheld.is_none();
        PostItem {
            href: self.href(&self.site.evidence.route_of(post)),
            posted: voice.moment(post.posted()),
            who: self.who(voice, post),
            state: voice.state(post.state()),
            lang: shown.lang.clone().unwrap_or_default(),
            words_html: if open {
                html::post_words(&shown.text, &[])
            } else {
                String::new()
            },
            instead: match (open, shown.text.trim().is_empty()) {
                (false, _) => voice.strings.get("withdrawn").to_owned(),
                (true, true) => voice.strings.get("no_words").to_owned(),
                (true, false) => String::new(),
            },
            uses: self.note_links(voice, &cited.uses),
        }
    }

    /// The notes that cite a post, a link each; a note that cites it twice stands once.
    fn note_links(&self, voice: Voice<'_>, uses: &[crate::site::Use]) -> Vec<Href> {
        let mut links: Vec<Href> = uses.iter().map(|&place| self.short_place(voice, place)).collect();
        links.dedup();
        links
    }

    /// The link to an account in lists of names.
    pub(super) fn account_link(&self, account: &Account) -> Href {
        let name = account.name.clone().unwrap_or_else(|| account.shown_handle());
        self.file_link(&name, &route::account(account.key.platform.as_str(), &account.slug))
    }

    pub(super) fn hashtag_link(&self, folded: &str, label: &str) -> Href {
        self.member_link(List::Hashtags, folded, &format!("#{label}"))
    }
}

fn account_facts(voice: Voice<'_>, account: &Account, posts: usize) -> Vec<crate::theme::view::Fact> {
    let mut facts = vec![fact(voice, "handle", &account.shown_handle(), String::new())];
    if let Some(class) = account.class {
        facts.push(fact(
            voice,
            "class",
            voice.strings.get(&format!("class_{}", class.name().replace('-', "_"))),
            String::new(),
        ));
    }
    if let Some(id) = &account.id {
        facts.push(fact(voice, "identifier", id, String::new()));
    }
    facts.push(fact(voice, "cited", &posts.to_string(), String::new()));
    facts
}

/// The handles of an account, latest first.
fn names(voice: Voice<'_>, account: &Account) -> Vec<NameUse> {
    account
        .handles
        .iter()
        .rev()
        .map(|used| NameUse {
            handle: format!("@{}", used.handle),
            when: when(voice, used),
        })
        .collect()
}

fn when(voice: Voice<'_>, used: &HandleUse) -> String {
    match (used.from, used.to) {
        (Some(from), Some(to)) => voice.strings.format(
            "from_to",
            &[
                ("from", &voice.strings.month_year(from)),
                ("to", &voice.strings.month_year(to)),
            ],
        ),
        (Some(from), None) => voice
            .strings
            .format("since", &[("date", &voice.strings.date_long(from))]),
        (None, Some(to)) => voice.strings.format("until", &[("date", &voice.strings.date_long(to))]),
        (None, None) => String::new(),
    }
}
