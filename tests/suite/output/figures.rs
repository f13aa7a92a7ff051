//! What is said of figures: in data, in the text, on the evidence sheet, in the report.

use serde_json::{Value, json};

use super::brief;
use crate::tiny::{Published, Tiny, attributes, default_files};

fn capture(who: &str, id: &str, reposts: u64) -> String {
    format!(
        "{{\"platform\": \"twitter\", \"id\": \"{id}\", \"captured\": \"2018-06-01T08:00:00Z\", \"author\": {{\"id\": \"id-of-{who}\", \
         \"handle\": \"{who}\"}}, \"posted\": \"2017-10-15T10:00:00Z\", \"text\": \"Post number {id}.\", \
         \"metrics\": {{\"reposts\": {reposts}}}}}\n"
    )
}

/// Posts of an open account, one of which is withheld, and of a private person.
fn published() -> Published {
    let open = capture("quay_cam", "1", 4612)
        + &capture("quay_cam", "2", 4613)
        + &capture("quay_cam", "3", 4614)
        + &capture("quay_cam", "4", 4616)
        + &capture("quay_cam", "5", 12).replace("\"reposts\": 12", "\"reposts\": 12, \"likes\": 7");
    Tiny::new([
        ("site.toml", default_files("site.toml")[0].1.as_str()),
        ("content/briefs/a.md", brief("A", "", BODY).as_str()),
        ("archive/twitter/quay_cam.jsonl", &open),
        (
            "archive/twitter/quay_cam.yaml",
            "posts:\n  \"4\": {withheld: {date: 2019-02-01, reason: asked by the author}}\n",
        ),
        (
            "archive/twitter/sleepless_one.jsonl",
            &capture("sleepless_one", "9", 4619),
        ),
        ("archive/twitter/sleepless_one.yaml", "class: private\n"),
    ])
    .published()
}

const BODY: &str = "\
The first was retweeted 4,600 times.[^one]

The second was retweeted more than 9,000 times, they said.[^two]

The third was retweeted 300 times.[^three]

The account, which has 12,000 followers, was pleased.[^four]

A withheld one was retweeted 4,600 times.[^five]

A resident's was retweeted 4,600 times.[^six]

The paper had 700 likes.[^seven]

Between them, the two were retweeted 9,200 times.[^one][^two]

Between them, the two were retweeted 9,200 times.[^one][^five]

The last had more likes than retweets.[^eight]

