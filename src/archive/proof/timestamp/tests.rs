use super::*;
use crate::archive::import::PackageError;

fn sample(name: &str) -> Option<Vec<u8>> {
    let folder = samples()?;
    Some(std::fs::read(folder.join("timestamps_rfc3161").join(name)).expect("a sample"))
}

#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
#[expect(clippy::disallowed_methods, reason = "where the samples are is told by the environment")]
fn samples() -> Option<std::path::PathBuf> {
    let found = std::env::var_os("IBID_SAMPLES").map(std::path::PathBuf::from);
    if found.is_none() {
        eprintln!("skipped: tokens of real authorities are read only where IBID_SAMPLES names the folder of samples");
    }
    found
}

#[test]
fn tokens_of_real_authorities() {
    for name in [
        "digicert.tsr",
        "rfc3161-client-issue-104.tsr",
        "self_signed.tsr",
        "valid_timestamp.tsr",
        "timestamp_token_http-timestamp-identrust-com",
    ] {
        let Some(bytes) = sample(name) else { return };
        let stamp = read(&bytes, "").expect(name);
        println!("{name}: {stamp:#?}\n{:#?}", stamp.sentences(None));
        let _ = PackageError::Unreadable { file: String::new(), reason: String::new() };
    }
}
