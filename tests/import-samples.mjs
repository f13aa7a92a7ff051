#!/usr/bin/env node
// Holds the importers against files of real tools, which are no part of this project. Run by hand:
//
//   cargo build --release && IBID_SAMPLES=DIR tests/import-samples.mjs
//
// DIR has a folder for each tool. Each file is imported as a rehearsal into an empty site, and what the report counts is compared
// with the table below. Where there is no such folder, this says so and passes. Without a release build, IBID_PROGRAM names the
// program.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
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

  // A page each, which is no post. Only the second of the invalid ones can be read.
  "wacz/valid_example_1.wacz": { read: "1+", unknown: 0 },
  "wacz/valid_example_2.wacz": { read: "1+", unknown: 0 },
  "wacz/valid_signed_example_1.wacz": { read: "1+", unknown: 0 },
  "wacz/invalid_signed_example_1.wacz": { read: "1+", unknown: 0 },

  "warc/example.warc": { read: "1+", broken: 0, unknown: 0 },
  "warc/example.warc.gz": { read: "1+", broken: 0, unknown: 0 },
  "warc/example-trunc.warc": { unknown: 0 },
  "warc/example-digest.warc": { broken: 0, unknown: 0 },
  "warc/example-resource.warc.gz": { broken: 0, unknown: 0 },
  "warc/example-iana.org-chunked.warc": { read: "1+", broken: 0, unknown: 0 },
  "warc/post-test.warc.gz": { broken: 0, unknown: 0 },
  "warc/example-wget-bad-target-uri.warc.gz": { read: "1+", unknown: 0 },
  "warc/example-wrong-chunks.warc.gz": { unknown: 0 },
  "warc/example.arc": { read: "1+", broken: 0, unknown: 0 },
  "warc/bad.arc": { unknown: 0 },
};

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
    wrong += findings.length;
    console.log(`${findings.length ? "WRONG    " : "ok       "}${name}${findings.map((finding) => `\n    ${finding}`).join("")}`);
  }
} finally {
  rmSync(site, { recursive: true });
}
console.log(wrong ? `${wrong} counts differ` : "all counts are as expected");
process.exit(wrong ? 1 : 0);

/** What an import of a file would do. Files that tell neither author nor time are given both. */
function imported(path) {
  const args = ["archive", "import", "--dry-run", "--format", "json", "--site", site];
  let out;
  try {
    out = execFileSync(program, [...args, "--account", "somebody", "--captured", "2024-01-01", path], { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    // Findings in the content end with 1, and are reported all the same.
    if (error.status !== 1) return { failure: `it ended with ${error.status}: ${error.stderr}` };
    out = error.stdout;
  }
  const report = JSON.parse(out);
  const count = (found) => found?.count ?? found ?? 0;
  return {
    counts: {
      read: report.read,
      primary: primary(path),
      posts: report.imported + report.already,
      skipped: report.skipped,
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
    if (typeof wanted === "object") return compared(found, wanted, `${name} `);
    const fits = typeof wanted === "string" ? found >= parseInt(wanted, 10) : found === wanted;
    return fits ? [] : [`${within}${name}: ${found} instead of ${wanted}`];
  });
}
