use super::super::view::{
    Brief, Card, CitedBy, Correction, Entry, Fact, Figure, Mark, Note, Peek, Piece, Related, Section, Source, Tally,
    Use,
};
use super::{alternate, card, cards, head, href, moment, state, tally, who};

const CODE: &str = r#"<pre tabindex="0"><code><span class="k">let</span> <span class="v">seen</span> <span class="o">=</span> <span class="f">collect</span><span class="p">(</span><span class="s">"slipway"</span>, <span class="n">6</span><span class="p">)</span> <span class="c">// once an hour</span>
<span class="t">Capture</span> <span class="a">kept</span> <span class="g">all</span> <span class="m">end</span></code></pre>"#;

const REST: &str = r#"<h3 id="counted">How we counted</h3>
<ul><li>by the hour<ul><li>and by the ramp</li></ul></li><li>by hand</li></ul>
<ul><li><input type="checkbox" disabled checked aria-label="done"> done</li><li><input type="checkbox" disabled aria-label="open"> <del>open</del></li></ul>
<dl><dt>Slipway</dt><dd>Where boats meet the land.</dd></dl>
<aside class="alert alert-note" role="note"><p class="alert-title">Note</p><p>Times are of Tern Point.</p></aside>
<aside class="alert alert-warning" role="note"><p class="alert-title">Warning</p><p>Counts are low.</p></aside>
<section class="scroll" aria-label="Table" tabindex="0"><table><caption><b>Table 1.</b> What went furthest.</caption><thead><tr><th scope="col">Account</th><th scope="col" class="number">Shared</th></tr></thead><tbody><tr><th scope="row">Ferry Watch</th><td class="number">2,940</td></tr><tr><th scope="row">Ramp Camera</th><td class="number">—</td></tr></tbody></table></section>
<hr>
<blockquote><p>The crane came down in March.</p></blockquote>"#;

fn reference(number: usize, times: usize) -> String {
    format!(
        r##"<sup class="ref" id="ref-t-{number}-{times}"><a href="#ev-t-{number}" role="doc-noteref" aria-label="Note {number}">{number}</a><button type="button" popovertarget="fn-t-{number}" aria-label="Note {number}">{number}</button></sup>"##
    )
}

fn note(number: usize) -> Note {
    let words = match number {
        1 => "<p><a class=\"ev\" href=\"/post-en.html\"><bdi>@ferry_watch</bdi>, Twitter, 15 October 2021</a>.</p>",
        2 => {
            "<p>See the report first.</p><ul><li><a class=\"ev\" href=\"/post-en.html\"><bdi>@rampcam</bdi>, YouTube</a></li><li>“Late Again”, <cite>The Tern Courier</cite>, 3 June 2017.</li></ul>"
        }
        _ => "<p>Ibid.</p>",
    };
    Note {
        number,
        id: format!("fn-t-{number}"),
        html: words.into(),
        peeks: if number == 1 {
            let peek = |card: Card| Peek {
                lang: card.lang,
                words_html: card.words_html,
                translations: card.translations,
            };
            cards("peek").into_iter().map(peek).collect()
        } else {
            Vec::new()
        },
        states: if number == 1 {
            vec![state("deleted")]
        } else {
            Vec::new()
        },
        evidence: format!("/evidence-en.html#n{number}"),
        entry: format!("#ev-t-{number}"),
    }
}

fn entry(number: usize) -> Entry {
    let back = match number {
        1 => vec![href("↑a", "#ref-t-1-1"), href("↑b", "#ref-t-1-2")],
        _ => vec![href("↑", &format!("#ref-t-{number}-1"))],
    };
    Entry {
        number,
        id: format!("ev-t-{number}"),
        html: note(number).html,
        back,
        cards: match number {
            1 => vec![card(
                "card-one",
                who("Ferry Watch", "@ferry_watch", "twitter", 0),
                "deleted",
                "<p><mark>The ramp is closed and nobody will tell you why.</mark> Look at the queue.</p>",
                "en",
            )],
            2 => cards("card"),
            _ => Vec::new(),
        },
        remarks_html: if number == 3 {
            vec!["That is: <bdi>@rampcam</bdi>, as in <a href=\"#ev-t-2\">note 2</a>.".into()]
        } else {
            Vec::new()
        },
        problems: if number == 3 {
            vec!["Two posts of that day fit this citation.".into()]
        } else {
            Vec::new()
        },
    }
}

