use crate::archive::import::{Options, Package, PackageError, Sink};

pub(super) fn recognises(_package: &Package) -> bool {
    false
}

pub(super) fn read(_package: &Package, _options: &Options, _sink: &mut dyn Sink) -> Result<(), PackageError> {
    Ok(())
}
