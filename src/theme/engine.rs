//! The theme as the rest of the program sees it. Nothing outside this module and its reports knows which engine fills the
//! templates.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tera::{Context, Tera, Value};

use super::files::{self, ThemeFile, ThemeFiles};
use super::report::{self, Sources};
use super::strings::{Strings, Tongues};
use super::tables;
use super::view;
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Span;

/// The kinds of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Template {
    /// [`view::Brief`]
    Brief,
    /// [`view::EvidenceSheet`]
    Evidence,
    /// [`view::PostPage`]
    Post,
    /// [`view::AccountPage`]
    Account,
    /// [`view::HashtagPage`]
    Hashtag,
    /// [`view::Home`]
    Home,
    /// [`view::ListPage`]
    List,
    /// [`view::TextPage`]
    Page,
    /// [`view::ArchivePage`]
    Archive,
    /// [`view::EvidenceReport`]
    Report,
    /// [`view::SourcesPage`]
    Sources,
    /// [`view::NotFound`]
    NotFound,
}

impl Template {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::Brief,
        Self::Evidence,
        Self::Post,
        Self::Account,
        Self::Hashtag,
        Self::Home,
        Self::List,
        Self::Page,
        Self::Archive,
        Self::Report,
        Self::Sources,
        Self::NotFound,
    ];

    /// The name of its file in `templates/`.
    pub fn file(self) -> &'static str {
        match self {
            Self::Brief => "brief.html",
            Self::Evidence => "evidence.html",
            Self::Post => "post.html",
            Self::Account => "account.html",
            Self::Hashtag => "hashtag.html",
            Self::Home => "home.html",
            Self::List => "list.html",
            Self::Page => "page.html",
            Self::Archive => "archive.html",
            Self::Report => "report.html",
            Self::Sources => "sources.html",
            Self::NotFound => "404.html",
        }
    }
}

/// Templates, words, style sheet and drawings.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    sources: Sources,
    tongues: Tongues,
    statics: Vec<StaticFile>,
    fingerprint: String,
}

/// A file of the theme that is published beside the pages.
#[derive(Clone, Debug)]
pub struct StaticFile {
    /// Its name in the theme: `style.css`. Stable, so that a preview can exchange its content.
    pub name: String,
    /// The name to publish it under: `style.1a2b3c4d.css` for what every page names (the style sheet and the glyphs),
    /// else its own, since a style sheet names its fonts and pictures by theirs.
    pub published: String,
    /// Its content.
    pub bytes: Cow<'static, [u8]>,
}

/// What all pages of one language share, made ready once for the many pages that need it.
#[derive(Clone, Debug)]
pub struct Frame {
    site: Value,
    words: Value,
    key: String,
}

