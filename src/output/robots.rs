//! What machines are told of the site: its pages, what they may read, where former addresses lead.

use crate::config::BaseUrl;
use crate::html::escape;
use crate::site::Route;

/// `/sitemap.xml` (sitemaps.org 0.9).
pub fn sitemap<'a>(base: &BaseUrl, pages: impl Iterator<Item = &'a Route>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages {
        xml.push_str("<url><loc>");
        xml.push_str(&escape(&page.url(base)));
        xml.push_str("</loc></url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// `/robots.txt`: everything may be read, and where the list of pages is.
pub fn robots(base: &BaseUrl) -> String {
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}\n",
        Route::new("/sitemap.xml").url(base)
    )
}

/// A page at a former address that leads to the present one, with and without the browser's help.
pub fn redirect(base: &BaseUrl, to: &Route) -> String {
    let (href, url) = (to.href(base), to.url(base));
    format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>{url}</title>\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{url}\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n</head>\n<body>\n\
         <p><a href=\"{href}\">{url}</a></p>\n</body>\n</html>\n",
        href = escape(&href),
        url = escape(&url),
    )
}
