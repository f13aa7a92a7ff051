use super::builder::Built;
use super::number::Numbering;
use super::slug::{Ids, slug};
use super::{Parsed, message, walk, words};
use crate::brief::{Block, BlockKind, Document};
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

/// What can only be said when the whole text has been read: numbers of notes, ids of headings.
pub(super) fn finish(file: &SourceFile, built: Built) -> Parsed {
    let Built {
        mut blocks,
        definitions,
        labels,
        undefined,
        mut diagnostics,
    } = built;
    diagnostics.extend(
        undefined
            .iter()
            .map(|(label, span)| message::undefined(file, label, *span, &definitions)),
    );
    diagnostics.extend(heading_order(file, &blocks));
    let (mut numbering, repeated) = Numbering::new(labels, definitions);
    for second in &repeated {
        if let Some(first) = numbering.definition(second.key) {
            diagnostics.push(message::duplicate(file, first, second));
        }
    }
    numbering.number(&mut blocks);
    numbering.number_notes();
    diagnostics.extend(numbering.circles(file));
    let (mut notes, unused) = numbering.finish();
    diagnostics.extend(unused.iter().map(|note| message::unused(file, note)));
    let bodies = notes.iter_mut().map(|note| &mut note.blocks);
    heading_ids(std::iter::once(&mut blocks).chain(bodies).collect());
    Parsed {
        document: Document { blocks },
        notes,
        diagnostics,
    }
}

/// Headings of the text itself; the title above them is of the first level.
fn heading_order(file: &SourceFile, blocks: &[Block]) -> Vec<Diagnostic> {
    let mut before = 1;
    let mut found = Vec::new();
    for block in blocks {
        if let BlockKind::Heading(heading) = &block.kind {
            if heading.level > before + 1 {
                found.push(message::heading(file, block.span, heading.level, before));
            }
            before = heading.level;
        }
    }
    found
}

/// Ids that the author gave are kept; those made from words give way to them.
fn heading_ids(mut parts: Vec<&mut Vec<Block>>) {
    let mut ids = Ids::default();
    for given in [true, false] {
        for blocks in &mut parts {
            walk::each_block(blocks, &mut |block| {
                let BlockKind::Heading(heading) = &mut block.kind else {
                    return;
                };
                if given && !heading.id.is_empty() {
                    heading.id = ids.claim(std::mem::take(&mut heading.id));
                } else if !given && heading.id.is_empty() {
                    let made = slug(&words(&heading.content));
                    heading.id = ids.claim(if made.is_empty() { "section".to_owned() } else { made });
                }
            });
        }
    }
}
