//! What code hosts read: SARIF logs and commands of GitHub Actions.

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::Value;

use super::{ambiguous, span};
use crate::diagnostic::{Diagnostic, Rule, github, sarif};
use crate::source::{SourceFile, Span};

fn commands(diagnostics: &[Diagnostic], folder: &str) -> String {
    let mut out = Vec::new();
    github::write(&mut out, diagnostics, folder).unwrap();
    String::from_utf8(out).unwrap()
}

fn log(diagnostics: &[Diagnostic], folder: &str) -> Value {
    let mut out = Vec::new();
    sarif::write(&mut out, diagnostics, folder).unwrap();
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn a_command_holds_all_that_is_said() {
    let file = SourceFile::new("content/a, b: 100%.md", "é [^b]\r\n\r\n[^b]: x\r\n");
    let one = Diagnostic::new(Rule::NoteDuplicate, "50% of “b”\u{1b}[31m\r\nis here twice: a, b")
        .at(&file, span(&file, "[^b]"), "left out")
        .also(&file, Span::new(11, 15), "used")
        .note("\u{2068}صورة\u{2069}\u{202e}")
        .help("take one out");
    let several_lines = Diagnostic::new(Rule::MarkdownHtml, "left out").at(&file, Span::new(0, 13), "");
    let nowhere = Diagnostic::new(Rule::PostWithheld, "no file");
    let said = commands(&[one, several_lines, nowhere], "site/")
        .replace('\u{2068}', "<FSI>")
        .replace('\u{2069}', "<PDI>");
    assert_snapshot!(said, @r"
    ::error file=site/content/a%2C b%3A 100%25.md,line=1,endLine=1,col=3,endColumn=7,title=note-duplicate::50%25 of “b”[31m%0Ais here twice: a, b%0Aleft out%0Anote: <FSI>صورة<PDI>%0Ahelp: take one out%0Asee site/content/a, b: 100%25.md:3: used
    ::warning file=site/content/a%2C b%3A 100%25.md,line=1,endLine=3,title=markdown-html::left out
    ::notice title=post-withheld::no file
    ");
}

#[test]
fn columns_are_counted_as_editors_count_them() {
    let file = SourceFile::new("x.md", "🏗 [^b]\n");
    let one = Diagnostic::new(Rule::NoteUndefined, "no note").at(&file, span(&file, "[^b]"), "");
    assert!(commands(std::slice::from_ref(&one), "").contains("col=4,endColumn=8,"));
    let region = &log(&[one], "")["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startColumn"], &region["endColumn"]), (&4.into(), &8.into()));
}

#[test]
fn a_log_has_rules_results_and_edits() {
    let file = SourceFile::new("content/été 1.md", "é [^b]\r\n\r\n[^c]: x\r\n");
    let undefined = Diagnostic::new(Rule::NoteUndefined, "there is no note “b”")
        .at(&file, span(&file, "[^b]"), "not defined")
        .also(&file, span(&file, "[^c]"), "the nearest label")
        .help("write the note")
        .fix(&file, span(&file, "b"), "c");
    let empty = Diagnostic::new(Rule::ArchiveEmpty, "nothing is archived");
    let mut log = log(&[undefined, empty], "docs/my site/");
    for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        for key in ["help", "fullDescription"] {
            let text = rule[key]["text"].as_str().unwrap();
            assert!(text.len() > 60 && !text.ends_with('\n'));
            rule[key] = "…".into();
        }
    }
    log["runs"][0]["tool"]["driver"]["version"] = "…".into();
    log["runs"][0]["tool"]["driver"]["semanticVersion"] = "…".into();
    assert_snapshot!(format!("{log:#}"), @r#"
    {
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "runs": [
        {
          "columnKind": "utf16CodeUnits",
          "results": [
            {
              "fixes": [
                {
                  "artifactChanges": [
                    {
                      "artifactLocation": {
                        "uri": "docs/my%20site/content/%C3%A9t%C3%A9%201.md",
                        "uriBaseId": "%SRCROOT%"
                      },
                      "replacements": [
                        {
                          "deletedRegion": {
                            "endColumn": 6,
                            "endLine": 1,
                            "startColumn": 5,
                            "startLine": 1
                          },
                          "insertedContent": {
                            "text": "c"
                          }
                        }
                      ]
                    }
                  ]
                }
              ],
              "level": "error",
              "locations": [
                {
                  "message": {
                    "text": "not defined"
                  },
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "docs/my%20site/content/%C3%A9t%C3%A9%201.md",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "endColumn": 7,
                      "endLine": 1,
                      "startColumn": 3,
                      "startLine": 1
                    }
                  }
                }
              ],
              "message": {
                "text": "there is no note “b”\nnot defined\nhelp: write the note"
              },
              "partialFingerprints": {
                "ibidFinding/v1": "049422369232a661:1"
              },
              "relatedLocations": [
                {
                  "message": {
                    "text": "the nearest label"
                  },
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "docs/my%20site/content/%C3%A9t%C3%A9%201.md",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "endColumn": 5,
                      "endLine": 3,
                      "startColumn": 1,
                      "startLine": 3
                    }
                  }
                }
              ],
              "ruleId": "note-undefined",
              "ruleIndex": 0
            },
            {
              "level": "error",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "docs/my%20site/site.toml",
                      "uriBaseId": "%SRCROOT%"
                    }
                  }
                }
              ],
              "message": {
                "text": "nothing is archived"
              },
              "partialFingerprints": {
                "ibidFinding/v1": "2aa1f0486b67047a:1"
              },
              "ruleId": "archive-empty",
              "ruleIndex": 1
            }
          ],
          "tool": {
            "driver": {
              "name": "ibid",
              "rules": [
                {
                  "defaultConfiguration": {
                    "level": "error"
                  },
                  "fullDescription": "…",
                  "help": "…",
                  "id": "note-undefined",
                  "shortDescription": {
                    "text": "a reference to a note that is not there"
                  }
                },
                {
                  "defaultConfiguration": {
                    "level": "error"
                  },
                  "fullDescription": "…",
                  "help": "…",
                  "id": "archive-empty",
                  "shortDescription": {
                    "text": "posts are cited, and the archive holds none"
                  }
                }
              ],
              "semanticVersion": "…",
              "version": "…"
            }
          }
        }
      ],
      "version": "2.1.0"
    }
    "#);
}

