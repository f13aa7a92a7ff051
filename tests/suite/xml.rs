//! Just enough of XML to say whether a document is well formed.

/// What is wrong with a document: tags that do not match, characters that must be escaped, unknown entities.
pub(crate) fn check(text: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text
        .strip_prefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>")
        .ok_or("no declaration")?;
    let mut roots = 0;
    while !rest.is_empty() {
        let Some(tag) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            entities(&rest[..end])?;
            if open.is_empty() && !rest[..end].trim().is_empty() {
                return Err(format!("text outside of the document: {}", &rest[..end]));
            }
            rest = &rest[end..];
            continue;
        };
        let (tag, after) = tag.split_once('>').ok_or("a tag is never closed")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let opened = open.pop();
            if opened != Some(name) {
                return Err(format!("</{name}> closes {opened:?}"));
            }
            continue;
        }
        let empty = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        roots += usize::from(open.is_empty());
        if !empty {
            open.push(name);
        }
        while !attributes.trim().is_empty() {
            let (_, value) = attributes
                .split_once("=\"")
                .ok_or_else(|| format!("an attribute without a value in <{tag}>"))?;
            let (value, after) = value
                .split_once('"')
                .ok_or_else(|| format!("an attribute is not closed in <{tag}>"))?;
            entities(value)?;
            attributes = after;
        }
    }
    match (open.as_slice(), roots) {
        ([], 1) => Ok(()),
        (open, roots) => Err(format!("{roots} documents, never closed: {open:?}")),
    }
}

fn entities(text: &str) -> Result<(), String> {
    if let Some(odd) = text.chars().find(|&c| c.is_control() && !"\n\t\r".contains(c)) {
        return Err(format!("a character that XML does not have: {odd:?}"));
    }
    for part in text.split('&').skip(1) {
        let name = part.split_once(';').map_or("", |(name, _)| name);
        if !(["amp", "lt", "gt", "quot", "apos"].contains(&name) || name.starts_with('#')) {
            return Err(format!("&{} is no entity of XML", &part[..part.len().min(20)]));
        }
    }
    Ok(())
}

#[test]
fn what_is_not_well_formed_is_found() {
    let document = |inner: &str| check(&format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{inner}\n"));
    assert_eq!(document("<a b=\"&amp;\"><c/>&lt;x</a>"), Ok(()));
    for wrong in [
        "<a>",
        "<a></b>",
        "<a>&nbsp;</a>",
        "<a>x & y</a>",
        "<a b=\"&\"/>",
        "<a/><b/>",
        "x",
        "<a>\u{8}</a>",
    ] {
        assert!(document(wrong).is_err(), "{wrong}");
    }
}
