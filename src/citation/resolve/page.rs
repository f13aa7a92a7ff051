use crate::archive::{Archive, PageAddress, StoreError};
use crate::citation::{Meaning, OtherSource, Resolution};

/// A source that is no post: the page of its address, if that is archived.
pub(super) fn resolve(source: &OtherSource, archive: &dyn Archive) -> Result<Resolution, StoreError> {
    let address = source.url.as_ref().and_then(|url| PageAddress::parse(&url.value));
    let page = match address {
        Some(address) => archive.post(&address.key)?,
        None => None,
    };
    Ok(match page {
        Some(page) => Resolution::new(Meaning::Exact(page), "its address names an archived page".to_owned()),
        None => Resolution::new(Meaning::Other, "another source".to_owned()),
    })
}
