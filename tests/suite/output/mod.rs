//! What is published: pages and files as readers, feed readers and search engines get them.

mod data;
mod feeds;
mod figures;
mod pages;
pub(crate) mod privacy;
mod quotations;

/// A brief with this body.
fn brief(title: &str, front: &str, body: &str) -> String {
    format!("---\ntitle: \"{title}\"\ndate: 2018-01-02\nauthors: [\"R. Haddad\"]\n{front}---\n\n{body}\n")
}
