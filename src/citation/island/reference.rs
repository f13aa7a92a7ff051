use crate::citation::ReferenceQuery;
use crate::citation::item::Item;

/// The item as `[@key, p. 3]`, with what stands before it.
pub(in crate::citation) fn reference(_item: &Item<'_>) -> Option<ReferenceQuery> {
    None
}
