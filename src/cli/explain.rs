use super::Outcome;
use super::args::ExplainArgs;
use super::report::{fail, print};
use crate::diagnostic::{Level, Rule};

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
