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

#[test]
fn the_table_can_be_read() {
    let table = word_table::<Kind>(include_str!("cues.toml"));
    assert_eq!(table.map(|table| table.len()), Ok(8));
}

#[test]
fn titles_and_names_are_no_quotations() {
    for (lang, lead, words, trail) in [
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
    ] {
        assert_eq!(
            introduction(lang, lead, words, trail),
            Introduction::Name,
            "{lead}{words}"
        );
    }
}

#[test]
fn the_nearest_verb_says_that_somebody_wrote_or_said_it() {
    for (lang, lead, words, trail) in [
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
    ] {
        assert_eq!(
            introduction(lang, lead, words, trail),
            Introduction::Written,
            "{lead}{words}"
        );
    }
    for (lead, words, trail) in [
        ("it said ", "The Quay burns again tonight", "."),
        ("", "the quay is burning,", " said the port."),
        ("From the port: ", "the quay is burning", "."),
        ("It was all over. ", "THE QUAY IS BURNING.", ""),
    ] {
        assert_eq!(
            introduction("en", lead, words, trail),
            Introduction::Said,
            "{lead}{words}"
        );
    }
    assert_eq!(
        introduction("en", "A night of the ", "thousand small lamps", " began."),
        Introduction::Open
    );
}

#[test]
fn what_is_said_to_others_is_of_another_source() {
    for (lang, lead, words, trail) in [
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
    ] {
        assert_eq!(
            introduction(lang, lead, words, trail),
            Introduction::OtherSource,
            "{lead}{words}"
        );
    }
}

#[test]
fn a_translation_may_be_called_one() {
    assert!(Cues::of("en").say_translated("“the quay burns” (my translation)."));
}
