//! Words that tell who somebody is, and where they stand in a text: however they are cased, marked, emphasised or joined to others.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What stands where something was taken out.
pub(super) const BLACK: &str = "▇▇▇";

/// How long a name of letters that are written together with the words before may be a part of such a word.
const PREFIX: usize = 3;

/// Where a word tells on somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Told {
    /// Wherever it stands as a word.
    Anywhere,
    /// After `@` or in an address: by itself it may be any word.
    AsHandle,
    /// In an address alone, such as the number of a post.
    InAddress,
}

/// Words by which somebody could be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Secrets {
    /// As they are compared, by their first letter; the longest first.
    by_first: BTreeMap<char, Vec<(Vec<char>, Told)>>,
}

impl Secrets {
    /// Words that tell wherever they stand.
    pub fn anywhere<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut secrets = Self::default();
        words.into_iter().for_each(|word| secrets.add(word, Told::Anywhere));
        secrets
    }

    pub(super) fn add(&mut self, word: &str, told: Told) {
        let letters: Vec<char> = fold(word.trim()).map(|(letter, _)| letter).collect();
        let Some(first) = letters.first() else {
            return;
        };
        let same = self.by_first.entry(*first).or_default();
        if !same.contains(&(letters.clone(), told)) {
            same.push((letters, told));
            same.sort_by(|one, other| (other.0.len(), &one.0, one.1).cmp(&(one.0.len(), &other.0, other.1)));
        }
    }

    /// All of these and all of those.
    pub(super) fn join(&mut self, others: &Self) {
        for (letters, told) in others.by_first.values().flatten() {
            self.add(&letters.iter().collect::<String>(), *told);
        }
    }

    /// The same, each told wherever it stands.
    #[must_use]
    pub fn everywhere(&self) -> Self {
        let words = self.by_first.values().flatten();
        let words: Vec<String> = words.map(|(letters, _)| letters.iter().collect()).collect();
        Self::anywhere(words.iter().map(String::as_str))
    }

    /// These but for a word.
    pub(super) fn drop(&mut self, word: &str) {
        let letters: Vec<char> = fold(word.trim()).map(|(letter, _)| letter).collect();
        for same in self.by_first.values_mut() {
            same.retain(|(secret, _)| *secret != letters);
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_first.values().all(Vec::is_empty)
    }

    /// Whether a text holds one of them.
    pub fn tells(&self, text: &str) -> bool {
        !self.is_empty() && !self.places(text).is_empty()
    }

    /// A text without them, nor the addresses that hold them.
    pub fn black(&self, text: &str) -> String {
        if self.is_empty() {
            return text.to_owned();
        }
        let mut kept = String::with_capacity(text.len());
        let mut from = 0;
        for place in self.places(text) {
            kept.push_str(&text[from..place.start]);
            kept.push_str(BLACK);
            from = place.end;
        }
        kept + &text[from..]
    }

    /// A value of JSON without them; whether there was any. A text that is nothing but a handle or a number of a post tells too.
    pub(super) fn black_json(&self, value: &mut serde_json::Value) -> bool {
        use serde_json::Value;
        match value {
            Value::String(text) => {
                let black = if self.is_one(text) {
                    BLACK.to_owned()
                } else {
                    self.black(text)
                };
                let told = *text != black;
                *text = black;
                told
            }
            Value::Array(values) => values
                .iter_mut()
                .fold(false, |told, value| self.black_json(value) | told),
            Value::Object(fields) => fields
                .iter_mut()
                .fold(false, |told, (_, value)| self.black_json(value) | told),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// Whether a text is one of them and nothing besides.
    fn is_one(&self, text: &str) -> bool {
        let letters: Vec<char> = fold(text.trim().trim_start_matches('@'))
            .map(|(letter, _)| letter)
            .collect();
        let same = letters.first().and_then(|first| self.by_first.get(first));
        same.is_some_and(|same| same.iter().any(|(secret, _)| *secret == letters))
    }

    /// Where they stand, in order; an address that holds one counts whole.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let letters: Vec<(char, Range<usize>)> = fold(text).collect();
        let addresses = addresses(text);
        let mut places: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while at < letters.len() {
            let start = letters[at].1.start;
            let address = addresses.iter().find(|address| address.contains(&start));
            let Some(end) = self.end(&letters, at, address.is_some()) else {
                at += 1;
                continue;
            };
            let place = address.cloned().unwrap_or(start..letters[end - 1].1.end);
            at = letters
                .partition_point(|(_, place_of)| place_of.start < place.end)
                .max(at + 1);
            places.push(place);
        }
        places
    }

    /// Where the longest of them ends that begins at a letter.
    fn end(&self, letters: &[(char, Range<usize>)], at: usize, in_address: bool) -> Option<usize> {
        let before = at.checked_sub(1).map(|before| letters[before].0);
        let fits = |told| match told {
            Told::Anywhere => begins(letters, at),
            Told::AsHandle => {
                before.is_some_and(|before| matches!(before, '@' | '/')) || (in_address && begins(letters, at))
            }
            Told::InAddress => in_address && begins(letters, at),
        };
        let same = self.by_first.get(&letters[at].0)?;
        same.iter().find_map(|(secret, told)| {
            let end = ends(letters, at, secret)?;
            (fits(*told) && is_whole(letters, end)).then_some(end)
        })
    }
}

/// Where a word ends that begins at a letter. A blank in it stands for whatever parts words: breaks of lines, marks of emphasis.
fn ends(letters: &[(char, Range<usize>)], mut at: usize, secret: &[char]) -> Option<usize> {
    for &wanted in secret {
        if wanted == ' ' {
            let parted = letters[at..]
                .iter()
                .take_while(|(letter, _)| !letter.is_alphanumeric())
                .count();
            if parted == 0 {
                return None;
            }
            at += parted;
        } else if letters.get(at)?.0 == wanted {
            at += 1;
        } else {
            return None;
        }
    }
    Some(at)
}

/// Whether a word may begin at a letter: no letter stands before it that belongs to it.
fn begins(letters: &[(char, Range<usize>)], at: usize) -> bool {
    let before = letters[..at].iter().rev().map(|(letter, _)| *letter);
    let mut before = before.skip_while(|&letter| letter == '_').peekable();
    match before.peek() {
        Some(&letter) if letter.is_alphanumeric() => {
            is_unparted(letter)
                || is_unparted(letters[at].0)
                || (is_prefixing(letter) && before.take_while(|letter| letter.is_alphanumeric()).count() <= PREFIX)
        }
        _ => true,
    }
}

/// Whether a word may end before a letter.
fn is_whole(letters: &[(char, Range<usize>)], end: usize) -> bool {
    let mut after = letters[end..]
        .iter()
        .map(|(letter, _)| *letter)
        .skip_while(|&letter| letter == '_');
    let last = letters[end - 1].0;
    after
        .next()
        .is_none_or(|letter| !letter.is_alphanumeric() || is_unparted(letter) || is_unparted(last))
}

/// Letters of scripts that do not part words: Thai to Khmer, Chinese, Japanese; and Korean, whose endings follow names.
fn is_unparted(letter: char) -> bool {
    matches!(u32::from(letter), 0xe00..0x1000 | 0x1000..0x1200 | 0x1780..0x1800 | 0x2e80..0xa000 | 0xac00..0xd800 | 0xf900..0xfb00 | 0x20000..0x32000)
}

/// Letters of scripts that write short words together with the next: Hebrew, Arabic.
fn is_prefixing(letter: char) -> bool {
    matches!(u32::from(letter), 0x590..0x780 | 0xfb1d..0xfe00 | 0xfe70..0xff00)
}

/// The letters of a text as they are compared, each with its place: without case, marks and invisible characters, a row of blanks
/// as one.
fn fold(text: &str) -> impl Iterator<Item = (char, Range<usize>)> {
    let is_seen = |c: &char| {
        !is_combining_mark(*c)
            && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{640}')
    };
    let mut blank = false;
    let letters = text.char_indices().flat_map(move |(at, c)| {
        let place = at..at + c.len_utf8();
        // Parts of one letter are its place, all of them.
        std::iter::once(c)
            .nfkd()
            .filter(is_seen)
            .flat_map(char::to_lowercase)
            .filter(move |c| !is_combining_mark(*c))
            .map(move |c| (if c.is_whitespace() { ' ' } else { c }, place.clone()))
            .collect::<Vec<_>>()
    });
    letters.filter(move |(c, _)| {
        let again = blank && *c == ' ';
        blank = *c == ' ';
        !again
    })
}

/// Where addresses stand.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices("://") {
        let start = text[..at]
            .rfind(|c: char| !c.is_ascii_alphanumeric())
            .map_or(0, |before| {
                before + text[before..].chars().next().map_or(1, char::len_utf8)
            });
        let end = text[at..]
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"' | '<'))
            .map_or(text.len(), |end| at + end);
        // An address in another is part of it.
        if found.last().is_none_or(|last| last.end <= start) {
            found.push(start..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_is_taken_out_with_its_address() {
        let secrets = Secrets::anywhere(["tell_nobody", "Wilma", "440"]);
        assert_eq!(
            secrets.black("[A](https://x.example/Tell_Nobody/1) and <https://x.example/i/440>, WILMA, @tell_nobody2"),
            "[A](▇▇▇) and <▇▇▇>, ▇▇▇, @tell_nobody2"
        );
        assert!(secrets.tells("proofs/tell_nobody.jsonl") && !secrets.tells("quay"));
        assert!(!Secrets::anywhere(["", " "]).tells("anything"));
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let secrets = Secrets::anywhere(["Ádá Quayle", "山田", "김민수", "سلمى", "Wilma", "İpek"]);
        for (text, black) in [
            ("By *Ada*\n  quayle.", "By *▇▇▇."),
            ("A\u{301}da\u{301} Quayle's", "▇▇▇'s"),
            ("これは山田太郎です", "これは▇▇▇太郎です"),
            ("김민수는 갔다", "▇▇▇는 갔다"),
            ("قالت وسلمى", "قالت و▇▇▇"),
            ("_Wilma_ and __wilma__", "_▇▇▇_ and __▇▇▇__"),
            ("Wil\u{ad}ma, W\u{200b}ilma", "▇▇▇, ▇▇▇"),
            // Folding changes how long these are, each in another direction.
            ("İẞK Wilma ipek", "İẞK ▇▇▇ ▇▇▇"),
        ] {
            assert_eq!(secrets.black(text), black, "{text}");
        }
        for text in ["Wilmas", "wilma2", "a wilma_7", "Adá Quayles", "Ada"] {
            assert_eq!(secrets.black(text), text);
        }
    }

    #[test]
    fn a_handle_in_words_of_others_is_told_by_its_sign() {
        let mut secrets = Secrets::default();
        secrets.add("quay", Told::AsHandle);
        secrets.add("4401", Told::InAddress);
        assert_eq!(
            secrets
                .black("The quay burns, says @Quay (t.me/quay, https://x.example/i/4401). 4401 saw it; not @quayside."),
            "The quay burns, says @▇▇▇ (t.me/▇▇▇, ▇▇▇). 4401 saw it; not @quayside."
        );
        let mut value = serde_json::json!({"to": {"handle": "quay", "id": "4401"}, "text": "The quay", "n": 4401});
        assert!(secrets.black_json(&mut value));
        assert_eq!(
            value,
            serde_json::json!({"to": {"handle": "▇▇▇", "id": "▇▇▇"}, "text": "The quay", "n": 4401})
        );
        secrets.drop("quay");
        assert!(!secrets.tells("@quay"));
    }
}
