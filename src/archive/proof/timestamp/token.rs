//! What an authority signs: which hash it saw, and when.

use der::asn1::{AnyRef, ObjectIdentifier, OctetString};
use der::{Decode as _, Reader as _, SliceReader, Tagged as _};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use x509_cert::spki::AlgorithmIdentifierOwned;

/// The statement.
pub(super) struct Statement {
    pub(super) algorithm: ObjectIdentifier,
    pub(super) imprint: Vec<u8>,
    pub(super) time: Timestamp,
}

/// Reads a statement (`TSTInfo`). Members behind the time say nothing that is needed.
pub(super) fn statement(bytes: &[u8]) -> Option<Statement> {
    let whole = AnyRef::from_der(bytes).ok()?;
    let mut reader = SliceReader::new(whole.value()).ok()?;
    let _version: u8 = reader.decode().ok()?;
    let _policy: ObjectIdentifier = reader.decode().ok()?;
    let (algorithm, imprint) = reader
        .sequence(|reader| {
            let algorithm: AlgorithmIdentifierOwned = reader.decode()?;
            let imprint: OctetString = reader.decode()?;
            Ok((algorithm.oid, imprint.into_bytes()))
        })
        .ok()?;
    let _serial: AnyRef<'_> = reader.decode().ok()?;
    let time: AnyRef<'_> = reader.decode().ok()?;
    if time.tag() != der::Tag::GeneralizedTime {
        return None;
    }
    Some(Statement {
        algorithm,
        imprint,
        time: moment(std::str::from_utf8(time.value()).ok()?)?,
    })
}

/// `20250324111747Z`, with a fraction or without.
fn moment(text: &str) -> Option<Timestamp> {
    let bare = text.strip_suffix('Z')?;
    let (digits, fraction) = bare.split_once('.').unwrap_or((bare, ""));
    if digits.len() != 14 || !digits.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let small = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i8>().ok();
    let nanoseconds = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    let moment = DateTime::new(
        digits.get(..4)?.parse().ok()?,
        small(4..6)?,
        small(6..8)?,
        small(8..10)?,
        small(10..12)?,
        small(12..14)?,
        nanoseconds,
    );
    TimeZone::UTC.to_timestamp(moment.ok()?).ok()
}
