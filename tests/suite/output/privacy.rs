//! People who must not be shown: nothing of them is anywhere in the output.

use std::path::Path;

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

/// A site that cites a post of a private person and one of a person at risk, in all the ways that do not name them, with a
/// picture that holds a place.
pub(crate) fn guarded() -> Tiny {
    const PICTURE: &[u8] =
        b"\xff\xd8\xff\xe1\0\x28Exif\0\0MM\0*\0\0\0\x08\0\0 at 51.5007N 0.1246W here\xff\xda\0\x02picture\xff\xd9";
    let picture = "7d6ee7dbd2a6ae0e6d2b58b3d1d1e0ef";
    let hash = sha256(PICTURE);
    let line = |who: &str, id: &str, text: &str, alt: &str| {
        format!(
            "{{\"platform\": \"twitter\", \"id\": \"{id}\", \"url\": \"https://twitter.com/{who}/status/{id}\", \"captured\": \"2018-06-01T08:00:00Z\", \
             \"source\": {{\"name\": \"{who}.jsonl\", \"sha256\": \"{picture}\"}}, \
             \"author\": {{\"id\": \"88{id}\", \"handle\": \"{who}\", \"name\": \"Name of {who}\"}}, \"posted\": \"2017-10-15T10:00:00Z\", \
             \"text\": \"{text}\", \"relations\": [{{\"kind\": \"reply\", \"to\": {{\"id\": \"{id}\"}}}}], \
             \"media\": [{{\"kind\": \"image\", \"sha256\": \"{hash}\", \"type\": \"image/jpeg\", \"alt\": \"{alt}\", \"source\": \"https://pbs.example/{who}.jpg\"}}], \
             \"archived_at\": [\"https://web.archive.org/web/2017/https://twitter.com/{who}/status/{id}\"]}}\n"
        )
    };
    let body = "Sirens were heard.[^1] Lights too.[^2] Both.[^3]\n\n\
                [^1]: [A resident, October 15, 2017](https://twitter.com/tell_nobody/status/919560000000004401).\n\
                [^2]: [A sailor](https://x.com/sealed_lips/status/919560000000004402?s=20); \
                [the same](https://web.archive.org/web/20171016/https://twitter.com/sealed_lips/status/919560000000004402).\n\
                [^3]: [A resident](https://twitter.com/i/web/status/919560000000004401).";
    let tiny = Tiny::new([
        ("site.toml", default_files("site.toml")[0].1.as_str()),
        (
            "content/briefs/a.md",
            brief("A", "summary: Of sirens.\ntags: [sirens]\n", body).as_str(),
        ),
        (
            "archive/twitter/tell_nobody.jsonl",
            &line(
                "tell_nobody",
                "919560000000004401",
                "Sirens. #Harbour",
                "A window of Name of tell_nobody",
            ),
        ),
        (
            "archive/twitter/tell_nobody.yaml",
            "name: Wilma Tellnobody\nabout: Lives in Rope Walk 7\nclass: private\n",
        ),
        (
            "archive/twitter/sealed_lips.jsonl",
            &line(
                "sealed_lips",
                "919560000000004402",
                "Lights, says @sealed_lips",
                "Seen by @sealed_lips",
            ),
        ),
        (
            "archive/twitter/sealed_lips.yaml",
            "class: at-risk\nhandles: [{handle: lips_before, to: 2016-01-01}]\nposts:\n  \"919560000000004402\": {annotation: From the mole.}\n",
        ),
    ]);
    let shelf = tiny.path(&format!("archive/media/{}", &hash[..2]));
    std::fs::create_dir_all(&shelf).expect("a shelf");
    std::fs::write(shelf.join(format!("{hash}.jpg")), PICTURE).expect("a picture");
    tiny
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    use std::fmt::Write as _;

    let mut hash = String::new();
    for byte in sha2::Sha256::digest(bytes) {
        write!(hash, "{byte:02x}").expect("written");
    }
    hash
}

#[test]
fn nothing_of_guarded_people_is_in_any_byte_of_the_output() {
    let tiny = guarded();
    let edition = tiny.read().expect("a site that can be read");
    let errors: Vec<String> = edition.diagnostics.iter().map(|found| found.message.clone()).collect();
    assert!(ibid::build::is_clean(&edition.diagnostics), "{errors:?}");
    assert_eq!(told(&tiny), [""; 0]);
    let published = tiny.published();
    assert!(
        !published.holding("From the mole.").is_empty(),
        "what the editors say is shown"
    );
    assert!(
        !published
            .0
            .iter()
            .any(|(path, _)| Path::new(path).extension().is_some_and(|ending| ending == "jpg")),
        "no picture of a guarded person is published"
    );
}

