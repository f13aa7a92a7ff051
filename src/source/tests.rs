use std::fs;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::{ContentTree, SourceFile, Span};

fn site(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

fn write(root: &Path, path: &str, text: &[u8]) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn paths(files: &[Arc<SourceFile>]) -> Vec<&str> {
    files.iter().map(|file| &*file.path).collect()
}

#[test]
fn a_file_is_what_its_place_says() {
    let folder = site(&[
        ("content/index.md", b""),
        ("content/about.ar.md", b""),
        ("content/authors/r-haddad.md", b""),
        ("content/briefs/quay.md", b""),
        ("content/briefs/quay.ar.md", b""),
        ("content/briefs/market/index.md", b""),
        ("content/briefs/market/index.ar.md", b""),
        ("content/briefs/market/NOTES.MD", b""),
        ("content/briefs/market/deep/index.md", b""),
        ("content/briefs/market/notes.md", b""),
        ("content/briefs/market/stall.jpg", b""),
        ("content/references.bib", b""),
        ("static/robots.md", b""),
    ]);
    let tree = ContentTree::read(folder.path()).unwrap();
    assert_eq!(paths(&tree.pages), ["content/about.ar.md", "content/index.md"]);
    assert_eq!(paths(&tree.authors), ["content/authors/r-haddad.md"]);
    assert_eq!(
        paths(&tree.briefs),
        [
            "content/briefs/market/index.ar.md",
            "content/briefs/market/index.md",
            "content/briefs/quay.ar.md",
            "content/briefs/quay.md",
        ]
    );
    let assets: Vec<&str> = tree.assets.iter().map(|asset| &*asset.path).collect();
    assert_eq!(assets, ["content/briefs/market/stall.jpg"]);
    assert_eq!(paths(&tree.references), ["content/references.bib"]);
    let strays: Vec<&str> = tree.strays.iter().map(|stray| &*stray.path).collect();
    assert_eq!(
        strays,
        [
            "content/briefs/market/NOTES.MD",
            "content/briefs/market/deep/index.md",
            "content/briefs/market/notes.md",
        ]
    );
    assert_eq!(&*tree.statics[0].path, "static/robots.md");
}

#[test]
fn hidden_files_and_what_editors_leave_are_not_read() {
    let folder = site(&[
        ("content/briefs/quay.md", b""),
        ("content/briefs/.#quay.md", b"\xff"),
        ("content/briefs/#quay.md#", b""),
        ("content/briefs/quay.md~", b""),
        ("content/briefs/.quay.md.swp", b""),
        ("content/briefs/quay.swp", b""),
        ("content/briefs/4913", b""),
        ("content/.git/index.md", b""),
        ("static/.DS_Store", b""),
    ]);
    let tree = ContentTree::read(folder.path()).unwrap();
    assert_eq!(paths(&tree.briefs), ["content/briefs/quay.md"]);
    assert!(tree.pages.is_empty() && tree.assets.is_empty() && tree.statics.is_empty());
}

#[test]
fn hidden_names_that_hosts_know_are_kept() {
    let folder = site(&[
        ("static/.nojekyll", b""),
        ("static/.well-known/security.txt", b""),
        ("static/#1.png", b""),
    ]);
    let tree = ContentTree::read(folder.path()).unwrap();
    let statics: Vec<&str> = tree.statics.iter().map(|asset| &*asset.path).collect();
    assert_eq!(
        statics,
        ["static/#1.png", "static/.nojekyll", "static/.well-known/security.txt"]
    );
}

#[test]
fn a_site_without_folders_is_empty() {
    let folder = site(&[]);
    let tree = ContentTree::read(folder.path()).unwrap();
    assert!(tree.briefs.is_empty() && tree.statics.is_empty());
}

#[test]
fn a_file_that_is_not_utf8_is_named_with_its_line_and_the_others_are_read() {
    let folder = site(&[("content/briefs/a.md", b"one"), ("content/briefs/quay.md", b"good")]);
    let first = ContentTree::read(folder.path()).unwrap();
    write(
        folder.path(),
        "content/briefs/quay.md",
        b"one\r\ntwo\r\nLa Coru\xf1a\r\n",
    );
    let anew = ContentTree::read(folder.path()).unwrap();
    assert_eq!(paths(&anew.briefs), ["content/briefs/a.md"]);
    assert_eq!(&*anew.unread[0].path, "content/briefs/quay.md");
    assert_eq!(anew.unread[0].why, "line 3 is not UTF-8 text");
    // Whoever had read it before goes on with what it was then, until it can be read again.
    let second = ContentTree::read_with(folder.path(), Some(&first)).unwrap();
    assert_eq!((&*second.briefs[1].text, second.unread.len()), ("good", 1));
    let third = ContentTree::read_with(folder.path(), Some(&second)).unwrap();
    assert_eq!((&*third.briefs[1].text, third.unread.len()), ("good", 1));
    write(folder.path(), "content/briefs/quay.md", "La Coruña".as_bytes());
    let last = ContentTree::read_with(folder.path(), Some(&third)).unwrap();
    assert_eq!((&*last.briefs[1].text, last.unread.len()), ("La Coruña", 0));
}

#[test]
fn reading_again_takes_over_what_did_not_change() {
    let folder = site(&[("content/briefs/a.md", b"old"), ("content/briefs/b.md", b"old")]);
    let first = ContentTree::read(folder.path()).unwrap();
    write(folder.path(), "content/briefs/b.md", b"newer");
    write(folder.path(), "content/briefs/c.md", b"third");
    let second = ContentTree::read_with(folder.path(), Some(&first)).unwrap();
    assert!(Arc::ptr_eq(&first.briefs[0], &second.briefs[0]));
    assert_eq!(&*second.briefs[1].text, "newer");
    assert_eq!(&*second.briefs[2].text, "third");
}

#[test]
fn lines_and_columns_are_those_that_an_editor_shows() {
    let file = SourceFile::new("x.md", "\u{feff}one\r\ncafe\u{301} 🇱🇧 x\r\n");
    assert!(!file.text.starts_with('\u{feff}'));
    let at = file.text.find('x').unwrap();
    let position = file.position(u32::try_from(at).unwrap());
    assert_eq!((position.line, position.column), (2, 8));
    let line = file.lines_around(Span::new(at, at + 1));
    assert_eq!(file.slice(line), "cafe\u{301} 🇱🇧 x");
}

#[test]
fn a_span_that_ends_with_its_line_does_not_show_the_next() {
    let file = SourceFile::new("x.md", "one\ntwo\n");
    assert_eq!(file.slice(file.lines_around(Span::new(0, 4))), "one");
    assert_eq!(file.slice(file.lines_around(Span::new(4, 4))), "two");
    assert_eq!(file.slice(file.lines_around(Span::new(8, 8))), "");
    assert_eq!(file.slice(file.lines_around(Span::new(1, 6))), "one\ntwo");
}

proptest! {
    #[test]
    fn the_lines_around_a_span_hold_it(text in "[a-é\r\n🇱]{0,40}", a in 0usize..60, b in 0usize..60) {
        let file = SourceFile::new("x.md", &text);
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let (a, b) = (boundary(a.min(b)), boundary(a.max(b)));
        let lines = file.lines_around(Span::new(a, b));
        prop_assert!(text.get(lines.range()).is_some());
        prop_assert!(lines.start as usize <= a);
        let shown = file.slice(Span::new(a, b)).trim_end_matches(['\r', '\n']);
        prop_assert!(file.slice(lines).contains(shown));
    }
}
