use std::fs;
use std::path::Path;

use super::super::embedded::FILES;
use super::super::tables::GLYPHS;
use super::super::{Template, Theme, glyph, sample};
use crate::diagnostic::Diagnostic;

/// A site with the given files under `themes/own/`.
fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let file = root.path().join("themes/own").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    root
}

fn load(files: &[(&str, &str)]) -> Result<Theme, Vec<Diagnostic>> {
    Theme::load(site(files).path(), Some("own"))
}

fn not_found(theme: &Theme) -> Result<String, Diagnostic> {
    theme.render(
        Template::NotFound,
        &sample::not_found("en"),
        &sample::frame(theme, "en"),
    )
}

#[test]
fn every_file_of_the_default_theme_is_compiled_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let mut found = Vec::new();
    for part in ["static", "strings", "templates"] {
        for entry in fs::read_dir(folder.join(part)).unwrap() {
            found.push(format!("{part}/{}", entry.unwrap().file_name().to_str().unwrap()));
        }
    }
    found.sort();
    assert_eq!(
        found,
        FILES.iter().map(|(path, _)| (*path).to_owned()).collect::<Vec<_>>()
    );
}

#[test]
fn a_site_overrides_one_template_and_keeps_the_others() {
    let theme = load(&[(
        "templates/404.html",
        "{% extends \"base.html\" %}{% block main %}<h1>Gone fishing</h1>{% endblock %}",
    )])
    .unwrap();
    let html = not_found(&theme).unwrap();
    assert!(html.contains("Gone fishing") && html.contains("class=\"wordmark\""));
}

#[test]
fn a_site_overrides_single_words_and_adds_languages() {
    let theme = load(&[
        ("strings/en.toml", "[words]\nnot_found = \"Lost at sea\""),
        ("strings/nl.toml", "list_last = \" en \"\n[words]\nclose = \"Sluiten\""),
    ])
    .unwrap();
    assert!(not_found(&theme).unwrap().contains("Lost at sea"));
    assert_eq!(theme.strings("en").get("close"), "Close");
    assert_eq!(theme.strings("nl").get("close"), "Sluiten");
    assert_eq!(theme.strings("nl").list(&["a", "b"]), "a en b");
}

#[test]
fn every_broken_template_is_reported_with_its_place() {
    let problems = load(&[
        ("templates/404.html", "<p>\n{% if head %}"),
        ("templates/card.html", "<p>{{ card.id | shout }}</p>"),
    ])
    .unwrap_err();
    let mut places: Vec<(String, u32)> = problems
        .iter()
        .map(|problem| {
            let place = &problem.primary.as_ref().unwrap().place;
            (place.path.to_string(), place.line)
        })
        .collect();
    places.sort();
    assert_eq!(
        places,
        [
            ("themes/own/templates/404.html".to_owned(), 2),
            ("themes/own/templates/card.html".to_owned(), 1)
        ]
    );
}

#[test]
fn asking_for_what_is_not_there_points_into_the_template() {
    let theme = load(&[("templates/404.html", "<h1>x</h1>\n<p>é {{ head.titel }}</p>")]).unwrap();
    let problem = not_found(&theme).unwrap_err();
    let place = &problem.primary.as_ref().unwrap().place;
    assert_eq!((&*place.path, place.line), ("themes/own/templates/404.html", 2));
    assert!(place.excerpt.contains("head.titel"));
    assert!(problem.message.contains("titel"), "{}", problem.message);
}

#[test]
fn a_theme_that_is_not_there_is_said_so() {
    let root = tempfile::tempdir().unwrap();
    let problems = Theme::load(root.path(), Some("own")).unwrap_err();
    assert!(problems[0].message.contains("no folder themes/own"));
}

#[test]
fn a_theme_for_a_later_version_is_refused() {
    let problems = load(&[("theme.toml", "name = \"own\"\nibid = \"99.1\"")]).unwrap_err();
    assert!(
        problems[0].message.contains("asks for ibid 99.1"),
        "{}",
        problems[0].message
    );
    assert!(load(&[("theme.toml", "name = \"own\"\nibid = \"0.1\"")]).is_ok());
}

#[test]
fn words_that_cannot_be_read_are_pointed_at() {
    let problems = load(&[("strings/en.toml", "[words]\nclose = 3")]).unwrap_err();
    assert_eq!(problems[0].primary.as_ref().unwrap().place.line, 2);
}

#[test]
fn a_changed_style_sheet_gets_a_new_name_and_a_font_keeps_its_own() {
    let plain = Theme::load(Path::new("/nowhere"), None).unwrap();
    let own = load(&[
        ("static/style.css", "body { color: red }"),
        ("static/fonts/a.woff2", "x"),
    ])
    .unwrap();
    let name = |theme: &Theme| theme.asset("style.css").unwrap().published.clone();
    assert_ne!(name(&plain), name(&own));
    let named = name(&own);
    assert_eq!(named.split('.').map(str::len).collect::<Vec<_>>(), [5, 8, 3], "{named}");
    assert_eq!(own.asset("fonts/a.woff2").unwrap().published, "fonts/a.woff2");
    assert_ne!(plain.fingerprint(), own.fingerprint());
    assert_eq!(
        plain.fingerprint(),
        Theme::load(Path::new("/nowhere"), None).unwrap().fingerprint()
    );
}

#[test]
fn a_frame_is_named_by_what_it_holds() {
    let theme = Theme::load(Path::new("/nowhere"), None).unwrap();
    let frame = sample::frame(&theme, "en");
    assert_eq!(frame.key(), sample::frame(&theme, "en").key());
    let mut site = sample::site(&theme, "en");
    site.notice = "Another".into();
    assert_ne!(frame.key(), theme.frame("en", &site).unwrap().key());
    assert_ne!(
        frame.key(),
        theme.frame("ar", &sample::site(&theme, "en")).unwrap().key()
    );
}

#[test]
fn every_platform_has_a_glyph() {
    let theme = Theme::load(Path::new("/nowhere"), None).unwrap();
    let drawing = String::from_utf8(theme.asset("glyphs.svg").unwrap().bytes.to_vec()).unwrap();
    for name in GLYPHS.iter().chain(&[glyph("some-forum")]) {
        assert!(drawing.contains(&format!("id=\"g-{name}\"")), "{name}");
    }
}
