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

#[test]
fn values_of_the_wrong_kind_are_named() {
    assert_snapshot!(said_of("number: three"), @r"
    error[front-matter-invalid]: `number` is not a whole number
     --> content/briefs/quay.md:5:9
      |
    5 | number: three
      |         ^^^^^
      |
      = help: write `number: 3`
    ");
    assert_snapshot!(said_of("draft: yes"), @r"
    error[front-matter-invalid]: `draft` is not `true` or `false`
     --> content/briefs/quay.md:5:8
      |
    5 | draft: yes
      |        ^^^
      |
      = help: write `draft: true`
    ");
    assert_snapshot!(said_of("subtitle: [a, b]"), @r"
    error[front-matter-invalid]: `subtitle` is not text
     --> content/briefs/quay.md:5:11
      |
    5 | subtitle: [a, b]
      |           ^^^^^^
      |
      = help: write `subtitle: One week in October`
    ");
    assert_snapshot!(said_of("lang: english"), @r"
    error[front-matter-invalid]: `lang` is not a language tag
     --> content/briefs/quay.md:5:7
      |
    5 | lang: english
      |       ^^^^^^^
      |
      = help: write `lang: ar`
    ");
    assert_snapshot!(said_of("timezone: Asia/Beyrut"), @r"
    error[front-matter-invalid]: there is no time zone `Asia/Beyrut`
     --> content/briefs/quay.md:5:11
      |
    5 | timezone: Asia/Beyrut
      |           ^^^^^^^^^^^ did you mean `Asia/Beirut`?
    ");
    assert_snapshot!(said_of("slug: the quay"), @r"
    error[front-matter-invalid]: `the quay` cannot be part of an address: it holds ` `
     --> content/briefs/quay.md:5:7
      |
    5 | slug: the quay
      |       ^^^^^^^^
      |
      = help: use letters, digits and hyphens: `slug: north-quay`
    ");
    assert_snapshot!(said_of("aliases: [https://example.org/x]"), @r"
    error[front-matter-invalid]: `https://example.org/x` is not an address within the site
     --> content/briefs/quay.md:5:11
      |
    5 | aliases: [https://example.org/x]
      |           ^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write the former address without the site's own: `/briefs/old-name/`
    ");
    assert_snapshot!(said_of("extra: blue"), @r"
    error[front-matter-invalid]: `extra` is not a group of keys
     --> content/briefs/quay.md:5:8
      |
    5 | extra: blue
      |        ^^^^
      |
      = help: write `extra: {colour: blue}`
    ");
}

#[test]
fn a_day_that_is_none_is_answered_with_one() {
    assert_snapshot!(said_of("updated: 15/10/2017"), @r"
    error[front-matter-invalid]: `15/10/2017` is not a day
     --> content/briefs/quay.md:5:10
      |
    5 | updated: 15/10/2017
      |          ^^^^^^^^^^
      |
      = help: write `2017-10-15`
    ");
    assert_snapshot!(said_of("updated: 10/11/2017"), @r"
    error[front-matter-invalid]: `10/11/2017` is not a day
     --> content/briefs/quay.md:5:10
      |
    5 | updated: 10/11/2017
      |          ^^^^^^^^^^ this can be read in two ways
      |
      = help: write `2017-10-11` or `2017-11-10`
    ");
    assert_snapshot!(said_of("updated: 2017-02-30"), @r"
    error[front-matter-invalid]: `2017-02-30` is not a day
     --> content/briefs/quay.md:5:10
      |
    5 | updated: 2017-02-30
      |          ^^^^^^^^^^ the calendar has no such day
    ");
    assert_snapshot!(said_of("updated: soon"), @r"
    error[front-matter-invalid]: `soon` is not a day
     --> content/briefs/quay.md:5:10
      |
    5 | updated: soon
      |          ^^^^
      |
      = help: write year, month, day, as in `updated: 2017-11-02`
    ");
    assert_snapshot!(said_of("publish_at: 16 October 2017"), @r"
    error[front-matter-invalid]: `16 October 2017` is not a day
     --> content/briefs/quay.md:5:13
      |
    5 | publish_at: 16 October 2017
      |             ^^^^^^^^^^^^^^^
      |
      = help: write `2017-10-16`
    ");
}

#[test]
fn groups_of_keys_are_checked_within() {
    assert_snapshot!(said_of("image: {file: a.jpg, atl: Dawn}"), @r"
    error[front-matter-unknown]: `atl` is no key of `image`
     --> content/briefs/quay.md:5:22
      |
    5 | image: {file: a.jpg, atl: Dawn}
      |                      ^^^ did you mean `alt`?
    ");
    assert_snapshot!(said_of("image: {alt: Dawn}"), @r"
    error[front-matter-invalid]: `image` names no file
     --> content/briefs/quay.md:5:8
      |
    5 | image: {alt: Dawn}
      |        ^^^^^^^^^^^
      |
      = help: write `image: {file: quay.jpg, alt: The north quay at dawn}`
    ");
    assert_snapshot!(said_of("corrections:\n  - date: 2.11.2017\n    text: x\n  - date: 2017-11-03"), @r"
    error[front-matter-invalid]: `2.11.2017` is not a day
     --> content/briefs/quay.md:6:11
      |
    6 |   - date: 2.11.2017
      |           ^^^^^^^^^ this can be read in two ways
      |
      = help: write `2017-02-11` or `2017-11-02`

    error[front-matter-invalid]: a correction lacks its `date` or its `text`
     --> content/briefs/quay.md:8:11
      |
    8 |   - date: 2017-11-03
      |           ^^^^^^^^^^
      |
      = help: write `corrections: [{date: 2017-11-02, text: The name of the quay was wrong.}]`
    ");
    assert_snapshot!(said_of("allow: [image-alt]"), @r#"
    error[front-matter-invalid]: `allow` gives no reason
     --> content/briefs/quay.md:5:8
      |
    5 | allow: [image-alt]
      |        ^^^^^^^^^^^ each rule needs one
      |
      = help: write `allow: {image-alt: "described in the text"}`
    "#);
    assert_snapshot!(said_of("allow:\n  image-atl: x\n  image-alt:"), @r"
    error[front-matter-invalid]: there is no rule `image-atl`
     --> content/briefs/quay.md:6:3
      |
    6 |   image-atl: x
      |   ^^^^^^^^^ did you mean `image-alt`?

    error[front-matter-invalid]: `image-alt` is allowed without a reason
     --> content/briefs/quay.md:7:3
      |
    7 |   image-alt:
      |   ^^^^^^^^^
      |
      = help: say after the colon why it is right here; whoever edits the brief next will ask
    ");
}