[^one]: <https://twitter.com/quay_cam/status/1>
[^two]: <https://twitter.com/quay_cam/status/2>
[^three]: <https://twitter.com/quay_cam/status/3>
[^four]: <https://twitter.com/quay_cam/status/1>
[^five]: <https://twitter.com/quay_cam/status/4>
[^six]: [A resident](https://nitter.net/sleepless_one/status/9).
[^seven]: <https://paper.example/news>
[^eight]: <https://twitter.com/quay_cam/status/5>
";

#[test]
fn data_say_of_each_figure_what_was_captured() {
    let published = published();
    let data: Value = serde_json::from_str(published.text("briefs/a/evidence.json")).expect("JSON");
    let rows = data["figures"].as_array().expect("a list");
    let facts: Vec<_> = rows
        .iter()
        .map(|row| {
            json!([
                row["note"],
                row["metric"],
                row["claimed"],
                row["captured"],
                row["verdict"],
                row["post"]["id"]
            ])
        })
        .collect();
    assert_eq!(
        facts,
        [
            json!([1, "reposts", 4600, 4612, "consistent", "1"]),
            json!([2, "reposts", 9000, 4613, "contradicted", "2"]),
            json!([3, "reposts", 300, 4614, "cannot-confirm", "3"]),
            json!([4, "followers", 12000, null, "unverifiable", null]),
            json!([5, "reposts", 4600, null, "consistent", null]),
            json!([6, "reposts", 4600, null, "consistent", null]),
            // A sum is of no one post.
            json!([1, "reposts", 9200, 9225, "consistent", null]),
            // One of the posts is withheld.
            json!([1, "reposts", 9200, null, "consistent", null]),
            // A comparison names no number.
            json!([8, "likes", null, 7, "contradicted", "5"]),
        ],
        "{rows:#?}"
    );
    let first = &rows[0];
    assert_eq!(first["text"], "retweeted 4,600 times");
    assert_eq!(first["captured_at"], "2018-06-01T08:00:00Z");
    assert_eq!((&first["line"], &first["column"]), (&json!(7), &json!(15)));
    for closed in [&rows[4], &rows[5], &rows[7]] {
        assert_eq!(closed["captured_at"], Value::Null);
        assert!(closed.get("reason").is_none(), "{closed}");
    }
}

#[test]
fn a_sign_behind_a_figure_leads_to_its_row_beside_the_count() {
    let published = published();
    let page = published.text("briefs/a/index.html");
    let signs: Vec<&str> = page
        .split("<a class=\"sign")
        .skip(1)
        .filter_map(|rest| rest.split("</a>").next())
        .collect();
    let rows: Vec<&str> = signs
        .iter()
        .map(|sign| attributes(sign, "href")[0])
        .map(|href| href.strip_prefix("/briefs/a/evidence/#").expect("the sheet"))
        .collect();
    // Nothing can be said of followers.
    let of_sums = ["f-one-2", "f-one-3"];
    assert_eq!(
        rows,
        [
            &["f-one-1", "f-two-1", "f-three-1", "f-five-1", "f-six-1"][..],
            &of_sums,
            &["f-eight-1"]
        ]
        .concat()
    );
    assert!(page.contains("4,600 times.\u{2060}<a class=\"sign\""), "{page}");
    assert!(page.contains("9,000 times,\u{2060}<a class=\"sign wrong\""), "{page}");

    let sheet = published.text("briefs/a/evidence/index.html");
    let row = |id: &str| {
        let rest = sheet.split(&format!("<tr id=\"{id}\"")).nth(1).expect("the row");
        rest.split("</tr>").next().expect("its end")
    };
    let one = row("f-one-1");
    assert!(
        one.contains("<bdi>retweeted 4,600 times</bdi>") && one.contains("4,612 retweets"),
        "{one}"
    );
    assert!(one.contains("captured 1 Jun 2018"), "{one}");
    assert!(row("f-two-1").contains("The captured counts are lower"));
    assert!(row("f-three-1").contains("The first capture shows more already."));
    assert!(row("f-four-1").contains("Cannot be compared"));
    let sum = row("f-one-2");
    assert!(
        sum.contains("9,225 retweets") && sum.contains("several posts or counts together"),
        "{sum}"
    );
    let compared = row("f-eight-1");
    assert!(
        compared.contains("7 likes, 12 retweets") && compared.contains("The captured counts do not fit"),
        "{compared}"
    );
}

#[test]
fn counts_of_posts_that_are_not_open_stand_beside_no_figure() {
    let published = published();
    // Nothing of a withheld post is shown; the post of a private person is, where it is cited.
    assert_eq!(published.holding("4,616"), [""; 0]);
    assert_eq!(published.holding("4616"), [""; 0]);
    for file in ["briefs/a/evidence/index.html", "briefs/a/evidence.json"] {
        let text = published.text(file);
        assert!(!text.contains("4,619") && !text.contains("4619"), "{text}");
    }
    let sheet = published.text("briefs/a/evidence/index.html");
    assert_eq!(
        sheet.matches("The captured counts may not be shown.").count(),
        3,
        "{sheet}"
    );
}

#[test]
fn the_report_lists_figures_that_need_another_look() {
    let published = published();
    let report = published.text("evidence/index.html");
    let open: Vec<&str> = attributes(report, "href")
        .into_iter()
        .filter_map(|href| href.strip_prefix("/briefs/a/evidence/#"))
        .collect();
    assert_eq!(open, ["f-two-1", "f-three-1", "f-four-1", "f-eight-1"]);
    assert!(report.contains("The captured count fits: <b>5</b>"), "{report}");
}
