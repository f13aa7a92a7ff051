//! Signatures: which algorithm, whose key, whether it fits.

use der::asn1::ObjectIdentifier;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA384_ASN1, ECDSA_P384_SHA256_ASN1,
    ECDSA_P384_SHA384_ASN1, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_2048_8192_SHA384, UnparsedPublicKey, VerificationAlgorithm,
};
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use super::Check;

/// A way to reckon a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

/// Names of hashes, and of signatures that say which hash they are of.
const HASHES: &[(&str, Hash)] = &[
    ("1.3.14.3.2.26", Hash::Sha1),
    ("2.16.840.1.101.3.4.2.1", Hash::Sha256),
    ("2.16.840.1.101.3.4.2.2", Hash::Sha384),
    ("2.16.840.1.101.3.4.2.3", Hash::Sha512),
    ("1.2.840.113549.1.1.5", Hash::Sha1),
    ("1.2.840.113549.1.1.11", Hash::Sha256),
    ("1.2.840.113549.1.1.12", Hash::Sha384),
    ("1.2.840.113549.1.1.13", Hash::Sha512),
    ("1.2.840.10045.4.1", Hash::Sha1),
    ("1.2.840.10045.4.3.2", Hash::Sha256),
    ("1.2.840.10045.4.3.3", Hash::Sha384),
    ("1.2.840.10045.4.3.4", Hash::Sha512),
];

const RSA: &str = "1.2.840.113549.1.1.1";
const PSS: &str = "1.2.840.113549.1.1.10";
const EC: &str = "1.2.840.10045.2.1";
const EDWARDS: &str = "1.3.101.112";
const P256: &str = "1.2.840.10045.3.1.7";
const P384: &str = "1.3.132.0.34";

impl Hash {
    /// The hash that a name of a hash or of a signature means.
    pub(super) fn named(name: ObjectIdentifier) -> Option<Self> {
        let name = name.to_string();
        HASHES.iter().find(|(known, _)| *known == name).map(|(_, hash)| *hash)
    }

    /// For people: `SHA-256`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// The hash of bytes.
    pub(super) fn of(self, bytes: &[u8]) -> Vec<u8> {
        let algorithm = match self {
            Self::Sha1 => &ring::digest::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => &ring::digest::SHA256,
            Self::Sha384 => &ring::digest::SHA384,
            Self::Sha512 => &ring::digest::SHA512,
        };
        ring::digest::digest(algorithm, bytes).as_ref().to_vec()
    }
}

/// Whether bytes were signed with a key. `algorithm` may name the hash, else `hash` is taken.
pub(super) fn check(
    key: &SubjectPublicKeyInfoOwned,
    algorithm: ObjectIdentifier,
    hash: Option<Hash>,
    signed: &[u8],
    signature: &[u8],
) -> Check {
    let hash = Hash::named(algorithm).or(hash);
    let kind = key.algorithm.oid.to_string();
    let curve = key
        .algorithm
        .parameters
        .as_ref()
        .and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    let curve = curve.map(|oid| oid.to_string());
    let pss = algorithm.to_string() == PSS;
    let verification: Option<&dyn VerificationAlgorithm> = match (kind.as_str(), curve.as_deref(), hash) {
        (RSA, _, Some(Hash::Sha1)) if !pss => Some(&RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY),
        (RSA, _, Some(Hash::Sha256)) if !pss => Some(&RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY),
        (RSA, _, Some(Hash::Sha384)) if !pss => Some(&RSA_PKCS1_2048_8192_SHA384),
        (RSA, _, Some(Hash::Sha512)) if !pss => Some(&RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY),
        (EC, Some(P256), Some(Hash::Sha256)) if signature.len() == 64 => Some(&ECDSA_P256_SHA256_FIXED),
        (EC, Some(P256), Some(Hash::Sha256)) => Some(&ECDSA_P256_SHA256_ASN1),
        (EC, Some(P256), Some(Hash::Sha384)) => Some(&ECDSA_P256_SHA384_ASN1),
        (EC, Some(P384), Some(Hash::Sha256)) => Some(&ECDSA_P384_SHA256_ASN1),
        (EC, Some(P384), Some(Hash::Sha384)) if signature.len() == 96 => Some(&ECDSA_P384_SHA384_FIXED),
        (EC, Some(P384), Some(Hash::Sha384)) => Some(&ECDSA_P384_SHA384_ASN1),
        (EDWARDS, _, _) => Some(&ED25519),
        _ => None,
    };
    let Some(verification) = verification else {
        return Check::Unknown(format!(
            "the kind of signature ({algorithm} with a key of kind {kind}) is not known to ibid"
        ));
    };
    let Some(bits) = key.subject_public_key.as_bytes() else {
        return Check::Unknown("the key is not whole".to_owned());
    };
    // Browsers sign with two numbers side by side; with this curve and hash, only the other way to write them is known.
    let written = if verification_is(verification, &ECDSA_P384_SHA256_ASN1) && signature.len() == 96 {
        two_numbers(signature)
    } else {
        signature.to_vec()
    };
    match UnparsedPublicKey::new(verification, bits).verify(signed, &written) {
        Ok(()) => Check::Holds,
        Err(_) => Check::Fails("the signature was not made with this key over these bytes".to_owned()),
    }
}

fn verification_is(one: &dyn VerificationAlgorithm, other: &dyn VerificationAlgorithm) -> bool {
    std::ptr::addr_eq(one, other)
}

/// Two numbers side by side, as ASN.1 writes them.
fn two_numbers(fixed: &[u8]) -> Vec<u8> {
    let number = |bytes: &[u8]| {
        let start = bytes.iter().position(|&byte| byte != 0).unwrap_or(bytes.len() - 1);
        let mut digits = bytes[start..].to_vec();
        if digits[0] & 0x80 != 0 {
            digits.insert(0, 0);
        }
        let length = u8::try_from(digits.len()).unwrap_or(u8::MAX);
        [vec![2, length], digits].concat()
    };
    let (one, other) = fixed.split_at(fixed.len() / 2);
    let numbers = [number(one), number(other)].concat();
    // At most 102 bytes: two numbers of 49 bytes with their heads.
    let length = u8::try_from(numbers.len()).unwrap_or(u8::MAX);
    [vec![0x30, length], numbers].concat()
}
