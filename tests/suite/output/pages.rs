//! Pages: links that lead somewhere, ids, long lists, translations, a site below a path.

use std::collections::{BTreeMap, BTreeSet};

use super::brief;
use crate::tiny::{Published, Tiny, attributes};

/// A site with a little of everything, below `/harbour/`.
fn site() -> Tiny {
    let tiny = Tiny::with_archive([
        (
            "site.toml",
            "title = \"Harbour notes\"\nbase_url = \"https://institute.example/harbour/\"\nper_page = 10\n",
        ),
        ("content/about.md", "---\ntitle: About\n---\n\nWho, and [[quay]].\n"),
        (
            "content/authors/r-haddad.md",
            "---\nname: R. Haddad\nrole: Writes\n---\n\nLives by the sea.\n",
        ),
        (
            "content/briefs/quay.md",
            &brief(
                "Quay",
                "tags: [fire, “Löschen”]\nseries: Harbour papers\nnumber: 1\ncorrections: [{date: 2018-03-01, text: A name.}]\nimage: {file: quay.svg, alt: The quay}\n",
                "## The fire\n\nSmoke [^1] and [more](#the-fire), [about](../about.md), [[b0]].[^2]\n\n![The quay](quay.svg)\n\nAgain.[^1]\n\n\
                 [^1]: @harbour_watch, Twitter, October 15, 2017.\n[^2]: @tide_desk, Telegram, December 1, 2017; #NorthQuay, Twitter; <https://twitter.com/quay_diary/status/940>.",
            ),
        ),
        (
            "content/briefs/quay.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>\n",
        ),
        (
            "content/briefs/quay.ar.md",
            &brief(
                "رصيف",
                "",
                "## The fire\n\nدخان.[^1]\n\n[^1]: @harbour_watch, Twitter, October 15, 2017.",
            ),
        ),
    ]);
    for number in 0..24 {
        tiny.write(
            &format!("content/briefs/b{number}.md"),
            &brief(
                &format!("Brief number {number}"),
                "tags: [fire]\n",
                "## The fire\n\nText.[^1]\n\n[^1]: A letter.",
            ),
        );
    }
    tiny
}

/// The file that an address of the site stands for.
fn file_of(address: &str) -> String {
    let path = address
        .strip_prefix("/harbour/")
        .unwrap_or_else(|| panic!("{address} leaves the site"));
    let path = path.split(['#', '?']).next().expect("there is a first part");
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let code: Vec<u8> = rest.by_ref().take(2).collect();
            bytes.push(u8::from_str_radix(std::str::from_utf8(&code).expect("digits"), 16).expect("a number"));
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).expect("text");
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path
    }
}

