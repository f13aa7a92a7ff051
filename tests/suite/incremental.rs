//! What is kept from one reading to the next changes nothing: after any edits the site is as if read for the first time.

use std::path::Path;

use proptest::prelude::*;

use ibid::build::{Asked, Edition, Problem, Record, Said, publish};

use crate::tiny::{Published, Tiny};

/// What a person or a program may do to a site between two readings.
#[derive(Clone, Debug)]
enum Edit {
    /// A brief's text; it is begun if it is not there.
    Text(u8, u8),
    Remove(u8),
    Rename(u8, u8),
    Draft(u8),
    /// A later capture of a post.
    Capture(u8),
    /// The archive written anew, with other words in it.
    Words(u8),
    Commentary(u8),
    Title(u8),
    Zone(u8),
    Page(u8),
    Broken(u8),
}

fn edit() -> impl Strategy<Value = Edit> {
    let brief = 0..4_u8;
    prop_oneof![
        4 => (brief.clone(), any::<u8>()).prop_map(|(brief, text)| Edit::Text(brief, text)),
        1 => brief.clone().prop_map(Edit::Remove),
        1 => (brief.clone(), brief.clone()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => brief.clone().prop_map(Edit::Draft),
        1 => any::<u8>().prop_map(Edit::Capture),
        1 => any::<u8>().prop_map(Edit::Words),
        1 => any::<u8>().prop_map(Edit::Commentary),
        1 => any::<u8>().prop_map(Edit::Title),
        1 => any::<u8>().prop_map(Edit::Zone),
        1 => any::<u8>().prop_map(Edit::Page),
        1 => brief.prop_map(Edit::Broken),
    ]
}

const CITED: [&str; 6] = [
    "@harbour_watch, Twitter, October 15, 2017",
    "@harbour_watch, Twitter, November 3, 2017",
    "@quay_cam, Twitter, October 15, 2017",
    "[It](b1.md)",
    "#NorthQuay, Twitter",
    "<https://twitter.com/quay_cam/status/2>",
];

fn path(brief: u8) -> String {
    format!("content/briefs/b{brief}.md")
}

fn text(title: u8, seed: u8, more: &str) -> String {
    let cited = CITED[usize::from(seed) % CITED.len()];
    let date = seed % 9 + 1;
    format!(
        "---\ntitle: Brief {title}\ndate: 2018-01-0{date}\nauthors: [R. Haddad]\ntags: [t{}]\n{more}---\n\n## Part {seed}\n\nText {seed}, [[b{}]].[^1]\n\n[^1]: {cited}.\n",
        seed % 3,
        seed % 4
    )
}

fn capture(id: u8, seed: u8) -> String {
    format!(
        "{{\"platform\": \"twitter\", \"id\": \"{id}\", \"captured\": \"2018-06-0{}T08:00:00Z\", \"author\": {{\"handle\": \"quay_cam\"}}, \"posted\": \"2017-10-15T0{}:00:00Z\", \"text\": \"Words {seed} #NorthQuay\"}}\n",
        seed % 9 + 1,
        id % 9,
    )
}

fn apply(tiny: &Tiny, edit: &Edit) {
    let archive = "archive/twitter/quay_cam.jsonl";
    match *edit {
        Edit::Text(brief, seed) => tiny.write(&path(brief), &text(brief, seed, "")),
        Edit::Remove(brief) => drop(std::fs::remove_file(tiny.path(&path(brief)))),
        Edit::Rename(from, to) => drop(std::fs::rename(tiny.path(&path(from)), tiny.path(&path(to)))),
        Edit::Draft(brief) => tiny.write(&path(brief), &text(brief, brief, "draft: true\n")),
        Edit::Capture(seed) => {
            let before = std::fs::read_to_string(tiny.path(archive)).unwrap_or_default();
            tiny.write(archive, &(before + &capture(seed % 3 + 1, seed)));
        }
        Edit::Words(seed) => tiny.write(archive, &(capture(1, seed) + &capture(seed % 3 + 2, seed))),
        Edit::Commentary(seed) => {
            let class = ["media", "private", "at-risk", "organisation"][usize::from(seed) % 4];
            tiny.write(
                "archive/twitter/quay_cam.yaml",
                &format!("name: Camera {seed}\nclass: {class}\nposts:\n  \"1\": {{annotation: Seen {seed}}}\n"),
            );
        }
        Edit::Title(seed) => tiny.write(
            "site.toml",
            &format!("title = \"Notes {seed}\"\nbase_url = \"https://harbour.example/\"\n"),
        ),
        Edit::Zone(seed) => {
            let zone = ["UTC", "Asia/Beirut", "America/New_York"][usize::from(seed) % 3];
            let dates = ["dmy", "mdy"][usize::from(seed) % 2];
            tiny.write("site.toml", &format!("title = \"Notes\"\nbase_url = \"https://harbour.example/\"\ntimezone = \"{zone}\"\ndates = \"{dates}\"\n"));
        }
        Edit::Page(seed) => tiny.write(
            "content/about.md",
            &format!("---\ntitle: About {seed}\n---\n\n[[b{}]]\n", seed % 4),
        ),
        Edit::Broken(brief) => tiny.write(&path(brief), "---\ntitle: [\n---\n\nText.[^9]\n"),
    }
}

/// All that can be seen of a reading.
fn seen(read: Result<Edition, Problem>) -> (Vec<String>, Published) {
    let messages = |all: &[ibid::diagnostic::Diagnostic]| all.iter().map(|one| format!("{one:?}")).collect();
    match read {
        Ok(edition) => (messages(&edition.diagnostics), Published::of(&edition)),
        Err(problem) => (
            messages(&problem.diagnostics()),
            Published(std::collections::BTreeMap::new()),
        ),
    }
}

/// Builds as `ibid build --keep-going` does, each time with nothing in memory; whether anything had to be made.
fn build(tiny: &Tiny) -> bool {
    let (folder, manifest) = (tiny.path("public"), tiny.path(".ibid/output.txt"));
    let asked = Asked {
        program: "this".to_owned(),
        drafts: false,
        keep_going: true,
    };
    let mut workspace = tiny.workspace();
    let record = Record::open(tiny.path(".ibid/output.json"), &workspace);
    if record.still_true(&asked, workspace.now(), &folder, &manifest).is_some() {
        return false;
    }
    let edition = workspace.read().expect("a site that can be read");
    record.forget();
    publish(&edition, &folder, &manifest).expect("templates that work");
    let said = Said {
        findings: edition.diagnostics.clone(),
        briefs: edition.site.briefs.len(),
        posts: edition.site.evidence.posts.len(),
        files: edition.addresses().len(),
    };
    record.keep(asked, workspace.now(), &workspace, (&folder, &manifest), said);
    true
}

/// What a build would have to say, and whether it is known without building.
fn known(tiny: &Tiny, asked: &Asked, folder: &Path) -> Option<Said> {
    let workspace = tiny.workspace();
    let record = Record::open(tiny.path(".ibid/output.json"), &workspace);
    let known = record.still_true(asked, workspace.now(), folder, &tiny.path(".ibid/output.txt"));
    known.cloned()
}

#[test]
fn a_build_of_the_same_says_the_same_and_makes_nothing() {
    let tiny = Tiny::with_archive([(path(0).as_str(), text(0, 1, "").as_str())]);
    assert!(build(&tiny));
    let asked = Asked {
        program: "this".to_owned(),
        drafts: false,
        keep_going: true,
    };
    let public = tiny.path("public");
    let said = known(&tiny, &asked, &public).expect("nothing has changed");
    let edition = tiny.read().expect("a site that can be read");
    assert!(
        !said.findings.is_empty(),
        "the second citation is of a day without posts"
    );
    assert_eq!(said.findings, edition.diagnostics);

    let another = Asked {
        program: "another".to_owned(),
        ..asked.clone()
    };
    assert_eq!(known(&tiny, &another, &public), None, "another program");
    let drafts = Asked {
        drafts: true,
        ..asked.clone()
    };
    assert_eq!(known(&tiny, &drafts, &public), None, "with drafts");
    let page = tiny.path("public/briefs/b0/index.html");
    std::fs::write(page, "edited by hand").expect("a page");
    assert_eq!(known(&tiny, &asked, &public), None, "a page that somebody changed");
    assert!(build(&tiny));
    std::fs::remove_file(tiny.path("public/feed.xml")).expect("the feed");
    assert_eq!(known(&tiny, &asked, &public), None, "a file that is gone");
}

#[test]
fn a_brief_that_appears_later_is_not_missed() {
    let later = text(0, 0, "publish_at: 2026-01-01T13:00:00Z\n");
    let tiny = Tiny::with_archive([(path(0).as_str(), later.as_str()), (path(1).as_str(), &text(1, 0, ""))]);
    assert!(build(&tiny));
    let workspace = tiny.workspace();
    let record = Record::open(tiny.path(".ibid/output.json"), &workspace);
    let asked = Asked {
        program: "this".to_owned(),
        drafts: false,
        keep_going: true,
    };
    let at = |now: &str| {
        let now = now.parse().expect("a moment");
        let known = record.still_true(&asked, now, &tiny.path("public"), &tiny.path(".ibid/output.txt"));
        known.is_some()
    };
    assert!(at("2026-01-01T12:59:59Z"), "nothing new yet");
    assert!(!at("2026-01-01T13:00:00Z"), "now it appears");
    assert!(!at("2025-12-31T12:00:00Z"), "the clock was set back");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_a_kept_workspace_sees_what_a_fresh_one_sees(edits in prop::collection::vec(edit(), 5)) {
        let start = [(path(0), text(0, 0, "")), (path(1), text(1, 2, ""))];
        let tiny = Tiny::with_archive(start.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let mut kept = tiny.workspace();
        drop(kept.read());
        for (number, edit) in edits.iter().enumerate() {
            apply(&tiny, edit);
            let (found, published) = seen(kept.read());
            let (fresh_found, fresh_published) = seen(tiny.read());
            prop_assert_eq!(&found, &fresh_found, "after edit {} of {:?}", number + 1, edits);
            prop_assert_eq!(published.difference(&fresh_published), None, "after edit {} of {:?}", number + 1, edits);
        }
    }
}

proptest! {
    // Each case writes its site to disk several times.
    #![proptest_config(ProptestConfig { cases: 10, max_shrink_iters: 30, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_folder_holds_what_a_fresh_build_makes(edits in prop::collection::vec(edit(), 4)) {
        let start = [(path(0), text(0, 0, "")), (path(1), text(1, 2, ""))];
        let tiny = Tiny::with_archive(start.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        build(&tiny);
        for (number, edit) in edits.iter().enumerate() {
            apply(&tiny, edit);
            build(&tiny);
            prop_assert!(!build(&tiny), "what is built is known as built, after edit {} of {:?}", number + 1, edits);
            let published = Published::in_folder(&tiny.path("public"));
            prop_assert_eq!(published.difference(&tiny.published()), None, "after edit {} of {:?}", number + 1, edits);
        }
    }
}
