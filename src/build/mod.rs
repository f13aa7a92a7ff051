//! The pipeline, to be read as prose: read, parse, resolve and link, render, write.
//!
//! A [`Workspace`] keeps what is dear between two runs; an [`Edition`] is the site as it is now. Must not know the command
//! line or HTTP.

mod address;
mod allowed;
mod edition;
mod memo;
mod record;
mod render;
mod style;
mod workspace;

pub use address::Page;
pub use edition::Edition;
pub use record::{Asked, Record, Said};
pub use render::Rendered;
pub use workspace::{Problem, Purpose, Settings, Workspace};

use std::path::Path;

use crate::diagnostic::{Diagnostic, Level, Rule, Severity};
use crate::output::{self, Failure, OutputError, Plan, Written};

/// Why a site could not be published.
#[derive(Debug)]
pub enum BuildError {
    /// Errors in templates, found while rendering. Nothing was written.
    Templates(Vec<Diagnostic>),
    /// The output could not be written.
    Output(OutputError),
}

/// Renders every page of an edition and makes the output folder hold them.
///
/// # Errors
/// When a template fails or the output cannot be written. In the first case nothing is written at all.
pub fn publish(edition: &Edition, folder: &Path, manifest: &Path) -> Result<Written, BuildError> {
    let wanted = edition
        .addresses()
        .iter()
        .map(|(route, page)| (route.file(), page))
        .collect();
    let make = |page: &&Page| edition.render(page).map(|rendered| rendered.content);
    output::publish(&wanted, make, folder, manifest).map_err(|failure| match failure {
        Failure::Writing(error) => BuildError::Output(error),
        Failure::Making(problems) => BuildError::Templates(each_once(problems)),
    })
}

/// One template fails on a thousand pages, and is to be reported once.
fn each_once(problems: impl IntoIterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut once: Vec<Diagnostic> = Vec::new();
    for problem in problems {
        if !once.contains(&problem) {
            once.push(problem);
        }
    }
    once
}

/// Everything that the site should consist of, in memory: to be compared, not to be written.
///
/// # Errors
/// The diagnostics of all templates that failed, each once.
pub fn plan(edition: &Edition) -> Result<Plan, Vec<Diagnostic>> {
    use rayon::prelude::*;
    let addresses: Vec<_> = edition.addresses().iter().collect();
    let rendered: Vec<_> = addresses
        .par_iter()
        .map(|(route, page)| edition.render(page).map(|rendered| (route.file(), rendered.content)))
        .collect();
    let mut plan = Plan::default();
    let mut problems = Vec::new();
    for result in rendered {
        match result {
            Ok((file, content)) => plan.add(file, content),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(plan)
    } else {
        Err(each_once(problems))
    }
}

/// Whether the site may be published as it is.
pub fn is_clean(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .all(|diagnostic| diagnostic.severity != Severity::Error)
}

/// The level of a rule in a site applied to a diagnostic; `None` when it is off. Where the site sets none, a finding keeps
/// the severity it was made with, since some are milder than their rule.
fn levelled(mut diagnostic: Diagnostic, level: impl Fn(Rule) -> Option<Level>) -> Option<Diagnostic> {
    if let Some(level) = level(diagnostic.rule) {
        diagnostic.severity = level.severity()?;
    }
    Some(diagnostic)
}
