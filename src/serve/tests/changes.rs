use super::*;

const QUAY: &str = "<html><head><link rel=\"stylesheet\" href=\"/s.1.css\"></head><body>one</body></html>";

fn preview() -> Preview {
    Preview::of(&[("content/quay.html", QUAY), ("content/pier.html", QUAY)])
}

#[test]
fn a_page_is_told_to_reload_when_its_text_changes_in_place() {
    let preview = preview();
    let mut browser = preview.open("/quay/");
    assert_eq!(browser.findings().0, 0);
    preview.write("content/quay.html", &QUAY.replace("one", "two"));
    browser.reload();
    assert!(preview.get("/quay/").body.contains("<body>two"));
}

#[test]
fn saving_by_renaming_is_seen_each_time() {
    let preview = preview();
    for text in ["two", "three", "four"] {
        let mut browser = preview.open("/quay/");
        browser.findings();
        write_by_renaming(&preview.path("content/quay.html"), &QUAY.replace("one", text));
        browser.reload();
        assert!(preview.get("/quay/").body.contains(&format!("<body>{text}")));
    }
}

#[test]
fn a_page_that_did_not_change_is_left_alone() {
    let preview = preview();
    let mut browser = preview.open("/pier/");
    browser.findings();
    preview.write("content/quay.html", &QUAY.replace("one", "two"));
    preview.rebuilt_with("content/quay.html");
    // The next thing that the page hears of is its own change.
    preview.write("content/pier.html", &QUAY.replace("s.1.css", "s.2.css"));
    let (name, style) = browser.next();
    assert_eq!(name, "style");
    assert_eq!(style["sheets"], serde_json::json!(["/s.2.css"]));
}

