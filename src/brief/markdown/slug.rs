use std::collections::BTreeSet;

/// Words in a form fit for an id or an address: letters and digits of any script in lower case, joined by hyphens.
pub fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    let mut pending = false;
    for c in words.chars() {
        if c.is_alphanumeric() || is_combining(c) || c == '_' {
            if pending && !slug.is_empty() {
                slug.push('-');
            }
            pending = false;
            slug.extend(c.to_lowercase());
        } else if !matches!(
            c,
            '\'' | '’' | '"' | '”' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'
        ) {
            pending = true;
        }
    }
    slug
}

/// Marks that belong to the letter before them, so that a vowel sign does not break a word.
fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Ids that are taken.
#[derive(Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// The id itself, or with the first number from 2 that makes it unique.
    pub(super) fn claim(&mut self, wanted: String) -> String {
        if self.0.insert(wanted.clone()) {
            return wanted;
        }
        let mut number = 2_usize;
        loop {
            let candidate = format!("{wanted}-{number}");
            if self.0.insert(candidate.clone()) {
                return candidate;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ids, slug};

    #[test]
    fn letters_of_every_script_survive() {
        assert_eq!(slug("The First Hour: 07:12!"), "the-first-hour-07-12");
        assert_eq!(slug("الساعة الأولى"), "الساعة-الأولى");
        assert_eq!(slug("Dockers’ don't"), "dockers-dont");
        assert_eq!(slug("?!"), "");
    }

    #[test]
    fn ids_are_unique_even_when_a_number_was_taken() {
        let mut ids = Ids::default();
        let claimed = ["a", "a-2", "a", "a"].map(|id| ids.claim(id.to_owned()));
        assert_eq!(claimed, ["a", "a-2", "a-3", "a-4"]);
    }
}
