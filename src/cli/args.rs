use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::archive::ArchiveArgs;

/// What can be typed.
#[derive(Debug, Parser)]
#[command(
    name = "ibid",
    version,
    about = "Publish research briefs in which every note leads to the archived evidence.",
    long_about = "Publish research briefs in which every note leads to the archived evidence.\n\n\
                  Write a brief in Markdown and cite posts in its footnotes as people write them:\n\n    \
                  [^1]: @harbour_watch, Twitter, October 15, 2017.\n\n\
                  ibid finds each cited post in the site's archive, reports what it cannot find, and makes a website of it.",
    after_help = "To begin: `ibid init my-site`, then `ibid serve --open` in that folder.\n\
                  A site is the nearest folder upwards that has a site.toml; --site names another."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the website, ready to be published
    Build(BuildArgs),
    /// Say what is wrong with the site, without making it
    Check(CheckArgs),
    /// Preview the site while you write; every change shows at once
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    /// Bring captures into the archive
    Archive(ArchiveArgs),
    /// Begin a new site in a folder
    Init(InitArgs),
    /// Begin a new brief
    New(NewArgs),
    /// Explain a message, by the name in its brackets
    Explain(ExplainArgs),
    /// Print completions for your shell
    Completions(CompletionsArgs),
}

/// Which site.
#[derive(Debug, Args)]
pub(super) struct PlaceArgs {
    /// The folder of the site [default: the nearest folder upwards with a site.toml]
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
}

/// Which site, and how much of it.
#[derive(Debug, Args)]
pub(super) struct SiteArgs {
    #[command(flatten)]
    pub(super) place: PlaceArgs,
    /// Include drafts, and briefs whose day of publication has not come
    #[arg(long)]
    pub drafts: bool,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs: one JSON object a line
    Json,
}

/// `ibid build`
#[derive(Debug, Args)]
pub struct BuildArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// Where to put the website [default: `public` in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Publish in spite of errors; the pages say where something is left open
    #[arg(long)]
    pub(super) keep_going: bool,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// `ibid check`
#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// `ibid serve`
#[derive(Debug, Args)]
#[cfg(feature = "serve")]
pub struct ServeArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// The port to use [default: the first free one from 4000]
    #[arg(long)]
    pub(super) port: Option<u16>,
    /// Open the preview in your browser
    #[arg(long)]
    pub(super) open: bool,
}

/// `ibid init`
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to begin the site in; it is made if it is not there
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
    /// The title of the site
    #[arg(long)]
    pub(super) title: Option<String>,
}

/// `ibid new`
#[derive(Debug, Args)]
pub struct NewArgs {
    #[command(subcommand)]
    pub(super) what: NewWhat,
}

/// What can be begun.
#[derive(Debug, Subcommand)]
pub(super) enum NewWhat {
    /// A brief: a file in content/briefs, named after its title
    Brief {
        /// Its title
        title: String,
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// `ibid explain`
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The name of the message, such as citation-ambiguous; without one, all names are listed
    pub(super) name: Option<String>,
}

/// `ibid completions`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// Your shell
    pub(super) shell: Shell,
}
