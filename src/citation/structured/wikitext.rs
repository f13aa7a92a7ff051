use super::{Block, closing, named, parts};
use crate::citation::text::Text;

/// The template of a wiki that begins at `at`: `{{Cite tweet |user=… |number=…}}`.
pub(super) fn block(text: &Text, at: usize, limit: usize) -> Option<Block> {
    if text.folded(at) != Some('{') || text.folded(at + 1) != Some('{') {
        return None;
    }
    let end = closing(text, at, limit)?;
    let inside = at + 2..end.checked_sub(2).filter(|&end| end > at + 2)?;
    let mut parts = parts(text, inside, '|').into_iter();
    let name = text.trimmed(parts.next()?);
    let values = parts.filter_map(|part| named(text, part)).collect();
    let written = text.written(name.clone()).to_lowercase();
    let cites = [
        "cit",
        "lien web",
        "tweet",
        "internetquelle",
        "webarchiv",
        "ref",
        "מ-",
        "צ-",
        "استشهاد",
        "مرجع",
        "یادکرد",
    ];
    cites.iter().any(|word| written.starts_with(word)).then_some(Block {
        whole: at..end,
        name,
        values,
    })
}
