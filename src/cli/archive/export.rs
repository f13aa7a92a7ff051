use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::store;
use crate::archive::bundle as parcel;
use crate::build::Purpose;
use crate::cli::args::SiteArgs;
use crate::cli::report::{self, Printer, count, fail, print};
use crate::cli::{Outcome, site};
use crate::output::bundle::{Wanted, bundle};
use crate::site::Entry;

/// `ibid archive export`
#[derive(Debug, Args)]
#[command(
    after_help = "The parcel is a BagIt bag (RFC 8493) with an RO-Crate description: the brief, the captures of what it cites, \
                  media, verdicts, citations as CSL-JSON, proofs, and to-archive.csv of what is cited and not captured. The \
                  same site gives the same bytes."
)]
pub(super) struct ExportArgs {
    /// The brief, by the name of its file
    #[arg(long, value_name = "SLUG")]
    brief: String,
    /// A folder to be made, or a .zip [default: SLUG-evidence]
    #[arg(long, value_name = "DIR|ZIP")]
    to: Option<PathBuf>,
    /// The day on its label [default: that of the latest capture]
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    /// With private accounts by name, and originals with their metadata. Not for publication
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    site: SiteArgs,
}

pub(super) fn run(args: &ExportArgs) -> Outcome {
    attempt(args).unwrap_or_else(|outcome| outcome)
}

fn attempt(args: &ExportArgs) -> Result<Outcome, Outcome> {
    let root = site::find(&args.site.place)?;
    let mut workspace = site::open(&args.site, Purpose::Publish)?;
    let edition = workspace
        .read()
        .map_err(|problem| report::problem(problem, &Printer::Text))?;
    let site = &edition.site;
    let Some(index) = site.brief_named(&args.brief) else {
        let names: Vec<String> = site.briefs.iter().map(Entry::name).collect();
        let message = format!("there is no brief `{}`; there are {}", args.brief, names.join(", "));
        return Err(fail(&message, Outcome::Usage));
    };
    let system = |error: &dyn std::fmt::Display| fail(&error.to_string(), Outcome::System);
    let file = root.join(&*site.briefs[index].brief.file.path);
    let markdown = std::fs::read_to_string(&file)
        .map_err(|error| fail(&format!("{}: {error}", file.display()), Outcome::System))?;
    let folder = site
        .config
        .stores
        .iter()
        .find(|name| !name.contains(':'))
        .map(|name| root.join(name));
    let proofs = folder
        .map_or_else(|| Ok(Vec::new()), |folder| proofs(&folder))
        .map_err(|error| system(&error))?;
    let wanted = Wanted {
        full: args.full,
        date: args.date.map(|date| date.to_string()),
        tool: store::TOOL,
        markdown: &markdown,
        proofs,
    };
    let packed = bundle(site, index, &wanted).map_err(|error| system(&error))?;
    let to = args
        .to
        .clone()
        .unwrap_or_else(|| PathBuf::from(format!("{}-evidence", args.brief)));
    let files = parcel::write(&packed.bag, &to).map_err(|error| match error {
        parcel::BundleError::There(_) => fail(&error.to_string(), Outcome::Usage),
        parcel::BundleError::Io(..) => fail(&error.to_string(), Outcome::System),
    })?;
    print(&format!("{}: {}\n", to.display(), count(files, "file")));
    let cited = site.briefs[index].posts().iter();
    let left_out = cited.filter(|post| post.withheld.is_some() || !(args.full || site.evidence.is_open(post)));
    let left_out = left_out.count();
    let named: BTreeSet<&str> = site.briefs[index]
        .posts()
        .iter()
        .filter(|post| post.withheld.is_none() && (args.full || site.evidence.is_open(post)))
        .flat_map(|post| post.captures.iter().flat_map(|capture| &capture.media))
        .filter_map(|media| media.sha256.as_deref())
        .collect();
    let missing = named.iter().filter(|hash| site.media.kept(hash).is_none()).count();
    if missing > 0 {
        print(&format!(
            "{} that captures name: not in the archive, or of a kind that is not published.\n",
            count(missing, "file")
        ));
    }
    if left_out > 0 {
        let what = if args.full {
            "withheld"
        } else {
            "withheld or of private accounts"
        };
        print(&format!("{} {what}: left out.\n", count(left_out, "post")));
    }
    if packed.without_proofs {
        print("The proofs of the archive are left out: they name accounts that are private.\n");
    }
    if args.full {
        print("This parcel is not for publication: private accounts are named, and files are as they were kept.\n");
    }
    Ok(Outcome::Fine)
}

/// The manifest of an archive and what is kept as proof of it, by name.
fn proofs(folder: &Path) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let mut proofs = Vec::new();
    for name in [crate::archive::proof::MANIFEST, crate::archive::log::LOG] {
        if folder.join(name).is_file() {
            proofs.push((name.to_owned(), std::fs::read(folder.join(name))?));
        }
    }
    let kept = folder.join("proofs");
    if kept.is_dir() {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&kept)? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort_unstable();
        for name in names.into_iter().filter(|name| kept.join(name).is_file()) {
            let bytes = std::fs::read(kept.join(&name))?;
            proofs.push((name, bytes));
        }
    }
    Ok(proofs)
}
