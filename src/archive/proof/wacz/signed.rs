//! Who signed a WACZ: nobody in particular (a key that was made for it), or whoever held a domain's certificate.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::Value;

use super::super::Check;
use super::super::timestamp::{self, TimeStamp};
use crate::archive::import::json::text;

/// Who signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signer {
    /// Whoever made the key that lies beside.
    Anonymous,
    /// Whoever held the certificate of this domain.
    Domain(String),
}

/// A signature over the hash of the list of files.
#[derive(Clone, Debug)]
pub struct Signature {
    /// Who signed.
    pub signer: Signer,
    /// When, as the file says.
    pub created: Option<Timestamp>,
    /// Program and version, as the file says.
    pub software: Option<String>,
    /// Whether what was signed is the list that is there.
    pub hash: Check,
    /// Whether the key that lies beside signed it.
    pub signature: Check,
    /// Whether the certificate is that of the domain and the chain that is there holds; `None` for an anonymous signature.
    pub certificate: Option<Check>,
    /// The name at the end of the certificates.
    pub issuer: Option<String>,
    /// The time stamp over the signature, and whether it is of this signature.
    pub time: Option<Result<(TimeStamp, bool), String>>,
}

pub(super) fn check(data: &Value, list: &str) -> Signature {
    let hash = text(data, "hash").unwrap_or("");
    let created = text(data, "created").and_then(|text| text.parse().ok());
    let written = text(data, "signature").unwrap_or("");
    let domain = text(data, "domain");
    let mut found = Signature {
        signer: domain.map_or(Signer::Anonymous, |domain| Signer::Domain(domain.to_owned())),
        created,
        software: text(data, "software").map(str::to_owned),
        hash: super::same(hash, list),
        signature: Check::Unknown("the signature is not whole".to_owned()),
        certificate: None,
        issuer: None,
        time: None,
    };
    if let Ok(bytes) = STANDARD.decode(written) {
        keys(&mut found, data, domain, hash, &bytes);
        found.time = text(data, "timeSignature").map(|token| {
            let token = STANDARD.decode(token).map_err(|_| "it is damaged".to_owned())?;
            let certificates = text(data, "timestampCert").unwrap_or("");
            let stamp = timestamp::read(&token, certificates).map_err(|error| error.to_string())?;
            // What is stamped is the signature as it is written.
            let fits = stamp.fits(written.as_bytes()).unwrap_or(false) || stamp.fits(&bytes[..]).unwrap_or(false);
            Ok((stamp, fits))
        });
    }
    found
}

#[cfg(feature = "proof")]
fn keys(found: &mut Signature, data: &Value, domain: Option<&str>, hash: &str, bytes: &[u8]) {
    use der::Decode as _;
    use der::asn1::ObjectIdentifier;
    use x509_cert::spki::SubjectPublicKeyInfoOwned;

    use super::super::certificate::{chain, is_of_domain, name, pem};
    use super::super::signature::{self, Hash};

    /// ECDSA over SHA-256, with whatever curve.
    const ECDSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
    let Some(domain) = domain else {
        let key = text(data, "publicKey").and_then(|key| STANDARD.decode(key).ok());
        let key = key.and_then(|key| SubjectPublicKeyInfoOwned::from_der(&key).ok());
        found.signature = key.map_or_else(
            || Check::Unknown("no key lies beside".to_owned()),
            |key| signature::check(&key, ECDSA, Some(Hash::Sha256), hash.as_bytes(), bytes),
        );
        return;
    };
    let certificates = pem(text(data, "domainCert").unwrap_or(""));
    let Some(leaf) = certificates.first() else {
        found.certificate = Some(Check::Unknown("the domain's certificate is not there".to_owned()));
        return;
    };
    let key = &leaf.tbs_certificate.subject_public_key_info;
    found.signature = signature::check(key, ECDSA, Some(Hash::Sha256), hash.as_bytes(), bytes);
    let others = [
        certificates.as_slice(),
        &pem(text(data, "crossSignedCert").unwrap_or("")),
    ]
    .concat();
    found.certificate = Some(match found.created {
        _ if !is_of_domain(leaf, domain) => {
            let whose = name(&leaf.tbs_certificate.subject);
            Check::Fails(format!("the certificate is that of {whose}, not of {domain}"))
        }
        Some(at) => {
            let links = chain(leaf, &others, at);
            let test = links.end.contains("STAGING") || links.end.starts_with("Fake LE ");
            let check = if test {
                Check::Fails(format!(
                    "{} is a test authority, which vouches for whoever asks",
                    links.end
                ))
            } else {
                links.check
            };
            found.issuer = Some(links.end);
            check
        }
        None => Check::Unknown("it does not say when it was signed".to_owned()),
    });
}

#[cfg(not(feature = "proof"))]
fn keys(found: &mut Signature, _data: &Value, _domain: Option<&str>, _hash: &str, _bytes: &[u8]) {
    found.signature = Check::Unknown(super::super::WITHOUT.to_owned());
}

impl Signature {
    /// Whether something in it contradicts something else.
    pub fn fails(&self) -> bool {
        let stamp = match &self.time {
            Some(Ok((stamp, fits))) => !fits || stamp.signature.fails() || stamp.chain.fails(),
            Some(Err(_)) => true,
            None => false,
        };
        self.hash.fails() || self.signature.fails() || self.certificate.as_ref().is_some_and(Check::fails) || stamp
    }

    /// What was found, a sentence each.
    pub(super) fn sentences(&self) -> Vec<String> {
        let mut said = Vec::new();
        let held = match (&self.hash, &self.signature) {
            (Check::Fails(why) | Check::Unknown(why), _) | (_, Check::Fails(why) | Check::Unknown(why)) => {
                said.push(format!("signature: {why}"));
                false
            }
            (Check::Holds, Check::Holds) => true,
        };
        match (&self.signer, held) {
            (Signer::Anonymous, true) => said.push(
                "signature: anonymous; the file was not changed since somebody signed it, and nothing tells who that was"
                    .to_owned(),
            ),
            (Signer::Domain(domain), true) => {
                said.push(format!("signature: made with the key of a certificate for {domain}"));
            }
            (_, false) => {}
        }
        match &self.certificate {
            Some(Check::Fails(why) | Check::Unknown(why)) => said.push(format!("signer: {why}")),
            Some(Check::Holds) => {
                let issuer = self.issuer.as_deref().unwrap_or("nobody");
                said.push(format!(
                    "signer: the certificates that are there fit each other and lead to {issuer}; whether to trust it is for \
                     you to decide"
                ));
            }
            None => {}
        }
        match &self.time {
            Some(Ok((stamp, fits))) => {
                let all = stamp.sentences(Some(("the signature", *fits)));
                said.extend(all.into_iter().map(|sentence| format!("time: {sentence}")));
            }
            Some(Err(why)) => said.push(format!("time: the time stamp could not be read: {why}")),
            None => said.push("time: there is no time stamp; the date in the file is what the file says".to_owned()),
        }
        said
    }
}
