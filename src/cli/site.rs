use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::Outcome;
use super::args::{PlaceArgs, SiteArgs};
use super::report::fail;
use crate::build::{Purpose, Settings, Workspace};

/// The workspace of the site that was asked for.
///
/// # Errors
/// When there is none: it was said already.
pub(super) fn open(args: &SiteArgs, purpose: Purpose) -> Result<Workspace, Outcome> {
    let root = find(&args.place)?;
    Ok(Workspace::new(
        root,
        Settings {
            now: now(),
            drafts: args.drafts,
            purpose,
        },
    ))
}

/// The folder of the site that was asked for.
///
/// # Errors
/// As [`open`].
pub(super) fn find(args: &PlaceArgs) -> Result<PathBuf, Outcome> {
    if let Some(folder) = &args.site {
        if folder.join("site.toml").is_file() {
            return Ok(folder.to_owned());
        }
        let message = format!(
            "the folder {} has no site.toml, so it is no site. Name the folder that has one, or begin a site there with `ibid init {}`",
            folder.display(),
            folder.display()
        );
        return Err(fail(&message, Outcome::Usage));
    }
    nearest()?.ok_or_else(|| {
        let message = "neither this folder nor one above it has a site.toml. Go to the folder of your site, name it with --site, \
                       or begin a new one with `ibid init`";
        fail(message, Outcome::Usage)
    })
}

/// The nearest folder upwards that is a site.
///
/// # Errors
/// When this folder cannot be read: it was said already.
pub(super) fn nearest() -> Result<Option<PathBuf>, Outcome> {
    let here =
        current_folder().map_err(|error| fail(&format!("this folder cannot be read: {error}"), Outcome::System))?;
    let mut folders = here.ancestors();
    Ok(folders
        .find(|folder| folder.join("site.toml").is_file())
        .map(Path::to_owned))
}

/// A path as people see it: from where they are.
pub(super) fn shown(path: &Path) -> String {
    let here = current_folder().unwrap_or_default();
    let below = path
        .strip_prefix(&here)
        .ok()
        .filter(|below| !below.as_os_str().is_empty());
    below.unwrap_or(path).display().to_string()
}

#[expect(clippy::disallowed_methods, reason = "`cli` is where the environment is read")]
fn current_folder() -> std::io::Result<PathBuf> {
    std::env::current_dir()
}

/// Where a site lies in the repository that a run on GitHub has checked out, elsewhere in the current folder: empty, or
/// ending in `/`. Nothing is said of a site that lies outside.
#[expect(clippy::disallowed_methods, reason = "`cli` is where the environment is read")]
pub(super) fn in_repository(root: &Path) -> String {
    let checked_out = std::env::var_os("GITHUB_WORKSPACE").filter(|folder| !folder.is_empty());
    let repository = checked_out.map_or_else(current_folder, |folder| Ok(folder.into()));
    let whole = (root.canonicalize(), repository.and_then(|folder| folder.canonicalize()));
    let (Ok(root), Ok(repository)) = whole else {
        return String::new();
    };
    let below = root.strip_prefix(&repository).into_iter().flat_map(Path::iter);
    let mut folder = String::new();
    for part in below {
        folder.push_str(&part.to_string_lossy());
        folder.push('/');
    }
    folder
}

/// The clock, read once for a run.
#[expect(clippy::disallowed_methods, reason = "`cli` is where the clock is read")]
pub(super) fn now() -> Timestamp {
    Timestamp::now()
}
