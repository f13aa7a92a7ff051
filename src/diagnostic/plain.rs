//! Diagnostics as running text, for programs that show a message in a box of their own.

use super::Diagnostic;
use super::clean::turns_direction;

/// The message, then what is said at the place, the facts and the remedies, each on a line of its own.
///
/// Control characters and what would turn the direction of the text are taken out, but for the isolates round archived
/// words.
pub(super) fn plain(diagnostic: &Diagnostic) -> String {
    let label = diagnostic.primary.iter().map(|label| label.text.clone());
    let notes = diagnostic.notes.iter().map(|note| format!("note: {note}"));
    let helps = diagnostic.helps.iter().map(|help| format!("help: {help}"));
    let message = std::iter::once(diagnostic.message.clone());
    let lines = message.chain(label).chain(notes).chain(helps);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    harmless(&lines.join("\n"))
}

pub(super) fn harmless(text: &str) -> String {
    let stays = |letter: char| {
        let isolates = matches!(letter, '\u{2068}' | '\u{2069}');
        isolates || letter == '\n' || !letter.is_control() && !turns_direction(letter)
    };
    text.chars().filter(|&letter| stays(letter)).collect()
}
