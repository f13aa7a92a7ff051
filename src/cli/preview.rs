//! The edition as the preview asks for it: page by page, made when it is asked for.

use crate::build::{Edition, Page, Rendered};
use crate::output::{Content, derivative};
use crate::serve::{Body, Pages, Resource};
use crate::site::Route;

impl Pages for Edition {
    fn base(&self) -> &str {
        &self.site.config.base_url.path
    }

    fn get(&self, path: &str) -> Option<Resource> {
        let rest = path.strip_prefix(self.base()).or_else(|| path.strip_prefix('/'))?;
        let page = self.addresses().get(&Route::new(format!("/{rest}")))?;
        Some(self.resource(page))
    }

    fn not_found(&self) -> Resource {
        self.resource(&Page::NotFound)
    }
}

impl Edition {
    fn resource(&self, page: &Page) -> Resource {
        match self.render(page) {
            Ok(Rendered { content, media_type }) => Resource {
                body: match content {
                    Content::Bytes(bytes) => Body::Bytes(bytes),
                    Content::Copy(file) => Body::File(file),
                    // A file that vanished just now is an empty one; the next reading says that it is missing.
                    Content::Derivative(file) => Body::Bytes(derivative::bytes(&file).unwrap_or_default()),
                },
                media_type,
                problem: None,
            },
            Err(problem) => Resource {
                body: Body::Bytes(Vec::new()),
                media_type: "text/html; charset=utf-8",
                problem: Some(problem),
            },
        }
    }
}
