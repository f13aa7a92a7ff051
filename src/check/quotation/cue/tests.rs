use super::*;

fn introduction(lang: &str, lead: &str, words: &str, trail: &str) -> Introduction {
    let setting = Setting {
        lead,
        trail,
        to_mark: trail,
        is_listed: false,
    };
    Cues::of(lang).introduction(words, &setting)
}

/// Rows of language, words before, quoted words, words behind: all of one introduction.
fn all_are(expected: Introduction, rows: &[(&str, &str, &str, &str)]) {
    for &(lang, lead, words, trail) in rows {
        assert_eq!(introduction(lang, lead, words, trail), expected, "{lead}{words}");
    }
}

#[test]
fn the_table_can_be_read() {
    let table = word_table::<Kind>(include_str!("cues.toml"));
    assert_eq!(table.map(|table| table.len()), Ok(8));
}

#[test]
fn titles_and_names_are_no_quotations() {
    all_are(
        Introduction::Name,
        &[
            ("en", "As she wrote in ", "The Long Night of the Quay", " long ago."),
            ("en", "It said so in a report titled ", "smoke over the water", "."),
            ("en", "The account announced the so-called ", "war on the harbour", "."),
            ("en", "The group, which calls itself ", "friends of the lamp", " today."),
            ("en", "They wrote about its ", "zero tolerance for nets", " policy."),
            ("de", "Sie schrieb von der ", "Saubere Küste für alle", "-Kampagne."),
            ("de", "Die Aktion ", "Saubere Küste für alle", " begann."),
            ("fr", "La campagne ", "un toit pour chaque bateau", "."),
            ("es", "Con el lema ", "ni un barco menos", "."),
            ("ar", "كتبوا في تقرير بعنوان ", "صوت الميناء اليوم", "."),
            ("ar", "أطلقت حملتها، حملة ", "ميناء نظيف للجميع", "."),
            ("he", "במבצע ", "חוף נקי לכולם", "."),
            ("fa", "با شعار ", "بندر بی ماهیگیر نه", " رفتند."),
            ("tr", "", "temiz bir kıyı için", " kampanyası başladı."),
        ],
    );
}

#[test]
fn the_nearest_verb_says_that_somebody_wrote_or_said_it() {
    all_are(
        Introduction::Written,
        &[
            ("en", "they wrote ", "the quay is burning now", "."),
            (
                "en",
                "The campaign wrote on Monday, after all, that ",
                "the quay is burning",
                ".",
            ),
            ("en", "", "the quay is burning,", " the account of the port wrote."),
            ("en", "Of the report it wrote: ", "the quay is burning", "."),
            ("fr", "La préfecture a écrit que ", "le quai brûle encore", "."),
            ("de", "", "der Kai brennt noch", ", schrieb das Amt."),
            ("es", "", "el muelle arde todavía", ", escribió la policía."),
            ("ar", "وكتبت النقابة: ", "الرصيف يحترق الآن", "."),
            ("he", "העירייה כתבה כי ", "הרציף בוער עכשיו", "."),
            ("fa", "شهرداری نوشت: ", "اسکله در آتش است", "."),
            ("tr", "", "rıhtım hâlâ yanıyor", " diye yazdı."),
        ],
    );
    all_are(
        Introduction::Said,
        &[
            ("en", "it said ", "The Quay burns again tonight", "."),
            ("en", "", "the quay is burning,", " said the port."),
            ("en", "From the port: ", "the quay is burning", "."),
            ("en", "It was all over. ", "THE QUAY IS BURNING.", ""),
        ],
    );
    assert_eq!(
        introduction("en", "A night of the ", "thousand small lamps", " began."),
        Introduction::Open
    );
}

#[test]
fn what_is_said_to_others_is_of_another_source() {
    all_are(
        Introduction::OtherSource,
        &[
            (
                "en",
                "The mayor told the radio that ",
                "the strike is over",
                ", and left.",
            ),
            ("en", "", "the strike is over,", " the mayor said on television."),
            ("en", "They carried banners reading ", "bread before berths", "."),
            ("en", "The *Quay Courier* reported that ", "the strike is over", "."),
            ("fr", "", "la digue tiendra", ", assurait le maire à la radio."),
            ("ar", "قال رئيس البلدية للإذاعة إن ", "السد صامد اليوم", "."),
            ("tr", "Başkan radyoya ", "baraj sağlam duruyor", " derken"),
            (
                "en",
                "The mayor said that ",
                "the strike is over,",
                " but a video shows the gate.",
            ),
            (
                "en",
                "",
                "the strike is over,",
                " said the mayor, while others posted the gate.",
            ),
        ],
    );
}

#[test]
fn letters_that_begin_a_word_are_no_cue_behind_them() {
    all_are(
        Introduction::Open,
        &[
            (
                "ar",
                "قال الحارس صباح الثلاثاء أمام الجميع كان ",
                "ضوء على الماء",
                " قديما.",
            ),
            ("ar", "خرج ناشط كرد ", "ضوء على الماء", " قديما."),
        ],
    );
}

#[test]
fn a_translation_may_be_called_one() {
    assert!(Cues::of("en").say_translated("“the quay burns” (my translation)."));
}
