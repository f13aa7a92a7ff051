use std::ops::Range;

/// Where the comments of a piece of HTML stand, with their `<!--` and `-->`.
pub(in crate::brief) fn comments(html: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + html[from..].find("<!--")?;
        let inner = start + "<!--".len();
        let end = inner + html[inner..].find("-->")? + "-->".len();
        from = end;
        Some(start..end)
    })
}

/// Whether a piece of HTML is nothing but comments.
pub(in crate::brief) fn is_comment(html: &str) -> bool {
    let mut from = 0;
    let is_blank = |between: &str| between.trim().is_empty();
    comments(html).all(|comment| is_blank(&html[std::mem::replace(&mut from, comment.end)..comment.start]))
        && is_blank(&html[from..])
}
