use std::fs;

use super::*;

const WHERE: &[u8] = b"51.5007N 0.1246W Quaycam 3000";

/// A block of EXIF with an orientation and a place.
fn exif(orientation: u8) -> Vec<u8> {
    [&orientation::block(orientation)[..], WHERE].concat()
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("short").to_be_bytes();
    [&[0xff, marker][..], &length, content].concat()
}

fn jpeg() -> Vec<u8> {
    [
        b"\xff\xd8".to_vec(),
        segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        segment(0xe1, &[&b"Exif\0\0"[..], &exif(6)].concat()),
        segment(0xe1, &[&b"http://ns.adobe.com/xap/1.0/\0"[..], WHERE].concat()),
        segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
        segment(0xed, WHERE),
        segment(0xfe, WHERE),
        segment(0xdb, &[1; 65]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        b"picture \xff\x00 goes \xff\xd0 on\xff\xd9".to_vec(),
        WHERE.to_vec(),
    ]
    .concat()
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|found| found == part)
}

#[test]
fn a_photograph_loses_its_place_and_stays_upright() {
    let clean = jpeg::clean(&jpeg()).expect("a picture");
    assert!(!has(&clean, WHERE) && !has(&clean, b"adobe"));
    for kept in [
        &b"JFIF\0"[..],
        b"ICC_PROFILE\0",
        b"picture \xff\x00 goes \xff\xd0 on\xff\xd9",
    ] {
        assert!(has(&clean, kept), "{}", kept.escape_ascii());
    }
    assert!(clean.ends_with(b"\xff\xd9"), "nothing follows the picture");
    let block = clean.windows(6).position(|part| part == b"Exif\0\0").expect("EXIF") + 6;
    assert_eq!(orientation::read(&clean[block..]), Some(6));
    assert_eq!(
        jpeg::clean(&clean),
        Some(clean.clone()),
        "cleaning again changes nothing"
    );
    assert_eq!(jpeg::clean(b"\xff\xd8 no picture"), None);
}

fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(&name);
    sum.update(content);
    let length = u32::try_from(content.len()).expect("short").to_be_bytes();
    [&length[..], &name, content, &sum.sum().to_be_bytes()].concat()
}

#[test]
fn a_screenshot_loses_its_texts() {
    let whole = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(*b"IHDR", &[0; 13]),
        chunk(*b"tEXt", WHERE),
        chunk(*b"iTXt", WHERE),
        chunk(*b"zTXt", WHERE),
        chunk(*b"tIME", &[0; 7]),
        chunk(*b"eXIf", &exif(3)),
        chunk(*b"teST", WHERE),
        chunk(*b"IDAT", b"picture"),
        chunk(*b"IEND", b""),
        WHERE.to_vec(),
    ]
    .concat();
    let clean = png::clean(&whole).expect("a picture");
    let wanted = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(*b"IHDR", &[0; 13]),
        chunk(*b"eXIf", &orientation::block(3)),
        chunk(*b"IDAT", b"picture"),
        chunk(*b"IEND", b""),
    ];
    assert_eq!(clean, wanted.concat());
}

fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut inner = b"WEBP".to_vec();
    for (name, content) in chunks {
        inner.extend(*name);
        inner.extend(u32::try_from(content.len()).expect("short").to_le_bytes());
        inner.extend(*content);
        inner.resize(inner.len() + content.len() % 2, 0);
    }
    let length = u32::try_from(inner.len()).expect("short").to_le_bytes();
    [&b"RIFF"[..], &length, &inner].concat()
}

#[test]
fn a_webp_loses_exif_and_xmp_and_says_so() {
    let extended = [0x0c, 0, 0, 0, 1, 0, 0, 1, 0, 0];
    let whole = riff(&[
        (b"VP8X", &extended),
        (b"VP8 ", b"odd"),
        (b"EXIF", &exif(1)),
        (b"XMP ", WHERE),
    ]);
    let plain = [0, 0, 0, 0, 1, 0, 0, 1, 0, 0];
    assert_eq!(webp::clean(&whole), Some(riff(&[(b"VP8X", &plain), (b"VP8 ", b"odd")])));
    let turned = riff(&[(b"VP8X", &extended), (b"VP8 ", b"odd"), (b"EXIF", &exif(8))]);
    assert!(!has(&webp::clean(&turned).expect("a picture"), WHERE));
}

