use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{Any, AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Decode as _, Encode as _, Reader as _, SliceReader};
use x509_cert::Certificate;
use x509_cert::ext::pkix::SubjectKeyIdentifier;

use super::token::{Statement, statement};
use super::{TimeStamp, Unreadable};
use crate::archive::proof::Check;
use crate::archive::proof::certificate::{chain, in_force, may_stamp, name, pem};
use crate::archive::proof::signature::{self, Hash};

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const STATEMENT: &str = "1.2.840.113549.1.9.16.1.4";
const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
/// Which certificate was meant, by its hash: the older and the newer way.
const CERTIFICATE_MEANT: &[&str] = &["1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47"];

pub(super) fn read(token: &[u8], certificates: &str) -> Result<TimeStamp, Unreadable> {
    let none = || Unreadable("this is no time stamp, or it is damaged".to_owned());
    let content = content(token)?;
    if content.content_type.to_string() != SIGNED_DATA {
        return Err(none());
    }
    let data: SignedData = content.content.decode_as().map_err(|_| none())?;
    let stated = data.encap_content_info.econtent.as_ref().ok_or_else(none)?;
    let stated = stated.decode_as::<OctetStringRef<'_>>().map_err(|_| none())?.as_bytes();
    let said = statement(stated).filter(|_| data.encap_content_info.econtent_type.to_string() == STATEMENT);
    let said = said.ok_or_else(none)?;
    let hash = Hash::named(said.algorithm).ok_or_else(|| {
        Unreadable(format!(
            "the hash that was stamped is of a kind ({}) not known to ibid",
            said.algorithm
        ))
    })?;
    let signer = data.signer_infos.0.iter().next().ok_or_else(none)?;
    let mut others: Vec<Certificate> = data
        .certificates
        .iter()
        .flat_map(|set| set.0.iter())
        .filter_map(plain)
        .collect();
    others.extend(pem(certificates));
    Ok(stamp(said, hash, stated, signer, &others))
}

fn plain(choice: &CertificateChoices) -> Option<Certificate> {
    match choice {
        CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
        CertificateChoices::Other(_) => None,
    }
}

fn content(token: &[u8]) -> Result<ContentInfo, Unreadable> {
    if let Ok(content) = ContentInfo::from_der(token) {
        return Ok(content);
    }
    let answer = || {
        let whole = AnyRef::from_der(token).ok()?;
        let mut reader = SliceReader::new(whole.value()).ok()?;
        let status: AnyRef<'_> = reader.decode().ok()?;
        let mut inner = SliceReader::new(status.value()).ok()?;
        let status: u8 = inner.decode().ok()?;
        Some((status, reader.decode::<ContentInfo>().ok()))
    };
    match answer() {
        Some((0 | 1, Some(content))) => Ok(content),
        Some((status, None)) if status > 1 => Err(Unreadable(format!(
            "the authority refused to stamp this (its answer has the status {status})"
        ))),
        _ => Err(Unreadable("this is no time stamp, or it is damaged".to_owned())),
    }
}

fn stamp(said: Statement, hash: Hash, stated: &[u8], signer: &SignerInfo, others: &[Certificate]) -> TimeStamp {
    let leaf = others.iter().find(|certificate| is_meant(&signer.sid, certificate));
    let mut found = TimeStamp {
        time: said.time,
        algorithm: hash.name(),
        imprint: said.imprint,
        authority: "an unnamed authority".to_owned(),
        signature: Check::Unknown("the authority's certificate is not there".to_owned()),
        chain: Check::Unknown("the authority's certificate is not there".to_owned()),
        root: String::new(),
        complete: false,
        self_signed: false,
    };
    let Some(leaf) = leaf else {
        if let SignerIdentifier::IssuerAndSerialNumber(meant) = &signer.sid {
            found.root = name(&meant.issuer);
            found.authority = format!("an authority whose certificate is of {}", found.root);
        }
        return found;
    };
    let links = chain(leaf, others, said.time);
    found.authority = name(&leaf.tbs_certificate.subject);
    found.signature = signed(signer, leaf, stated);
    if found.signature.holds() && !may_stamp(leaf) {
        found.signature = Check::Fails(format!(
            "the certificate of {} is not made for time stamps",
            found.authority
        ));
    }
    if found.signature.holds() {
        found.signature = in_force(leaf, said.time);
    }
    found.self_signed = links.complete && links.length == 1;
    found.chain = links.check;
    found.root = links.end;
    found.complete = links.complete;
    found
}

fn is_meant(meant: &SignerIdentifier, certificate: &Certificate) -> bool {
    let tbs = &certificate.tbs_certificate;
    match meant {
        SignerIdentifier::IssuerAndSerialNumber(meant) => {
            meant.issuer == tbs.issuer && meant.serial_number == tbs.serial_number
        }
        SignerIdentifier::SubjectKeyIdentifier(meant) => {
            let list = tbs.extensions.iter().flatten();
            let own = list.filter(|extension| extension.extn_id == ObjectIdentifier::new_unwrap("2.5.29.14"));
            own.filter_map(|extension| SubjectKeyIdentifier::from_der(extension.extn_value.as_bytes()).ok())
                .any(|own| own.0.as_bytes() == meant.0.as_bytes())
        }
    }
}

/// Whether the authority signed the statement.
fn signed(signer: &SignerInfo, leaf: &Certificate, stated: &[u8]) -> Check {
    let fails = |why: &str| Check::Fails(why.to_owned());
    let Some(hash) = Hash::named(signer.digest_alg.oid) else {
        return Check::Unknown(format!("the hash {} is not known to ibid", signer.digest_alg.oid));
    };
    let Some(attributes) = &signer.signed_attrs else {
        return fails("it does not say what was signed");
    };
    let value = |names: &[&str]| -> Option<&Any> {
        let found = attributes
            .iter()
            .find(|attribute| names.contains(&attribute.oid.to_string().as_str()))?;
        found.values.iter().next()
    };
    let kind = value(&[CONTENT_TYPE]).and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    if kind.map(|oid| oid.to_string()).as_deref() != Some(STATEMENT) {
        return fails("what was signed is no time stamp");
    }
    let digest = value(&[MESSAGE_DIGEST]).and_then(|any| any.decode_as::<OctetStringRef<'_>>().ok());
    if digest.is_none_or(|digest| digest.as_bytes() != hash.of(stated)) {
        return fails("the moment or the hash was changed after it was signed");
    }
    let (Ok(own), Ok(bytes)) = (leaf.to_der(), attributes.to_der()) else {
        return Check::Unknown("the certificate could not be read".to_owned());
    };
    let meant = value(CERTIFICATE_MEANT).map(Any::value);
    let hashes = [Hash::Sha1, Hash::Sha256, Hash::Sha384, Hash::Sha512];
    let is_own = |bytes: &[u8]| {
        hashes
            .iter()
            .map(|hash| hash.of(&own))
            .any(|hash| bytes.windows(hash.len()).any(|window| window == hash))
    };
    if meant.is_some_and(|bytes| !is_own(bytes)) {
        return fails("it was signed with another certificate than it names");
    }
    let key = &leaf.tbs_certificate.subject_public_key_info;
    signature::check(
        key,
        signer.signature_algorithm.oid,
        Some(hash),
        &bytes,
        signer.signature.as_bytes(),
    )
}
