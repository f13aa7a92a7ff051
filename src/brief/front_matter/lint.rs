//! What YAML would misread without a word, or refuse in words that help nobody: handles, hashtags, colons, tabs.

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

use super::entries::Entry;
use super::quote::{closing_quote, quote};
use super::split::{Line, lines};

/// The first mistake in the way an entry's value is written.
pub(super) fn lint(file: &SourceFile, entry: &Entry<'_>) -> Option<Diagnostic> {
    let lint = Lint { file, key: entry.key };
    let text = file.slice(entry.value);
    let at = entry.value.start as usize;
    // A tab before the value is harmless, one that begins a line is not.
    let after_key = Span::new(entry.key_span.end as usize, entry.chunk.end as usize);
    lint.tabs(after_key).or_else(|| match text.chars().next()? {
        '|' | '>' => None,
        '#' if text.starts_with("# ") || text == "#" => lint.nested(after_first_line(text, at)),
        '-' if text.starts_with("- ") || text.starts_with("-\n") => lint.nested((text, at)),
        _ if file.slice(Span::new(entry.key_span.end as usize, at)).contains('\n') => lint.nested((text, at)),
        _ => lint.scalar(text, at),
    })
}

fn after_first_line(text: &str, at: usize) -> (&str, usize) {
    let end = text.find('\n').map_or(text.len(), |end| end + 1);
    (&text[end..], at + end)
}

struct Lint<'a> {
    file: &'a SourceFile,
    key: &'a str,
}

