//! Values of a line, each read as strictly as it must be.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::archive::Metric;

/// A text.
pub(super) struct Text(pub(super) String);

/// An id: a text that is not empty. A number is refused, since programs that read it as one lose its last digits.
pub(super) struct Id(pub(super) String);

/// Counts, in the order written.
#[derive(Default)]
pub(super) struct Metrics {
    pub(super) read: Vec<Metric>,
    pub(super) unread: Vec<(String, &'static str)>,
}

/// A size that is only used when it is one.
#[derive(Default)]
pub(super) struct Pixels(pub(super) Option<u32>);

enum Count {
    Number(u64),
    Hidden,
    Unread(&'static str),
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl Visitor<'_> for TextVisitor {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in quotation marks")
            }
            fn visit_str<E>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.to_owned()))
            }
            fn visit_string<E>(self, text: String) -> Result<Text, E> {
                Ok(Text(text))
            }
        }
        deserializer.deserialize_string(TextVisitor)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdVisitor;
        impl Visitor<'_> for IdVisitor {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id in quotation marks")
            }
            fn visit_str<E: de::Error>(self, id: &str) -> Result<Id, E> {
                if id.trim().is_empty() {
                    return Err(E::custom("an id is empty"));
                }
                Ok(Id(id.trim().to_owned()))
            }
            fn visit_u64<E: de::Error>(self, id: u64) -> Result<Id, E> {
                Err(numeric(&id))
            }
            fn visit_i64<E: de::Error>(self, id: i64) -> Result<Id, E> {
                Err(numeric(&id))
            }
            fn visit_f64<E: de::Error>(self, id: f64) -> Result<Id, E> {
                Err(numeric(&id))
            }
        }
        fn numeric<E: de::Error>(id: &dyn fmt::Display) -> E {
            E::custom(format_args!(
                "the id {id} is a number, not a text; the last digits of long numbers are lost when programs read them"
            ))
        }
        deserializer.deserialize_any(IdVisitor)
    }
}

impl<'de> Deserialize<'de> for Metrics {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MetricsVisitor;
        impl<'de> Visitor<'de> for MetricsVisitor {
            type Value = Metrics;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of counts")
            }
            fn visit_unit<E>(self) -> Result<Metrics, E> {
                Ok(Metrics::default())
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Metrics, A::Error> {
                let mut metrics = Metrics::default();
                while let Some(Text(name)) = map.next_key()? {
                    let value = match map.next_value()? {
                        Count::Number(value) => Some(value),
                        Count::Hidden => None,
                        Count::Unread(written) => {
                            metrics.unread.push((name, written));
                            continue;
                        }
                    };
                    metrics.read.push(Metric { name, value });
                }
                Ok(metrics)
            }
        }
        deserializer.deserialize_any(MetricsVisitor)
    }
}

impl<'de> Deserialize<'de> for Pixels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Count::deserialize(deserializer).map(|count| match count {
            Count::Number(number) => Self(u32::try_from(number).ok()),
            Count::Hidden | Count::Unread(_) => Self(None),
        })
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CountVisitor;
        impl<'de> Visitor<'de> for CountVisitor {
            type Value = Count;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a count")
            }
            fn visit_u64<E>(self, count: u64) -> Result<Count, E> {
                Ok(Count::Number(count))
            }
            fn visit_i64<E>(self, _: i64) -> Result<Count, E> {
                Ok(Count::Unread("below zero"))
            }
            fn visit_f64<E>(self, _: f64) -> Result<Count, E> {
                Ok(Count::Unread("a broken number"))
            }
            fn visit_unit<E>(self) -> Result<Count, E> {
                Ok(Count::Hidden)
            }
            fn visit_bool<E>(self, _: bool) -> Result<Count, E> {
                Ok(Count::Unread("true or false"))
            }
            fn visit_str<E>(self, _: &str) -> Result<Count, E> {
                Ok(Count::Unread("a text"))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Count, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Count::Unread("a list"))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Count, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Count::Unread("an object"))
            }
        }
        deserializer.deserialize_any(CountVisitor)
    }
}
