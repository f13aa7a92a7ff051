use std::sync::Arc;

use super::evidence::fact;
use super::head::{HeadParts, plain_title};
use super::{Presenter, Voice};
use crate::archive::Post;
use crate::brief::AuthorPage;
use crate::html;
use crate::site::{Group, List, Route, route};
use crate::theme::view::{
    ArchivePage, BriefItem, CountItem, Home, Href, ListPage, NotFound, Pager, SeriesItem, TextPage,
};
use crate::theme::{direction, glyph};

/// One page of a long list.
pub(super) struct Page<'a, T> {
    pub(super) items: &'a [T],
    number: usize,
    count: usize,
}

impl<'a, T> Page<'a, T> {
    /// Page `number` (from 1) of a list cut into pages.
    pub(super) fn of(all: &'a [T], number: usize, per_page: usize) -> Self {
        let from = all.len().min((number - 1) * per_page);
        let to = all.len().min(from + per_page);
        Self {
            items: &all[from..to],
            number,
            count: route::page_count(all.len(), per_page),
        }
    }

    /// What only the first page shows.
    pub(super) fn on_first<V: Default>(&self, make: impl FnOnce() -> V) -> V {
        if self.number == 1 { make() } else { V::default() }
    }
}

/// What one member of a list is called.
fn one_of(list: List) -> &'static str {
    match list {
        List::Tags => "tag",
        List::Authors => "author",
        List::Series => "series",
        List::Accounts => "account",
        List::Hashtags => "hashtag",
    }
}

/// Where else an author is to be found; an address without words is shown itself.
fn author_links(person: &AuthorPage) -> Vec<Href> {
    let link = |(words, href): &(String, String)| Href {
        label: if words.is_empty() { href } else { words }.clone(),
        href: href.clone(),
    };
    person.links.iter().map(link).collect()
}

