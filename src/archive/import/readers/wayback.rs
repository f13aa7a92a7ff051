//! Lists of addresses in web archives, in a text, a table or a page: each copy of a page is a capture, of which only the
//! moment is known.

use jiff::Timestamp;
use serde_json::json;

use super::native::Origin;
use super::web::{About, digits, page_at};
use crate::archive::import::json::lines;
use crate::archive::import::{Item, Options, Package, PackageError, Place, Sink, Skip, Source};
use crate::archive::record::sha256;
use crate::archive::{PageAddress, StoreError};

const NAME: &str = "wayback";

/// Hosts of web archives; archive.today has many.
const HOSTS: &[&str] = &[
    "web.archive.org/",
    "wayback.archive.org/",
    "wayback.archive-it.org/",
    "archive.today/",
    "archive.ph/",
    "archive.is/",
    "archive.li/",
    "archive.vn/",
    "archive.fo/",
    "archive.md/",
    "arquivo.pt/",
    "ghostarchive.org/",
    "perma.cc/",
    "megalodon.jp/",
    "webarchive.loc.gov/",
    "webarchive.org.uk/",
];

pub(super) fn recognises(package: &Package) -> bool {
    package.single().is_some_and(|member| {
        let head = package.head(member);
        let text = !head.contains('\0') && !head.trim_start().starts_with(['{', '[']);
        text && head.lines().any(|line| addresses(line).next().is_some())
    })
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let Some(member) = package.single() else {
        return Ok(());
    };
    let mut last = 0;
    for row in lines(package.read(member)?) {
        let place = |line| Place {
            file: member.to_owned(),
            line: Some(line),
        };
        match row {
            Ok(row) => {
                last = row.number;
                match row.text {
                    Some(text) => each_of(&text, &place(row.number), options, sink)?,
                    None => sink.take(
                        &place(row.number),
                        Item::Broken("this line is no text that can be read, or far too long".to_owned()),
                    )?,
                }
            }
            Err(error) => {
                let broken = format!("the file could not be read on from here: it was cut off or damaged ({error})");
                sink.take(&place(last + 1), Item::Broken(broken))?;
                break;
            }
        }
    }
    Ok(())
}

fn each_of(line: &str, place: &Place, options: &Options, sink: &mut dyn Sink) -> Result<(), StoreError> {
    let source = Source {
        name: place.file.clone(),
        line: place.line,
        sha256: sha256(line.as_bytes()),
    };
    let mut seen: Vec<String> = Vec::new();
    for address in addresses(line) {
        let address = address.replace("&amp;", "&");
        // In a page, an address is shown and led to.
        if !seen.contains(&address) {
            sink.take(place, item(&address, &source, options))?;
            seen.push(address);
        }
    }
    Ok(())
}

fn item(address: &str, source: &Source, options: &Options) -> Item {
    let page = PageAddress::parse(address).filter(|_| !is_part(address));
    let Some(copy) = page.and_then(|page| page.archived) else {
        return Item::Skipped(Skip::NotAPost);
    };
    let told = moment(&copy);
    let captured = told
        .map(|(moment, _)| (moment, "payload"))
        .or_else(|| Some((options.captured?, "user")));
    let Some(captured) = captured else {
        return Item::Skipped(Skip::NoCaptureTime);
    };
    let origin = Origin {
        method: NAME,
        tool: None,
        captured,
        source: source.clone(),
    };
    let mut item = page_at(address, About::default(), &origin).unwrap_or(Item::Skipped(Skip::NotAPost));
    if let Item::Post(draft) = &mut item {
        draft.extra.remove("page");
        if let Some((_, precision)) = told {
            draft.extra.insert("captured_precision", json!(precision));
        }
    }
    item
}

