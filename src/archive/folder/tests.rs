mod accounts;
mod any_line;
mod captures;
mod commentary;
mod guarding;
mod reading;
mod saying;
mod stores;

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use tempfile::TempDir;

use super::super::{
    Account, AccountKey, Archive as _, Class, FolderStore, Permalink, Platform, Post, PostKey, State, StoreError,
    open_all, open_named,
};
use crate::diagnostic::{Diagnostic, Severity};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A site's folder with the given files under `archive/`.
fn site(files: &[(&str, &str)]) -> std::io::Result<TempDir> {
    let folder = tempfile::tempdir()?;
    for (path, text) in files {
        put(folder.path(), path, text)?;
    }
    Ok(folder)
}

fn put(root: &Path, path: &str, text: &str) -> std::io::Result<()> {
    let path = root.join("archive").join(path);
    fs::create_dir_all(path.parent().unwrap_or(root))?;
    fs::write(path, text)
}

fn open(files: &[(&str, &str)]) -> Result<(FolderStore, Vec<Diagnostic>), Box<dyn std::error::Error>> {
    let folder = site(files)?;
    Ok(FolderStore::open(folder.path(), "archive")?)
}

/// A capture: handle, the author's id or nothing, id, moment of capture, words.
fn line(handle: &str, author: &str, id: &str, captured: &str, text: &str) -> String {
    let author = if author.is_empty() {
        String::new()
    } else {
        format!(r#""id":"{author}","#)
    };
    format!(
        r#"{{"platform":"twitter","id":"{id}","captured":"{captured}","author":{{{author}"handle":"{handle}"}},"posted":"2017-10-15T14:02:00Z","text":"{text}"}}"#
    ) + "\n"
}

fn key(id: &str) -> PostKey {
    PostKey::new(Platform("twitter".into()), id)
}

fn account(store: &FolderStore, handle: &str) -> Result<Account, Box<dyn std::error::Error>> {
    let accounts = store.accounts_named(handle, None)?;
    let [account] = accounts.as_slice() else {
        return Err(format!("{} accounts", accounts.len()).into());
    };
    Ok(Account::clone(account))
}

fn texts(post: &Post) -> Vec<&str> {
    post.captures.iter().map(|capture| capture.text.as_str()).collect()
}

fn messages(diagnostics: &[Diagnostic]) -> Vec<(u32, &str)> {
    let at = |found: &Diagnostic| found.primary.as_ref().map_or(0, |label| label.place.line);
    diagnostics
        .iter()
        .map(|found| (at(found), found.message.as_str()))
        .collect()
}