pub(crate) fn brief(lang: &str) -> Brief {
    let arabic = lang == "ar";
    let opening = if arabic {
        "<p>في الساعة السابعة من صباح الخامس عشر من تشرين الأول كتب حساب اعتاد أن ينشر أخبار العبّارات: «المنحدر مغلق».{1} كانت الصورة المرفقة حقيقية، وكان عمرها أربع سنوات. وقبل الرابعة عصرًا كانت إدارة الميناء قد نفت الخبر، وظهر وسم جديد على ثلاث منصّات، وأُعيد تلاميذ مدرستين إلى بيوتهم.{2}</p>"
    } else {
        "<p>At twelve minutes past seven an account that usually posts timetables told its followers that “the ramp is closed and nobody will tell you why.”{1} The picture beneath the words was dramatic, and it was real: a concrete ramp, a queue, and a sky the colour of brick. By four in the afternoon the harbour office had denied it, a hashtag had appeared on three platforms, and two schools had sent their pupils home.{2}</p>"
    };
    let opening = opening
        .replace("{1}", &reference(1, 1))
        .replace("{2}", &reference(2, 1));
    let figure = Figure {
        src: "/photo.svg".into(),
        alt: "A ferry ramp at dusk".into(),
        width: 600,
        height: 400,
        caption_html: "<b>Figure 1.</b> The ramp, from the roof of the hall.".into(),
        credit: "Drawn by I. Thorne".into(),
    };
    let later = format!(
        "<h2 id=\"history\">A picture with a history</h2><p>The photograph was first published in June 2017.{} It counts among eleven.<sup class=\"ref\"><span class=\"sep\">,</span></sup>{}</p>",
        reference(3, 1),
        reference(1, 2)
    );
    Brief {
        head: head(lang, "The Ramp That Closed Twice"),
        series: Some(href(if arabic { "الشائعة والسجل" } else { "Rumour & Record" }, "/list-en.html")),
        number: "7".into(),
        title_html: if arabic { "المنحدر الذي أُغلق مرّتين" } else { "The Ramp That Closed Twice" }.into(),
        subtitle_html: if arabic { "" } else { "On a picture and its <em>second</em> life" }.into(),
        summary_html: if arabic {
            "عبرت صورة منحدر مغلق مدينة الخطاف في تسع ساعات."
        } else {
            "A photograph of a closed ramp crossed the port of Tern Point in nine hours. The closure was real and four years old."
        }
        .into(),
        authors: vec![href("Ida Thorne", "/list-en.html"), href("Samir Amari", "")],
        published: moment(18),
        updated: Some(moment(24)),
        length: "8 minutes, 3 notes".into(),
        language_name: super::super::language_name(lang).into(),
        languages: vec![alternate(if arabic { "en" } else { "ar" })],
        tags: vec![href("harbours", "/list-en.html"), href("photographs", "/list-en.html")],
        image: Some(figure),
        notice: "an injured person".into(),
        tally: tally(&["hollow", "full", "half", "full", "hollow"], "/evidence-en.html"),
        contents: vec![
            Section {
                id: "history".into(),
                level: 2,
                html: "A picture with a history".into(),
            },
            Section {
                id: "counted".into(),
                level: 3,
                html: "How we counted".into(),
            },
        ],
        prose: vec![
            Piece {
                html: opening,
                notes: vec![note(1), note(2)],
            },
            Piece {
                html: later,
                notes: vec![note(3)],
            },
            Piece {
                html: format!("<p>The rule was simple, and <code>sha256sum</code> checks it:</p>{CODE}{REST}"),
                notes: Vec::new(),
            },
        ],
        marks: vec![Mark {
            sign: "≈".into(),
            class: "part".into(),
            label: "Same words, with brackets".into(),
        }],
        entries: (1..=3).map(entry).collect(),
        sources: vec![source("source-t-tides", true)],
        corrections: vec![Correction {
            date: moment(24),
            html: "<p>The time of the first post was given as 07:21. It was 07:12.</p>".into(),
        }],
        cite_html: "Ida Thorne, “The Ramp That Closed Twice”, <cite>Rumour &amp; Record</cite> 7, 18 October 2021, slipway.example/briefs/ramp/.".into(),
        files: vec![href("BibTeX", "/ramp.bib"), href("All evidence, as a file", "/evidence.json")],
        evidence: "/evidence-en.html".into(),
        cited_by: vec![cited_by()],
        related: vec![Related {
            brief: href("What the Tide Tables Said", "/brief-bare-en.html"),
            place: "Rumour & Record 4, March 2021".into(),
            why: "Shares two cited posts.".into(),
            lang: "en".into(),
        }],
        colophon: "slipway.example/briefs/ramp/ · version of 24 October 2021".into(),
        extra: serde_json::Value::Null,
    }
}

