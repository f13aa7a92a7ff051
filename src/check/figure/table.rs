//! The form of the tables in `words/`: what each list is, is said in `words/en.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::MetricKind;
use super::words::VerbPlace;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) numbers: Numbers,
    pub(super) hedges: Hedges,
    pub(super) metrics: BTreeMap<MetricKind, MetricWords>,
    pub(super) grammar: Grammar,
    #[serde(default)]
    pub(super) compared: ComparedWords,
    #[serde(default)]
    pub(super) beside: BesideWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Numbers {
    /// Beyond those of [`crate::wording::NumberWords`], as the next and the plurals.
    #[serde(default)]
    pub(super) units: BTreeMap<String, u64>,
    #[serde(default)]
    pub(super) scales: BTreeMap<String, u64>,
    #[serde(default)]
    pub(super) suffixes: BTreeMap<String, u64>,
    #[serde(default)]
    pub(super) plurals: BTreeMap<String, u64>,
    pub(super) alone: AloneWords,
    #[serde(default)]
    pub(super) times: BTreeMap<String, u64>,
    pub(super) small: SmallWords,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AloneWords {
    pub(super) no: Vec<String>,
    pub(super) not_one: Vec<String>,
    pub(super) one: Vec<String>,
    pub(super) one_after: Vec<String>,
    pub(super) any: Vec<String>,
    pub(super) nobody: Vec<String>,
    pub(super) anyone: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SmallWords {
    pub(super) article: Vec<String>,
    pub(super) vague: Vec<String>,
    pub(super) half: Vec<String>,
    pub(super) and_half: Vec<String>,
    pub(super) and: Vec<String>,
    pub(super) of: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hedges {
    pub(super) before: HedgeWords,
    pub(super) after: HedgeWords,
    pub(super) between: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct HedgeWords {
    pub(super) more: Vec<String>,
    pub(super) least: Vec<String>,
    pub(super) nearly: Vec<String>,
    pub(super) about: Vec<String>,
    pub(super) most: Vec<String>,
    pub(super) below: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MetricWords {
    pub(super) nouns: Vec<String>,
    #[serde(default)]
    pub(super) lone_nouns: Vec<String>,
    #[serde(default)]
    pub(super) verbs: Vec<String>,
    #[serde(default)]
    pub(super) loose_verbs: Vec<String>,
    #[serde(default)]
    pub(super) lone_verbs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Grammar {
    pub(super) verb: VerbPlace,
    pub(super) times: Vec<String>,
    pub(super) people: Vec<String>,
    pub(super) by: Vec<String>,
    pub(super) filler: Vec<String>,
    pub(super) to: Vec<String>,
    pub(super) conjunctions: Vec<String>,
    pub(super) together: Vec<String>,
    pub(super) sum: Vec<String>,
    pub(super) those: Vec<String>,
    pub(super) apart: Vec<String>,
    pub(super) doubt: Vec<String>,
    pub(super) not: Vec<String>,
    pub(super) only: Vec<String>,
    pub(super) difference: Vec<String>,
    pub(super) rate: Vec<String>,
    pub(super) soon: Vec<String>,
    pub(super) late: Vec<String>,
    pub(super) other: Vec<String>,
    pub(super) contrast: Vec<String>,
    pub(super) against: Vec<String>,
    pub(super) part: Vec<String>,
    pub(super) object: Vec<String>,
    pub(super) clitic: Vec<String>,
    pub(super) reach: Vec<String>,
    pub(super) medium: Vec<String>,
    #[serde(default)]
    pub(super) astray: Vec<String>,
    #[serde(default)]
    pub(super) when: Vec<String>,
    pub(super) prefixes: Vec<String>,
    #[serde(default)]
    pub(super) compounds: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ComparedWords {
    pub(super) more: Vec<String>,
    pub(super) fewer: Vec<String>,
    pub(super) than: Vec<String>,
    pub(super) as_many: Vec<String>,
    pub(super) r#as: Vec<String>,
    pub(super) double: Vec<String>,
    pub(super) outnumber: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct BesideWords {
    pub(super) names: Vec<String>,
    pub(super) pronouns: Vec<String>,
    pub(super) rivals: Vec<String>,
}