/// What is told of guarded people in the output of a site, and where.
fn told(tiny: &Tiny) -> Vec<String> {
    let published = tiny.published();
    let secrets = [
        "tell_nobody",
        "Tellnobody",
        "Rope Walk 7",
        "sealed_lips",
        "lips_before",
        "hushed_third",
        "919560000000004401",
        "919560000000004402",
        "Name of",
        "51.5007N",
        "Lights, says",
        "Seen by",
        "A window",
        "#Harbour",
    ];
    let mut found = Vec::new();
    for (path, bytes) in &published.0 {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for secret in secrets {
            let secret = secret.to_lowercase();
            let folded = secret.replace('_', "-");
            if text.contains(&secret) || text.contains(&folded) || path.contains(&secret) || path.contains(&folded) {
                found.push(format!("{secret} in {path}"));
            }
        }
    }
    found
}

/// The site of [`guarded`], with a brief `b` that cites what somebody else says of guarded people, cited or not.
pub(crate) fn talked_about() -> Tiny {
    let tiny = guarded();
    tiny.write(
        "archive/twitter/hushed_third.jsonl",
        r#"{"platform": "twitter", "id": "3", "captured": "2018-06-01T08:00:00Z", "author": {"handle": "hushed_third"}, "posted": "2017-10-15T10:00:00Z", "text": "Nobody cites this."}"#,
    );
    tiny.write("archive/twitter/hushed_third.yaml", "class: at-risk\n");
    tiny.write(
        "archive/twitter/loud_friend.jsonl",
        r#"{"platform": "twitter", "id": "919560000000004403", "captured": "2018-06-01T08:00:00Z", "author": {"handle": "loud_friend", "name": "Loud Friend"}, "posted": "2017-10-15T11:00:00Z", "text": "Heard it from @tell_nobody and @Sealed_Lips (that is Wilma Tellnobody, Name of tell_nobody), not @lips_before or twitter.com/hushed_third: https://twitter.com/tell_nobody/status/919560000000004401 https://twitter.com/i/status/919560000000004402 Tugs all night.", "media": [{"kind": "image", "alt": "A letter of @hushed_third"}, {"kind": "video", "transcript": "I know the quay and @hushed_third and\nWilma Tellnobody."}], "relations": [{"kind": "quote", "to": {"id": "919560000000004401"}}, {"kind": "reply", "to": {"id": "919560000000004402"}}], "in_reply_to": {"screen_name": "sealed_lips", "status": "919560000000004402"}}"#,
    );
    tiny.write(
        "archive/twitter/loud_friend.yaml",
        "posts:\n  \"919560000000004403\":\n    annotation: She means @tell_nobody.\n    translations: [{lang: fr, text: \"Entendu de @hushed_third\"}]\n",
    );
    tiny.write(
        "content/briefs/b.md",
        &brief(
            "B",
            "",
            "A friend says “tugs all night”, and says “I know the”, more.[^1]\n\n[^1]: @loud_friend, Twitter, October 15, 2017.",
        ),
    );
    tiny
}

#[test]
fn nothing_of_guarded_people_is_in_what_others_say_of_them() {
    let tiny = talked_about();
    assert_eq!(told(&tiny), [""; 0]);
    let published = tiny.published();
    for page in [
        "briefs/b/index.html",
        "briefs/b/evidence.json",
        "posts/twitter/919560000000004403.html",
    ] {
        let text = published.text(page);
        assert!(text.contains("Tugs all night") && text.contains("▇▇▇"), "{page}");
    }
    // What is said why it may be named is named.
    tiny.write(
        "archive/twitter/hushed_third.yaml",
        "class: at-risk\nconsent: by letter\n",
    );
    assert!(tiny.published().text("briefs/b/index.html").contains("hushed_third"));
}

#[test]
fn words_that_are_taken_down_are_not_passed_on_by_others() {
    let tiny = site();
    let again = r#"{"platform": "twitter", "id": "4", "captured": "2018-06-01T08:00:00Z", "author": {"handle": "parrot"}, "posted": "2017-10-18T10:00:00Z", "text": "RT @quay_cam: Marmalade in #Secrecy", "relations": [{"kind": "repost", "to": {"id": "2"}}]}"#;
    tiny.write("archive/twitter/parrot.jsonl", again);
    tiny.write(
        "content/briefs/c.md",
        &brief("C", "", "Passed on.[^1]\n\n[^1]: @parrot, Twitter, October 18, 2017."),
    );
    let published = tiny.published();
    for secret in ["Marmalade", "Secrecy"] {
        assert_eq!(published.holding(secret), [""; 0], "`{secret}` is published");
    }
    assert!(published.text("posts/twitter/4.html").contains("asked by the author"));
}
