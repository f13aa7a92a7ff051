//! Short forms as they are written in several languages, and words that only look like one.

use crate::citation::{Antecedent, Settings, ShortDate, ShortForm, Side, Target, parse_note};
use crate::source::{SourceFile, Span};

/// What each citation of a note stands for, if it is a short form, and the words that link to it.
fn read(note: &str) -> String {
    let file = SourceFile::new("content/briefs/quay.md", note);
    let (citations, _) = parse_note(&file, Span::new(0, file.text.len()), &Settings::default());
    let lines: Vec<String> = citations
        .iter()
        .map(|citation| match &citation.target {
            Target::Short(form) => format!("{} | {}", file.slice(citation.link), describe(&file, form)),
            Target::Post(_) => "post".to_owned(),
            _ => "other".to_owned(),
        })
        .collect();
    lines.join("; ")
}

fn describe(file: &SourceFile, form: &ShortForm) -> String {
    let mut parts = Vec::new();
    match &form.to.value {
        Antecedent::Previous => parts.push("previous".to_owned()),
        Antecedent::Named => parts.push("named".to_owned()),
        Antecedent::Notes { numbers, side } => {
            parts.extend(
                numbers
                    .iter()
                    .map(|number| format!("{}=`{}`", number.value, file.slice(number.span))),
            );
            parts.extend(match side {
                Side::Above => Some("above".to_owned()),
                Side::Below => Some("below".to_owned()),
                Side::Either => None,
            });
        }
    }
    parts.extend(form.name.as_ref().map(|name| format!("of {}", name.value)));
    parts.extend(form.date.as_ref().map(|date| match date.value {
        ShortDate::Full(_) => file.slice(date.span).to_owned(),
        ShortDate::OfYear { month, day } => format!("day {day} of month {month}"),
    }));
    parts.extend(form.time.as_ref().map(|time| file.slice(time.span).to_owned()));
    parts.join(" ")
}

