//! What is said of keys that are missing, unknown or written as YAML does not have them.

use insta::assert_snapshot;

use super::{BRIEF, parse, said_of};
use crate::brief::front_matter::Kind;

#[test]
fn what_is_missing_is_said_with_what_to_add() {
    assert_snapshot!(parse("Only text.\n", BRIEF).2, @r"
    error[front-matter-missing]: this file does not begin with front matter
     --> content/briefs/quay.md:1:1
      |
    1 | Only text.
      | ^^^^^^^^^^
      |
      = help: begin it with
              ---
              title: Notes on a harbour
              date: 2017-10-15
              authors: [r-haddad]
              ---
    ");
    assert_snapshot!(parse("---\ntitle:\nsummary: Some.\n---\n", BRIEF).2, @r"
    error[front-matter-missing]: the front matter has no `title`, `date` or `authors`
     --> content/briefs/quay.md:1:1
      |
    1 | ---
      | ^^^
      |
      = help: add, for example
              title: Notes on a harbour
              date: 2017-10-15
              authors: [r-haddad]
    ");
    let with_defaults = Kind::Brief { default_authors: true };
    assert_eq!(parse("---\ntitle: Quay\ndate: 2017-10-15\n---\n", with_defaults).2, "");
    assert_eq!(parse("---\ntitle: About\n---\n", Kind::Page).2, "");
}

#[test]
fn front_matter_that_is_never_closed_is_read_all_the_same() {
    let (front, body, said) = parse("---\ntitle: Quay\ntags: [harbour]\n\nThe text.\n\n---\n", Kind::Page);
    assert_eq!(front.title, "Quay");
    assert_eq!(body, "\nThe text.\n\n---\n");
    assert_snapshot!(said, @r"
    error[front-matter-invalid]: the front matter is never closed
     --> content/briefs/quay.md:1:1
      |
    1 | ---
      | ^^^ opened here
      |
      = help: write a line `---` after its last key
    ");
}

#[test]
fn an_authors_file_has_keys_of_its_own() {
    assert_snapshot!(parse("---\nnmae: R\nlinks: [example.org]\n---\n", Kind::Author).2, @r"
    error[front-matter-unknown]: `nmae` is not a key of front matter
     --> content/briefs/quay.md:2:1
      |
    2 | nmae: R
      | ^^^^ did you mean `name`?

    error[front-matter-invalid]: `example.org` is not a whole address
     --> content/briefs/quay.md:3:9
      |
    3 | links: [example.org]
      |         ^^^^^^^^^^^
      |
      = help: begin it with `https://` or `mailto:`
    ");
}

#[test]
fn an_unknown_key_is_answered_with_the_nearest() {
    assert_snapshot!(said_of("tgas: [a]\nkeywords: [b]\nmood: calm"), @r"
    error[front-matter-unknown]: `tgas` is not a key of front matter
     --> content/briefs/quay.md:5:1
      |
    5 | tgas: [a]
      | ^^^^ did you mean `tags`?

    error[front-matter-unknown]: `keywords` is not a key of front matter
     --> content/briefs/quay.md:6:1
      |
    6 | keywords: [b]
      | ^^^^^^^^ did you mean `tags`?

    error[front-matter-unknown]: `mood` is not a key of front matter
     --> content/briefs/quay.md:7:1
      |
    7 | mood: calm
      | ^^^^ not known here
      |
      = note: the keys are `title`, `date`, `authors`, `summary`, `subtitle`, `tags`, `series`, `number`, `lang`, `timezone`, `updated`, `draft`, `publish_at`, `slug`, `aliases`, `image`, `notice`, `corrections`, `allow`, `extra`
      = help: put values of your own for a theme under `extra:`
    ");
    assert_snapshot!(parse("---\nTitle: Quay\n---\n", Kind::Page).2, @r"
    error[front-matter-unknown]: `Title` is not a key of front matter
     --> content/briefs/quay.md:2:1
      |
    2 | Title: Quay
      | ^^^^^ did you mean `title`?
    ");
}

#[test]
fn a_key_given_twice_is_shown_twice() {
    assert_snapshot!(said_of("title: Again"), @r"
    error[front-matter-invalid]: `title` is given twice
     --> content/briefs/quay.md:5:1
      |
    5 | title: Again
      | ^^^^^ again here
      |
     ::: content/briefs/quay.md:2:1
      |
    2 | title: Quay
      | ----- first given here
      |
      = help: keep one of the two
    ");
}

#[test]
fn handles_and_hashtags_want_quotation_marks() {
    assert_snapshot!(said_of("series: @harbour_watch"), @r#"
    error[front-matter-invalid]: `@harbour_watch` begins with an unquoted `@`
     --> content/briefs/quay.md:5:9
      |
    5 | series: @harbour_watch
      |         ^^^^^^^^^^^^^^ YAML keeps `@` for itself
      |
      = help: put it between quotation marks: `"@harbour_watch"`
    "#);
    assert_snapshot!(said_of("tags: #harbour"), @r##"
    error[front-matter-invalid]: `#harbour` would not be read at all
     --> content/briefs/quay.md:5:7
      |
    5 | tags: #harbour
      |       ^^^^^^^^ an unquoted `#` begins a remark
      |
      = help: put it between quotation marks: `"#harbour"`
    "##);
    assert_snapshot!(said_of("tags: [quay, #harbour, port]"), @r##"
    error[front-matter-invalid]: `#harbour` would not be read at all
     --> content/briefs/quay.md:5:14
      |
    5 | tags: [quay, #harbour, port]
      |              ^^^^^^^^ an unquoted `#` begins a remark
      |
      = help: put it between quotation marks: `"#harbour"`
    "##);
    assert_snapshot!(said_of("tags:\n  - quay\n  - #harbour"), @r##"
    error[front-matter-invalid]: `#harbour` would not be read at all
     --> content/briefs/quay.md:7:5
      |
    7 |   - #harbour
      |     ^^^^^^^^ an unquoted `#` begins a remark
      |
      = help: put it between quotation marks: `"#harbour"`
    "##);
    assert_snapshot!(said_of("summary: What #harbour meant"), @r"
    error[front-matter-invalid]: `#harbour` and what follows it would not be read
     --> content/briefs/quay.md:5:15
      |
    5 | summary: What #harbour meant
      |               ^^^^^^^^ an unquoted `#` after a space begins a remark
      |
      = help: put the whole value between quotation marks, or a space after the `#` of a remark
    ");
    assert_snapshot!(said_of("image:\n  file: a.jpg\n  credit: @harbour_watch"), @r#"
    error[front-matter-invalid]: `@harbour_watch` begins with an unquoted `@`
     --> content/briefs/quay.md:7:11
      |
    7 |   credit: @harbour_watch
      |           ^^^^^^^^^^^^^^ YAML keeps `@` for itself
      |
      = help: put it between quotation marks: `"@harbour_watch"`
    "#);
}

#[test]
fn slips_in_yaml_are_told_in_plain_words() {
    assert_snapshot!(said_of("summary: The quay: a week"), @r#"
    error[front-matter-invalid]: the value of `summary` holds a colon that YAML takes for its own
     --> content/briefs/quay.md:5:18
      |
    5 | summary: The quay: a week
      |                  ^ this one
      |
      = help: put the value between quotation marks: `"The quay: a week"`
    "#);
    assert_snapshot!(said_of("tags:\n\t- quay"), @r"
    error[front-matter-invalid]: this line begins with a tab
     --> content/briefs/quay.md:6:1
      |
    6 |     - quay
      | ^^^^ YAML knows only spaces here
      |
      = help: write two spaces instead
    ");
    assert_snapshot!(said_of("summary:The quay"), @r"
    error[front-matter-invalid]: there is no space after `summary:`
     --> content/briefs/quay.md:5:8
      |
    5 | summary:The quay
      |        ^ a space must follow
    ");
    assert_snapshot!(said_of("summary = The quay"), @r"
    error[front-matter-invalid]: `summary` is followed by an equals sign
     --> content/briefs/quay.md:5:1
      |
    5 | summary = The quay
      | ^^^^^^^^^^^^^^^^^^ front matter has a colon
      |
      = help: write `summary: …`
    ");
    assert_snapshot!(said_of("summary: The quay\nand more"), @r"
    error[front-matter-invalid]: this line belongs to no key
     --> content/briefs/quay.md:6:1
      |
    6 | and more
      | ^^^^^^^^
      |
      = help: write `key: value`; to continue the line above, begin with two spaces
      = help: if this is the text, close the front matter before it with a line `---`
    ");
    assert_snapshot!(said_of("summary: \"Free\" they said"), @r#"
    error[front-matter-invalid]: `summary` goes on after its closing quotation mark
     --> content/briefs/quay.md:5:17
      |
    5 | summary: "Free" they said
      |                 ^^^^^^^^^ outside of the quotation marks
      |
      = help: put the whole value between single quotation marks: `'"Free", they said'`
    "#);
    assert_snapshot!(said_of("summary: \"Free"), @r#"
    error[front-matter-invalid]: `summary` begins with a quotation mark that is never closed
     --> content/briefs/quay.md:5:10
      |
    5 | summary: "Free
      |          ^ opened here
      |
      = help: write " at the end of the value as well
    "#);
    assert_snapshot!(said_of("tags: [a, b"), @r"
    error[front-matter-invalid]: `tags` has a bracket that is never closed
     --> content/briefs/quay.md:5:7
      |
    5 | tags: [a, b
      |       ^ opened here
      |
      = help: write `]` at its end
    ");
    assert_snapshot!(said_of("summary: *Free*"), @r#"
    error[front-matter-invalid]: `*Free*` begins with `*`, which has a meaning of its own in YAML
     --> content/briefs/quay.md:5:10
      |
    5 | summary: *Free*
      |          ^^^^^^
      |
      = help: put it between quotation marks: `"*Free*"`
    "#);
    assert_snapshot!(said_of("tags:\n  - a\n - b"), @r"
    error[front-matter-invalid]: the value of `tags` is not valid YAML
     --> content/briefs/quay.md:7:2
      |
    7 |  - b
      |  ^^^ a line is indented further, or less far, than those it belongs to
      |
      = help: write it like this: `tags: [harbour, evidence]`
    ");
    assert_snapshot!(said_of("summary: \"a \\q b\""), @r#"
    error[front-matter-invalid]: the value of `summary` is not valid YAML
     --> content/briefs/quay.md:5:13
      |
    5 | summary: "a \q b"
      |             ^^^^^ `\` has a meaning within double quotation marks; use single ones
      |
      = help: write it like this: `summary: What the posts of one week show.`
    "#);
}
