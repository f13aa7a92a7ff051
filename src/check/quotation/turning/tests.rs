use super::{Side, Turn, Turning};
use crate::wording::Wording;

fn turned(tag: &str, quoted: &str, original: &str) -> Option<Turn> {
    let (ours, theirs) = (Wording::of(quoted), Wording::of(original));
    Turning::of(&[tag]).turn(
        &Side::new(quoted, &ours, &(0..quoted.len())),
        &Side::new(original, &theirs, &(0..original.len())),
    )
}

#[test]
fn what_turns_a_sentence() {
    for (tag, quoted, original, turn) in [
        ("en", "can", "cannot", Turn::Negation),
        ("en", "do", "don’t", Turn::Negation),
        ("en", "likely", "unlikely", Turn::Negation),
        ("ar", "يصل", "ولم يصل", Turn::Negation),
        ("he", "נפתח", "לא נפתח", Turn::Negation),
        ("fa", "می‌رود", "نمی‌رود", Turn::Negation),
        ("tr", "geliyor", "gelmiyor", Turn::Negation),
        ("tr", "namazlı", "namazsız", Turn::Negation),
        ("de", "ein", "kein", Turn::Negation),
        ("fr", "part", "ne part pas", Turn::Negation),
        ("en", "1,500", "1,400", Turn::Number),
        ("en", "four", "three", Turn::Number),
        ("es", "doscientos barcos", "trescientos barcos", Turn::Number),
        ("en", "at the quay", "at the #quay #fire", Turn::Hashtag),
        ("en", "met Haddad", "met Rahal", Turn::Name),
    ] {
        assert_eq!(turned(tag, quoted, original), Some(turn), "{quoted} for {original}");
    }
    for (tag, quoted, original) in [
        ("en", "color", "colour"),
        ("en", "three", "3"),
        ("en", "do not", "don't"),
        ("en", "the big ship", "the ship"),
        ("de", "das Schiff", "das Boot"),
        ("tr", "pidesi", "ramazan pidesi"),
        ("tr", "evi", "Ahmed'in evi"),
    ] {
        assert_eq!(turned(tag, quoted, original), None, "{quoted} for {original}");
    }
}
