use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Read};

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::digest::{Claim, Hasher};
use super::head::Head;
use super::http::{Http, LARGEST, unchunked};
use super::record::{Failure, Visitor, each};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::web::{Page, page_key, worth_reading};
use crate::archive::import::{Item, Package, PackageError, Place, Sink, Skip, Source};
use crate::archive::record::hex;
use crate::archive::{PostKey, StoreError};

/// The reading of one file.
pub(crate) struct Visit<'v> {
    member: &'v str,
    method: &'static str,
    sink: &'v mut dyn Sink,
    /// How many records there are of each kind.
    pub(super) records: BTreeMap<String, u64>,
    software: Option<String>,
    /// Records that were changed, and where the first begins.
    altered: Option<(u64, u64)>,
    /// The same, of records of which only the head of the answer was changed.
    reheaded: Option<(u64, u64)>,
    /// Pages of which there was a record or more, where somebody wants to know.
    seen: Option<&'v mut BTreeSet<PostKey>>,
}

impl<'v> Visit<'v> {
    pub(super) fn new(
        member: &'v str,
        method: &'static str,
        sink: &'v mut dyn Sink,
        seen: Option<&'v mut BTreeSet<PostKey>>,
    ) -> Self {
        Self {
            member,
            method,
            sink,
            records: BTreeMap::new(),
            software: None,
            altered: None,
            reheaded: None,
            seen,
        }
    }

    pub(super) fn read(&mut self, package: &Package) -> Result<(), PackageError> {
        Ok(each(package.raw(self.member)?, self)?)
    }

    /// Says what there was.
    pub(super) fn finish(mut self) -> Result<(), StoreError> {
        let records = std::mem::take(&mut self.records);
        self.give(Item::Records(records))?;
        let changed = [
            (self.altered, "not what was written at first: the hash that belongs to it does not fit"),
            (
                self.reheaded,
                "only in part what was written at first: what was received has its hash, the head of the answer before it \
                 does not",
            ),
        ];
        for (found, how) in changed {
            if let Some((count, at)) = found {
                let records = if count == 1 {
                    "1 record is".to_owned()
                } else {
                    format!("{count} records are each")
                };
                self.remark(format!("{}: {records} {how}; the first begins at byte {at}", self.member))?;
            }
        }
        Ok(())
    }

    fn place(&self) -> Place {
        Place {
            file: self.member.to_owned(),
            line: Some(self.records.values().sum()),
        }
    }

    fn remark(&mut self, remark: String) -> Result<(), StoreError> {
        let place = Place {
            file: self.member.to_owned(),
            line: None,
        };
        self.sink.take(&place, Item::Remark(remark))
    }

    fn give(&mut self, item: Item) -> Result<(), StoreError> {
        let place = self.place();
        self.sink.take(&place, item)
    }

    /// The program that wrote the file, from its first record.
    fn learn(&mut self, block: &mut dyn BufRead) -> Result<(), Failure> {
        let mut text = Vec::new();
        block.take(64 * 1024).read_to_end(&mut text)?;
        let text = String::from_utf8_lossy(&text);
        let software = text.lines().find_map(|line| line.strip_prefix("software:"));
        self.software = software
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty());
        Ok(())
    }

    fn response(&mut self, head: &Head, at: u64, block: &mut dyn BufRead) -> Result<(), Failure> {
        let mut block = Hashed::new(head, block);
        let wrapped = head.content_type.starts_with("application/http");
        let http = if wrapped || block.fill_buf()?.starts_with(b"HTTP/") {
            Some(Http::read(&mut block)?)
        } else {
            None
        };
        let media_type = http.as_ref().map_or(head.content_type.as_str(), |http| {
            http.field("content-type").unwrap_or("")
        });
        let wanted = worth_reading(&head.url, media_type);
        let chunked = http.as_ref().is_some_and(Http::is_chunked);
        let (body, payload_fits) = body(head, &mut block, wanted || chunked)?;
        std::io::copy(&mut block, &mut std::io::sink())?;
        let (source, block_fits) = block.finish(head, self.member);
        let altered = payload_fits.or(block_fits) == Some(false);
        let counter = if altered {
            Some(&mut self.altered)
        } else if block_fits == Some(false) {
            Some(&mut self.reheaded)
        } else {
            None
        };
        if let Some(counter) = counter {
            counter.get_or_insert((0, at)).0 += 1;
        }
        if !wanted {
            return Ok(self.give(Item::Skipped(Skip::NotAPost))?);
        }
        let Some((captured, precision)) = head.date else {
            return Ok(self.give(Item::Skipped(Skip::NoCaptureTime))?);
        };
        let origin = Origin {
            method: self.method,
            tool: self.software.clone(),
            captured: (captured, "payload"),
            source,
        };
        let body = match &http {
            Some(http) => http.decode(body),
            None => body,
        };
        let page = Page {
            url: &head.url,
            status: http.as_ref().map_or(if head.kind == "revisit" { 0 } else { 200 }, |http| http.status),
            location: http.as_ref().and_then(|http| http.field("location")),
            media_type,
            body: &body,
            revisit: head.kind == "revisit",
        };
        for mut item in page.items(&origin) {
            if altered && matches!(item, Item::Post(_) | Item::State { .. }) {
                item = Item::Suspect(format!(
                    "the record at byte {at}, {}, is not what it was when it was written: the hash that it carries does \
                     not fit",
                    head.url
                ));
            }
            if let Item::Post(draft) = &mut item {
                draft.extra.insert("record", record(head, at, self.member));
                if precision != "second" {
                    draft.extra.insert("captured_precision", json!(precision));
                }
            }
            let is_seen = match &item {
                Item::Post(draft) => draft.extra.contains_key("page"),
                Item::State { .. } => true,
                _ => false,
            };
            if let (true, Some(seen)) = (is_seen, &mut self.seen) {
                seen.extend(page_key(&head.url));
            }
            self.give(item)?;
        }
        Ok(())
    }
}