#[test]
fn what_a_page_missed_while_it_was_not_connected_is_made_good() {
    let preview = preview();
    let mut browser = preview.open("/quay/");
    browser.findings();
    let version = preview.get("/quay/").body;
    let version = version
        .split("data-version=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    preview.write("content/quay.html", &QUAY.replace("one", "two"));
    browser.reload();
    let mut late = preview.connect();
    write!(
        late,
        "GET /_ibid/events?page=/quay/&version={version} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
        preview.port
    )
    .unwrap();
    let told = BufReader::new(late)
        .lines()
        .map(Result::unwrap)
        .find(|line| line.starts_with("event:"));
    assert_eq!(told.as_deref(), Some("event: reload"));
}

#[test]
fn findings_come_with_their_place_and_go_when_repaired() {
    let preview = preview();
    let mut browser = preview.open("/pier/");
    assert_eq!(browser.findings().0, 0);
    preview.write("content/quay.html", &QUAY.replace("one", "is WRONG"));
    let (errors, findings) = browser.findings();
    assert_eq!(errors, 1);
    assert_eq!(findings["items"][0]["message"], "this is wrong");
    assert_eq!(findings["items"][0]["place"]["at"], "content/quay.html:1:68");
    assert_eq!(findings["items"][0]["place"]["lines"][0]["marked"], "WRONG");
    preview.write("content/quay.html", QUAY);
    assert_eq!(browser.findings().0, 0);
}

#[test]
fn a_broken_site_toml_leaves_the_last_good_site() {
    let preview = preview();
    let mut browser = preview.open("/quay/");
    browser.findings();
    preview.write("site.toml", "broken");
    assert_eq!(browser.findings().1["items"][0]["message"], "site.toml cannot be read");
    assert_eq!(preview.get("/quay/").status, 200);
    write_by_renaming(&preview.path("site.toml"), "");
    assert_eq!(browser.findings().0, 0);
}

#[test]
fn a_site_that_is_broken_from_the_start_appears_when_it_is_repaired() {
    let preview = Preview::of(&[("content/index.html", QUAY), ("site.toml", "broken")]);
    assert_eq!(preview.get("/").status, 503);
    let mut browser = preview.open("/");
    assert_eq!(browser.findings().0, 1);
    preview.write("site.toml", "");
    browser.reload();
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_page_that_cannot_be_made_is_shown_as_it_was_last() {
    let preview = preview();
    let mut browser = preview.open("/quay/");
    browser.findings();
    preview.write("content/quay.html", &QUAY.replace("one", "UNMAKEABLE"));
    let (errors, findings) = browser.findings();
    assert_eq!(errors, 1);
    assert_eq!(findings["items"][0]["rule"], "template-invalid");
    assert!(preview.get("/quay/").body.contains("<body>one"));
}

#[test]
fn a_page_that_is_deleted_becomes_a_404() {
    let preview = preview();
    let mut browser = preview.open("/quay/");
    browser.findings();
    fs::remove_file(preview.path("content/quay.html")).unwrap();
    browser.reload();
    assert_eq!(preview.get("/quay/").status, 404);
    let mut browser = preview.open("/quay/");
    browser.findings();
    preview.write("content/quay.html", QUAY);
    browser.reload();
}

#[test]
fn a_folder_that_is_deleted_and_made_again_is_watched_on() {
    let preview = preview();
    for text in ["two", "three"] {
        let mut browser = preview.open("/quay/");
        browser.findings();
        fs::remove_dir_all(preview.path("content")).unwrap();
        browser.reload();
        let mut browser = preview.open("/quay/");
        browser.findings();
        fs::create_dir(preview.path("content")).unwrap();
        preview.write("content/quay.html", &QUAY.replace("one", text));
        browser.reload();
        let mut browser = preview.open("/quay/");
        browser.findings();
        preview.write("content/quay.html", &QUAY.replace("one", "later"));
        browser.reload();
    }
}

#[test]
fn a_folder_that_is_swapped_for_another_is_watched_on() {
    let preview = preview();
    fs::create_dir(preview.path("other")).unwrap();
    preview.write("other/quay.html", &QUAY.replace("one", "other"));
    let mut browser = preview.open("/quay/");
    browser.findings();
    fs::rename(preview.path("content"), preview.path("old")).unwrap();
    fs::rename(preview.path("other"), preview.path("content")).unwrap();
    browser.reload();
    let mut browser = preview.open("/quay/");
    browser.findings();
    preview.write("content/quay.html", &QUAY.replace("one", "later"));
    loop {
        browser.reload();
        if preview.get("/quay/").body.contains("later") {
            break;
        }
        browser = preview.open("/quay/");
        browser.findings();
    }
}

#[test]
fn a_folder_that_appears_late_is_noticed_with_what_comes_into_it() {
    let preview = preview();
    fs::create_dir_all(preview.path("themes/own/templates")).unwrap();
    preview.rebuilt_with("themes/own");
    preview.write("themes/own/templates/brief.html", "x");
    preview.rebuilt_with("themes/own/templates/brief.html");
}

#[test]
fn files_of_editors_and_the_output_change_nothing() {
    let preview = preview();
    fs::create_dir(preview.path("content/public")).unwrap();
    preview.write("content/public/index.html", "x");
    preview.write("content/.quay.html.swp", "x");
    preview.write("content/quay.html~", "x");
    preview.write("content/last.html", "x");
    loop {
        let changed = preview.rebuilt.recv_timeout(PATIENCE).unwrap();
        let known = ["quay.html", "pier.html", "last.html"].map(|name| preview.path("content").join(name));
        assert!(changed.iter().all(|path| known.contains(path)), "{changed:?}");
        if changed.contains(&known[2]) {
            break;
        }
    }
}

#[test]
fn reading_a_file_is_no_change() {
    let preview = preview();
    assert!(preview.rebuilt.recv_timeout(PATIENCE).unwrap().is_empty());
    for _ in 0..3 {
        fs::read_to_string(preview.path("content/quay.html")).unwrap();
        preview.write("content/pier.html", QUAY);
        assert_eq!(
            preview.rebuilt.recv_timeout(PATIENCE).unwrap(),
            [preview.path("content/pier.html")]
        );
    }
}

#[test]
fn when_the_preview_ends_every_connection_does() {
    let mut preview = preview();
    let mut browser = preview.open("/quay/");
    browser.findings();
    preview.stopper.stop();
    preview.thread.take().unwrap().join().unwrap();
    let mut rest = String::new();
    browser.0.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
}
