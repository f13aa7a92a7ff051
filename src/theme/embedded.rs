//! The files of the default theme, compiled in so that a site needs nothing else. A test holds the table against the
//! folder.

macro_rules! files {
    ($($path:literal)*) => {
        /// Path inside the theme, and content.
        pub(super) const FILES: &[(&str, &[u8])] = &[
            $(($path, include_bytes!(concat!("../../themes/default/", $path))),)*
        ];
    };
}

files! {
    "static/glyphs.svg"
    "static/style.css"
    "strings/ar.toml"
    "strings/de.toml"
    "strings/en.toml"
    "strings/es.toml"
    "strings/fa.toml"
    "strings/fr.toml"
    "strings/he.toml"
    "templates/404.html"
    "templates/account.html"
    "templates/archive.html"
    "templates/base.html"
    "templates/brief-item.html"
    "templates/brief.html"
    "templates/card.html"
    "templates/chart.html"
    "templates/cited-by.html"
    "templates/claim.html"
    "templates/counts.html"
    "templates/entry.html"
    "templates/evidence.html"
    "templates/facts.html"
    "templates/figure.html"
    "templates/hashtag.html"
    "templates/home.html"
    "templates/key.html"
    "templates/list.html"
    "templates/marks.html"
    "templates/note.html"
    "templates/page.html"
    "templates/pager.html"
    "templates/picture.html"
    "templates/post-item.html"
    "templates/post.html"
    "templates/posts.html"
    "templates/report.html"
    "templates/source.html"
    "templates/sources.html"
    "templates/tally.html"
    "templates/transcript.html"
}