impl Visitor for Visit<'_> {
    fn record(&mut self, head: &Head, at: u64, block: &mut dyn BufRead) -> Result<(), Failure> {
        let kind = if head.kind.is_empty() { "unnamed" } else { &head.kind };
        // Kinds are few; a file of garbage may have many.
        if self.records.len() < 50 || self.records.contains_key(kind) {
            *self.records.entry(kind.to_owned()).or_default() += 1;
        }
        match kind {
            "warcinfo" => self.learn(block),
            "response" | "resource" | "revisit" => self.response(head, at, block),
            _ => Ok(()),
        }
    }

    fn broken(&mut self, at: u64, what: &str) -> Result<(), StoreError> {
        self.give(Item::Broken(format!("byte {at}: {what}")))
    }

    fn odd(&mut self, at: u64, what: &str) -> Result<(), StoreError> {
        let remark = format!("{}, record at byte {at}: {what}", self.member);
        self.remark(remark)
    }
}

/// Where in which file a record stands, for the draft of what it holds.
fn record(head: &Head, at: u64, member: &str) -> serde_json::Value {
    let mut record = json!({"url": head.url, "file": member, "offset": at});
    if let serde_json::Value::Object(fields) = &mut record {
        let known = [
            ("id", "warc-record-id"),
            ("digest", "warc-payload-digest"),
            ("same_as", "warc-refers-to-date"),
        ];
        for (ours, theirs) in known {
            if let Some(value) = head.field(theirs) {
                fields.insert(ours.to_owned(), json!(value));
            }
        }
    }
    record
}

/// The body of a record as it stood there, empty where it is not wanted, and whether it has the hash that it carries.
fn body(head: &Head, block: &mut dyn BufRead, wanted: bool) -> Result<(Vec<u8>, Option<bool>), Failure> {
    // The body of a revisit stands elsewhere.
    let claim = head
        .field("warc-payload-digest")
        .filter(|_| head.kind != "revisit")
        .and_then(Claim::parse);
    if wanted {
        let mut body = Vec::new();
        Read::take(&mut *block, LARGEST).read_to_end(&mut body)?;
        let whole = block.fill_buf()?.is_empty();
        // Tools do not agree whether the payload is what was sent or what was meant.
        let fits =
            |claim: Claim| claim.fits_bytes(&body) || unchunked(&body).is_some_and(|plain| claim.fits_bytes(&plain));
        let fits = claim.filter(|_| whole).map(fits);
        return Ok((body, fits));
    }
    let Some((claim, mut hasher)) = claim.and_then(|claim| Some((claim.clone(), claim.hasher()?))) else {
        return Ok((Vec::new(), None));
    };
    loop {
        let bytes = block.fill_buf()?;
        let read = bytes.len();
        if read == 0 {
            return Ok((Vec::new(), Some(claim.fits(&hasher.finish()))));
        }
        hasher.update(bytes);
        block.consume(read);
    }
}

/// The bytes of a record, hashed as they are read.
struct Hashed<'r> {
    inner: &'r mut dyn BufRead,
    record: Sha256,
    claim: Option<(Claim, Hasher)>,
}

impl<'r> Hashed<'r> {
    fn new(head: &Head, inner: &'r mut dyn BufRead) -> Self {
        let claim = head.field("warc-block-digest").and_then(Claim::parse);
        let mut record = Sha256::new();
        record.update(head.raw.as_bytes());
        Self {
            inner,
            record,
            claim: claim.and_then(|claim| Some((claim.clone(), claim.hasher()?))),
        }
    }

    fn finish(self, _head: &Head, member: &str) -> (Source, Option<bool>) {
        let source = Source {
            name: member.to_owned(),
            line: None,
            sha256: hex(&self.record.finalize()),
        };
        (source, self.claim.map(|(claim, hasher)| claim.fits(&hasher.finish())))
    }
}

impl Read for Hashed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let bytes = &buffer[..read];
        self.record.update(bytes);
        if let Some((_, hasher)) = &mut self.claim {
            hasher.update(bytes);
        }
        Ok(read)
    }
}

impl BufRead for Hashed<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, taken: usize) {
        // What was shown is still there: no reading happens, and nothing can fail.
        if let Ok(bytes) = self.inner.fill_buf() {
            let bytes = bytes.get(..taken).unwrap_or(bytes);
            self.record.update(bytes);
            if let Some((_, hasher)) = &mut self.claim {
                hasher.update(bytes);
            }
        }
        self.inner.consume(taken);
    }
}
