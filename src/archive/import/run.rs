use std::collections::BTreeSet;

use jiff::Timestamp;

use super::intake::{Intake, Progress, Unnamed};
use super::package::Part;
use super::store::Store;
use super::{FORMATS, Format, Options, Package, PackageError, Place, Report};
use crate::archive::log::ImportedFile;
use crate::archive::record::{hex, sha256_of};

/// What the log says of an import beside its report.
#[derive(Clone, Copy, Debug)]
pub struct Finish<'a> {
    /// When it is made.
    pub at: Timestamp,
    /// Program and version.
    pub tool: &'a str,
}

/// Takes packages into a store, in order. Each is of the format `from`, or else known by its content; a folder or ZIP that no
/// format knows is taken folder by folder and file by file. What cannot be read is in the report, and never stops the rest.
///
/// # Errors
/// When the store cannot be written. What was kept until then stays; the same import again brings the rest.
pub fn run(
    packages: &[Package],
    from: Option<&'static Format>,
    options: &Options,
    store: &mut dyn Store,
    finish: Finish<'_>,
    tell: &mut dyn FnMut(&Progress<'_>),
) -> Result<Report, PackageError> {
    let mut report = Report::default();
    let mut files = Vec::new();
    for package in packages {
        let mut run = Run {
            from,
            options,
            store: &mut *store,
            report: &mut report,
            tell: &mut *tell,
            fruitful: BTreeSet::new(),
        };
        run.whole(package, None)?;
        files.extend(sources(package, &run.fruitful, &mut report));
    }
    if report.dated_by_file > 0 {
        let captures = counted(report.dated_by_file, "capture");
        report.remark(format!(
            "when they were captured is not told of {captures}: the date of the file was taken; say it with --captured"
        ));
    }
    store.finish(finish.at, finish.tool, files, report.counts())?;
    Ok(report)
}

struct Run<'a> {
    from: Option<&'static Format>,
    options: &'a Options,
    store: &'a mut dyn Store,
    report: &'a mut Report,
    tell: &'a mut dyn FnMut(&Progress<'_>),
    /// Its members that new captures came from.
    fruitful: BTreeSet<String>,
}

