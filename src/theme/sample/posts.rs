use super::super::view::{PostPage, Record, Use, VersionRow, Versions};
use super::brief::fact;
use super::{card, cards, head, href, moment, state, who};

fn record(ordinal: &str, day: u8, key: &str) -> Record {
    Record {
        ordinal: ordinal.into(),
        captured: moment(day),
        method: "twarc2, twarc 2.14.0".into(),
        state: state(key),
        sha256: "e07a6c3518bf42d97c0b1e55a93f20d84e6612fb0c7d98a15b3347e20f6d91ac".into(),
    }
}

/// A post with everything, or one with as little as there can be.
pub(crate) fn post(lang: &str, full: bool) -> PostPage {
    let plain = card(
        "the-post",
        who("Tern Hour", "@ternhour", "telegram", 4),
        "live",
        "<p>Trams are normal.</p>",
        "en",
    );
    let mut cards = cards("post");
    PostPage {
        head: head(lang, "Tern Hour, Telegram, 15 October 2021"),
        kicker: "A post on Telegram".into(),
        title: "Tern Hour, 15 October 2021, 07:52".into(),
        facts: vec![
            fact("Account", "@ternhour", "/account-en.html"),
            fact("Identifier", "telegram / ternhour / 4411", ""),
        ],
        card: if full { cards.swap_remove(0) } else { plain },
        versions: full.then(|| Versions {
            captured: vec![
                record("First capture", 15, "live"),
                record("Second capture", 16, "edited"),
            ],
            rows: vec![
                VersionRow {
                    label: "Words".into(),
                    cells_html: vec![
                        "<del>BREAKING: ramp</del> 4 is <del>closed now</del>.".into(),
                        "<ins>Ramp</ins> 4 is <ins>said to have been closed in 2017</ins>.".into(),
                    ],
                    words: true,
                    lang: "en".into(),
                },
                VersionRow {
                    label: "Forwards".into(),
                    cells_html: vec!["1,106".into(), "1,420".into()],
                    words: false,
                    lang: String::new(),
                },
            ],
        }),
        records: vec![
            record("First capture", 15, "live"),
            record("Second capture", 16, "edited"),
        ],
        cite_html: "<bdi>@ternhour</bdi>, Telegram, 15 October 2021, 07:52; captured 15 October 2021.".into(),
        hashtags: if full {
            vec![href("#SaveTheSlipway", "/hashtag-en.html")]
        } else {
            Vec::new()
        },
        relations: if full {
            vec![fact("Answers", "@ferry_watch, 14 October 2021", "/post-bare-en.html")]
        } else {
            Vec::new()
        },
        uses: if full {
            vec![Use {
                brief: href("The Ramp That Closed Twice", "/brief-en.html"),
                place: "Rumour & Record 7, note 9".into(),
                href: "/brief-en.html#ref-t-1-1".into(),
                sentence: "…announced that “ramp 4 is closed now”, adding an instruction…".into(),
                lang: "en".into(),
            }]
        } else {
            Vec::new()
        },
    }
}
