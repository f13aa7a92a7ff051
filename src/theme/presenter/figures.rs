use super::quoted::numbered;
use super::sentence::sentence_at;
use super::{Presenter, Voice};
use crate::archive::Post;
use crate::check::figure::{CheckedFigure, Count, FigureVerdict, Reason};
use crate::html;
use crate::site::Entry;
use crate::theme::view::{ArchivedWords, Mark, SheetClaim};

/// Verdicts that stand in the text with their sign. What was not compared has none.
pub(super) const SIGNED: [FigureVerdict; 3] = [
    FigureVerdict::Consistent,
    FigureVerdict::Contradicted,
    FigureVerdict::CannotConfirm,
];

/// Whether nobody needs to look at a figure again.
pub(super) fn is_settled(checked: &CheckedFigure) -> bool {
    checked.verdict == FigureVerdict::Consistent
}

/// Ids of the rows of all figures on the evidence sheet.
pub(super) fn row_ids(entry: &Entry) -> Vec<String> {
    numbered(entry, "f", entry.checked.figures.iter().map(|checked| checked.note))
}

impl Presenter<'_> {
    /// The citation in whose row a figure's stands: of the post that it was held against; the last one of its note where there
    /// is none, or where it must not be said.
    pub(super) fn citation_of_figure(&self, entry: &Entry, checked: &CheckedFigure) -> usize {
        let citations = &entry.notes[checked.note].citations;
        let shown = self.site.evidence.shown_posts(checked);
        let cites = |shown: &&Post| {
            let mut posts = citations.iter().map(|(_, resolution)| resolution.post());
            posts.position(|post| post.is_some_and(|post| post.key == shown.key))
        };
        shown
            .first()
            .and_then(cites)
            .unwrap_or(citations.len().saturating_sub(1))
    }

    pub(super) fn figure_row(
        &self,
        voice: Voice<'_>,
        entry: &Entry,
        checked: &CheckedFigure,
        id: String,
    ) -> SheetClaim {
        let figure = &checked.figure;
        let shown = self.site.evidence.shown_posts(checked);
        let is_kept_from_view = shown.len() < checked.posts.len();
        let keys = if is_kept_from_view {
            [Some("count_not_shown"), None]
        } else {
            let is_sum = checked.posts.len() > 1;
            [reason_key(checked.reason), is_sum.then_some("count_sum")]
        };
        let references = entry.brief.notes[checked.note].references.iter();
        let sentence = references
            .map(|reference| reference.sentence)
            .find(|sentence| sentence.contains(figure.span));
        SheetClaim {
            id,
            sentence: sentence
                .map(|sentence| sentence_at(entry, sentence))
                .unwrap_or_default(),
            html: html::escape(&html::smart(&figure.text, voice.lang)).into_owned(),
            is_figure: true,
            archived: shown
                .first()
                .zip(checked.captured)
                .map(|(post, count)| voice.captured(checked, post, count)),
            mark: voice.figure_mark(checked.verdict),
            verdict: checked.verdict.name().to_owned(),
            remarks: keys
                .into_iter()
                .flatten()
                .map(|key| voice.strings.get(key).to_owned())
                .collect(),
        }
    }
}

impl Voice<'_> {
    /// The sign of a verdict with what it means.
    pub(super) fn figure_mark(&self, verdict: FigureVerdict) -> Mark {
        let (sign, class, key) = match verdict {
            FigureVerdict::Consistent => ("=", "", "figure_consistent"),
            FigureVerdict::Contradicted => ("≠", "wrong", "figure_contradicted"),
            FigureVerdict::CannotConfirm => ("?", "open", "figure_cannot_confirm"),
            FigureVerdict::Unverifiable => ("?", "open", "quote_unverifiable"),
        };
        Mark {
            sign: sign.to_owned(),
            class: class.to_owned(),
            label: self.strings.get(key).to_owned(),
        }
    }

    /// The count that a figure was held against: `4,912 retweets`; with the other that says more of it.
    fn captured(&self, checked: &CheckedFigure, post: &Post, count: Count) -> ArchivedWords {
        let counts = [Some((checked.figure.metric, count.value)), count.other]
            .into_iter()
            .flatten();
        let words = counts.map(|(metric, value)| {
            let measure = self.measure(&post.key.platform, metric.name());
            format!("{} {measure}", self.strings.number(value))
        });
        let words = words.collect::<Vec<_>>().join(", ");
        ArchivedWords {
            lang: self.lang.to_owned(),
            html: html::escape(&words).into_owned(),
            source: self
                .strings
                .format("captured_on", &[("when", &self.moment(count.at).text)]),
            post: None,
        }
    }
}

/// The words for a reason; `None` where the verdict says it.
fn reason_key(reason: Reason) -> Option<&'static str> {
    Some(match reason {
        Reason::Fits | Reason::Otherwise => return None,
        Reason::NeverReached | Reason::OtherCount => "count_never_reached",
        Reason::Differ => "count_differ",
        Reason::Understated => "count_understated",
        Reason::DigitLost | Reason::PassedBefore => "count_passed_before",
        Reason::PassedBetween => "count_passed_between",
        Reason::TooLate => "count_too_late",
        Reason::MayHaveGrown => "count_may_have_grown",
        Reason::Gone => "count_gone",
        Reason::Nought => "count_nought",
        Reason::NotCaptured | Reason::NotOfPosts => "count_not_captured",
        Reason::Sum => "count_sum",
        Reason::OtherPost | Reason::SeveralPosts => "count_other_post",
        Reason::NoPost => "verdict_missing",
    })
}
