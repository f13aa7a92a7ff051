use super::{Block, closing, named, parts};
use crate::citation::text::Text;

/// The entry of a bibliography that begins at `at`: `@online{key, author = {…}, date = {…}}`.
pub(super) fn block(text: &Text, at: usize, limit: usize) -> Option<Block> {
    if text.folded(at) != Some('@') {
        return None;
    }
    let open = (at + 1..limit).find(|&at| !text.folded(at).is_some_and(char::is_alphabetic))?;
    if open == at + 1 || text.folded(open) != Some('{') {
        return None;
    }
    let end = closing(text, open, limit)?;
    let values = parts(text, open + 1..end - 1, ',')
        .into_iter()
        .filter_map(|part| named(text, part))
        .collect();
    Some(Block {
        whole: at..end,
        name: at + 1..open,
        values,
    })
}
