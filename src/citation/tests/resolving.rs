use insta::assert_snapshot;
use proptest::prelude::*;

use super::library::Library;
use crate::archive::Class;
use crate::citation::Verdict;

fn library() -> Library {
    Library::default()
        .account(
            "twitter",
            "2240",
            &["harborwatch", "harbour_watch"],
            Some(Class::Organisation),
        )
        .post("910", "2017-10-10T09:00:00Z", "Nothing to see at the quay yet.")
        .post(
            "915",
            "2017-10-15T14:02:00Z",
            "Smoke over the north quay. Stay away from the cranes until the port says otherwise.",
        )
        .post("920", "2017-10-20T08:00:10Z", "The quay is open again.")
        .post(
            "921",
            "2017-10-20T16:30:00Z",
            "عاد الرصيف إلى العمل، شكرا لكل من ساعد في إطفاء الحريق الليلة الماضية",
        )
        .post("930", "2017-11-02T23:30:00Z", "Late shift.")
        .account("twitter", "2241", &["quay_diary"], Some(Class::Private))
        .post("940", "2017-10-15T10:00:00Z", "I could not sleep.")
        .account("instagram", "77", &["harbour_watch"], None)
        .post("Ab1", "2017-12-01T12:00:00Z", "The new crane.")
        .account("twitter", "2242", &["silent_pier"], None)
}

#[test]
fn the_only_post_of_the_day_is_meant() {
    assert_snapshot!(library().told("@harbour_watch, Twitter, October 15, 2017", "UTC"), @"exact 915: the only post of @harbour_watch on Twitter on 15 October 2017");
    assert_snapshot!(library().told("@HarborWatch, X, 15.10.17", "UTC"), @"exact 915: the only post of @HarborWatch on Twitter on 15 October 2017");
    assert_snapshot!(library().told("@quay_diary, Twitter, 15 October 2017", "UTC"), @"exact 940: the only post of this account on Twitter on 15 October 2017");
    assert_snapshot!(library().told("@harbour_watch, Twitter, November 2017", "UTC"), @"exact 930: the only post of @harbour_watch on Twitter in November 2017");
}