impl Lint<'_> {
    fn tabs(&self, span: Span) -> Option<Diagnostic> {
        let start = span.start as usize;
        let line = lines(self.file.slice(span))
            .skip(1)
            .find(|line| line.text.trim_start_matches(' ').starts_with('\t') && !line.text.trim().is_empty())?;
        let spaces = line.text.len() - line.text.trim_start_matches(' ').len();
        let tab = start + line.start + spaces;
        Some(
            Diagnostic::new(Rule::FrontMatterInvalid, "this line begins with a tab")
                .at(self.file, Span::new(tab, tab + 1), "YAML knows only spaces here")
                .help("write two spaces instead")
                .fix(self.file, Span::new(tab, tab + 1), "  "),
        )
    }

    /// Lines below a key: items, keys with values, or both.
    fn nested(&self, (text, at): (&str, usize)) -> Option<Diagnostic> {
        // Within `text: |` everything is text; it ends where lines are indented no further than its key.
        let mut literal: Option<usize> = None;
        for Line { text: line, start, .. } in lines(text) {
            let content = line.trim_start();
            let indent = line.len() - content.len();
            if content.is_empty() || literal.is_some_and(|than| indent > than) {
                continue;
            }
            literal = None;
            let mut item = content;
            while let Some(rest) = item.strip_prefix("- ") {
                item = rest.trim_start();
            }
            // A whole line of remark, or a key whose values come below.
            if content.starts_with('#') || (item.ends_with(':') && !item.starts_with(['"', '\''])) {
                continue;
            }
            let value = match item.find(": ") {
                Some(colon) if !item.starts_with(['"', '\'', '[', '{', '#', '@']) => item[colon + 2..].trim_start(),
                _ => item,
            };
            if value.starts_with(['|', '>']) {
                literal = Some(indent);
                continue;
            }
            let value_at = at + start + (line.len() - value.len());
            if let Some(diagnostic) = self.scalar(value.trim_end(), value_at) {
                return Some(diagnostic);
            }
        }
        None
    }

    /// A value that begins here: quoted, in brackets, or plain.
    fn scalar(&self, text: &str, at: usize) -> Option<Diagnostic> {
        match text.chars().next()? {
            quote @ ('"' | '\'') => self.quoted(text, at, quote),
            '[' | '{' => self.bracketed(text, at),
            '@' | '#' | '`' | '*' | '&' | '!' | '%' => {
                let line = text.lines().next().unwrap_or("");
                Some(self.unquoted(line, at))
            }
            _ => self.plain(text, at),
        }
    }

    fn quoted(&self, text: &str, at: usize, quote: char) -> Option<Diagnostic> {
        let Some(end) = closing_quote(text, quote) else {
            return Some(
                Diagnostic::new(
                    Rule::FrontMatterInvalid,
                    format!("`{}` begins with a quotation mark that is never closed", self.key),
                )
                .at(self.file, Span::new(at, at + 1), "opened here")
                .help(format!("write {quote} at the end of the value as well")),
            );
        };
        let rest = text[end..].lines().next().unwrap_or("").trim();
        if rest.is_empty() || rest.starts_with(['#', ',', ']', '}', ':']) {
            return None;
        }
        let rest_at = at + end + text[end..].find(rest).unwrap_or(0);
        Some(
            Diagnostic::new(
                Rule::FrontMatterInvalid,
                format!("`{}` goes on after its closing quotation mark", self.key),
            )
            .at(
                self.file,
                Span::new(rest_at, rest_at + rest.len()),
                "outside of the quotation marks",
            )
            .help(if quote == '"' {
                "put the whole value between single quotation marks: `'\"Free\", they said'`"
            } else {
                "put the whole value between double quotation marks; a single one within single ones is doubled: `''`"
            }),
        )
    }

    /// `[…]` and `{…}`: what begins an item within.
    fn bracketed(&self, text: &str, at: usize) -> Option<Diagnostic> {
        let mut starts_item = false;
        let mut open = 0_usize;
        let mut from = 0;
        while let Some(letter) = text[from..].chars().next() {
            match letter {
                '[' | '{' => {
                    open += 1;
                    starts_item = true;
                }
                ']' | '}' => {
                    open = open.saturating_sub(1);
                    starts_item = false;
                }
                ',' => starts_item = true,
                ':' if text[from + 1..].starts_with(' ') => starts_item = true,
                '"' | '\'' if starts_item => {
                    let Some(end) = closing_quote(&text[from..], letter) else {
                        return self.quoted(&text[from..], at + from, letter);
                    };
                    from += end;
                    starts_item = false;
                    continue;
                }
                '#' if text[from..].starts_with("# ") && text[..from].ends_with(char::is_whitespace) => {
                    from += text[from..].find('\n').unwrap_or(text.len() - from);
                    continue;
                }
                '@' | '#' | '`' | '*' | '&' | '!' | '%' if starts_item => {
                    let item = text[from..].split([',', ']', '}', '\n', '\r']).next().unwrap_or("");
                    return Some(self.unquoted(item, at + from));
                }
                _ if letter.is_whitespace() => {}
                _ => starts_item = false,
            }
            from += letter.len_utf8();
        }
        let opening = Span::new(at, at + 1);
        (open > 0).then(|| {
            Diagnostic::new(
                Rule::FrontMatterInvalid,
                format!("`{}` has a bracket that is never closed", self.key),
            )
            .at(self.file, opening, "opened here")
            .help(format!(
                "write `{}` at its end",
                if text.starts_with('[') { ']' } else { '}' }
            ))
        })
    }

    fn plain(&self, text: &str, at: usize) -> Option<Diagnostic> {
        let hashtag = text.char_indices().find(|&(hash, letter)| {
            letter == '#'
                && text[..hash].ends_with([' ', '\t'])
                && text[hash + 1..].starts_with(|next: char| !next.is_whitespace())
        });
        let first = text.lines().next().unwrap_or("");
        let words = first.split(" #").next().unwrap_or("").trim_end();
        if let Some((hash, _)) = hashtag {
            let tag = text[hash..].split_whitespace().next().unwrap_or("");
            let diagnostic = Diagnostic::new(
                Rule::FrontMatterInvalid,
                format!("`{tag}` and what follows it would not be read"),
            )
            .at(
                self.file,
                Span::new(at + hash, at + hash + tag.len()),
                "an unquoted `#` after a space begins a remark",
            )
            .help("put the whole value between quotation marks, or a space after the `#` of a remark");
            return Some(if hash < first.len() {
                let whole = first.trim_end();
                diagnostic.fix(self.file, Span::new(at, at + whole.len()), quote(whole))
            } else {
                diagnostic
            });
        }
        let colon = words
            .find(": ")
            .or_else(|| words.ends_with(':').then(|| words.len() - 1))?;
        Some(
            Diagnostic::new(
                Rule::FrontMatterInvalid,
                format!("the value of `{}` holds a colon that YAML takes for its own", self.key),
            )
            .at(self.file, Span::new(at + colon, at + colon + 1), "this one")
            .help(format!("put the value between quotation marks: `{}`", quote(words)))
            .fix(self.file, Span::new(at, at + words.len()), quote(words)),
        )
    }

    /// A value that begins with a character which means something else in YAML.
    fn unquoted(&self, value: &str, at: usize) -> Diagnostic {
        let value = value.trim_end();
        let first = value.chars().next().unwrap_or('@');
        let diagnostic = match first {
            '@' => Diagnostic::new(
                Rule::FrontMatterInvalid,
                format!("`{value}` begins with an unquoted `@`"),
            ),
            '#' => Diagnostic::new(Rule::FrontMatterInvalid, format!("`{value}` would not be read at all")),
            _ => Diagnostic::new(
                Rule::FrontMatterInvalid,
                format!("`{value}` begins with `{first}`, which has a meaning of its own in YAML"),
            ),
        };
        let label = match first {
            '@' => "YAML keeps `@` for itself",
            '#' => "an unquoted `#` begins a remark",
            _ => "",
        };
        diagnostic
            .at(self.file, Span::new(at, at + value.len()), label)
            .help(format!("put it between quotation marks: `{}`", quote(value)))
            .fix(self.file, Span::new(at, at + value.len()), quote(value))
    }
}
