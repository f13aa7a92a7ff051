//! WARC and ARC: what a crawler or browser received, record by record. Pages and responses in which posts stand become
//! captures; everything else is counted.

mod arc;
mod digest;
mod head;
mod http;
mod record;
mod stream;
#[cfg(test)]
mod tests;
mod visit;

use std::collections::BTreeSet;

pub(super) use visit::Visit;

use crate::archive::PostKey;
use crate::archive::import::{Options, Package, PackageError, Sink};

const NAME: &str = "warc";

pub(super) fn recognises(package: &Package) -> bool {
    package
        .single()
        .is_some_and(|member| is_web_archive(&package.head(member)))
}

/// Whether a file that begins so is a WARC or an ARC.
pub(super) fn is_web_archive(head: &str) -> bool {
    let head = head.trim_start();
    head::version(head).is_some_and(|rest| rest.starts_with(['0', '1'])) || head.starts_with("filedesc://")
}

pub(super) fn read(package: &Package, _options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let Some(member) = package.single() else {
        return Ok(());
    };
    let mut visit = Visit::new(member, NAME, sink, None);
    visit.read(package)?;
    visit.finish()?;
    Ok(())
}

/// Reads a member of a larger package; what pages there are in it is added to those that were seen.
pub(super) fn read_member(
    package: &Package,
    member: &str,
    method: &'static str,
    sink: &mut dyn Sink,
    seen: &mut BTreeSet<PostKey>,
) -> Result<(), PackageError> {
    let mut visit = Visit::new(member, method, sink, Some(seen));
    visit.read(package)?;
    Ok(visit.finish()?)
}
