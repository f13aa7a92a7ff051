//! What is kept from one reading to the next changes nothing: after any edits the site is as if read for the first time.

use proptest::prelude::*;

use ibid::build::{Edition, Problem};

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