#[test]
fn every_address_within_the_site_leads_to_something() {
    let published = site().published();
    let ids: BTreeMap<&str, BTreeSet<&str>> = published
        .pages()
        .map(|(path, html)| (path, attributes(html, "id").into_iter().collect()))
        .collect();
    let mut wrong = BTreeSet::new();
    for (path, html) in published.pages() {
        let addresses = ["href", "src", "action"]
            .into_iter()
            .flat_map(|name| attributes(html, name));
        for address in addresses {
            if let Some(anchor) = address.strip_prefix('#') {
                if !anchor.is_empty() && !ids[path].contains(anchor) {
                    wrong.insert(format!("{path}: no id {anchor}"));
                }
            } else if address.starts_with('/') && !address.starts_with("//") {
                let file = file_of(address);
                let anchor = address.split_once('#').map_or("", |(_, anchor)| anchor);
                if !published.has(&file) {
                    wrong.insert(format!("{path}: {address} is not there"));
                } else if !anchor.is_empty() && ids.get(file.as_str()).is_some_and(|ids| !ids.contains(anchor)) {
                    wrong.insert(format!("{path}: {address} has no such id"));
                }
            } else if !["https://", "http://", "mailto:", "data:"]
                .iter()
                .any(|start| address.starts_with(start))
            {
                wrong.insert(format!("{path}: {address} is relative"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_page_asks_anything_of_another_origin() {
    for (path, html) in site().published().pages() {
        for address in attributes(html, "src") {
            assert!(
                address.starts_with('/') || address.starts_with("data:"),
                "{path} loads {address}"
            );
        }
        for link in html.split("<link ").skip(1).filter_map(|rest| rest.split('>').next()) {
            let loads = ["stylesheet", "icon", "preload", "preconnect", "modulepreload"]
                .iter()
                .any(|kind| link.contains(kind));
            assert!(!loads || !link.contains("href=\"http"), "{path} loads <link {link}>");
        }
    }
}

#[test]
fn an_id_is_used_once_on_its_page() {
    for (path, html) in site().published().pages() {
        let mut seen = BTreeSet::new();
        for id in attributes(html, "id") {
            assert!(seen.insert(id), "{path} has the id {id} twice");
        }
    }
}

/// What notes are called is not used by another brief, so that pages can be joined and quoted.
#[test]
fn ids_of_notes_are_unique_over_the_site() {
    let published = site().published();
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (path, html) in published
        .pages()
        .filter(|(path, _)| path.starts_with("briefs/") && !path.contains("/evidence/"))
    {
        let notes = attributes(html, "id")
            .into_iter()
            .filter(|id| ["fn-", "ref-", "ev-"].iter().any(|start| id.starts_with(start)));
        for id in notes {
            if let Some(other) = seen.insert(id, path) {
                panic!("{id} is on {other} and on {path}");
            }
        }
    }
    assert!(seen.len() > 50, "{seen:#?}");
}

fn listed<'a>(published: &'a Published, page: &str) -> BTreeSet<&'a str> {
    let main = published.text(page).split("<main").nth(1).expect("a main part");
    let hrefs = attributes(main, "href").into_iter();
    hrefs
        .filter(|href| {
            href.starts_with("/harbour/briefs/")
                && href.ends_with('/')
                && !href.ends_with("/evidence/")
                && !href.ends_with("/ar/")
        })
        .collect()
}

#[test]
fn a_long_list_is_on_several_pages_and_complete() {
    let published = site().published();
    let pages = ["index.html", "page/2/index.html", "page/3/index.html"];
    let mut all = BTreeSet::new();
    for (page, size) in pages.into_iter().zip([10, 10, 5]) {
        let here = listed(&published, page);
        assert_eq!(here.len(), size, "{page} lists {here:#?}");
        all.extend(here);
    }
    assert_eq!(all.len(), 25);
    assert!(!published.has("page/4/index.html") && !published.has("page/1/index.html"));
    assert!(published.has("tags/fire/page/3/index.html") && !published.has("tags/fire/page/4/index.html"));
    assert!(published.text("index.html").contains("href=\"/harbour/page/2/\""));
    assert!(
        published
            .text("page/2/index.html")
            .contains("href=\"/harbour/page/3/\"")
    );
    assert!(published.text("page/2/index.html").contains("href=\"/harbour/\""));
}

#[test]
fn translations_lead_to_each_other() {
    let published = site().published();
    let (english, arabic) = (
        published.text("briefs/quay/index.html"),
        published.text("briefs/quay/ar/index.html"),
    );
    for page in [english, arabic] {
        for part in [
            "hreflang=\"ar\" href=\"https://institute.example/harbour/briefs/quay/ar/\"",
            "hreflang=\"en\" href=\"https://institute.example/harbour/briefs/quay/\"",
        ] {
            let [lang, href] = part.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{part}")
            };
            let found = page
                .split("<link ")
                .skip(1)
                .filter_map(|rest| rest.split('>').next())
                .any(|link| link.contains("rel=\"alternate\"") && link.contains(lang) && link.contains(href));
            assert!(found, "no <link rel=alternate {part}>");
        }
    }
    assert!(
        arabic.contains("<html lang=\"ar\" dir=\"rtl\"") || arabic.contains("dir=\"rtl\" lang=\"ar\""),
        "{}",
        &arabic[..200]
    );
    assert!(english.contains("href=\"/harbour/briefs/quay/ar/\""));
    assert!(!listed(&published, "index.html").iter().any(|href| href.contains("/ar")));
}

#[test]
fn every_page_says_what_it_is() {
    for (path, html) in site().published().pages() {
        assert!(
            html.starts_with("<!DOCTYPE html>") || html.starts_with("<!doctype html>"),
            "{path}"
        );
        assert!(
            html.contains("<html lang=\"") && html.matches("<h1").count() == 1,
            "{path} has {} h1",
            html.matches("<h1").count()
        );
        let title = html
            .split("<title>")
            .nth(1)
            .and_then(|rest| rest.split("</title>").next())
            .unwrap_or("");
        assert!(!title.trim().is_empty(), "{path} has no title");
        assert!(
            !html.contains("{{") && !html.contains("{%"),
            "{path} shows its template"
        );
    }
}

/// Links ask one table of what there is, the build makes another: whatever is published may be linked to.
#[test]
fn a_brief_may_link_to_everything_that_is_published() {
    let tiny = site();
    let edition = tiny.read().expect("a site that can be read");
    let paths = edition.addresses().keys().map(ibid::site::Route::path);
    // The names of a theme's files change with what is in them.
    let links: Vec<String> = paths
        .filter(|path| !path.starts_with("/theme/"))
        .map(|path| format!("[there](<{path}>)"))
        .collect();
    let links = links.join("\n");
    assert!(links.contains("/tags/fire/page/2/"), "{links}");
    tiny.write("content/briefs/b0.md", &brief("B", "tags: [fire]\n", &links));
    let broken: Vec<String> = tiny
        .read()
        .expect("a site that can be read")
        .diagnostics
        .into_iter()
        .map(|diagnostic| diagnostic.message.clone())
        .filter(|message| message.contains("no page of this site"))
        .collect();
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn a_transcript_that_came_later_stands_under_its_film_which_is_shown_once() {
    let capture = |method: &str, media: &str| {
        let hash = "ab".repeat(32);
        format!(
            "{{\"platform\": \"twitter\", \"id\": \"7\", \"captured\": \"2018-06-01T08:00:00Z\", \"method\": \"{method}\", \
             \"author\": {{\"handle\": \"quay_cam\"}}, \"posted\": \"2017-10-15T10:00:00Z\", \"text\": \"A film\", \
             \"media\": [{{\"kind\": \"video\", \"sha256\": \"{hash}\"{media}}}]}}\n"
        )
    };
    let lines = capture("yt-dlp", ", \"alt\": \"A quay\"")
        + &capture(
            "hand",
            ", \"transcript\": \"Nobody <i>there</i>\", \"transcript_lang\": \"fr\"",
        );
    let tiny = Tiny::with_archive([
        ("archive/twitter/quay_cam.jsonl", lines.as_str()),
        (
            "content/briefs/film.md",
            &brief("Film", "", "A film.[^1]\n\n[^1]: @quay_cam, Twitter, October 15, 2017."),
        ),
    ]);
    let published = tiny.published();
    let page = published.text("posts/twitter/7.html");
    for once in [
        "Video attached",
        "A quay",
        "<summary>Transcript, <bdi>français</bdi></summary>",
    ] {
        assert_eq!(page.matches(once).count(), 1, "{once}\n{page}");
    }
    assert!(
        page.contains("<div class=\"words\" lang=\"fr\" dir=\"auto\"><p>Nobody &lt;i&gt;there"),
        "{page}"
    );
    // It may be long: beside a brief only the post's page has it.
    assert!(!published.text("briefs/film/index.html").contains("Nobody"));
}

/// One text in an old encoding is no reason to keep silent about the others.
#[test]
fn a_text_that_cannot_be_read_is_reported_beside_what_is_found_in_the_others() {
    let tiny = Tiny::with_archive([("content/briefs/a.md", "Only text.")]);
    std::fs::write(tiny.path("content/briefs/b.md"), b"La Coru\xf1a").expect("a file");
    let edition = tiny.workspace().read().expect("the others are read");
    let said: Vec<&str> = edition.diagnostics.iter().map(|found| found.rule.name()).collect();
    assert_eq!(said, ["file-unreadable", "front-matter-missing"]);
    let message = &edition.diagnostics[0].message;
    assert_eq!(
        message,
        "`content/briefs/b.md` could not be read: line 1 is not UTF-8 text"
    );
}
