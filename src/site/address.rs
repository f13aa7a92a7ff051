use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::route::{names_per_page, page_count};
use super::{CitedMedia, Entry, Evidence, Groups, List, References, Route, route};

/// What `ibid` makes of a site besides the briefs and pages themselves: asked by links, and by whoever wants an address.
///
/// The tables are only made when somebody asks for such an address; most sites never do, or ask for a list alone.
pub(super) struct Made<'a> {
    briefs: &'a [Entry],
    evidence: &'a Evidence,
    media: &'a CitedMedia,
    groups: &'a Groups,
    references: &'a References,
    per_page: usize,
    lists: OnceLock<HashMap<Route, usize>>,
    /// Posts and media: the many.
    many: OnceLock<HashSet<Route>>,
}

impl<'a> Made<'a> {
    pub(super) fn new(
        briefs: &'a [Entry],
        evidence: &'a Evidence,
        media: &'a CitedMedia,
        groups: &'a Groups,
        references: &'a References,
        per_page: usize,
    ) -> Self {
        Self {
            briefs,
            evidence,
            media,
            groups,
            references,
            per_page,
            lists: OnceLock::new(),
            many: OnceLock::new(),
        }
    }

    /// Whether something that `ibid` makes is at this address. Files of the theme are known to the theme alone.
    pub(super) fn has(&self, address: &Route) -> bool {
        let path = address.path();
        if path.starts_with("/posts/") || path.starts_with("/media/") {
            return self.many.get_or_init(|| self.many()).contains(address);
        }
        let lists = self.lists.get_or_init(|| self.lists());
        let (list, number) = numbered(path);
        lists.get(address).is_some_and(|&pages| pages > 0)
            || number > 1 && lists.get(&Route::new(list)).is_some_and(|&pages| number <= pages)
    }

    fn many(&self) -> HashSet<Route> {
        let posts = self.evidence.routes().iter().cloned();
        let media = self.media.open.values().map(|(name, _)| route::media(name));
        posts.chain(media).collect()
    }

    /// Lists with the number of their pages; what has one page only is a list of one.
    fn lists(&self) -> HashMap<Route, usize> {
        let evidence = self.evidence;
        let pages = |items: usize| page_count(items, self.per_page);
        let names = |items: usize| match items {
            0 => 0,
            items => page_count(items, names_per_page(self.per_page)),
        };
        let all: Vec<usize> = (0..self.briefs.len()).collect();
        let listed = super::listed(self.briefs, &all).len();
        let mut table = HashMap::from([
            (route::home(), pages(listed)),
            (route::archive(), pages(evidence.posts.len())),
        ]);
        for file in ["/404.html", "/feed.xml", "/feed.json", "/sitemap.xml", "/robots.txt"] {
            table.insert(Route::new(file), 1);
        }
        for entry in self.briefs {
            for beside in [
                "evidence/",
                "evidence.json",
                "references.json",
                "cite.bib",
                "cite.ris",
                "cite.json",
            ] {
                table.insert(entry.route.join(beside), 1);
            }
        }
        let reported = self.briefs.iter().filter(|entry| entry.has_citations()).count();
        table.insert(route::report(), names(reported));
        if !self.references.cited.is_empty() {
            table.insert(route::sources(), 1);
        }
        for list in [List::Tags, List::Authors, List::Series] {
            let used = || self.groups.of_list(list).into_iter().flatten();
            let used = || used().filter(|(_, group)| !group.briefs.is_empty());
            table.insert(route::list(list), names(used().count()));
            for (slug, group) in used() {
                let shown = super::listed(self.briefs, &group.briefs).len();
                table.insert(route::member(list, slug), pages(shown));
            }
        }
        let open = || evidence.accounts.values().filter(|cited| !cited.account.is_private());
        table.insert(route::list(List::Accounts), names(open().count()));
        for cited in open() {
            let account = &cited.account;
            let own = route::account(account.key.platform.as_str(), &account.slug);
            table.insert(own, pages(cited.posts.len()));
        }
        table.insert(route::list(List::Hashtags), names(evidence.hashtags.len()));
        for (tag, cited) in &evidence.hashtags {
            table.insert(route::hashtag(tag), pages(cited.posts.len()));
        }
        table
    }
}

/// `/tags/fire/page/2/` is the second page of `/tags/fire/`.
fn numbered(path: &str) -> (&str, usize) {
    let Some((list, number)) = path.strip_suffix('/').and_then(|path| path.rsplit_once("page/")) else {
        return (path, 1);
    };
    match number.parse() {
        // `02` is no number of a page.
        Ok(parsed) if list.ends_with('/') && !number.starts_with('0') => (list, parsed),
        _ => (path, 1),
    }
}