#[test]
fn a_moving_picture_loses_its_comments_and_goes_on_moving() {
    let comment = [&b"\x21\xfe\x1d"[..], WHERE, b"\0"].concat();
    let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    let moves = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0".to_vec();
    let picture = b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b".to_vec();
    let whole = [head.clone(), comment, moves.clone(), picture.clone(), WHERE.to_vec()].concat();
    assert_eq!(gif::clean(&whole), Some([head, moves, picture].concat()));
}

fn boxed(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).expect("short").to_be_bytes();
    [&length[..], &name, content].concat()
}

fn published(name: &str, original: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, to) = (folder.path().join(name), folder.path().join(format!("copy-{name}")));
    fs::write(&from, original).expect("written");
    write(&from, &to).expect("copied");
    let copy = fs::read(&to).expect("bytes");
    assert_eq!(bytes(&from).expect("bytes"), copy, "the preview shows the same");
    assert_eq!(fs::read(&from).expect("bytes"), original, "the original stays as it is");
    copy
}

/// A box that begins with when something was made and changed.
fn dated(name: [u8; 4], version: u8) -> Vec<u8> {
    let times = if version == 0 {
        &b"madechan"[..]
    } else {
        b"..made...changed"
    };
    boxed(name, &[&[version, 0, 0, 0][..], times, b"duration"].concat())
}

