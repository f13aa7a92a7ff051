//! Certificates: whose key it is, who vouched for that, from when to when.

use der::asn1::ObjectIdentifier;
use der::{DecodePem as _, Encode as _};
use jiff::Timestamp;
use x509_cert::Certificate;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, SubjectAltName};
use x509_cert::name::Name;

use super::{Check, signature};

/// Who vouches for a key, step by step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chain {
    /// Whether each step that is there holds.
    pub(super) check: Check,
    /// The name at its end.
    pub(super) end: String,
    /// Whether the end vouches for itself: a root, or a certificate that somebody made at home.
    pub(super) complete: bool,
    /// How many certificates it has.
    pub(super) length: usize,
}

/// The certificates in a text of PEM.
pub(super) fn pem(text: &str) -> Vec<Certificate> {
    const END: &str = "-----END CERTIFICATE-----";
    let parts = text.split_inclusive(END).filter_map(|part| {
        let start = part.find("-----BEGIN CERTIFICATE-----")?;
        Certificate::from_pem(format!("{}\n", &part[start..])).ok()
    });
    parts.collect()
}

/// The chain of a certificate among others, at a moment.
pub(super) fn chain(leaf: &Certificate, others: &[Certificate], at: Timestamp) -> Chain {
    /// Real ones have four.
    const LONGEST: usize = 10;
    let mut current = leaf;
    let mut check = in_force(leaf, at);
    let mut length = 1;
    loop {
        let tbs = &current.tbs_certificate;
        let own = tbs.issuer == tbs.subject;
        let issuer = if own {
            Some(current)
        } else {
            others.iter().find(|other| other.tbs_certificate.subject == tbs.issuer)
        };
        let Some(issuer) = issuer.filter(|_| length <= LONGEST) else {
            return Chain {
                check,
                end: name(&tbs.issuer),
                complete: false,
                length,
            };
        };
        let step = signed_by(current, issuer);
        if check.holds() || step.fails() {
            check = step;
        }
        if own {
            return Chain {
                check,
                end: name(&tbs.subject),
                complete: true,
                length,
            };
        }
        if check.holds() {
            check = in_force(issuer, at);
        }
        if check.holds() && !is_authority(issuer) {
            check = Check::Fails(format!(
                "{} may not vouch for others",
                name(&issuer.tbs_certificate.subject)
            ));
        }
        current = issuer;
        length += 1;
    }
}

fn signed_by(certificate: &Certificate, issuer: &Certificate) -> Check {
    let tbs = &certificate.tbs_certificate;
    let (Ok(signed), Some(bits)) = (tbs.to_der(), certificate.signature.as_bytes()) else {
        return Check::Unknown("a certificate could not be read".to_owned());
    };
    let key = &issuer.tbs_certificate.subject_public_key_info;
    match signature::check(key, certificate.signature_algorithm.oid, None, &signed, bits) {
        Check::Fails(_) => {
            let (one, other) = (name(&tbs.subject), name(&issuer.tbs_certificate.subject));
            Check::Fails(format!("the certificate of {one} was not signed by {other}"))
        }
        check => check,
    }
}

/// Whether a certificate was in force at a moment.
pub(super) fn in_force(certificate: &Certificate, at: Timestamp) -> Check {
    let validity = &certificate.tbs_certificate.validity;
    let moment = |time: x509_cert::time::Time| {
        let seconds = i64::try_from(time.to_unix_duration().as_secs()).ok()?;
        Timestamp::from_second(seconds).ok()
    };
    let (Some(from), Some(to)) = (moment(validity.not_before), moment(validity.not_after)) else {
        return Check::Unknown("a certificate does not say when it was in force".to_owned());
    };
    if (from..=to).contains(&at) {
        return Check::Holds;
    }
    let subject = name(&certificate.tbs_certificate.subject);
    Check::Fails(format!(
        "the certificate of {subject} was in force from {from} to {to}, which is not when this was signed"
    ))
}

fn extension<'c, T: der::Decode<'c>>(certificate: &'c Certificate, oid: ObjectIdentifier) -> Option<T> {
    let list = certificate.tbs_certificate.extensions.as_ref()?;
    let found = list.iter().find(|extension| extension.extn_id == oid)?;
    T::from_der(found.extn_value.as_bytes()).ok()
}

fn is_authority(certificate: &Certificate) -> bool {
    let constraints: Option<BasicConstraints> = extension(certificate, ObjectIdentifier::new_unwrap("2.5.29.19"));
    constraints.is_some_and(|constraints| constraints.ca)
}

/// Whether a certificate is made for time stamps.
pub(super) fn may_stamp(certificate: &Certificate) -> bool {
    let usage: Option<ExtendedKeyUsage> = extension(certificate, ObjectIdentifier::new_unwrap("2.5.29.37"));
    usage.is_some_and(|usage| usage.0.iter().any(|use_| use_.to_string() == "1.3.6.1.5.5.7.3.8"))
}

/// Whether a certificate is that of a domain.
pub(super) fn is_of_domain(certificate: &Certificate, domain: &str) -> bool {
    let names: Option<SubjectAltName> = extension(certificate, ObjectIdentifier::new_unwrap("2.5.29.17"));
    names.is_some_and(|names| {
        names.0.iter().any(|name| match name {
            GeneralName::DnsName(name) => {
                let name = name.as_str();
                let wild = name
                    .strip_prefix("*.")
                    .is_some_and(|rest| domain.split_once('.').is_some_and(|(_, of)| of == rest));
                name.eq_ignore_ascii_case(domain) || wild
            }
            _ => false,
        })
    })
}

/// A name for people: the common name, with the organisation.
pub(super) fn name(name: &Name) -> String {
    let part = |oid: &str| {
        let parts = name.0.iter().flat_map(|parts| parts.0.iter());
        let found = parts.into_iter().find(|part| part.oid.to_string() == oid)?;
        Some(String::from_utf8_lossy(found.value.value()).into_owned())
    };
    match (part("2.5.4.3"), part("2.5.4.10")) {
        (Some(common), Some(organisation)) if common != organisation => format!("{common} ({organisation})"),
        (Some(one), _) | (None, Some(one)) => one,
        (None, None) => name.to_string(),
    }
}
