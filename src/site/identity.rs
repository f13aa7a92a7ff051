use crate::source::SourceFile;

/// What a file's place in the tree says of it: `content/briefs/x.ar.md` is the Arabic version of `x`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The file's name without its ending and language; for `x/index.md` the folder's.
    pub slug: String,
    /// The language in the file's name.
    pub lang: Option<String>,
    /// What all language versions share: the path without language and ending, for `x/index.md` the folder's.
    pub family: String,
}

impl Identity {
    /// The identity of a file of `content/`.
    pub fn of(file: &SourceFile) -> Self {
        let path = file.path.strip_suffix(".md").unwrap_or(&file.path);
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let (stem, lang) = match name.rsplit_once('.') {
            Some((stem, lang)) if is_language(lang) && !stem.is_empty() => (stem, Some(lang.to_owned())),
            _ => (name, None),
        };
        let is_folder_brief = stem == "index" && folder.starts_with("content/briefs/");
        let slug = if is_folder_brief {
            folder.rsplit('/').next().unwrap_or(stem)
        } else {
            stem
        };
        Self {
            slug: hyphenated(slug),
            family: if is_folder_brief {
                folder.to_owned()
            } else {
                format!("{folder}/{stem}")
            },
            lang,
        }
    }
}

/// Addresses have no spaces: a file `gate log.md` is at `gate-log`.
pub(super) fn hyphenated(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join("-")
}

/// `ar`, `he`, `pt-BR`, `zh-Hant`: what a file's name may end in to say its language.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts.next().unwrap_or("");
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_file_names_the_brief_and_its_language() {
        for (path, slug, lang) in [
            ("content/briefs/silo.md", "silo", None),
            ("content/briefs/silo.ar.md", "silo", Some("ar")),
            ("content/briefs/silo/index.md", "silo", None),
            ("content/briefs/silo/index.pt-BR.md", "silo", Some("pt-BR")),
            ("content/briefs/version-2.0.md", "version-2.0", None),
            ("content/briefs/gate log.md", "gate-log", None),
            ("content/about.md", "about", None),
            ("content/index.he.md", "index", Some("he")),
        ] {
            let identity = Identity::of(&SourceFile::new(path, ""));
            assert_eq!(
                (identity.slug.as_str(), identity.lang.as_deref()),
                (slug, lang),
                "{path}"
            );
        }
    }
}
