// What an author sees of `ibid serve`.   node serve.mjs PROGRAM SITE
//
// SITE is copied, so that it may be changed: every edit here is made on disk as an editor makes it, and the open page has to
// follow by itself. Nothing sleeps: each step waits for what it expects to see.

import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { WIDE, launch, open } from "./lib/browser.mjs";
import { filesUnder } from "./lib/site.mjs";

const [program, source] = process.argv.slice(2);
if (!program || !source) {
  console.error("usage: node serve.mjs PROGRAM SITE");
  process.exit(2);
}

/** Generous: a busy machine may be slow. A failure is the text that never came, not a slow one. */
const PATIENCE = 30_000;

/** What lies over the page; its place is kept when there is nothing to show. */
const FINDINGS = "#ibid-overlay .list";

const folder = mkdtempSync(join(tmpdir(), "ibid-serve-"));
const brief = {};
let browser, page, server;

before(async () => {
  cpSync(resolve(source), folder, { recursive: true, filter: (path) => ![".ibid", "public"].includes(relative(source, path)) });
  useOwnTheme();
  Object.assign(brief, longestBrief());
  server = await start();
  browser = await launch();
  page = await open(browser, new URL(server.address).origin, WIDE);
  page.setDefaultTimeout(PATIENCE);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

// The theme called default is compiled in and not read from the disk: the copy gets one of its own, with the same style sheet.
function useOwnTheme() {
  const settings = join(folder, "site.toml");
  if (/^\[theme\]/m.test(readFileSync(settings, "utf8"))) return;
  cpSync(join(folder, "themes", "default", "static"), join(folder, "themes", "trial", "static"), { recursive: true });
  rmSync(join(folder, "themes", "default"), { recursive: true });
  appendFileSync(settings, '\n[theme]\nname = "trial"\n');
}

// The brief with the most text, not a translation.
function longestBrief() {
  const root = join(folder, "content", "briefs");
  const [file] = filesUnder(root)
    .filter((name) => /^[^./]+(\.md|\/index\.md)$/.test(name))
    .sort((a, b) => readFileSync(join(root, b)).length - readFileSync(join(root, a)).length);
  assert.ok(file, "the site has a brief");
  const text = readFileSync(join(root, file), "utf8");
  const slug = /^slug:\s*["']?([\w-]+)/m.exec(text.split(/^---\s*$/m)[1] ?? "")?.[1];
  return { file: join(root, file), text, path: `briefs/${slug ?? file.replace(/(\/index)?\.md$/, "")}/` };
}

/** Starts the preview and reads from what it says where it is. */
function start() {
  const child = spawn(resolve(program), ["serve", "--site", folder, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  return new Promise((found, lost) => {
    const giveUp = setTimeout(() => lost(new Error(`no address within ${PATIENCE} ms; it said:\n${said}`)), PATIENCE);
    const listen = (chunk) => {
      said += chunk;
      const address = /http:\/\/(?:127\.0\.0\.1|localhost):\d+[^\s'"\x1b]*/.exec(said)?.[0];
      if (!address) return;
      clearTimeout(giveUp);
      found({ address: address.endsWith("/") ? address : `${address}/`, said: () => said, stop });
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.on("error", lost);
    child.on("exit", (code, signal) => lost(new Error(`it ended (${code ?? signal}) and said:\n${said}`)));
  });

  function stop() {
    return new Promise((ended) => {
      if (child.exitCode !== null || child.signalCode !== null) return ended();
      const hard = setTimeout(() => child.kill("SIGKILL"), 5_000);
      child.on("exit", () => (clearTimeout(hard), ended()));
      child.kill("SIGINT");
    });
  }
}

/** As nano does it: the same file, written anew. */
const writeInPlace = (file, text) => writeFileSync(file, text);

/** As vim and JetBrains do it: another file, put in its place. */
function renameOver(file, text) {
  const beside = join(dirname(file), `.${basename(file)}.swp~`);
  writeFileSync(beside, text);
  renameSync(beside, file);
}

const withParagraph = (words) => `${brief.text.trimEnd()}\n\n${words}\n`;

async function shown(words, since) {
  await page.getByText(words, { exact: false }).first().waitFor({ state: "attached" });
  console.log(`  seen after ${Math.round(performance.now() - since)} ms`);
}

function untroubled() {
  // While the preview rebuilds, the page's connection to it may be taken up anew.
  assert.deepEqual(page.trouble.filter((line) => !/ERR_(INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE)/.test(line)), []);
}

test("the preview says where it is and shows a brief", async () => {
  const response = await page.goto(server.address + brief.path);
  assert.equal(response.status(), 200, `${brief.path}\n${server.said()}`);
  await page.locator("main h1").first().waitFor();
  assert.equal(await page.locator("#ibid-overlay .grave").count(), 0, "no errors in the demonstration");
  assert.ok(!existsSync(join(folder, "public")), "serve writes no public/");
  untroubled();
});

for (const [how, save] of [["written in place", writeInPlace], ["renamed over", renameOver]]) {
  test(`an edit ${how} appears without a reload by hand`, async () => {
    const words = `A sentence that was ${how} while the page was open.`;
    const since = performance.now();
    save(brief.file, withParagraph(words));
    await shown(words, since);
    const again = `${words} And once more, at once.`;
    const then = performance.now();
    save(brief.file, withParagraph(again));
    await shown(again, then);
    untroubled();
  });
}

test("broken front matter is laid over the last good page, and goes when it is repaired", async () => {
  assert.match(brief.text, /^title:/m);
  const overlay = page.locator(FINDINGS);
  const title = await page.locator("main h1").first().textContent();

  writeInPlace(brief.file, brief.text.replace(/^title:/m, "titel:"));
  await overlay.waitFor({ state: "visible" });
  const text = await overlay.textContent();
  assert.ok(text.includes(basename(brief.file)), `the file is named: ${text}`);
  assert.match(text, /titel/, "the message says what is wrong");
  assert.equal(await page.locator("main h1").first().textContent(), title, "the last good page is still there");

  renameOver(brief.file, brief.text);
  await overlay.waitFor({ state: "hidden" });
  untroubled();
});

test("a page that is opened while there is an error shows it too", async () => {
  writeInPlace(brief.file, brief.text.replace(/^title:/m, "titel:"));
  await page.locator(FINDINGS).waitFor({ state: "visible" });
  await page.goto(server.address);
  await page.locator(FINDINGS).waitFor({ state: "visible" });
  writeInPlace(brief.file, brief.text);
  await page.locator(FINDINGS).waitFor({ state: "hidden" });
  untroubled();
});

test("a changed style sheet is swapped without a reload", async () => {
  const sheet = themeStyle();
  const css = readFileSync(sheet, "utf8");
  await page.goto(server.address + brief.path);
  await page.evaluate(() => (window.ibidTestMark = "still the same page"));
  const since = performance.now();
  writeInPlace(sheet, `${css}\nbody::after { content: "swapped"; }\n`);
  await styled('"swapped"', since);
  renameOver(sheet, `${css}\nbody::after { content: "swapped again"; }\n`);
  await styled('"swapped again"', since);
  assert.equal(await page.evaluate(() => window.ibidTestMark), "still the same page");
  untroubled();
});

// The style sheet that the pages use, among the site's own themes.
function themeStyle() {
  const themes = join(folder, "themes");
  const sheets = (existsSync(themes) ? filesUnder(themes) : []).filter((file) => /\/static\/.*\.css$/.test(file));
  sheets.sort((a, b) => readFileSync(join(themes, b)).length - readFileSync(join(themes, a)).length);
  assert.ok(sheets.length, `no style sheet in themes/*/static/ (${existsSync(themes) ? readdirSync(themes) : "no themes/"})`);
  return join(themes, sheets[0]);
}

async function styled(content, since) {
  const deadline = performance.now() + PATIENCE;
  let now;
  while (performance.now() < deadline) {
    // Resolved in the page after its next frame: a poll without a sleep.
    now = await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => done(getComputedStyle(document.body, "::after").content))),
    );
    if (now === content) return console.log(`  seen after ${Math.round(performance.now() - since)} ms`);
  }
  assert.equal(now, content);
}

test("the preview is still alive after all this", async () => {
  const response = await page.goto(server.address);
  assert.equal(response.status(), 200);
  untroubled();
});
