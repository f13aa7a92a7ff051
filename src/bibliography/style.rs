use std::sync::LazyLock;

use serde::Deserialize;

#[cfg(feature = "bibliography")]
use crate::diagnostic::nearest;

/// What the name of a style was found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A style that comes with the program, by its name there.
    Known(String),
    /// A file of the site: `house.csl`.
    File(String),
    /// A style that people know and that does not come with the program.
    Absent,
    /// None, with the name that was probably meant.
    Unknown(Option<String>),
}

#[derive(Deserialize)]
struct Table {
    style: Vec<Row>,
    absent: Absent,
}

#[derive(Deserialize)]
struct Row {
    style: String,
    names: Vec<String>,
}

#[derive(Deserialize)]
struct Absent {
    names: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    // The table is compiled in, and a test reads it.
    toml::from_str(include_str!("styles.toml")).unwrap_or_else(|error| unreachable!("styles.toml: {error}"))
});

/// The style of that name, as people write it.
pub fn find_style(name: &str) -> Named {
    if std::path::Path::new(name)
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("csl"))
    {
        return Named::File(name.to_owned());
    }
    let written = name.trim().to_lowercase().replace([' ', '_'], "-");
    let is_named = |row: &&Row| row.style == written || row.names.contains(&written);
    if let Some(row) = TABLE.style.iter().find(is_named) {
        return Named::Known(row.style.clone());
    }
    if TABLE.absent.names.contains(&written) {
        return Named::Absent;
    }
    of_archive(&written)
}

#[cfg(feature = "bibliography")]
fn of_archive(written: &str) -> Named {
    use hayagriva::archive::ArchivedStyle;

    if ArchivedStyle::by_name(written).is_some() {
        return Named::Known(written.to_owned());
    }
    // The first of equals wins: the names that the page on styles gives come before their short forms.
    let own = TABLE.style.iter().map(|row| &row.style);
    let short = TABLE.style.iter().flat_map(|row| &row.names);
    let archived = ArchivedStyle::all().iter().flat_map(|style| style.names());
    let names = own.chain(short).map(String::as_str).chain(archived.copied());
    Named::Unknown(nearest(written, names).map(str::to_owned))
}

#[cfg(not(feature = "bibliography"))]
fn of_archive(written: &str) -> Named {
    Named::Known(written.to_owned())
}
