//! A capture made by hand: from what was typed to a line of the archive.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;

use super::ask::Somebody;
use super::read_moment;
use crate::archive::import::{self, Author, Draft, DraftMedia, Incoming, Kept, Source, Store, fingerprint};
use crate::archive::record::sha256;
use crate::archive::{Permalink, PostKey, State, canonical_url, extension};
use crate::cli::Outcome;
use crate::cli::report::{count, fail};

/// What is known of a post before anybody is asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) url: String,
    pub(super) text: Option<String>,
    pub(super) posted: Option<String>,
    pub(super) author: Option<String>,
    pub(super) name: Option<String>,
    pub(super) captured: Option<String>,
    pub(super) media: Vec<PathBuf>,
    /// The file that it stands in, where it does.
    pub(super) from: Option<String>,
}

/// The capture, asking for what is missing where somebody is there.
///
/// # Errors
/// When the address is of no post, or something is missing: it was said already.
pub(super) fn draft(typed: &Typed, now: Timestamp, somebody: Option<&mut Somebody<'_>>) -> Result<Draft, Outcome> {
    made(typed, now, somebody).map_err(|why| fail(&format!("{}: {why}", typed.url.trim()), Outcome::Usage))
}

const UNANSWERED: &str = "not all was answered; nothing of it is added";

fn made(typed: &Typed, now: Timestamp, mut somebody: Option<&mut Somebody<'_>>) -> Result<Draft, String> {
    let url = typed.url.trim();
    let link = Permalink::parse(url)
        .ok_or("this is not the address of a post on a platform that is known; a news article needs no capture")?;
    let key = link.key().ok_or(if link.is_account() {
        "this is the address of an account; open the post and copy the address of that"
    } else {
        "this address does not tell which post it is; open it and copy the address that it leads to"
    })?;
    if let Some(file) = typed.media.iter().find(|file| !file.is_file()) {
        return Err(format!("{} is not there, or is no file", file.display()));
    }
    if let Some(somebody) = somebody.as_deref_mut() {
        somebody.tell(&format!("{key}  {url}"));
    }
    let known = typed.author.as_deref().or(link.handle.as_deref());
    let handle = match (known, somebody.as_deref_mut()) {
        (Some(known), _) => read_handle(known)?,
        (None, Some(somebody)) => somebody
            .line("Who posted it (handle)", None, read_handle)
            .ok_or(UNANSWERED)?,
        (None, None) => return Err("the address does not tell who posted it; say it with --author HANDLE".to_owned()),
    };
    let (posted, basis) = posted(typed, &key, somebody.as_deref_mut())?;
    let text = match (&typed.text, somebody) {
        (Some(text), _) => text.clone(),
        (None, Some(somebody)) => somebody.words("Its words, as they stand there").ok_or(UNANSWERED)?,
        (None, None) => {
            let message = "give its words with --text, as they stand there; --text \"\" for a post without words";
            return Err(message.to_owned());
        }
    };
    let captured = match typed.captured.as_deref() {
        Some(captured) => read_moment(captured)?,
        None => now,
    };
    Ok(Draft {
        url: canonical_url(&key, Some(&handle)).or_else(|| Some(url.to_owned())),
        captured: (captured, "user"),
        method: "hand",
        tool: Some(super::store::TOOL.to_owned()),
        source: Source {
            name: typed.from.clone().unwrap_or_else(|| "by hand".to_owned()),
            line: None,
            sha256: sha256(text.as_bytes()),
        },
        author: Author {
            handle: Some(handle),
            name: typed.name.clone(),
            ..Author::default()
        },
        posted: (posted, basis),
        text,
        text_complete: None,
        lang: None,
        state: State::Live,
        withheld_in: None,
        metrics: BTreeMap::new(),
        media: Vec::new(),
        relations: Vec::new(),
        archived_at: link.archived.into_iter().collect(),
        extra: BTreeMap::new(),
        key,
    })
}

