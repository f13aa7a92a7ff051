use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal as _, Write};
use std::sync::Arc;

use super::args::{PinArgs, PlaceArgs, SiteArgs};
use super::pin_choose::{Answer, Choice, ask, choose, listed};
use super::pin_open::{Asked, Open, opens};
use super::pin_write::{difference, write};
use super::report::{self, Printer, count, fail, print, say};
use super::{Outcome, meant, pin_check, site};
use crate::archive::{Archive, Post};
use crate::brief::Brief;
use crate::build::{Edition, Purpose, Workspace};
use crate::citation::{NoPin, Settings, pinned};
use crate::source::SourceFile;

pub(super) fn run(args: &PinArgs) -> Outcome {
    let site_args = SiteArgs {
        place: PlaceArgs {
            site: args.place.site.clone(),
        },
        drafts: true,
    };
    let mut workspace = match site::open(&site_args, Purpose::Publish) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let edition = match workspace.read() {
        Ok(edition) => edition,
        Err(problem) => return report::problem(problem, &Printer::Text),
    };
    let archive = workspace.archive_read();
    let decided = meant::briefs(&edition, args.brief.as_deref(), workspace.root())
        .and_then(|briefs| decide(&edition, &briefs, args, archive));
    let Decided {
        pins,
        left,
        clear,
        asked,
    } = match decided {
        Ok(decided) => decided,
        Err(said) => return fail(&said, Outcome::Usage),
    };
    for listed in clear.iter().filter(|_| args.dry_run) {
        print(listed);
    }
    let drafts = drafts(&edition, pins);
    let outcome = finish(&mut workspace, &edition, &drafts, args.dry_run);
    // Whoever was asked has seen them.
    for open in left.iter().filter(|_| !asked) {
        print(&listed(&edition.site, open));
    }
    if !left.is_empty() {
        let open = count(left.len(), "citation");
        say(&format!(
            "Left open: {open}. Say which post is meant: `ibid pin BRIEF --choose NOTE=N`."
        ));
    }
    let is_incomplete = drafts.iter().any(|draft| draft.is_incomplete);
    if outcome == Outcome::Fine && (!left.is_empty() || is_incomplete) {
        Outcome::Content
    } else {
        outcome
    }
}

/// A citation with the post that it is to be pinned to.
pub(super) struct Pin {
    pub(super) brief: usize,
    pub(super) note: usize,
    pub(super) citation: usize,
    pub(super) post: Arc<Post>,
}

/// Which citations are to be pinned to what, and which are left open.
struct Decided {
    pins: Vec<Pin>,
    left: Vec<Open>,
    /// What is pinned as it was found, each with its posts, in words.
    clear: Vec<String>,
    /// Whether a person was asked.
    asked: bool,
}

/// A brief as it would be with its pins.
struct Draft {
    brief: usize,
    file: Arc<SourceFile>,
    pins: Vec<Pin>,
    /// Whether a pin could not be made.
    is_incomplete: bool,
}

fn decide(
    edition: &Edition,
    briefs: &[usize],
    args: &PinArgs,
    archive: Option<&dyn Archive>,
) -> Result<Decided, String> {
    let choices = args
        .choose
        .iter()
        .map(|typed| Choice::parse(typed))
        .collect::<Result<Vec<_>, _>>()?;
    let wanted = Asked {
        all: args.all,
        choices: &choices,
        archive,
    };
    let mut open = Vec::new();
    for &brief in briefs {
        open.extend(opens(edition, brief, &wanted).map_err(|error| error.to_string())?);
    }
    let mut chosen = choose(&edition.site, briefs, &open, &choices, say)?;
    let asked = std::io::stdin().is_terminal() && std::io::stderr().is_terminal() && choices.is_empty();
    if asked {
        let (mut input, mut output) = (std::io::stdin().lock(), std::io::stderr().lock());
        ask_each(edition, &open, &mut chosen, &mut input, &mut output);
    }
    let mut pins = Vec::new();
    let mut left = Vec::new();
    let mut clear = Vec::new();
    for (open, chosen) in open.into_iter().zip(chosen) {
        if chosen.is_some() && chosen == open.clear {
            clear.push(listed(&edition.site, &open));
        }
        match chosen.and_then(|index| open.posts.get(index)) {
            Some(post) => pins.push(Pin {
                brief: open.brief,
                note: open.note,
                citation: open.citation,
                post: Arc::clone(post),
            }),
            None => left.push(open),
        }
    }
    Ok(Decided {
        pins,
        left,
        clear,
        asked,
    })
}

