use std::collections::BTreeSet;
use std::io::{BufRead as _, Write as _};

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::args::{CiteArgs, Format, Order, PlaceArgs, SiteArgs};
use super::report::{self, Printer, fail, print};
use super::{Outcome, cite_search, cite_text, site};
use crate::archive::Archive;
use crate::build::{self, Edition, Purpose, Workspace};
use crate::citation::{
    BriefIndex, Citation, Known, Meaning, NoteCitations, Place, Resolution, Settings, parse_note, resolve,
};
use crate::config::{Config, DateOrder, zone};
use crate::diagnostic::{Diagnostic, json};
use crate::site::brief_index;
use crate::source::{SourceFile, Span};

pub(super) fn run(args: &CiteArgs) -> Outcome {
    let desk = match Desk::new(args) {
        Ok(desk) => desk,
        Err(outcome) => return outcome,
    };
    if let Some(words) = &args.search {
        return cite_search::run(&desk, words, args);
    }
    match args.text.as_deref() {
        Some("-") => every_line(&desk, args.format),
        Some(text) => desk.show(text, args.format),
        None => Outcome::Usage,
    }
}

/// One citation text a line; a line is answered before the next is read.
fn every_line(desk: &Desk, format: Format) -> Outcome {
    let mut worst = Outcome::Fine;
    for line in std::io::stdin().lock().lines() {
        let line = match line {
            Ok(line) => line,
            Err(error) => {
                return fail(&format!("standard input could not be read: {error}"), Outcome::System);
            }
        };
        // An empty line has an answer for programs alone, which count them.
        if format == Format::Text && line.trim().is_empty() {
            continue;
        }
        match desk.show(&line, format) {
            Outcome::Fine => {}
            Outcome::Content => worst = Outcome::Content,
            outcome => return outcome,
        }
    }
    worst
}

/// All that a citation is read and looked up with.
pub(super) struct Desk {
    pub(super) settings: Settings,
    pub(super) zone: TimeZone,
    pub(super) zone_name: String,
    /// The zone in which the site's briefs are read.
    pub(super) zone_of_briefs: TimeZone,
    /// Absent when only the words are asked for.
    library: Option<Library>,
}

struct Library {
    workspace: Workspace,
    edition: Edition,
    briefs: BriefIndex,
    keys: BTreeSet<String>,
}

/// A text as understood.
pub(super) struct Understood {
    pub(super) file: SourceFile,
    pub(super) citations: Vec<(Citation, Option<Resolution>)>,
    diagnostics: Vec<Diagnostic>,
}

impl Desk {
    fn new(args: &CiteArgs) -> Result<Self, Outcome> {
        let (library, config) = if args.parse {
            (None, nearest_settings(&args.place)?)
        } else {
            let library = Library::open(&args.place)?;
            let config = (*library.edition.site.config).clone();
            (Some(library), Some(config))
        };
        let own = config.as_ref().and_then(|config| config.dates);
        let dates = args.dates.map_or(own, |order| {
            Some(match order {
                Order::Dmy => DateOrder::DayFirst,
                Order::Mdy => DateOrder::MonthFirst,
            })
        });
        let zone_of_briefs = config.as_ref().map_or(TimeZone::UTC, |config| config.timezone.clone());
        let (zone, zone_name) = match (&args.timezone, config) {
            (Some(name), _) => named_zone(name)?,
            (None, Some(config)) => (config.timezone, config.timezone_name),
            (None, None) => (TimeZone::UTC, "UTC".to_owned()),
        };
        Ok(Self {
            settings: Settings { dates },
            zone,
            zone_name,
            zone_of_briefs,
            library,
        })
    }

    /// The archive, where it is asked for.
    pub(super) fn archive(&self) -> Option<&dyn Archive> {
        self.library.as_ref()?.workspace.archive_read()
    }

    fn show(&self, text: &str, format: Format) -> Outcome {
        let understood = match self.understand(text) {
            Ok(understood) => understood,
            Err(error) => return fail(&error, Outcome::System),
        };
        match format {
            Format::Text => {
                print(&cite_text::shown(&understood, self));
                report::findings(&understood.diagnostics, &Printer::Text);
            }
            Format::Json => {
                let mut line = object(text, &understood).to_string();
                line.push('\n');
                // When nobody listens any more, the rest need not be worked out.
                if std::io::stdout().lock().write_all(line.as_bytes()).is_err() {
                    return Outcome::System;
                }
            }
        }
        if build::is_clean(&understood.diagnostics) {
            Outcome::Fine
        } else {
            Outcome::Content
        }
    }

