use std::fmt::Write as _;
use std::io::{BufRead, Write};

use unicode_segmentation::UnicodeSegmentation as _;

use super::pin_open::Open;
use super::report::count;
use crate::citation::sketch;
use crate::diagnostic::clean;
use crate::site::Site;

/// No more posts than these are listed.
const MOST: usize = 20;

/// An open citation with its posts, numbered.
pub(super) fn listed(site: &Site, open: &Open) -> String {
    let entry = &site.briefs[open.brief];
    let (citation, _) = &entry.notes[open.note].citations[open.citation];
    let note = &entry.brief.notes[open.note];
    let file = &entry.brief.file;
    let zone_name = entry.brief.front.timezone.as_deref();
    let zone_name = zone_name.unwrap_or(&site.config.timezone_name);
    let mut text = format!(
        "{}:{}, {}: {}\n",
        file.path,
        file.position(citation.span.start).line,
        name_of(site, open),
        clean(&citation.text)
    );
    // Writing to a text cannot fail.
    if let Some(reference) = note.references.first() {
        let sentence = clean(&excerpt(file.slice(reference.sentence)));
        let _ = writeln!(text, "     in: {sentence}");
    }
    let of_one_platform = open
        .posts
        .windows(2)
        .all(|pair| pair[0].key.platform == pair[1].key.platform);
    for (number, post) in open.posts.iter().take(MOST).enumerate() {
        let platform = if of_one_platform {
            String::new()
        } else {
            format!("{}, ", post.key.platform.name())
        };
        let sketch = sketch(post, &entry.timezone, zone_name);
        let chosen = if open.clear == Some(number) { "  ← chosen" } else { "" };
        let _ = writeln!(text, "  {}  {platform}{sketch}{chosen}", number + 1);
    }
    if let Some(more) = open.posts.len().checked_sub(MOST).filter(|&more| more > 0) {
        let more = count(more, "more post");
        let _ = writeln!(text, "  and {more}: add the day to the citation");
    }
    for hint in &open.hints {
        let _ = writeln!(text, "  {}", clean(hint));
    }
    if note.label.is_empty() {
        text.push_str("  an inline note is named by its number\n");
    }
    text
}

/// The end of a sentence, which is where the note's mark stands, on one line.
fn excerpt(sentence: &str) -> String {
    const LONGEST: usize = 100;
    let words = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters: Vec<&str> = words.graphemes(true).collect();
    match letters.len().checked_sub(LONGEST) {
        Some(cut) if cut > 0 => format!("…{}", letters[cut..].concat()),
        _ => words,
    }
}

/// How the citation is named in a choice: `smoke`, or `smoke:2` where the note has several that are open.
fn name_of(site: &Site, open: &Open) -> String {
    let entry = &site.briefs[open.brief];
    let note = &entry.brief.notes[open.note];
    let label = if note.label.is_empty() {
        note.number.to_string()
    } else {
        note.label.clone()
    };
    if entry.notes[open.note].citations.len() > 1 {
        format!("{label}:{}", open.citation + 1)
    } else {
        label
    }
}

/// What was typed after `--choose`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Choice {
    note: String,
    post: usize,
}

impl Choice {
    /// Whether it names a citation of a brief: alone, or (`several`) with all others of its note.
    pub(super) fn names(&self, site: &Site, brief: usize, (note, citation): (usize, usize), several: bool) -> bool {
        match find_note(site, brief, &self.note) {
            Ok(Some((named, Some(number)))) => (named, number) == (note, citation),
            Ok(Some((named, None))) => several && named == note,
            Ok(None) | Err(_) => false,
        }
    }

    /// `smoke=2`, `smoke:3=2`.
    ///
    /// # Errors
    /// When it is not of that form.
    pub(super) fn parse(typed: &str) -> Result<Self, String> {
        let parts = typed.rsplit_once('=').and_then(|(note, number)| {
            let post = number.trim().parse::<usize>().ok()?.checked_sub(1)?;
            let note = note.trim().trim_start_matches("[^").trim_end_matches(']');
            (!note.is_empty()).then(|| Self {
                note: note.to_owned(),
                post,
            })
        });
        parts.ok_or_else(|| {
            format!("`{typed}` is no choice; write the note and the number of the post, such as `--choose smoke=2`")
        })
    }
}

