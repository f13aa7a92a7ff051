use std::io::Write as _;

use zip::CompressionMethod;

use super::*;

fn text(package: &Package, member: &str) -> String {
    let mut text = String::new();
    package
        .read(member)
        .expect("a member")
        .read_to_string(&mut text)
        .expect("text");
    text
}

#[test]
fn a_folder_and_its_zip_hold_the_same_members() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("export");
    std::fs::create_dir_all(inner.join("data")).expect("folders");
    std::fs::write(inner.join("data/b.js"), "beta ".repeat(100)).expect("a file");
    std::fs::write(inner.join("a.txt"), "alpha").expect("a file");
    let mut zip = zip::ZipWriter::new(File::create(folder.path().join("export.zip")).expect("a file"));
    let stored = zip::write::SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("a.txt", stored).expect("a member");
    zip.write_all(b"alpha").expect("written");
    zip.start_file("data/b.js", zip::write::SimpleFileOptions::default())
        .expect("a member");
    zip.write_all("beta ".repeat(100).as_bytes()).expect("written");
    zip.finish().expect("a zip");
    let one = Package::open(&inner).expect("a folder");
    let two = Package::open(&folder.path().join("export.zip")).expect("a zip");
    assert_eq!(one.members(), ["a.txt", "data/b.js"]);
    assert_eq!(one.members(), two.members());
    for member in one.members() {
        assert_eq!(text(&one, member), text(&two, member));
    }
    // Two at once do not disturb each other.
    let (mut first, mut second) = (two.read("a.txt").expect("one"), two.read("data/b.js").expect("two"));
    let mut letter = [0; 1];
    first.read_exact(&mut letter).expect("a letter");
    second.read_exact(&mut letter).expect("a letter");
    let mut rest = String::new();
    first.read_to_string(&mut rest).expect("the rest");
    assert_eq!(rest, "lpha");
}

#[test]
fn a_member_that_is_not_what_was_packed_is_no_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("export.zip");
    for packing in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        let packed = zip::write::SimpleFileOptions::default().compression_method(packing);
        zip.start_file("a.txt", packed).expect("a member");
        zip.write_all(b"The ferry").expect("written");
        let mut bytes = zip.finish().expect("a zip").into_inner();
        std::fs::write(&path, &bytes).expect("a file");
        assert_eq!(text(&Package::open(&path).expect("a zip"), "a.txt"), "The ferry");
        // The sum that is told at the end of the ZIP, as if the words were others.
        let at = bytes
            .windows(4)
            .rposition(|four| four == b"PK\x01\x02")
            .expect("a list");
        bytes[at + 16] ^= 1;
        std::fs::write(&path, &bytes).expect("a file");
        let damaged = Package::open(&path).expect("a zip");
        let read = damaged
            .read("a.txt")
            .expect("a member")
            .read_to_string(&mut String::new());
        assert!(read.is_err_and(|error| error.to_string().contains("damaged")));
    }
}

#[test]
fn what_is_compressed_is_read_as_what_it_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("posts.jsonl.gz");
    let mut gz = flate2::write::GzEncoder::new(File::create(&path).expect("a file"), flate2::Compression::fast());
    gz.write_all(b"{\"id\": \"1\"}\n").expect("written");
    gz.finish().expect("a file");
    let package = Package::open(&path).expect("a package");
    assert_eq!(package.single(), Some("posts.jsonl.gz"));
    assert_eq!(package.head("posts.jsonl.gz"), "{\"id\": \"1\"}\n");
}
