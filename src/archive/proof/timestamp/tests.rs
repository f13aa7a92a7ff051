use super::*;
use crate::archive::import::readers_testing::{fixture, sample};

fn token(name: &str) -> Vec<u8> {
    std::fs::read(fixture(&format!("timestamp/{name}"))).expect("a fixture")
}

#[test]
fn tokens_of_real_authorities() {
    for (name, time) in [
        ("digicert.tsr", "2025-03-24T11:17:47Z"),
        ("rfc3161-client-issue-104.tsr", "2025-03-11T08:52:08Z"),
        ("self_signed.tsr", "2025-03-24T11:38:16Z"),
        ("valid_timestamp.tsr", "2025-03-11T10:43:58Z"),
        ("timestamp_token_http-timestamp-identrust-com", "2025-03-11T10:43:58Z"),
    ] {
        let Some(path) = sample(&format!("timestamps_rfc3161/{name}")) else {
            return;
        };
        let stamp = read(&std::fs::read(path).expect("a sample"), "").expect(name);
        assert_eq!(
            (stamp.time.to_string().as_str(), stamp.algorithm),
            (time, "SHA-512"),
            "{name}"
        );
        assert_eq!(
            (&stamp.signature, &stamp.chain),
            (&Check::Holds, &Check::Holds),
            "{name}"
        );
    }
}

#[test]
fn a_token_says_what_existed_and_no_more() {
    for name in ["answer.tsr", "token.tst"] {
        let stamp = read(&token(name), "").expect(name);
        let what = &b"The north quay is closed.\n"[..];
        assert!(stamp.is_sound() && stamp.fits(what).expect("read"), "{stamp:#?}");
        assert!(!stamp.fits(&b"The north quay is open.\n"[..]).expect("read"));
        let said = stamp.sentences(Some(("manifest.txt", true)));
        assert!(said[0].starts_with("manifest.txt existed by 2026-"), "{said:#?}");
        assert!(
            said.iter()
                .all(|sentence| !sentence.contains("authentic") && !sentence.contains("verified"))
        );
        let other = stamp.sentences(Some(("manifest.txt", false)));
        assert!(
            other[0].starts_with("the time stamp is of something else"),
            "{other:#?}"
        );
    }
    assert!(read(&token("answer.tsr"), "").expect("read").complete);
    assert!(
        !read(&token("token.tst"), "").expect("read").complete,
        "the root is not in it"
    );
}

#[test]
fn one_changed_byte_is_found() {
    let token = token("answer.tsr");
    for at in 0..token.len() {
        let mut changed = token.clone();
        changed[at] ^= 1;
        if let Ok(stamp) = read(&changed, "") {
            let whole = read(&token, "").expect("read");
            let told = (stamp.time, stamp.algorithm, &stamp.imprint);
            let same = told == (whole.time, whole.algorithm, &whole.imprint);
            assert!(
                same || !stamp.is_sound(),
                "byte {at} changes what is stated, and nobody notices"
            );
        }
    }
    assert!(read(b"", "").is_err());
    assert!(read(b"The north quay is closed.", "").is_err());
}
