//! What an archive says of itself: whose it is, when it was made, how many posts each file should hold.

use std::collections::BTreeMap;
use std::io::Read as _;

use jiff::Timestamp;
use serde_json::Value;

use super::members::{Kind, Member, after_assignment};
use crate::archive::import::json::{Id, count, id, text};
use crate::archive::import::readers::native::twitter::moment;
use crate::archive::import::{Author, Options, Package};

/// What an archive says of itself.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Whose posts these are.
    pub(super) author: Author,
    /// When it was made.
    pub(super) made: Option<Timestamp>,
    /// How many posts each member should hold.
    pub(super) counts: BTreeMap<String, u64>,
    /// How many there should be in all.
    pub(super) total: Option<u64>,
    /// The folders of files attached to posts, with their slash.
    pub(super) media: Vec<String>,
}

/// Far more than these members ever hold.
const LONGEST: u64 = 16 * 1024 * 1024;

impl About {
    /// Reads what is there; the user's word for the account is taken where the archive does not tell it.
    pub(super) fn read(package: &Package, members: &[Member<'_>], options: &Options) -> Self {
        let mut about = Self::default();
        for member in members {
            let value = || value(package, member.name).unwrap_or_default();
            match member.kind {
                Kind::Manifest => about.manifest(&value(), member.name),
                Kind::Account => about.account(&value()),
                Kind::OldAccount => {
                    let details = value();
                    let of = |name: &str| text(&details, name).map(str::to_owned);
                    about.who(number(&details, "id"), of("screen_name"), of("full_name"));
                }
                Kind::OldManifest => {
                    let details = value();
                    about.made = text(&details, "created_at").and_then(moment::parse);
                    about.total = details.get("tweets").and_then(count);
                }
                _ => {}
            }
        }
        about.who(None, options.account.clone(), None);
        about.media = folders(package);
        about
    }

    fn manifest(&mut self, manifest: &Value, member: &str) {
        if let Some(user) = manifest.get("userInfo") {
            let of = |name: &str| text(user, name).map(str::to_owned);
            self.who(number(user, "accountId"), of("userName"), of("displayName"));
        }
        let archive = manifest.get("archiveInfo");
        self.made = archive.and_then(|archive| moment::parse(text(archive, "generationDate")?)).or(self.made);
        // Names of files are from the root of the archive, which may itself be a folder of the package.
        let root = member.strip_suffix("data/manifest.js").unwrap_or("");
        let types = manifest.get("dataTypes").and_then(Value::as_object);
        let files = types.into_iter().flat_map(|types| types.values()).filter_map(|kind| kind.get("files")?.as_array());
        for file in files.flatten() {
            if let (Some(name), Some(number)) = (text(file, "fileName"), file.get("count").and_then(count)) {
                self.counts.insert(format!("{root}{name}"), number);
            }
        }
    }

    fn account(&mut self, accounts: &Value) {
        let Some(account) = accounts.get(0) else {
            return;
        };
        let account = account.get("account").unwrap_or(account);
        let of = |name: &str| text(account, name).map(str::to_owned);
        self.who(number(account, "accountId"), of("username"), of("accountDisplayName"));
    }

    fn who(&mut self, id: Option<String>, handle: Option<String>, name: Option<String>) {
        let author = &mut self.author;
        author.id = author.id.take().or(id);
        author.handle = author.handle.take().or(handle);
        author.name = author.name.take().or(name);
    }
}

fn folders(package: &Package) -> Vec<String> {
    const NAMES: &[&str] = &["tweets_media", "tweet_media", "community_tweet_media"];
    let mut found: Vec<String> = Vec::new();
    for member in package.members() {
        if let Some((folder, _)) = member.rsplit_once('/')
            && NAMES.contains(&folder.rsplit('/').next().unwrap_or(folder))
            && found.last().is_none_or(|last| last.trim_end_matches('/') != folder)
        {
            found.push(format!("{folder}/"));
        }
    }
    found
}

fn number(value: &Value, name: &str) -> Option<String> {
    match id(value.get(name)?)? {
        Id::Exact(id) => Some(id),
        Id::Damaged(_) => None,
    }
}

fn value(package: &Package, member: &str) -> Option<Value> {
    let reader = after_assignment(package.read(member).ok()?).take(LONGEST);
    // Something may stand behind the value: `;`.
    serde_json::Deserializer::from_reader(reader).into_iter().next()?.ok()
}
