//! Commentary that reaches nobody: its name fits no account, or it is no file that is read.

use std::fs;
use std::path::Path;

use super::files::failed;
use super::unit::{Unit, shown};
use crate::archive::{Account, Class, StoreError};
use crate::diagnostic::{Diagnostic, Label, Place, Rule, Severity, nearest};
use crate::source::{SourceFile, Span};

/// A remark on commentary on an account that is not among those that were seen. Where it would guard somebody, it is an error.
pub(super) fn nobody<'a>(unit: &Unit, place: Place, seen: impl Iterator<Item = &'a Account>) -> Diagnostic {
    let name = &unit.stem;
    let guards = unit.commentary.iter().any(|said| said.class >= Some(Class::Private));
    let mut diagnostic = Diagnostic::new(
        Rule::ArchiveCommentary,
        format!(
            "there is commentary on `{name}`, but no capture of an account of that name on {}",
            unit.platform.as_str()
        ),
    );
    if guards {
        diagnostic = diagnostic.note("so nobody is kept from view by it");
    } else {
        diagnostic.severity = Severity::Warning;
    }
    diagnostic.primary = Some(Label {
        place,
        text: String::new(),
    });
    let handles = seen
        .filter(|account| account.key.platform == unit.platform)
        .flat_map(|account| &account.handles)
        .map(|used| used.handle.as_str());
    diagnostic.help(match nearest(name, handles) {
        Some(near) => format!("did you mean `{near}`? The file is named after a handle of the account"),
        None => "name the file after a handle of the account, and put it into the folder of its platform".to_owned(),
    })
}

/// A remark on a file that looks like commentary and is not read.
pub(super) fn misplaced(path: &Path, root: &Path, store: &str) -> Result<Diagnostic, StoreError> {
    let name = shown(path, root);
    let bytes = fs::read(path).map_err(|error| failed(store, &format!("{name}: {error}")))?;
    let file = SourceFile::new(name.as_str(), &String::from_utf8_lossy(&bytes));
    Ok(Diagnostic::new(
        Rule::ArchiveCommentary,
        format!("`{name}` looks like commentary, and is not read"),
    )
    .at(&file, Span::new(0, 0), "")
    .note("so nobody is kept from view by it")
    .help(format!(
        "commentary is in `{store}/<platform>/<handle>.yaml`, in small letters and with nothing after it"
    )))
}
