use std::collections::BTreeMap;

use serde_json::Value;

use super::super::atproto::{Block, Cid, decode};
use crate::archive::import::json::text;

/// The blocks that make up the index of a repository. Records are not among them, so that it stays small.
#[derive(Default)]
pub(super) struct Index {
    nodes: BTreeMap<Cid, Vec<u8>>,
    commits: BTreeMap<Cid, Value>,
    /// The account's profiles, as they were shown.
    names: BTreeMap<Cid, String>,
}

/// What the index names.
#[derive(Default)]
pub(super) struct Tree {
    /// The account's stable name.
    pub(super) did: String,
    /// The name it shows.
    pub(super) name: Option<String>,
    /// The blocks of posts, with the keys under which each stands.
    pub(super) posts: BTreeMap<Cid, Vec<String>>,
    /// How many records are no posts.
    pub(super) others: u64,
    /// How many parts of the index are missing.
    pub(super) gaps: u64,
}

impl Index {
    /// Keeps a block if it belongs to the index.
    pub(super) fn block(&mut self, block: Block) {
        let Some((value, _)) = decode(&block.bytes) else {
            return;
        };
        if value.get("e").is_some_and(Value::is_array) && value.get("l").is_some() {
            self.nodes.insert(block.cid, block.bytes);
        } else if text(&value, "did").is_some() && value.get("data").is_some() {
            self.commits.insert(block.cid, value);
        } else if text(&value, "$type") == Some("app.bsky.actor.profile")
            && let Some(name) = text(&value, "displayName")
        {
            self.names.insert(block.cid, name.to_owned());
        }
    }

    /// Walks the index from where the file says that it begins; `None` when there is no beginning.
    pub(super) fn walk(&self, roots: &[Cid]) -> Option<Tree> {
        let named = roots.iter().find_map(|root| self.commits.get(root));
        let commit = named.or_else(|| self.commits.values().next())?;
        let mut tree = Tree {
            did: text(commit, "did")?.to_owned(),
            ..Tree::default()
        };
        let mut open: Vec<Cid> = commit.get("data").and_then(link).into_iter().collect();
        // No part can hold itself, but one may be named twice.
        let mut walked = std::collections::BTreeSet::new();
        while let Some(cid) = open.pop() {
            if !walked.insert(cid.clone()) {
                continue;
            }
            let Some((node, _)) = self.nodes.get(&cid).and_then(|bytes| decode(bytes)) else {
                tree.gaps += 1;
                continue;
            };
            open.extend(node.get("l").and_then(link));
            let mut path = Vec::new();
            for entry in node.get("e").and_then(Value::as_array).into_iter().flatten() {
                open.extend(entry.get("t").and_then(link));
                // Each path begins as the one before it.
                let shared = entry.get("p").and_then(Value::as_u64).unwrap_or(0);
                path.truncate(usize::try_from(shared).unwrap_or(0));
                path.extend(bytes(entry.get("k")));
                if let (Ok(path), Some(record)) = (std::str::from_utf8(&path), entry.get("v").and_then(link)) {
                    self.named(path, record, &mut tree);
                }
            }
        }
        Some(tree)
    }

    fn named(&self, path: &str, record: Cid, tree: &mut Tree) {
        if let Some(rkey) = path.strip_prefix("app.bsky.feed.post/") {
            tree.posts.entry(record).or_default().push(rkey.to_owned());
            return;
        }
        tree.others += 1;
        if path == "app.bsky.actor.profile/self" {
            tree.name = self.names.get(&record).cloned();
        }
    }
}

fn link(value: &Value) -> Option<Cid> {
    Cid::parse(value.get("$link")?.as_str()?)
}

fn bytes(value: Option<&Value>) -> Vec<u8> {
    let text = value.and_then(|value| value.get("$bytes")?.as_str()).unwrap_or("");
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
            .unwrap_or(0)
    };
    text.as_bytes()
        .chunks_exact(2)
        .map(|pair| digit(pair[0]) << 4 | digit(pair[1]))
        .collect()
}
