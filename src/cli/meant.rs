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
        if is_kept_back(wanted, root) {
            return Err(format!(
                "`{wanted}` is a draft, or its day of publication has not come: say --drafts to include it"
            ));
        }
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

/// Whether a brief that is not among those of the site has its file there all the same.
fn is_kept_back(wanted: &str, root: &Path) -> bool {
    let Ok(folder) = root.join("content/briefs").canonicalize() else {
        return false;
    };
    let files = [
        folder.join(format!("{wanted}.md")),
        root.join(wanted),
        Path::new(wanted).to_owned(),
    ];
    let mut files = files.iter().filter_map(|file| file.canonicalize().ok());
    files.any(|file| file.is_file() && file.starts_with(&folder) && file.extension().is_some_and(|end| end == "md"))
}
