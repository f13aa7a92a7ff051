//! Which changes on disk mean nothing to a site: version control, caches, the output, what editors leave for a moment.

use std::path::{Path, PathBuf};

/// Folders that other programs write in while a site is edited.
const FOLDERS: [&str; 6] = [".git", ".hg", ".jj", ".svn", ".ibid", "node_modules"];

/// Whether a change at `path` means nothing. Only the part of the path below `root` is judged: a site may well lie in
/// a folder with any name.
pub(super) fn ignored(path: &Path, root: &Path, folders: &[PathBuf]) -> bool {
    if folders.iter().any(|folder| path.starts_with(folder)) {
        return true;
    }
    let below = path.strip_prefix(root).unwrap_or(path);
    below
        .components()
        .any(|part| FOLDERS.iter().any(|folder| part.as_os_str() == *folder))
        || below
            .file_name()
            .is_some_and(|name| is_temporary(&name.to_string_lossy()))
}

/// Whether an editor or the desktop made this file for itself.
fn is_temporary(name: &str) -> bool {
    let vim = name == "4913" || name.ends_with('~') || matches!(extension(name), "swp" | "swo" | "swx" | "swpx");
    let emacs = name.starts_with(".#") || (name.starts_with('#') && name.ends_with('#'));
    let jetbrains = name.ends_with("___jb_tmp___") || name.ends_with("___jb_old___");
    let desktop = name == ".DS_Store"
        || name == "Thumbs.db"
        || name.starts_with(".goutputstream-")
        || name.starts_with(".~lock.")
        || name.ends_with(".kate-swp");
    vim || emacs || jetbrains || desktop
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(path: &str) -> bool {
        ignored(
            Path::new(path),
            Path::new("/home/.git/site"),
            &["/home/.git/site/public".into()],
        )
    }

    #[test]
    fn what_people_write_counts() {
        for path in [
            "/home/.git/site/content/briefs/a.md",
            "/home/.git/site/content/publicity.md",
            "/home/.git/site/static/#1.png",
            "/home/.git/site/content/.hidden.md",
        ] {
            assert!(!judge(path), "{path}");
        }
    }

    #[test]
    fn what_programs_write_for_themselves_does_not() {
        for path in [
            "/home/.git/site/public/index.html",
            "/home/.git/site/.git/index.lock",
            "/home/.git/site/content/.a.md.swp",
            "/home/.git/site/content/4913",
            "/home/.git/site/content/a.md~",
            "/home/.git/site/content/.#a.md",
            "/home/.git/site/content/#a.md#",
            "/home/.git/site/content/a.md___jb_tmp___",
            "/home/.git/site/.ibid/memo/x",
        ] {
            assert!(judge(path), "{path}");
        }
    }
}
