use super::address::breakable;
use super::direction::Direction;
use super::escape::push_escaped;
use super::run::{Run, width};
use super::runs::set_runs;
use super::writer::Writer;
use super::{Address, EvidenceLink};
use crate::brief::{Cited, Inline, InlineKind, Link, LinkKind};
use crate::source::Span;

impl Writer<'_, '_> {
    /// Writes one whole run of text.
    pub(super) fn run(&mut self, inlines: &[Inline]) {
        let mut run = Run::of(inlines, self.around.lang);
        self.run_as(inlines, &mut run);
    }

    pub(super) fn run_as(&mut self, inlines: &[Inline], run: &mut Run) {
        let in_link = self.plain;
        self.siblings(inlines, run, in_link);
    }

    /// Writes inlines that have the same parent. Links to evidence open and close here, so that they never cross a tag.
    fn siblings(&mut self, inlines: &[Inline], run: &mut Run, in_link: bool) {
        let mut open = None;
        for (index, inline) in inlines.iter().enumerate() {
            if let InlineKind::Text(text) = &inline.kind {
                self.text(text, inline.span, run, in_link, &mut open);
                match inlines.get(index + 1).map(|next| &next.kind) {
                    Some(InlineKind::Text(_)) => {}
                    // A phrase goes on over the end of a line.
                    Some(InlineKind::SoftBreak) => self.end_name(run),
                    _ => self.end_isolation(run),
                }
                continue;
            }
            let evidence = if in_link { None } else { self.evidence_over(inline) };
            self.switch(&mut open, evidence, run);
            let linked = in_link || evidence.is_some();
            let before = inlines[..index].iter().rev().find(|before| !is_blank(before));
            self.element(inline, run, linked, before);
            if !linked {
                self.signs(inline.span);
            }
        }
        self.switch(&mut open, None, run);
        // Those of words within a link that has ended now.
        if let (false, Some(first), Some(last)) = (in_link, inlines.first(), inlines.last()) {
            self.signs(first.span.cover(last.span));
        }
    }

    fn element(&mut self, inline: &Inline, run: &mut Run, linked: bool, before: Option<&Inline>) {
        match &inline.kind {
            InlineKind::Text(_) => {}
            InlineKind::Emphasis(content) => self.wrapped("em", content, run, linked),
            InlineKind::Strong(content) => self.wrapped("strong", content, run, linked),
            InlineKind::Strikethrough(content) => self.wrapped("s", content, run, linked),
            InlineKind::Link(link) => self.link(link, inline.span, run, linked),
            InlineKind::NoteRef { note, occurrence } => {
                let follows = before.is_some_and(|before| matches!(before.kind, InlineKind::NoteRef { .. }));
                self.note_reference(*note, *occurrence, follows, run.direction);
            }
            InlineKind::Code(code) => {
                self.out.push_str("<code>");
                push_escaped(&mut self.out, code);
                self.out.push_str("</code>");
            }
            InlineKind::Image { alt, .. } => {
                let address = self.around.addresses.get(&inline.span);
                self.image(address, alt);
            }
            InlineKind::Reference(cited) => self.reference(cited, inline.span, linked),
            InlineKind::SoftBreak => self.out.push('\n'),
            InlineKind::HardBreak => self.out.push_str("<br>\n"),
        }
        if !matches!(&inline.kind, InlineKind::Link(link) if !link.content.is_empty()) {
            run.position += width(&inline.kind);
        }
    }

    fn wrapped(&mut self, tag: &str, content: &[Inline], run: &mut Run, linked: bool) {
        self.push(&["<", tag, ">"]);
        self.siblings(content, run, linked);
        self.push(&["</", tag, ">"]);
    }

    /// Words, cut where evidence, a name or an edit begins or ends.
    fn text(&mut self, text: &str, span: Span, run: &mut Run, in_link: bool, open: &mut Option<usize>) {
        let (start, end) = (run.position, run.position + text.len());
        // An entity or escape is not its source: it is linked whole.
        let is_exact = text.len() == span.len();
        let mut at = start;
        while at < end {
            let offset = if is_exact {
                span.start as usize + at - start
            } else {
                span.start as usize
            };
            let (evidence, change) = if in_link {
                (None, usize::MAX)
            } else {
                self.evidence_at(offset)
            };
            self.switch(open, evidence, run);
            self.leave(run, at);
            let may_sign = is_exact && !in_link && open.is_none();
            if may_sign {
                self.signs(Span::new(span.start as usize, offset));
            }
            self.enter(run, at);
            if let Some(edit) = run.edit_at(at, end) {
                self.out.push_str(edit.with);
                at += edit.length;
                continue;
            }
            let mut next = run.next_change(at).min(end);
            if is_exact && change != usize::MAX {
                next = next.min(at + (change - offset));
            }
            if let Some(sign) = self.next_sign(offset).filter(|_| may_sign) {
                next = next.min(at + (sign - offset));
            }
            while !text.is_char_boundary(next - start) {
                next += 1;
            }
            push_escaped(&mut self.out, &text[at - start..next - start]);
            at = next;
        }
        run.position = end;
        if run.name_at(end).is_none_or(|name| name.start == end) {
            self.end_name(run);
        }
        if run.in_phrase && run.phrase_at(end).is_none_or(|phrase| phrase.start == end) {
            self.end_isolation(run);
        }
        if !in_link && open.is_none() {
            self.signs(span);
        }
    }