#[track_caller]
fn all(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|&(note, wanted)| (note, wanted, read(note)))
        .filter(|(_, wanted, found)| found != wanted)
        .map(|(note, wanted, found)| format!("{note}\n  wanted {wanted}\n  found  {found}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_citation_before() {
    all(&[
        ("Ibid.", "Ibid | previous"),
        ("Ibid", "Ibid | previous"),
        ("*Ibid.*, p. 4.", "Ibid | previous"),
        ("_ibid_., where the cranes are named", "ibid | previous"),
        ("See ibid. at 5.", "ibid | previous"),
        ("ibid., October 16", "ibid | previous day 16 of month 10"),
        ("Ibid., 16. Oktober", "Ibid | previous day 16 of month 10"),
        (
            "Ibid., October 16, 2017, 16:30.",
            "Ibid | previous October 16, 2017 16:30",
        ),
        ("Ibid., accessed 3 May 2018.", "Ibid | previous"),
        ("Ibid (accessed 3 May 2018).", "Ibid | previous"),
        ("Id.", "Id | previous"),
        ("Id. at 5.", "Id | previous"),
        ("Idem.", "Idem | previous"),
        ("ibidem", "ibidem | previous"),
        ("Ebd.", "Ebd | previous"),
        ("Ebd., S. 4.", "Ebd | previous"),
        ("Vgl. ebenda.", "ebenda | previous"),
        ("Ibíd.", "Ibíd | previous"),
        ("שם.", "שם | previous"),
        ("ראו שם, עמ' 4.", "שם | previous"),
        ("المرجع نفسه.", "المرجع نفسه | previous"),
        ("المَصدر نفسه، ص ٤.", "المَصدر نفسه | previous"),
        ("همان.", "همان | previous"),
        ("همان، ص ۴.", "همان | previous"),
        ("Ibid.; see also note 3.", "Ibid | previous; note 3 | 3=`note 3`"),
        (
            "Ibid. See also supra note 3.",
            "Ibid | previous; supra | 3=`note 3` above",
        ),
    ]);
}

#[test]
fn the_last_of_a_name() {
    all(&[
        ("op. cit.", "op. cit | named"),
        (
            "Harbour Watch, *op. cit.*, p. 4",
            "Harbour Watch, *op. cit.* | named of Harbour Watch",
        ),
        (
            "@harbour_watch, loc. cit.",
            "@harbour_watch, loc. cit | named of @harbour_watch",
        ),
        ("@__quay__, art. cit.", "@__quay__, art. cit | named of @__quay__"),
        (
            "Harbour Watch, a.a.O., S. 4.",
            "Harbour Watch, a.a.O. | named of Harbour Watch",
        ),
        ("Liman, a.g.e., s. 4.", "Liman, a.g.e. | named of Liman"),
        ("الميناء، المرجع السابق.", "الميناء، المرجع السابق | named of الميناء"),
        (
            "@harbour_watch, ibid.",
            "@harbour_watch, ibid | previous of @harbour_watch",
        ),
    ]);
}

#[test]
fn a_note_by_its_number() {
    all(&[
        ("supra note 12", "supra | 12=`note 12` above"),
        ("*Supra* n.12, at 4.", "Supra | 12=`n.12` above"),
        ("above, note 3", "above | 3=`note 3` above"),
        ("note 3 above", "note 3 | 3=`note 3` above"),
        ("n. 3 above.", "n. 3 | 3=`n. 3` above"),
        ("Note 3.", "Note 3 | 3=`Note 3`"),
        ("see note 3", "note 3 | 3=`note 3`"),
        ("See note 3 for the tide.", "note 3 | 3=`note 3`"),
        ("See notes 3 and 5.", "notes 3 | 3=`notes 3` 5=`5`"),
        ("See notes 3, 5 & 7.", "notes 3 | 3=`notes 3` 5=`5` 7=`7`"),
        ("See infra note 9.", "infra | 9=`note 9` below"),
        (
            "Harbour Watch, supra note 3, 45",
            "Harbour Watch, supra | 3=`note 3` above of Harbour Watch",
        ),
        (
            "@harbour_watch, supra note 3",
            "@harbour_watch, supra | 3=`note 3` above of @harbour_watch",
        ),
        (
            "*Harbour Watch*, supra note 3",
            "*Harbour Watch*, supra | 3=`note 3` above of Harbour Watch",
        ),
        (
            "@harbour_watch, note 3.",
            "@harbour_watch | 3=`note 3` of @harbour_watch",
        ),
        (
            "As shown in Smith, supra note 3, at 4",
            "As shown in Smith, supra | 3=`note 3` above of As shown in Smith",
        ),
        (
            "As the author has argued, above, note 3",
            "As the author has argued, above | 3=`note 3` above",
        ),
        ("Harbour Watch (n 3) 45.", "Harbour Watch | 3=`n 3` of Harbour Watch"),
        ("siehe Fn. 3", "Fn. 3 | 3=`Fn. 3`"),
        ("vgl. Anm. 3", "Anm. 3 | 3=`Anm. 3`"),
        ("Siehe oben, Fußnote 3.", "oben | 3=`Fußnote 3` above"),
        ("voir note 3", "note 3 | 3=`note 3`"),
        ("véase nota 3", "nota 3 | 3=`nota 3`"),
        ("ver nota 3", "nota 3 | 3=`nota 3`"),
        ("bkz. dipnot 3", "dipnot 3 | 3=`dipnot 3`"),
        ("לעיל ה\"ש 39", "לעיל | 39=`ה\"ש 39` above"),
        (
            "הארבור, לעיל ה״ש 39, בעמ' 4",
            "הארבור, לעיל | 39=`ה״ש 39` above of הארבור",
        ),
        ("ראו הערה 3", "הערה 3 | 3=`הערה 3`"),
        ("انظر الهامش ٣", "الهامش ٣ | 3=`الهامش ٣`"),
        ("پانوشت ۳", "پانوشت ۳ | 3=`پانوشت ۳`"),
        ("نک: پانویس ۳", "پانویس ۳ | 3=`پانویس ۳`"),
    ]);
}

#[test]
fn what_only_looks_like_one() {
    all(&[
        ("Smith, Report, 2019, p. 4 note 3", "other"),
        ("Smith, Report, 2019, note 3", "other"),
        ("Smith, Report; note 3", "other; other"),
        ("See note 3 of the report", "other"),
        ("Note 3 was left out by the printer", "other"),
        ("The count differs from theirs (note 3) by one", "other"),
        ("Id and ego on the quay", "other"),
        ("Id, a word of Freud's", "other"),
        ("Ibid is a Latin word", "other"),
        ("The word ibid., as he says, is Latin", "other"),
        ("שם הרציף הוא צפון", "other"),
        ("همان روز بندر بسته شد", "other"),
        ("@harbour_watch, Twitter, October 15, 2017, see note 3", "post"),
        ("@harbour_watch, Twitter, October 15, 2017, supra note 3", "post"),
        ("See note 3 and @harbour_watch, Twitter, October 15, 2017", "post"),
        ("Ibid., https://twitter.com/harbour_watch/status/915", "post"),
        ("Age, sex and place of birth", "other"),
    ]);
}