/// A track whose name and coder tell with what it was made.
fn track() -> Vec<u8> {
    let entry = boxed(*b"avc1", &[&[0; 42][..], b"\x07Quaycam", &[0; 24], b"depth"].concat());
    let stbl = boxed(
        *b"stbl",
        &[
            boxed(*b"stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1][..], &entry].concat()),
            boxed(*b"stts", b""),
        ]
        .concat(),
    );
    let hdlr = boxed(*b"hdlr", &[&[0; 8][..], b"vide", &[0; 12], b"Quaycam 3000\0"].concat());
    boxed(*b"mdia", &[hdlr, boxed(*b"minf", &stbl)].concat())
}

#[test]
fn a_film_keeps_its_length_and_loses_its_place() {
    let udta = boxed(*b"udta", &boxed(*b"\xa9xyz", WHERE));
    let moov = boxed(
        *b"moov",
        &[
            boxed(*b"trak", &[track(), udta.clone()].concat()),
            udta,
            dated(*b"mvhd", 0),
            dated(*b"mdhd", 1),
        ]
        .concat(),
    );
    let whole = [
        boxed(*b"ftyp", b"isom\0\0\0\0"),
        moov,
        boxed(*b"mdat", b"pictures"),
        boxed(*b"uuid", WHERE),
    ]
    .concat();
    let copy = published("film.mp4", &whole);
    assert_eq!(copy.len(), whole.len());
    assert!(!has(&copy, WHERE) && has(&copy, b"mdatpictures") && has(&copy, b"stts"));
    for told in [&b"Quaycam"[..], b"made", b"changed"] {
        assert!(!has(&copy, told), "{}", told.escape_ascii());
    }
    assert_eq!(copy.windows(8).filter(|part| part == b"duration").count(), 2);
}

#[test]
fn an_avif_loses_its_items_of_metadata() {
    let infe = |item: u8, kind: &[u8; 4]| boxed(*b"infe", &[&[2, 0, 0, 0, 0, item, 0, 0][..], kind, b"\0"].concat());
    let iinf = boxed(
        *b"iinf",
        &[&[0, 0, 0, 0, 0, 2][..], &infe(1, b"av01"), &infe(2, b"Exif")].concat(),
    );
    let make = |start: u32| {
        let item = |item: u8, start: u32, length: usize| {
            let length = u32::try_from(length).expect("short");
            [&[0, item, 0, 0, 0, 1][..], &start.to_be_bytes(), &length.to_be_bytes()].concat()
        };
        let iloc = [
            &[0, 0, 0, 0, 0x44, 0, 0, 2][..],
            &item(1, start, 7),
            &item(2, start + 7, WHERE.len()),
        ]
        .concat();
        let meta = boxed(*b"meta", &[&[0; 4][..], &iinf, &boxed(*b"iloc", &iloc)].concat());
        [
            boxed(*b"ftyp", b"avif\0\0\0\0"),
            meta,
            boxed(*b"mdat", &[b"picture", WHERE].concat()),
        ]
        .concat()
    };
    let start = make(0).len() - WHERE.len() - 7;
    let copy = published("a.avif", &make(u32::try_from(start).expect("short")));
    assert!(!has(&copy, WHERE) && has(&copy, b"picture"));
    let exif = copy.len() - WHERE.len();
    assert!(
        copy[exif..].starts_with(b"\0\0\0\0MM\0*"),
        "programs that read it find an empty one"
    );
}

#[test]
fn a_webm_loses_its_tags() {
    let tags = [&b"\x12\x54\xc3\x67"[..], &[0x80 | 0x1d], WHERE].concat();
    let whole = [
        &b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\xff"[..],
        &tags,
        b"\x1f\x43\xb6\x75\x84film",
    ]
    .concat();
    let copy = published("film.webm", &whole);
    assert!(copy.len() == whole.len() && !has(&copy, WHERE) && copy.ends_with(b"film"));
}

#[test]
fn a_webm_loses_its_title_and_the_names_of_its_tracks() {
    let element = |id: &[u8], content: &[u8]| {
        let length = 0x80 | u8::try_from(content.len()).expect("short");
        [id, &[length], content].concat()
    };
    let info = element(
        b"\x15\x49\xa9\x66",
        &[
            element(b"\x7b\xa9", b"Quay by R."),
            element(b"\x44\x61", b"made now"),
            element(b"\x57\x41", b"Quaycam 3000"),
            element(b"\x44\x89", b"length"),
        ]
        .concat(),
    );
    let track = element(
        b"\xae",
        &[element(b"\xd7", b"\x01"), element(b"\x53\x6e", b"Mole of R.")].concat(),
    );
    let whole = [
        &b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\xff"[..],
        &info,
        &element(b"\x16\x54\xae\x6b", &track),
        // A cluster of unknown length, as browsers record it.
        b"\x1f\x43\xb6\x75\xff\xa3\x84film",
        &element(b"\x12\x54\xc3\x67", WHERE),
    ]
    .concat();
    let copy = published("film.webm", &whole);
    assert_eq!(copy.len(), whole.len());
    for told in [WHERE, b"R.", b"made now", b"Quaycam"] {
        assert!(!has(&copy, told), "{}", told.escape_ascii());
    }
    for kept in [&b"length"[..], b"film"] {
        assert!(has(&copy, kept), "{}", kept.escape_ascii());
    }
}

#[test]
fn a_drawing_only_draws() {
    let whole = br##"<?xml version="1.0"?><!-- drawn by R. --><svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:i" i:file="/home/r/a.svg" onload="go()"><metadata>R.</metadata><script>go()</script><style>a{fill:url(#g)}</style><style>@import "x"</style><a href="https://e.example/"><rect/></a><rect fill="url(https://e.example/x)" width="1" onclick='go()'/><use href="#g"/><image href="https://e.example/p.png"/><text>Quay &amp; mole</text></svg>"##;
    let clean = String::from_utf8(svg::clean(whole).expect("a drawing")).expect("text");
    assert_eq!(
        clean,
        r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:i"><style>a{fill:url(#g)}</style><style></style><rect width="1"/><use href="#g"/><image/><text>Quay &amp; mole</text></svg>"##
    );
    assert_eq!(svg::clean(b"<svg><g></svg>"), None);
    assert_eq!(svg::clean(b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"), None);
}

#[test]
fn what_is_called_a_picture_and_is_none_is_not_published() {
    assert_eq!(published("a.jpg", b"<script>go()</script>"), b"");
    assert_eq!(published("a.pdf", b"%PDF-1.4 words"), b"%PDF-1.4 words");
}

#[test]
fn a_drawing_reaches_for_nothing_however_it_is_written() {
    const OUTSIDE: &str = "e.example";
    for inside in [
        r#"<rect fill="ur&#108;(https://e.example/x)"/>"#,
        r#"<rect style="fill:ur&#x6c;(https://e.example/x)"/>"#,
        r#"<style>@imp&#111;rt "https://e.example/x"</style>"#,
        "<style>a{fill:u<!-- -->rl(https://e.example/x)}</style>",
        "<style>a{fill:u<![CDATA[rl(https://e.example/x)}]]></style>",
        "<style>a{fill:u<script/>rl(https://e.example/x)}</style>",
        "<style>a{fill:u<g>x</g>rl(https://e.example/x)}</style>",
    ] {
        let clean = svg::clean(format!("<svg>{inside}</svg>").as_bytes()).expect("a drawing");
        let clean = String::from_utf8(clean).expect("text");
        assert!(!clean.contains(OUTSIDE), "{inside}: {clean}");
    }
    let parted = b"<svg><style>a{fill:<!-- -->red}</style><text>Quay &#169;</text></svg>";
    assert_eq!(
        svg::clean(parted).as_deref(),
        Some(&b"<svg><style>a{fill:red}</style><text>Quay &#169;</text></svg>"[..])
    );
}

#[test]
fn a_photograph_loses_the_small_picture_at_its_head() {
    let head = [&b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01"[..], b"RGB"].concat();
    let whole = [
        &b"\xff\xd8"[..],
        &segment(0xe0, &head),
        &segment(0xda, b"\0"),
        b"picture\xff\xd9",
    ]
    .concat();
    let wanted = segment(0xe0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\0\0");
    let clean = jpeg::clean(&whole).expect("a picture");
    assert!(has(&clean, &wanted) && !has(&clean, b"RGB"), "{}", clean.escape_ascii());
}

#[test]
fn what_stands_beside_a_film_is_not_published() {
    let film = [boxed(*b"ftyp", b"isom\0\0\0\0"), boxed(*b"mdat", b"pictures")].concat();
    for beside in [
        boxed(*b"meta", &[&[0; 4][..], &boxed(*b"xml ", WHERE)].concat()),
        boxed(*b"meta", &boxed(*b"ilst", WHERE)),
        boxed(*b"beam", WHERE),
    ] {
        let copy = published("film.mp4", &[&film[..], &beside].concat());
        assert!(
            has(&copy, b"mdatpictures") && !has(&copy, WHERE),
            "{}",
            copy.escape_ascii()
        );
    }
}

#[test]
fn a_film_that_is_not_understood_is_not_published() {
    let odd = [0, 0, 0, 2, b'o', b'd', b'd', b' '];
    let ftyp = boxed(*b"ftyp", b"isom\0\0\0\0");
    let udta = boxed(*b"udta", WHERE);
    for whole in [
        [&ftyp[..], &odd, &udta].concat(),
        [&ftyp[..], &boxed(*b"moov", &[&odd[..], &udta].concat())].concat(),
    ] {
        assert_eq!(published("film.mp4", &whole), b"");
    }
    let tags = [&b"\x12\x54\xc3\x67"[..], &[0x80 | 0x1d], WHERE].concat();
    let webm = [&b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\xff\0"[..], &tags].concat();
    assert_eq!(published("film.webm", &webm), b"");
}

#[test]
fn a_picture_whose_items_are_nowhere_is_not_published() {
    let infe = boxed(*b"infe", b"\x02\0\0\0\0\x01\0\0Exif\0");
    let iinf = boxed(*b"iinf", &[&[0, 0, 0, 0, 0, 1][..], &infe].concat());
    let meta = |rest: &[u8]| boxed(*b"meta", &[&[0; 4][..], &iinf, rest].concat());
    let avif = |meta: Vec<u8>| [boxed(*b"ftyp", b"avif\0\0\0\0"), meta, boxed(*b"mdat", b"picture")].concat();
    let iloc = boxed(*b"iloc", b"\0\0\0\0\x44");
    assert_eq!(published("a.avif", &avif(meta(&iloc))), b"", "it cannot be read");
    let long = [&boxed(*b"free", &vec![0; 1 << 21])[..], &boxed(*b"xml ", WHERE)].concat();
    let copy = published("a.avif", &avif(meta(&long)));
    assert!(!copy.is_empty() && !has(&copy, WHERE), "however long it is");
}

#[test]
fn a_film_that_nobody_may_change_is_copied() {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, to) = (folder.path().join("film.mp4"), folder.path().join("copy.mp4"));
    fs::write(&from, boxed(*b"ftyp", b"isom\0\0\0\0")).expect("written");
    let mut rights = fs::metadata(&from).expect("rights").permissions();
    rights.set_readonly(true);
    fs::set_permissions(&from, rights).expect("set");
    write(&from, &to).expect("copied");
    assert!(!fs::metadata(&to).expect("rights").permissions().readonly());
}

mod any {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn damaged_files_are_no_trouble(at in any::<usize>(), byte: u8, kind in 0..3_usize) {
            let mut whole = match kind {
                0 => jpeg(),
                1 => riff(&[(b"VP8X", &[0; 10]), (b"VP8 ", b"odd"), (b"EXIF", &exif(8))]),
                _ => boxed(*b"moov", &boxed(*b"trak", &boxed(*b"udta", WHERE))),
            };
            let at = at % whole.len();
            whole[at] = byte;
            jpeg::clean(&whole);
            webp::clean(&whole);
            gif::clean(&whole);
            png::clean(&whole);
            svg::clean(&whole);
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("a");
            fs::write(&path, &whole).expect("written");
            let mut file = File::open(&path).expect("opened");
            for places in [mpeg::film, mpeg::picture, matroska::places] {
                prop_assert!(places(&mut file).is_ok());
            }
        }
    }
}