fn read_handle(typed: &str) -> Result<String, String> {
    let handle = typed.trim().trim_start_matches('@');
    if handle.is_empty() {
        return Err("the handle is missing: what stands after the @".to_owned());
    }
    Ok(handle.to_owned())
}

/// When it was posted: as said; else what its id tells, which a person may put right.
fn posted(
    typed: &Typed,
    key: &PostKey,
    somebody: Option<&mut Somebody<'_>>,
) -> Result<(Timestamp, &'static str), String> {
    let told = key
        .platform
        .info()
        .and_then(|platform| platform.posted_from_id(&key.id));
    let said = match (&typed.posted, somebody) {
        (Some(said), _) => Some(read_posted(said, told)?),
        (None, Some(somebody)) => {
            let proposed = told.map(|told| told.to_string());
            let said = somebody.line("When it was posted", proposed.as_deref(), |typed| {
                read_posted(typed, told)
            });
            Some(said.ok_or(UNANSWERED)?)
        }
        (None, None) => None,
    };
    match (said, told) {
        (Some(said), told) => Ok((said, if Some(said) == told { "id" } else { "user" })),
        (None, Some(told)) => Ok((told, "id")),
        (None, None) => Err("say when it was posted with --posted, such as 2017-10-15T14:02:00Z".to_owned()),
    }
}

/// A time as typed. A day alone does not put right what the id tells of that day: somewhere it is that day.
fn read_posted(typed: &str, told: Option<Timestamp>) -> Result<Timestamp, String> {
    let said = read_moment(typed)?;
    let is_day = typed.trim().parse::<Date>().is_ok() && !typed.contains(['T', ':', ' ']);
    let of_that_day = |told: &Timestamp| (-14..38).contains(&((told.as_second() - said.as_second()).div_euclid(3600)));
    Ok(told.filter(|told| is_day && of_that_day(told)).unwrap_or(said))
}

/// Keeps files for a capture of a post, unless its words were taken down: then nothing of it is kept.
///
/// # Errors
/// When they were, or one cannot be read or kept: it was said already.
pub(super) fn keep_files(store: &dyn Store, post: &PostKey, files: &[PathBuf]) -> Result<Vec<DraftMedia>, Outcome> {
    let withheld = store.is_withheld(post);
    if withheld.map_err(|error| fail(&error.to_string(), Outcome::System))? {
        let message = format!("the words of {post} were taken down in this archive; nothing of it is taken in");
        return Err(fail(&message, Outcome::Content));
    }
    let folder = store.media_folder();
    let mut kept = Vec::new();
    for path in files {
        let failed = |why: &dyn std::fmt::Display| fail(&format!("{}: {why}", path.display()), Outcome::System);
        let file = std::fs::File::open(path).map_err(|error| failed(&error))?;
        let found = import::keep(folder.as_deref(), file, None).map_err(|problem| match problem {
            import::MediaProblem::Read(error) | import::MediaProblem::Write(error) => failed(&error),
        })?;
        let kind = match found.media_type.and_then(|kind| kind.split('/').next()) {
            Some("image") => "image",
            Some("video") => "video",
            Some("audio") => "audio",
            _ => "file",
        };
        kept.push(DraftMedia {
            kind,
            sha256: Some(found.sha256),
            media_type: found.media_type.map(str::to_owned),
            ..DraftMedia::default()
        });
    }
    Ok(kept)
}

/// Takes a capture into a store, whose files were kept; whether it is new.
///
/// # Errors
/// When the store cannot be written: it was said already.
pub(super) fn keep(store: &mut dyn Store, draft: &Draft) -> Result<Kept, Outcome> {
    let handle = draft.author.handle.clone().unwrap_or_default();
    let line = draft.line(&handle);
    let incoming = Incoming {
        key: &draft.key,
        author: draft.author.id.as_deref(),
        handle: &handle,
        line: &line,
        // A draft is always written as an object.
        fingerprint: fingerprint(&line).unwrap_or_default(),
    };
    store
        .keep(&incoming)
        .map_err(|error| fail(&error.to_string(), Outcome::System))
}

