use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::progress::Bar;
use super::{moment, said, store};
use crate::archive::import::{self, FORMATS, Finish, Format as Known, Options, Package, PackageError};
use crate::cli::args::{Format, PlaceArgs};
use crate::cli::report::{fail, print};
use crate::cli::{Outcome, site};

/// `ibid archive import`
#[derive(Debug, Args)]
#[command(after_help = "What the files are is told by what is in them. Importing the same files again adds nothing.")]
pub(super) struct ImportArgs {
    /// Files, folders and ZIPs; `-` for what comes in
    #[arg(required_unless_present = "from", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The format, where it cannot be told; `help` lists those that are known
    #[arg(long, value_name = "FORMAT")]
    from: Option<String>,
    /// The store to add to [default: the first one of the site]
    #[arg(long, value_name = "STORE")]
    into: Option<String>,
    /// Whose posts these are, where the files do not tell
    #[arg(long, value_name = "HANDLE")]
    account: Option<String>,
    /// When they were captured, where the files do not tell, such as 2017-10-20T08:00:00Z or 2017-10-20 (UTC)
    #[arg(long, value_name = "TIME")]
    captured: Option<String>,
    /// Take in what was not public, too
    #[arg(long)]
    include_non_public: bool,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// How to print what was done
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn run(args: &ImportArgs) -> Outcome {
    attempt(args).unwrap_or_else(|outcome| outcome)
}

fn attempt(args: &ImportArgs) -> Result<Outcome, Outcome> {
    if args.from.as_deref() == Some("help") {
        list();
        return Ok(Outcome::Fine);
    }
    let from = args.from.as_deref().map(format).transpose()?;
    if args.paths.is_empty() {
        return Err(fail("name the files to bring in", Outcome::Usage));
    }
    let options = Options {
        account: args.account.clone(),
        captured: args.captured.as_deref().map(moment).transpose()?,
        include_non_public: args.include_non_public,
    };
    let root = site::find(&args.place)?;
    let piped = args.paths.iter().any(|path| is_piped(path));
    let spool = piped.then(|| Spool::fill(&root)).transpose()?;
    let packages: Vec<Package> = args
        .paths
        .iter()
        .map(|path| open(path, spool.as_ref()))
        .collect::<Result<_, _>>()?;
    let (name, mut store) = store::open(&root, args.into.as_deref(), args.dry_run, args.format)?;
    let finish = Finish {
        at: store::second(),
        tool: store::TOOL,
    };
    let mut bar = Bar::new();
    let done = import::run(&packages, from, &options, &mut *store, finish, &mut |progress| {
        bar.tell(progress);
    });
    bar.clear();
    match done {
        Ok(report) => Ok(said::report(&report, &name, args.dry_run, args.format)),
        Err(error) => {
            let advice = "What was brought in until then is kept; the same import again brings the rest.";
            Err(fail(&format!("{error}\n{advice}"), Outcome::System))
        }
    }
}

/// Whether a path stands for what comes in.
fn is_piped(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Something that is not there is a slip of the hand; something that cannot be read is not.
fn open(path: &Path, spool: Option<&Spool>) -> Result<Package, Outcome> {
    let path = match spool {
        Some(spool) if is_piped(path) => &spool.0,
        _ => path,
    };
    if !path.exists() {
        return Err(fail(&format!("{} is not there", path.display()), Outcome::Usage));
    }
    Package::open(path).map_err(|error: PackageError| fail(&error.to_string(), Outcome::System))
}

fn format(name: &str) -> Result<&'static Known, Outcome> {
    FORMATS.iter().find(|format| format.name == name).ok_or_else(|| {
        let message =
            format!("there is no format `{name}`; `ibid archive import --from help` lists those that are known");
        fail(&message, Outcome::Usage)
    })
}

fn list() {
    let width = FORMATS.iter().map(|format| format.name.len()).max().unwrap_or(0);
    for format in FORMATS {
        print(&format!("{:width$}  {}\n", format.name, format.title));
    }
}

/// Where what comes in is kept while it is read: some formats are read twice. Each run has a file of its own.
struct Spool(PathBuf);

impl Spool {
    fn fill(root: &Path) -> Result<Self, Outcome> {
        let folder = root.join(".ibid");
        let spool = Self(folder.join(format!("standard-input-{}", std::process::id())));
        let copy = || {
            std::fs::create_dir_all(&folder)?;
            let mut file = std::fs::File::create(&spool.0)?;
            std::io::copy(&mut std::io::stdin().lock(), &mut file)?;
            file.flush()
        };
        match copy() {
            Ok(()) => Ok(spool),
            Err(error) => Err(fail(
                &format!("what comes in could not be kept: {error}"),
                Outcome::System,
            )),
        }
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // It is in the cache: what cannot be removed now is in nobody's way.
        drop(std::fs::remove_file(&self.0));
    }
}
