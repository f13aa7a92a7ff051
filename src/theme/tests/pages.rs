use std::io::Write as _;
use std::path::Path;

use super::super::{Theme, sample};
use super::markup::{elements, faults};

fn theme() -> Theme {
    Theme::load(Path::new("/nowhere"), None).unwrap()
}

fn render(theme: &Theme, page: &sample::Page) -> String {
    theme
        .render(page.template, &page.view, &sample::frame(theme, &page.lang))
        .unwrap_or_else(|problem| panic!("{}: {problem:#?}", page.name))
}

#[test]
fn every_page_is_sound() {
    let theme = theme();
    for page in sample::pages() {
        let html = render(&theme, &page);
        assert_eq!(faults(&html), Vec::<String>::new(), "{}", page.name);
    }
}

#[test]
fn a_page_says_its_language_and_direction() {
    let theme = theme();
    for page in sample::pages() {
        let html = render(&theme, &page);
        let root = &elements(&html).unwrap()[0];
        let dir = if page.lang == "ar" { "rtl" } else { "ltr" };
        assert_eq!(
            (root.attributes["lang"].as_str(), root.attributes["dir"].as_str()),
            (page.lang.as_str(), dir)
        );
    }
}

#[test]
fn archived_words_keep_their_language_and_find_their_direction() {
    let theme = theme();
    for page in sample::pages() {
        for element in elements(&render(&theme, &page)).unwrap() {
            if element
                .attributes
                .get("class")
                .is_some_and(|class| class.split(' ').any(|one| one == "words"))
            {
                assert_eq!(
                    element.attributes.get("dir").map(String::as_str),
                    Some("auto"),
                    "{}",
                    page.name
                );
                assert!(element.attributes.contains_key("lang"), "{}", page.name);
            }
        }
    }
}

#[test]
fn no_page_asks_anything_of_another_origin() {
    let theme = theme();
    for page in sample::pages() {
        for element in elements(&render(&theme, &page)).unwrap() {
            let fetched = match element.name.as_str() {
                "link" if element.attributes["rel"] != "stylesheet" => None,
                "link" | "use" => element.attributes.get("href"),
                _ => element.attributes.get("src"),
            };
            assert!(
                fetched.is_none_or(|address| address.starts_with('/')),
                "{}: {element:?}",
                page.name
            );
            if element.name == "a" && element.attributes["href"].starts_with("http") {
                assert!(element.attributes["rel"].contains("noreferrer"), "{element:?}");
            }
        }
    }
}

#[test]
fn text_is_escaped_and_html_is_not() {
    let theme = theme();
    let home = sample::Page::new("home", super::super::Template::Home, "en", &sample::home("en", true));
    let html = render(&theme, &home);
    assert!(html.contains("Rumour &amp; Record"), "text");
    assert!(html.contains("was <em>never</em> lost"), "html");
    assert!(
        html.contains(r#"content="What was said at Tern Point, and &quot;where&quot;"#),
        "attribute"
    );
}

#[test]
fn a_note_can_be_opened_closed_and_reached_from_both_sides() {
    let theme = theme();
    let html = render(&theme, &sample::pages()[0]);
    for wanted in [
        r#"id="fn-t-1" popover role="doc-footnote""#,
        r#"popovertarget="fn-t-1" popovertargetaction="hide""#,
        r##"href="#ref-t-1-2" role="doc-backlink""##,
        r#"<li class="entry" id="ev-t-1">"#,
    ] {
        assert!(html.contains(wanted), "{wanted}");
    }
}

#[test]
fn a_withdrawn_post_shows_why_and_nothing_of_its_words() {
    let theme = theme();
    let mut brief = sample::brief("en");
    let pictures = brief.entries[1].cards[1].pictures.clone();
    let mut card = brief.entries[1].cards.swap_remove(2);
    card.words_html = "<p>must not be seen</p>".into();
    card.pictures = pictures;
    brief.entries[1].cards = vec![card];
    let page = sample::Page::new("brief", super::super::Template::Brief, "en", &brief);
    let html = render(&theme, &page);
    let card = html.split(r#"<article class="post gone""#).nth(1).unwrap();
    let card = card.split("</article>").next().unwrap();
    assert!(card.contains("asked by the author"));
    assert!(!card.contains("must not be seen") && !card.contains("<img"), "{card}");
}

#[test]
fn what_was_left_open_is_seen_on_the_page() {
    let theme = theme();
    let html = render(&theme, &sample::pages()[0]);
    assert!(html.contains("Two posts of that day fit this citation."));
}

/// Says how long a page takes: `cargo test --release`.
#[test]
#[ignore = "a measurement, for people to look at"]
fn speed() {
    let theme = theme();
    let frame = sample::frame(&theme, "en");
    for (name, full) in [("post", true), ("bare post", false)] {
        let view = sample::post("en", full);
        let start = std::time::Instant::now();
        let bytes: usize = (0..2000)
            .map(|_| theme.render(super::super::Template::Post, &view, &frame).unwrap().len())
            .sum();
        let each = start.elapsed() / 2000;
        assert!(each.as_millis() < 5, "{name}: {each:?}, {} bytes", bytes / 2000);
        writeln!(std::io::stderr(), "{name}: {each:?}, {} bytes", bytes / 2000).unwrap();
    }
}

/// Writes the sample pages to `target/theme-sample`, to be looked at in a browser.
#[test]
#[ignore = "writes files for people to look at"]
fn dump() {
    let theme = theme();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/theme-sample");
    std::fs::create_dir_all(&folder).unwrap();
    for file in theme.statics() {
        std::fs::write(folder.join(&file.published), &file.bytes).unwrap();
    }
    let photo = r##"<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><path fill="#c9a27e" d="M0 0h600v400H0z"/><path fill="#5b574f" d="M0 400 300 180 600 400z"/></svg>"##;
    std::fs::write(folder.join("photo.svg"), photo).unwrap();
    for page in sample::pages() {
        std::fs::write(folder.join(&page.name), render(&theme, &page)).unwrap();
    }
}
