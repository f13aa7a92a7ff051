//! A page that somebody saved in a file of its own.

use jiff::Timestamp;

use super::page::{Page, worth_reading};
use crate::archive::StoreError;
use crate::archive::import::readers::native::Origin;
use crate::archive::import::{Item, Options, Package, Place, Sink, Skip, Source};

/// The largest page that is looked at.
pub(crate) const LARGEST: u64 = 64 * 1024 * 1024;

/// A saved page.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    /// Where it was saved from.
    pub(crate) url: Option<String>,
    /// When, as the file says.
    pub(crate) saved: Option<Timestamp>,
    /// Its markup.
    pub(crate) body: Vec<u8>,
    /// With the character set.
    pub(crate) media_type: String,
    /// Of the file.
    pub(crate) sha256: String,
    /// Program and version.
    pub(crate) tool: Option<String>,
}

impl Snapshot {
    /// Hands over what stands in the page: a page of its own is one item at least.
    pub(crate) fn give(
        &self,
        package: &Package,
        member: &str,
        method: &'static str,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<(), StoreError> {
        let place = Place {
            file: member.to_owned(),
            line: None,
        };
        let Some(url) = &self.url else {
            let broken = "the page does not say which address it was saved from".to_owned();
            return sink.take(&place, Item::Broken(broken));
        };
        if !worth_reading(url, "text/html") {
            return sink.take(&place, Item::Skipped(Skip::NotAPost));
        }
        let saved = self.saved.map(|moment| (moment, "payload"));
        let told = saved.or_else(|| Some((options.captured?, "user")));
        let Some(captured) = told.or_else(|| Some((package.modified(member)?, "mtime"))) else {
            return sink.take(&place, Item::Skipped(Skip::NoCaptureTime));
        };
        let origin = Origin {
            method,
            tool: self.tool.clone(),
            captured,
            source: Source {
                name: member.to_owned(),
                line: None,
                sha256: self.sha256.clone(),
            },
        };
        let page = Page {
            url,
            status: 200,
            location: None,
            media_type: &self.media_type,
            body: &self.body,
            revisit: false,
        };
        for item in page.items(&origin) {
            sink.take(&place, item)?;
        }
        Ok(())
    }
}