/// For each open citation the number of the chosen post, if there is one: what needs no choice chooses itself.
///
/// # Errors
/// When a choice names no note, or a post that is not listed.
pub(super) fn choose(
    site: &Site,
    briefs: &[usize],
    open: &[Open],
    choices: &[Choice],
    tell: impl Fn(&str),
) -> Result<Vec<Option<usize>>, String> {
    let mut chosen: Vec<Option<usize>> = open
        .iter()
        .map(|open| open.clear.filter(|_| open.is_asked_for))
        .collect();
    for choice in choices {
        let mut known = false;
        let mut meant = Vec::new();
        for &brief in briefs {
            let Some((note, citation)) = find_note(site, brief, &choice.note)? else {
                continue;
            };
            known = true;
            meant.extend(open.iter().enumerate().filter(|(_, open)| {
                (open.brief, open.note) == (brief, note) && citation.is_none_or(|citation| citation == open.citation)
            }));
        }
        match meant.as_slice() {
            _ if !known => return Err(format!("there is no note `{}` in this brief", choice.note)),
            [] => tell(&format!("The note `{}` has nothing left to choose.", choice.note)),
            [(at, open)] if choice.post < open.posts.len() => chosen[*at] = Some(choice.post),
            [(_, open)] => {
                return Err(format!(
                    "there is no post {} for the note `{}`: it fits {}\n{}",
                    choice.post + 1,
                    choice.note,
                    count(open.posts.len(), "post"),
                    listed(site, open)
                ));
            }
            [(_, one), .., (_, last)] if one.brief != last.brief => {
                return Err(format!(
                    "several briefs of this name have a note `{}`; name the file, such as `{}`",
                    choice.note, site.briefs[one.brief].brief.file.path
                ));
            }
            several => {
                let names: Vec<String> = several.iter().map(|(_, open)| name_of(site, open)).collect();
                return Err(format!(
                    "several citations of the note `{}` are open: name one as `{}`",
                    choice.note,
                    names.join("` or `")
                ));
            }
        }
    }
    Ok(chosen)
}

/// A note by its label, else by its number; with the citation, when one is named.
fn find_note(site: &Site, brief: usize, name: &str) -> Result<Option<(usize, Option<usize>)>, String> {
    let notes = &site.briefs[brief].brief.notes;
    let find = |name: &str| {
        let by_label = notes.iter().position(|note| note.label == name && !name.is_empty());
        by_label.or_else(|| notes.iter().position(|note| note.number.to_string() == name))
    };
    if let Some(note) = find(name) {
        return Ok(Some((note, None)));
    }
    let Some((label, number)) = name.rsplit_once(':') else {
        return Ok(None);
    };
    let Some(note) = find(label) else {
        return Ok(None);
    };
    let citations = site.briefs[brief].notes[note].citations.len();
    match number.parse::<usize>() {
        Ok(number) if (1..=citations).contains(&number) => Ok(Some((note, Some(number - 1)))),
        _ => Err(format!(
            "the note `{label}` has {}, not one `{number}`",
            count(citations, "citation")
        )),
    }
}

/// What a person answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// The post of this index.
    Post(usize),
    /// Not now.
    LeaveOpen,
    /// No more questions.
    Stop,
}

/// Asks which of the listed posts is meant, until there is an answer that can be used.
pub(super) fn ask(listed: &str, posts: usize, input: &mut dyn BufRead, output: &mut dyn Write) -> Answer {
    let mut question = format!("{listed}Which one is meant? 1 to {posts}, Enter to leave it open, q to stop: ");
    loop {
        let mut typed = String::new();
        let asked = output.write_all(question.as_bytes()).and_then(|()| output.flush());
        if asked.is_err() || !matches!(input.read_line(&mut typed), Ok(1..)) {
            return Answer::Stop;
        }
        match typed.trim() {
            "" => return Answer::LeaveOpen,
            "q" | "Q" => return Answer::Stop,
            typed => match typed.parse::<usize>() {
                Ok(number) if (1..=posts).contains(&number) => return Answer::Post(number - 1),
                _ => question = format!("Please type a number from 1 to {posts}, Enter or q: "),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(typed: &str) -> (Answer, String) {
        let mut output = Vec::new();
        let answer = ask("the list\n", 2, &mut typed.as_bytes(), &mut output);
        (answer, String::from_utf8(output).unwrap())
    }

    #[test]
    fn a_person_is_asked_until_the_answer_can_be_used() {
        let (chosen, asked) = answer("3\nthe second\n2\n");
        assert_eq!(chosen, Answer::Post(1));
        assert_eq!(asked.matches("Please type a number from 1 to 2").count(), 2);
        assert!(asked.starts_with("the list\nWhich one is meant?"));
        assert_eq!(answer("\n").0, Answer::LeaveOpen);
        assert_eq!(answer("q\n").0, Answer::Stop);
        assert_eq!(answer("").0, Answer::Stop, "nobody is there any more");
        assert_eq!(answer("0\n").0, Answer::Stop, "posts are counted from 1");
    }

    #[test]
    fn of_a_long_sentence_the_end_is_shown() {
        assert_eq!(excerpt("One\n  two.[^1]"), "One two.[^1]");
        let long = "word ".repeat(40) + "end.[^1]";
        let shown = excerpt(&long);
        assert!(shown.starts_with('…') && shown.ends_with("word end.[^1]"), "{shown}");
        assert_eq!(shown.chars().count(), 101, "{shown}");
    }

    #[test]
    fn a_choice_names_a_note_and_a_post() {
        let choice = |note: &str, post| {
            Ok(Choice {
                note: note.to_owned(),
                post,
            })
        };
        assert_eq!(Choice::parse("smoke=2"), choice("smoke", 1));
        assert_eq!(Choice::parse("[^smoke]=1"), choice("smoke", 0));
        assert_eq!(Choice::parse("a=b:2=1"), choice("a=b:2", 0));
        for wrong in ["smoke", "smoke=0", "smoke=two", "=1"] {
            assert!(Choice::parse(wrong).is_err(), "{wrong}");
        }
    }
}
