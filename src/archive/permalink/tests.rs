use proptest::prelude::*;

use super::super::{Platform, PostKey, canonical_url};
use super::Permalink;

/// Address | platform | id | handle; `-` for none.
const READ: &str = "\
https://twitter.com/harbour_watch/status/919700000000000001 | twitter | 919700000000000001 | harbour_watch
http://www.twitter.com/harbour_watch/statuses/919700000000000001/ | twitter | 919700000000000001 | harbour_watch
mobile.twitter.com/harbour_watch/status/919700000000000001?s=20&t=abc | twitter | 919700000000000001 | harbour_watch
https://x.com/harbour_watch/status/919700000000000001/photo/1 | twitter | 919700000000000001 | harbour_watch
https://x.com/i/status/919700000000000001 | twitter | 919700000000000001 | -
https://twitter.com/i/web/status/919700000000000001#m | twitter | 919700000000000001 | -
https://twitter.com/#!/harbour_watch/status/919700000000000001 | twitter | 919700000000000001 | harbour_watch
https://platform.twitter.com/embed/Tweet.html?dnt=true&id=919700000000000001 | twitter | 919700000000000001 | -
https://nitter.example.org/harbour_watch/status/919700000000000001#m | twitter | 919700000000000001 | harbour_watch
https://vxtwitter.com/harbour_watch/status/919700000000000001 | twitter | 919700000000000001 | harbour_watch
hxxps://twitter[.]com/harbour_watch/status/919700000000000001 | twitter | 919700000000000001 | harbour_watch
https%3A%2F%2Ftwitter.com%2Fharbour_watch%2Fstatus%2F919700000000000001 | twitter | 919700000000000001 | harbour_watch
<https://twitter.com/harbour_watch/status/919700000000000001>. | twitter | 919700000000000001 | harbour_watch
https://twitter.com/quay/status/ 12). | twitter | 12 | quay
https://twitter.com/harbour_watch | twitter | - | harbour_watch
https://web.archive.org/web/20171016093000/https://twitter.com/quay/status/12 | twitter | 12 | quay
https://web.archive.org/web/20171016093000id_/http://twitter.com/quay/status/12?x=1#m | twitter | 12 | quay
web.archive.org/web/2017*/twitter.com/quay/status/12 | twitter | 12 | quay
http://web.archive.org/web/*/http:/twitter.com/quay/status/12 | twitter | 12 | quay
https://web.archive.org/web/2/https://https://twitter.com/quay/status/12 | twitter | 12 | quay
https://web.archive.org/save/https://twitter.com/quay/status/12 | twitter | 12 | quay
https://web.archive.org/save/_embed/twitter.com/quay/status/12 | twitter | 12 | quay
https://archive.ph/2017.10.16-093000/https://twitter.com/quay/status/12 | twitter | 12 | quay
https://archive.today/o/AbCdE/https://twitter.com/quay/status/12 | twitter | 12 | quay
https://archive.is/?url=https%3A%2F%2Ftwitter.com%2Fquay%2Fstatus%2F12 | twitter | 12 | quay
https://arquivo.pt/wayback/20171016093000/https://twitter.com/quay/status/12 | twitter | 12 | quay
https://archive.ph/2018/https://web.archive.org/web/2017/https://twitter.com/quay/status/12 | twitter | 12 | quay
https://www.instagram.com/p/BaT_x-1aB/ | instagram | BaT_x-1aB | -
https://instagram.com/quay.side/reel/BaTx1aB/?igsh=1 | instagram | BaTx1aB | quay.side
https://www.instagram.com/tv/BaTx1aB | instagram | BaTx1aB | -
https://www.instagram.com/quay.side/ | instagram | - | quay.side
https://www.youtube.com/watch?app=desktop&v=a_b-C123456&t=10s | youtube | a_b-C123456 | -
https://youtu.be/a_b-C123456?si=x | youtube | a_b-C123456 | -
https://m.youtube.com/shorts/a_b-C123456 | youtube | a_b-C123456 | -
https://www.youtube-nocookie.com/embed/a_b-C123456 | youtube | a_b-C123456 | -
https://youtube.com/live/a_b-C123456 | youtube | a_b-C123456 | -
https://www.youtube.com/@QuayFilms | youtube | - | QuayFilms
https://www.tiktok.com/@quay.side/video/6800000000000000001?lang=en | tiktok | 6800000000000000001 | quay.side
https://t.me/QuayNews/123 | telegram | quaynews/123 | QuayNews
https://t.me/s/quaynews/123?single | telegram | quaynews/123 | quaynews
telegram.me/quaynews/123 | telegram | quaynews/123 | quaynews
https://quaynews.t.me/123 | telegram | quaynews/123 | quaynews
https://t.me/c/1234567/89 | telegram | c/1234567/89 | -
https://t.me/quaynews | telegram | - | quaynews
https://www.facebook.com/quayside/posts/10155000000000001 | facebook | 10155000000000001 | quayside
https://www.facebook.com/quayside/posts/pfbid0AbC?locale=ar_AR | facebook | pfbid0AbC | quayside
https://ar-ar.facebook.com/quayside/videos/some-words/10155000000000001/ | facebook | 10155000000000001 | quayside
https://facebook.com/quayside/photos/a.12.34/10155000000000001/?type=3 | facebook | 10155000000000001 | quayside
https://m.facebook.com/story.php?story_fbid=77&id=55 | facebook | 77 | 55
https://www.facebook.com/permalink.php?story_fbid=pfbid0AbC&amp;id=55 | facebook | pfbid0AbC | 55
https://l.facebook.com/l.php?u=https%3A%2F%2Ft.me%2Fquaynews%2F5&h=x | telegram | quaynews/5 | quaynews
https://bsky.app/profile/quay.example.com/post/3kabc2xyz | bluesky | quay.example.com/3kabc2xyz | quay.example.com
https://bsky.app/profile/did:plc:abc123/post/3kabc2xyz | bluesky | did:plc:abc123/3kabc2xyz | -
https://quay.example/@watch/109500000000000001 | mastodon | quay.example/109500000000000001 | watch@quay.example
https://quay.example/users/watch/statuses/109500000000000001 | mastodon | quay.example/109500000000000001 | watch@quay.example
https://mastodon.social/@watch@quay.example/109500000000000001 | mastodon | - | watch@quay.example
https://mastodon.social/@watch | mastodon | - | watch@mastodon.social
https://vk.com/wall-123_456?reply=7 | vk | -123_456 | -
https://vk.com/quayside?w=wall-123_456%2Fall | vk | -123_456 | quayside
https://old.reddit.com/r/harbours/comments/abc123/the_north_quay/ | reddit | abc123 | -
https://www.reddit.com/r/harbours/comments/abc123/the_north_quay/def456/?context=3 | reddit | def456 | -
https://redd.it/abc123 | reddit | abc123 | -
https://www.threads.net/@quay.side/post/CuXYZ_12 | threads | CuXYZ_12 | quay.side
https://weibo.com/1234567890/AbCdEfGhI?type=comment | weibo | AbCdEfGhI | 1234567890
https://m.weibo.cn/status/4170000000000000 | weibo | 4170000000000000 | -
https://www.linkedin.com/feed/update/urn:li:activity:7000000000000000001/ | linkedin | 7000000000000000001 | -
https://www.linkedin.com/posts/harbour-watch_the-north-quay-activity-7000000000000000001-AbCd | linkedin | 7000000000000000001 | harbour-watch
https://quayside.tumblr.com/post/123456/the-north-quay | tumblr | 123456 | quayside
https://www.tumblr.com/quayside/123456/the-north-quay | tumblr | 123456 | quayside
";

