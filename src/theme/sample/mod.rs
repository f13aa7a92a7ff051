//! Invented pages to try the theme with: rich ones, right-to-left ones, and bare ones in which everything optional is
//! missing.

mod brief;
mod lists;
mod posts;
mod sheet;

pub(super) use brief::{bare_brief, brief};
pub(super) use lists::{account, archive, hashtag, home, list, names, not_found, page, sources};
pub(super) use posts::post;
pub(super) use sheet::{evidence, evidence_empty, report};

use serde::Serialize;

use super::view::{
    Alternate, Card, Copy, DiscRun, Head, Href, Measure, Meta, Moment, Original, Picture, Site, StateLabel, Tally,
    Transcript, Translated, Who, Withdrawn,
};
use super::{Frame, Template, Theme, direction, glyph};

/// A page and the template that it is for.
pub(super) struct Page {
    pub name: String,
    pub template: Template,
    pub lang: String,
    pub view: serde_json::Value,
}

impl Page {
    pub(super) fn new(name: &str, template: Template, lang: &str, view: &impl Serialize) -> Self {
        Self {
            name: format!("{name}-{lang}.html"),
            template,
            lang: lang.to_owned(),
            view: serde_json::to_value(view).unwrap(),
        }
    }
}

/// Every template, in a left-to-right and a right-to-left language, full and bare.
pub(super) fn pages() -> Vec<Page> {
    let mut pages = Vec::new();
    for lang in ["en", "ar"] {
        pages.extend([
            Page::new("brief", Template::Brief, lang, &brief(lang)),
            Page::new("brief-bare", Template::Brief, lang, &bare_brief(lang)),
            Page::new("evidence", Template::Evidence, lang, &evidence(lang)),
            Page::new("evidence-empty", Template::Evidence, lang, &evidence_empty(lang)),
            Page::new("post", Template::Post, lang, &post(lang, true)),
            Page::new("post-bare", Template::Post, lang, &post(lang, false)),
            Page::new("account", Template::Account, lang, &account(lang, true)),
            Page::new("account-bare", Template::Account, lang, &account(lang, false)),
            Page::new("hashtag", Template::Hashtag, lang, &hashtag(lang)),
            Page::new("home", Template::Home, lang, &home(lang, true)),
            Page::new("home-bare", Template::Home, lang, &home(lang, false)),
            Page::new("list", Template::List, lang, &list(lang)),
            Page::new("page", Template::Page, lang, &page(lang)),
            Page::new("names", Template::Page, lang, &names(lang)),
            Page::new("archive", Template::Archive, lang, &archive(lang)),
            Page::new("report", Template::Report, lang, &report(lang, true)),
            Page::new("report-bare", Template::Report, lang, &report(lang, false)),
            Page::new("sources", Template::Sources, lang, &sources(lang)),
            Page::new("404", Template::NotFound, lang, &not_found(lang)),
        ]);
    }
    pages
}

pub(super) fn site(theme: &Theme, lang: &str) -> Site {
    let asset = |name: &str| format!("/{}", theme.asset(name).unwrap().published);
    Site {
        title: if lang == "ar" {
            "دفاتر الرصيف"
        } else {
            "The Slipway Notes"
        }
        .into(),
        description: "Research on <ferries> & the people who wait for them.".into(),
        notice: "A demonstration: the town, its people and every account cited here are invented.".into(),
        home: "/home-en.html".into(),
        menu: vec![
            href("Briefs", "/home-en.html"),
            href("Evidence", "/archive-en.html"),
            href("About", "/page-en.html"),
        ],
        foot: vec![href("How to read the marks", "/home-en.html#marks")],
        style: asset("style.css"),
        glyphs: asset("glyphs.svg"),
        feed: "/feed.xml".into(),
        json_feed: "/feed.json".into(),
        extra: serde_json::Value::Null,
    }
}

pub(super) fn frame(theme: &Theme, lang: &str) -> Frame {
    theme.frame(lang, &site(theme, lang)).unwrap()
}

pub(super) fn head(lang: &str, title: &str) -> Head {
    let other = if lang == "ar" { "en" } else { "ar" };
    Head {
        lang: lang.into(),
        dir: direction(lang).into(),
        title: title.into(),
        description: "What was said at Tern Point, and \"where\" you can still see it.".into(),
        canonical: format!("https://slipway.example/{lang}/"),
        current: "/home-en.html".into(),
        alternates: vec![alternate(other)],
        open_graph: vec![Meta {
            name: "og:title".into(),
            content: title.into(),
        }],
        meta: vec![Meta {
            name: "citation_author".into(),
            content: "Ida Thorne".into(),
        }],
        no_index: false,
    }
}

pub(super) fn alternate(lang: &str) -> Alternate {
    Alternate {
        lang: lang.into(),
        dir: direction(lang).into(),
        label: super::language_name(lang).into(),
        href: format!("/brief-{lang}.html"),
        canonical: format!("https://slipway.example/{lang}/"),
    }
}

pub(super) fn href(label: &str, href: &str) -> Href {
    Href {
        label: label.into(),
        href: href.into(),
    }
}

pub(super) fn moment(day: u8) -> Moment {
    Moment {
        iso: format!("2021-10-{day:02}T05:12:00Z"),
        text: format!("{day} Oct 2021, 07:12"),
        utc: "05:12 UTC".into(),
        day: format!("{day} October 2021"),
    }
}

