//! What is said of quotations: in data, in the text, on the evidence sheet, in the report.

use serde_json::{Value, json};

use super::brief;
use crate::tiny::{Published, Tiny, attributes, default_files};

fn capture(who: &str, id: &str, day: u32, text: &str, more: &str) -> String {
    format!(
        "{{\"platform\": \"twitter\", \"id\": \"{id}\", \"captured\": \"2018-06-01T08:00:00Z\", \"author\": {{\"id\": \"id-of-{who}\", \
         \"handle\": \"{who}\"}}, \"posted\": \"2017-10-{day:02}T10:00:00Z\", \"text\": \"{text}\"{more}}}\n"
    )
}

/// A brief about posts of three accounts: an open one, one of a private person, and one whose posts go on and are withheld.
fn site(body: &str) -> Tiny {
    let open = capture(
        "quay_cam",
        "1",
        15,
        "Smoke over the quay tonight. Do not go there, please, all of you. Boats & nets are safe.",
        "",
    ) + &capture("quay_cam", "2", 16, "The bridge is not shut to anybody today.", "")
        + &capture("quay_cam", "3", 17, "Marmalade is what the harbour smells of.", "")
        + &capture("quay_cam", "4", 18, "First of two about the lock gate.", "")
        + &capture(
            "quay_cam",
            "5",
            18,
            "Second of two: the gate has been painted green again. Nobody knows why.",
            ", \"relations\": [{\"kind\": \"reply\", \"to\": {\"id\": \"4\"}}]",
        );
    Tiny::new([
        ("site.toml", default_files("site.toml")[0].1.as_str()),
        ("content/briefs/a.md", brief("A", "", body).as_str()),
        ("archive/twitter/quay_cam.jsonl", &open),
        (
            "archive/twitter/quay_cam.yaml",
            "posts:\n  \"3\": {withheld: {date: 2019-02-01, reason: asked by the author}}\n",
        ),
        (
            "archive/twitter/sleepless_one.jsonl",
            &capture(
                "sleepless_one",
                "9",
                15,
                "Sirens all night and tangerines on the stairs.",
                "",
            ),
        ),
        ("archive/twitter/sleepless_one.yaml", "class: private\n"),
    ])
}

const BODY: &str = "\
They wrote \"smoke over [our] quay tonight. […] Boats & nets are safe\", at last.[^one]

Then \"the bridge is now shut to everybody\", they said.[^two]

And it smelt of \"marmalade, mostly, on the quay\".[^three]

It had \"been painted green again\", too.[^four]

A resident heard \"sirens all night and tangerines\".[^five]

