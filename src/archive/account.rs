//! Accounts: who posts, under which handles, and how public they are.

use std::sync::Arc;

use jiff::civil::Date;

use super::Platform;
use std::cmp::Ordering;

/// What names an account: its platform and its stable id, else the handle first seen, folded.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountKey {
    /// Where it posts.
    pub platform: Platform,
    /// The platform's id, or the folded handle where no id is known.
    pub id: Arc<str>,
}

/// Who posts.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its name for the program.
    pub key: AccountKey,
    /// The platform's stable id, when captured.
    pub id: Option<String>,
    /// Display name: from the commentary, else as last captured.
    pub name: Option<String>,
    /// The handle its address is made of: the file's name, that is, the one first seen. It never changes.
    pub slug: Arc<str>,
    /// All handles it has had, as written, oldest first; the last is the current one. Never empty.
    pub handles: Vec<HandleUse>,
    /// How public a person or body it is.
    pub class: Option<Class>,
    /// Commentary on who it is.
    pub about: Option<String>,
    /// Commentary: why a private account may be named and quoted all the same, such as its consent.
    pub consent: Option<String>,
}

/// A handle with the time of its use, as far as known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandleUse {
    /// Without `@`.
    pub handle: String,
    /// First day of use.
    pub from: Option<Date>,
    /// Day on which it was given up.
    pub to: Option<Date>,
}

/// How public an account is; decides what is shown of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Speaks in public by office or trade.
    PublicFigure,
    /// A body, not a person.
    Organisation,
    /// A news outlet.
    Media,
    /// A private person: name, handle and avatar are not shown.
    Private,
    /// A person whom being quoted may harm: as private.
    AtRisk,
}

impl Class {
    const ALL: &[Self] = &[
        Self::PublicFigure,
        Self::Organisation,
        Self::Media,
        Self::Private,
        Self::AtRisk,
    ];

    /// The words for classes in commentary.
    pub const NAMES: &[&str] = &["public-figure", "organisation", "media", "private", "at-risk"];

    /// The class that commentary means by a word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.name() == word)
    }

    /// The word for it in commentary.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

impl Account {
    /// The handle it was last known by.
    pub fn handle(&self) -> &str {
        &self.handles[self.handles.len() - 1].handle
    }

    /// The same as it is shown.
    pub fn shown_handle(&self) -> String {
        self.key.platform.shown_handle(self.handle())
    }

    /// Whether who it is must be kept from readers.
    pub fn is_private(&self) -> bool {
        matches!(self.class, Some(Class::Private | Class::AtRisk))
    }

    /// Whether what it says must be kept from readers, too: whoever searches for the words finds who said them. Not where there is
    /// a reason to name it.
    pub fn is_sealed(&self) -> bool {
        self.is_private() && self.consent.is_none()
    }

    /// Guards it as the strictest says. A reason to name somebody all the same counts only beside the strictest class: who gave it
    /// for a milder one did not know.
    pub(super) fn guard(&mut self, class: Option<Class>, consent: Option<&str>) {
        match class.cmp(&self.class) {
            Ordering::Greater => {
                self.class = class;
                self.consent = consent.map(str::to_owned);
            }
            Ordering::Equal => self.consent = self.consent.take().or_else(|| consent.map(str::to_owned)),
            Ordering::Less => {}
        }
    }
}