pub(super) fn cited_by() -> CitedBy {
    CitedBy {
        brief: href("Two Languages, Two Denials", "/brief-en.html"),
        place: "Rumour & Record 11, note 4".into(),
        sentence: "…as with the ramp, the first correction came from someone who works by the water…".into(),
        lang: "en".into(),
    }
}

/// A source on the page of a brief, or on that of all sources.
pub(super) fn source(id: &str, on_brief: bool) -> Source {
    Source {
        id: id.into(),
        html: "Quill, Ada. <em>Tables of the Tides</em>. Slipway Press, 2019. \
               <a href=\"https://tides.example/\" rel=\"noopener noreferrer external\"><bdi dir=\"ltr\">https://tides.example/</bdi></a>."
            .into(),
        copy: Some(href("Archived copy", "/post-en.html")),
        back: if on_brief { vec![href("Note 1", "#ev-t-1")] } else { Vec::new() },
        uses: if on_brief {
            Vec::new()
        } else {
            vec![Use {
                brief: href("The Ramp That Closed Twice", "/brief-en.html"),
                place: "Rumour & Record 7, note 9".into(),
                href: "/brief-en.html#ref-t-1-1".into(),
                sentence: "…as the tables say…".into(),
                lang: "en".into(),
            }]
        },
    }
}

/// Nothing but what a brief must have.
pub(crate) fn bare_brief(lang: &str) -> Brief {
    let full = brief(lang);
    let empty = String::new;
    Brief {
        head: super::super::view::Head {
            description: empty(),
            alternates: Vec::new(),
            open_graph: Vec::new(),
            meta: Vec::new(),
            ..full.head
        },
        series: None,
        number: empty(),
        subtitle_html: empty(),
        summary_html: empty(),
        authors: vec![href("Ida Thorne", "")],
        updated: None,
        length: empty(),
        languages: Vec::new(),
        tags: Vec::new(),
        image: None,
        notice: empty(),
        tally: Tally::default(),
        contents: Vec::new(),
        prose: vec![Piece {
            html: "<p>One paragraph.</p>".into(),
            notes: Vec::new(),
        }],
        marks: Vec::new(),
        entries: Vec::new(),
        sources: Vec::new(),
        corrections: Vec::new(),
        files: Vec::new(),
        cited_by: Vec::new(),
        related: Vec::new(),
        colophon: empty(),
        ..full
    }
}

pub(super) fn fact(label: &str, value: &str, href: &str) -> Fact {
    Fact {
        label: label.into(),
        value: value.into(),
        href: href.into(),
    }
}

pub(super) fn sums() -> Vec<Fact> {
    [
        ("notes", "16"),
        ("posts", "13"),
        ("accounts", "9"),
        ("platforms", "5"),
        ("gone", "2"),
    ]
    .map(|(label, value)| fact(label, value, ""))
    .into()
}
