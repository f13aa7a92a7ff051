use std::collections::HashMap;
use std::sync::Arc;

use crate::archive::{Platform, file_stem, fold_handle};

/// Which file each account has: found by its stable id first, so that one that is renamed stays in its file, else by handle.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    by_id: HashMap<(Platform, Arc<str>), Owner>,
    by_handle: HashMap<(Platform, String), Use>,
}

/// Of an author with an id: the file, and the handle met last.
#[derive(Debug)]
struct Owner {
    file: usize,
    handle: Arc<str>,
}

/// Of a handle: the file, and the id of the author met last under it.
#[derive(Debug)]
struct Use {
    file: usize,
    id: Option<Arc<str>>,
}

/// The longest name of a file, without its ending: systems allow 255 bytes.
const LONGEST: usize = 200;

impl Accounts {
    /// The file of an author; `None` for one who has none yet.
    pub(super) fn file(&self, platform: &Platform, id: Option<&str>, handle: &str) -> Option<usize> {
        if let Some(id) = id
            && let Some(owner) = self.by_id.get(&(platform.clone(), id.into()))
        {
            return Some(owner.file);
        }
        let named = self.by_handle.get(&(platform.clone(), fold_handle(handle)))?;
        // The same handle is not the same author.
        let another = id.is_some() && named.id.is_some() && named.id.as_deref() != id;
        (!another).then_some(named.file)
    }

    /// What the file of a new author is called.
    pub(super) fn stem(&self, platform: &Platform, id: Option<&str>, handle: &str) -> String {
        let mut stem = file_stem(handle);
        if let Some(id) = id
            && self.by_handle.contains_key(&(platform.clone(), fold_handle(handle)))
        {
            stem = format!("{stem}-{}", file_stem(id));
        }
        if stem.len() > LONGEST {
            let hash = blake3::hash(stem.as_bytes()).to_hex();
            let mut end = LONGEST - 17;
            while !stem.is_char_boundary(end) {
                end -= 1;
            }
            stem = format!("{}-{}", &stem[..end], &hash[..16]);
        }
        stem
    }

    /// Notes that an author was met in a file.
    pub(super) fn met(&mut self, platform: &Platform, id: Option<&str>, handle: &str, file: usize) {
        let id: Option<Arc<str>> = id.map(Arc::from);
        if let Some(id) = &id {
            let key = (platform.clone(), Arc::clone(id));
            match self.by_id.get_mut(&key) {
                // The file that an author was first met in stays.
                Some(owner) if *owner.handle == *handle => {}
                Some(owner) => owner.handle = handle.into(),
                None => {
                    let handle = handle.into();
                    self.by_id.insert(key, Owner { file, handle });
                }
            }
        }
        let named = self.by_handle.entry((platform.clone(), fold_handle(handle)));
        let named = named.or_insert_with(|| Use { file, id: None });
        if id.is_some() && named.id != id {
            *named = Use { file, id };
        }
    }

    /// The handle under which an author was met last.
    pub(super) fn handle_of(&self, platform: &Platform, id: &str) -> Option<&str> {
        let owner = self.by_id.get(&(platform.clone(), id.into()))?;
        Some(&owner.handle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_stays_in_one_file() {
        let quay = Platform("twitter".into());
        let mut accounts = Accounts::default();
        assert_eq!(accounts.file(&quay, Some("1"), "old"), None);
        accounts.met(&quay, Some("1"), "old", 0);
        assert_eq!(accounts.file(&quay, Some("1"), "new"), Some(0), "renamed");
        accounts.met(&quay, Some("1"), "new", 0);
        assert_eq!(accounts.file(&quay, None, "New"), Some(0), "by the new handle");
        assert_eq!(accounts.handle_of(&quay, "1"), Some("new"));
        assert_eq!(
            accounts.file(&quay, Some("2"), "old"),
            None,
            "another author took the handle"
        );
        assert_eq!(accounts.stem(&quay, Some("2"), "old"), "old-2");
        accounts.met(&quay, Some("2"), "old", 1);
        assert_eq!(accounts.file(&quay, None, "old"), Some(1), "who has it now");
        assert_eq!(accounts.file(&Platform("mastodon".into()), Some("1"), "old"), None);
    }

    #[test]
    fn no_name_is_too_long_for_a_file() {
        let stem = Accounts::default().stem(&Platform("facebook".into()), None, &"ف".repeat(300));
        assert!(stem.len() <= LONGEST, "{}", stem.len());
    }
}
