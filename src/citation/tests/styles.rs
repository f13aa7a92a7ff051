//! Citations in the styles of handbooks, registers and newsrooms, with the traps of each. People and posts are invented.

use super::parsing::read;

/// Fails with all that was read otherwise: a note, then what is read of it, `;` between citations.
pub(super) fn reads(rows: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (note, wanted) in rows {
        let found: Vec<String> = read(note)
            .lines()
            .filter_map(|line| Some(line.rsplit_once(" | ")?.1.to_owned()))
            .collect();
        let found = found.join("; ");
        // Words are looked at only where the row has some.
        let plain = |read: &str| {
            let mut kept = String::new();
            let mut depth = 0;
            for character in read.chars() {
                depth += i32::from(character == '“');
                if depth == 0 {
                    kept.push(character);
                }
                depth -= i32::from(character == '”');
            }
            kept.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ;", ";")
        };
        let same = if wanted.contains('“') {
            found == *wanted
        } else {
            plain(&found) == *wanted
        };
        if !same {
            wrong.push(format!("\n{note}\n  wanted {wanted}\n  found  {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[test]
fn chicago_and_turabian() {
    reads(&[
        (
            "18. Mira Example (@mira_ex), “The north quay is burning,” Twitter, June 17, 2018, 3:59 p.m., https://twitter.com/mira_ex/status/1008.",
            "@mira_ex twitter 2018-06-17 15:59 id 1008",
        ),
        (
            "2. Port Authority (@port_auth), announcing that the quay is shut until January 20, Facebook, January 15, 2024.",
            "@port_auth facebook 2024-01-15",
        ),
        (
            "Example, Mira (@mira.ex) “The cranes at noon.” Instagram photo. April 1, 2016.",
            "@mira.ex instagram 2016-04-01",
        ),
        (
            "19. Mira Example, “Always surprised,” Facebook, February 24, 2016.",
            "- facebook 2016-02-24",
        ),
        (
            "The harbour would “reopen soon” (@port_auth, 26 December 2018).",
            "@port_auth - 2018-12-26",
        ),
        (
            "The master tweeted that nobody was near (@port_auth, December 26, 2018).",
            "@port_auth twitter 2018-12-26",
        ),
    ]);
}

#[test]
fn mla() {
    reads(&[
        (
            "Example, Mira [@mira_ex]. “The quay.” Instagram, 27 Feb. 2024, https://www.instagram.com/p/C31x/?utm_source=ig. Accessed 28 Feb. 2024.",
            "@mira_ex instagram 2024-02-27 id C31x",
        ),
        (
            "Example, Mira (MiraExample). “Smoke.” 26 January 2012, 9.58 am. Tweet.",
            "@MiraExample twitter 2012-01-26 09:58",
        ),
        (
            "“Example, Mira (QuayFan). ‘Always look at the tide.’ 22 Jan. 2013, 4:15 p.m. Tweet.”",
            "@QuayFan twitter 2013-01-22 16:15 “Always look at the tide.”",
        ),
        (
            "Mira Example. (@mira_ex). “Las grúas”. 31 agosto 2016, 21:42. Tuit.",
            "@mira_ex twitter 2016-08-31 21:42",
        ),
        (
            "Vía Puerto Norte. (@puertonorte). “RT @mira_ex Humo en el muelle”. 5 septiembre 2015. Tuit.",
            "@puertonorte twitter 2015-09-05",
        ),
        (
            "AMOSTRA, Rui. (rui7). \"[Viu @cais?] RT @mira_ex: fumo\". 5 de maio de 2012, 15h09. Tweet.",
            "@rui7 twitter 2012-05-05 15:09",
        ),
        (
            "Example, Mira. “Smoke at the quay.” Quay Times (London), 3 May 2019.",
            "title Smoke at the quay.",
        ),
    ]);
}

#[test]
fn apa_and_its_unquoted_words() {
    reads(&[
        (
            "Watch, H. [@harbour_watch]. (2020, June 12). Since May 3, 2020 @mira_ex saw 26 ships, see https://t.co/abc #quay [Thumbnail with link attached] [Tweet]. Twitter.",
            "@harbour_watch twitter 2020-06-12 “Since May 3, 2020 @mira_ex saw 26 ships, see https://t.co/abc #quay”",
        ),
        (
            "Muster, A. [hafen_wacht]. (2020, 13. April). Rauch am Kai [Link enthalten] [Tweet]",
            "@hafen_wacht twitter 2020-04-13",
        ),
        (
            "Port Authority [portauth]. (2018, September 12). We are open. Ask @mira_ex anything! [Online forum post]. Reddit. https://www.reddit.com/r/quays/comments /9fabc/we_are_open/",
            "@portauth reddit 2018-09-12 id 9fabc",
        ),
        (
            "quaywatcher7. (2018, September 12). Is it open [Comment on the online forum post We are open. Ask anything!]. Reddit.",
            "@quaywatcher7 reddit 2018-09-12",
        ),
        (
            "Example, M. (2012, February 29). Please stay away. [Status update]. Facebook. https://www.facebook.com/miraex/posts/101",
            "@miraex facebook 2012-02-29 id 101",
        ),
        (
            "Example, M. (2018, August 17). The cranes. [Tweet]. Retrieved from",
            "- twitter 2018-08-17",
        ),
        (
            "Example, M. [@mira_ex] Cranes are hard, except 3 of them! [Tweet].",
            "@mira_ex twitter",
        ),
        (
            "Puerto [@puerto]. (3 de diciembre del 2019). Humo en el muelle. [Instagram].",
            "@puerto instagram 2019-12-03",
        ),
        (
            "Example, M. [@mira_ex]. (2023). _The cranes_. [Tweet]. Twitter. <https://twitter.com/mira_ex/status/164>",
            "@mira_ex twitter 2023 id 164",
        ),
        (
            "The Watch (@quay7). (2017, November 30). Service of @crane_bot. Retrieved April 9, 2018. https://twitter.com/quay7/status/936",
            "@quay7 twitter 2017-11-30 id 936",
        ),
        (
            "Mira. (2019, July 14). @other_one says so. Retrieved September 12, 2024. https://x.com/mira_ex/status/115",
            "@mira_ex twitter 2019-07-14 id 115",
        ),
    ]);
}

#[test]
fn other_handbooks() {
    reads(&[
        (
            "Harb. L. Sch. (@harblaw), INSTAGRAM (Sept. 4, 2019), https://www.instagram.com/p/B1_x.",
            "@harblaw instagram 2019-09-04 id B1_x",
        ),
        (
            "Mira Example (@mira_ex), TWITTER (Jan. 25, 2018, 12:34 PM)",
            "@mira_ex twitter 2018-01-25 12:34",
        ),
        (
            "Mira Example (@mira_ex), ‘The quay’ (X, 3 May 2019) <https://x.com/mira_ex/status/112> accessed 4 May 2019",
            "@mira_ex twitter 2019-05-03 id 112",
        ),
        (
            "[7] Mira Example [@mira_ex], “The quay, 5/k,” Twitter, Mar. 01, 2023. https://twitter.com/mira_ex/status/163 (accessed Mar. 04, 2023).",
            "@mira_ex twitter 2023-03-01 id 163",
        ),
        (
            ".. [2] QUAY [@quay_sec], “Can you see it?” Twitter, Oct. 20, 2022.",
            "@quay_sec twitter 2022-10-20",
        ),
        (
            "Example M. Twitter [Internet]. Leak to @port_auth on 3 May 2020 [Tweet]; 2021 Dec 17 [cited 2021 Dec 18]. Available from: https://twitter.com/mira_ex/status/147",
            "@mira_ex twitter 2021-12-17 id 147",
        ),
        (
            "@mira_ex. The tide was high on May 3, 2018 and “nobody” saw it. March 7, 2019. Accessed March 10, 2019.",
            "@mira_ex - 2019-03-07",
        ),
        (
            "Quay Times. The port warns of 3 fires. [Twitter]. 25  August 2017. [Accessed 25 August 2017]. Available from: https://twitter.com/quaytimes/status/900",
            "@quaytimes twitter 2017-08-25 id 900",
        ),
        (
            "Services Quay (31 January 2020) ‘Our cranes will continue’ [Facebook status], Services Quay, accessed 1 February 2020.",
            "- facebook 2020-01-31",
        ),
        (
            "@mira_ex (7 February 2015). \"This is an example\" (Tweet) – via Twitter.",
            "@mira_ex twitter 2015-02-07",
        ),
        (
            "Mira Example [@mira_ex] (7 February 2015). \"Hello\" (Tweet). Retweeted by Port Authority [portauth] – via Twitter.",
            "@mira_ex twitter 2015-02-07",
        ),
        (
            "Mira Example [@mira_ex](2015年2月7日).推文. Twitter",
            "@mira_ex twitter 2015-02-07",
        ),
        ("— Mira Example (@mira_ex) June 29, 2019", "@mira_ex twitter 2019-06-29"),
        (
            "Mira: “[Smoke](https://twitter.com/mira_ex/status/53)” *twitter.com*, November 13, 2014.",
            "@mira_ex twitter 2014-11-13 id 53",
        ),
        (
            "[^quay-9]: Mira — « De la fumée », tweet du 18 avril 2023 <https://x.com/mira_ex/status/164>",
            "@mira_ex twitter 2023-04-18 id 164",
        ),
        (
            "24 Feb 2022, 05:45, Quay News, https://twitter.com/quaynews/status/149",
            "@quaynews twitter 2022-02-24 05:45 id 149",
        ),
    ]);
}

#[test]
fn structured_entries() {
    reads(&[
        (
            "{{Cite tweet |ref={{harvid|Example|2017}} |last=Example |user=mira_ex |number=889 |date=23 July 2017 |title=Spotted: a crane! |access-date=5 December 2017}}",
            "@mira_ex twitter 2017-07-23 id 889 “Spotted: a crane!”",
        ),
        (
            "{{cite instagram |user=mira.ex |postid=CHDz |date=2 November 2020}}",
            "@mira.ex instagram 2020-11-02 id CHDz",
        ),
        (
            "{{Cite web|url=https://twitter.com/mira_ex/status/13|author=@mira_ex|website=Twitter|year=2020|month=11|day=10}}",
            "@mira_ex twitter 2020-11-10 id 13",
        ),
        (
            "{{Cite web|url=https://quay.example/a|title=Twitter at the quay|date=2020-11-10}}",
            "other",
        ),
        (
            "@ONLINE{1:a, ENTRYSUBTYPE = {photographs}, AUTHOR = {{Quay Museum}}, AUTHOR+an:username = {1=\"@quaymuseum\"}, TITLE = {{North} Quay}, EPRINT = {Instagram}, URL = {https://www.instagram.com/p/Bqp}, DATE = {2018-11-26}, URLDATE = {2019-04-16}}",
            "@quaymuseum instagram 2018-11-26 id Bqp “North Quay”",
        ),
        (
            "@misc{mira2025, author = {Example, Mira}, title = {Quay, at night}, year = {2025}, month = mar, howpublished = {X (formerly Twitter) Post}, url = {https://x.com/mira_ex/status/18}, note = {Accessed: January 2026} }",
            "@mira_ex twitter 2025-03 id 18",
        ),
        (
            "@misc{mira, howpublished = {\\url{https://x.com/mira_ex/status/18}}, urldate = {2019-01-01}}",
            "@mira_ex twitter id 18",
        ),
    ]);
}

#[test]
fn lists_of_handles_share_what_follows_them() {
    reads(&[
        (
            "@a_b, @c_d and @e_f, Twitter, October 15, 2017",
            "@a_b twitter 2017-10-15; @c_d twitter 2017-10-15; @e_f twitter 2017-10-15",
        ),
        (
            "@a_b & @c_d, Twitter, October 15, 2017",
            "@a_b twitter 2017-10-15; @c_d twitter 2017-10-15",
        ),
        (
            "@a_b und @c_d, Twitter, 15. Oktober 2017",
            "@a_b twitter 2017-10-15; @c_d twitter 2017-10-15",
        ),
        (
            "@a_b et @c_d, Twitter, 15 octobre 2017",
            "@a_b twitter 2017-10-15; @c_d twitter 2017-10-15",
        ),
        (
            "@a_b y @c_d, Twitter, 15 de octubre de 2017",
            "@a_b twitter 2017-10-15; @c_d twitter 2017-10-15",
        ),
        (
            "@a_b ve @c_d, Twitter, 15 Ekim 2017",
            "@a_b twitter 2017-10-15; @c_d twitter 2017-10-15",
        ),
        (
            "@a_b و@c_d، تويتر، 15 أكتوبر 2017",
            "@a_b twitter 2017-10-15; @c_d twitter 2017-10-15",
        ),
        (
            "@a_b ו-@c_d, טוויטר, 15 באוקטובר 2017",
            "@a_b twitter 2017-10-15; @c_d twitter 2017-10-15",
        ),
        (
            "(@a_b and @c_d, 26 December 2018)",
            "@a_b - 2018-12-26; @c_d - 2018-12-26",
        ),
        (
            "@a_b, quoting @c_d, Twitter, October 15, 2017",
            "@a_b twitter 2017-10-15",
        ),
        (
            "@a_b, Twitter, October 15, 16 and 17, 2017",
            "@a_b twitter 2017-10-15; @a_b twitter 2017-10-16; @a_b twitter 2017-10-17",
        ),
    ]);
    assert_eq!(
        read("See @a_b, @c_d and (@e_f), Twitter, October 15, 2017.")
            .lines()
            .filter_map(|line| Some(line.split_once(" | ")?.0))
            .collect::<Vec<_>>(),
        ["@a_b", "@c_d", "(@e_f), Twitter, October 15, 2017"]
    );
    assert_eq!(
        read("@a_b, Twitter, October 15, 16 and 17, 2017.")
            .lines()
            .filter_map(|line| Some(line.split_once(" | ")?.0))
            .collect::<Vec<_>>(),
        ["@a_b, Twitter, October 15", "16", "17, 2017"]
    );
}

#[test]
fn addresses_as_they_are_pasted() {
    reads(&[
        ("hxxps://twitter[.]com/quay_a/status/12", "@quay_a twitter id 12"),
        (
            "Quay A, hxxp://twitter dot com/quay_a/status/12.",
            "@quay_a twitter id 12",
        ),
        ("https://twitter.com/quay_a/status/ 12345", "@quay_a twitter id 12345"),
        (
            "https://twitter.com/quay_a/\n    status/12345",
            "@quay_a twitter id 12345",
        ),
        (
            "<u><mark>https://twitter.com/quay_a/status/12</mark></u>",
            "@quay_a twitter id 12",
        ),
        (
            "[https://twitter.com/quay_a/status/12](https://twitter.com/quay_a/status/12)",
            "@quay_a twitter id 12",
        ),
        ("nitter.net/quay_a/status/12", "@quay_a twitter id 12"),
        (
            "https://archive.ph/2018/https://twitter.com/quay_a/status/12",
            "@quay_a twitter id 12",
        ),
        ("https://twitter.com/quay_a and 12345 others", "other"),
    ]);
}

#[test]
fn what_is_about_a_platform_is_no_post() {
    reads(&[
        (
            "Ada Sample, \"How Twitter fell,\" The Times, May 3, 2019.",
            "title How Twitter fell",
        ),
        ("Ada Sample, Twitter: A History (Oxford: Quay Press, 2013).", "other"),
        ("Facebook, Community Standards, May 3, 2019.", "other"),
        (
            "Ada Sample wrote of Twitter and Facebook in the Quay Times, May 3, 2019.",
            "other",
        ),
        ("The Times, \"Fire on X Street,\" May 3, 2019", "title Fire on X Street"),
        ("Variable x, y and z, 3 May 2019", "other"),
        (
            "Ada Sample, \"Truth, Threads and Lies,\" Quay Review, June 2020",
            "title Truth, Threads and Lies",
        ),
        ("Ada Sample, personal communication, 3 May 2019", "other"),
        (
            "Ada Sample (Quay University), Report on posts, 3 May 2019, https://quay.example/report.pdf",
            "other",
        ),
        (
            "Eastern Quarter Committee, Facebook, March 3rd, 2021",
            "- facebook 2021-03-03",
        ),
        (
            "@quay_a, Twitter, May 3, 2019, quoted in Ada Sample, \"Fire,\" The Times, May 5, 2019",
            "@quay_a twitter 2019-05-03",
        ),
    ]);
}

#[test]
fn words_of_other_languages() {
    reads(&[
        (
            "نشر الميناء (@port_a)، تغريدة، ١٥ أكتوبر ٢٠١٧",
            "@port_a twitter 2017-10-15",
        ),
        (
            "@port_a، منشور على فيسبوك، 15 تشرين الأول 2017",
            "@port_a facebook 2017-10-15",
        ),
        ("@port_a, ציוץ מיום 15 באוקטובר 2017", "@port_a twitter 2017-10-15"),
        (
            "@port_a, פוסט בפייסבוק, 15 באוקטובר 2017",
            "@port_a facebook 2017-10-15",
        ),
        ("@port_a, توییت، ۱۵ اکتبر ۲۰۱۷", "@port_a twitter 2017-10-15"),
        (
            "@port_a, Beitrag auf Facebook vom 15. Oktober 2017",
            "@port_a facebook 2017-10-15",
        ),
        (
            "@port_a, publication sur Instagram, 15 octobre 2017",
            "@port_a instagram 2017-10-15",
        ),
        (
            "@port_a, publicación en Facebook, 15 de octubre de 2017",
            "@port_a facebook 2017-10-15",
        ),
        (
            "@port_a, Instagram gönderisi, 15 Ekim 2017",
            "@port_a instagram 2017-10-15",
        ),
        ("@port_a, 15 Ekim 2017 tarihli tweet", "@port_a twitter 2017-10-15"),
        ("@port_a, X’te, 15 Ekim 2017", "@port_a twitter 2017-10-15"),
        ("@port_a, Twitter’da, 15 Ekim 2017", "@port_a twitter 2017-10-15"),
        ("@port_a, tuíte de 15 de outubro de 2017", "@port_a twitter 2017-10-15"),
        ("Hafenamt, Tweet vom 15. Oktober 2017", "- twitter 2017-10-15"),
        (
            "انظر @port_a، منصة إكس (تويتر سابقا)، 15 أكتوبر 2017",
            "@port_a twitter 2017-10-15",
        ),
        ("@port_a, via X, October 15, 2017", "@port_a twitter 2017-10-15"),
        ("@port_a on Telegram, 15 October 2017", "@port_a telegram 2017-10-15"),
        ("@port_a; X; 2017", "@port_a -; other; other"),
        (
            "Port A (@port_a@quay.example), Toot, 15 October 2017",
            "@port_a@quay.example mastodon 2017-10-15",
        ),
    ]);
}
