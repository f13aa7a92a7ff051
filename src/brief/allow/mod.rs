//! What a text silences for itself: in its front matter, or in a comment beside the place.
//!
//! A comment `<!-- ibid: allow RULE: reason -->` speaks of the block that it stands in; on a line of its own, of the
//! next block; within or before a note, of that note. Must not know what is found there.

mod comment;
mod scope;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

/// A rule that is silenced, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// What is not to be reported.
    pub rule: Rule,
    /// Why it is right here; never empty.
    pub reason: String,
    /// Where the name of the rule is written.
    pub place: Span,
    /// How far it reaches.
    pub scope: Scope,
}

/// How far an allowance reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole file: it stands in the front matter.
    File,
    /// What begins in a part of the text.
    Part {
        /// The block or note that is spoken of.
        part: Span,
        /// The comment that says so.
        comment: Span,
    },
}

impl Scope {
    /// Whether what begins at this byte is within.
    pub fn holds(self, at: u32) -> bool {
        match self {
            Self::File => true,
            Self::Part { part, .. } => part.start <= at && at < part.end,
        }
    }

    /// How many bytes it reaches over: of two that hold a place, the smaller is nearer to it.
    pub fn reach(self) -> usize {
        match self {
            Self::File => usize::MAX,
            Self::Part { part, .. } => part.len(),
        }
    }
}

/// The allowances in the comments of a text, whose front matter ends at byte `body`, and what is wrong with them.
pub(super) fn in_comments(file: &SourceFile, body: usize) -> (Vec<Allowance>, Vec<Diagnostic>) {
    let mut allowances = Vec::new();
    let mut found = Vec::new();
    for (comment, part) in scope::comments(file, body) {
        match comment::read(file, comment) {
            Some(Ok(asked)) => allowances.push(Allowance {
                rule: asked.rule,
                reason: asked.reason,
                place: asked.place,
                scope: Scope::Part { part, comment },
            }),
            Some(Err(diagnostic)) => found.push(diagnostic),
            None => {}
        }
    }
    (allowances, found)
}
