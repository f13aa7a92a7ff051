use std::fs;
use std::path::Path;

use super::args::{NewArgs, NewWhat, PlaceArgs};
use super::report::{fail, say};
use super::{Outcome, site};
use crate::site::route::slug;

pub(super) fn run(args: &NewArgs) -> Outcome {
    match &args.what {
        NewWhat::Brief { title, place } => brief(title, place),
    }
}

fn brief(title: &str, args: &PlaceArgs) -> Outcome {
    let root = match site::find(args) {
        Ok(root) => root,
        Err(outcome) => return outcome,
    };
    let name = format!("{}.md", slug(title));
    let path = root.join("content/briefs").join(&name);
    if path.exists() {
        return fail(
            &format!("content/briefs/{name} is there already; nothing was changed"),
            Outcome::Usage,
        );
    }
    match write(&path, &template(title)) {
        Ok(()) => {
            say(&format!(
                "Begun: content/briefs/{name}. It is a draft: `ibid serve --drafts` shows it, and without `draft: true` it is published."
            ));
            Outcome::Fine
        }
        Err(error) => fail(
            &format!("content/briefs/{name} could not be written: {error}"),
            Outcome::System,
        ),
    }
}

pub(super) fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

fn template(title: &str) -> String {
    let date = site::now().to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    // A JSON string is a YAML string.
    let title = serde_json::Value::from(title);
    format!(
        "---\n\
         title: {title}\n\
         date: {date}\n\
         authors: [\"Your Name\"]\n\
         summary: \"What this brief shows, in two sentences.\"\n\
         tags: []\n\
         draft: true\n\
         ---\n\
         \n\
         The first paragraph.\n"
    )
}
