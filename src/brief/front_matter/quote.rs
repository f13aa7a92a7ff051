//! Quotation marks and brackets as YAML has them.

/// One past the mark that closes the quotation with which `text` begins.
pub(super) fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' && quote == '"' {
            letters.next();
        } else if letter == quote {
            // In single quotation marks, two are one.
            if quote == '\'' && letters.next_if(|&(_, next)| next == quote).is_some() {
                continue;
            }
            return Some(at + 1);
        }
    }
    None
}

/// The words as YAML takes them for text.
pub(super) fn quote(words: &str) -> String {
    if words.contains(['"', '\\']) {
        format!("'{}'", words.replace('\'', "''"))
    } else {
        format!("\"{words}\"")
    }
}

/// Whether a value that begins with a quotation mark or a bracket has not come to its end.
pub(super) fn is_open(value: &str) -> bool {
    let first = value.chars().next();
    if let Some(quote @ ('"' | '\'')) = first {
        return closing_quote(value, quote).is_none();
    }
    if !matches!(first, Some('[' | '{')) {
        return false;
    }
    let mut open = 0_usize;
    let mut at = 0;
    while let Some(letter) = value[at..].chars().next() {
        let begins_item = value[..at].trim_end().ends_with(['[', '{', ',', ':']);
        match letter {
            '[' | '{' => open += 1,
            ']' | '}' => open = open.saturating_sub(1),
            '"' | '\'' if begins_item => match closing_quote(&value[at..], letter) {
                Some(end) => {
                    at += end;
                    continue;
                }
                None => return true,
            },
            _ => {}
        }
        at += letter.len_utf8();
    }
    open > 0
}
