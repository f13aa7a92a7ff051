use insta::assert_snapshot;
use proptest::prelude::*;

use super::{BaseUrl, Config, DateOrder};
use crate::diagnostic::text::{TextStyle, render};
use crate::diagnostic::{Level, Rule};
use crate::source::SourceFile;

fn parse(text: &str) -> (Config, String) {
    let (config, found) = Config::parse(&SourceFile::new("site.toml", text));
    let shown: Vec<String> = found.iter().map(|one| render(one, TextStyle::default())).collect();
    (config, shown.join("\n"))
}

/// What is said of lines added to a site that is in order.
fn said_of(lines: &str) -> String {
    parse(&format!(
        "title = \"Harbour\"\nbase_url = \"https://example.org\"\n{lines}\n"
    ))
    .1
}

#[test]
fn a_site_that_says_everything_is_understood() {
    let (config, said) = parse(
        r#"
title = "Harbour notes"
base_url = "https://example.org/series"
language = "en-GB"
timezone = "asia/beirut"
description = "A series."
notice = "Invented."
publisher = "Harbour Institute"
authors = ["r-haddad", "Mona Sleiman"]
dates = "dmy"
per_page = 5

[notices]
ar = "مختلق"

[archive]
stores = ["archive", "sqlite:bulk.db"]

[check]
note-unused = "off"
image-alt = "error"

[theme]
name = "plain"

[extra]
founded = 2014
colours = ["red"]
"#,
    );
    assert_eq!(said, "");
    assert_eq!(config.base_url.to_string(), "https://example.org/series/");
    assert_eq!(config.timezone_name, "Asia/Beirut");
    assert_eq!(config.authors, ["r-haddad", "Mona Sleiman"]);
    assert_eq!(config.dates, Some(DateOrder::DayFirst));
    assert_eq!(config.stores, ["archive", "sqlite:bulk.db"]);
    assert_eq!(config.level(Rule::NoteUnused), Some(Level::Off));
    assert_eq!(config.level(Rule::ImageAlt), Some(Level::Error));
    assert_eq!(config.theme.as_deref(), Some("plain"));
    assert_eq!(config.notices["ar"], "مختلق");
    assert_eq!(config.extra["founded"], 2014);
    assert_eq!(config.per_page, 5);
}

#[test]
fn only_title_and_address_are_needed() {
    let (config, said) = parse("title = \"Harbour\"\nbase_url = \"https://example.org\"\n");
    assert_eq!(said, "");
    let expected = Config::default_for("Harbour", "https://example.org/".parse::<BaseUrl>().unwrap());
    assert_eq!(format!("{config:?}"), format!("{expected:?}"));
    assert_eq!(config.per_page, 20);
}