[^one]: @quay_cam, Twitter, October 15, 2017.
[^two]: @quay_cam, Twitter, October 16, 2017.
[^three]: @quay_cam, Twitter, October 17, 2017.
[^four]: <https://twitter.com/quay_cam/status/4>
[^five]: [A resident](https://nitter.net/sleepless_one/status/9).
";

fn data(published: &Published) -> Value {
    serde_json::from_str(published.text("briefs/a/evidence.json")).expect("JSON")
}

#[test]
fn data_say_of_each_quotation_what_was_found_and_how_it_differs() {
    let published = site(BODY).published();
    let data = data(&published);
    let rows = data["quotations"].as_array().expect("a list");
    let facts: Vec<_> = rows
        .iter()
        .map(|row| json!([row["note"], row["verdict"], row["post"]["id"], row["line"]]))
        .collect();
    assert_eq!(
        facts,
        [
            json!([1, "elided", "1", 7]),
            json!([2, "altered", "2", 9]),
            json!([3, "unverifiable", null, 11]),
            json!([4, "verified", "5", 13]),
            json!([5, "verified", null, 15]),
        ],
        "{rows:#?}"
    );
    assert_eq!(
        rows[0]["text"],
        "smoke over [our] quay tonight. […] Boats & nets are safe"
    );
    assert_eq!(rows[0]["column"], 12);
    assert_eq!(rows[0]["post"]["platform"], "twitter");
    assert_eq!(
        rows[0]["edits"],
        json!([{"kind": "inserted", "quoted": "[our]", "original": "the"}])
    );
    let changes: Vec<_> = rows[1]["edits"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|edit| &edit["original"])
        .collect();
    assert!(changes.contains(&&json!("not")), "{changes:?}");
    assert_eq!(data["figures"], json!([]));
}

#[test]
fn a_sign_in_the_text_leads_to_its_row_on_the_sheet() {
    let published = site(BODY).published();
    let page = published.text("briefs/a/index.html");
    let signs: Vec<&str> = page
        .split("<a class=\"sign")
        .skip(1)
        .filter_map(|rest| rest.split("</a>").next())
        .collect();
    assert_eq!(signs.len(), 5, "{signs:#?}");
    let sheet = published.text("briefs/a/evidence/index.html");
    let ids = attributes(sheet, "id");
    for sign in &signs {
        let href = attributes(sign, "href")[0];
        let (address, row) = href.split_once('#').expect("a row");
        assert_eq!(address, "/briefs/a/evidence/");
        assert!(ids.contains(&row), "{row} is not among {ids:?}");
    }
    assert!(
        signs[0].contains("aria-label=\"Same words, some left out: archived words\""),
        "{}",
        signs[0]
    );
    assert!(page.contains("are safe”,\u{2060}<a class=\"sign part\""), "{page}");
    // On the card, too, the quoted words stand out, and what was left out does not.
    assert!(
        page.contains("tonight</mark>. Do not go there, please, all of you. <mark>Boats &amp; nets are safe</mark>."),
        "{page}"
    );
    assert!(
        !published.text("feed.xml").contains("class=&quot;sign"),
        "a feed has no signs"
    );
}

#[test]
fn the_sheet_shows_what_was_left_out_and_what_was_changed_in_words() {
    let published = site(BODY).published();
    let sheet = published.text("briefs/a/evidence/index.html");
    let row = |id: &str| {
        let rest = sheet.split(&format!("<tr id=\"{id}\"")).nth(1).expect("the row");
        rest.split("</tr>").next().expect("its end").to_owned()
    };
    let one = row("q-one-1");
    assert!(
        one.contains("<span class=\"out\">Do not go there, please, all of you</span>"),
        "{one}"
    );
    assert!(
        one.contains("left out: “\u{2068}Do not go there, please, all of you\u{2069}”"),
        "{one}"
    );
    assert!(
        one.contains("<ins>[our]</ins>") && one.contains("<del>the</del>"),
        "{one}"
    );
    let two = row("q-two-1");
    assert!(
        two.contains("<ins>now</ins>") && two.contains("<del>not</del>"),
        "{two}"
    );
    assert!(two.contains("“\u{2068}now\u{2069}” for “\u{2068}not\u{2069}”"), "{two}");
}

/// Of a thread, one post is cited. What another has is shown as far as it is quoted, and not more: it has no page.
#[test]
fn of_a_post_that_is_not_cited_only_the_quoted_words_are_shown() {
    let published = site(BODY).published();
    assert!(!published.has("posts/twitter/5.html"));
    let sheet = published.text("briefs/a/evidence/index.html");
    assert!(sheet.contains("<mark>been painted green again</mark>"), "{sheet}");
    assert_eq!(published.holding("Nobody knows why"), [""; 0]);
}

/// A brief that quotes words of a post of another account than it cites, and perhaps another brief that cites that post.
fn site_with_words_of_another(other_brief: &str) -> Published {
    let tiny = site(
        "They wrote \"ropes […] and lamps are [given out] at the upper mill\".[^one]\n\n\
         [^one]: @quay_cam, Twitter, October 15, 2017.\n",
    );
    tiny.write(
        "archive/twitter/mill_owl.jsonl",
        &capture(
            "mill_owl",
            "8841",
            20,
            "Ropes, tallow and lamps are to be had at the upper mill till nine.",
            "",
        ),
    );
    if !other_brief.is_empty() {
        tiny.write("content/briefs/b.md", &brief("B", "", other_brief));
    }
    tiny.published()
}

#[test]
fn of_a_post_that_no_brief_cites_nothing_is_published_where_it_has_the_words() {
    let published = site_with_words_of_another("");
    let row = &data(&published)["quotations"][0];
    assert_eq!(
        (&row["verdict"], &row["post"], &row["edits"]),
        (&json!("elsewhere"), &Value::Null, &json!([]))
    );
    assert!(row.get("reason").is_none() && row.get("source").is_none(), "{row}");
    for word in ["mill_owl", "8841", "tallow", "to be had", "till nine"] {
        assert_eq!(published.holding(word), [""; 0], "`{word}` is published");
    }
    let sheet = published.text("briefs/a/evidence/index.html");
    assert!(
        sheet.contains("In another post") && sheet.contains("<li>a post that is not cited here</li>"),
        "{sheet}"
    );
}

#[test]
fn a_post_that_another_brief_cites_is_shown_where_it_has_the_words() {
    let published = site_with_words_of_another("A mill.[^one]\n\n[^one]: @mill_owl, Twitter, October 20, 2017.\n");
    let row = &data(&published)["quotations"][0];
    assert_eq!(
        (&row["verdict"], &row["post"]["id"]),
        (&json!("elsewhere"), &json!("8841"))
    );
    assert_eq!(row["reason"], "these words are in another post");
    let sheet = published.text("briefs/a/evidence/index.html");
    assert!(sheet.contains("<span class=\"out\">tallow</span>"), "{sheet}");
    assert!(sheet.contains("href=\"/posts/twitter/8841.html\""), "{sheet}");
}

#[test]
fn archived_words_that_may_not_be_seen_are_nowhere_beside_a_quotation() {
    let published = site(BODY).published();
    let sheet = published.text("briefs/a/evidence/index.html");
    let five = sheet
        .split("<tr id=\"q-five-1\"")
        .nth(1)
        .and_then(|rest| rest.split("</tr>").next())
        .expect("the row");
    assert!(
        five.contains("Same words") && !five.contains("<mark>") && !five.contains("class=\"words\""),
        "{five}"
    );
    let rows = data(&published);
    let five = &rows["quotations"][4];
    assert_eq!((&five["post"], &five["edits"]), (&Value::Null, &json!([])));
    assert!(five.get("reason").is_none() && five.get("source").is_none(), "{five}");
    for secret in ["sleepless_one", "is what the harbour smells of"] {
        assert_eq!(published.holding(secret), [""; 0], "`{secret}` is published");
    }
}

#[test]
fn the_report_lists_what_needs_another_look() {
    let published = site(BODY).published();
    let report = published.text("evidence/index.html");
    let open: Vec<&str> = attributes(report, "href")
        .into_iter()
        .filter(|href| href.contains("/evidence/#q-"))
        .collect();
    assert_eq!(open, ["/briefs/a/evidence/#q-two-1", "/briefs/a/evidence/#q-three-1"]);
    assert!(report.contains("href=\"/briefs/a/evidence/\""), "{report}");
    let sheet = published.text("briefs/a/evidence/index.html");
    assert_eq!(sheet.matches("<tbody class=\"settled\">").count(), 3, "{sheet}");
    assert!(
        published
            .text("sitemap.xml")
            .contains("https://harbour.example/evidence/")
    );
}

#[test]
fn the_report_lists_citations_that_lead_to_no_one_post() {
    let body = "It burned.[^one] It rained.[^two]\n\n[^one]: @quay_cam, Twitter, October 18, 2017.\n\n\
                [^two]: @quay_cam, Twitter, October 29, 2017.\n";
    let published = site(body).published();
    let report = published.text("evidence/index.html");
    let open: Vec<&str> = attributes(report, "href")
        .into_iter()
        .filter(|href| href.contains("/evidence/#n-"))
        .collect();
    assert_eq!(
        open,
        ["/briefs/a/evidence/#n-a-one", "/briefs/a/evidence/#n-a-two"],
        "{report}"
    );
    assert!(report.contains("@quay_cam, Twitter, October 29, 2017"), "{report}");
}

#[test]
fn without_citations_there_is_no_report() {
    let tiny = Tiny::with_archive([("content/briefs/a.md", brief("A", "", "Text.").as_str())]);
    let published = tiny.published();
    assert!(!published.has("evidence/index.html"));
    assert_eq!(published.holding("href=\"/evidence/\""), [""; 0]);
}

#[test]
fn of_parts_in_another_order_the_sheet_says_nothing_else() {
    let body = "They wrote \"Boats & nets are safe […] smoke over the quay tonight\".[^one]\n\n\
                [^one]: @quay_cam, Twitter, October 15, 2017.\n";
    let published = site(body).published();
    let sheet = published.text("briefs/a/evidence/index.html");
    assert!(
        sheet.contains("<ul class=\"remarks\"><li>The words stand there in another order.</li></ul>"),
        "{sheet}"
    );
}
