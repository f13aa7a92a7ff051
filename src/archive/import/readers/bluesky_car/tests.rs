use super::super::testing::{fixture, read, read_text, sample};

fn repository() -> Vec<u8> {
    std::fs::read(fixture("bluesky-car/harbour.car")).expect("a fixture")
}

#[test]
fn a_repository_with_a_document_beside_it() {
    let (format, taken) = read(&fixture("bluesky-car"));
    assert_eq!(
        format, "none",
        "a folder that also holds other files is known file by file"
    );
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["harbour.car", "harbour.didDoc.json"] {
        std::fs::copy(fixture("bluesky-car").join(name), folder.path().join(name)).expect("copied");
    }
    drop(taken);
    let (format, taken) = read(folder.path());
    assert_eq!(format, "bluesky-car");
    let texts: Vec<_> = taken
        .posts()
        .iter()
        .map(|draft| (draft.text.clone(), draft.posted.0.to_string()))
        .collect();
    assert_eq!(
        texts,
        [
            ("Smoke over the quay.".to_owned(), "2023-03-14T02:48:20Z".to_owned()),
            ("The gate is shut.".to_owned(), "2023-03-14T03:00:00Z".to_owned()),
            ("All boats in.".to_owned(), "2023-03-15T03:00:00Z".to_owned()),
        ]
    );
    let post = taken.posts()[0];
    assert_eq!(post.author.handle.as_deref(), Some("harbour.example"));
    assert_eq!(post.author.name.as_deref(), Some("Harbour Watch"));
    assert_eq!(&*post.key.id, "did:plc:quay111/3jqaaaaaaaa22");
    assert_eq!(post.media[0].alt.as_deref(), Some("Smoke above roofs"));
    assert!(post.media[0].sha256.is_some());
    assert_eq!(taken.posts()[1].relations[0].0, "reply");
    assert_eq!(
        taken.others(),
        ["harbour.car:0 skipped: not a post", "harbour.car:0 skipped: not a post"]
    );
}

#[test]
fn a_changed_block_is_named_and_the_others_are_read() {
    let mut bytes = repository();
    let at = bytes
        .windows(5)
        .position(|window| window == b"Smoke")
        .expect("the words");
    bytes[at] = b's';
    let (format, taken) = read_text("harbour.car", &bytes);
    assert_eq!(format, "bluesky-car");
    assert_eq!(taken.posts().len(), 2);
    let others = taken.others();
    assert!(others[0].contains("is not what its name says"), "{others:?}");
    assert!(
        others
            .iter()
            .any(|line| line.contains("1 posts are named in it but not held")),
        "{others:?}"
    );
}

#[test]
fn a_file_that_was_cut_off_gives_what_it_holds() {
    let bytes = repository();
    let (_, taken) = read_text("harbour.car", &bytes[..bytes.len() - 40]);
    assert!(taken.posts().len() < 3);
    assert!(
        taken.others().iter().any(|line| line.contains("cut off")),
        "{:?}",
        taken.others()
    );
}

#[test]
fn samples() {
    let Some(folder) = sample("bluesky_car") else { return };
    for (name, posts, missing) in [
        ("fakermaker.repo.car", 26, 0),
        ("bafyreieovfuizojpw3zresz7sx3nk4trm2by23pt5rxbey3jme4uo5ogiu.car", 5, 0),
        ("repo_slice.car", 1, 3),
        ("greenground.repo.car", 0, 0),
    ] {
        let (format, taken) = read(&folder.join(name));
        assert_eq!((format, taken.posts().len()), ("bluesky-car", posts), "{name}");
        let stubs = taken.others().iter().filter(|line| line.contains("a stub")).count();
        assert_eq!(stubs, missing, "{name}: {:?}", taken.others());
    }
}