    /// Ends what is isolated up to `at`: a phrase, and a name within it.
    fn leave(&mut self, run: &mut Run, at: usize) {
        if run.in_phrase && run.phrase_at(at).is_none_or(|phrase| phrase.start == at) {
            self.end_isolation(run);
        }
        if run.in_name && run.name_at(at).is_none_or(|name| name.start == at) {
            self.end_name(run);
        }
    }

    /// Begins what is isolated from `at` on.
    fn enter(&mut self, run: &mut Run, at: usize) {
        if run.phrase_at(at).is_some_and(|phrase| phrase.start == at) {
            self.end_name(run);
            self.out.push_str("<bdi>");
            run.in_phrase = true;
        }
        if run.name_at(at).is_some_and(|name| name.start == at) {
            self.out.push_str("<bdi>");
            run.in_name = true;
        }
    }

    fn end_name(&mut self, run: &mut Run) {
        if std::mem::take(&mut run.in_name) {
            self.out.push_str("</bdi>");
        }
    }

    fn end_isolation(&mut self, run: &mut Run) {
        self.end_name(run);
        if std::mem::take(&mut run.in_phrase) {
            self.out.push_str("</bdi>");
        }
    }

    /// Closes the link to evidence that is open and opens the wanted one.
    fn switch(&mut self, open: &mut Option<usize>, wanted: Option<usize>, run: &mut Run) {
        if *open == wanted {
            return;
        }
        self.end_isolation(run);
        if open.is_some() {
            self.out.push_str("</a>");
        }
        *open = wanted;
        let evidence = self.around.evidence;
        if let Some(link) = wanted.and_then(|index| evidence.get(index)) {
            self.open_evidence(link);
        }
    }

    fn open_evidence(&mut self, link: &EvidenceLink) {
        self.out.push_str("<a class=\"ev\" href=\"");
        push_escaped(&mut self.out, &link.href);
        self.out.push_str("\">");
    }

    /// The evidence link that holds a byte of the source, and the byte where that changes.
    fn evidence_at(&self, offset: usize) -> (Option<usize>, usize) {
        let evidence = self.around.evidence;
        let index = evidence.partition_point(|link| link.span.end as usize <= offset);
        match evidence.get(index) {
            Some(link) if link.span.start as usize <= offset => (Some(index), link.span.end as usize),
            Some(link) => (None, link.span.start as usize),
            None => (None, usize::MAX),
        }
    }

    /// The evidence link that covers an element whole, and may be put round it.
    fn evidence_over(&self, inline: &Inline) -> Option<usize> {
        let (index, _) = self.evidence_at(inline.span.start as usize);
        let index = index?;
        let covers = self.around.evidence.get(index)?.span.contains(inline.span);
        (covers && may_stand_in_link(inline)).then_some(index)
    }

    /// The evidence link that touches a span.
    fn evidence_within(&self, span: Span) -> Option<&EvidenceLink> {
        let evidence = self.around.evidence;
        let index = evidence.partition_point(|link| link.span.end <= span.start);
        evidence.get(index).filter(|link| link.span.start < span.end)
    }

    fn link(&mut self, link: &Link, span: Span, run: &mut Run, linked: bool) {
        let around = self.around;
        let address = around.addresses.get(&span);
        let pinned = if linked {
            None
        } else {
            self.evidence_within(span).cloned()
        };
        let opened = if let Some(evidence) = &pinned {
            self.open_evidence(evidence);
            true
        } else if let Some(address) = address.filter(|address| !linked && is_safe(address)) {
            self.open_link(address, &link.title);
            true
        } else {
            false
        };
        if link.content.is_empty() {
            let label = address
                .map(|address| address.label.as_str())
                .filter(|label| !label.is_empty());
            let label = label.unwrap_or(&link.target);
            push_escaped(&mut self.out, label);
        } else if link.kind == LinkKind::Bare {
            self.out.push_str("<bdi>");
            let from = self.out.len();
            self.siblings(&link.content, run, true);
            let address = self.out.split_off(from);
            self.out.push_str(&breakable(&address));
            self.out.push_str("</bdi>");
        } else {
            self.siblings(&link.content, run, linked || opened);
        }
        if opened {
            self.out.push_str("</a>");
        }
    }

