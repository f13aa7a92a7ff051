use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::bibliography::{Named, Style, find_style};
use crate::config::{Config, StyleName};
use crate::diagnostic::{Diagnostic, Label, Rule};

/// The style of references where a site names none: the footnotes of the humanities.
const DEFAULT: &str = "chicago-notes";

/// The style that a site sets its references in, kept while it is the same: reading one takes longer than a preview may.
#[derive(Debug, Default)]
pub(super) struct Styles {
    last: Option<(String, Option<String>, Arc<Style>)>,
    /// Where the file of the style was looked for.
    looked_at: Vec<PathBuf>,
}

impl Styles {
    /// The style that `site.toml` names. None is read where there are no references, but a wrong name is always said.
    pub(super) fn of(&mut self, root: &Path, config: &Config, wanted: bool) -> Result<Option<Arc<Style>>, Diagnostic> {
        self.looked_at.clear();
        let (name, text) = match &config.style {
            None => (DEFAULT.to_owned(), None),
            Some(named) => match find_style(&named.name) {
                Named::Known(name) => (name, None),
                Named::File(file) => {
                    self.looked_at = paths(root, config.theme.as_deref(), &file);
                    let path = self.looked_at.iter().find(|path| path.is_file());
                    let text = path.and_then(|path| fs::read_to_string(path).ok());
                    let text = text.ok_or_else(|| absent(named, &file))?;
                    (file, Some(text))
                }
                Named::Absent => return Err(not_bundled(named)),
                Named::Unknown(nearest) => return Err(unknown(named, nearest.as_deref())),
            },
        };
        if !wanted && text.is_none() {
            return Ok(None);
        }
        if let Some((known, of, style)) = &self.last
            && *known == name
            && *of == text
        {
            return Ok(Some(Arc::clone(style)));
        }
        let style = match (&text, &config.style) {
            (Some(csl), Some(named)) => Style::from_csl(csl).map_err(|why| unusable(named, &why))?,
            _ => match Style::named(&name) {
                Some(style) => style,
                None => return Ok(None),
            },
        };
        let style = Arc::new(style);
        self.last = Some((name, text, Arc::clone(&style)));
        Ok(Some(style))
    }

    /// Where the file of the style was looked for, whether it is there or not.
    pub(super) fn looked_at(&self) -> &[PathBuf] {
        &self.looked_at
    }
}

/// A style file lies in the site's folder, or in its theme's; never elsewhere on the machine.
fn paths(root: &Path, theme: Option<&str>, file: &str) -> Vec<PathBuf> {
    let is_inside = Path::new(file)
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir));
    let folders = [
        Some(root.to_path_buf()),
        theme.map(|theme| root.join("themes").join(theme)),
    ];
    let folders = folders.into_iter().flatten().filter(|_| is_inside);
    folders.map(|folder| folder.join(file)).collect()
}

fn at(named: &StyleName, message: String, label: String) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Rule::ConfigInvalid, message);
    diagnostic.primary = Some(Label {
        place: named.place.clone(),
        text: label,
    });
    diagnostic
}

fn unknown(named: &StyleName, nearest: Option<&str>) -> Diagnostic {
    let label = nearest.map_or_else(
        || "not known".to_owned(),
        |nearest| format!("did you mean `{nearest}`?"),
    );
    let help = "the styles are those of the Citation Style Language: `chicago-notes`, `chicago-author-date`, `apa`, `mla`, \
                 `mhra`, `harvard`, `ieee` and others; or name a file of the site: `style = \"house.csl\"`";
    at(named, format!("there is no style `{}`", named.name), label).help(help)
}

fn not_bundled(named: &StyleName) -> Diagnostic {
    let name = &named.name;
    let help = format!(
        "get its file from the style repository of Zotero, put it beside site.toml, and write `style = \"{}.csl\"`",
        name.to_lowercase()
    );
    at(
        named,
        format!("the style `{name}` does not come with ibid"),
        String::new(),
    )
    .help(help)
}

fn absent(named: &StyleName, file: &str) -> Diagnostic {
    let help = format!("put `{file}` into the folder of site.toml, or of the theme");
    at(
        named,
        format!("the style `{file}` is not there"),
        "this file".to_owned(),
    )
    .help(help)
}

fn unusable(named: &StyleName, why: &str) -> Diagnostic {
    at(
        named,
        format!("the style `{}` cannot be used: {why}", named.name),
        "this file".to_owned(),
    )
}
