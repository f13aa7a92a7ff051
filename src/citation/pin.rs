//! Pins: a citation turned into a link to the post that it means, without touching anything else in the file.
//!
//! Each way of writing the link is tried on the text itself: it counts only if the brief, read again, has a link there and
//! says all that it said before.

use std::fmt::Write as _;
use std::sync::Arc;

use super::{Citation, Field, PostQuery, Settings, Target, parse_note, say};
use crate::archive::{Permalink, Post, canonical_url};
use crate::brief::{Block, BlockKind, Brief, Inline, InlineKind, Kind};
use crate::source::{SourceFile, Span};

/// Why a citation cannot be pinned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPin {
    /// No address is known by which the post would be found again.
    Address,
    /// The citation cannot be made a link where it stands.
    Words,
}

/// The address that a pin to the post leads to: as captured last, else as its platform makes it. `None` where no address
/// would be understood as that of the post.
pub fn pin_address(post: &Post) -> Option<String> {
    let captured = post.captures.iter().rev().filter_map(|capture| capture.url.clone());
    let canonical = canonical_url(&post.key, Some(&post.last().author.handle));
    let anonymous = || canonical_url(&post.key, None);
    let mut known = captured.chain(canonical).chain(anonymous());
    known.find(|url| Permalink::parse(url).is_some_and(|permalink| names(&permalink, post)))
}

/// Words as a link to the post, on one line: `[@x, Twitter, October 15, 2017](https://…)`.
pub fn pin_of(words: &str, post: &Post) -> Option<String> {
    let words = say::one_line(words);
    let words = if words.contains(['[', ']', '\\']) {
        escaped(&words)
    } else {
        words
    };
    Some(format!("[{words}]({})", target(&pin_address(post)?)?))
}

/// The brief with one citation pinned to a post; its other bytes are as before.
///
/// # Errors
/// When there is no such citation of a post, or no way of writing the link is read as what it should be.
pub fn pinned(brief: &Brief, (note, index): (usize, usize), post: &Post, settings: Settings) -> Result<Brief, NoPin> {
    let address = pin_address(post)
        .and_then(|address| target(&address))
        .ok_or(NoPin::Address)?;
    let before = citations(brief, note, settings).ok_or(NoPin::Words)?;
    let citation = before.get(index).ok_or(NoPin::Words)?;
    let Target::Post(query) = &citation.target else {
        return Err(NoPin::Words);
    };
    let is_sound = |after: &Brief| {
        let same_notes = after.notes.len() == brief.notes.len();
        same_notes
            && has_link(&after.notes[note].blocks, &address)
            && citations(after, note, settings).is_some_and(|after| is_only_pinned(&before, &after, index, post))
    };
    ways(&brief.file, citation, query, &address)
        .into_iter()
        .map(|(span, replacement)| with(brief, span, &replacement))
        .find(is_sound)
        .ok_or(NoPin::Words)
}

fn citations(brief: &Brief, note: usize, settings: Settings) -> Option<Vec<Citation>> {
    let source = brief.notes.get(note)?.source;
    Some(parse_note(&brief.file, source, &settings).0)
}

/// The edits that may make the pin, the best first.
pub(super) fn ways(file: &SourceFile, citation: &Citation, query: &PostQuery, address: &str) -> Vec<(Span, String)> {
    let mut ways = Vec::new();
    // A link to the account becomes one to the post.
    let account = query.permalink.as_ref().map(|account| account.span);
    let is_target = |span: &Span| {
        let before = file.text.get(..span.range().start).unwrap_or_default();
        before.ends_with("](") || before.ends_with("](<")
    };
    ways.extend(account.filter(is_target).map(|span| (span, address.to_owned())));
    let span = |field: &Field<String>| field.span;
    let handle = query.handle.as_ref().map(span);
    let when = query.when.as_ref().map(|when| when.span);
    let named = handle.zip(when).map(|(handle, when)| handle.cover(when));
    for span in [Some(citation.link), named, handle, when, Some(citation.span)]
        .into_iter()
        .flatten()
    {
        let words = file.slice(span);
        if words.is_empty() {
            continue;
        }
        if !words.starts_with('[') {
            ways.push((span, format!("[{words}]({address})")));
        }
        if words.contains(['[', ']']) {
            ways.push((span, format!("[{}]({address})", escaped(words))));
        }
    }
    ways.extend(account.map(|span| (span, address.to_owned())));
    ways
}

