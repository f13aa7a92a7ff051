//! The evidence of one brief as a parcel: its Markdown, captures, media, verdicts and citations.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{data, derivative, references};
use crate::archive::bundle::{Bag, Crate, Described, Look, Payload};
use crate::archive::{Capture, Post, canonical_url};
use crate::citation::{Citation, Target, Verdict};
use crate::html::plain_markdown;
use crate::site::redact::{self, Secrets};
use crate::site::{Entry, Site};

/// How a parcel is to be made.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// With whom and what must not be shown, but for withheld posts: for those who may see it, never to be published.
    pub full: bool,
    /// The day on the label; without it, that of the latest capture.
    pub date: Option<String>,
    /// Program and version.
    pub tool: &'a str,
    /// The brief's file, as it is.
    pub markdown: &'a str,
    /// Proofs of the archive: path below `proofs/`, content. They go along whole or not at all.
    pub proofs: Vec<(String, Vec<u8>)>,
}

/// The evidence of a brief, packed.
#[derive(Clone, Debug)]
pub struct Packed {
    /// The parcel.
    pub bag: Bag,
    /// Whether the proofs were left out: they name people who must not be shown.
    pub without_proofs: bool,
}

/// Packs the evidence of a brief.
///
/// # Errors
/// When a kept file cannot be read.
pub fn bundle(site: &Site, index: usize, wanted: &Wanted<'_>) -> std::io::Result<Packed> {
    let entry = &site.briefs[index];
    let posts: Vec<_> = entry.posts().iter().collect();
    let secrets = if wanted.full {
        Secrets::default()
    } else {
        redact::secrets(site, &posts)
    };
    let mut packing = Packing::default();
    packing.add(
        &format!("brief/{}.md", entry.name()),
        "The brief, as it was written",
        "text/markdown",
        secrets.black(wanted.markdown),
    );
    for post in &posts {
        if post.withheld.is_none() && (wanted.full || !site.evidence.is_private(post)) {
            packing.captures(site, post, wanted.full);
        }
    }
    let is_shown = |post: &&&Arc<Post>| post.withheld.is_none() && (wanted.full || site.evidence.is_open(post));
    for post in posts.iter().filter(is_shown) {
        packing.media(site, post, wanted.full);
    }
    packing.add(
        "evidence.json",
        "What each citation was found to mean",
        "application/json",
        data::evidence_json(site, index),
    );
    packing.add(
        "citations.json",
        "What the brief cites, as CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        references::references_json(site, index),
    );
    packing.add(
        "to-archive.csv",
        "What is cited and not captured",
        "text/csv",
        to_archive(entry, &secrets),
    );
    // Programs write names of files and people without any sign.
    let everywhere = secrets.everywhere();
    let tells = |bytes: &[u8]| everywhere.tells(&String::from_utf8_lossy(bytes));
    let mut proofs = wanted.proofs.iter();
    let without_proofs = proofs.any(|(path, bytes)| tells(path.as_bytes()) || tells(bytes));
    if !without_proofs {
        for (path, bytes) in &wanted.proofs {
            packing.add(
                &format!("proofs/{path}"),
                "A proof of the archive as a whole",
                "application/octet-stream",
                bytes.clone(),
            );
        }
    }
    let bag = packing.close(site, entry, &posts, wanted)?;
    Ok(Packed { bag, without_proofs })
}

#[derive(Default)]
struct Packing {
    payload: BTreeMap<String, Payload>,
    /// What each file is, and of which type.
    said: BTreeMap<String, (String, String)>,
    looks: Vec<Look>,
}

impl Packing {
    fn add(&mut self, path: &str, name: &str, media_type: &str, payload: impl Into<Payload>) {
        self.payload.insert(path.to_owned(), payload.into());
        self.said
            .insert(path.to_owned(), (name.to_owned(), media_type.to_owned()));
    }

    /// The lines of a post: byte for byte, or as they are published.
    fn captures(&mut self, site: &Site, post: &Post, full: bool) {
        let path = format!(
            "captures/{}/{}.jsonl",
            post.key.platform.as_str(),
            crate::archive::file_stem(&post.key.id)
        );
        let mut lines = String::new();
        for (capture, published) in post.captures.iter().zip(site.evidence.lines_of(post)) {
            lines.push_str(if full { capture.record.as_str() } else { published });
            lines.push('\n');
            self.looks.push(look(post, capture, &path));
        }
        self.add(
            &path,
            &format!("Captures of {}", post.key),
            "application/x-ndjson",
            lines,
        );
    }

