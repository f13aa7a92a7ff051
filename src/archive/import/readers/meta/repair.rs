//! Words whose letters were written as the bytes of their UTF-8, one letter a byte: `Ã¸` for `ø`.

use serde_json::{Map, Value};

/// A value with all its texts and names mended, and whether there was anything to mend.
pub(super) fn repair(value: Value) -> (Value, bool) {
    let mut changed = false;
    let value = mended(value, &mut changed);
    (value, changed)
}

fn mended(value: Value, changed: &mut bool) -> Value {
    match value {
        Value::String(text) => Value::String(text_mended(text, changed)),
        Value::Array(list) => list.into_iter().map(|inner| mended(inner, changed)).collect(),
        Value::Object(members) => {
            let mut all = Map::new();
            for (name, inner) in members {
                let name = text_mended(name, changed);
                all.insert(name, mended(inner, changed));
            }
            Value::Object(all)
        }
        other => other,
    }
}

fn text_mended(text: String, changed: &mut bool) -> String {
    if let Some(mended) = letters(&text) {
        *changed = true;
        return mended;
    }
    text
}

/// The text that was meant, if the letters are bytes of another.
fn letters(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).ok())
        .collect();
    String::from_utf8(bytes?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_is_written_so_is_mended() {
        let written = json!({"Nom dâ\u{80}\u{99}utilisateur": ["HolbÃ¦k", "Holbæk", "plain", 7]});
        assert_eq!(
            repair(written),
            (json!({"Nom d’utilisateur": ["Holbæk", "Holbæk", "plain", 7]}), true)
        );
        assert_eq!(repair(json!("café")), (json!("café"), false));
        assert_eq!(repair(json!("ð\u{9f}\u{8c}\u{8a}")), (json!("🌊"), true));
    }

    proptest! {
        #[test]
        fn what_was_written_so_comes_back(text in "\\PC*") {
            let written: String = text.bytes().map(char::from).collect();
            prop_assert_eq!(repair(Value::String(written)).0, Value::String(text));
        }
    }
}
