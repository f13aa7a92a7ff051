use unicode_normalization::UnicodeNormalization as _;

/// A title as two authors would both write it: letters and digits alone, with single spaces.
pub fn fold_title(title: &str) -> String {
    let mut folded = String::with_capacity(title.len());
    for character in fold(title) {
        if character.is_alphanumeric() {
            folded.push(character);
        } else if !matches!(character, '\'' | '’' | '״' | '"') && !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// A handle without what is easily mistaken: for near misses only, never to say that two are the same.
pub(super) fn fold_lookalikes(handle: &str) -> String {
    fold(handle)
        .filter(|character| !matches!(character, '_' | '.' | '-'))
        .map(|character| match character {
            '0' | 'о' | 'ο' => 'o',
            '1' | 'i' | 'і' | 'ι' => 'l',
            '5' | 'ѕ' => 's',
            // Letters of other scripts that look like Latin ones, here and above.
            'а' | 'α' => 'a',
            'в' | 'β' => 'b',
            'с' | 'ϲ' => 'c',
            'е' | 'ё' | 'ε' => 'e',
            'һ' => 'h',
            'ј' => 'j',
            'к' | 'κ' => 'k',
            'ո' | 'п' | 'η' => 'n',
            'р' | 'ρ' => 'p',
            'т' | 'τ' => 't',
            'у' | 'υ' => 'y',
            'х' | 'χ' => 'x',
            _ => character,
        })
        .collect()
}

fn fold(text: &str) -> impl Iterator<Item = char> {
    text.nfkc().flat_map(char::to_lowercase).filter(|character| {
        !matches!(
            character,
            // Vowel signs of Hebrew and Arabic, tatweel, joiners and direction marks.
            '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{61c}' | '\u{640}' | '\u{64b}'..='\u{652}'
                | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_fold_past_quotes_case_and_closing_commas() {
        assert_eq!(
            fold_title("The Harbour’s Long Night,"),
            fold_title("the harbour's long  night")
        );
        assert_eq!(fold_title(" — "), "");
    }

    #[test]
    fn lookalikes_fold_together() {
        assert_eq!(fold_lookalikes("harb0ur_1"), fold_lookalikes("Harbour.l"));
    }
}
