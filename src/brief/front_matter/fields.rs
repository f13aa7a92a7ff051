//! From the keys of a file to its `FrontMatter`.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Rule, nearest};
use crate::source::{SourceFile, Span};

use super::decode::{Field, Read};
use super::entries::entries;
use super::lint::lint;
use super::scalars::{day, language, publish_at, slug, timezone};
use super::split::{Block, first_line};
use super::{Author, AuthorPage, Correction, FrontMatter, Image, Kind};
use crate::brief::{Allowance, Scope};

/// More than anybody writes; YAML takes its time over hostile nests of brackets.
const LONGEST: usize = 64 * 1024;

pub(super) fn parse(file: &SourceFile, kind: Kind) -> (FrontMatter, usize, Vec<Diagnostic>) {
    let mut reader = Reader {
        file,
        kind,
        front: FrontMatter::default(),
        found: Vec::new(),
    };
    let Some(block) = Block::of(file) else {
        reader.no_block();
        return (reader.front, 0, reader.found);
    };
    reader.front.span = block.span;
    if !block.closed {
        reader.not_closed(&block);
    }
    if block.inner.len() > LONGEST {
        reader.found.push(
            Diagnostic::new(Rule::FrontMatterInvalid, "the front matter is longer than 64 KiB")
                .at(file, block.opening, "begins here")
                .help("close it with a line `---`, and put the text below that line"),
        );
    } else {
        reader.entries(&block);
    }
    reader.found.sort_by(Diagnostic::order);
    (reader.front, block.body_start, reader.found)
}

