//! Records as repositories hold them (DAG-CBOR), read as the JSON that they stand for.

use serde_json::{Map, Number, Value, json};

use super::Cid;
use crate::archive::record::hex;

/// The deepest nesting that is read.
const DEEPEST: usize = 96;

/// The value at the start of these bytes, with how many it takes; `None` when they hold none.
pub(crate) fn decode(bytes: &[u8]) -> Option<(Value, usize)> {
    let mut reader = Reader { bytes, at: 0 };
    let value = reader.value(0)?;
    Some((value, reader.at))
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }

    /// The kind of what follows, and its number.
    fn head(&mut self) -> Option<(u8, u8, u64)> {
        let first = *self.take(1)?.first()?;
        let (kind, small) = (first >> 5, first & 31);
        let wide = match small {
            0..=23 => return Some((kind, small, u64::from(small))),
            24..=27 => 1 << (small - 24),
            _ => return None,
        };
        let number = self
            .take(wide)?
            .iter()
            .fold(0, |number, &byte| number << 8 | u64::from(byte));
        Some((kind, small, number))
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let (kind, small, number) = self.head()?;
        let length = || usize::try_from(number).ok();
        match kind {
            0 => Some(number.into()),
            1 => Some(i64::try_from(number).ok()?.checked_neg()?.checked_sub(1)?.into()),
            2 => Some(json!({"$bytes": hex(self.take(length()?)?)})),
            3 => Some(std::str::from_utf8(self.take(length()?)?).ok()?.into()),
            4 => {
                let mut list = Vec::new();
                for _ in 0..number {
                    list.push(self.value(depth + 1)?);
                }
                Some(list.into())
            }
            5 => {
                let mut map = Map::new();
                for _ in 0..number {
                    let Value::String(name) = self.value(depth + 1)? else {
                        return None;
                    };
                    map.insert(name, self.value(depth + 1)?);
                }
                Some(map.into())
            }
            6 if number == 42 => self.link(),
            7 => match small {
                20 => Some(false.into()),
                21 => Some(true.into()),
                22 => Some(Value::Null),
                27 => Number::from_f64(f64::from_bits(number)).map(Value::Number),
                _ => None,
            },
            _ => None,
        }
    }

    fn link(&mut self) -> Option<Value> {
        let (kind, _, number) = self.head()?;
        let bytes = self.take(usize::try_from(number).ok()?)?;
        let (cid, _) = Cid::read(bytes.strip_prefix(&[0])?)?;
        (kind == 2).then(|| json!({"$link": cid.text()}))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_of_each_kind() {
        let read = |bytes: &[u8]| decode(bytes).map(|(value, _)| value.to_string());
        assert_eq!(
            read(b"\xa2\x61a\x01\x61b\x83\x20\xf5\xf6").as_deref(),
            Some(r#"{"a":1,"b":[-1,true,null]}"#)
        );
        assert_eq!(read(b"\x65smoke").as_deref(), Some(r#""smoke""#));
        assert_eq!(
            read(b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff").as_deref(),
            Some("18446744073709551615")
        );
        assert_eq!(read(b"\x65smok"), None, "cut off");
        assert_eq!(
            read(b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff"),
            None,
            "a list longer than the file"
        );
        assert_eq!(read(&[0x81; 4000]), None, "too deep");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _value = decode(&bytes);
        }
    }
}
