//! Values that are one word or two: days, tags, zones, parts of addresses.

use jiff::civil::Date;

use crate::config::{is_language_tag, zone};
use crate::diagnostic::{Diagnostic, Rule};

use super::PublishAt;
use super::decode::{Field, Read};
use super::moment::{self, NotADay};

/// A day that stands somewhere in the value of `field`.
pub(super) fn day(field: Field<'_>, text: &str) -> Read<Date> {
    moment::day(text.trim()).map_err(|reason| not_a_day(field, text, &reason))
}

fn not_a_day(field: Field<'_>, text: &str, reason: &NotADay) -> Diagnostic {
    let span = field.find(text);
    let diagnostic = |label: &str| field.error_at_words(text, format!("`{text}` is not a day"), label);
    match reason {
        NotADay::NoSuchDay => diagnostic("the calendar has no such day"),
        NotADay::Otherwise(days) => match days[..] {
            [] => diagnostic("").help(format!("write year, month, day, as in `{}`", field.key.example)),
            [meant] => diagnostic("")
                .help(format!("write `{meant}`"))
                .fix(field.file, span, meant.to_string()),
            _ => {
                let meant: Vec<String> = days.iter().map(|day| format!("`{day}`")).collect();
                diagnostic("this can be read in two ways").help(format!("write {}", meant.join(" or ")))
            }
        },
    }
}

pub(super) fn language(field: Field<'_>) -> Read<String> {
    let tag = field.string()?;
    if is_language_tag(&tag) {
        Ok(tag)
    } else {
        Err(field.wrong())
    }
}

pub(super) fn timezone(field: Field<'_>) -> Read<String> {
    let name = field.string()?;
    zone::named(&name).map(|(_, spelt)| spelt).map_err(|unknown| {
        let span = field.find(&name);
        let diagnostic = Diagnostic::new(Rule::FrontMatterInvalid, format!("there is no time zone `{name}`"));
        match unknown.nearest {
            Some(meant) => diagnostic
                .at(field.file, span, format!("did you mean `{meant}`?"))
                .fix(field.file, span, meant),
            None => diagnostic
                .at(field.file, span, "")
                .help(format!("write continent and city, as in `{}`", field.key.example)),
        }
    })
}

pub(super) fn slug(field: Field<'_>) -> Read<String> {
    let slug = field.string()?;
    let odd = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '-' | '_');
    match slug.chars().find(|&letter| odd(letter)) {
        None => Ok(slug),
        Some(letter) => Err(field
            .error_at_words(
                &slug,
                format!("`{slug}` cannot be part of an address: it holds `{letter}`"),
                "",
            )
            .help("use letters, digits and hyphens: `slug: north-quay`")),
    }
}

pub(super) fn publish_at(field: Field<'_>) -> Read<PublishAt> {
    let text = field.string()?;
    moment::publish_at(&text).map_err(|reason| not_a_day(field, &text, &reason))
}