struct Reader<'a> {
    file: &'a SourceFile,
    kind: Kind,
    front: FrontMatter,
    found: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn no_block(&mut self) {
        let toml = self.file.text.starts_with("+++");
        let diagnostic = Diagnostic::new(Rule::FrontMatterMissing, "this file does not begin with front matter").at(
            self.file,
            first_line(self.file, Span::default()),
            if toml {
                "ibid reads YAML between lines `---`"
            } else {
                ""
            },
        );
        let lines: Vec<&str> = self.kind.required().iter().map(|name| self.example(name)).collect();
        self.found
            .push(diagnostic.help(format!("begin it with\n---\n{}\n---", lines.join("\n"))));
    }

    fn not_closed(&mut self, block: &Block) {
        let end = Span::new(block.body_start, block.body_start);
        let line_break = if self.file.slice(block.inner).ends_with('\n') {
            ""
        } else {
            "\n"
        };
        self.found.push(
            Diagnostic::new(Rule::FrontMatterInvalid, "the front matter is never closed")
                .at(self.file, block.opening, "opened here")
                .help("write a line `---` after its last key")
                .fix(self.file, end, format!("{line_break}---\n")),
        );
    }

    fn entries(&mut self, block: &Block) {
        let entries = entries(self.file, block, &mut self.found);
        let mut given: BTreeMap<&'static str, bool> = BTreeMap::new();
        let mut misspelt: Vec<&'static str> = Vec::new();
        for entry in entries {
            let Some(key) = self.kind.key(entry.key) else {
                misspelt.extend(self.unknown(entry.key, entry.key_span));
                continue;
            };
            let field = Field {
                file: self.file,
                entry,
                key,
            };
            if entry.broken {
                given.insert(key.name, true);
                continue;
            }
            if let Some(diagnostic) = lint(self.file, &entry) {
                self.found.push(diagnostic);
                given.insert(key.name, true);
            } else if !field.is_empty() {
                given.insert(key.name, true);
                self.front.places.insert(key.name, entry.value);
                if let Err(diagnostic) = self.read(field) {
                    self.found.push(diagnostic);
                }
            }
        }
        // A key that was misspelt is not missing as well.
        let missing: Vec<&'static str> = self
            .kind
            .required()
            .iter()
            .copied()
            .filter(|name| !given.contains_key(name) && !misspelt.contains(name))
            .collect();
        self.missing(&missing, block);
    }

    fn missing(&mut self, missing: &[&'static str], block: &Block) {
        if missing.is_empty() {
            return;
        }
        let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        let names = match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => names.concat(),
        };
        let lines: Vec<&str> = missing.iter().map(|name| self.example(name)).collect();
        self.found.push(
            Diagnostic::new(Rule::FrontMatterMissing, format!("the front matter has no {names}"))
                .at(self.file, block.opening, "")
                .help(format!("add, for example\n{}", lines.join("\n"))),
        );
    }

    fn example(&self, name: &str) -> &'static str {
        self.kind.key(name).map_or("", |key| key.example)
    }

    /// Reports an unknown key; yields the one that was probably meant.
    fn unknown(&mut self, key: &str, span: Span) -> Option<&'static str> {
        let known = || self.kind.keys().iter().map(|key| key.name);
        let elsewhere = match key.to_lowercase().as_str() {
            "author" | "by" | "byline" => Some("authors"),
            "language" | "locale" => Some("lang"),
            "description" | "abstract" | "excerpt" => Some("summary"),
            "keywords" | "categories" | "category" | "topics" => Some("tags"),
            "modified" | "lastmod" | "last_modified" => Some("updated"),
            "permalink" | "url" => Some("slug"),
            "cover" | "thumbnail" | "picture" => Some("image"),
            _ => None,
        };
        let meant = nearest(key, known()).or_else(|| known().find(|&name| Some(name) == elsewhere));
        let diagnostic = Diagnostic::new(
            Rule::FrontMatterUnknown,
            format!("`{key}` is not a key of front matter"),
        );
        self.found.push(if let Some(meant) = meant {
            diagnostic
                .at(self.file, span, format!("did you mean `{meant}`?"))
                .fix(self.file, span, meant)
        } else {
            let names: Vec<String> = known().map(|name| format!("`{name}`")).collect();
            diagnostic
                .at(self.file, span, "not known here")
                .note(format!("the keys are {}", names.join(", ")))
                .help("put values of your own for a theme under `extra:`")
        });
        meant
    }

    fn read(&mut self, field: Field<'a>) -> Read<()> {
        match field.key.name {
            "title" => self.front.title = field.string()?,
            "name" => {
                self.front.title = field.string()?;
                self.author_page();
            }
            "role" => self.author_page().role = field.string()?,
            "links" => self.links(field)?,
            "date" => self.front.date = Some(day(field, &field.string()?)?),
            "updated" => self.front.updated = Some(day(field, &field.string()?)?),
            "authors" => {
                let names = field.strings()?;
                self.front.authors = names.into_iter().map(|name| Author { name }).collect();
            }
            "summary" => self.front.summary = field.string()?,
            "subtitle" => self.front.subtitle = field.string()?,
            "notice" => self.front.notice = field.string()?,
            "tags" => self.front.tags = field.strings()?,
            "series" => self.front.series = Some(field.string()?),
            "number" => self.front.number = Some(field.value::<u32>()?),
            "draft" => self.front.draft = field.value::<bool>()?,
            "lang" => self.front.lang = Some(language(field)?),
            "timezone" => self.front.timezone = Some(timezone(field)?),
            "publish_at" => self.front.publish_at = Some(publish_at(field)?),
            "slug" => self.front.slug = Some(slug(field)?),
            "aliases" => self.aliases(field)?,
            "image" => self.image(field)?,
            "corrections" => self.corrections(field)?,
            "allow" => self.allow(field)?,
            "extra" => {
                let value: serde_json::Value = field.value()?;
                if !value.is_object() {
                    return Err(field.wrong());
                }
                self.front.extra = value;
            }
            _ => {}
        }
        Ok(())
    }

    fn author_page(&mut self) -> &mut AuthorPage {
        self.front.author_page.get_or_insert_default()
    }

    fn links(&mut self, field: Field<'a>) -> Read<()> {
        let mut links: Vec<(String, String)> = match field.pairs() {
            Ok(groups) => groups.into_iter().flat_map(|group| group.0).collect(),
            Err(error) => match field.strings() {
                Ok(addresses) => addresses.into_iter().map(|address| (String::new(), address)).collect(),
                Err(_) => return Err(error),
            },
        };
        links.retain(|(_, address)| {
            let fine = ["https://", "http://", "mailto:"]
                .iter()
                .any(|start| address.starts_with(start));
            if !fine {
                self.found.push(
                    field
                        .error_at_words(address, format!("`{address}` is not a whole address"), "")
                        .help("begin it with `https://` or `mailto:`"),
                );
            }
            fine
        });
        self.author_page().links = links;
        Ok(())
    }

    fn aliases(&mut self, field: Field<'a>) -> Read<()> {
        for alias in field.strings()? {
            let foreign = alias.contains("://") || alias.starts_with("//");
            let odd = |letter: char| letter.is_whitespace() || letter.is_control() || "?#\\\"<>".contains(letter);
            if foreign || alias.contains(odd) || alias.split('/').any(|part| part == ".." || part == ".") {
                self.found.push(
                    field
                        .error_at_words(&alias, format!("`{alias}` is not an address within the site"), "")
                        .help("write the former address without the site's own: `/briefs/old-name/`"),
                );
            } else {
                self.front.aliases.push(alias);
            }
        }
        Ok(())
    }

    fn image(&mut self, field: Field<'a>) -> Read<()> {
        let mut image = Image::default();
        if field.text().starts_with('{') || field.text().contains('\n') || field.text().contains(": ") {
            let groups = field.pairs()?;
            for (part, value) in groups.into_iter().flat_map(|group| group.0) {
                match part.as_str() {
                    "file" => image.file = value,
                    "alt" => image.alt = value,
                    "caption" => image.caption = value,
                    "credit" => image.credit = value,
                    _ => {
                        let known = ["file", "alt", "caption", "credit"];
                        self.found.push(field.unknown_part(&part, &known));
                    }
                }
            }
        } else {
            image.file = field.string()?;
        }
        if image.file.is_empty() {
            return Err(field
                .error("`image` names no file", "")
                .help(format!("write `{}`", field.key.example)));
        }
        self.front.image_span = field.find(&image.file);
        self.front.image = Some(image);
        Ok(())
    }

    fn corrections(&mut self, field: Field<'a>) -> Read<()> {
        for group in field.pairs()? {
            let (mut date, mut text) = (None, String::new());
            let first = group.0.first().map(|(_, value)| value.clone()).unwrap_or_default();
            let before = self.found.len();
            for (part, value) in group.0 {
                match part.as_str() {
                    "date" => match day(field, &value) {
                        Ok(day) => date = Some(day),
                        Err(diagnostic) => self.found.push(diagnostic),
                    },
                    "text" => value.trim().clone_into(&mut text),
                    _ => self.found.push(field.unknown_part(&part, &["date", "text"])),
                }
            }
            match date {
                Some(date) if !text.is_empty() => {
                    self.front.corrections.push(Correction { date, text });
                }
                _ if self.found.len() > before => {}
                _ => self.found.push(
                    field
                        .error_at_words(&first, "a correction lacks its `date` or its `text`", "")
                        .help(format!("write `{}`", field.key.example)),
                ),
            }
        }
        Ok(())
    }

    fn allow(&mut self, field: Field<'a>) -> Read<()> {
        let groups = field.pairs().map_err(|error| match field.strings() {
            Ok(_) => field
                .error("`allow` gives no reason", "each rule needs one")
                .help(format!("write `{}`", field.key.example)),
            Err(_) => error,
        })?;
        for (name, reason) in groups.into_iter().flat_map(|group| group.0) {
            let Some(rule) = Rule::named(&name) else {
                let diagnostic = Diagnostic::new(Rule::FrontMatterInvalid, format!("there is no rule `{name}`"));
                let span = field.find(&name);
                self.found.push(match Rule::nearest(&name) {
                    Some(meant) => diagnostic
                        .at(self.file, span, format!("did you mean `{}`?", meant.name()))
                        .fix(self.file, span, meant.name()),
                    None => diagnostic
                        .at(self.file, span, "")
                        .help("`ibid explain` lists all rules"),
                });
                continue;
            };
            if matches!(reason.trim(), "" | "~" | "null") {
                self.found.push(
                    field
                        .error_at_words(&name, format!("`{name}` is allowed without a reason"), "")
                        .help("say after the colon why it is right here; whoever edits the brief next will ask"),
                );
            } else {
                self.front.allow.push(Allowance {
                    rule,
                    reason: reason.trim().to_owned(),
                    place: field.find(&name),
                    scope: Scope::File,
                });
            }
        }
        Ok(())
    }
}