/// A row of the table taken apart.
fn read() -> Vec<[&'static str; 4]> {
    let cells = |row: &'static str| row.split(" | ").collect::<Vec<_>>().try_into().expect("four cells");
    READ.lines().map(cells).collect()
}

#[test]
fn addresses_of_posts_and_accounts_are_read() {
    let none = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    for [url, platform, id, handle] in read() {
        let found = Permalink::parse(url).map(|link| (link.platform.0.to_string(), none(link.id), none(link.handle)));
        assert_eq!(
            found,
            Some((platform.to_owned(), id.to_owned(), handle.to_owned())),
            "{url}"
        );
    }
}

#[test]
fn other_addresses_are_not_posts() {
    for url in [
        "",
        "https://",
        "the north quay",
        "https://news.example/2017/10/15/quay",
        "https://medium.com/@quay",
        "https://twitter.com/search?q=quay",
        "https://twitter.com/hashtag/quay",
        "https://twitter.com/quay/status/not-a-number",
        "https://twitter.com@evil.example/quay/status/12",
        "https://nottwitter.com/quay/status/12",
        "https://archive.ph/AbCdE",
        "https://perma.cc/AB12-CD34",
        "https://web.archive.org/web/20171016093000/https://news.example/a",
        "https://t.me/joinchat/AbCdE",
        "https://www.instagram.com/explore/tags/quay/",
        "https://www.facebook.com/sharer/sharer.php?u=https://news.example",
    ] {
        assert_eq!(Permalink::parse(url), None, "{url}");
    }
}

