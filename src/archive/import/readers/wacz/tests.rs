use crate::archive::import::readers::testing::{fixture, read, sample};

#[test]
fn pages_of_which_there_is_no_record_are_captures_too() {
    let (format, taken) = read(&fixture("wacz/harbour.wacz"));
    assert_eq!(format, "wacz");
    let page = taken.post("1724500000000002222");
    assert_eq!(page.captured.0.to_string(), "2023-11-20T08:00:09Z");
    assert_eq!(page.author.handle.as_deref(), Some("quay_desk"));
    assert_eq!(page.source.line, Some(3));
    assert_eq!(
        taken.ids()["1724500000000000001"],
        2,
        "once in an answer, once as a page; not again for the list"
    );
    assert_eq!(page.extra["proof"]["signed_by"], "anonymous");
    let others = taken.others();
    assert!(
        others
            .iter()
            .any(|line| line.ends_with("files: 3 of 3 are what the list of files says")),
        "{others:#?}"
    );
    assert!(
        others.iter().any(|line| line.ends_with("pages in harbour.wacz: 2")),
        "{others:#?}"
    );
    assert!(
        others.iter().any(|line| line.starts_with("pages/pages.jsonl:4 broken")),
        "{others:#?}"
    );
    assert!(others.iter().all(|line| !line.contains("verified")), "{others:#?}");
}

#[test]
fn a_file_that_was_altered_says_so_in_every_capture() {
    let (_, taken) = read(&fixture("wacz/altered.wacz"));
    assert!(
        taken
            .posts()
            .iter()
            .all(|draft| draft.extra["proof"]["contradicted"] == true)
    );
    let others = taken.others();
    assert!(
        others
            .iter()
            .any(|line| line.contains("pages/pages.jsonl: it was changed")),
        "{others:#?}"
    );
}

#[test]
fn samples_of_a_real_tool_have_a_page_each() {
    for name in [
        "valid_example_1",
        "valid_example_2",
        "valid_signed_example_1",
        "invalid_signed_example_1",
    ] {
        let Some(path) = sample(&format!("wacz/{name}.wacz")) else {
            return;
        };
        let (format, taken) = read(&path);
        assert_eq!(format, "wacz", "{name}");
        let others = taken.others();
        assert!(
            others
                .iter()
                .any(|line| line.ends_with(&format!("pages in {name}.wacz: 1"))),
            "{others:#?}"
        );
        assert!(taken.posts().is_empty());
    }
}
