//! Whether pins changed nothing but what they were to change.

use super::pin::Pin;
use crate::archive::PostKey;
use crate::citation::{Meaning, Target};
use crate::site::Site;

/// What else the pins of a brief would change in it, in words; `None` when nothing.
pub(super) fn other_change(before: &Site, after: &Site, brief: usize, pins: &[Pin]) -> Option<String> {
    let broken = || Some("the brief would be read in another way".to_owned());
    let was = &before.briefs[brief];
    let Some(is) = after
        .briefs
        .get(brief)
        .filter(|is| is.brief.file.path == was.brief.file.path)
    else {
        return broken();
    };
    if was.notes.len() != is.notes.len() {
        return broken();
    }
    for (note, (old, new)) in was.notes.iter().zip(is.notes.iter()).enumerate() {
        let label = &was.brief.notes[note].label;
        if old.citations.len() != new.citations.len() || *label != is.brief.notes[note].label {
            return broken();
        }
        for (at, ((citation, old), (_, new))) in old.citations.iter().zip(&new.citations).enumerate() {
            let pin = pins.iter().find(|pin| (pin.note, pin.citation) == (note, at));
            let is_sound = if let Some(pin) = pin {
                matches!(&new.meaning, Meaning::Exact(post) if post.key == pin.post.key)
            } else {
                let follows = matches!(citation.target, Target::Short(_)) && old.post().is_none();
                follows || is_kept(&old.meaning, &new.meaning)
            };
            if !is_sound {
                return Some(format!(
                    "in the note [^{label}], `{}` would not mean the same any more",
                    citation.text
                ));
            }
        }
    }
    None
}

/// Whether a meaning is still the same. What was open may be less so: one choice can decide another.
fn is_kept(was: &Meaning, is: &Meaning) -> bool {
    match (was, is) {
        (Meaning::Ambiguous(_), _) => {
            let wider = posts(was);
            let narrower = posts(is);
            !narrower.is_empty() && narrower.iter().all(|post| wider.contains(post))
        }
        (Meaning::Hashtag(was), Meaning::Hashtag(is))
        | (Meaning::Brief(was), Meaning::Brief(is))
        | (Meaning::Reference(was), Meaning::Reference(is)) => was == is,
        (Meaning::Note(was), Meaning::Note(is)) => was == is,
        (Meaning::Missing, Meaning::Missing)
        | (Meaning::UnknownAccount, Meaning::UnknownAccount)
        | (Meaning::Other, Meaning::Other) => true,
        _ => {
            let was = posts(was);
            was.len() == 1 && was == posts(is)
        }
    }
}

fn posts(meaning: &Meaning) -> Vec<&PostKey> {
    match meaning {
        Meaning::Exact(post) | Meaning::Inferred(post) | Meaning::Shifted(post) => vec![&post.key],
        Meaning::Ambiguous(posts) => posts.iter().map(|post| &post.key).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::build::{Purpose, Settings, Workspace};
    use crate::source::SourceFile;

    const TEXT: &str = "---\ntitle: A\ndate: 2018-01-02\nauthors: [A]\n---\n\nOne.[^1] Two.[^2]\n\n[^1]: @quay, Twitter, 2017-10-20\n[^2]: @quay, Twitter, 2017-10-15; #tar, Twitter\n";

    fn write(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What is said of a change to the text, when the first note is to be pinned to its first post.
    fn said_of(from: &str, to: &str) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(root, "site.toml", "title = \"A\"\nbase_url = \"https://a.example/\"\n");
        write(root, "content/briefs/a.md", TEXT);
        let line = |id: u32, posted: &str| {
            format!(
                "{{\"platform\": \"twitter\", \"id\": \"{id}\", \"captured\": \"2018-01-01T00:00:00Z\", \"author\": \
                 {{\"handle\": \"quay\"}}, \"posted\": \"{posted}\", \"text\": \"Tar.\"}}\n"
            )
        };
        let days = ["2017-10-15T08:00:00Z", "2017-10-20T08:00:00Z", "2017-10-20T09:00:00Z"];
        let lines: String = (915..).zip(days).map(|(id, posted)| line(id, posted)).collect();
        write(root, "archive/twitter/quay.jsonl", &lines);
        let settings = Settings {
            now: "2020-01-01T00:00:00Z".parse().unwrap(),
            drafts: true,
            purpose: Purpose::Publish,
        };
        let mut workspace = Workspace::new(root.to_owned(), settings);
        let before = workspace.read().unwrap().site;
        let Meaning::Ambiguous(posts) = &before.briefs[0].notes[0].citations[0].1.meaning else {
            panic!("the first note fits two posts");
        };
        let pins = [Pin {
            brief: 0,
            note: 0,
            citation: 0,
            post: Arc::clone(&posts[0]),
        }];
        let changed = TEXT.replace(from, to);
        assert_ne!(changed, TEXT);
        let file = Arc::new(SourceFile::new("content/briefs/a.md", &changed));
        let changed = BTreeMap::from([(Arc::clone(&file.path), file)]);
        let after = workspace.read_as_if(&changed).unwrap().site;
        other_change(&before, &after, 0, &pins)
    }

    #[test]
    fn a_pin_that_changes_more_than_its_citation_is_told() {
        let pin = |id: u32| format!("[@quay, Twitter, 2017-10-20](https://twitter.com/quay/status/{id})");
        assert_eq!(said_of("@quay, Twitter, 2017-10-20", &pin(916)), None);
        for (from, to, part) in [
            ("@quay, Twitter, 2017-10-20", pin(917).as_str(), "[^1]"),
            ("2017-10-15", "2017-10-16", "[^2], `@quay, Twitter, 2017-10-15`"),
            ("#tar", "#pitch", "`#tar, Twitter`"),
            ("; #tar", ", #tar", "in another way"),
            (" Two.[^2]", "", "in another way"),
        ] {
            // The pin itself is right, but where it is what is tried.
            let (from, to) = if part == "[^1]" {
                (from.to_owned(), to.to_owned())
            } else {
                let whole = TEXT.replace("@quay, Twitter, 2017-10-20", &pin(916));
                (TEXT.to_owned(), whole.replace(from, to))
            };
            let said = said_of(&from, &to).unwrap_or_default();
            assert!(said.contains(part), "{to}: {said}");
        }
    }
}
