use super::super::view::{
    ArchivedWords, EvidenceReport, EvidenceSheet, Href, Mark, OpenClaim, Pager, ReportedBrief, SheetClaim, SheetNote,
    SheetRow, TimelineItem, VerdictCount, VerdictCounts,
};
use super::super::{ChartPoint, chart};
use super::brief::{brief, fact, sums};
use super::{cards, head, href, moment, state};

pub(crate) fn evidence(lang: &str) -> EvidenceSheet {
    let full = brief(lang);
    let verdicts = [
        ("exact", "Found"),
        ("inferred", "Found, by its words or time"),
        ("ambiguous", "Several posts fit"),
        ("shifted", "Found, a day off"),
        ("missing", "Not in the archive"),
        ("hashtag", "A hashtag"),
    ];
    let mut of_row = cards("row").into_iter();
    let notes = verdicts
        .chunks(2)
        .enumerate()
        .map(|(at, verdicts)| SheetNote {
            number: at + 1,
            id: format!("n{}", at + 1),
            href: "/brief-en.html#ref-t-1-1".into(),
            sentence: "…told its followers that “the ramp is closed and nobody will tell you why.”".into(),
            is_settled: at == 0,
            citations: verdicts
                .iter()
                .enumerate()
                .map(|(order, (verdict, label))| SheetRow {
                    id: format!("c{at}-{order}"),
                    citation: "@ferry_watch, Twitter, October 15, 2021".into(),
                    verdict: (*verdict).into(),
                    verdict_label: (*label).into(),
                    reason: "the only post of that account on that day".into(),
                    card: of_row.next(),
                    claims: if order == 1 { claims(at) } else { Vec::new() },
                    is_quoted_whole: order == 1,
                    href: if *verdict == "hashtag" {
                        "/hashtag-en.html".into()
                    } else {
                        String::new()
                    },
                })
                .collect(),
        })
        .collect();
    let times = [
        (1_496_480_700, "Twitter", "full", "5"),
        (1_496_483_900, "Facebook", "full", "4"),
        (1_634_274_720, "Twitter", "hollow", "1"),
        (1_634_275_020, "Twitter", "hollow", "9"),
        (1_634_278_260, "Telegram", "half", "2"),
        (1_634_307_600, "Mastodon", "full", "12"),
    ];
    let points: Vec<ChartPoint> = times
        .iter()
        .map(|&(at, lane, shape, notes)| ChartPoint {
            at,
            text: if at < 1_600_000_000 {
                "3 Jun 2017, 07:05"
            } else {
                "15 Oct 2021, 07:12"
            }
            .into(),
            lane: lane.into(),
            shape: shape.into(),
            notes: notes.into(),
        })
        .collect();
    EvidenceSheet {
        head: full.head,
        brief: href("The Ramp That Closed Twice", "/brief-en.html"),
        series: full.series,
        number: full.number,
        title_html: full.title_html,
        facts: vec![
            fact("Captured", "5 of 5 cited posts", ""),
            fact("Gone since", "2", "#timeline"),
        ],
        sums: sums(),
        counts: counts(),
        notes,
        timeline: vec![TimelineItem {
            posted: moment(15),
            label: "@ferry_watch, Twitter".into(),
            href: "/brief-en.html#ev-t-1".into(),
            notes: "note 1".into(),
            state: state("deleted"),
        }],
        chart: chart(&points, "Cited posts by platform and time"),
        files: vec![href("evidence.json", "/evidence.json")],
        colophon: full.colophon,
    }
}

pub(super) fn mark(sign: &str, class: &str, label: &str) -> Mark {
    Mark {
        sign: sign.into(),
        class: class.into(),
        label: label.into(),
    }
}

pub(super) fn counts() -> Vec<VerdictCounts> {
    let count = |mark: Mark, count: &str| VerdictCount {
        mark,
        count: count.into(),
    };
    vec![
        VerdictCounts {
            label: "Citations".into(),
            verdicts: vec![count(mark("", "", "Found"), "12")],
        },
        VerdictCounts {
            label: "Quotations".into(),
            verdicts: vec![
                count(mark("=", "", "Same words"), "7"),
                count(mark("≠", "wrong", "Different words"), "1"),
            ],
        },
    ]
}

/// A shortened quotation of the cited post, an altered one of another, a figure, and a quotation that nothing can be said
/// of.
fn claims(note: usize) -> Vec<SheetClaim> {
    let archived = ArchivedWords {
        lang: "en".into(),
        html: "… <mark>the ramp is closed</mark> <span class=\"out\">today</span> <mark>and nobody will <del>not</del> tell</mark>".into(),
        source: String::new(),
        post: None,
    };
    let claim = |number: usize, mark: Mark, archived: Option<ArchivedWords>| SheetClaim {
        id: format!("q{note}-{number}"),
        sentence: String::new(),
        html: "the ramp is closed […] and nobody <ins>&amp;</ins> will tell".into(),
        is_figure: false,
        archived,
        mark,
        verdict: "altered".into(),
        remarks: vec!["“not” is missing".into()],
    };
    let of_other = ArchivedWords {
        lang: "ar".into(),
        html: "<mark>المنحدر مغلق</mark>".into(),
        source: "the stored translation".into(),
        post: Some(href("@rampcam, YouTube", "/post-en.html")),
    };
    let count = ArchivedWords {
        lang: "en".into(),
        html: "4,912 retweets".into(),
        source: "captured 20 October 2017, 09:14".into(),
        post: None,
    };
    vec![
        claim(1, mark("…", "part", "Same words, some left out"), Some(archived)),
        claim(2, mark("≠", "wrong", "Different words"), Some(of_other)),
        SheetClaim {
            id: format!("f{note}-1"),
            html: "nearly 5,000 &lt;retweets&gt;".into(),
            is_figure: true,
            verdict: "consistent".into(),
            remarks: Vec::new(),
            ..claim(1, mark("=", "", "The captured count fits"), Some(count))
        },
        SheetClaim {
            sentence: "A sentence <of> its own.".into(),
            remarks: Vec::new(),
            ..claim(3, mark("?", "open", "Cannot be compared"), None)
        },
    ]
}

pub(crate) fn evidence_empty(lang: &str) -> EvidenceSheet {
    EvidenceSheet {
        series: None,
        number: String::new(),
        facts: Vec::new(),
        sums: Vec::new(),
        counts: Vec::new(),
        notes: Vec::new(),
        timeline: Vec::new(),
        chart: None,
        files: Vec::<Href>::new(),
        ..evidence(lang)
    }
}

pub(crate) fn report(lang: &str, full: bool) -> EvidenceReport {
    let reported = |open: Vec<OpenClaim>| ReportedBrief {
        sheet: href("The Ramp That Closed <Twice>", "/evidence-en.html"),
        lang: lang.into(),
        published: moment(18),
        counts: counts(),
        open,
    };
    EvidenceReport {
        head: head(lang, "Evidence report"),
        sums: if full { sums() } else { Vec::new() },
        counts: if full { counts() } else { Vec::new() },
        briefs: vec![
            reported(vec![OpenClaim {
                text: "the ramp is closed".into(),
                is_quoted: true,
                href: "/evidence-en.html#q0-2".into(),
                mark: mark("≠", "wrong", "Different words"),
            }]),
            reported(Vec::new()),
        ],
        pager: if full {
            Pager::default()
        } else {
            Pager {
                newer: "/report-en.html".into(),
                ..Pager::default()
            }
        },
    }
}
