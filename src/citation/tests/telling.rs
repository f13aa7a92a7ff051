//! What tells whose post is cited, where no form of a handbook does: what embeds leave behind, users of Reddit, companies.

use super::any_text::check;
use super::styles::reads;

#[test]
fn what_an_embed_leaves_names_the_platform() {
    reads(&[
        (
            "A bell in A flat. pic.twitter.com/Qx7Lm — Bell Works (@bell_works) August 15, 2016",
            "@bell_works twitter 2016-08-15",
        ),
        (
            "Blame the moon. — Quill Bay (@quill_bay) 9 June 2018",
            "@quill_bay twitter 2018-06-09",
        ),
        (
            "A post shared by Rye Bakery (@rye.bakery) on Feb 9, 2020 at 6:15am",
            "@rye.bakery instagram 2020-02-09 06:15",
        ),
    ]);
}

#[test]
fn a_handle_is_told_by_the_signs_of_its_place() {
    reads(&[
        ("u/rye_bakes, Reddit, March 14, 2021", "@rye_bakes reddit 2021-03-14"),
        ("تغريدة لـ@quay_news بتاريخ 15/10/2017", "@quay_news twitter 2017-10-15"),
        (
            "Retweeted by @quill_bay, Twitter, 9 June 2018",
            "@quill_bay twitter 2018-06-09",
        ),
        (
            "Sedge Ramblers, Facebook, August 8, 2019, https://m.facebook.com/story.php?story_fbid=2381&id=1000645",
            "- facebook 2019-08-08 id 2381",
        ),
    ]);
}

#[test]
fn accounts_of_a_list_may_each_be_linked() {
    reads(&[
        (
            "[@a_one](https://twitter.com/a_one/status/1), @b_two and @c_three, Twitter, October 15, 2017",
            "@a_one twitter 2017-10-15 id 1; @b_two twitter 2017-10-15; @c_three twitter 2017-10-15",
        ),
        (
            "@a_one and [@b_two, Twitter, October 15, 2017](https://twitter.com/b_two/status/2)",
            "@a_one twitter 2017-10-15; @b_two twitter 2017-10-15 id 2",
        ),
    ]);
}

#[test]
fn a_number_that_counts_something_is_no_day() {
    reads(&[(
        "Tide Institute (@tide_inst), Instagram, photograph no. 12, March 2019",
        "@tide_inst instagram 2019-03",
    )]);
}

#[test]
fn a_link_without_words_is_a_citation_all_the_same() {
    for note in [
        "[](https://twitter.com/a_one/status/1)",
        "see [ ](https://t.me/a/1), 3 May 2018",
        "[](other.md)",
        "[[a|]]",
    ] {
        check(note).expect("spans of whole characters");
    }
}
