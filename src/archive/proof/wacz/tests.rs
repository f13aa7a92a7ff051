use super::*;
use crate::archive::import::readers_testing::{fixture, sample};

fn proof(path: &std::path::Path) -> WaczProof {
    check(&Package::open(path).expect("a package")).expect("read")
}

#[test]
fn an_anonymous_signature_shows_that_nothing_was_changed_and_not_by_whom_it_was_made() {
    let proof = proof(&fixture("wacz/harbour.wacz"));
    assert!(!proof.is_contradicted(), "{proof:#?}");
    let signature = proof.signature.as_ref().expect("signed");
    assert_eq!(
        (&signature.signer, &signature.signature),
        (&Signer::Anonymous, &Check::Holds)
    );
    let said = proof.sentences().join("\n");
    assert!(
        said.contains("nothing tells who that was") && !said.contains("verified"),
        "{said}"
    );
}

#[test]
fn a_changed_file_is_named_though_the_signature_fits_the_list() {
    let proof = proof(&fixture("wacz/altered.wacz"));
    assert!(proof.is_contradicted());
    assert!(
        proof
            .signature
            .as_ref()
            .is_some_and(|signature| signature.signature.holds())
    );
    let failing: Vec<&str> = proof
        .files
        .iter()
        .filter(|(_, check)| check.fails())
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(failing, ["pages/pages.jsonl"]);
}

#[test]
fn samples_of_a_real_tool() {
    for (name, contradicted, signed) in [
        ("valid_example_1", false, false),
        ("valid_example_2", false, false),
        ("valid_signed_example_1", false, true),
        ("invalid_example_1", true, false),
    ] {
        let Some(path) = sample(&format!("wacz/{name}.wacz")) else {
            return;
        };
        let proof = proof(&path);
        assert_eq!(
            (proof.is_contradicted(), proof.signature.is_some()),
            (contradicted, signed),
            "{name}: {proof:#?}"
        );
    }
    let Some(path) = sample("wacz/invalid_signed_example_1.wacz") else {
        return;
    };
    let proof = proof(&path);
    assert!(proof.files.iter().all(|(_, check)| check.holds()) && proof.digest.as_ref().is_some_and(Check::holds));
    let signature = proof.signature.as_ref().expect("signed");
    assert!(signature.signature.holds() && signature.certificate.as_ref().is_some_and(Check::fails));
    assert!(
        proof
            .sentences()
            .iter()
            .any(|sentence| sentence.contains("test authority"))
    );
}
