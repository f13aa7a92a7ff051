//! What the texts of a site allow, held against what was found in them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::brief::{Allowance, Brief, Scope};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

/// The texts that allow something, by their paths.
#[derive(Debug, Default)]
pub(super) struct Allowed(BTreeMap<Arc<str>, Arc<Brief>>);

/// Findings, parted by what the texts allow.
#[derive(Debug, Default)]
pub(super) struct Sifted {
    /// To be reported; with those on allowances that silence nothing.
    pub(super) reported: Vec<Diagnostic>,
    /// Silenced.
    pub(super) allowed: Vec<Diagnostic>,
}

impl Allowed {
    pub(super) fn add(&mut self, brief: &Arc<Brief>) {
        if brief.allowances().next().is_some() {
            self.0.insert(Arc::clone(&brief.file.path), Arc::clone(brief));
        }
    }

    /// Parts the findings. Each allowance silences something or is reported, never both: a finding is silenced by the
    /// nearest that holds it.
    pub(super) fn sift(&self, found: Vec<Diagnostic>) -> Sifted {
        let mut needed: BTreeSet<(&str, usize)> = BTreeSet::new();
        let mut sifted = Sifted::default();
        for diagnostic in found {
            if let Some(allowance) = self.nearest(&diagnostic) {
                needed.insert(allowance);
                sifted.allowed.push(diagnostic);
            } else {
                sifted.reported.push(diagnostic);
            }
        }
        let mut unneeded = Vec::new();
        for (path, brief) in &self.0 {
            for (index, allowance) in brief.allowances().enumerate() {
                if !needed.contains(&(&**path, index)) {
                    unneeded.push(unneeded_one(&brief.file, allowance, &sifted.reported));
                }
            }
        }
        sifted.reported.append(&mut unneeded);
        sifted
    }

    /// The allowance that silences a finding: path, and which one of the text.
    fn nearest(&self, diagnostic: &Diagnostic) -> Option<(&str, usize)> {
        let place = &diagnostic.primary.as_ref()?.place;
        let (path, brief) = self.0.get_key_value(&place.path)?;
        let holding = brief
            .allowances()
            .enumerate()
            .filter(|(_, allowance)| allowance.rule == diagnostic.rule && allowance.scope.holds(place.span.start));
        let (index, _) = holding.min_by_key(|(_, allowance)| allowance.scope.reach())?;
        Some((path, index))
    }
}

fn unneeded_one(file: &SourceFile, allowance: &Allowance, reported: &[Diagnostic]) -> Diagnostic {
    let name = allowance.rule.name();
    let found = Diagnostic::new(
        Rule::AllowUnneeded,
        format!("`{name}` is allowed here, but there is nothing that this silences"),
    )
    .at(file, allowance.place, "not needed");
    match allowance.scope {
        Scope::File => found.help("take it out"),
        Scope::Part { part, comment } => {
            let elsewhere = reported.iter().find_map(|one| {
                let place = &one.primary.as_ref()?.place;
                (one.rule == allowance.rule && place.path == file.path).then_some(place.line)
            });
            let found = if part.contains(comment) {
                found
            } else {
                found.also(file, beginning(file, part), "it speaks of this")
            };
            match elsewhere {
                Some(line) => found
                    .help(format!(
                        "put it into the paragraph of line {line}, or on a line of its own before it"
                    ))
                    .help("or take it out"),
                None => found.help("take it out").fix(file, comment, ""),
            }
        }
    }
}

/// The first line of a part of the text, as far as the part reaches.
fn beginning(file: &SourceFile, part: Span) -> Span {
    let text = file.slice(part);
    let end = text.find('\n').unwrap_or(text.len());
    Span::new(0, text[..end].trim_end().len()).shifted(part.start as usize)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::Allowed;
    use crate::brief::{Brief, Kind, Scope};
    use crate::diagnostic::{Diagnostic, Rule};
    use crate::source::SourceFile;

    /// What is reported of a page, how much is allowed, and where each of its comments stands.
    fn read(text: &str) -> (Vec<Diagnostic>, usize, Vec<Range<usize>>) {
        let (brief, found) = Brief::parse(Arc::new(SourceFile::new("content/a.md", text)), Kind::Page);
        let brief = Arc::new(brief);
        let mut allowed = Allowed::default();
        allowed.add(&brief);
        let sifted = allowed.sift(found);
        let comments = brief.allowances().filter_map(|one| match one.scope {
            Scope::Part { comment, .. } => Some(comment.range()),
            Scope::File => None,
        });
        (sifted.reported, sifted.allowed.len(), comments.collect())
    }

    /// What is said, without where.
    fn said(found: &[Diagnostic]) -> Vec<String> {
        let mut said: Vec<String> = found
            .iter()
            .map(|one| format!("{} {}", one.rule.name(), one.message))
            .collect();
        said.sort();
        said
    }

    fn piece() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "words ",
            "![](a.svg) ",
            "<b> ",
            "\n\n",
            "\n",
            "\r\n\r\n",
            "\n> ",
            "\n- ",
            "\n#### Deep\n\n",
            "\n[^1]: x ",
            "[^1] ",
            "كلمة ",
            "<!-- ibid: allow image-alt: why -->",
            "<!-- ibid: allow markdown-html: why -->",
            "<!-- ibid: allow heading-order: why -->",
            "\n\n<!-- ibid: allow image-alt: why -->\n\n",
            "\n\n<!-- ibid: allow markdown-html: why -->\n",
        ])
    }

    proptest! {
        /// Each comment silences something by itself, or is reported and changes nothing else.
        #[test]
        fn every_comment_has_an_effect_or_a_report(pieces in prop::collection::vec(piece(), 0..24)) {
            let text = format!("---\ntitle: A\n---\n\n{}\n", pieces.concat());
            let (reported, _, comments) = read(&text);
            for (at, comment) in comments.iter().enumerate() {
                let report = reported.iter().position(|one| {
                    let place = one.primary.as_ref().map(|label| label.place.span.range());
                    one.rule == Rule::AllowUnneeded
                        && place.is_some_and(|place| comment.start <= place.start && place.end <= comment.end)
                });
                if let Some(report) = report {
                    let (after, ..) = read(&without(&text, [comment]));
                    let mut expected = reported.clone();
                    expected.remove(report);
                    prop_assert_eq!(said(&expected), said(&after), "{}", &text[comment.clone()]);
                } else {
                    let others = comments.iter().enumerate().filter(|(other, _)| *other != at);
                    let (_, allowed, _) = read(&without(&text, others.map(|(_, other)| other)));
                    prop_assert!(allowed > 0, "{}", &text[comment.clone()]);
                }
            }
        }
    }

    /// The text with some comments that ask for nothing any more.
    fn without<'a>(text: &str, comments: impl IntoIterator<Item = &'a Range<usize>>) -> String {
        let mut text = text.to_owned();
        for comment in comments {
            let asks = text[comment.clone()].replace("ibid", "once");
            text.replace_range(comment.clone(), &asks);
        }
        text
    }
}
