use super::Voice;
use super::post::records;
use crate::archive::{Capture, Post};
use crate::html::{self, escape};
use crate::theme::view::{VersionRow, Versions};

/// Captures beyond this many stand in the record, not side by side.
const SIDE_BY_SIDE: usize = 4;

/// What changed between the captures of a post: words, counts, names, state. `None` when there is nothing to compare.
/// Of a private account no name is shown, neither the one it has now nor one that it had.
pub(super) fn versions(voice: Voice<'_>, post: &Post, private: bool) -> Option<Versions> {
    let captures: Vec<&Capture> = post.captures.iter().take(SIDE_BY_SIDE).collect();
    if captures.len() < 2 {
        return None;
    }
    let mut rows = Vec::new();
    rows.push(words(voice, &captures));
    for name in metric_names(&captures) {
        let label = voice.measure(&post.key.platform, &name);
        rows.push(plain(label, &captures, |capture| {
            let metric = capture.metrics.iter().find(|metric| metric.name == name);
            metric
                .and_then(|metric| metric.value)
                .map_or_else(|| "—".to_owned(), |value| voice.strings.number(value))
        }));
    }
    if !private {
        let shown_name = voice.strings.get("name_shown").to_owned();
        rows.push(plain(shown_name, &captures, |capture| {
            capture
                .author
                .name
                .clone()
                .unwrap_or_else(|| format!("@{}", capture.author.handle))
        }));
    }
    rows.push(plain(voice.strings.get("state").to_owned(), &captures, |capture| {
        voice.state(capture.state).label
    }));
    rows.retain(|row| row.words || row.cells_html.iter().any(|cell| *cell != row.cells_html[0]));
    Some(Versions {
        captured: records(voice, post).into_iter().take(SIDE_BY_SIDE).collect(),
        rows,
    })
}

fn words(voice: Voice<'_>, captures: &[&Capture]) -> VersionRow {
    let mut cells: Vec<String> = Vec::with_capacity(captures.len());
    for pair in captures.windows(2) {
        let (before, after) = html::word_diff(&pair[0].text, &pair[1].text);
        if cells.is_empty() {
            cells.push(before);
        }
        cells.push(after);
    }
    VersionRow {
        label: voice.strings.get("words_of_post").to_owned(),
        cells_html: cells,
        words: true,
        lang: captures[0].lang.clone().unwrap_or_default(),
    }
}

fn plain(label: String, captures: &[&Capture], cell: impl Fn(&Capture) -> String) -> VersionRow {
    VersionRow {
        label,
        cells_html: captures
            .iter()
            .map(|capture| escape(&cell(capture)).into_owned())
            .collect(),
        words: false,
        lang: String::new(),
    }
}

fn metric_names(captures: &[&Capture]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for metric in captures.iter().flat_map(|capture| &capture.metrics) {
        if !names.contains(&metric.name) {
            names.push(metric.name.clone());
        }
    }
    names
}
