use super::{Edition, Page};
use crate::diagnostic::Diagnostic;
use crate::output::{Content, cite, data, feed, references, robots};
use crate::theme::Template;

/// A page as published.
#[derive(Debug)]
pub struct Rendered {
    /// Its bytes, or the file they are copied from.
    pub content: Content,
    /// What they are.
    pub media_type: &'static str,
}

impl Edition {
    /// Makes one page.
    ///
    /// # Errors
    /// When its template fails.
    pub fn render(&self, page: &Page) -> Result<Rendered, Diagnostic> {
        let presenter = self.presenter();
        let site_lang = &self.site.config.language;
        match page {
            Page::Home(number) => self.html(Template::Home, &presenter.home(*number), site_lang),
            Page::Brief(index) => {
                let view = presenter.brief(*index);
                self.html(Template::Brief, &view, &self.site.briefs[*index].lang)
            }
            Page::EvidenceSheet(index) => {
                let view = presenter.evidence_sheet(*index);
                self.html(Template::Evidence, &view, &self.site.briefs[*index].lang)
            }
            Page::EvidenceData(index) => Ok(text(
                data::evidence_json(&self.site, *index),
                "application/json; charset=utf-8",
            )),
            Page::BibTeX(index) => Ok(text(data::bibtex(&self.site, *index), "text/plain; charset=utf-8")),
            Page::Ris(index) => Ok(text(cite::ris(&self.site, *index), "text/plain; charset=utf-8")),
            Page::CslJson(index) => Ok(text(
                cite::csl_json(&self.site, *index),
                "application/json; charset=utf-8",
            )),
            Page::ReferencesData(index) => Ok(text(
                references::references_json(&self.site, *index),
                "application/json; charset=utf-8",
            )),
            Page::Text(index) => {
                let view = presenter.text_page(*index);
                self.html(Template::Page, &view, &self.site.pages[*index].lang)
            }
            Page::Post(index) => self.html(Template::Post, &presenter.post(*index), site_lang),
            Page::Account(key, number) => {
                self.found(Template::Account, presenter.account(key, *number).as_ref(), site_lang)
            }
            Page::Hashtag(tag, number) => {
                self.found(Template::Hashtag, presenter.hashtag(tag, *number).as_ref(), site_lang)
            }
            Page::Member(list, slug, number) => self.found(
                Template::List,
                presenter.member(*list, slug, *number).as_ref(),
                site_lang,
            ),
            Page::Names(list, number) => self.html(Template::Page, &presenter.names(*list, *number), site_lang),
            Page::Archive(number) => self.html(Template::Archive, &presenter.archive(*number), site_lang),
            Page::Report(number) => self.html(Template::Report, &presenter.report(*number), site_lang),
            Page::Sources => self.html(Template::Sources, &presenter.sources(), site_lang),
            Page::NotFound => self.html(Template::NotFound, &presenter.not_found(), site_lang),
            Page::AtomFeed => Ok(text(
                feed::atom(&self.site, &presenter),
                "application/atom+xml; charset=utf-8",
            )),
            Page::JsonFeed => Ok(text(
                feed::json(&self.site, &presenter),
                "application/feed+json; charset=utf-8",
            )),
            Page::Sitemap => {
                let pages = self
                    .addresses()
                    .iter()
                    .filter(|(_, page)| page.is_for_search(&self.site))
                    .map(|(route, _)| route);
                Ok(text(
                    robots::sitemap(&self.site.config.base_url, pages),
                    "application/xml; charset=utf-8",
                ))
            }
            Page::Robots => Ok(text(
                robots::robots(&self.site.config.base_url),
                "text/plain; charset=utf-8",
            )),
            Page::Redirect(to) => Ok(text(robots::redirect(&self.site.config.base_url, to), HTML)),
            Page::ThemeFile(name) => Ok(Rendered {
                content: Content::Bytes(
                    self.theme
                        .asset(name)
                        .map(|file| file.bytes.to_vec())
                        .unwrap_or_default(),
                ),
                media_type: media_type(name),
            }),
            Page::Media(file) => Ok(Rendered {
                content: Content::Derivative(file.clone()),
                media_type: media_type(&file.to_string_lossy()),
            }),
            Page::Copy(file) => Ok(Rendered {
                content: Content::Copy(file.clone()),
                media_type: media_type(&file.to_string_lossy()),
            }),
        }
    }

    fn html(&self, template: Template, view: &impl serde::Serialize, lang: &str) -> Result<Rendered, Diagnostic> {
        let html = self.theme.render(template, view, self.frame(lang))?;
        Ok(text(html, HTML))
    }

    /// A page of the address table that the site does not have cannot be: the table is made from the same site.
    fn found<V: serde::Serialize>(
        &self,
        template: Template,
        view: Option<&V>,
        lang: &str,
    ) -> Result<Rendered, Diagnostic> {
        match view {
            Some(view) => self.html(template, view, lang),
            None => self.render(&Page::NotFound),
        }
    }
}

const HTML: &str = "text/html; charset=utf-8";

fn text(text: String, media_type: &'static str) -> Rendered {
    Rendered {
        content: Content::Bytes(text.into_bytes()),
        media_type,
    }
}

/// By the ending of a file's name.
fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "md" | "bib" | "ris" | "csv" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