/// Whether a copy is of a picture, a style or the like: a page that was saved from a web archive names many of them.
fn is_part(copy: &str) -> bool {
    const KINDS: &[&str] = &["im_", "js_", "cs_", "oe_", "mp_", "fw_"];
    copy.split('/').any(|part| {
        let mut digits = KINDS.iter().filter_map(|kind| part.strip_suffix(kind));
        digits.any(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// The addresses in a line that are those of web archives.
fn addresses(line: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| c.is_whitespace() || "\"'<>|,`".contains(c) || ")]}".contains(c);
    line.split(ends).filter_map(|word| {
        let at = HOSTS.iter().filter_map(|host| word.find(host)).min()?;
        // An address may stand in Markdown, or behind a name: `archived=https://…`.
        let before = word.get(..at)?;
        let scheme = before
            .rfind("http")
            .unwrap_or_else(|| before.rfind("www.").unwrap_or(at));
        let address = word.get(scheme..)?;
        let bare = before
            .get(scheme..)?
            .trim_start_matches("https://")
            .trim_start_matches("http://");
        let apart = !before
            .get(..scheme)?
            .ends_with(|c: char| c.is_alphanumeric() || ".-/_@".contains(c));
        (apart && matches!(bare, "" | "www.")).then_some(address)
    })
}

/// The moment in the address of a copy, and how precise it is: its digits may end anywhere.
fn moment(copy: &str) -> Option<(Timestamp, &'static str)> {
    let (_, path) = copy.split_once("://")?.1.split_once('/')?;
    let part = path
        .split('/')
        .take_while(|part| !part.starts_with("http"))
        .find(|part| part.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) && !part.contains('*'))?;
    let digits: String = part
        .chars()
        .filter(|c| !".-".contains(*c))
        .take_while(char::is_ascii_digit)
        .collect();
    digits::moment(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_as_precise_as_their_digits() {
        let read = |text: &str| moment(text).map(|(moment, precision)| format!("{moment} {precision}"));
        let copy = |digits: &str| {
            read(&format!(
                "https://web.archive.org/web/{digits}/https://twitter.com/quay/status/12"
            ))
        };
        assert_eq!(copy("20171016093000").as_deref(), Some("2017-10-16T09:30:00Z second"));
        assert_eq!(
            copy("20171016093000id_").as_deref(),
            Some("2017-10-16T09:30:00Z second")
        );
        assert_eq!(copy("20171016").as_deref(), Some("2017-10-16T00:00:00Z day"));
        assert_eq!(copy("2017").as_deref(), Some("2017-01-01T00:00:00Z year"));
        assert_eq!(copy("2017*"), None);
        assert_eq!(copy("2"), None);
        assert_eq!(
            read("https://archive.ph/2017.10.16-093000/https://twitter.com/quay/status/12").as_deref(),
            Some("2017-10-16T09:30:00Z second")
        );
    }

    #[test]
    fn copies_of_parts_of_pages_are_told_from_those_of_pages() {
        for (copy, is_one) in [
            ("https://web.archive.org/web/20171016093000im_/https://quay.example/a.png", true),
            ("https://web.archive.org/web/20171016093000id_/https://quay.example/", false),
            ("https://web.archive.org/web/im_/https://quay.example/", false),
            ("htϹs:/Ϲs/é_/ét", false),
        ] {
            assert_eq!(is_part(copy), is_one, "{copy}");
        }
    }

    #[test]
    fn addresses_are_found_in_texts_tables_and_pages() {
        let found = |line| addresses(line).collect::<Vec<_>>();
        assert_eq!(
            found("see https://web.archive.org/web/2017/x."),
            ["https://web.archive.org/web/2017/x."]
        );
        assert_eq!(found("a,web.archive.org/web/2017/x,b"), ["web.archive.org/web/2017/x"]);
        assert_eq!(
            found("<a href=\"http://archive.ph/AbC\">it</a>"),
            ["http://archive.ph/AbC"]
        );
        assert_eq!(
            found("[it](https://www.archive.is/AbC)"),
            ["https://www.archive.is/AbC"]
        );
        assert!(found("https://quay.example/web.archive.org/x notarchive.ph/x").is_empty());
    }
}