    /// The kept files of a post: as they are, or as they are published.
    fn media(&mut self, site: &Site, post: &Post, full: bool) {
        let kept = |hash: &String| site.media.kept(hash);
        for media in post.captures.iter().flat_map(|capture| &capture.media) {
            let Some((name, file)) = media.sha256.as_ref().and_then(kept) else {
                continue;
            };
            let media_type = media.media_type.as_deref().unwrap_or("application/octet-stream");
            let path = format!("media/{name}");
            if full {
                self.add(
                    &path,
                    "A file that was attached, as it was kept",
                    media_type,
                    Payload::File(file.clone()),
                );
            } else {
                let what =
                    "A copy without metadata of a file that was attached; its name is the SHA-256 of the original";
                self.add(&path, what, media_type, Payload::Made(file.clone(), derivative::bytes));
            }
        }
    }

    fn close(mut self, site: &Site, entry: &Entry, posts: &[&Arc<Post>], wanted: &Wanted<'_>) -> std::io::Result<Bag> {
        let front = &entry.brief.front;
        let title = plain_markdown(&front.title);
        let latest = posts
            .iter()
            .flat_map(|post| &post.captures)
            .map(|capture| capture.captured)
            .max();
        let published = front.date.map(|date| date.to_string()).unwrap_or_default();
        let date = wanted
            .date
            .clone()
            .or_else(|| latest.map(|latest| latest.strftime("%Y-%m-%d").to_string()));
        let mut described = Crate {
            name: title.clone(),
            description: format!("The evidence of “{title}”: what it cites, as it was archived."),
            published: published.clone(),
            url: entry.route.url(&site.config.base_url),
            authors: entry
                .authors
                .iter()
                .map(|author| site.groups.author_name(author).to_owned())
                .collect(),
            files: Vec::new(),
            looks: std::mem::take(&mut self.looks),
        };
        for (path, payload) in &self.payload {
            let (name, media_type) = self.said.get(path).cloned().unwrap_or_default();
            described.files.push(Described {
                path: path.clone(),
                name,
                media_type,
                hash: payload.hash()?,
            });
        }
        self.payload.insert(
            "ro-crate-metadata.json".to_owned(),
            Payload::Bytes(described.metadata().into_bytes()),
        );
        let mut info = vec![
            ("Source-Organization".to_owned(), site.config.title.clone()),
            ("External-Description".to_owned(), described.description),
            ("External-Identifier".to_owned(), described.url),
            ("Bagging-Date".to_owned(), date.unwrap_or(published)),
            ("Bag-Software-Agent".to_owned(), wanted.tool.to_owned()),
        ];
        if wanted.full {
            info.push((
                "Internal-Sender-Description".to_owned(),
                "Not for publication: private accounts are named, and files are as they were kept".to_owned(),
            ));
        }
        Ok(Bag {
            payload: self.payload,
            info,
        })
    }
}

fn look(post: &Post, capture: &Capture, path: &str) -> Look {
    Look {
        result: path.to_owned(),
        sha256: capture.sha256(),
        object: capture
            .url
            .clone()
            .or_else(|| canonical_url(&post.key, Some(&capture.author.handle))),
        instrument: capture.tool.clone().or_else(|| capture.method.clone()),
        at: capture.captured.to_string(),
    }
}

/// `to-archive.csv`: citations of posts that were not found, each once, in the order of the notes.
fn to_archive(entry: &Entry, secrets: &Secrets) -> String {
    let mut rows = csv::Writer::from_writer(Vec::new());
    let mut seen = BTreeSet::new();
    // Writing to memory cannot fail.
    drop(rows.write_record(["note", "text", "address", "verdict", "line"]));
    for (note, evidence) in entry.brief.notes.iter().zip(entry.notes.iter()) {
        for (citation, resolution) in &evidence.citations {
            let verdict = resolution.verdict();
            if !matches!(verdict, Verdict::Missing | Verdict::UnknownAccount) {
                continue;
            }
            let line = entry.brief.file.position(citation.span.start).line;
            let row = [
                note.number.to_string(),
                secrets.black(&plain_markdown(&citation.text)),
                secrets.black(&address(citation).unwrap_or_default()),
                verdict.name().to_owned(),
                line.to_string(),
            ];
            if seen.insert(row[1].clone() + &row[2]) {
                drop(rows.write_record(&row));
            }
        }
    }
    String::from_utf8(rows.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn address(citation: &Citation) -> Option<String> {
    let Target::Post(query) = &citation.target else {
        return None;
    };
    let link = &query.permalink.as_ref()?.value;
    canonical_url(&link.key()?, link.handle.as_deref())
}