impl Run<'_> {
    /// A package as a whole, else what is in it, folder by folder: several exports may lie side by side. `member` is its name
    /// within what the user named.
    fn whole(&mut self, package: &Package, member: Option<&str>) -> Result<(), PackageError> {
        for (file, finding) in package.closed() {
            self.broken(&below(member, file), finding);
        }
        let holds_others = package.single().is_none();
        let format = match self.from {
            Some(format) => Some(format).filter(|format| !holds_others || (format.recognises)(package)),
            None => FORMATS.iter().find(|format| (format.recognises)(package)),
        };
        if let Some(format) = format {
            let before = self.report.read;
            self.read(package, format, member)?;
            if self.report.read == before && self.from.is_some() && !(format.recognises)(package) {
                self.other_than(format, package, member);
            }
            return Ok(());
        }
        if !holds_others {
            self.report.unknown(member.unwrap_or(package.name()).to_owned());
            return Ok(());
        }
        for part in package.parts() {
            let (Part::File(name) | Part::Folder(name)) = part;
            let shown = below(member, name);
            match part {
                Part::Folder(_) if shown.split('/').count() > DEEPEST => self.broken(&shown, TOO_DEEP),
                Part::Folder(name) => self.whole(&package.within(name), Some(&shown))?,
                Part::File(name) => match package.alone(name) {
                    Ok(alone) if alone.is_zip_in_zip() => self.broken(
                        &shown,
                        "this is a ZIP within a ZIP and was not opened: unpack the outer one and import its folder",
                    ),
                    Ok(alone) => self.member(&alone, &shown)?,
                    Err(error) => self.broken(&shown, &reason(error)),
                },
            }
        }
        Ok(())
    }

    fn member(&mut self, alone: &Package, shown: &str) -> Result<(), PackageError> {
        match self.from {
            // In a folder, a format that was named is still not that of every file.
            Some(format) if alone.single().is_some() && !(format.recognises)(alone) => {
                self.report.unknown(shown.to_owned());
                Ok(())
            }
            _ => self.whole(alone, Some(shown)),
        }
    }

    fn read(&mut self, package: &Package, format: &'static Format, member: Option<&str>) -> Result<(), PackageError> {
        let mut intake = Intake {
            store: &mut *self.store,
            options: self.options,
            report: &mut *self.report,
            tell: &mut *self.tell,
            package,
            format,
            member,
            again: false,
            left: 0,
            unnamed: Unnamed::default(),
            fruitful: BTreeSet::new(),
            states: Vec::new(),
            strangers: 0,
        };
        let mut end = (format.read)(package, self.options, &mut intake);
        if intake.left > 0 && !matches!(end, Err(PackageError::Store(_))) {
            intake.again = true;
            let again = (format.read)(package, self.options, &mut intake);
            // What could not be read at the first reading is said once.
            if end.is_ok() || matches!(again, Err(PackageError::Store(_))) {
                end = again;
            }
            intake.settle_states()?;
        }
        if intake.strangers > 0 {
            let remark = format!(
                "{}: of {} only what became of them is told, and their words are not in this archive; import them first",
                member.unwrap_or(package.name()),
                counted(intake.strangers, "post"),
            );
            intake.report.remark(remark);
        }
        let fruitful = std::mem::take(&mut intake.fruitful);
        match member {
            Some(member) if package.is_folder() => {
                self.fruitful
                    .extend(fruitful.iter().map(|file| format!("{member}/{file}")));
            }
            Some(member) if !fruitful.is_empty() => {
                self.fruitful.insert(member.to_owned());
            }
            _ => self.fruitful.extend(fruitful),
        }
        match end {
            Err(PackageError::Store(error)) => Err(error.into()),
            Err(error) => {
                self.broken(member.unwrap_or(package.name()), &reason(error));
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// A file in which nothing is of the format that was named.
    fn other_than(&mut self, named: &Format, package: &Package, member: Option<&str>) {
        let other = FORMATS.iter().find(|format| (format.recognises)(package));
        let looks = other.map_or_else(String::new, |other| format!("; it looks like {}", other.name));
        let finding = format!("nothing in it is of the format {}{looks}", named.name);
        self.broken(member.unwrap_or(package.name()), &finding);
    }

    fn broken(&mut self, file: &str, finding: &str) {
        let place = Place {
            file: file.to_owned(),
            line: None,
        };
        self.report.broken(place, finding.to_owned());
    }
}

/// How many folders within one another are looked into.
const DEEPEST: usize = 64;

/// Said of what lies deeper.
const TOO_DEEP: &str = "this folder lies more than 64 folders deep and was not read: import it by itself";

/// What something in a package is called, of which that member is looked into.
fn below(member: Option<&str>, name: &str) -> String {
    member.map_or_else(|| name.to_owned(), |member| format!("{member}/{name}"))
}

fn reason(error: PackageError) -> String {
    match error {
        PackageError::Unreadable { reason, .. } => reason,
        PackageError::Store(error) => error.to_string(),
    }
}

fn counted(number: u64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// The files that captures came from: of a folder, those of its members; else the file itself.
fn sources(package: &Package, fruitful: &BTreeSet<String>, report: &mut Report) -> Vec<ImportedFile> {
    if fruitful.is_empty() {
        return Vec::new();
    }
    let members: Vec<(String, &str)> = if package.is_folder() {
        // Of a ZIP in it, what was fruitful may be a folder within.
        let within = |member: &str| {
            let folder = format!("{member}/");
            let next = fruitful.range(folder.clone()..).next();
            next.is_some_and(|file| file.starts_with(&folder))
        };
        let there = package
            .members()
            .iter()
            .filter(|member| fruitful.contains(*member) || within(member));
        there
            .map(|member| (format!("{}/{member}", package.name()), member.as_str()))
            .collect()
    } else {
        vec![(package.name().to_owned(), package.name())]
    };
    let mut files = Vec::with_capacity(members.len());
    for (name, member) in members {
        match hashed(package, member) {
            Ok((sha256, bytes)) => files.push(ImportedFile { name, sha256, bytes }),
            Err(reason) => report.remark(format!("{name} could not be hashed for the log: {reason}")),
        }
    }
    files
}

fn hashed(package: &Package, member: &str) -> Result<(String, u64), String> {
    let file = package.original(member).map_err(|error| error.to_string())?;
    let (hash, bytes) = sha256_of(file).map_err(|error| error.to_string())?;
    Ok((hex(&hash), bytes))
}
