//! The words of one comment.

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

/// What a comment asks for.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) rule: Rule,
    pub(super) reason: String,
    /// Where the name of the rule is written.
    pub(super) place: Span,
}

const EXAMPLE: &str = "write `<!-- ibid: allow RULE: the reason -->`";

/// Reads a comment with its `<!--` and `-->`. `None`: it is not for ibid.
pub(super) fn read(file: &SourceFile, comment: Span) -> Option<Result<Asked, Diagnostic>> {
    let source = file.slice(comment);
    let words = words(source.strip_prefix("<!--")?.strip_suffix("-->")?);
    let (name, rest) = words.split_at_checked("ibid".len())?;
    if !name.eq_ignore_ascii_case("ibid") {
        return None;
    }
    let invalid = |message: String, label: &str| Diagnostic::new(Rule::AllowInvalid, message).at(file, comment, label);
    let Some(rest) = after_colon(rest) else {
        let (verb, _) = word(rest.trim_start());
        let meant = rest.starts_with(char::is_whitespace) && verb.eq_ignore_ascii_case("allow");
        return meant.then(|| {
            let found = invalid(
                "this comment allows nothing: there is no colon after `ibid`".to_owned(),
                "",
            );
            Err(found.help(EXAMPLE))
        });
    };
    Some(instruction(rest, file, comment, invalid))
}

fn instruction(
    words: &str,
    file: &SourceFile,
    comment: Span,
    invalid: impl Fn(String, &str) -> Diagnostic,
) -> Result<Asked, Diagnostic> {
    let (verb, rest) = word(words);
    if !verb.eq_ignore_ascii_case("allow") {
        let message = match verb {
            "" => "a comment `ibid:` without an instruction".to_owned(),
            verb => format!("a comment `ibid:` can say `allow`, and this one says `{verb}`"),
        };
        return Err(invalid(message, "allows nothing").help(EXAMPLE));
    }
    let (written, rest) = word(rest.trim_start());
    let name = written.trim_matches(|c| "[]`".contains(c));
    if name.is_empty() {
        let found = invalid("`allow` names no rule".to_owned(), "allows nothing");
        return Err(found.help(EXAMPLE).help("`ibid explain` lists all rules"));
    }
    // The name stands in one piece, and nothing before it is spelt like it but for `ibid` and `allow` themselves.
    let source = file.slice(comment);
    let after_verb = source
        .to_ascii_lowercase()
        .find("allow")
        .map_or(0, |at| at + "allow".len());
    let at = source[after_verb..].find(name).map_or(0, |at| after_verb + at);
    let place = Span::new(at, at + name.len()).shifted(comment.start as usize);
    let Some(rule) = Rule::named(name) else {
        let found = Diagnostic::new(Rule::AllowInvalid, format!("there is no rule `{name}`"));
        return Err(match Rule::nearest(name) {
            Some(meant) => {
                found
                    .at(file, place, format!("did you mean `{}`?", meant.name()))
                    .fix(file, place, meant.name())
            }
            None => found.at(file, place, "").help("`ibid explain` lists all rules"),
        });
    };
    let reason = after_colon(rest).unwrap_or("");
    if reason.contains(char::is_alphanumeric) {
        let reason = reason.to_owned();
        return Ok(Asked { rule, reason, place });
    }
    let found =
        Diagnostic::new(Rule::AllowInvalid, format!("`{name}` is allowed without a reason")).at(file, place, "");
    Err(if rest.contains(char::is_alphanumeric) {
        found.help(format!(
            "put a colon before the reason: `<!-- ibid: allow {name}: {} -->`",
            rest.trim()
        ))
    } else {
        found.help("say after a colon why it is right here; whoever edits the brief next will ask")
    })
}

/// The comment in one line, without what begins the lines of a quotation and the marks that turn the direction of text.
fn words(comment: &str) -> String {
    let lines = comment.lines().enumerate().map(|(number, line)| match number {
        0 => line,
        _ => line.trim_start_matches([' ', '\t', '>']),
    });
    let joined = lines.collect::<Vec<_>>().join(" ");
    let visible: String = joined.chars().filter(|&letter| !is_mark(letter)).collect();
    visible.trim().to_owned()
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The first word, which ends at white space or a colon, and the rest.
fn word(words: &str) -> (&str, &str) {
    let end = words.find(|letter: char| letter.is_whitespace() || is_colon(letter));
    words.split_at(end.unwrap_or(words.len()))
}

/// What follows a colon; `None` without one.
fn after_colon(words: &str) -> Option<&str> {
    words.trim_start().strip_prefix(is_colon).map(str::trim)
}

/// Keyboards of Chinese and Japanese write the wide one.
fn is_colon(letter: char) -> bool {
    matches!(letter, ':' | '：')
}
