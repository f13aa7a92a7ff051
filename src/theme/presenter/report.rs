use super::evidence::{citation_verdict, fact, is_open, sheet_id};
use super::head::{HeadParts, plain_title};
use super::lists::Page;
use super::quoted::{is_settled, row_ids};
use super::{Presenter, Voice, figures};
use crate::site::{Entry, route};
use crate::theme::view::{EvidenceReport, Href, Mark, OpenClaim, ReportedBrief};

impl Presenter<'_> {
    /// One page of what was checked on the whole site.
    pub fn report(&self, number: usize) -> EvidenceReport {
        let voice = self.site_voice();
        let briefs = self.reported();
        let page = Page::of(&briefs, number, self.names_per_page());
        let own = route::report();
        let entries = || briefs.iter().map(|&index| &self.site.briefs[index]);
        EvidenceReport {
            head: self.head(
                voice,
                &HeadParts {
                    title: voice.strings.get("evidence_report"),
                    description: voice.strings.get("evidence_report_explained"),
                    route: &own.numbered(number),
                    under: Some(route::archive()),
                },
            ),
            sums: page.on_first(|| {
                let counts = [
                    ("briefs", briefs.len()),
                    (
                        "citations",
                        entries()
                            .flat_map(|entry| &*entry.notes)
                            .map(|note| note.citations.len())
                            .sum(),
                    ),
                    (
                        "quotations",
                        entries().map(|entry| entry.checked.quotations.len()).sum(),
                    ),
                    ("figures", entries().map(|entry| entry.checked.figures.len()).sum()),
                ];
                let sum =
                    |(key, count): (&str, usize)| fact(voice, key, &voice.strings.number(count as u64), String::new());
                counts.into_iter().map(sum).collect()
            }),
            counts: page.on_first(|| voice.counts(entries())),
            briefs: page
                .items
                .iter()
                .map(|&index| self.reported_brief(voice, &self.site.briefs[index]))
                .collect(),
            pager: self.pager(voice, &own, &page),
        }
    }

    /// Where the report is, if there is anything to report.
    pub(super) fn report_href(&self) -> Option<String> {
        let mut briefs = self.site.briefs.iter();
        briefs.any(Entry::has_citations).then(|| self.href(&route::report()))
    }

    /// How many briefs the report lists.
    pub fn report_size(&self) -> usize {
        self.site.briefs.iter().filter(|entry| entry.has_citations()).count()
    }

    /// The briefs with something to check, latest first. A translation is checked like an original.
    fn reported(&self) -> Vec<usize> {
        let has_citations = |&index: &usize| self.site.briefs[index].has_citations();
        let mut briefs: Vec<usize> = (0..self.site.briefs.len()).filter(has_citations).collect();
        self.site.sort_latest_first(&mut briefs);
        briefs
    }

    /// The citations of a brief that do not lead to one post for certain.
    fn open_citations(&self, voice: Voice<'_>, entry: &Entry) -> Vec<OpenClaim> {
        let sheet = self.href(&entry.route.join("evidence/"));
        let notes = entry.notes.iter().enumerate();
        let cited = notes.flat_map(|(note, evidence)| evidence.citations.iter().map(move |cited| (note, cited)));
        let open = cited.filter(|(_, (_, resolution))| is_open(resolution.verdict()));
        open.map(|(note, (citation, resolution))| OpenClaim {
            text: self.citation_shown(voice, citation, resolution),
            is_quoted: false,
            href: format!("{sheet}#{}", sheet_id(entry, note)),
            mark: Mark {
                sign: String::new(),
                class: String::new(),
                label: citation_verdict(voice, resolution.verdict()),
            },
        })
        .collect()
    }

    fn reported_brief(&self, voice: Voice<'_>, entry: &Entry) -> ReportedBrief {
        let sheet = self.href(&entry.route.join("evidence/"));
        let quotations = entry.checked.quotations.iter().zip(row_ids(entry));
        let quotations = quotations
            .filter(|(checked, _)| !is_settled(checked))
            .map(|(checked, id)| OpenClaim {
                text: entry.brief.quotations[checked.quotation].words.clone(),
                is_quoted: true,
                href: format!("{sheet}#{id}"),
                mark: voice.mark(checked.verdict()),
            });
        let figures = entry.checked.figures.iter().zip(figures::row_ids(entry));
        let figures = figures
            .filter(|(checked, _)| !figures::is_settled(checked))
            .map(|(checked, id)| OpenClaim {
                text: checked.figure.text.clone(),
                is_quoted: false,
                href: format!("{sheet}#{id}"),
                mark: voice.figure_mark(checked.verdict),
            });
        ReportedBrief {
            open: self
                .open_citations(voice, entry)
                .into_iter()
                .chain(quotations)
                .chain(figures)
                .collect(),
            sheet: Href {
                label: plain_title(entry).into_owned(),
                href: sheet,
            },
            lang: entry.lang.clone(),
            published: entry.brief.front.date.map(|date| voice.day(date)).unwrap_or_default(),
            counts: voice.counts([entry]),
        }
    }
}