fn ask_each(
    edition: &Edition,
    open: &[Open],
    chosen: &mut [Option<usize>],
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) {
    for (open, chosen) in open.iter().zip(chosen).filter(|(_, chosen)| chosen.is_none()) {
        match ask(&listed(&edition.site, open), open.posts.len(), input, output) {
            Answer::Post(index) => *chosen = Some(index),
            Answer::LeaveOpen => {}
            Answer::Stop => return,
        }
    }
}

/// The briefs with their pins, made one after the other as a person would.
fn drafts(edition: &Edition, pins: Vec<Pin>) -> Vec<Draft> {
    let settings = Settings {
        dates: edition.site.config.dates,
    };
    let mut by_brief: BTreeMap<usize, Vec<Pin>> = BTreeMap::new();
    for pin in pins {
        by_brief.entry(pin.brief).or_default().push(pin);
    }
    let draft = |(index, pins): (usize, Vec<Pin>)| {
        let before = &edition.site.briefs[index].brief;
        let mut latest: Option<Brief> = None;
        let mut made = Vec::new();
        let mut is_incomplete = false;
        for pin in pins {
            let brief = latest.as_ref().unwrap_or(before);
            match pinned(brief, (pin.note, pin.citation), &pin.post, settings) {
                Ok(brief) => {
                    latest = Some(brief);
                    made.push(pin);
                }
                Err(why) => {
                    is_incomplete = true;
                    say(&no_pin(edition, &pin, why));
                }
            }
        }
        Draft {
            brief: index,
            file: Arc::clone(&latest.as_ref().unwrap_or(before).file),
            pins: made,
            is_incomplete,
        }
    };
    by_brief.into_iter().map(draft).collect()
}

fn no_pin(edition: &Edition, pin: &Pin, why: NoPin) -> String {
    let place = place(edition, pin);
    match why {
        NoPin::Address => format!(
            "{place}: no address of this post is known that a pin could hold. Add `url` to its capture, or add the time of day \
             to the citation"
        ),
        NoPin::Words => format!(
            "{place}: this citation cannot be made a link without changing how the note is read. Write it on its own, such \
             as `@handle, Platform, day`, and pin it again"
        ),
    }
}

/// `content/briefs/quay.md:12`
fn place(edition: &Edition, pin: &Pin) -> String {
    let entry = &edition.site.briefs[pin.brief];
    let (citation, _) = &entry.notes[pin.note].citations[pin.citation];
    let file = &entry.brief.file;
    format!("{}:{}", file.path, file.position(citation.span.start).line)
}

/// Tries the drafts against the whole site, and writes or shows those that change nothing else.
fn finish(workspace: &mut Workspace, edition: &Edition, drafts: &[Draft], dry_run: bool) -> Outcome {
    let drafts: Vec<&Draft> = drafts.iter().filter(|draft| !draft.pins.is_empty()).collect();
    if drafts.is_empty() {
        say("Nothing was pinned.");
        return Outcome::Fine;
    }
    let changed = drafts
        .iter()
        .map(|draft| (Arc::clone(&draft.file.path), Arc::clone(&draft.file)))
        .collect();
    let after = match workspace.read_as_if(&changed) {
        Ok(after) => after,
        Err(problem) => return report::problem(problem, &Printer::Text),
    };
    let mut outcome = Outcome::Fine;
    for draft in drafts {
        let before = &edition.site.briefs[draft.brief];
        let path = &before.brief.file.path;
        if let Some(why) = pin_check::other_change(&edition.site, &after.site, draft.brief, &draft.pins) {
            say(&format!("{path} was left as it is: {why}"));
            outcome = Outcome::Content;
            continue;
        }
        let pins = count(draft.pins.len(), "citation");
        if dry_run {
            print(&difference(path, &before.brief.file.text, &draft.file.text));
            say(&format!("{path}: {pins} would be pinned."));
            continue;
        }
        match write(
            &workspace.root().join(&**path),
            &before.brief.file.text,
            &draft.file.text,
        ) {
            Ok(()) => say(&format!("{path}: {pins} pinned.")),
            Err(why) => return fail(&format!("{path} was left as it is: {why}"), Outcome::System),
        }
    }
    outcome
}
