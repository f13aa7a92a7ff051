//! Which briefs somebody means who names one.

use std::path::Path;

use crate::build::Edition;
use crate::site::Entry;

/// The briefs that are meant: by address, in all its languages; by name (`quay.ar`); by file, seen from here or from the site.
pub(super) fn briefs(edition: &Edition, wanted: Option<&str>, root: &Path) -> Result<Vec<usize>, String> {
    let Some(wanted) = wanted else {
        return Ok((0..edition.site.briefs.len()).collect());
    };
    let whole = Path::new(wanted).canonicalize().ok();
    let is_meant = |index: &usize| {
        let entry = &edition.site.briefs[*index];
        let path: &str = &entry.brief.file.path;
        let is_file = whole.is_some() && root.join(path).canonicalize().ok() == whole;
        is_file || entry.slug == wanted || entry.name() == wanted || path == wanted
    };
    let found: Vec<usize> = (0..edition.site.briefs.len()).filter(is_meant).collect();
    if found.is_empty() {
        let names: Vec<String> = edition.site.briefs.iter().map(Entry::name).collect();
        let near = crate::diagnostic::nearest(wanted, names.iter().map(String::as_str));
        let hint = near.map_or_else(
            || "name it by its address or its file, such as `content/briefs/north-quay.md`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(format!("there is no brief `{wanted}`; {hint}"));
    }
    Ok(found)
}
