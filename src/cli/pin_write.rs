use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// How many lines are shown around a change.
const AROUND: usize = 3;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Puts a text in the place of the one that was read, all at once and with the file's permissions.
///
/// # Errors
/// When the file is not any more what was read, or the system refuses. The file is then as it was.
pub(super) fn write(path: &Path, before: &str, after: &str) -> io::Result<()> {
    // What a link leads to is replaced, not the link.
    let path = path.canonicalize()?;
    let bytes = fs::read(&path)?;
    let (mark, text) = match bytes.strip_prefix(BOM) {
        Some(text) => (BOM, text),
        None => (&b""[..], &bytes[..]),
    };
    if text != before.as_bytes() {
        return Err(io::Error::other(
            "it was changed by somebody in the meantime. Run the command again",
        ));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let staged = folder.join(format!(".{name}.ibid-pin"));
    let replaced = stage(&staged, &[mark, after.as_bytes()], &path).and_then(|()| fs::rename(&staged, &path));
    if replaced.is_err() {
        drop(fs::remove_file(&staged));
    }
    replaced
}

fn stage(staged: &Path, parts: &[&[u8]], like: &Path) -> io::Result<()> {
    let mut file = fs::File::create(staged)?;
    for part in parts {
        file.write_all(part)?;
    }
    file.set_permissions(fs::metadata(like)?.permissions())?;
    file.sync_all()
}

/// The difference between two texts of as many lines, as `diff -u` shows it. A pin adds no line and takes none away.
pub(super) fn difference(path: &str, before: &str, after: &str) -> String {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let mut shown = format!("--- {path}\n+++ {path}\n");
    let changed: Vec<usize> = (0..old.len()).filter(|&at| new.get(at) != Some(&old[at])).collect();
    for group in changed.chunk_by(|one, next| next - one <= 2 * AROUND) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        let start = first.saturating_sub(AROUND);
        let end = (last + 1 + AROUND).min(old.len());
        let count = end - start;
        // Writing to a text cannot fail.
        let _ = writeln!(shown, "@@ -{0},{count} +{0},{count} @@", start + 1);
        let mut at = start;
        while at < end {
            let run = (at..end).take_while(|line| group.contains(line)).count();
            if run == 0 {
                line(&mut shown, ' ', old[at]);
                at += 1;
                continue;
            }
            old[at..at + run].iter().for_each(|text| line(&mut shown, '-', text));
            new.iter()
                .skip(at)
                .take(run)
                .for_each(|text| line(&mut shown, '+', text));
            at += run;
        }
    }
    shown
}

fn line(shown: &mut String, sign: char, text: &str) {
    shown.push(sign);
    shown.push_str(text);
    if !text.ends_with('\n') {
        shown.push_str("\n\\ No newline at end of file\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_shown_with_the_lines_around() {
        let before = "a\nb\nc\nd\ne\nf\ng";
        let shown = difference("x.md", before, &before.replace('g', "G").replace('b', "B"));
        assert_eq!(
            shown,
            "--- x.md\n+++ x.md\n@@ -1,7 +1,7 @@\n a\n-b\n+B\n c\n d\n e\n f\n-g\n\\ No newline at end of file\n+G\n\\ No \
             newline at end of file\n"
        );
        let far = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let shown = difference("x.md", far, &far.replace('1', "one").replace('9', "nine"));
        assert!(
            shown.contains("@@ -1,4 +1,4 @@") && shown.contains("@@ -6,4 +6,4 @@"),
            "{shown}"
        );
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "newer").unwrap();
        let error = write(&path, "older", "pinned").unwrap_err();
        assert!(error.to_string().contains("changed by somebody in the meantime"));
        assert_eq!(fs::read(&path).unwrap(), b"newer");
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left behind"
        );
    }

    #[test]
    fn the_mark_at_the_start_and_the_permissions_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "\u{feff}a \r\nb").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        }
        write(&path, "a \r\nb", "A \r\nb").unwrap();
        assert_eq!(fs::read(&path).unwrap(), "\u{feff}A \r\nb".as_bytes());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        }
    }
}
