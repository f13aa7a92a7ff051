//! A capture made by hand: from what was typed to a line of the archive.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;

use super::{ask, moment};
use crate::archive::import::{self, Author, Draft, DraftMedia, Incoming, Kept, Source, Store, fingerprint};
use crate::archive::record::sha256;
use crate::archive::{Permalink, PostKey, State, canonical_url};
use crate::cli::Outcome;
use crate::cli::report::fail;

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
pub(super) fn draft(typed: &Typed, now: Timestamp) -> Result<Draft, Outcome> {
    let url = typed.url.trim();
    let wrong = |why: &str| fail(&format!("{url}: {why}"), Outcome::Usage);
    let link = Permalink::parse(url).ok_or_else(|| {
        wrong("this is not the address of a post on a platform that is known; a news article needs no capture")
    })?;
    let Some(key) = link.key() else {
        return Err(wrong(if link.is_account() {
            "this is the address of an account; open the post and copy the address of that"
        } else {
            "this address does not tell which post it is; open it and copy the address that it leads to"
        }));
    };
    let asks = ask::somebody_is_there();
    let known = typed.author.clone().or_else(|| link.handle.clone());
    let handle = known.or_else(|| ask::line("Who posted it (handle)", None).filter(|_| asks));
    let Some(handle) = handle
        .map(|handle| handle.trim().trim_start_matches('@').to_owned())
        .filter(|handle| !handle.is_empty())
    else {
        return Err(wrong(
            "the address does not tell who posted it; say it with --author HANDLE",
        ));
    };
    let (posted, basis) = posted(typed, &key, asks).map_err(|why| wrong(&why))?;
    let text = match &typed.text {
        Some(text) => text.clone(),
        None if asks => ask::words("Its words, as they stand there").unwrap_or_default(),
        None => {
            return Err(wrong(
                "give its words with --text, as they stand there; --text \"\" for a post without words",
            ));
        }
    };
    let captured = match typed.captured.as_deref() {
        Some(captured) => moment(captured)?,
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

/// When it was posted: as said; else what its id tells, which a person may put right.
fn posted(typed: &Typed, key: &PostKey, asks: bool) -> Result<(Timestamp, &'static str), String> {
    let told = key
        .platform
        .info()
        .and_then(|platform| platform.posted_from_id(&key.id));
    let said = match (&typed.posted, asks) {
        (Some(said), _) => Some(said.clone()),
        (None, true) => ask::line("When it was posted", told.map(|told| told.to_string()).as_deref()),
        (None, false) => None,
    };
    match (said, told) {
        (Some(said), told) => {
            let said = moment(&said).map_err(|_| "its time of posting cannot be read".to_owned())?;
            Ok((said, if Some(said) == told { "id" } else { "user" }))
        }
        (None, Some(told)) => Ok((told, "id")),
        (None, None) => Err("say when it was posted with --posted, such as 2017-10-15T14:02:00Z".to_owned()),
    }
}

/// Keeps files for a capture.
///
/// # Errors
/// When one cannot be read or kept: it was said already.
pub(super) fn keep_files(store: &dyn Store, files: &[PathBuf]) -> Result<Vec<DraftMedia>, Outcome> {
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

/// Takes a capture into a store; whether it is new.
///
/// # Errors
/// When the store cannot be written, or has taken the post's words down: it was said already.
pub(super) fn keep(store: &mut dyn Store, draft: &Draft) -> Result<Kept, Outcome> {
    let handle = draft.author.handle.clone().unwrap_or_default();
    let line = draft.line(&handle);
    let withheld = store.is_withheld(&draft.key);
    if withheld.map_err(|error| fail(&error.to_string(), Outcome::System))? {
        let message = format!(
            "the words of {} were taken down in this archive; no capture of it is taken in",
            draft.key
        );
        return Err(fail(&message, Outcome::Content));
    }
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
