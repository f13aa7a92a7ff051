use super::{Presenter, Voice};
use crate::archive::{Account, Post};
use crate::html::{self, breakable, escape};
use crate::site::Entry;

impl Presenter<'_> {
    /// How to cite a brief, in the order of notes: authors, title, series, site, date, address.
    pub(super) fn cite_brief(&self, voice: Voice<'_>, entry: &Entry) -> String {
        let front = &entry.brief.front;
        let names: Vec<String> = entry
            .authors
            .iter()
            .map(|author| self.site.groups.author_name(author).to_owned())
            .collect();
        let mut parts = Vec::new();
        if !names.is_empty() {
            parts.push(isolated(&escape(&voice.strings.list(&names))));
        }
        let title = html::inline_markdown(&front.title, voice.lang);
        parts.push(format!(
            "{}<bdi>{title}</bdi>{}",
            voice.strings.get("quote_open"),
            voice.strings.get("quote_close")
        ));
        if let Some(series) = &front.series {
            let number = front.number.map(|number| format!(" {number}")).unwrap_or_default();
            parts.push(format!("<cite><bdi>{}</bdi></cite>{number}", escape(series)));
        }
        parts.push(isolated(&escape(&self.site.config.title)));
        if let Some(date) = front.date {
            parts.push(isolated(&voice.strings.date_long(date)));
        }
        parts.push(format!(
            "<bdi dir=\"ltr\">{}</bdi>",
            escape(&entry.route.url(&self.site.config.base_url))
        ));
        format!("{}.", parts.join(voice.comma()))
    }

    /// How to cite a post from this archive: handle, platform, moment, capture, site, address.
    pub(super) fn cite_post(&self, voice: Voice<'_>, post: &Post) -> String {
        let shown = post.display_capture();
        let who = self.who(voice, post);
        let private = self.account_of(post).is_some_and(Account::is_private);
        let name = if private { who.name } else { who.handle };
        let sep = voice.comma();
        let captured = voice
            .strings
            .format("captured_on", &[("when", &voice.moment(shown.captured).text)]);
        format!(
            "<bdi>{}</bdi>{sep}<bdi>{}</bdi>{sep}<bdi>{}</bdi>{}<bdi>{}</bdi>{sep}<bdi>{}</bdi>{sep}<bdi dir=\"ltr\">{}</bdi>.",
            escape(&name),
            escape(&who.platform_name),
            voice.moment(shown.posted).text,
            voice.strings.get("clause_sep"),
            escape(&captured),
            escape(&self.site.config.title),
            breakable(&escape(
                &self.site.evidence.route_of(post).url(&self.site.config.base_url)
            )),
        )
    }
}

/// A part that keeps its own direction: a date after a name of another script would change sides with it.
fn isolated(part: &str) -> String {
    format!("<bdi>{part}</bdi>")
}
