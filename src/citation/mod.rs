//! From the raw source of a note to citations, and from a citation to what it means in the archive.
//!
//! Parsing recognises islands (address, handle, date, platform, quoted words) and assembles them; platforms, months and
//! their aliases are tables. Parsing never fails and never looks anything up. Must not know pages or HTML.

mod assemble;
mod balance;
mod briefs;
mod calendar;
mod continued;
mod divide;
mod evidence;
mod expand;
mod fold;
mod island;
mod item;
mod kinds;
mod messages;
mod model;
mod months;
mod offer;
mod parse;
mod pin;
mod pins;
mod reading;
mod resolve;
mod row;
mod say;
mod search;
mod slips;
mod split;
mod structured;
mod text;
mod twice;
mod words;
mod zones;

#[cfg(test)]
mod tests;

pub use briefs::{BriefEntry, BriefIndex};
pub use fold::fold_title;
pub use model::{
    Antecedent, BriefReference, Citation, Clock, Field, Kind, Meaning, OtherSource, PostQuery, ReferenceQuery,
    Resolution, ShortDate, ShortForm, Side, Target, Unread, Verdict, When, Zone,
};
pub use parse::{Settings, parse_note};
pub use pin::{NoPin, pin_address, pin_of, pinned};
pub use reading::Reading;
pub use resolve::{Found, Known, NearWords, NoteCitations, Place, is_words, resolve, unknown_key};
pub use say::name_of;
pub use search::{Hit, Wanted, citation_of, fitting, read_when, search, search_for, sketch, time_of_day};
