//! What messages and MHTML pages are wrapped in: quoted-printable, base 64, dates as mail has them.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use jiff::Timestamp;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes that a part stands for, by its `Content-Transfer-Encoding`.
pub(crate) fn decode(encoding: &str, body: &[u8]) -> Vec<u8> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(body),
        "base64" => {
            let bare: Vec<u8> = body
                .iter()
                .copied()
                .filter(|byte| !byte.is_ascii_whitespace())
                .collect();
            BASE64.decode(bare).unwrap_or_default()
        }
        _ => body.to_vec(),
    }
}

/// `=C3=A9` as bytes, lines joined that end in `=`. What is no code is left.
pub(crate) fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        at += 1;
        if byte != b'=' {
            bytes.push(byte);
            continue;
        }
        let rest = body.get(at..).unwrap_or(&[]);
        let digit = |at: usize| rest.get(at).and_then(|&byte| char::from(byte).to_digit(16));
        if let (Some(high), Some(low)) = (digit(0), digit(1)) {
            bytes.extend(u8::try_from(high * 16 + low));
            at += 2;
        } else if rest.starts_with(b"\r\n") {
            at += 2;
        } else if rest.starts_with(b"\n") {
            at += 1;
        } else {
            bytes.push(byte);
        }
    }
    bytes
}

/// `Wed, 24 Sep 2026 13:00:00 +0200`, the day of the week being decoration, or as the standards of the web have it.
pub(crate) fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let dated = text.split_once(", ").map_or(text, |(_, dated)| dated);
    let mail = jiff::fmt::rfc2822::DateTimeParser::new();
    let parsed = mail.parse_timestamp(dated).or_else(|_| mail.parse_timestamp(text));
    parsed.ok().or_else(|| text.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mail_wraps_is_unwrapped() {
        assert_eq!(
            quoted_printable(b"caf=C3=A9 on the =\r\nquay =xx="),
            "café on the quay =xx=".as_bytes()
        );
        assert_eq!(decode("BASE64", b"cXVh\r\neQ"), b"quay");
        let expected = Some("2018-10-10T20:19:24Z".to_owned());
        let read = |text| moment(text).map(|moment| moment.to_string());
        assert_eq!(read("Wed, 10 Oct 2018 22:19:24 +0200"), expected);
        assert_eq!(read("Wed, 10 Oct 2018 20:19:24 GMT"), expected);
        assert_eq!(
            read("Mon, 10 Oct 2018 20:19:24 -0000"),
            expected,
            "a wrong day of the week"
        );
    }
}