#[test]
fn a_copy_tells_its_day() {
    let day = |url: &str| {
        Permalink::parse(url)
            .and_then(|link| link.archived_on())
            .map(|day| day.to_string())
    };
    assert_eq!(
        day("https://web.archive.org/web/20171016093000id_/https://twitter.com/quay/status/12").as_deref(),
        Some("2017-10-16")
    );
    assert_eq!(
        day("https://archive.ph/2017.10.16-093000/https://twitter.com/quay/status/12").as_deref(),
        Some("2017-10-16")
    );
    assert_eq!(
        day("https://web.archive.org/web/2017/https://twitter.com/quay/status/12"),
        None
    );
    assert_eq!(day("https://twitter.com/quay/status/20171016093000"), None);
    let link = Permalink::parse("web.archive.org/web/2017/twitter.com/quay/status/12");
    assert_eq!(
        link.and_then(|link| link.archived).as_deref(),
        Some("https://web.archive.org/web/2017/twitter.com/quay/status/12")
    );
}

#[test]
fn what_is_written_is_read_back() {
    for (platform, id, handle) in [
        ("twitter", "919700000000000001", "harbour_watch"),
        ("instagram", "BaT_x-1aB", "quay.side"),
        ("telegram", "quaynews/123", "quaynews"),
        ("mastodon", "quay.example/109500000000000001", "watch@quay.example"),
        ("youtube", "a_b-C123456", "QuayFilms"),
        ("bluesky", "did:plc:abc123/3kabc2xyz", "quay.example.com"),
        ("tiktok", "6800000000000000001", "quay.side"),
        ("facebook", "10155000000000001", "quayside"),
        ("threads", "CuXYZ_12", "quay.side"),
        ("vk", "-123_456", "quayside"),
        ("reddit", "abc123", "quay"),
        ("linkedin", "7000000000000000001", "quay"),
        ("weibo", "AbCdEfGhI", "1234567890"),
        ("tumblr", "123456", "quayside"),
        ("whatsapp", "0029VaAbC/123", "0029VaAbC"),
    ] {
        let key = PostKey {
            platform: Platform(platform.into()),
            id: id.into(),
        };
        let url = canonical_url(&key, Some(handle)).unwrap_or_default();
        assert_eq!(Permalink::parse(&url).and_then(|link| link.key()), Some(key), "{url}");
    }
}

#[test]
fn a_post_without_a_handle_has_an_address_where_the_platform_allows_it() {
    let url = |platform: &str, id: &str| {
        canonical_url(
            &PostKey {
                platform: Platform(platform.into()),
                id: id.into(),
            },
            None,
        )
    };
    assert_eq!(
        url("twitter", "12").as_deref(),
        Some("https://twitter.com/i/web/status/12")
    );
    assert_eq!(
        url("telegram", "quaynews/12").as_deref(),
        Some("https://t.me/quaynews/12")
    );
    assert_eq!(url("tiktok", "12"), None);
    assert_eq!(url("quayboard", "12"), None);
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(url in "\\PC*") {
        let _link = Permalink::parse(&url);
    }

    #[test]
    fn nor_do_the_pieces_of_addresses(pieces in prop::collection::vec(prop::sample::select(vec![
        "http:", "https://", "/", "//", "web.archive.org", "/web/", "2017", "*", "twitter.com", "t.me", "c", "s", "%", "%3A", "@",
        "/status/", "12", "?", "url=", "#", "!", "é", "ש", "facebook.com", "posts", "bsky.app/profile/", "vk.com/", "wall-", "_", ".",
    ]), 0..16)) {
        let _link = Permalink::parse(&pieces.concat());
    }

    #[test]
    fn a_copy_leads_where_the_original_does(at in 0..READ.lines().count()) {
        let [url, ..] = read()[at];
        if !url.contains("archive") && url.starts_with("https://") {
            let copy = Permalink::parse(&format!("https://web.archive.org/web/20180101000000/{url}"));
            let original = Permalink::parse(url);
            prop_assert_eq!(copy.map(|link| (link.platform, link.id, link.handle)), original.map(|link| (link.platform, link.id, link.handle)));
        }
    }
}