#[test]
fn a_day_is_a_day_of_the_brief() {
    // 23:30 UTC on 2 November is half past one on 3 November in Beirut.
    assert_snapshot!(library().told("@harbour_watch, Twitter, November 3, 2017", "Asia/Beirut"), @"exact 930: the only post of @harbour_watch on Twitter on 3 November 2017 in the time of Asia/Beirut");
    assert_snapshot!(library().told("@harbour_watch, Twitter, November 2, 2017", "Asia/Beirut"), @r"
    shifted 930: the only post of @harbour_watch on Twitter that is of 2 November 2017 in some time zone: it is of 2 November 2017, 23:30 UTC (3 November 2017, 01:30 Asia/Beirut)
    [citation-shifted] the only post of @harbour_watch on Twitter near 2 November 2017 is a day off: 2 November 2017, 23:30 UTC (3 November 2017, 01:30 Asia/Beirut)
      at `November 2, 2017`: not its day in Asia/Beirut
      note: “Late shift.”
      help: write `3 November 2017`, its day in Asia/Beirut
      help: or, if that is its day where you read it, name the zone in the front matter: `timezone: Region/City`
    ");
    assert_snapshot!(library().told("@harbour_watch, Twitter, November 3, 2017", "UTC"), @r"
    shifted 930: the only post of @harbour_watch on Twitter that is of 3 November 2017 in some time zone: it is of 2 November 2017, 23:30 UTC
    [citation-shifted] the only post of @harbour_watch on Twitter near 3 November 2017 is a day off: 2 November 2017, 23:30 UTC
      at `November 3, 2017`: not its day in UTC
      note: “Late shift.”
      help: write `2 November 2017`, its day in UTC
      help: or, if that is its day where you read it, name the zone in the front matter: `timezone: Region/City`
    ");
    assert_snapshot!(library().told("@harbour_watch, Twitter, November 2, 2017, 23:30 UTC", "Asia/Beirut"), @"exact 930: the only post of @harbour_watch on Twitter on 2 November 2017");
    assert_eq!(
        library()
            .find("@harbour_watch, Twitter, November 1, 2017", "Asia/Beirut")
            .0
            .verdict(),
        Verdict::Missing
    );
}

#[test]
fn several_posts_of_one_day_are_told_apart_by_the_minute_or_listed() {
    assert_snapshot!(library().told("@harbour_watch, Twitter, October 20, 2017", "Asia/Beirut"), @r"
    ambiguous : 2 posts of @harbour_watch on Twitter on 20 October 2017 are archived
    [citation-ambiguous] 2 posts of @harbour_watch on Twitter on 20 October 2017 are archived; the citation does not say which one is meant
      at `@harbour_watch, Twitter, October 20, 2017`: fits 2 posts
      note: 20 October 2017, 08:00 UTC (11:00 Asia/Beirut): “The quay is open again.”
    [@harbour_watch, Twitter, October 20, 2017](https://twitter.com/harbour_watch/status/920)
      note: 20 October 2017, 16:30 UTC (19:30 Asia/Beirut): “عاد الرصيف إلى العمل، شكرا لكل من ساعد في إطفاء …”
    [@harbour_watch, Twitter, October 20, 2017](https://twitter.com/harbour_watch/status/921)
      help: put the line under the post that you mean in place of the underlined words
      help: or add the time of day to the citation, such as `11:00`
    ");
    assert_snapshot!(library().told("@harbour_watch, Twitter, October 20, 2017, 11:00", "Asia/Beirut"), @"exact 920: of 2 posts of @harbour_watch on Twitter on 20 October 2017 the only one at the time that the citation gives");
    assert_snapshot!(library().told("@harbour_watch, Twitter, October 20, 2017, 08:00:10 UTC", "Asia/Beirut"), @"exact 920: of 2 posts of @harbour_watch on Twitter on 20 October 2017 the only one at the time that the citation gives");
    assert_eq!(
        library()
            .find("@harbour_watch, Twitter, October 20, 2017, 08:00:11 UTC", "Asia/Beirut")
            .0
            .verdict(),
        Verdict::Ambiguous
    );
}

#[test]
fn a_time_that_is_not_the_posts_is_named_even_where_some_zone_explains_it() {
    assert_snapshot!(library().told("@harbour_watch, Twitter, October 15, 2017, 14:09", "UTC"), @r"
    exact 915: the only post of @harbour_watch on Twitter on 15 October 2017
    [citation-time] the post was made at 14:02 UTC; the citation says 14:09
      at `14:09`: not its time in UTC
      note: the post found for @harbour_watch on Twitter: “Smoke over the north quay. Stay away from the cr…”
      help: correct the time, or archive the post that was made then
      help: or name the zone in which you read it: `14:02 UTC+3`
    ");
    assert_snapshot!(library().told("@harbour_watch, Twitter, October 15, 2017, 09:02", "UTC"), @r"
    exact 915: the only post of @harbour_watch on Twitter on 15 October 2017
    [citation-time] the citation says 09:02, which is the time of the post in UTC-5; it was made at 14:02 UTC
      at `09:02`: another zone's time
      help: add the zone to the time: `UTC-5`
    ");
    assert_eq!(
        library()
            .find("@harbour_watch, Twitter, October 15, 2017, 14:02", "Asia/Beirut")
            .1,
        [],
        "in UTC"
    );
}

#[test]
fn a_day_without_a_post_shows_the_nearest() {
    assert_snapshot!(library().told("@harbour_watch, Twitter, October 17, 2017", "Asia/Beirut"), @r"
    missing : no post of @harbour_watch on Twitter on 17 October 2017 is archived
    [citation-missing] @harbour_watch on Twitter is archived, but no post of 17 October 2017
      at `October 17, 2017`: nothing archived of this day
      note: nearest: 15 October 2017, 14:02 UTC (17:02 Asia/Beirut): “Smoke over the north quay. Stay away from the cr…”
      note: nearest: 20 October 2017, 08:00 UTC (11:00 Asia/Beirut): “The quay is open again.”
      note: nearest: 20 October 2017, 16:30 UTC (19:30 Asia/Beirut): “عاد الرصيف إلى العمل، شكرا لكل من ساعد في إطفاء …”
      help: correct the date if it is a slip
      help: or archive the post, and cite its address: `[@handle, platform, date](address)`
    ");
    assert_snapshot!(library().told("@silent_pier, Twitter, October 17, 2017", "UTC"), @r"
    missing : no post of @silent_pier on Twitter on 17 October 2017 is archived
    [citation-missing] @silent_pier on Twitter is archived, but no post of 17 October 2017
      at `October 17, 2017`: nothing archived of this day
      note: no post of this account is archived at all
      help: correct the date if it is a slip
      help: or archive the post, and cite its address: `[@handle, platform, date](address)`
    ");
}

#[test]
fn an_unknown_account_shows_those_that_may_be_meant() {
    assert_snapshot!(library().told("@harbuor_watch, Twitter, October 15, 2017", "UTC"), @r"
    unknown-account : no account @harbuor_watch on Twitter is archived
    [citation-unknown-account] no post of @harbuor_watch on Twitter is archived
      at `@harbuor_watch`: no account of this name in the archive
      note: near: @harbour_watch on Twitter (5 posts archived, 1 of 15 October 2017)
      help: did you mean `@harbour_watch`?
    ");
    assert_snapshot!(library().told("@harbour_watch, Telegram, October 15, 2017", "UTC"), @r"
    unknown-account : no account @harbour_watch on Telegram is archived
    [citation-unknown-account] no post of @harbour_watch on Telegram is archived
      at `@harbour_watch`: no account of this name in the archive
      note: near: @harbour_watch on Twitter (5 posts archived, 1 of 15 October 2017)
      note: near: @harbour_watch on Instagram (1 post archived, none of 15 October 2017)
      help: did you mean `@harbour_watch` on Twitter?
    ");
    assert_snapshot!(library().told("@nobody_here, Twitter, October 15, 2017", "UTC"), @r"
    unknown-account : no account @nobody_here on Twitter is archived
    [citation-unknown-account] no post of @nobody_here on Twitter is archived
      at `@nobody_here`: no account of this name in the archive
      help: archive the account's posts, or correct the handle
    ");
}

#[test]
fn without_a_platform_the_archive_may_decide() {
    assert_snapshot!(library().told("@quay_diary, October 15, 2017", "UTC"), @"exact 940: the only post of this account on Twitter on 15 October 2017; no platform is given, and the account is archived on Twitter alone");
    assert_snapshot!(library().told("@harbour_watch, December 1, 2017", "UTC"), @"exact Ab1: the only post of @harbour_watch on 1 December 2017; no platform is given, and only Instagram has a post of that handle then");
}

#[test]
fn without_a_date_the_author_is_asked_for_one() {
    assert_snapshot!(library().told("@quay_diary, Twitter", "UTC"), @r"
    ambiguous : no date that can be read is given, and 1 post of this account on Twitter may be meant
    [citation-ambiguous] the citation gives no date that can be read, and 1 post of @quay_diary on Twitter may be meant
      at `@quay_diary, Twitter`: no date
      note: 15 October 2017, 10:00 UTC: “I could not sleep.”
    [@quay_diary, Twitter](https://twitter.com/quay_diary/status/940)
      help: add the day on which the post was made, such as `15 October 2017`
    ");
    assert_snapshot!(library().told("@silent_pier, Twitter", "UTC"), @r"
    missing : no date that can be read is given, and no post of @silent_pier on Twitter is archived
    [citation-missing] @silent_pier on Twitter is archived without a single post, and the citation gives no date that can be read
      at `@silent_pier, Twitter`: no date
      help: add the day on which the post was made, and archive the post
    ");
}

#[test]
fn an_address_decides_and_words_that_contradict_it_are_named() {
    assert_snapshot!(library().told("[@harbour_watch, Twitter, October 20, 2017](https://twitter.com/harbour_watch/status/921)", "UTC"), @"exact 921: its address names the post");
    assert_snapshot!(library().told("[@quay_diary, Twitter, October 2, 2017](https://twitter.com/harbour_watch/status/921)", "UTC"), @r"
    exact 921: its address names the post
    [citation-contradicts] the post of this address is by @harbour_watch, the citation says @quay_diary
      at `@quay_diary`: not the author of the post
      at `https://twitter.com/harbour_watch/status/921`: the address of the post
      help: the address decides; correct the words, or the address if it is the wrong post
    [citation-contradicts] the post of this address is of 20 October 2017, 16:30 UTC, the citation says 2 October 2017
      at `October 2, 2017`: not the day of the post anywhere on earth
      at `https://twitter.com/harbour_watch/status/921`: the address of the post
      help: the address decides; correct the words, or the address if it is the wrong post
    ");
    assert_snapshot!(library().told("https://twitter.com/harbour_watch/status/999", "UTC"), @r"
    missing : the post of this address is not archived
    [citation-missing] this address is of the post 999 on Twitter, which is not archived
      at `https://twitter.com/harbour_watch/status/999`: not archived
      help: archive the post, or correct the address
    ");
}

#[test]
fn what_is_no_post_says_what_it_is() {
    assert_snapshot!(library().told("#North_Quay, Twitter", "UTC"), @"hashtag : a search for #North_Quay, not one post");
    assert_snapshot!(library().told("Ada Sample, “A Long Night,” Harbour Papers, September 2016", "UTC"), @"brief : another brief of this site");
    assert_snapshot!(library().told("[it](night.md)", "UTC"), @"brief : another brief of this site");
    assert_snapshot!(library().told("Rod Example, “Fire,” The Times, October 8, 2017", "UTC"), @"other : another source");
}

proptest! {
    /// A post cited by its day and minute in any zone is found in a brief of any other.
    #[test]
    fn a_printed_zone_is_enough(minute in 0_i64..60 * 24 * 30, offset in -12_i32..=14, zone in prop::sample::select(&[
        "UTC", "Asia/Beirut", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu",
    ][..])) {
        let posted = jiff::Timestamp::from_second(1_508_000_040 + minute * 60).expect("in range");
        let there = jiff::tz::Offset::from_hours(i8::try_from(offset).expect("small")).expect("an offset").to_datetime(posted);
        let library = Library::default()
            .account("twitter", "1", &["a_b"], None)
            .post("1", &posted.to_string(), "one")
            .post("2", &(posted + jiff::SignedDuration::from_mins(1)).to_string(), "two");
        let note = format!("@a_b, Twitter, {} UTC{offset:+}", there.strftime("%B %-d, %Y, %H:%M"));
        let (found, _) = library.find(&note, zone);
        prop_assert_eq!(found.verdict(), Verdict::Exact, "{}", note);
        prop_assert_eq!(found.post().map(|post| post.key.id.to_string()), Some("1".to_owned()), "{}", note);
    }
}

/// What each citation of a note is found to mean, and what the author is told, a line each.
fn each(note: &str) -> String {
    let found = library().find_all(note, "UTC");
    let lines = found.into_iter().map(|(resolution, said)| {
        let post = resolution.post().map_or("-", |post| &post.key.id);
        let said: Vec<String> = said
            .iter()
            .map(|said| format!(" [{}] {} ({})", said.rule.name(), said.message, said.helps.join("; ")))
            .collect();
        format!("{} {post}{}", resolution.verdict().name(), said.concat())
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn two_references_without_a_semicolon_are_two_citations_or_an_error() {
    for joint in [", and ", ", ", " and ", ". See also ", "; "] {
        let note = format!("@harbour_watch, Twitter, 15 October 2017{joint}@quay_diary, Twitter, 15 October 2017.");
        assert_eq!(each(&note), "exact 915\nexact 940", "{note}");
    }
    for note in [
        "@harbour_watch, @quay_diary, Twitter, 15 October 2017",
        "@harbour_watch and @quay_diary, Twitter, 15 October 2017",
        "Harbour Watch (@harbour_watch) and Quay Diary (@quay_diary), Twitter, 15 October 2017",
        "Harbour Watch (@harbour_watch), Twitter, 15 October 2017. Quay Diary (@quay_diary), Twitter, 15 October 2017",
    ] {
        assert_eq!(each(note), "exact 915\nexact 940", "{note}");
    }
    for note in [
        "@harbour_watch, Twitter, 15 October 2017, and @quay_diary",
        "Harbour (@harbour_watch), Twitter, 15 October 2017, and a diary (@quay_diary), 15 October 2017",
    ] {
        let said = each(note);
        assert!(said.starts_with("missing - [citation-unread]"), "{note}: {said}");
        assert!(said.contains("`;`"), "{said}");
    }
    for note in [
        "@harbour_watch, replying to @quay_diary, Twitter, 15 October 2017",
        "@harbour_watch, “thanks, @quay_diary,” Twitter, 15 October 2017",
        "Harbour Watch [@harbour_watch]. (2017, October 15). Using @quay_diary for the tides [Tweet]. X.",
    ] {
        let said = each(note);
        assert!(
            said.starts_with("exact 915") && !said.contains("citation-unread"),
            "{note}: {said}"
        );
    }
    let two = "https://twitter.com/harbour_watch/status/915, https://twitter.com/harbour_watch/status/920";
    assert!(each(two).contains("[citation-unread]"), "{}", each(two));
}

#[test]
fn nothing_is_found_by_a_date_of_which_a_part_was_not_read() {
    let found = |date: &str| each(&format!("@quay_diary, Twitter, {date}"));
    let all = |dates: &[&str], wanted: &str| {
        for date in dates {
            assert!(found(date).contains(wanted), "{date}: {}", found(date));
        }
    };
    let unread = "missing - [citation-unread]";
    let october = [
        "Octber 9, 2017",
        "9 Ocotber, 2017",
        "9th of Octobr 2017",
        "2017, Octobr 9",
        "Octobr, 2017",
    ];
    all(&october, unread);
    all(&october, "did you mean `October`?");
    all(&["9 Xyz, 2017"], "missing - [citation-unread] `Xyz` is not a month");
    all(
        &["9, 2017", "(2017, 9)"],
        "missing - [citation-unread] `9` stands beside the year",
    );
    let ranges = [
        "14–16 and 20 October 2017",
        "16–14 October 2017",
        "October 16 – October 14, 2017",
        "15 September – October 2017",
        "2017, October 15–14",
    ];
    all(
        &ranges,
        "missing - [citation-unread] these days could not be read together",
    );
    // Each day of a list is a citation of its own.
    all(&["8 and 15 October 2017"], "missing - [citation-missing]");
    all(&["8 and 15 October 2017"], "\nexact 940");
    let read = [
        "14–15 October 2017",
        "between 14 October and 15 October 2017",
        "October 14–15, 2017",
        "14-15 October 2017",
        "14 to 15 October 2017",
        "14 October 2017 – 15 October 2017",
        "14–15.10.2017",
        "September–October 2017",
        "2017-10-14 to 2017-10-15",
        "2017, October 14–15",
    ];
    all(&read, "exact 940");
    let impossible = [
        "31 February 2017",
        "October 36, 2017",
        "36, October 2017",
        "36th of October 2017",
    ];
    all(&impossible, "missing - [citation-unread] there is no such day: ");
    all(&["15 October"], "missing - [citation-unread] the year is missing");
    let fine = [
        "2017",
        "(2017)",
        "October 2017",
        "2017, 10:00",
        "15-10-2017",
        "15 October 2017 - 10:00",
        "10:00 – 15 October 2017",
    ];
    all(&fine, "exact 940");
}

#[test]
fn of_a_slashed_date_the_reading_that_fits_a_post_is_taken() {
    // 11 February has no post; 2 November has.
    let said = each("@harbour_watch, Twitter, 11/02/2017");
    assert!(said.starts_with("exact 930 [citation-date-ambiguous]"), "{said}");
    assert!(!said.contains("citation-missing"), "{said}");
    let said = each("@harbour_watch, Twitter, 05/06/2017");
    assert!(said.starts_with("missing - [citation-date-ambiguous]"), "{said}");
    let both = Library::default()
        .account("twitter", "1", &["a_b"], None)
        .post("1", "2017-02-03T10:00:00Z", "one")
        .post("2", "2017-03-02T10:00:00Z", "two");
    let said = both.told("@a_b, Twitter, 02/03/2017", "UTC");
    assert!(
        said.starts_with("ambiguous") && said.contains("[citation-ambiguous]"),
        "{said}"
    );
}
