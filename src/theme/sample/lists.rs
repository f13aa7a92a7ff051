use super::super::view::{
    AccountPage, ArchivePage, BriefItem, CountItem, HashtagPage, Home, ListPage, NameUse, NotFound, Pager, PostItem,
    SeriesItem, SourcesPage, Tally, TextPage,
};
use super::brief::{cited_by, fact, source, sums};
use super::sheet::mark;
use super::{alternate, cards, head, href, moment, tally};

fn item(number: &str, lang: &str, title: &str) -> BriefItem {
    BriefItem {
        number: number.into(),
        title_html: title.into(),
        href: "/brief-en.html".into(),
        lang: lang.into(),
        dir: super::super::direction(lang).into(),
        authors: "Ida Thorne and Samir Amari".into(),
        series: if number.is_empty() { "" } else { "Rumour & Record" }.into(),
        published: moment(18),
        summary_html: "A passenger list that was <em>never</em> lost, and the eleven days in between.".into(),
        tally: if number.is_empty() {
            Tally::default()
        } else {
            tally(&["full", "hollow", "half"], "")
        },
        languages: vec![alternate("ar")],
    }
}

fn items() -> Vec<BriefItem> {
    vec![
        item("11", "en", "Two Languages, Two Denials"),
        item("9", "ar", "العبّارة الثانية عشرة والقائمة الضائعة"),
        item(
            "",
            "en",
            "A Crane Is Not a Landmark, and Other Things That Were Learned on a Quay in the Rain by Two People With One Umbrella",
        ),
    ]
}

fn pager() -> Pager {
    Pager {
        newer: "/home-en.html".into(),
        older: "/home-en.html".into(),
        text: "Page 2 of 7".into(),
    }
}

fn post_items() -> Vec<PostItem> {
    cards("item")
        .into_iter()
        .map(|card| PostItem {
            href: card.href,
            posted: card.posted,
            who: card.who,
            state: card.state,
            lang: card.lang,
            instead: "A post without words.".into(),
            words_html: card.words_html,
            uses: vec![href("No. 7, note 9", "/brief-en.html#ref-t-1-1")],
        })
        .collect()
}

pub(crate) fn home(lang: &str, full: bool) -> Home {
    Home {
        head: head(lang, ""),
        title_html: if full {
            "What was said at Tern Point, and where you can still see it"
        } else {
            ""
        }
        .into(),
        intro_html: if full {
            "<p>Short research on a port and its rumours.</p>"
        } else {
            ""
        }
        .into(),
        briefs: if full { items() } else { Vec::new() },
        series: if full {
            vec![SeriesItem {
                series: href("Rumour & Record", "/list-en.html"),
                count: "11 briefs since 2020".into(),
            }]
        } else {
            Vec::new()
        },
        pager: if full { Pager::default() } else { pager() },
        archive: "/archive-en.html".into(),
        report: if full { "/report-en.html" } else { "" }.into(),
        marks: if full {
            vec![
                mark("=", "", "Same words"),
                mark("…", "part", "Same words, some left out"),
            ]
        } else {
            Vec::new()
        },
        lists: vec![href("Tags", "/names-en.html"), href("Accounts", "/names-en.html")],
    }
}

pub(crate) fn list(lang: &str) -> ListPage {
    ListPage {
        head: head(lang, "harbours"),
        kicker: "Tag".into(),
        title: "harbours".into(),
        intro_html: "<p>All that floats.</p>".into(),
        role: "Keeps the tide tables".into(),
        links: vec![super::href("harbours.example", "https://harbours.example/")],
        count: "11 briefs since 2020".into(),
        briefs: items(),
        pager: pager(),
    }
}

pub(crate) fn page(lang: &str) -> TextPage {
    TextPage {
        head: head(lang, "About"),
        title_html: "About <em>us</em>".into(),
        html: "<h2 id=\"who\">Who</h2><p>Two people with one umbrella.</p>".into(),
        items: Vec::new(),
        pager: Pager::default(),
    }
}

pub(crate) fn names(lang: &str) -> TextPage {
    let names = ["Ferry Watch", "ميناء الخطاف", "Ramp Camera", "Tern Hour"];
    TextPage {
        html: String::new(),
        title_html: "Accounts".into(),
        items: names
            .map(|name| CountItem {
                item: href(name, "/account-en.html"),
                count: "12 posts".into(),
                platform: "twitter".into(),
            })
            .into(),
        pager: pager(),
        ..page(lang)
    }
}

pub(crate) fn archive(lang: &str) -> ArchivePage {
    ArchivePage {
        head: head(lang, "All cited posts"),
        sums: sums(),
        posts: post_items(),
        pager: pager(),
    }
}

pub(crate) fn account(lang: &str, full: bool) -> AccountPage {
    AccountPage {
        head: head(lang, "Tern Hour"),
        kicker: "An account on Telegram".into(),
        who: super::who("Tern Hour", "@ternhour", "telegram", 6),
        about_html: if full {
            "<p>A channel that reports delays.</p>"
        } else {
            ""
        }
        .into(),
        facts: vec![fact("Handle", "@ternhour", ""), fact("Class", "news outlet", "")],
        tally: tally(&["full", "full", "half"], ""),
        names: if full {
            vec![
                NameUse {
                    handle: "@ternhour".into(),
                    when: "since 20 May 2019".into(),
                },
                NameUse {
                    handle: "@tern_traffic".into(),
                    when: "August 2017 to May 2019".into(),
                },
            ]
        } else {
            Vec::new()
        },
        posts: post_items(),
        cited_by: if full { vec![cited_by()] } else { Vec::new() },
        pager: Pager::default(),
    }
}

pub(crate) fn hashtag(lang: &str) -> HashtagPage {
    HashtagPage {
        head: head(lang, "#SaveTheSlipway"),
        tag: "#SaveTheSlipway".into(),
        facts: vec![fact("Cited", "4 posts, in 2 briefs", "")],
        tally: tally(&["full", "full", "half", "hollow"], ""),
        posts: post_items(),
        cited_by: vec![cited_by()],
        pager: Pager::default(),
    }
}

pub(crate) fn sources(lang: &str) -> SourcesPage {
    SourcesPage {
        head: head(lang, "Sources"),
        sources: vec![source("ref-tides", false)],
    }
}

pub(crate) fn not_found(lang: &str) -> NotFound {
    NotFound {
        head: head(lang, "404"),
    }
}
