use std::fmt::Write as _;

use clap::Args;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{shown, store};
use crate::archive::{
    Archive as _, Capture, Change, Media, PageAddress, Permalink, Platform, Post, PostKey, StoreError, Stores, changes,
};
use crate::cli::Outcome;
use crate::cli::args::{Format, PlaceArgs};
use crate::cli::report::{fail, print};
use crate::diagnostic::clean;

/// `ibid archive show`
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// The post: its address, or platform and id, such as twitter/919700000000000001
    #[arg(value_name = "POST|URL")]
    post: String,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    place: PlaceArgs,
}

/// A capture with the stores that have it.
struct Held {
    capture: Capture,
    stores: Vec<String>,
}

pub(super) fn run(args: &ShowArgs) -> Outcome {
    attempt(args).unwrap_or_else(|outcome| outcome)
}

fn attempt(args: &ShowArgs) -> Result<Outcome, Outcome> {
    let key = key(&args.post)?;
    let (_, config, stores) = store::all(&args.place, args.format)?;
    let failed = |error: StoreError| fail(&error.to_string(), Outcome::System);
    let Some(post) = stores.post(&key).map_err(failed)? else {
        let message = format!("the post {key} is not in the archive; `ibid archive search` finds posts by their words");
        return Err(fail(&message, Outcome::Content));
    };
    let held = held(&stores, &key).map_err(failed)?;
    match args.format {
        Format::Text => print(&text(&post, &held, &stores, &config.timezone)),
        Format::Json => print(&format!("{}\n", json(&post, &held, &stores))),
    }
    Ok(Outcome::Fine)
}

fn key(text: &str) -> Result<PostKey, Outcome> {
    let address = || Permalink::parse(text).and_then(|link| link.key());
    let page = || PageAddress::parse(text).map(|page| page.key);
    let pair = || {
        let (platform, id) = text.split_once('/')?;
        let known = Platform::known(platform).map(|info| info.key.clone());
        let platform = known.or_else(|| Some(Platform::web()).filter(|web| web.as_str() == platform))?;
        (!id.is_empty()).then(|| PostKey::new(platform, id))
    };
    pair().or_else(address).or_else(page).ok_or_else(|| {
        let message =
            format!("“{text}” is no post: give its address, or platform and id, such as twitter/919700000000000001");
        fail(&message, Outcome::Usage)
    })
}

/// All captures of all stores, in time.
fn held(stores: &Stores, key: &PostKey) -> Result<Vec<Held>, StoreError> {
    let mut all: Vec<Held> = Vec::new();
    for (name, store) in stores.each() {
        let Some(post) = store.post(key)? else {
            continue;
        };
        for capture in &post.captures {
            match all.iter_mut().find(|held| held.capture.record == capture.record) {
                Some(held) => held.stores.push(name.to_owned()),
                None => all.push(Held {
                    capture: capture.clone(),
                    stores: vec![name.to_owned()],
                }),
            }
        }
    }
    all.sort_by_key(|held| held.capture.captured);
    Ok(all)
}

