use serde_json::json;

use super::Outcome;
use super::args::{CiteArgs, Format};
use super::cite::Desk;
use super::report::{count, fail, print, say};
use crate::archive::{Archive, Platform, StoreError};
use crate::citation::{Hit, Wanted, pin_address, pin_of, read_when, search_for, sketch};
use crate::diagnostic::{clean, nearest};

/// Prints the posts that hold the words, each as it may be cited.
pub(super) fn run(desk: &Desk, words: &str, args: &CiteArgs) -> Outcome {
    let Some(archive) = desk.archive() else {
        return Outcome::Usage;
    };
    let wanted = match wanted(desk, archive, words, args) {
        Ok(Ok(wanted)) => wanted,
        Ok(Err(said)) => return fail(&said, Outcome::Usage),
        Err(error) => return fail(&error.to_string(), Outcome::System),
    };
    let hits = match search_for(archive, &wanted, &desk.zone, &desk.zone_of_briefs) {
        Ok(hits) => hits,
        Err(error) => return fail(&error.to_string(), Outcome::System),
    };
    for hit in hits.iter().take(args.limit) {
        let account = match archive.account(&hit.post.account) {
            Ok(account) => account,
            Err(error) => return fail(&error.to_string(), Outcome::System),
        };
        let is_private = account.is_some_and(|account| account.is_private());
        match args.format {
            Format::Text => print(&for_people(hit, is_private, desk)),
            Format::Json => print(&format!("{}\n", for_programs(hit, is_private))),
        }
    }
    if hits.is_empty() {
        say("No archived post fits.");
    } else if hits.len() > args.limit {
        let more = hits.len() - args.limit;
        let fit = if more == 1 { "fits" } else { "fit" };
        let more = count(more, "more post");
        say(&format!(
            "{more} {fit}: add words, --account, --platform or --day, or raise --limit."
        ));
    }
    Outcome::Fine
}

/// What is looked for; or what is wrong with how it was asked for.
fn wanted(
    desk: &Desk,
    archive: &dyn Archive,
    words: &str,
    args: &CiteArgs,
) -> Result<Result<Wanted, String>, StoreError> {
    let mut wanted = Wanted {
        words: words.to_owned(),
        ..Wanted::default()
    };
    if let Some(name) = &args.platform {
        let platform = Platform::by_alias(name).unwrap_or_else(|| Platform(name.to_lowercase().into()));
        if platform.info().is_none() && archive.handles(Some(&platform))?.is_empty() {
            let aliases = Platform::all()
                .iter()
                .flat_map(|info| [info.key.as_str(), info.name.as_str()]);
            let said = format!("there is no platform `{name}` in the archive");
            return Ok(Err(with_hint(said, nearest(name, aliases))));
        }
        wanted.platform = Some(platform);
    }
    if let Some(handle) = &args.account {
        let handle = handle.trim_start_matches('@').to_owned();
        if archive.accounts_named(&handle, wanted.platform.as_ref())?.is_empty() {
            let known = archive.handles(wanted.platform.as_ref())?;
            let near = nearest(&handle, known.iter().map(|(handle, _)| handle.as_str())).map(|near| format!("@{near}"));
            let said = format!("there is no account `@{handle}` in the archive");
            return Ok(Err(with_hint(said, near.as_deref())));
        }
        wanted.handle = Some(handle);
    }
    if let Some(day) = &args.day {
        wanted.when = read_when(day, &desk.settings);
        if wanted.when.is_none() {
            return Ok(Err(format!(
                "`{day}` is no day that can be read; write it like `2017-10-15`"
            )));
        }
    }
    Ok(Ok(wanted))
}

/// What is wrong, with what was probably meant.
fn with_hint(said: String, near: Option<&str>) -> String {
    match near {
        Some(near) => format!("{said}; did you mean `{near}`?"),
        None => said,
    }
}

/// The citation as it may stand in a brief: without the name of a private account.
fn citation(hit: &Hit, is_private: bool) -> String {
    match hit.citation.split_once(", ") {
        Some((_, rest)) if is_private => format!("A resident, {rest}"),
        _ => hit.citation.clone(),
    }
}

fn for_people(hit: &Hit, is_private: bool, desk: &Desk) -> String {
    let pin = pin_of(&citation(hit, is_private), &hit.post)
        .map_or_else(|| "no pin: its address is not known".to_owned(), |pin| clean(&pin));
    let warning = if is_private {
        "  The archive calls this account private: cite the post by its address, and say who it is without a name.\n"
    } else {
        ""
    };
    format!(
        "{}\n{warning}  {}\n  {pin}\n\n",
        clean(&hit.citation),
        sketch(&hit.post, &desk.zone, &desk.zone_name)
    )
}

fn for_programs(hit: &Hit, is_private: bool) -> serde_json::Value {
    json!({
        "citation": hit.citation,
        "pin": pin_of(&citation(hit, is_private), &hit.post),
        "private": is_private,
        "url": pin_address(&hit.post),
        "post": { "platform": hit.post.key.platform.as_str(), "id": &*hit.post.key.id },
        "posted": hit.post.posted().to_string(),
        "text": hit.post.display_capture().text,
    })
}
