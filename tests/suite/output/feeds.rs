//! Feeds, the list of pages, robots, former addresses.

use serde_json::Value;

use super::brief;
use crate::tiny::Tiny;
use crate::xml;

fn site() -> Tiny {
    Tiny::with_archive([
        (
            "site.toml",
            "title = \"Salt & Iron <notes>\"\nbase_url = \"https://institute.example/harbour/\"\ndescription = \"On a *quay*\"\n",
        ),
        (
            "content/briefs/a.md",
            brief(
                "A < B & “C”",
                "tags: [\"fire & smoke\"]\nsummary: \"What *it* was\"\naliases: [/old/a/]\n",
                "Smoke & [more](b.md).[^1]\n\n[^1]: @harbour_watch, Twitter, October 15, 2017.",
            )
            .as_str(),
        ),
        ("content/briefs/b.md", &brief("B", "updated: 2018-02-03\n", "Text.")),
        ("content/about.md", "---\ntitle: About\n---\n\nWho.\n"),
    ])
}

#[test]
fn the_atom_feed_is_well_formed_and_leads_to_the_briefs() {
    let published = site().published();
    let feed = published.text("feed.xml");
    assert_eq!(xml::check(feed), Ok(()), "{feed}");
    for part in [
        "<title>Salt &amp; Iron &lt;notes&gt;</title>",
        "<link rel=\"self\" href=\"https://institute.example/harbour/feed.xml\"/>",
        "<link href=\"https://institute.example/harbour/briefs/a/\"/>",
        "<title>A &lt; B &amp; “C”</title>",
        "<updated>2018-02-03T00:00:00Z</updated>",
        "<name>R. Haddad</name>",
        "<category term=\"fire &amp; smoke\"/>",
        "<summary>What it was</summary>",
    ] {
        assert!(feed.contains(part), "{part} is not in\n{feed}");
    }
}

#[test]
fn the_json_feed_says_the_same() {
    let published = site().published();
    let feed: Value = serde_json::from_str(published.text("feed.json")).expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["home_page_url"], "https://institute.example/harbour/");
    let items = feed["items"].as_array().expect("items");
    let urls: Vec<&str> = items.iter().filter_map(|item| item["url"].as_str()).collect();
    assert_eq!(
        urls,
        [
            "https://institute.example/harbour/briefs/a/",
            "https://institute.example/harbour/briefs/b/"
        ]
    );
    assert_eq!(items[0]["title"], "A < B & “C”");
    assert_eq!(items[0]["tags"][0], "fire & smoke");
    assert_eq!(items[1]["date_modified"], "2018-02-03T00:00:00Z");
}

/// A feed is read far from its site: what it leads to must be whole.
#[test]
fn addresses_in_feeds_are_whole() {
    let published = site().published();
    let feed: Value = serde_json::from_str(published.text("feed.json")).expect("JSON");
    for item in feed["items"].as_array().expect("items") {
        let html = item["content_html"].as_str().expect("HTML");
        for name in ["href", "src"] {
            for address in crate::tiny::attributes(html, name) {
                assert!(
                    address.starts_with("https://") || address.starts_with('#'),
                    "{name}={address} in\n{html}"
                );
            }
        }
    }
}

#[test]
fn search_engines_are_told_of_every_page_for_readers() {
    let published = site().published();
    let sitemap = published.text("sitemap.xml");
    assert_eq!(xml::check(sitemap), Ok(()));
    let told: Vec<&str> = sitemap
        .split("<loc>")
        .skip(1)
        .filter_map(|rest| rest.split("</loc>").next())
        .collect();
    for page in [
        "",
        "about/",
        "briefs/a/",
        "briefs/a/evidence/",
        "posts/twitter/915.html",
        "accounts/twitter/harbour_watch/",
        "tags/fire-smoke/",
    ] {
        assert!(
            told.contains(&format!("https://institute.example/harbour/{page}").as_str()),
            "{page} is not in {told:#?}"
        );
    }
    for page in &told {
        let path = page
            .strip_prefix("https://institute.example/harbour/")
            .expect("an address of the site");
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        assert!(published.has(&file), "{page} is told of and not there");
        assert!(
            !file.contains("old/") && file != "404.html",
            "{page} is no page to be found"
        );
    }
    assert!(
        published
            .text("robots.txt")
            .contains("Sitemap: https://institute.example/harbour/sitemap.xml")
    );
}

#[test]
fn a_former_address_leads_on_without_scripts() {
    let published = site().published();
    let page = published.text("old/a/index.html");
    assert!(page.contains("http-equiv=\"refresh\" content=\"0; url=/harbour/briefs/a/\""));
    assert!(page.contains("<link rel=\"canonical\" href=\"https://institute.example/harbour/briefs/a/\">"));
}

#[test]
fn a_day_begins_where_the_brief_was_written() {
    let tiny = Tiny::with_archive([(
        "content/briefs/a.md",
        brief("A", "timezone: Asia/Beirut\n", "Text.").as_str(),
    )]);
    let published = tiny.published();
    assert!(
        published
            .text("feed.xml")
            .contains("<published>2018-01-01T22:00:00Z</published>")
    );
    let feed: Value = serde_json::from_str(published.text("feed.json")).expect("JSON");
    assert_eq!(feed["items"][0]["date_published"], "2018-01-01T22:00:00Z");
}