impl Presenter<'_> {
    /// The home page and its further pages.
    pub fn home(&self, number: usize) -> Home {
        let voice = self.site_voice();
        let config = &self.site.config;
        let page = Page::of(&self.site.listed, number, config.per_page);
        let own = route::home();
        let text = self
            .site
            .pages
            .iter()
            .find(|entry| entry.route == own)
            .filter(|_| number == 1);
        let title = text.map_or("", |entry| entry.brief.front.title.as_str());
        let mut series: Vec<&Group> = self.site.groups.series.values().collect();
        series.sort_by_key(|group| std::cmp::Reverse(self.years(&group.briefs).1));
        Home {
            head: self.head(
                voice,
                &HeadParts {
                    title: "",
                    description: &config.description,
                    route: &own.numbered(number),
                    under: Some(own.clone()),
                },
            ),
            title_html: html::inline_markdown(title, voice.lang),
            intro_html: text
                .map(|entry| self.with_notes(voice, entry, self.setting(voice, entry)))
                .unwrap_or_default(),
            briefs: page.items.iter().map(|&brief| self.brief_item(voice, brief)).collect(),
            series: if number == 1 {
                series.into_iter().map(|group| self.series_item(voice, group)).collect()
            } else {
                Vec::new()
            },
            pager: self.pager(voice, &own, &page),
            report: self.report_href().unwrap_or_default(),
            marks: self.key(voice),
            archive: if self.site.evidence.posts.is_empty() {
                String::new()
            } else {
                self.href(&route::archive())
            },
            lists: List::ALL
                .into_iter()
                .filter(|&list| self.has_members(list))
                .map(|list| self.file_link(voice.strings.get(list.folder()), &route::list(list)))
                .collect(),
        }
    }

    /// One page of the briefs of a tag, an author or a series.
    pub fn member(&self, list: List, slug: &str, number: usize) -> Option<ListPage> {
        let group = self.site.groups.of_list(list)?.get(slug)?;
        let voice = self.site_voice();
        let briefs = self.site.listed_among(&group.briefs);
        let page = Page::of(&briefs, number, self.site.config.per_page);
        let own = route::member(list, slug);
        let about = group.about.as_deref().filter(|_| number == 1);
        let person = about.and_then(|about| about.brief.front.author_page.as_ref());
        Some(ListPage {
            head: self.head(
                voice,
                &HeadParts {
                    title: &group.name,
                    description: "",
                    route: &own.numbered(number),
                    under: Some(route::home()),
                },
            ),
            kicker: voice.strings.get(one_of(list)).to_owned(),
            title: group.name.clone(),
            intro_html: about
                .map(|about| self.with_notes(voice, about, self.setting(voice, about)))
                .unwrap_or_default(),
            role: person.map(|person| person.role.clone()).unwrap_or_default(),
            links: person.map(author_links).unwrap_or_default(),
            count: self.count_since(voice, &briefs),
            briefs: page.items.iter().map(|&brief| self.brief_item(voice, brief)).collect(),
            pager: self.pager(voice, &own, &page),
        })
    }

    /// How many briefs a tag, an author or a series shows.
    pub fn member_size(&self, list: List, slug: &str) -> usize {
        let group = self.site.groups.of_list(list).and_then(|groups| groups.get(slug));
        group.map_or(0, |group| self.site.listed_among(&group.briefs).len())
    }

    /// One page of all names of a list.
    pub fn names(&self, list: List, number: usize) -> TextPage {
        let voice = self.site_voice();
        let items = self.name_items(voice, list);
        let page = Page::of(&items, number, self.names_per_page());
        let own = route::list(list);
        let title = voice.strings.get(list.folder());
        TextPage {
            head: self.head(
                voice,
                &HeadParts {
                    title,
                    description: "",
                    route: &own.numbered(number),
                    under: Some(if matches!(list, List::Accounts | List::Hashtags) {
                        route::archive()
                    } else {
                        route::home()
                    }),
                },
            ),
            title_html: html::escape(title).into_owned(),
            html: String::new(),
            items: page.items.to_vec(),
            pager: self.pager(voice, &own, &page),
        }
    }

    /// How many names a list has.
    pub fn names_size(&self, list: List) -> usize {
        let evidence = &self.site.evidence;
        match list {
            List::Accounts => evidence
                .accounts
                .values()
                .filter(|cited| !cited.account.is_private())
                .count(),
            List::Hashtags => evidence.hashtags.len(),
            List::Tags | List::Authors | List::Series => self.site.groups.of_list(list).map_or(0, |groups| {
                groups.values().filter(|group| !group.briefs.is_empty()).count()
            }),
        }
    }

    /// Names are short: a page holds more of them than of briefs.
    pub fn names_per_page(&self) -> usize {
        route::names_per_page(self.site.config.per_page)
    }

    /// One page of all cited posts in time, latest first.
    pub fn archive(&self, number: usize) -> ArchivePage {
        let voice = self.site_voice();
        let evidence = &self.site.evidence;
        let page = Page::of(&evidence.timeline, number, self.site.config.per_page);
        let own = route::archive();
        let title = voice.strings.get("evidence");
        let sums = [
            ("posts", evidence.posts.len()),
            ("accounts", evidence.accounts.len()),
            ("platforms", evidence.platforms),
            ("gone", evidence.gone),
        ];
        ArchivePage {
            head: self.head(
                voice,
                &HeadParts {
                    title,
                    description: "",
                    route: &own.numbered(number),
                    under: Some(own.clone()),
                },
            ),
            sums: sums
                .into_iter()
                .map(|(key, count)| fact(voice, key, &count.to_string(), String::new()))
                .collect(),
            posts: page.items.iter().map(|&post| self.post_item(voice, post)).collect(),
            pager: self.pager(voice, &own, &page),
        }
    }

    /// A page of prose, by its index.
    pub fn text_page(&self, index: usize) -> TextPage {
        let entry = &self.site.pages[index];
        let voice = self.voice_of(entry);
        let front = &entry.brief.front;
        let description = html::plain_markdown(&front.summary);
        let mut head = self.head(
            voice,
            &HeadParts {
                title: &plain_title(entry),
                description: &description,
                route: &entry.route,
                under: Some(entry.route.clone()),
            },
        );
        head.alternates = self.alternates(entry, &self.site.pages);
        TextPage {
            head,
            title_html: html::inline_markdown(&front.title, voice.lang),
            html: self.with_notes(voice, entry, self.setting(voice, entry)),
            items: Vec::new(),
            pager: Pager::default(),
        }
    }

    /// The page for an address that is not there.
    pub fn not_found(&self) -> NotFound {
        let voice = self.site_voice();
        let mut head = self.head(
            voice,
            &HeadParts {
                title: voice.strings.get("not_found"),
                description: "",
                route: &Route::new("/404.html"),
                under: None,
            },
        );
        head.no_index = true;
        head.canonical = String::new();
        NotFound { head }
    }

    fn brief_item(&self, voice: Voice<'_>, index: usize) -> BriefItem {
        let entry = &self.site.briefs[index];
        let front = &entry.brief.front;
        let names: Vec<String> = entry
            .authors
            .iter()
            .map(|author| self.site.groups.author_name(author).to_owned())
            .collect();
        let posts = entry.posts();
        let posts: Vec<&Post> = posts.iter().map(Arc::as_ref).collect();
        BriefItem {
            number: front.number.map(|number| number.to_string()).unwrap_or_default(),
            title_html: html::inline_markdown(&front.title, &entry.lang),
            href: self.href(&entry.route),
            lang: entry.lang.clone(),
            dir: direction(&entry.lang).to_owned(),
            authors: voice.strings.list(&names),
            series: front.series.clone().unwrap_or_default(),
            published: front.date.map(|date| voice.day(date)).unwrap_or_default(),
            summary_html: html::inline_markdown(&front.summary, &entry.lang),
            tally: voice.tally(&posts, self.href(&entry.route.join("evidence/"))),
            languages: self.alternates(entry, &self.site.briefs),
        }
    }

    fn series_item(&self, voice: Voice<'_>, group: &Group) -> SeriesItem {
        SeriesItem {
            series: self.member_link(List::Series, &route::slug(&group.name), &group.name),
            count: self.count_since(voice, &self.site.listed_among(&group.briefs)),
        }
    }

    /// `11 briefs since 2020`
    fn count_since(&self, voice: Voice<'_>, briefs: &[usize]) -> String {
        match self.years(briefs) {
            (Some(first), Some(last)) if first != last => voice.strings.count_with(
                "briefs_since",
                briefs.len() as u64,
                &[("year", &voice.strings.digits(&first.to_string()))],
            ),
            _ => voice.count("briefs", briefs.len()),
        }
    }

    /// The years of the first and the last of some briefs.
    fn years(&self, briefs: &[usize]) -> (Option<i16>, Option<i16>) {
        let years = || {
            briefs
                .iter()
                .filter_map(|&brief| Some(self.site.briefs[brief].brief.front.date?.year()))
        };
        (years().min(), years().max())
    }

    fn name_items(&self, voice: Voice<'_>, list: List) -> Vec<CountItem> {
        let evidence = &self.site.evidence;
        let item = |item: Href, count: String, platform: &str| CountItem {
            item,
            count,
            platform: platform.to_owned(),
        };
        let mut items: Vec<CountItem> = match list {
            List::Accounts => evidence
                .accounts
                .values()
                .filter(|cited| !cited.account.is_private())
                .map(|cited| {
                    let platform = glyph(cited.account.key.platform.as_str());
                    item(
                        self.account_link(&cited.account),
                        voice.count("posts", cited.posts.len()),
                        platform,
                    )
                })
                .collect(),
            List::Hashtags => evidence
                .hashtags
                .iter()
                .map(|(folded, cited)| {
                    item(
                        self.hashtag_link(folded, &cited.label),
                        voice.count("posts", cited.posts.len()),
                        "",
                    )
                })
                .collect(),
            List::Tags | List::Authors | List::Series => self
                .site
                .groups
                .of_list(list)
                .into_iter()
                .flatten()
                .filter(|(_, group)| !group.briefs.is_empty())
                .map(|(slug, group)| {
                    let briefs = self.site.listed_among(&group.briefs).len();
                    item(
                        self.member_link(list, slug, &group.name),
                        voice.count("briefs", briefs),
                        "",
                    )
                })
                .collect(),
        };
        items.sort_by_cached_key(|item| (item.item.label.to_lowercase(), item.item.href.clone()));
        items
    }

    pub(super) fn pager<T>(&self, voice: Voice<'_>, own: &Route, page: &Page<'_, T>) -> Pager {
        if page.count < 2 {
            return Pager::default();
        }
        let numbered = |number: usize| self.href(&own.numbered(number));
        Pager {
            newer: if page.number > 1 {
                numbered(page.number - 1)
            } else {
                String::new()
            },
            older: if page.number < page.count {
                numbered(page.number + 1)
            } else {
                String::new()
            },
            text: voice.strings.format(
                "page_of",
                &[("n", &page.number.to_string()), ("total", &page.count.to_string())],
            ),
        }
    }
}
