#!/usr/bin/env node
// Holds the importers against files of real tools, which are no part of this project. Run by hand:
//
//   cargo build --release && IBID_SAMPLES=DIR tests/import-samples.mjs
//
// DIR has a folder for each tool. Each file is imported as a rehearsal into an empty site, and what the report counts is compared
// with the table below. Where there is no such folder, this says so and passes. Without a release build, IBID_PROGRAM names the
// program.

import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// What a file holds: posts that are imported or are there already from earlier in the same file, and what else is expected of
// the report. A number stands for itself, a text such as "1+" for at least so many. What is not named here is not looked at.
const EXPECTED = {
  // 3 posts, all with an id that went through floating point beside one that did not.
  "twitter_v1/tweets.json": { posts: 3, broken: 0, suspect: 0 },

  // `primary` are the posts that were asked for, as the file itself lists them; those that came along (quoted, answered, passed on)
  // make up the rest of `posts`.
  "twarc2/two_tweets.jsonl": { primary: 1, posts: 2, broken: 0 },
  "twarc2/cotweet.jsonl": { primary: 1, posts: 2, broken: 0 },
  "twarc2/edited_before.jsonl": { primary: 1, posts: 3, broken: 0 },
  "twarc2/edited_after.jsonl": { primary: 1, posts: 3, broken: 0 },
  "twarc2/quoted_edit.jsonl": { primary: 1, posts: 4, broken: 0 },
  "twarc2/media_tweet.jsonl": { primary: 1, posts: 2, broken: 0 },
  "twarc2/mentions_tweet.jsonl": { primary: 1, posts: 3, broken: 0 },
  "twarc2/many_urls.jsonl": { primary: 1, posts: 3, broken: 0 },
  "twarc2/cashtags.jsonl": { primary: 1, posts: 2, broken: 0 },
  "twarc2/verified_type.jsonl": { primary: 1, posts: 2, broken: 0 },
  "twarc2/geo_tweets.jsonl": { primary: 2, posts: 3, broken: 0 },
  "twarc2/streaming_output_with_error.jsonl": { primary: 7, posts: 11, broken: 1 },
  "twarc2/media_policy_violation_off.jsonl": { primary: 100, posts: 162, broken: 0 },
  // Their posts are in no archive: what became of them has nothing to stand by.
  "twarc2/tweets_compliance.jsonl": { read: 2, posts: 0, skipped: { unavailable: 2 }, broken: 0 },
  "twarc2/users_compliance.jsonl": { posts: 0, broken: 0 },
  "twarc2/counts.jsonl": { posts: 0, broken: 0 },
  "twarc2/lists.jsonl": { posts: 0, broken: 0 },

  // Nothing but who the account is.
  "x_archive/account.js": { posts: 0, broken: 0 },

  "mastodon_api/post_akkoma_quote.json": { posts: 2, broken: 0 },
  "mastodon_api/post_no_emojis.json": { posts: 1, broken: 0 },
  "mastodon_api/post_with_emojis_and_attachments.json": { posts: 1, broken: 0 },
  "mastodon_api/post_wordle_linebreaks.json": { posts: 1, broken: 0 },
  "mastodon_api/quote.json": { posts: 1, broken: 0 },
  "mastodon_api/streaming_update.json": { posts: 1, broken: 0 },
  "mastodon_api/streaming_delete.json": { posts: 0, broken: 0 },
  "mastodon_api/shallow_quote.json": { posts: 0, broken: 0 },
  "mastodon_api/account_moved.json": { posts: 0, broken: 0 },

  "bluesky/thread_view_post_with_embed_media.json": { posts: 2, broken: 0 },
  "bluesky/post_record.json": { posts: 1, broken: 0 },
  "bluesky/extended_post_record.json": { posts: 1, broken: 0 },
  "bluesky/custom_record.json": { posts: 1, broken: 0 },
  "bluesky/feed_record.json": { posts: 0, skipped: { "not-a-post": 1 }, broken: 0 },
  "bluesky_car/fakermaker.repo.car": { posts: 26, broken: 0 },
  "bluesky_car/bafyreieovfuizojpw3zresz7sx3nk4trm2by23pt5rxbey3jme4uo5ogiu.car": { posts: 5, broken: 0 },
  "bluesky_car/repo_slice.car": { posts: 1, broken: 0 },
  "bluesky_car/greenground.repo.car": { posts: 0, broken: 0 },

  "telegram/test_batch_export.json": { posts: 2, broken: 0 },
  "telegram/test_single_export.json": { posts: 2, broken: 0 },

  // The comment was taken down; the other file is what it stands under.
  "reddit_api/api_info_t1_d7ltvl0.json": { posts: 0, skipped: { unavailable: 1 }, broken: 0 },
  "reddit_api/comments_52o2fl_d7ltvl0.json": { posts: "1+", broken: 0 },

  // Conversations: never.
  "instagram_dm/test_export.json": { read: 2, posts: 0, skipped: { "not-public": 2 }, broken: 0 },

  // Lists of what is still to be archived.
  "auto_archiver_feeder/csv_no_headers.csv": { posts: 0 },
  "auto_archiver_feeder/csv_with_headers.csv": { posts: 0 },

  // A page each. One has nothing but the list of its files; of one the list of pages begins with half a line.
  "wacz/valid_example_1.wacz": { posts: 1, records: { warcinfo: 2, request: 1, response: 1 }, broken: 0, suspect: 0 },
  "wacz/valid_example_2.wacz": { posts: 1, records: { warcinfo: 2, request: 1, response: 1 }, broken: 0, suspect: 0 },
  "wacz/valid_signed_example_1.wacz": { posts: 1, records: { request: 2, response: 2 }, broken: 0, suspect: 0 },
  "wacz/invalid_signed_example_1.wacz": { posts: 1, records: { request: 2, response: 2 }, broken: 0, suspect: 0 },
  "wacz/invalid_example_1.wacz": { posts: 0, broken: 0, remarks: "index.cdx.gz: it is not there" },
  "wacz/pages.jsonl": { posts: 1, broken: 0 },
  "wacz/extraPages.jsonl": { posts: 3, broken: 0 },
  "wacz/invalid.jsonl": { posts: 1, broken: 1 },
  "wacz/example-warcinfo-metadata.warc": { posts: 1, records: { warcinfo: 2, request: 1, response: 1 }, broken: 0 },

  "warc/example.warc": { posts: 2, records: { warcinfo: 2, response: 1, request: 2, revisit: 1 }, broken: 0 },
  "warc/example.warc.gz": { posts: 2, records: { warcinfo: 2, response: 1, request: 2, revisit: 1 }, broken: 0 },
  // The page was cut short, and its hash says so.
  "warc/example-trunc.warc": {
    posts: 0,
    suspect: 1,
    records: { warcinfo: 2, response: 1, request: 1, revisit: 0 },
    broken: 0,
    remarks: "ends at byte 2560",
  },
  "warc/example-digest.warc": { posts: 0, records: { request: 4 }, broken: 0 },
  "warc/example-resource.warc.gz": { posts: 1, records: { warcinfo: 2, resource: 1 }, broken: 0 },
  "warc/example-iana.org-chunked.warc": { posts: 1, records: { warcinfo: 1, request: 1, response: 1 }, broken: 0 },
  // Answers of a programming interface, and no pages.
  "warc/post-test.warc.gz": { posts: 0, records: { request: 3, response: 3 }, broken: 0 },
  "warc/example-wget-bad-target-uri.warc.gz": {
    posts: 1,
    records: { warcinfo: 1, request: 1, response: 1, metadata: 1, resource: 2 },
    broken: 0,
  },
  // What stands behind the error can be read again.
  "warc/example-wrong-chunks.warc.gz": { posts: 0, suspect: 1, records: { response: 1, request: 1 }, broken: 1 },
  "warc/example-bad-non-chunked.warc.gz": { posts: 0, records: { warcinfo: 1 }, broken: 1 },
  "warc/example-bad.warc.gz.bad": { posts: 0, records: { warcinfo: 1 }, broken: 1 },
  "warc/example.arc": { posts: 1, records: { "arc-header": 1, response: 1 }, broken: 0 },
  "warc/bad.arc": { records: { "arc-header": 1, response: 3 }, broken: 0 },
};