impl Frame {
    /// Names the content: two frames with the same key make the same pages.
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// `theme.toml`
#[derive(Debug, Default, Deserialize)]
struct Manifest {
    /// The oldest ibid that understands the theme: `0.1`.
    ibid: Option<String>,
}

impl Theme {
    /// The default theme, with the files of `themes/<name>` under `root` in the place of their namesakes.
    ///
    /// # Errors
    /// A diagnostic for every file of the theme that cannot be used.
    pub fn load(root: &Path, name: Option<&str>) -> Result<Self, Vec<Diagnostic>> {
        let files = files::collect(root, name)?;
        let mut problems = Vec::new();
        if let Some(manifest) = files.get("theme.toml") {
            problems.extend(check_manifest(manifest));
        }
        let (tera, sources) = compile(&files, &mut problems);
        let tongues = Tongues::read(&files, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let statics = files
            .iter()
            .filter_map(|(path, file)| Some(publish(path.strip_prefix("static/")?, file)))
            .collect();
        Ok(Self {
            tera,
            sources,
            tongues,
            statics,
            fingerprint: fingerprint(&files),
        })
    }

    /// What all pages in `lang` share.
    ///
    /// # Errors
    /// When the free values of the site cannot be handed to templates.
    pub fn frame(&self, lang: &str, site: &view::Site) -> Result<Frame, Diagnostic> {
        let value = |of: Result<Value, tera::Error>| of.map_err(|error| report::diagnose(&error, &self.sources));
        let words: BTreeMap<&str, &str> = self.strings(lang).words().collect();
        let mut hasher = blake3::Hasher::new();
        hasher.update(lang.as_bytes());
        // The map of free values is ordered, so the bytes are the same for the same site.
        hasher.update(&serde_json::to_vec(site).unwrap_or_default());
        Ok(Frame {
            site: value(Value::try_from_serializable(site))?,
            words: value(Value::try_from_serializable(&words))?,
            key: hasher.finalize().to_hex().to_string(),
        })
    }

    /// A page.
    ///
    /// # Errors
    /// When the template asks for what its view does not have: a diagnostic that points into the template.
    pub fn render(&self, template: Template, view: &impl Serialize, frame: &Frame) -> Result<String, Diagnostic> {
        Context::from_serialize(view)
            .and_then(|mut context| {
                context.insert_value("site", frame.site.clone());
                context.insert_value("t", frame.words.clone());
                self.tera.render(template.file(), &context)
            })
            .map_err(|error| report::diagnose(&error, &self.sources))
    }

    /// Names the content of all files together: another theme, or another version of it, has another.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The files to publish beside the pages, ordered by name.
    pub fn statics(&self) -> impl Iterator<Item = &StaticFile> {
        self.statics.iter()
    }

    /// The file of that name in the theme: `style.css`, `glyphs.svg`.
    pub fn asset(&self, name: &str) -> Option<&StaticFile> {
        self.statics.iter().find(|file| file.name == name)
    }

    /// The words for a language: its own, else those of its main language (`ar` for `ar-LB`), else English.
    pub fn strings(&self, lang: &str) -> &Strings {
        self.tongues.for_lang(lang)
    }

    /// Tags of the languages that have words of their own besides English.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.tongues.tags()
    }
}

/// The name of a platform's drawing in `glyphs.svg`: its key, or `generic` for platforms without one.
pub fn glyph(platform: &str) -> &str {
    if tables::GLYPHS.contains(&platform) {
        platform
    } else {
        "generic"
    }
}

/// Compiles all templates. One that cannot be used is reported and left to its namesake of the default theme, so that the
/// others are looked at too.
fn compile(files: &ThemeFiles, problems: &mut Vec<Diagnostic>) -> (Tera, Sources) {
    let mut sources: Sources = BTreeMap::new();
    for (path, file) in files {
        let Some(name) = path.strip_prefix("templates/") else {
            continue;
        };
        match file.source() {
            Ok(source) => {
                sources.insert(name.to_owned(), source);
            }
            Err(problem) => problems.push(problem),
        }
    }
    let mut left: BTreeMap<String, String> = sources
        .iter()
        .map(|(name, source)| (name.clone(), source.text.to_string()))
        .collect();
    let mut tera = Tera::new();
    while let Err(error) = tera.add_raw_templates(left.iter()) {
        problems.extend(report::diagnose_set(&error, &sources));
        let Some(name) = report::culprit(&error) else {
            break;
        };
        let path = format!("templates/{name}");
        if !files.get(&path).is_some_and(|file| file.own) {
            break;
        }
        match files::compiled_in(&path).and_then(|file| file.source().ok()) {
            Some(source) if left.get(name).is_some_and(|text| **text != *source.text) => {
                left.insert(name.to_owned(), source.text.to_string());
            }
            _ if left.remove(name).is_none() => break,
            _ => {}
        }
    }
    (tera, sources)
}

fn publish(name: &str, file: &ThemeFile) -> StaticFile {
    let published = match name {
        "style.css" | "glyphs.svg" => {
            let hash = blake3::hash(&file.bytes).to_hex();
            name.replacen('.', &format!(".{}.", &hash[..8]), 1)
        }
        _ => name.to_owned(),
    };
    StaticFile {
        name: name.to_owned(),
        published,
        bytes: file.bytes.clone(),
    }
}

fn fingerprint(files: &ThemeFiles) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, file) in files {
        hasher.update(path.as_bytes());
        hasher.update(&[0]);
        hasher.update(blake3::hash(&file.bytes).as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

fn check_manifest(file: &ThemeFile) -> Option<Diagnostic> {
    let source = match file.source() {
        Ok(source) => source,
        Err(problem) => return Some(problem),
    };
    let manifest: Manifest = match toml::from_str(&source.text) {
        Ok(manifest) => manifest,
        Err(error) => {
            let span = error.span().map_or(Span::default(), Span::from);
            let message = format!("{} cannot be read: {}", file.shown, error.message());
            return Some(Diagnostic::new(Rule::TemplateInvalid, message).at(&source, span, ""));
        }
    };
    let wanted = manifest.ibid?;
    let here = env!("CARGO_PKG_VERSION");
    (numbers(&wanted) > numbers(here)).then(|| {
        Diagnostic::new(
            Rule::TemplateInvalid,
            format!(
                "{} asks for ibid {wanted} or later, and this is ibid {here}",
                file.shown
            ),
        )
        .help("install a later ibid, or use an older version of the theme")
    })
}

fn numbers(version: &str) -> Vec<u32> {
    version
        .split('.')
        .map(|part| part.trim().parse().unwrap_or(0))
        .collect()
}
