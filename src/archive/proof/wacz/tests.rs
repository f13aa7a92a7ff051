use super::*;
use crate::archive::import::readers_testing::sample;

#[test]
fn samples() {
    for name in ["valid_example_1", "valid_example_2", "valid_signed_example_1", "invalid_example_1", "invalid_signed_example_1"] {
        let Some(path) = sample(&format!("wacz/{name}.wacz")) else { return };
        let proof = check(&Package::open(&path).expect("a package")).expect("read");
        println!("{name} {} {:#?}", proof.is_contradicted(), proof.sentences());
    }
}