fn text(post: &Post, held: &[Held], stores: &Stores, zone: &TimeZone) -> String {
    let display = post.display_capture();
    let name = display
        .author
        .name
        .as_deref()
        .map_or_else(String::new, |name| format!(" ({})", clean(name)));
    let mut text = format!(
        "{}  {}{name}  posted {}\n",
        clean(&post.key.to_string()),
        clean(&post.key.platform.shown_handle(&display.author.handle)),
        shown::moment(post.posted(), zone)
    );
    let withheld = shown::withheld(post);
    // Writing to a string cannot fail.
    if let Some(url) = &display.url {
        let _ = writeln!(text, "{}", clean(url));
    }
    let _ = writeln!(text, "state: {}", post.state().name());
    if let Some(why) = &withheld {
        let _ = writeln!(text, "{why}");
    }
    let mut before: Option<&Capture> = None;
    for (at, Held { capture, stores: names }) in held.iter().enumerate() {
        let how = [capture.method.as_deref(), capture.tool.as_deref()];
        let how: Vec<String> = how.into_iter().flatten().map(clean).collect();
        let how = if how.is_empty() {
            String::new()
        } else {
            format!(" by {}", how.join(", "))
        };
        let _ = writeln!(
            text,
            "\n{}. captured {}{how}, in {}\n   SHA-256 {}",
            at + 1,
            shown::moment(capture.captured, zone),
            names.join(" and "),
            capture.sha256()
        );
        let differences = before.map(|before| changes(before, capture));
        match &differences {
            _ if withheld.is_some() => {}
            None => first(&mut text, capture),
            Some(none) if none.is_empty() => text.push_str("   nothing changed\n"),
            Some(some) => some.iter().for_each(|change| changed(&mut text, change)),
        }
        for media in &capture.media {
            let _ = writeln!(
                text,
                "   {}: {}",
                clean(&media.kind),
                match (&media.sha256, stores.media(media)) {
                    (Some(hash), Some(_)) => format!("{} (kept)", clean(hash)),
                    (Some(hash), None) => format!("{} (not kept)", clean(hash)),
                    (None, _) => "not kept".to_owned(),
                }
            );
            if withheld.is_none() && before.is_none() {
                described(&mut text, media);
            }
        }
        before = Some(capture);
    }
    text
}

fn first(text: &mut String, capture: &Capture) {
    if !capture.text.is_empty() {
        let _ = writeln!(text, "   {}", clean(&capture.text));
    }
    let counts = capture
        .metrics
        .iter()
        .filter_map(|metric| Some(format!("{} {}", clean(&metric.name), metric.value?)));
    let counts: Vec<String> = counts.collect();
    if !counts.is_empty() {
        let _ = writeln!(text, "   {}", counts.join(", "));
    }
}

fn described(text: &mut String, media: &Media) {
    if let Some(alt) = &media.alt {
        let _ = writeln!(text, "     description: {}", clean(alt));
    }
    if let Some(transcript) = &media.transcript {
        let lang = media.transcript_lang.as_deref();
        let lang = lang.map_or_else(String::new, |lang| format!(" ({})", clean(lang)));
        let said = match clean(transcript) {
            said if said.trim().is_empty() => "nothing is said".to_owned(),
            said => said,
        };
        let _ = writeln!(text, "     transcript{lang}: {said}");
    }
}

fn changed(text: &mut String, change: &Change) {
    let value = |value: &Option<String>| value.as_deref().map_or_else(|| "nothing".to_owned(), clean);
    let (before, now) = (value(&change.before), value(&change.now));
    let _ = match change.what.as_str() {
        "words" => writeln!(text, "   words changed\n     before: {before}\n     now:    {now}"),
        what => writeln!(text, "   {}: {before} → {now}", clean(what)),
    };
}

fn json(post: &Post, held: &[Held], stores: &Stores) -> Value {
    let open = post.withheld.is_none();
    let mut before: Option<&Capture> = None;
    let mut captures = Vec::with_capacity(held.len());
    for Held { capture, stores: names } in held {
        let differences = before.filter(|_| open).map(|before| changes(before, capture));
        let differences = differences
            .unwrap_or_default()
            .into_iter()
            .map(|change| json!({"what": change.what, "before": change.before, "now": change.now}));
        let media = capture
            .media
            .iter()
            .map(|media| json!({"kind": media.kind, "sha256": media.sha256, "kept": stores.media(media).is_some()}));
        captures.push(json!({
            "captured": capture.captured,
            "stores": names,
            "sha256": capture.sha256(),
            "record": open.then(|| serde_json::from_str::<Value>(&capture.record).unwrap_or_default()),
            "changed": differences.collect::<Vec<_>>(),
            "media": media.collect::<Vec<_>>(),
        }));
        before = Some(capture);
    }
    let mut whole = shown::post_json(post);
    whole["captures"] = captures.into();
    whole
}
