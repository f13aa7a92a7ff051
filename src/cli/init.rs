use std::fs;
use std::path::Path;

use super::archive::store::{TOOL, second};
use super::args::InitArgs;
use super::new::write;
use super::report::{fail, say};
use super::{Outcome, site};
use crate::archive::import::{self, Finish, Options, Package, PackageError};

/// The capture that a new site has, so that there is something to cite.
const SAMPLE: &str = "archive/mastodon/north_gate@gate.example.jsonl";

/// What a new site begins with: path, content. `{title}` and `{date}` are filled in.
const FILES: &[(&str, &str)] = &[
    ("site.toml", include_str!("starter/site.toml")),
    ("content/about.md", include_str!("starter/about.md")),
    (
        "content/briefs/the-first-brief.md",
        include_str!("starter/first-brief.md"),
    ),
    (SAMPLE, include_str!("starter/post.jsonl")),
    (".gitignore", "/public/\n/.ibid/\n"),
    // Lines of the archive are hashed byte for byte, and two people's additions belong together.
    (".gitattributes", "archive/**/*.jsonl -text merge=union\n"),
];

pub(super) fn run(args: &InitArgs) -> Outcome {
    let folder = &args.folder;
    if folder.join("site.toml").exists() {
        return fail(
            &format!("{} is a site already; nothing was changed", folder.display()),
            Outcome::Usage,
        );
    }
    if let Some(path) = FILES
        .iter()
        .map(|(path, _)| path)
        .find(|path| folder.join(path).exists() && !path.starts_with('.'))
    {
        return fail(
            &format!("{} has a file {path} already; nothing was changed", folder.display()),
            Outcome::Usage,
        );
    }
    let title = args.title.clone().unwrap_or_else(|| title_of(folder));
    let date = site::now()
        .to_zoned_datetime(jiff::tz::TimeZone::UTC)
        .date()
        .to_string();
    for (path, content) in FILES {
        let target = folder.join(path);
        if target.exists() {
            continue;
        }
        // In TOML as in JSON, a backslash and a quotation mark are written with a backslash.
        let quoted = title.replace('\\', "\\\\").replace('"', "\\\"");
        if let Err(error) = write(&target, &content.replace("{title}", &quoted).replace("{date}", &date)) {
            return fail(
                &format!("{} could not be written: {error}", target.display()),
                Outcome::System,
            );
        }
    }
    if let Err(error) = enter_sample(folder) {
        return fail(&error.to_string(), Outcome::System);
    }
    let place = if folder.as_os_str() == "." {
        String::new()
    } else {
        format!("cd {}\n    ", folder.display())
    };
    say(&format!(
        "Your site is begun. To see it while you write:\n\n    {place}ibid serve --open\n\nBefore you cite, set `timezone` in site.toml to \
         the zone in which your sources' days are meant.\n"
    ));
    Outcome::Fine
}

/// Enters the sample into the archive's log, as an import does with lines that somebody wrote: `ibid archive verify` knows it then.
fn enter_sample(folder: &Path) -> Result<(), PackageError> {
    let package = Package::open(&folder.join(SAMPLE))?;
    let mut store = import::open(folder, "archive", false)?;
    let finish = Finish {
        at: second(),
        tool: TOOL,
    };
    let options = Options::default();
    import::run(&[package], None, &options, &mut *store, finish, &mut |_| {})?;
    Ok(())
}

/// The name of the folder as a title: `harbour-notes` becomes `Harbour notes`.
fn title_of(folder: &Path) -> String {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = whole
        .file_name()
        .map(|name| name.to_string_lossy().replace(['-', '_'], " "))
        .unwrap_or_default();
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Research notes".to_owned(),
    }
}
