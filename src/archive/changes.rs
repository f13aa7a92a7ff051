use super::{Capture, Media};

/// Something that a capture shows otherwise than the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is: `words`, `state`, `handle`, `name`, a count, `files`, `description`, `transcript`.
    pub what: String,
    /// As it was; `None` when it was not captured.
    pub before: Option<String>,
    /// As it is now.
    pub now: Option<String>,
}

/// What a file is said to show or to say.
type SaidOfFile = fn(&Media) -> Option<&str>;

const SAID_OF_FILES: &[(&str, SaidOfFile)] = &[
    ("description", |media| media.alt.as_deref()),
    ("transcript", |media| media.transcript.as_deref()),
];

fn said_of_files(capture: &Capture, of: SaidOfFile) -> Option<String> {
    let said: Vec<&str> = capture.media.iter().filter_map(of).collect();
    (!said.is_empty()).then(|| said.join("\n"))
}

/// What a capture shows otherwise than the one before it. What one of them does not tell of the author did not change, nor what
/// the later one does not say of files.
pub fn changes(before: &Capture, now: &Capture) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut hold = |what: &str, before: Option<String>, now: Option<String>| {
        if before != now {
            changes.push(Change {
                what: what.to_owned(),
                before,
                now,
            });
        }
    };
    let text = |text: &str| Some(text.to_owned());
    hold("words", text(&before.text), text(&now.text));
    hold("state", text(before.state.name()), text(now.state.name()));
    hold("handle", text(&before.author.handle), text(&now.author.handle));
    if let (Some(before), Some(now)) = (&before.author.name, &now.author.name) {
        hold("name", text(before), text(now));
    }
    for metric in &now.metrics {
        if let (Some(before), Some(now)) = (before.metric(&metric.name), metric.value) {
            hold(&metric.name, Some(before.to_string()), Some(now.to_string()));
        }
    }
    let files = |capture: &Capture| Some(capture.media.len().to_string());
    hold("files", files(before), files(now));
    for (what, of) in SAID_OF_FILES {
        if let Some(said) = said_of_files(now, *of) {
            hold(what, said_of_files(before, *of), Some(said));
        }
    }
    changes
}
