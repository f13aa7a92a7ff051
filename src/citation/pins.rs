//! The addresses of an item: the one that names the post, those of other posts, links to briefs.

use std::ops::Range;

use super::island::link::Link;
use super::island::url::address;
use super::item::Item;
use super::split::Shapes;
use super::{BriefReference, Field};
use crate::archive::Permalink;

/// A permalink with the words that lead to it: of a link its words, else the address itself.
#[derive(Clone, Debug)]
pub(super) struct Pin {
    pub permalink: Field<Permalink>,
    pub link: Range<usize>,
    /// The Markdown link with its brackets, if it is one.
    pub markdown: Option<Range<usize>>,
}

/// What the addresses of an item say.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// The one that says most.
    pub pin: Option<Pin>,
    /// All of them, in no order.
    pub all: Vec<Pin>,
    /// Those of other posts than the pin's.
    pub others: Vec<Range<usize>>,
    /// A link to a page of the site, with its words.
    pub brief: Option<(BriefReference, Range<usize>)>,
    /// The first address of the web, as written.
    pub url: Option<Field<String>>,
}

/// Reads the addresses of an item; but for the words of links they are taken.
pub(super) fn take_addresses(item: &mut Item<'_>, shapes: &Shapes) -> Addresses {
    let text = item.text;
    let whole = item.range.clone();
    let within = |range: &Range<usize>| whole.start <= range.start && range.end <= whole.end;
    let mut found = Addresses::default();
    let mut first: Option<Range<usize>> = None;
    let mut see = |url: &Range<usize>| {
        if first.as_ref().is_none_or(|first| url.start < first.start) {
            first = Some(url.clone());
        }
    };
    for link in shapes.links.iter().filter(|link| within(&link.whole)) {
        let target = text.written(link.target.clone());
        if link.is_wiki || leads_to_site(&target) {
            let reference = BriefReference::Link(item.field(target, &link.target));
            found.brief.get_or_insert((reference, seen(link)));
        } else {
            see(&link.target);
            found.consider(item, &link.target, Some(link));
        }
        item.take(&(link.whole.start..link.words.start));
        item.take(&(link.words.end..link.whole.end));
    }
    for url in shapes.urls.iter().filter(|url| within(url)) {
        see(url);
        found.consider(item, url, None);
        item.take(url);
    }
    found.url = first.map(|url| item.field(address(text, url.clone()), &url));
    found
}

impl Addresses {
    fn consider(&mut self, item: &Item<'_>, url: &Range<usize>, link: Option<&Link>) {
        let Some(permalink) = Permalink::parse(&address(item.text, url.clone())) else {
            return;
        };
        let old = self.pin.as_ref().map(|pin| &pin.permalink.value);
        if old.is_some_and(|old| is_other_post(&permalink, old)) {
            self.others.push(url.clone());
        }
        // One that names a post says more than one that names an account.
        let says_more = old.is_none_or(|old| old.id.is_none() && permalink.id.is_some());
        let pin = Pin {
            permalink: item.field(permalink, url),
            link: link.map_or_else(|| url.clone(), seen),
            markdown: link.map(|link| link.whole.clone()),
        };
        if says_more {
            self.pin = Some(pin.clone());
        }
        self.all.push(pin);
    }
}

/// The words of a link; of one without words all of it.
fn seen(link: &Link) -> Range<usize> {
    let words = if link.words.is_empty() {
        &link.whole
    } else {
        &link.words
    };
    words.clone()
}

/// Whether two addresses are of two posts. A copy in a web archive is of the same.
fn is_other_post(one: &Permalink, other: &Permalink) -> bool {
    let number = |permalink: &Permalink| {
        let id = permalink.id.as_deref()?;
        id.rsplit('/').next().map(str::to_owned)
    };
    one.id.is_some() && other.id.is_some() && (one.platform != other.platform || number(one) != number(other))
}

/// Whether a link's target is a page of the site, not of the web.
fn leads_to_site(target: &str) -> bool {
    let has_scheme = target
        .split_once(':')
        .is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)));
    let is_page = target.starts_with(['/', '.'])
        || target.split(['#', '?']).next().is_some_and(|path| {
            std::path::Path::new(path)
                .extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
                || path.ends_with('/')
        });
    !has_scheme && !target.starts_with("//") && !target.starts_with('#') && is_page
}
