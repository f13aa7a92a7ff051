//! What is said of figures. No account is named here: a post may be of somebody who must not be.

use jiff::tz::TimeZone;

use super::{CheckedFigure, Count, FigureVerdict, Reason};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::SourceFile;

/// What is to be said of a figure, with days as in `zone`; nothing of one that is borne out or cannot be checked.
pub fn say(file: &SourceFile, checked: &CheckedFigure, zone: &TimeZone) -> Option<Diagnostic> {
    let figure = &checked.figure;
    let count = checked.captured?;
    let other = count
        .other
        .map(|(metric, value)| format!("{} {}", grouped(value), metric.name()));
    let compared = other.as_ref().filter(|_| figure.per.is_some());
    let shown = match compared {
        Some(other) => format!("{} {} and {other}", grouped(count.value), figure.metric.name()),
        None => grouped(count.value),
    };
    let captured = match checked.posts.len() {
        0 | 1 => format!("captured: {shown} on {}", day(&count, zone)),
        posts => format!(
            "captured: {shown} of {posts} posts together, until {}",
            day(&count, zone)
        ),
    };
    let said = match checked.verdict {
        FigureVerdict::Contradicted => Diagnostic::new(
            Rule::FigureContradicted,
            match compared {
                _ if checked.reason == Reason::DigitLost => format!(
                    "the brief says “{}”; the first capture of {} shows {shown}: a digit seems to be missing",
                    figure.text,
                    subject(checked)
                ),
                _ if checked.reason == Reason::OtherCount => format!(
                    "the brief says “{}”; the post had {} and {shown} {}: another count of it seems to be meant",
                    figure.text,
                    other.as_deref().unwrap_or("another count"),
                    figure.metric.name()
                ),
                Some(_) => format!(
                    "the brief says “{}”; the captures of the post show {shown}",
                    figure.text
                ),
                None => format!(
                    "the brief says “{}”; the captures of {} show {shown} at most",
                    figure.text,
                    subject(checked)
                ),
            },
        )
        .at(file, figure.span, captured)
        .help("correct the figure, or add the capture that shows it to the archive")
        .help("if it is a figure of something else, say so in the sentence, or move the mark of the note"),
        FigureVerdict::CannotConfirm => Diagnostic::new(
            Rule::FigureUnconfirmed,
            format!("“{}” cannot be confirmed: {}", figure.text, checked.why()),
        )
        .at(file, figure.span, captured)
        .help("say when the figure was seen, or write the one that was captured"),
        FigureVerdict::Consistent | FigureVerdict::Unverifiable => return None,
    };
    Some(
        match count
            .other
            .filter(|_| compared.is_none() && checked.reason != Reason::OtherCount)
        {
            Some((metric, value)) => said.note(format!("{} is its number of {}", grouped(value), metric.name())),
            None => said,
        },
    )
}

fn subject(checked: &CheckedFigure) -> &'static str {
    if checked.posts.len() > 1 {
        "the posts together"
    } else {
        "the post"
    }
}

impl CheckedFigure {
    /// Why it has its verdict.
    pub fn why(&self) -> &'static str {
        match self.reason {
            Reason::Fits => "a captured count fits",
            Reason::Understated => "a captured count fits, and is half as much again",
            Reason::NeverReached => "no capture shows as much",
            Reason::OtherCount => "it is another count of the post",
            Reason::DigitLost => "the first capture has a digit more",
            Reason::Otherwise => "the captured counts compare otherwise",
            Reason::Differ => "some captures bear it out, and others do not",
            Reason::PassedBefore => "the count was higher already when the post was first captured",
            Reason::PassedBetween => "the count passed it between two captures",
            Reason::TooLate => "it is said of the first hours, and the post was captured later",
            Reason::MayHaveGrown => {
                "the post was last captured within a day of being posted, and the count may have grown since"
            }
            Reason::Gone => "the count is lower, but the post was gone or kept from view when it was last looked at",
            Reason::Nought => "the captures show 0, which many tools write when they do not know",
            Reason::NotCaptured => "no capture shows this count",
            Reason::NotOfPosts => "captures of posts do not show this count",
            Reason::Sum => "it is of several posts or counts together",
            Reason::OtherPost => "it may be of another post",
            Reason::SeveralPosts => "it may be of any of several posts",
            Reason::NoPost => "the post is not in the archive",
        }
    }
}

/// `20 October 2017`
fn day(count: &Count, zone: &TimeZone) -> String {
    zone.to_datetime(count.at).date().strftime("%-d %B %Y").to_string()
}

/// `10,880`
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
