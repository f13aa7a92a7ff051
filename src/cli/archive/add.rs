use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::ask::{self, Somebody};
use super::by_hand::{self, Typed};
use super::store;
use crate::archive::import::{Kept, Store};
use crate::archive::log::ReportCounts;
use crate::cli::args::{Format, PlaceArgs};
use crate::cli::report::{fail, print};
use crate::cli::{Outcome, site};

/// `ibid archive add`
#[derive(Debug, Args)]
#[command(
    after_help = "Platform, id and handle come from the address, and so does the time of posting where ids tell it. On a \
                  terminal, what is missing is asked for."
)]
pub(super) struct AddArgs {
    /// Addresses of posts
    #[arg(value_name = "URL")]
    urls: Vec<String>,
    /// A file of addresses, one a line; or a .csv with the columns url, text, posted, author, name, captured, media
    #[arg(long, value_name = "FILE")]
    from_file: Option<PathBuf>,
    /// The words, as they stand there
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    /// When it was posted, such as 2017-10-15T14:02:00Z
    #[arg(long, value_name = "TIME")]
    posted: Option<String>,
    /// Who posted it: the handle
    #[arg(long, value_name = "HANDLE")]
    author: Option<String>,
    /// The name shown beside the handle
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// When you saw it [default: now]
    #[arg(long, value_name = "TIME")]
    captured: Option<String>,
    /// A picture or film of it; may be given several times
    #[arg(long, value_name = "FILE")]
    media: Vec<PathBuf>,
    /// How it was captured
    #[arg(long, value_name = "METHOD", default_value = "hand", value_parser = ["hand"])]
    method: String,
    /// The store to add to [default: the first one of the site]
    #[arg(long, value_name = "STORE")]
    into: Option<String>,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn run(args: &AddArgs) -> Outcome {
    attempt(args).unwrap_or_else(|outcome| outcome)
}

fn attempt(args: &AddArgs) -> Result<Outcome, Outcome> {
    let root = site::find(&args.place)?;
    let mut all: Vec<Typed> = args.urls.iter().map(|url| typed(args, url)).collect();
    if let Some(file) = &args.from_file {
        all.extend(listed(args, file)?);
    }
    if all.is_empty() {
        return Err(fail("name the addresses of posts", Outcome::Usage));
    }
    if all.len() > 1 && (args.text.is_some() || !args.media.is_empty()) {
        return Err(fail(
            "--text and --media are of one post; add the others one at a time",
            Outcome::Usage,
        ));
    }
    let now = store::second();
    let mut drafts = Vec::new();
    let mut outcome = Outcome::Fine;
    let (mut answers, mut questions) = (io::stdin().lock(), io::stderr());
    let mut somebody = ask::somebody_is_there().then_some(Somebody {
        answers: &mut answers,
        questions: &mut questions,
    });
    for typed in &all {
        match by_hand::draft(typed, now, somebody.as_mut()) {
            Ok(draft) => drafts.push((typed, draft)),
            Err(failed) => outcome = failed,
        }
    }
    if drafts.is_empty() {
        return Ok(outcome);
    }
    let (name, mut store) = store::open(&root, args.into.as_deref(), false, Format::Text)?;
    let mut counts = ReportCounts::default();
    for (typed, mut draft) in drafts {
        counts.read += 1;
        // What was added before is still to be entered into the log.
        match by_hand::keep_files(&*store, &draft.key, &typed.media) {
            Ok(media) => draft.media = media,
            Err(failed) => {
                outcome = failed;
                continue;
            }
        }
        match by_hand::keep(&mut *store, &draft) {
            Ok(Kept::New) => {
                counts.imported += 1;
                counts.media += draft.media.len() as u64;
                print(&format!(
                    "added {}: @{}, {}\n",
                    draft.key,
                    shown(draft.author.handle.as_deref()),
                    draft.posted.0
                ));
                print(&by_hand::unpublished(&draft.media));
            }
            Ok(_) => {
                counts.already += 1;
                print(&format!("{} is there already\n", draft.key));
            }
            Err(failed) => outcome = failed,
        }
    }
    finish(&mut *store, &name, counts)?;
    Ok(outcome)
}

fn shown(handle: Option<&str>) -> String {
    crate::diagnostic::clean(handle.unwrap_or_default())
}

/// Ends what was added: the log is told.
pub(super) fn finish(store: &mut dyn Store, name: &str, counts: ReportCounts) -> Result<(), Outcome> {
    let done = store.finish(store::second(), store::TOOL, Vec::new(), counts);
    done.map_err(|error| fail(&format!("{name}: {error}"), Outcome::System))
}

fn typed(args: &AddArgs, url: &str) -> Typed {
    Typed {
        url: url.to_owned(),
        text: args.text.clone(),
        posted: args.posted.clone(),
        author: args.author.clone(),
        name: args.name.clone(),
        captured: args.captured.clone(),
        media: args.media.clone(),
        from: None,
    }
}

/// The posts of a file: addresses one a line, or a table.
fn listed(args: &AddArgs, file: &Path) -> Result<Vec<Typed>, Outcome> {
    let unread = |why: &dyn std::fmt::Display| fail(&format!("{}: {why}", file.display()), Outcome::Usage);
    let bytes = std::fs::read(file).map_err(|error| unread(&error))?;
    let text = String::from_utf8(bytes).map_err(|_| unread(&"the file is not UTF-8; save it as UTF-8"))?;
    let from = file.file_name().map(|name| name.to_string_lossy().into_owned());
    if !file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
    {
        let lines = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        return Ok(lines
            .map(|line| Typed {
                from: from.clone(),
                ..typed(args, line)
            })
            .collect());
    }
    let text = text.trim_start_matches('\u{feff}');
    let mut table = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .trim(csv::Trim::Headers)
        .from_reader(text.as_bytes());
    let names = table.headers().map_err(|error| unread(&error))?.clone();
    let column = |name: &str| names.iter().position(|found| found.eq_ignore_ascii_case(name));
    let Some(url) = column("url") else {
        return Err(unread(&"the table has no column `url`"));
    };
    let mut all = Vec::new();
    for row in table.records() {
        let row = row.map_err(|error| unread(&error))?;
        let given = |name: &str| column(name).and_then(|at| row.get(at)).map(str::to_owned);
        let some = |name: &str| given(name).filter(|value| !value.trim().is_empty());
        let folder = file.parent().unwrap_or(Path::new(""));
        let media = some("media").into_iter().flat_map(|files| {
            files
                .split(';')
                .map(|file| folder.join(file.trim()))
                .collect::<Vec<_>>()
        });
        all.push(Typed {
            url: row.get(url).unwrap_or_default().to_owned(),
            // An empty cell of a column `text` says that there were no words.
            text: given("text"),
            posted: some("posted").or_else(|| args.posted.clone()),
            author: some("author").or_else(|| args.author.clone()),
            name: some("name"),
            captured: some("captured").or_else(|| args.captured.clone()),
            media: media.collect(),
            from: from.clone(),
        });
    }
    Ok(all)
}

/// What parts the cells of a table: spreadsheets write what their language puts there.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| head.bytes().filter(|&byte| byte == delimiter).count();
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|&delimiter| (count(delimiter), delimiter == b','))
        .unwrap_or(b',')
}
