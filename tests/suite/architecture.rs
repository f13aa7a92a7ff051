//! The rules of the house that no compiler knows: which way modules point, who touches files, who prints, how long a file may be.

use std::collections::BTreeSet;
use std::fs;

use crate::tiny::tests_folder;

/// Each module may use those of the lines above it, and no other of its own line.
const ORDER: &[&[&str]] = &[
    // `diagnostic` shows places of `source`.
    &["source", "wording"],
    &["diagnostic"],
    &["config"],
    &["archive", "brief", "bibliography"],
    &["citation"],
    &["check"],
    &["site"],
    &["html"],
    &["theme"],
    &["output"],
    &["build"],
    &["serve"],
    &["cli"],
];

/// What a line of the order may not use although it stands above.
const NEVER: &[(&str, &str)] = &[
    // The preview is told what to show; it knows no site.
    ("serve", "build"),
];

/// Upward uses that there are reasons for: file, module.
const ALLOWED: &[(&str, &str)] = &[];

/// Who may touch files.
const FILES: &[&str] = &[
    "source/",
    "archive/",
    "theme/files.rs",
    "output/",
    "build/record.rs",
    "build/style.rs",
    "build/workspace.rs",
    "serve/",
    "cli/",
];

struct Source {
    /// From `src/`, with `/`.
    path: String,
    text: String,
    /// Without comments, literals and tests.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = tests_folder().parent().expect("the repository").join("src");
    let entries = walkdir::WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    let sources: Vec<Source> = files
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(&root)
                .expect("below src")
                .to_string_lossy()
                .replace('\\', "/");
            let text = fs::read_to_string(entry.path()).expect("text");
            let code = without_tests(&bare(&text));
            Source { path, text, code }
        })
        .collect();
    assert!(sources.len() > 100);
    sources
}

impl Source {
    /// `citation` for `citation/parse.rs`; nothing for `main.rs` and `lib.rs`.
    fn module(&self) -> Option<&str> {
        let name = self.path.split('/').next()?.trim_end_matches(".rs");
        (!["main", "lib"].contains(&name)).then_some(name)
    }

    /// Files that hold nothing but tests.
    fn is_test(&self) -> bool {
        let parts: Vec<&str> = self.path.split('/').collect();
        parts.iter().any(|part| ["tests", "tests.rs", "sample"].contains(part))
    }

    /// How many modules the file is below the crate.
    fn depth(&self) -> usize {
        let parts = self.path.split('/').count();
        if self.path.ends_with("/mod.rs") {
            parts - 1
        } else {
            parts
        }
    }

    /// The modules of the crate that it uses.
    fn uses(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let escape = "super::".repeat(self.depth());
        for start in ["crate::", escape.as_str()] {
            for (at, _) in self.code.match_indices(start) {
                let before = self.code[..at].chars().next_back();
                if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                    continue;
                }
                found.extend(first_names(&self.code[at + start.len()..]));
            }
        }
        found
    }
}

/// `a` of `a::b`, `a` and `c` of `{a::b, c}`.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let Some(group) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let mut names = vec![name(group)];
    let mut depth = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(&group[at + 1..])),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Code without comments, and with empty strings in the place of its literals.
fn bare(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let raw = raw_string(rest).filter(|_| !code.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        if let Some(length) = raw {
            code.push_str("\"\"");
            rest = &rest[length..];
        } else if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if rest.starts_with("/*") {
            rest = &rest[rest.find("*/").map_or(rest.len(), |at| at + 2)..];
        } else if c == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            code.push_str("\"\"");
            rest = &rest[end.map_or(rest.len(), |at| at + 2)..];
        } else if let Some(length) = letter(rest) {
            code.push_str("' '");
            rest = &rest[length..];
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    code
}

/// The length of a raw string that begins here.
fn raw_string(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('b').unwrap_or(rest).strip_prefix('r')?;
    let hashes = inner.len() - inner.trim_start_matches('#').len();
    let body = inner[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end)? + end.len();
    Some(rest.len() - body.len() + length)
}

/// The length of a letter in single quotes that begins here; a lifetime is none.
fn letter(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('\'')?;
    let escaped = inner.starts_with('\\');
    let after = if escaped { 2 } else { inner.chars().next()?.len_utf8() };
    let end = inner.get(after..)?.find('\'')?;
    (escaped && end < 10 || end == 0).then_some(1 + after + end + 1)
}

/// Code without items under `#[cfg(test)]`.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        kept.push_str(&rest[..at]);
        let item = &rest[at..];
        let mut depth = 0_i32;
        let end = item.char_indices().find_map(|(at, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            (depth == 0 && matches!(c, '}' | ';')).then_some(at + 1)
        });
        rest = &item[end.unwrap_or(item.len())..];
    }
    kept + rest
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|row| row.contains(&module))
}

