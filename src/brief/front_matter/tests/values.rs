//! What is said of values that are not what their keys take.

use insta::assert_snapshot;

use super::said_of;

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