/// What is to be said of files that are kept and not published; nothing where all are.
pub(super) fn unpublished(kept: &[DraftMedia]) -> String {
    let is_shown = |media: &&DraftMedia| media.media_type.as_deref().and_then(extension).is_some();
    let hidden = kept.iter().filter(|media| !is_shown(media)).count();
    if hidden == 0 {
        return String::new();
    }
    format!(
        "note: {} of a kind that pages do not show; it is kept as evidence, and not published. Pages show JPEG, PNG, GIF, \
         WebP, AVIF and SVG, MP4, WebM and MOV, MP3, M4A, OGG and PDF.\n",
        count(hidden, "file")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://twitter.com/quay_cam/status/919560000000000001";

    /// What came of the questions, and what was shown.
    fn asked(url: &str, answers: &str) -> (Result<Draft, String>, String) {
        let typed = Typed {
            url: url.to_owned(),
            ..Typed::default()
        };
        let mut questions = Vec::new();
        let made = made(
            &typed,
            Timestamp::UNIX_EPOCH,
            Some(&mut Somebody {
                answers: &mut answers.as_bytes(),
                questions: &mut questions,
            }),
        );
        (made, String::from_utf8(questions).expect("text"))
    }

    #[test]
    fn somebody_is_asked_for_what_the_address_does_not_tell() {
        let (made, shown) = asked(URL, "\nSmoke over\n\nthe quay.\n.\n");
        let draft = made.expect("a capture");
        assert_eq!(draft.text, "Smoke over\n\nthe quay.");
        assert_eq!(
            (draft.posted.0.to_string().as_str(), draft.posted.1),
            ("2017-10-15T13:46:03.255Z", "id")
        );
        assert_eq!(draft.author.handle.as_deref(), Some("quay_cam"));
        assert_eq!(
            shown,
            format!(
                "twitter/919560000000000001  {URL}\nWhen it was posted [2017-10-15T13:46:03.255Z]: Its words, as they stand there (a \
                 line that is only a point ends them):\n"
            )
        );
    }

    #[test]
    fn what_cannot_be_read_is_asked_again() {
        let (made, shown) = asked(
            "https://twitter.com/i/status/919560000000000001",
            "\n@mole_cam\nlast Sunday\n2017-10-16 08:00\n.\n",
        );
        let draft = made.expect("a capture");
        assert_eq!(draft.author.handle.as_deref(), Some("mole_cam"));
        assert_eq!(
            (draft.posted.0.to_string().as_str(), draft.posted.1),
            ("2017-10-16T08:00:00Z", "user")
        );
        assert_eq!(draft.text, "", "a point alone: there were no words");
        assert_eq!(shown.matches("Who posted it (handle): ").count(), 2);
        assert!(shown.contains("“last Sunday” is no time that can be read"), "{shown}");
    }

    #[test]
    fn who_goes_away_adds_nothing() {
        for answers in ["", "\n", "not a time\n"] {
            let (made, _) = asked(URL, answers);
            assert_eq!(made.err().as_deref(), Some(UNANSWERED), "{answers:?}");
        }
        let (made, _) = asked(URL, "\nwords and then Ctrl-D");
        assert_eq!(made.expect("a capture").text, "words and then Ctrl-D");
    }

    #[test]
    fn a_day_does_not_make_the_time_of_the_id_worse() {
        let told: Timestamp = "2017-10-15T13:46:03Z".parse().expect("a moment");
        let read = |typed: &str| read_posted(typed, Some(told)).expect("a time").to_string();
        assert_eq!(read("2017-10-15"), "2017-10-15T13:46:03Z");
        assert_eq!(read("2017-10-20"), "2017-10-20T00:00:00Z");
        assert_eq!(read("2017-10-15T00:00:00Z"), "2017-10-15T00:00:00Z");
        assert!(read_posted("today", Some(told)).is_err());
    }
}