#[test]
fn modules_point_one_way() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        let Some(module) = source.module() else { continue };
        let own = rank(module).unwrap_or_else(|| panic!("src/{} is in no line of `ORDER`", source.path));
        for used in source.uses() {
            let Some(other) = rank(&used).filter(|_| used != module) else {
                continue;
            };
            let up = other >= own || NEVER.contains(&(module, used.as_str()));
            if up && !ALLOWED.contains(&(source.path.as_str(), used.as_str())) {
                wrong.push(format!("src/{} uses {used}, which stands after it", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_has_its_place_in_the_order() {
    let text = fs::read_to_string(tests_folder().parent().expect("the repository").join("src/lib.rs")).expect("lib.rs");
    let declared: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let ordered: BTreeSet<&str> = ORDER.iter().copied().flatten().copied().collect();
    assert_eq!(declared, ordered);
}

fn sinners(words: &[&str], innocent: impl Fn(&Source) -> bool) -> Vec<String> {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test() && !innocent(source)) {
        for (number, line) in source.code.lines().enumerate() {
            let begins = |at: usize| {
                !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') || line[at..].starts_with('.')
            };
            let found = words
                .iter()
                .filter(|word| line.match_indices(**word).any(|(at, _)| begins(at)));
            wrong.extend(found.map(|word| {
                format!(
                    "src/{} has `{word}`: {} (line {number} or later)",
                    source.path,
                    line.trim()
                )
            }));
        }
    }
    wrong
}

#[test]
fn files_are_touched_where_they_should_be() {
    let words = [
        "std::fs",
        "fs::",
        "File::open",
        "File::create",
        "WalkDir",
        ".exists()",
        ".is_file()",
        ".is_dir()",
        ".metadata()",
    ];
    let wrong = sinners(&words, |source| {
        FILES.iter().any(|start| source.path.starts_with(start))
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_prints_but_through_a_writer() {
    // A test that needs the samples of real tools says why it is skipped.
    let wrong = sinners(&["println!", "eprintln!", "print!(", "dbg!"], |source| {
        source.path.ends_with("import/readers/testing.rs")
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
    let wrong = sinners(&["io::stdout", "io::stderr", "stdout()", "stderr()"], |source| {
        source.path.starts_with("cli/")
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_kept_in_statics_that_change() {
    let words = ["static mut", "thread_local!", "lazy_static!"];
    let wrong = sinners(&words, |_| false);
    assert!(wrong.is_empty(), "{wrong:#?}");
    for source in sources().iter().filter(|source| !source.is_test()) {
        for line in source
            .code
            .lines()
            .filter(|line| line.trim_start().trim_start_matches("pub ").starts_with("static "))
        {
            let changes = ["Mutex", "RwLock", "Atomic", "RefCell", "Cell<"]
                .iter()
                .any(|word| line.contains(word));
            assert!(!changes, "src/{}: {}", source.path, line.trim());
        }
    }
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<(usize, String)> = sources()
        .into_iter()
        .map(|source| (source.text.lines().count(), source.path))
        .collect();
    let long: Vec<&(usize, String)> = lengths.iter().filter(|(lines, _)| *lines > 450).collect();
    assert!(long.is_empty(), "longer than 450 lines: {long:?}. Split them");
    lengths.sort();
    assert!(
        lengths[lengths.len() / 2].0 <= 150,
        "the median file has {} lines",
        lengths[lengths.len() / 2].0
    );
}

#[test]
fn what_is_code_is_told_from_what_is_not() {
    let code = "use crate::{a::{b, c}, d};\n// crate::x\nlet s = \"crate::y\"; let c = '\"'; let l: &'a str = r#\"crate::z \"\"#;\n#[cfg(test)]\nmod tests { use crate::w; }\nfn f() {}";
    let code = without_tests(&bare(code));
    assert!(code.ends_with("fn f() {}") && !code.contains('w'), "{code}");
    let source = |path: &str, code: &str| Source {
        path: path.to_owned(),
        text: String::new(),
        code: code.to_owned(),
    };
    let uses: Vec<String> = source("e/f.rs", &code).uses().into_iter().collect();
    assert_eq!(uses, ["a", "d"]);
    let escape = "use super::super::g::H; use super::i; use super::{j};";
    assert_eq!(source("e/f.rs", escape).uses().into_iter().collect::<Vec<_>>(), ["g"]);
    assert_eq!(source("e/k/f.rs", escape).uses().len(), 0);
    assert_eq!(
        source("e/k/mod.rs", escape).uses().into_iter().collect::<Vec<_>>(),
        ["g"]
    );
}