#[test]
fn what_is_missing_is_named_with_an_example() {
    assert_snapshot!(parse("title = \"Harbour\"\n").1, @r#"
    error[config-invalid]: site.toml does not set `base_url`
     --> site.toml:1:1
      |
    1 | title = "Harbour"
      | ^
      |
      = help: add a line before the first `[section]`: `base_url = "https://example.org/series/"`
    "#);
}

#[test]
fn an_unknown_setting_is_answered_with_the_nearest() {
    assert_snapshot!(said_of("tilte = \"x\"\ncolour = \"red\"\n[theme]\nnmae = \"plain\""), @r#"
    error[config-invalid]: `tilte` is no setting of site.toml
     --> site.toml:3:1
      |
    3 | tilte = "x"
      | ^^^^^ did you mean `title`?
    error[config-invalid]: `colour` is no setting of site.toml
     --> site.toml:4:1
      |
    4 | colour = "red"
      | ^^^^^^ not known here
      |
      = help: the settings are `title`, `base_url`, `language`, `timezone`, `description`, `notice`, `notices`, `publisher`, `authors`, `dates`, `per_page`, `archive`, `check`, `theme`, `bibliography` and `extra`; values of your own for a theme belong under `[extra]`
    error[config-invalid]: `nmae` is no setting of `[theme]`
     --> site.toml:6:1
      |
    6 | nmae = "plain"
      | ^^^^ did you mean `name`?
    "#);
}

#[test]
fn a_rule_or_level_that_is_none_is_answered_with_the_nearest() {
    assert_snapshot!(said_of("[check]\nnote-unsed = \"off\"\nimage-alt = \"warn\"\nnote-indent = 3\nxyzzy = \"off\""), @r#"
    error[config-invalid]: there is no rule `note-unsed`
     --> site.toml:4:1
      |
    4 | note-unsed = "off"
      | ^^^^^^^^^^ did you mean `note-unused`?
    error[config-invalid]: `image-alt` is set to something that is not a level
     --> site.toml:5:13
      |
    5 | image-alt = "warn"
      |             ^^^^^^ did you mean `"warning"`?
      |
      = help: the levels are `error`, `warning`, `note` and `off`
    error[config-invalid]: `note-indent` is set to something that is not a level
     --> site.toml:6:15
      |
    6 | note-indent = 3
      |               ^
      |
      = help: the levels are `error`, `warning`, `note` and `off`
    error[config-invalid]: there is no rule `xyzzy`
     --> site.toml:7:1
      |
    7 | xyzzy = "off"
      | ^^^^^
      |
      = help: `ibid explain` lists all rules
    "#);
}

#[test]
fn values_of_the_wrong_kind_are_named() {
    assert_snapshot!(said_of("language = \"english\"\ndates = \"iso\"\nper_page = 0\nauthors = 3\narchive = \"x\""), @r#"
    error[config-invalid]: `language` is not a language tag
     --> site.toml:3:12
      |
    3 | language = "english"
      |            ^^^^^^^^^ a tag is two or three letters, sometimes with more after a hyphen
      |
      = help: write `language = "en"`, `"ar"`, `"pt-BR"` or the like
    error[config-invalid]: `dates` is neither `dmy` nor `mdy`
     --> site.toml:4:9
      |
    4 | dates = "iso"
      |         ^^^^^ how 10/11/2017 is to be read
      |
      = help: write `dates = "dmy"` (10 November) or `dates = "mdy"` (October 11)
    error[config-invalid]: `per_page` is not a number from 1 to 1000
     --> site.toml:5:12
      |
    5 | per_page = 0
      |            ^
      |
      = help: write `per_page = 20`
    error[config-invalid]: `authors` is not a list of texts between quotation marks
     --> site.toml:6:11
      |
    6 | authors = 3
      |           ^ this is a number
      |
      = help: write `authors = ["r-haddad"]`
    error[config-invalid]: `archive` is not a section
     --> site.toml:7:11
      |
    7 | archive = "x"
      |           ^^^ this is text
      |
      = help: write `[archive]`
    "#);
}

#[test]
fn a_time_zone_that_is_none_is_answered_with_the_nearest() {
    assert_snapshot!(said_of("timezone = \"Asia/Beyrouth\"\n[theme]\nname = \"../x\""), @r#"
    error[config-invalid]: there is no time zone `Asia/Beyrouth`
     --> site.toml:3:12
      |
    3 | timezone = "Asia/Beyrouth"
      |            ^^^^^^^^^^^^^^^ did you mean `Asia/Beirut`?
    error[config-invalid]: `name` is not the name of a folder under `themes/`
     --> site.toml:5:8
      |
    5 | name = "../x"
      |        ^^^^^^
      |
      = help: write the folder's name alone: `name = "plain"`
    "#);
}

#[test]
fn an_address_that_is_none_says_why() {
    assert_snapshot!(parse("title = \"Harbour\"\nbase_url = \"example.org\"").1, @r#"
    error[config-invalid]: `base_url` does not begin with `https://` or `http://`
     --> site.toml:2:12
      |
    2 | base_url = "example.org"
      |            ^^^^^^^^^^^^^ the address at which the site will be published
      |
      = help: write it whole: `base_url = "https://example.org/series/"`
    "#);
}

#[test]
fn slips_in_the_file_are_told_in_plain_words() {
    assert_snapshot!(said_of("language = en"), @r#"
    error[config-invalid]: a value stands here without quotation marks
     --> site.toml:3:12
      |
    3 | language = en
      |            ^^
      |
      = help: put words between quotation marks: `title = "Harbour notes"`
    "#);
    assert_snapshot!(said_of("authors = [\"a\""), @r#"
    error[config-invalid]: a bracket is opened here and never closed
     --> site.toml:3:15
      |
    3 | authors = ["a"
      |               ^
      |
      = help: close it: `authors = ["r-haddad"]`, `[check]`
    "#);
    assert_snapshot!(said_of("notice = \"Invented"), @r#"
    error[config-invalid]: a quotation mark is opened here and not closed on its line
     --> site.toml:3:19
      |
    3 | notice = "Invented
      |                   ^
      |
      = help: close it; a quotation mark within the words is written `\"`
    "#);
    assert_snapshot!(said_of("notice = “Invented”"), @r#"
    error[config-invalid]: the quotation marks here are typographic ones
     --> site.toml:3:10
      |
    3 | notice = “Invented”
      |          ^^^^^^^^^^
      |
      = help: write straight ones: `title = "Harbour notes"`
    "#);
    assert_snapshot!(said_of("notice: \"Invented\""), @r#"
    error[config-invalid]: there is a colon here where `site.toml` has an equals sign
     --> site.toml:3:9
      |
    3 | notice: "Invented"
      |         ^
      |
      = help: write `key = "value"`
    "#);
    assert_snapshot!(said_of("just words"), @r#"
    error[config-invalid]: this line sets nothing
     --> site.toml:3:6
      |
    3 | just words
      |      ^
      |
      = help: write `key = "value"`, or put `#` before a remark
    "#);
    assert_snapshot!(said_of("title = \"Again\""), @r#"
    error[config-invalid]: `title` is set twice
     --> site.toml:3:1
      |
    3 | title = "Again"
      | ^^^^^
      |
      = help: keep one of the two
    "#);
}

proptest! {
    #[test]
    fn places_lie_within_the_file(lines in prop::collection::vec("(title|dates|ch é|\\[check\\]|\\[x) ?[=:]? ?[\"'\\[\\]{}a-cé🇱#]{0,6}", 0..6)) {
        let file = SourceFile::new("site.toml", &lines.join("\n"));
        let (_, found) = Config::parse(&file);
        for label in found.iter().flat_map(|one| one.primary.iter().chain(&one.secondary)) {
            prop_assert!(file.text.get(label.place.span.range()).is_some());
        }
    }
}
