use std::fs;
use std::sync::mpsc::channel;

use super::*;

#[expect(clippy::needless_pass_by_value, reason = "the form of a log")]
fn silent(event: Event<'_>) {
    panic!("{event:?}");
}

/// A watch that compares files, as where the system cannot announce changes.
#[test]
fn changes_are_found_by_comparing_too() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    let settings = folder.path().join("site.toml");
    fs::create_dir(&content).unwrap();
    fs::write(content.join("a.md"), "one").unwrap();
    let (sender, receiver) = channel();
    let mut watch = Watch::new(sender, receiver, &[content.join("public")]);
    watch.started += Duration::from_secs(60);
    watch.poll_for_test();
    watch.follow(&[content.clone(), settings.clone()], &mut silent);
    watch.look();

    fs::write(content.join("a.md"), "longer").unwrap();
    fs::create_dir(content.join("public")).unwrap();
    fs::write(content.join("public/a.html"), "x").unwrap();
    fs::write(folder.path().join("other.toml"), "x").unwrap();
    assert_eq!(watch.wait(&mut silent).unwrap().paths, [content.join("a.md")]);

    fs::write(&settings, "x").unwrap();
    assert_eq!(watch.wait(&mut silent).unwrap().paths, [settings]);

    fs::remove_file(content.join("a.md")).unwrap();
    assert_eq!(watch.wait(&mut silent).unwrap().paths, [content.join("a.md")]);
}

#[test]
fn what_was_saved_while_the_site_was_read_is_not_missed() {
    let folder = tempfile::tempdir().unwrap();
    let (sender, receiver) = channel();
    let mut watch = Watch::new(sender, receiver, &[]);
    let file = folder.path().join("a.md");
    fs::write(&file, "saved before anyone watched").unwrap();
    watch.follow(&[folder.path().to_owned()], &mut silent);
    assert_eq!(watch.wait(&mut silent).unwrap().paths, [file]);
}

#[test]
fn a_limit_of_the_system_leads_to_comparing_and_is_said_once() {
    let folder = tempfile::tempdir().unwrap();
    let (sender, receiver) = channel();
    let mut watch = Watch::new(sender.clone(), receiver, &[]);
    watch.follow(&[folder.path().to_owned()], &mut silent);
    for _ in 0..2 {
        sender
            .send(News::Disk(Err(notify::Error::new(ErrorKind::MaxFilesWatch))))
            .unwrap();
    }
    let mut said = Vec::new();
    let mut listen = |event: Event<'_>| {
        if let Event::Polling { reason } = event {
            said.push(reason);
        }
    };
    assert!(
        watch.wait(&mut listen).unwrap().paths.is_empty(),
        "anything may have been missed"
    );
    let file = folder.path().join("a.md");
    fs::write(&file, "now").unwrap();
    assert_eq!(watch.wait(&mut listen).unwrap().paths, [file]);
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("limit"), "{said:?}");
}
