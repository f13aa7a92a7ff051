//! Exports that are a folder of files around one that names them.

use crate::archive::import::Package;

/// The files that such a package is built around: a single file that fits; or, of a folder or ZIP, those that fit, if
/// whatever else there is lies beside or below one of them. Else none: then the package holds more than such exports.
pub(crate) fn roots(package: &Package, named: impl Fn(&str) -> bool, fits: impl Fn(&str) -> bool) -> Vec<&str> {
    if let Some(single) = package.single() {
        return if fits(&package.head(single)) {
            vec![single]
        } else {
            Vec::new()
        };
    }
    let mut roots = Vec::new();
    for member in package.members() {
        if named(&base(member).to_ascii_lowercase()) && fits(&package.head(member)) {
            roots.push(member.as_str());
        }
    }
    let at_home = |member: &String| roots.iter().any(|root| member.starts_with(folder(root)));
    if package.members().iter().all(at_home) {
        roots
    } else {
        Vec::new()
    }
}

/// The files to read: those that were found, or, where the user says what a single file is, that file whatever it looks like.
pub(crate) fn chosen<'p>(package: &'p Package, found: Vec<&'p str>) -> Vec<&'p str> {
    if found.is_empty() {
        package.single().into_iter().collect()
    } else {
        found
    }
}

/// Whether a file's name ends so, in any case of its letters.
pub(crate) fn ends(name: &str, end: &str) -> bool {
    name.to_ascii_lowercase().ends_with(end)
}

/// The folder of a member, with its slash; empty at the top.
pub(crate) fn folder(member: &str) -> &str {
    member.rfind('/').map_or("", |slash| &member[..=slash])
}

/// The name of a member without its folders.
pub(crate) fn base(member: &str) -> &str {
    member.rsplit('/').next().unwrap_or(member)
}

/// The member at a path that a file of the package names, if it is there: beside that file, or below.
pub(crate) fn beside<'p>(package: &'p Package, root: &str, path: &str) -> Option<&'p str> {
    let wanted = format!("{}{}", folder(root), path.trim_start_matches(['/', '.']));
    let at = package.members().binary_search(&wanted).ok()?;
    package.members().get(at).map(String::as_str)
}