#[test]
fn a_log_of_nothing_is_a_log() {
    let log = log(&[], "");
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn a_fingerprint_stays_when_lines_move_and_counts_what_is_alike() {
    let prints = |text: &str| -> Vec<String> {
        let file = SourceFile::new("x.md", text);
        let cited = "@harbour_watch, Twitter, October 15, 2017";
        let at = text.match_indices(cited).map(|(at, _)| Span::new(at, at + cited.len()));
        let found: Vec<Diagnostic> = at.map(|at| ambiguous(&file).at(&file, at, "")).collect();
        let log = log(&found, "");
        let results = log["runs"][0]["results"].as_array().unwrap();
        results
            .iter()
            .map(|one| one["partialFingerprints"]["ibidFinding/v1"].to_string())
            .collect()
    };
    let note = "[^1]: @harbour_watch, Twitter, October 15, 2017.";
    let one = prints(note);
    assert_eq!(one, prints(&format!("More.\r\n\r\n{note}")));
    let two = prints(&format!("{note}\n\n{note}"));
    assert_eq!(two[0], one[0]);
    assert_ne!(two[0], two[1]);
}

proptest! {
    /// A log of any text at any place has regions of whole lines and columns, and a command is one line.
    #[test]
    fn any_text_has_a_region(text in "(a|é|🏗|\r\n|\n|%|:|,|\u{202e}|صو){0,20}", ends in (0usize..40, 0usize..40)) {
        let file = SourceFile::new("x.md", &text);
        let at = |end: usize| (0..=end.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
        let (start, end) = (at(ends.0.min(ends.1)), at(ends.0.max(ends.1)));
        let one = Diagnostic::new(Rule::ImageAlt, text.clone()).at(&file, Span::new(start, end), text.clone());
        let region = &log(std::slice::from_ref(&one), "")["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
        let place = |line: &str, column: &str| (region[line].as_u64().unwrap(), region[column].as_u64().unwrap());
        let (start, end) = (place("startLine", "startColumn"), place("endLine", "endColumn"));
        prop_assert!((1, 1) <= start && start <= end, "{start:?} {end:?}");
        let said = commands(&[one], "");
        prop_assert!(said.ends_with('\n') && said.matches('\n').count() == 1 && !said.contains('\r'));
    }
}
