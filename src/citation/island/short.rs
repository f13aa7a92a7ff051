use crate::citation::ShortForm;
use crate::citation::item::Item;

/// The item as a short form: `Ibid.`, `Harbour Watch, supra note 3`, `see note 3`.
pub(in crate::citation) fn short_form(_item: &Item<'_>) -> Option<ShortForm> {
    None
}
