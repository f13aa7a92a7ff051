use std::collections::BTreeMap;

use super::fold::fold_title;

/// The briefs of a site by every name that another brief may call them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BriefIndex {
    paths: BTreeMap<String, Known>,
    slugs: BTreeMap<String, Vec<Known>>,
    titles: BTreeMap<String, Vec<Known>>,
    /// Titles without what follows a colon or a full stop.
    main_titles: BTreeMap<String, Vec<Known>>,
}

/// A brief as the index is told of it.
#[derive(Clone, Copy, Debug)]
pub struct BriefEntry<'b> {
    /// Its name in the site: what [`super::Meaning::Brief`] will hold.
    pub id: &'b str,
    /// Path of its file: `content/briefs/quay.md`.
    pub path: &'b str,
    /// The last part of its address.
    pub slug: &'b str,
    /// BCP 47 tag.
    pub lang: &'b str,
    /// Its title.
    pub title: &'b str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    id: String,
    path: String,
    lang: String,
}

impl BriefIndex {
    /// Adds a brief.
    pub fn insert(&mut self, brief: BriefEntry<'_>) {
        let known = Known {
            id: brief.id.to_owned(),
            path: brief.path.to_owned(),
            lang: brief.lang.to_lowercase(),
        };
        if let Some((main, _)) = brief.title.split_once([':', '.']) {
            self.main_titles
                .entry(fold_title(main))
                .or_default()
                .push(known.clone());
        }
        self.titles
            .entry(fold_title(brief.title))
            .or_default()
            .push(known.clone());
        self.slugs.entry(brief.slug.to_owned()).or_default().push(known.clone());
        self.paths.insert(brief.path.to_owned(), known);
    }

    /// The brief that a link in the file `from` leads to: `other.md`, `../quay/index.md`, `/briefs/quay/`, `quay`.
    pub fn by_link(&self, from: &str, target: &str) -> Option<&str> {
        let path = target.split(['#', '?']).next().filter(|path| !path.is_empty())?;
        let path = decoded(path);
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let below = match path.strip_prefix('/') {
            Some(absolute) => joined("content", absolute),
            None => joined(folder, &path),
        };
        let candidates = [
            below.clone(),
            format!("{below}.md"),
            format!("{below}/index.md"),
            joined("", &path),
        ];
        let file = || candidates.iter().find_map(|candidate| self.paths.get(candidate));
        // A bare slug names a brief in all its languages, a path one file.
        let known = if path.contains(['/', '.']) {
            file().or_else(|| self.by_address(from, &path))
        } else {
            self.by_address(from, &path).or_else(file)
        }?;
        Some(&known.id)
    }

    /// The ids and files of the briefs of that title, or, if there is none, of those whose title goes on with a subtitle.
    pub fn by_title(&self, title: &str) -> Vec<(&str, &str)> {
        let folded = fold_title(title);
        let known = self.titles.get(&folded).or_else(|| self.main_titles.get(&folded));
        let known = known.filter(|_| !folded.is_empty()).map_or(&[][..], Vec::as_slice);
        known
            .iter()
            .map(|known| (known.id.as_str(), known.path.as_str()))
            .collect()
    }

    /// By the slug that the address ends with, in the language the address names, else in that of the citing file.
    fn by_address(&self, from: &str, path: &str) -> Option<&Known> {
        let mut parts = path
            .rsplit('/')
            .filter(|part| !matches!(*part, "" | "." | ".." | "index.md" | "index.html"));
        let last = parts.next()?;
        let last = last.strip_suffix(".md").unwrap_or(last);
        let (slug, named) = match last.rsplit_once('.') {
            Some((slug, lang)) if self.slugs.contains_key(slug) => (slug, Some(lang.to_lowercase())),
            _ => (last, None),
        };
        let briefs = self.slugs.get(slug)?;
        let of_lang = |lang: &str| briefs.iter().find(|known| known.lang == lang);
        if let Some(lang) = named {
            return of_lang(&lang);
        }
        let in_path = parts.find_map(|part| of_lang(&part.to_lowercase()));
        let own = self.paths.get(from).map_or("", |known| known.lang.as_str());
        in_path.or_else(|| of_lang(own)).or_else(|| briefs.first())
    }
}

/// `folder/path` with `.` and `..` followed.
fn joined(folder: &str, path: &str) -> String {
    let mut parts = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Without percent signs; as written where they hide no text.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|code| std::str::from_utf8(code).ok());
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = &after[if byte.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> BriefIndex {
        let mut index = BriefIndex::default();
        for (id, path, slug, lang, title) in [
            ("quay", "content/briefs/quay.md", "quay", "en", "The North Quay"),
            ("quay-ar", "content/briefs/quay.ar.md", "quay", "ar", "الرصيف الشمالي"),
            (
                "night",
                "content/briefs/night/index.md",
                "long-night",
                "en",
                "A Long Night",
            ),
            (
                "other-night",
                "content/briefs/night-2.md",
                "night-2",
                "en",
                "A long night",
            ),
        ] {
            index.insert(BriefEntry {
                id,
                path,
                slug,
                lang,
                title,
            });
        }
        index
    }

    #[test]
    fn links_lead_to_files_and_to_addresses() {
        let index = index();
        let from = "content/briefs/night/index.md";
        for (target, wanted) in [
            ("../quay.md", Some("quay")),
            ("../quay.ar.md#part", Some("quay-ar")),
            ("/briefs/quay/", Some("quay")),
            ("/ar/briefs/quay/", Some("quay-ar")),
            ("quay", Some("quay")),
            ("quay.ar", Some("quay-ar")),
            ("/briefs/long-night/#evidence", Some("night")),
            ("%71uay", Some("quay")),
            ("../none.md", None),
            ("#part", None),
        ] {
            assert_eq!(index.by_link(from, target), wanted, "{target}");
        }
        assert_eq!(
            index.by_link("content/briefs/quay.ar.md", "quay"),
            Some("quay-ar"),
            "own language first"
        );
        assert_eq!(index.by_link("content/briefs/quay.md", "night/index.md"), Some("night"));
    }

    #[test]
    fn a_title_names_all_briefs_that_bear_it() {
        let mut index = index();
        index.insert(BriefEntry {
            id: "tar",
            path: "content/briefs/tar.md",
            slug: "tar",
            lang: "en",
            title: "Tar: What Burned",
        });
        let ids = |title: &str| {
            index
                .by_title(title)
                .into_iter()
                .map(|(id, _)| id.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids("the north quay,"), ["quay"]);
        assert_eq!(ids("A Long Night"), ["night", "other-night"]);
        assert_eq!(ids("Tar,"), ["tar"]);
        assert_eq!(ids("What Burned"), [""; 0]);
    }
}