    fn open_link(&mut self, address: &Address, title: &str) {
        self.out.push_str("<a href=\"");
        push_escaped(&mut self.out, &address.href);
        self.out.push('"');
        if address.external {
            self.out.push_str(" rel=\"noopener noreferrer external\"");
        }
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            push_escaped(&mut self.out, title);
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// An entry of the references as its style sets it; as it was written where nothing is known of it.
    fn reference(&mut self, cited: &Cited, span: Span, linked: bool) {
        let Some(set) = self.around.references.get(&span) else {
            push_escaped(&mut self.out, &cited.text);
            return;
        };
        let link = !linked && !self.plain && !set.href.is_empty();
        if link {
            self.out.push_str("<a class=\"source\" href=\"");
            push_escaped(&mut self.out, &set.href);
            self.out.push_str("\">");
        }
        self.out.push_str(&set_runs(&set.runs, false));
        if link {
            self.out.push_str("</a>");
        }
    }

    /// The reference has a direction of its own: a bare number would join the foreign words before it.
    fn note_reference(&mut self, note: usize, occurrence: usize, follows: bool, direction: Direction) {
        let around = self.around;
        let Some(ids) = around.notes.get(note).filter(|_| !self.plain) else {
            return;
        };
        self.saw(note);
        self.out.push_str("<sup class=\"ref\"");
        if let Some(id) = ids.references.get(occurrence).filter(|_| !around.repeated) {
            self.out.push_str(" id=\"");
            push_escaped(&mut self.out, id);
            self.out.push('"');
        }
        self.push(&[" dir=\"", direction.name(), "\">"]);
        if follows {
            self.out.push_str("<span class=\"sep\">,</span>");
        }
        let number = ids.number.to_string();
        self.out.push_str("<a href=\"#");
        push_escaped(&mut self.out, &ids.entry);
        self.out.push_str("\" role=\"doc-noteref\" aria-label=\"");
        push_escaped(&mut self.out, &ids.label);
        self.push(&["\">", &number, "</a>"]);
        if let Some(sheet) = &ids.note {
            self.out.push_str("<button type=\"button\" popovertarget=\"");
            push_escaped(&mut self.out, sheet);
            self.out.push_str("\" aria-label=\"");
            push_escaped(&mut self.out, &ids.label);
            self.push(&["\">", &number, "</button>"]);
        }
        self.out.push_str("</sup>");
    }

    /// An image of this site; one of another origin, or one that is not there, is written as its description.
    pub(super) fn image(&mut self, address: Option<&Address>, alt: &str) {
        let Some(address) = address.filter(|address| !address.external && is_safe(address) && !self.plain) else {
            push_escaped(&mut self.out, alt);
            return;
        };
        self.out.push_str("<img src=\"");
        push_escaped(&mut self.out, &address.href);
        self.out.push_str("\" alt=\"");
        push_escaped(&mut self.out, alt);
        self.out.push('"');
        if address.width > 0 && address.height > 0 {
            let (width, height) = (address.width.to_string(), address.height.to_string());
            self.push(&[" width=\"", &width, "\" height=\"", &height, "\""]);
        }
        self.out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }
}

/// A link may lead to a page of this site, to the web, or to a mailbox; anything else could run in the page.
fn is_safe(address: &Address) -> bool {
    let href = address.href.as_str();
    if href.chars().any(char::is_control) || href.trim().is_empty() {
        return false;
    }
    let scheme_end = href
        .find([':', '/', '?', '#'])
        .filter(|&at| href[at..].starts_with(':'));
    match scheme_end.map(|at| href[..at].to_ascii_lowercase()) {
        None => true,
        Some(scheme) => matches!(scheme.as_str(), "http" | "https" | "mailto"),
    }
}

/// Notes and other links cannot stand in a link.
fn may_stand_in_link(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::NoteRef { .. } => false,
        InlineKind::Emphasis(content) | InlineKind::Strong(content) | InlineKind::Strikethrough(content) => {
            content.iter().all(may_stand_in_link)
        }
        InlineKind::Link(link) => link.content.iter().all(may_stand_in_link),
        _ => true,
    }
}

fn is_blank(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::SoftBreak => true,
        _ => false,
    }
}
