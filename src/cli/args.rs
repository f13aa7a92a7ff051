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
    /// Try a citation, or find a post to cite
    #[command(long_about = "Try a citation, or find a post to cite.\n\n\
            Shows how a citation is understood: each part with the words it was read from, then the archived post that it leads \
            to, and why. Nothing is written.\n\n    \
            ibid cite \"@harbour_watch, Twitter, October 15, 2017\"\n    \
            ibid cite --search \"north quay\" --account @harbour_watch\n    \
            ibid cite --parse --format json - < citations.txt")]
    Cite(CiteArgs),
    /// Write into a brief which posts its citations mean
    #[command(long_about = "Write into a brief which posts its citations mean.\n\n\
            A pin is the citation written as a link to the post. It settles which post is meant, today and after more posts \
            have been archived. For each citation that fits several posts you are asked which one is meant. Where nobody can \
            be asked, they are listed, and --choose decides:\n\n    \
            ibid pin north-quay --choose smoke=2\n\n\
            Nothing else in the file is changed. Every pin is tried first: where it would change what another citation means, \
            the file is left as it is.")]
    Pin(PinArgs),
    /// Explain a message or a verdict, by its name
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

/// How what was found is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs: one JSON object a line
    Json,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingFormat {
    /// For people
    #[default]
    Text,
    /// For programs: one JSON object a line
    Json,
    /// For code hosts and editors: a SARIF 2.1.0 log
    Sarif,
    /// For GitHub Actions: shown beside the lines of a change
    Github,
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
    pub(super) format: FindingFormat,
}

/// `ibid check`
#[derive(Debug, Args)]
#[command(
    after_help = "The exit code is 1 when an error is reported. What [check] in site.toml, a brief or the baseline silences is \
                  not reported."
)]
pub struct CheckArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: FindingFormat,
    /// Report only what this file does not know yet; --write-baseline makes it
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write all that is found now into the file of --baseline, and report nothing
    #[arg(long, requires = "baseline", conflicts_with = "brief")]
    pub(super) write_baseline: bool,
    /// Report only what is found in this brief, named by its address or its file [default: all files]
    pub(super) brief: Option<String>,
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

/// `ibid cite`
#[derive(Debug, Args)]
#[command(
    override_usage = "ibid cite [OPTIONS] <TEXT>\n       ibid cite [OPTIONS] --search <WORDS>",
    after_help = "The exit code is 1 when something is wrong with a citation, such as two posts that fit it."
)]
pub struct CiteArgs {
    #[command(flatten)]
    pub(super) place: PlaceArgs,
    /// The citation, as in a note; `-` reads one a line from standard input
    #[arg(required_unless_present = "search")]
    pub(super) text: Option<String>,
    /// Stop before the archive: only show how the words are read. Needs no site
    #[arg(long, conflicts_with = "search")]
    pub(super) parse: bool,
    /// Find posts to cite that hold these words; prints the citation and the pin of each
    #[arg(long, value_name = "WORDS", conflicts_with = "text")]
    pub(super) search: Option<String>,
    /// Only posts of this account, by any handle it has had
    #[arg(long, value_name = "@HANDLE", requires = "search")]
    pub(super) account: Option<String>,
    /// Only posts on this platform, such as `Telegram`
    #[arg(long, requires = "search")]
    pub(super) platform: Option<String>,
    /// Only posts of this day (or month, or year), written as in a note
    #[arg(long, requires = "search")]
    pub(super) day: Option<String>,
    /// How many posts to print at most
    #[arg(long, default_value_t = 10, requires = "search")]
    pub(super) limit: usize,
    /// The zone of days and times, such as `Asia/Beirut` [default: that of the site]
    #[arg(long, value_name = "ZONE")]
    pub(super) timezone: Option<String>,
    /// How a date such as 10/11/2017 is read [default: as the site says]
    #[arg(long, value_enum, value_name = "ORDER")]
    pub(super) dates: Option<Order>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// The order of day and month in a date of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Order {
    /// The day first
    Dmy,
    /// The month first
    Mdy,
}

/// `ibid pin`
#[derive(Debug, Args)]
#[command(after_help = "The exit code is 1 when a citation is left that fits several posts.")]
pub struct PinArgs {
    /// The brief, by its address or its file [default: all briefs, drafts too]
    pub(super) brief: Option<String>,
    #[command(flatten)]
    pub(super) place: PlaceArgs,
    /// Choose the post numbered N for the citation in a note: `smoke=2`. `smoke:3=2` is for the third citation of the note
    #[arg(long, value_name = "NOTE=N", requires = "brief")]
    pub(super) choose: Vec<String>,
    /// Pin also what is clear without it: citations found by their words, their minutes or their zone
    #[arg(long)]
    pub(super) all: bool,
    /// Show what would be changed, and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// `ibid explain`
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The name of a message, such as citation-ambiguous, or of a verdict, such as cut; without one, all messages are listed
    pub(super) name: Option<String>,
}

/// `ibid completions`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// Your shell
    pub(super) shell: Shell,
}