pub(super) fn state(key: &str) -> StateLabel {
    StateLabel {
        key: key.into(),
        label: match key {
            "live" => "Live",
            "edited" => "Edited",
            "deleted" => "Deleted",
            _ => "Suspended",
        }
        .into(),
    }
}

pub(super) fn who(name: &str, handle: &str, platform: &str, tint: u8) -> Who {
    Who {
        name: name.into(),
        handle: handle.into(),
        href: Some("/account-en.html".into()),
        platform: glyph(platform).into(),
        platform_name: platform.into(),
        initial: name.chars().next().unwrap().to_string(),
        tint,
    }
}

pub(super) fn tally(shapes: &[&str], href: &str) -> Tally {
    Tally {
        runs: DiscRun::of(shapes),
        text: format!(
            "{} posts cited; 2 can no longer be seen where they were published",
            shapes.len()
        ),
        label: "cited posts in the order of the notes".into(),
        href: href.into(),
    }
}

/// A card with what most posts have.
pub(super) fn card(id: &str, who: Who, state_key: &str, words: &str, lang: &str) -> Card {
    Card {
        id: id.into(),
        href: "/post-en.html".into(),
        who,
        state: state(state_key),
        also: Vec::new(),
        lang: lang.into(),
        words_html: words.into(),
        cut: false,
        translations: Vec::new(),
        notice: String::new(),
        pictures: Vec::new(),
        measures: [("replies", "318"), ("reposts", "2,940"), ("views", "—")]
            .map(|(label, value)| Measure {
                label: label.into(),
                value: value.into(),
            })
            .into(),
        posted: moment(15),
        captured: moment(16),
        last_look: "17 Oct 2021, gone".into(),
        sha256: "9f3c41ab77e0d2159f3c41ab77e0d2159f3c41ab77e0d2159f3c41ab77e0d215".into(),
        sha256_short: "9f3c 41ab…".into(),
        original: Some(Original {
            href: "https://birdsite.example/ferry_watch/9197?x=1&y=2".into(),
        }),
        copies: vec![Copy {
            href: "https://archive.example/2021/https://birdsite.example/9197".into(),
            host: "archive.example".into(),
        }],
        annotation_html: String::new(),
        withdrawn: None,
    }
}

/// The kinds of cards that there are.
pub(super) fn cards(prefix: &str) -> Vec<Card> {
    let id = |at: usize| format!("{prefix}-{at}");
    let mut foreign = card(
        &id(0),
        who("ميناء الخطاف", "@minaa_alkhattaf", "twitter", 5),
        "edited",
        "<p>الصورة المتداولة <mark>قديمة وتعود إلى حزيران ٢٠١٧</mark>. لا تأخير اليوم.</p>",
        "ar",
    );
    foreign.translations = vec![Translated {
        lang: "en".into(),
        language: "English".into(),
        html: "<p>The picture going round is <mark>old, from June 2017</mark>. There is no delay today.</p>".into(),
        by: "translated by S. Amari".into(),
    }];
    foreign.annotation_html = "<p>The photograph is of the <em>north</em> ramp.</p>".into();

    let mut pictures = card(
        &id(1),
        who(
            "The Association of Ferry Passengers, Waiting-Room Keepers & Friends of the Northern Slipway (Official)",
            "@association_of_ferry_passengers_and_friends@a-very-long-server-name.example",
            "mastodon",
            3,
        ),
        "deleted",
        "<p>Look at the ramp. <bdi>#SaveTheSlipway</bdi></p><p>Averyveryverylongwordwithoutanybreaksinitthatmustnotpushthecardoutofthepageeveronnarrowscreens</p>",
        "en",
    );
    pictures.notice = "an injured person".into();
    pictures.pictures = vec![
        Picture {
            kind: "image".into(),
            src: Some("/photo.svg".into()),
            alt: "A ferry ramp at dusk".into(),
            width: 600,
            height: 400,
            label: "Picture attached".into(),
            transcript: None,
        },
        Picture {
            kind: "video".into(),
            src: None,
            alt: String::new(),
            width: 0,
            height: 0,
            label: "Video attached".into(),
            transcript: Some(Transcript {
                lang: "ar".into(),
                language: "العربية".into(),
                html: "<p>المنحدر الشمالي لم يُغلق.<br>الصورة قديمة.</p>".into(),
            }),
        },
    ];

    let mut withdrawn = card(&id(2), who("Private account", "", "telegram", 7), "suspended", "", "en");
    withdrawn.who.href = None;
    withdrawn.original = None;
    withdrawn.copies.clear();
    withdrawn.measures.clear();
    withdrawn.last_look.clear();
    withdrawn.withdrawn = Some(Withdrawn {
        date: "1 February 2022".into(),
        reason: "asked by the author".into(),
    });

    let mut wordless = card(&id(3), who("Ramp Camera", "@rampcam", "youtube", 2), "live", "", "en");
    wordless.cut = true;
    wordless.pictures = vec![Picture {
        kind: "image".into(),
        src: Some("/photo.svg".into()),
        alt: String::new(),
        width: 0,
        height: 0,
        label: "Picture attached".into(),
        transcript: None,
    }];
    vec![foreign, pictures, withdrawn, wordless]
}