// What `ibid archive verify` says of proofs that stand beside an archive. Nothing that was stamped is there.
const PROOFS = {
  "timestamps_rfc3161/digicert.tsr": "(SHA-512) existed by 2025-03-24T11:17:47Z, as DigiCert",
  "timestamps_rfc3161/rfc3161-client-issue-104.tsr": "(SHA-512) existed by 2025-03-11T08:52:08Z, as TrustID",
  // So called by those who use it since nobody else trusts its root.
  "timestamps_rfc3161/self_signed.tsr": "(SHA-512) existed by 2025-03-24T11:38:16Z, as TSA SINPE",
  "timestamps_rfc3161/valid_timestamp.tsr": "(SHA-512) existed by 2025-03-11T10:43:58Z, as TrustID",
  "timestamps_rfc3161/timestamp_token_http-timestamp-identrust-com": "(SHA-512) existed by 2025-03-11T10:43:58Z, as TrustID",
  "wacz/valid_example_1.wacz": "signature: there is none",
  "wacz/valid_signed_example_1.wacz": "signature: made with the key of a certificate for btrix-sign-test.webrecorder.net",
  // All hashes hold: it is who vouches for the signer that decides.
  "wacz/invalid_signed_example_1.wacz": "list of files: it has the hash that stands beside it; signature: made with the key",
  "wacz/invalid_example_1.wacz": "index.cdx.gz: it is not there",
};
const DOUBTED = ["wacz/invalid_signed_example_1.wacz", "wacz/invalid_example_1.wacz"];