    fn understand(&self, text: &str) -> Result<Understood, String> {
        let file = SourceFile::new("citation", text);
        let note = Span::new(after_label(&file.text), file.text.len());
        let (citations, mut diagnostics) = parse_note(&file, note, &self.settings);
        let found = match (&self.library, self.archive()) {
            (Some(library), Some(archive)) => {
                let place = Place {
                    file: &file,
                    timezone: &self.zone,
                    timezone_name: &self.zone_name,
                };
                let known = Known {
                    archive,
                    briefs: &library.briefs,
                    keys: &library.keys,
                };
                let note = NoteCitations {
                    number: 1,
                    citations: &citations,
                    ..NoteCitations::default()
                };
                let found = resolve(&[note], &place, &known).map_err(|error| error.to_string())?;
                // An entry of the references may be an archived post.
                let references = &library.edition.site.references;
                let joined = found.into_iter().flatten();
                joined
                    .map(|(resolution, said)| Some((references.joined(resolution), said)))
                    .collect()
            }
            _ => vec![None; citations.len()],
        };
        let mut understood = Vec::with_capacity(citations.len());
        for (citation, found) in citations.into_iter().zip(found) {
            let resolution = found.map(|(resolution, said)| {
                diagnostics.extend(said);
                resolution
            });
            understood.push((citation, resolution));
        }
        Ok(Understood {
            file,
            citations: understood,
            diagnostics,
        })
    }
}

impl Library {
    fn open(place: &PlaceArgs) -> Result<Self, Outcome> {
        let args = SiteArgs {
            place: PlaceArgs {
                site: place.site.clone(),
            },
            drafts: true,
        };
        let mut workspace = site::open(&args, Purpose::Publish)?;
        let edition = workspace
            .read()
            .map_err(|problem| report::problem(problem, &Printer::Text))?;
        Ok(Self {
            workspace,
            briefs: brief_index(&edition.site.briefs),
            keys: edition.site.references.keys(),
            edition,
        })
    }
}

/// The settings of the site that was named, or of the nearest one; there may be none.
fn nearest_settings(place: &PlaceArgs) -> Result<Option<Config>, Outcome> {
    let root = match &place.site {
        Some(_) => Some(site::find(place)?),
        None => site::nearest()?,
    };
    let Some(root) = root else {
        return Ok(None);
    };
    let text = std::fs::read_to_string(root.join("site.toml"))
        .map_err(|error| fail(&format!("site.toml could not be read: {error}"), Outcome::System))?;
    Ok(Some(Config::parse(&SourceFile::new("site.toml", &text)).0))
}

fn named_zone(name: &str) -> Result<(TimeZone, String), Outcome> {
    zone::named(name).map_err(|unknown| {
        let hint = unknown.nearest.map_or_else(
            || "write it like `Asia/Beirut`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        fail(&format!("there is no time zone `{name}`; {hint}"), Outcome::Usage)
    })
}

/// Where the citation begins in a note that was pasted with its label: `[^12]: @x, …`.
fn after_label(text: &str) -> usize {
    let rest = text.trim_start();
    let label = rest.strip_prefix("[^").and_then(|rest| rest.split_once("]:"));
    match label {
        Some((label, note)) if !label.contains(['[', ']']) => text.len() - note.len(),
        _ => 0,
    }
}

/// The kind of a citation, now that the site was asked.
pub(super) fn kind(citation: &Citation, resolution: Option<&Resolution>) -> &'static str {
    match resolution.map(|resolution| &resolution.meaning) {
        Some(Meaning::Brief(_)) => "brief",
        _ => citation.reading().kind,
    }
}

fn object(text: &str, understood: &Understood) -> Value {
    let citations: Vec<Value> = understood
        .citations
        .iter()
        .map(|(citation, resolution)| {
            let reading = citation.reading();
            let mut object = json!({
                "kind": kind(citation, resolution.as_ref()),
                "words": reading.words.iter().map(|field| &field.value).collect::<Vec<_>>(),
                "verdict": resolution.as_ref().map(|resolution| resolution.verdict().name()),
                "post": resolution.as_ref().and_then(Resolution::post).map(|post| {
                    json!({ "platform": post.key.platform.as_str(), "id": &*post.key.id })
                }),
            });
            for (name, field) in reading.fields() {
                object[name] = json!(field.map(|field| &field.value));
            }
            object
        })
        .collect();
    let diagnostics: Vec<Value> = understood.diagnostics.iter().map(json::object).collect();
    json!({ "text": text, "citations": citations, "diagnostics": diagnostics })
}
