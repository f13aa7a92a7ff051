//! Hashtags in the words of a post.

/// The hashtags of a text, without `#`, as written, in order; each once.
///
/// A tag is letters, digits and underscores of any script after a `#` that does not itself follow a letter or digit;
/// numbers alone are none.
pub fn hashtags(text: &str) -> Vec<&str> {
    let mut tags: Vec<&str> = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let starts = matches!(c, '#' | '＃') && !before.is_some_and(|c| is_tag(c) || c == '&' || c == '/');
        before = Some(c);
        if !starts {
            continue;
        }
        let rest = &text[at + c.len_utf8()..];
        let end = rest.find(|c| !is_tag(c)).unwrap_or(rest.len());
        let tag = &rest[..end];
        if tag.chars().any(char::is_alphabetic) && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// Letters, digits, `_`, the marks that Arabic, Hebrew and Indic words are written with, and the joiners within words.
fn is_tag(c: char) -> bool {
    c.is_alphanumeric()
        || c == '_'
        || unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '\u{200c}' | '\u{200d}' | '\u{5f3}' | '\u{5f4}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tags_of_every_script_are_found_once() {
        assert_eq!(
            hashtags("#North_Quay, #quay2! and #North_Quay"),
            ["North_Quay", "quay2"]
        );
        assert_eq!(hashtags("في #الرصيف_الشمالي، اليوم"), ["الرصيف_الشمالي"]);
        assert_eq!(hashtags("היום ב#הרציף ו #הנמל."), ["הנמל"]);
        assert_eq!(hashtags("(#a)#b"), ["a", "b"]);
    }

    #[test]
    fn not_everything_after_a_number_sign_is_a_tag() {
        assert!(hashtags("we are #1, # 2, &#39; https://quay.example/#top a#b").is_empty());
    }

    proptest! {
        #[test]
        fn every_tag_is_in_the_text(text in "\\PC*") {
            for tag in hashtags(&text) {
                prop_assert!(text.contains(tag));
            }
        }
    }
}