const samples = process.env.IBID_SAMPLES;
if (!samples || !existsSync(samples)) {
  console.log("skipped: IBID_SAMPLES names no folder with files of real tools");
  process.exit(0);
}
const home = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const program = process.env.IBID_PROGRAM ?? join(home, "target/release/ibid");
if (!existsSync(program)) {
  console.error(`${program} is not there; build it with \`cargo build --release\``);
  process.exit(2);
}

const site = mkdtempSync(join(tmpdir(), "ibid-samples-"));
let wrong = 0;
try {
  writeFileSync(join(site, "site.toml"), 'title = "Samples"\nbase_url = "https://samples.example"\n');
  for (const [name, expected] of Object.entries(EXPECTED)) {
    const path = join(samples, name);
    if (!existsSync(path)) {
      console.log(`missing  ${name}`);
      continue;
    }
    const { counts, failure } = imported(path);
    const findings = failure ? [failure] : compared(counts, expected);
    tell(name, findings);
  }
  for (const [name, findings] of Object.entries(proved())) tell(name, findings);
} finally {
  rmSync(site, { recursive: true });
}
console.log(wrong ? `${wrong} counts differ` : "all counts are as expected");
process.exit(wrong ? 1 : 0);

/** Prints what is wrong with a file. */
function tell(name, findings) {
  wrong += findings.length;
  console.log(`${findings.length ? "WRONG    " : "ok       "}${name}${findings.map((finding) => `\n    ${finding}`).join("")}`);
}

/** What is wrong with what is said of proofs, by file. */
function proved() {
  const shelf = join(site, "archive", "proofs");
  mkdirSync(shelf, { recursive: true });
  const there = Object.keys(PROOFS).filter((name) => existsSync(join(samples, name)));
  for (const name of there) copyFileSync(join(samples, name), join(shelf, basename(name)));
  const { out, failure } = run(["archive", "verify", "--format", "json", "--site", site]);
  if (failure) return { proofs: [failure] };
  const { findings, proofs } = JSON.parse(out);
  const each = there.map((name) => {
    const file = `proofs/${basename(name)}`;
    const doubts = findings.filter((finding) => finding.file === file).map(({ finding }) => finding);
    const said = [...doubts, ...proofs.filter((proof) => proof.startsWith(`${file}: `))].join("\n");
    const wrong = said.includes(PROOFS[name]) ? [] : [`“${PROOFS[name]}” is not said: ${said}`];
    const doubted = DOUBTED.includes(name) || name.startsWith("timestamps");
    if (doubted !== doubts.length > 0) wrong.push(doubted ? "it is not doubted" : "it is doubted");
    if (/authentic|verified/.test(said)) wrong.push("more is said than can be known");
    return [name, wrong];
  });
  return Object.fromEntries(each);
}

/** What the program prints. Findings in the content end with 1, and are reported all the same. */
function run(args) {
  try {
    return { out: execFileSync(program, args, { encoding: "utf8", stdio: "pipe" }) };
  } catch (error) {
    return error.status === 1 ? { out: error.stdout } : { failure: `it ended with ${error.status}: ${error.stderr}` };
  }
}

/** What an import of a file would do. Files that tell neither author nor time are given both. */
function imported(path) {
  const args = ["archive", "import", "--dry-run", "--format", "json", "--site", site];
  const { out, failure } = run([...args, "--account", "somebody", "--captured", "2024-01-01", path]);
  if (failure) return { failure };
  const report = JSON.parse(out);
  const count = (found) => found?.count ?? found ?? 0;
  return {
    counts: {
      read: report.read,
      primary: primary(path),
      posts: report.imported + report.already,
      skipped: report.skipped,
      records: report.records,
      remarks: report.remarks.join("\n"),
      suspect: count(report.suspect ?? report.suspects),
      broken: count(report.broken ?? report.brokens),
      unknown: count(report.unknown),
    },
  };
}

/** How many posts stand in the `data` of a file's lines, read without the importer. */
function primary(path) {
  if (!path.endsWith(".jsonl")) return 0;
  const listed = (line) => {
    try {
      return [JSON.parse(line).data ?? []].flat().length;
    } catch {
      return 0;
    }
  };
  return readFileSync(path, "utf8").split("\n").reduce((sum, line) => sum + listed(line), 0);
}

/** Where counts are not as expected. */
function compared(counts, expected, within = "") {
  return Object.entries(expected).flatMap(([name, wanted]) => {
    const found = counts?.[name] ?? 0;
    if (name === "remarks") return found.includes(wanted) ? [] : [`“${wanted}” is not said`];
    if (typeof wanted === "object") return compared(found, wanted, `${name} `);
    const fits = typeof wanted === "string" ? found >= parseInt(wanted, 10) : found === wanted;
    return fits ? [] : [`${within}${name}: ${found} instead of ${wanted}`];
  });
}
