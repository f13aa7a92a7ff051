use std::path::{Path, PathBuf};

use clap::Args;

use super::store;
use crate::archive::proof::{self, MANIFEST};
use crate::cli::args::{Format, PlaceArgs};
use crate::cli::report::{count, fail, print};
use crate::cli::{Outcome, site};
use crate::diagnostic::clean;

/// `ibid archive seal`
#[derive(Debug, Args)]
#[command(
    after_help = "The manifest is one that `sha256sum -c` reads. A timestamp of it, from an authority that others trust, shows \
                  that all of the archive existed by then."
)]
pub(super) struct SealArgs {
    /// Keep a timestamp of the manifest, as the authority returned it, instead of sealing anew
    #[arg(long, value_name = "FILE")]
    token: Option<PathBuf>,
    /// Seal although `ibid archive verify` finds something wrong
    #[arg(long, conflicts_with = "token")]
    anyway: bool,
    /// The store to seal [default: the first one of the site]
    #[arg(long, value_name = "STORE")]
    store: Option<String>,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn run(args: &SealArgs) -> Outcome {
    attempt(args).unwrap_or_else(|outcome| outcome)
}

fn attempt(args: &SealArgs) -> Result<Outcome, Outcome> {
    let root = site::find(&args.place)?;
    let (name, folder) = store::folder(&root, args.store.as_deref(), Format::Text)?;
    if let Some(token) = &args.token {
        let bytes = std::fs::read(token).map_err(|error| {
            fail(
                &format!("{} could not be read: {error}", token.display()),
                Outcome::Usage,
            )
        })?;
        let (path, shows) = proof::keep_token(&folder, &bytes)
            .map_err(|problem| fail(&format!("{}: {problem}", token.display()), Outcome::Content))?;
        print(&format!("kept as {name}/{path}\n"));
        for sentence in &shows {
            print(&format!("  {}\n", clean(sentence)));
        }
        return Ok(Outcome::Fine);
    }
    if !args.anyway {
        refuse_faults(&folder, &name)?;
    }
    let sealed = proof::seal(&folder).map_err(|error| {
        fail(
            &format!("the archive {name} could not be sealed: {error}"),
            Outcome::System,
        )
    })?;
    print(&format!(
        "{name}/{MANIFEST}: {}, SHA-256 {}\n\
         \n\
         To check it:           cd {name} && sha256sum -c {MANIFEST}\n\
         To have it timestamped: openssl ts -query -data {name}/{MANIFEST} -sha256 -cert -out manifest.tsq\n\
         \x20                       curl -H 'Content-Type: application/timestamp-query' --data-binary @manifest.tsq ADDRESS -o manifest.tsr\n\
         \x20                       ibid archive seal --token manifest.tsr\n\
         ADDRESS is that of a timestamping authority that your readers trust.\n",
        count(sealed.files, "file"),
        sealed.sha256
    ));
    Ok(Outcome::Fine)
}

/// What is sealed is vouched for: an archive that is not as its log says must not be by oversight.
fn refuse_faults(folder: &Path, name: &str) -> Result<(), Outcome> {
    let verified = proof::verify(folder).map_err(|error| {
        fail(
            &format!("the archive {name} could not be read: {error}"),
            Outcome::System,
        )
    })?;
    match verified.faults() {
        0 => Ok(()),
        faults => Err(fail(
            &format!(
                "{name} is not sealed: {} that `ibid archive verify` lists. Mend what is wrong, or seal all the same with --anyway",
                count(faults, "finding")
            ),
            Outcome::Content,
        )),
    }
}
