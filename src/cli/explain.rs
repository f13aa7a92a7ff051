use serde::Deserialize;

use super::Outcome;
use super::args::ExplainArgs;
use super::report::{fail, print};
use crate::diagnostic::{Level, Rule};

/// What a citation, a quotation or a figure can be found to be: a row of `verdicts.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    name: String,
    summary: String,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Topics {
    verdict: Vec<Topic>,
}

fn verdicts() -> Vec<Topic> {
    // The table is compiled in, and a test reads it.
    toml::from_str::<Topics>(include_str!("verdicts.toml"))
        .map(|topics| topics.verdict)
        .unwrap_or_default()
}

pub(super) fn run(args: &ExplainArgs) -> Outcome {
    let Some(name) = &args.name else {
        let width = Rule::ALL.iter().map(|rule| rule.name().len()).max().unwrap_or(0);
        for rule in Rule::ALL {
            print(&format!("{:width$}  {}\n", rule.name(), rule.summary()));
        }
        return Outcome::Fine;
    };
    let name = name.trim_matches(|c| "[]`".contains(c));
    if let Some(rule) = Rule::named(name) {
        print(&format!(
            "{} ({}): {}\n\n{}\n",
            rule.name(),
            level(rule),
            rule.summary(),
            rule.explanation().trim_end()
        ));
        Outcome::Fine
    } else if let Some(topic) = verdicts().into_iter().find(|topic| topic.name == name) {
        print(&format!(
            "{} (a verdict): {}\n\n{}\n",
            topic.name,
            topic.summary,
            topic.text.trim()
        ));
        Outcome::Fine
    } else {
        let hint = match Rule::nearest(name) {
            Some(rule) => format!("did you mean `{}`?", rule.name()),
            None => "`ibid explain` lists them all".to_owned(),
        };
        fail(&format!("there is no message named `{name}`; {hint}"), Outcome::Usage)
    }
}

fn level(rule: Rule) -> &'static str {
    match rule.default_level() {
        Level::Off => "off",
        Level::Note => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

#[cfg(test)]
mod tests {
    use super::verdicts;
    use crate::check::{FigureVerdict, QuoteVerdict};
    use crate::citation::Verdict;

    #[test]
    fn every_verdict_is_explained() {
        let topics = verdicts();
        let names: Vec<&str> = topics.iter().map(|topic| topic.name.as_str()).collect();
        let all = [
            Verdict::Exact,
            Verdict::Inferred,
            Verdict::Shifted,
            Verdict::Ambiguous,
            Verdict::Missing,
            Verdict::UnknownAccount,
            Verdict::Hashtag,
            Verdict::Brief,
            Verdict::Reference,
            Verdict::Note,
            Verdict::Other,
        ];
        let of_quotations = QuoteVerdict::ALL.iter().map(|verdict| verdict.name());
        let of_figures = FigureVerdict::ALL.iter().map(|verdict| verdict.name());
        let of_claims = of_quotations
            .filter(|&name| name != QuoteVerdict::Unverifiable.name())
            .chain(of_figures);
        let all: Vec<&str> = all.map(Verdict::name).into_iter().chain(of_claims).collect();
        assert_eq!(names, all);
        for topic in &topics {
            assert!(topic.text.contains("What to do"), "{}", topic.name);
            assert!(
                topic.text.lines().all(|line| line.chars().count() <= 120),
                "{}",
                topic.name
            );
        }
    }
}
