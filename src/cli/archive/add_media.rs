use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{add, by_hand, moment, post, store};
use crate::archive::import::{Author, Draft, DraftMedia, Source, Spoken, spoken};
use crate::archive::log::ReportCounts;
use crate::archive::record::sha256;
use crate::archive::{Capture, FolderStore, Post, PostKey, canonical_url};
use crate::cli::args::{Format, PlaceArgs};
use crate::cli::report::{count, fail, print};
use crate::cli::{Outcome, site};

/// `ibid archive add-media`
#[derive(Debug, Args)]
#[command(
    after_help = "A file is kept by its SHA-256, byte for byte, and named by a new line beside the capture whose words are \
                  shown. What is published is a copy without its metadata: no place, no camera."
)]
pub(super) struct AddMediaArgs {
    /// The post: its address, or platform/id
    #[arg(value_name = "POST")]
    post: String,
    /// Pictures, films, recordings
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Describe the picture for those who do not see it (with one file)
    #[arg(long, value_name = "WORDS")]
    alt: Option<String>,
    /// What is said in it: a file of words, or of subtitles (.vtt, .srt), whose times are left out (with one file)
    #[arg(long, value_name = "FILE")]
    transcript: Option<PathBuf>,
    /// The language of that, such as `en`
    #[arg(long, value_name = "TAG", requires = "transcript")]
    transcript_lang: Option<String>,
    /// When the files were saved, where that was not when the post was captured
    #[arg(long, value_name = "TIME")]
    captured: Option<String>,
    /// The store to add to [default: the first one of the site]
    #[arg(long, value_name = "STORE")]
    into: Option<String>,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn run(args: &AddMediaArgs) -> Outcome {
    attempt(args).unwrap_or_else(|outcome| outcome)
}

fn attempt(args: &AddMediaArgs) -> Result<Outcome, Outcome> {
    let root = site::find(&args.place)?;
    let of_one = [
        ("--alt describes", args.alt.is_some()),
        ("--transcript is of", args.transcript.is_some()),
    ];
    if let Some((what, _)) = of_one.iter().find(|(_, is_given)| *is_given && args.files.len() > 1) {
        let message = format!("{what} one file; add the others one at a time");
        return Err(fail(&message, Outcome::Usage));
    }
    if let Some(file) = args.files.iter().find(|file| !file.is_file()) {
        return Err(fail(
            &format!("{} is not there, or is no file", file.display()),
            Outcome::Usage,
        ));
    }
    let captured = args.captured.as_deref().map(moment).transpose()?;
    let said = args.transcript.as_deref().map(read_transcript).transpose()?;
    let (name, _) = store::folder(&root, args.into.as_deref(), Format::Text)?;
    let (archive, _) = FolderStore::open(&root, &name).map_err(|error| fail(&error.to_string(), Outcome::System))?;
    let found = post::find(&archive, &args.post)?;
    let shown = found.display_capture();
    let (_, mut store) = store::open(&root, Some(&name), false, Format::Text)?;
    let mut media = by_hand::keep_files(&*store, &found.key, &args.files)?;
    if let Some(first) = media.first_mut() {
        first.alt.clone_from(&args.alt);
        if let Some(said) = said {
            first.transcript = Some(said.words);
            first.transcript_lang = args.transcript_lang.clone().or(said.lang);
        }
    }
    media.retain(|media| !is_known(media, &found));
    if media.is_empty() {
        print(&format!("{} has these files already\n", found.key));
        return Ok(Outcome::Fine);
    }
    let mut draft = beside(&found.key, shown);
    draft.captured.0 = captured.unwrap_or(draft.captured.0);
    draft.extra.insert("added", store::second().to_string().into());
    draft.media = media;
    by_hand::keep(&mut *store, &draft)?;
    let counts = ReportCounts {
        read: 1,
        imported: 1,
        media: draft.media.len() as u64,
        ..ReportCounts::default()
    };
    add::finish(&mut *store, &name, counts)?;
    for media in &draft.media {
        print(&format!("kept {}\n", media.sha256.as_deref().unwrap_or_default()));
    }
    print(&format!("{}: {} more\n", found.key, count(draft.media.len(), "file")));
    print(&by_hand::unpublished(&draft.media));
    Ok(Outcome::Fine)
}

/// Whether a post has a file, with all that is said of it.
fn is_known(media: &DraftMedia, post: &Post) -> bool {
    let mut all = post.captures.iter().flat_map(|capture| &capture.media);
    all.any(|known| {
        known.sha256 == media.sha256
            && (media.alt.is_none() || known.alt == media.alt)
            && (media.transcript.is_none() || known.transcript == media.transcript)
    })
}

fn read_transcript(path: &Path) -> Result<Spoken, Outcome> {
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|error| fail(&format!("{}: {error}", path.display()), Outcome::Usage))?;
    let said = spoken(&text);
    if said.words.is_empty() {
        let message = format!("{}: there are no words in it", path.display());
        return Err(fail(&message, Outcome::Usage));
    }
    Ok(said)
}

/// A line beside a capture, of the same look at the post: what it says of words and author is what that one says.
fn beside(key: &PostKey, capture: &Capture) -> Draft {
    let author = &capture.author;
    Draft {
        key: key.clone(),
        url: capture.url.clone().or_else(|| canonical_url(key, Some(&author.handle))),
        captured: (capture.captured, "user"),
        method: "hand",
        tool: Some(store::TOOL.to_owned()),
        source: Source {
            name: "by hand".to_owned(),
            line: None,
            sha256: sha256(capture.record.as_bytes()),
        },
        author: Author {
            id: author.id.clone(),
            handle: Some(author.handle.clone()),
            name: author.name.clone(),
            verified: author.verified,
            ..Author::default()
        },
        posted: (capture.posted, "payload"),
        text: capture.text.clone(),
        text_complete: capture.text_complete,
        lang: capture.lang.clone(),
        state: capture.state,
        withheld_in: capture.withheld_in.clone(),
        metrics: BTreeMap::new(),
        media: Vec::new(),
        relations: Vec::new(),
        archived_at: Vec::new(),
        extra: BTreeMap::new(),
    }
}
