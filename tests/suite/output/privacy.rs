//! People who must not be shown: nothing of them is anywhere in the output.

use super::brief;
use crate::tiny::{Tiny, default_files};

/// A site that cites a private person's post (by its address alone), a withheld post and an open one.
fn site() -> Tiny {
    let body = "A resident heard sirens.[^1] A post is gone.[^2] The quay is open.[^3]\n\n\
                [^1]: [A resident, October 15, 2017](https://twitter.com/sleepless_resident/status/1).\n\
                [^2]: @quay_cam, Twitter, October 16, 2017.\n\
                [^3]: @quay_cam, Twitter, October 17, 2017.";
    let line = |id: &str, author: &str, name: &str, day: &str, text: &str| {
        format!(
            "{{\"platform\": \"twitter\", \"id\": \"{id}\", \"url\": \"https://twitter.com/{author}/status/{id}\", \"captured\": \"2018-06-01T08:00:00Z\", \
             \"author\": {{\"id\": \"id-of-{author}\", \"handle\": \"{author}\", \"name\": \"{name}\"}}, \"posted\": \"2017-10-{day}T10:00:00Z\", \
             \"text\": \"{text}\", \"archived_at\": [\"https://web.archive.org/web/2017/https://twitter.com/{author}/status/{id}\"]}}\n"
        )
    };
    let open = line(
        "2",
        "quay_cam",
        "Quay camera",
        "16",
        "Marmalade in #Secrecy, said @sleepless_resident",
    ) + &line("3", "quay_cam", "Quay camera", "17", "Open.");
    Tiny::new([
        ("site.toml", default_files("site.toml")[0].1.as_str()),
        ("content/briefs/a.md", brief("A", "", body).as_str()),
        (
            "content/briefs/b.md",
            &brief(
                "B",
                "",
                "Again.[^1]\n\n[^1]: [A resident](https://nitter.net/sleepless_resident/status/1).",
            ),
        ),
        (
            "archive/twitter/sleepless_resident.jsonl",
            &(line(
                "1",
                "sleepless_resident",
                "Wilhelmina Sandlake",
                "15",
                "Sirens all night. #NoSleep",
            ) + &line(
                "1",
                "sleepless_resident",
                "Henrietta Galloway",
                "15",
                "Sirens all night. #NoSleep",
            )
            .replace("2018-06-01", "2018-07-01")),
        ),
        ("archive/twitter/sleepless_resident.yaml", "class: private\n"),
        ("archive/twitter/quay_cam.jsonl", &open),
        (
            "archive/twitter/quay_cam.yaml",
            "posts:\n  \"2\": {withheld: {date: 2019-02-01, reason: asked by the author}, annotation: A jar of tangerines}\n",
        ),
    ])
}

#[test]
fn a_private_persons_handle_and_name_are_nowhere() {
    let published = site().published();
    assert!(published.has("posts/twitter/ff5d16cb5ddf72d5.html"));
    assert!(
        !published.text("sitemap.xml").contains("ff5d16cb5ddf72d5"),
        "search engines are told of it"
    );
    for secret in [
        "sleepless_resident",
        "sleepless-resident",
        "Wilhelmina",
        "Henrietta",
        "id-of-sleepless",
    ] {
        assert_eq!(published.holding(secret), [""; 0], "`{secret}` is published");
    }
}

#[test]
fn the_words_of_a_withheld_post_are_nowhere() {
    let published = site().published();
    assert!(
        published.text("posts/twitter/2.html").contains("1 February 2019")
            || published.text("posts/twitter/2.html").contains("2019-02-01")
    );
    for secret in ["Marmalade", "Secrecy"] {
        assert_eq!(published.holding(secret), [""; 0], "`{secret}` is published");
    }
    assert!(
        !published.holding("Quay camera").is_empty(),
        "the account itself may be shown"
    );
}

#[test]
fn drafts_are_nowhere() {
    let tiny = site();
    tiny.write(
        "content/briefs/secret-draft.md",
        &brief(
            "Unripe plums",
            "draft: true\ntags: [plums]\nseries: Orchard\n",
            "Smoke.[^1]\n\n[^1]: @quay_cam, Twitter, October 17, 2017.",
        ),
    );
    let published = tiny.published();
    for secret in ["secret-draft", "plums", "Orchard"] {
        assert_eq!(published.holding(secret), [""; 0], "`{secret}` is published");
    }
}