/// Words with their brackets escaped; what is escaped already stays so.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 4);
    let mut is_escaped = false;
    for character in words.chars() {
        if matches!(character, '[' | ']') && !is_escaped {
            escaped.push('\\');
        }
        is_escaped = character == '\\' && !is_escaped;
        escaped.push(character);
    }
    if is_escaped {
        escaped.push('\\');
    }
    escaped
}

/// An address as it stands between the round brackets of a link; `None` for one that no link can hold.
pub(super) fn target(address: &str) -> Option<String> {
    let mut target = String::with_capacity(address.len());
    for character in address.chars() {
        match character {
            '(' | ')' | '<' | '>' | '"' | '\\' | ' ' | ';' | '*' => {
                // Writing to a text cannot fail.
                let _ = write!(target, "%{:02X}", u32::from(character));
            }
            _ if character.is_control() || character.is_whitespace() => return None,
            _ => target.push(character),
        }
    }
    Some(target)
}

fn with(brief: &Brief, span: Span, replacement: &str) -> Brief {
    let text = &brief.file.text;
    let range = span.range();
    let mut changed = String::with_capacity(text.len() + replacement.len());
    changed.push_str(text.get(..range.start).unwrap_or_default());
    changed.push_str(replacement);
    changed.push_str(text.get(range.end..).unwrap_or_default());
    let file = SourceFile::new(Arc::clone(&brief.file.path), &changed);
    Brief::parse(Arc::new(file), Kind::Brief { default_authors: true }).0
}

/// Whether the citations say what they said, but for the one that now has the post's address.
pub(super) fn is_only_pinned(before: &[Citation], after: &[Citation], index: usize, post: &Post) -> bool {
    before.len() == after.len()
        && before.iter().zip(after).enumerate().all(|(at, (before, after))| {
            let (was, mut is) = (before.reading(), after.reading());
            if at == index {
                let leads_there = match &after.target {
                    Target::Post(query) => query
                        .permalink
                        .as_ref()
                        .is_some_and(|permalink| names(&permalink.value, post)),
                    _ => false,
                };
                is.url.clone_from(&was.url);
                is.id.clone_from(&was.id);
                if was.platform.is_none() {
                    is.platform = None;
                }
                if was.handle.is_none() {
                    is.handle = None;
                }
                leads_there && was.says_the_same(&is)
            } else {
                was.says_the_same(&is)
            }
        })
}

/// Whether an address is of the post. Some archives keep the bare number where the address has the handle before it.
pub(super) fn names(permalink: &Permalink, post: &Post) -> bool {
    let number = |id: &str| id.rsplit('/').next().map(str::to_owned);
    permalink.platform == post.key.platform
        && permalink
            .id
            .as_deref()
            .is_some_and(|id| number(id) == number(&post.key.id))
}

/// Whether there is a link to the address among what readers see of a note.
fn has_link(blocks: &[Block], address: &str) -> bool {
    blocks.iter().any(|block| match &block.kind {
        BlockKind::Paragraph(content) => link_in(content, address),
        BlockKind::Heading(heading) => link_in(&heading.content, address),
        BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => has_link(inner, address),
        BlockKind::List { items, .. } => items.iter().any(|item| has_link(&item.blocks, address)),
        BlockKind::Definitions(all) => all.iter().any(|definition| {
            link_in(&definition.term, address) || definition.details.iter().any(|detail| has_link(detail, address))
        }),
        BlockKind::Table(table) => table
            .rows
            .iter()
            .chain([&table.head])
            .flatten()
            .any(|cell| link_in(cell, address)),
        BlockKind::Code { .. } | BlockKind::Figure(_) | BlockKind::Rule => false,
    })
}

/// Whether there is a link to the address in running text.
pub(super) fn link_in(content: &[Inline], address: &str) -> bool {
    content.iter().any(|inline| match &inline.kind {
        InlineKind::Link(link) => link.target == address,
        InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
            link_in(inner, address)
        }
        _ => false,
    })
}
