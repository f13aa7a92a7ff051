// What a reader sees of a built site.   node run.mjs FOLDER [--prefix /sub/path/]

import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { HtmlValidate } from "html-validate";
import { NARROW, WIDE, launch, open } from "./lib/browser.mjs";
import { checkLinks } from "./lib/links.mjs";
import { serve } from "./lib/server.mjs";
import { Site, fileFor } from "./lib/site.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { prefix: { type: "string" } } });
if (positionals.length !== 1) {
  console.error("usage: node run.mjs FOLDER [--prefix /sub/path/]");
  process.exit(2);
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const WIDTHS = [320, 390, 768, 1100, 1400, 1920];

const site = new Site(resolve(positionals[0]));
const prefix = values.prefix ?? site.prefix;
const brief = mainBrief();
const note = Site.cards(brief)[0];
let browser, server;

before(async () => {
  server = await serve(site.root, prefix);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

// The brief with the most evidence among those that the home page leads to.
function mainBrief() {
  const targets = [...site.home.html.matchAll(/<a\b[^>]*\shref="([^"#]+)/g)].map(([, href]) => pathOf(href, site.home.address));
  const briefs = site.pages
    .filter((page) => targets.includes(page.address) && page.lang === site.home.lang)
    .sort((a, b) => Site.cards(b).length - Site.cards(a).length);
  if (!briefs.length || !Site.cards(briefs[0]).length) throw new Error("the home page leads to no brief with evidence cards");
  return briefs[0];
}

// The path inside the site that `href` on the page at `from` means, or undefined.
function pathOf(href, from) {
  const here = new URL(prefix + from.slice(1), "http://site.invalid");
  const url = new URL(href.replaceAll("&amp;", "&"), here);
  const own = url.origin === here.origin || (site.base && url.href.startsWith(site.base));
  return own && url.pathname.startsWith(prefix) ? "/" + url.pathname.slice(prefix.length) : undefined;
}

async function withPage(options, body) {
  const page = await open(browser, server.origin, options);
  try {
    await body(page);
    assert.deepEqual(page.trouble, []);
  } finally {
    await page.context().close();
  }
}

const here = (page) => decodeURI(page.url());

/** The page is at `path` and has scrolled to what its fragment names. */
async function arrived(page, path, fragment) {
  await page.waitForURL((url) => url.pathname === new URL(server.url(path)).pathname && (!fragment || fragment.test(url.hash)));
  const { hash } = new URL(page.url());
  if (!hash) return;
  const target = page.locator(`[id="${decodeURIComponent(hash.slice(1))}"]`);
  assert.equal(await target.count(), 1, `${here(page)} leads to exactly one place`);
  await page.locator(":target").waitFor({ state: "visible" });
  const box = await target.boundingBox();
  const { height } = page.viewportSize();
  assert.ok(box.y < height && box.y + box.height > 0, `${here(page)} is in view (${box.y} of ${height})`);
}

/** From the home page through a note to the evidence and back. */
async function walk(page) {
  await page.goto(server.url("/"));
  await clickLink(page.locator("main"), (href) => pathOf(href, "/") === brief.address);
  await arrived(page, brief.address);

  await page.locator(`[id="ref-${note}"] > a`).click();
  await arrived(page, brief.address, new RegExp(`^#ev-${note}$`));

  const copy = page.locator(`[id="ev-${note}"]`).getByRole("link", { name: "Archived copy" }).first();
  const post = pathOf(await copy.getAttribute("href"), brief.address);
  await copy.click();
  await arrived(page, post);
  assert.ok(await page.locator("main .post, main article").count(), "the post's page shows the post");

  await clickLink(page.locator('section[aria-labelledby="cited-by"]'), (href) => pathOf(href, post) === brief.address);
  await arrived(page, brief.address, /^#ref-/);
}

async function clickLink(within, wanted) {
  const links = await within.locator("a[href]").all();
  for (const link of links) {
    if (wanted(await link.getAttribute("href"))) return link.click();
  }
  assert.fail(`none of ${links.length} links leads there`);
}

/** On a telephone a note comes up as a sheet and goes away again. */
async function sheet(page) {
  await page.goto(server.url(brief.address));
  const button = page.locator(`[id="ref-${note}"] button`);
  const opened = page.locator(`[id="fn-${note}"]:popover-open`);
  await button.tap();
  await opened.waitFor({ state: "visible" });
  await page.keyboard.press("Escape");
  await opened.waitFor({ state: "detached" });
  await button.tap();
  await opened.waitFor({ state: "visible" });
  await opened.locator('button[popovertargetaction="hide"]').tap();
  await opened.waitFor({ state: "detached" });
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "" : ", without JavaScript";
  test(`the walk: home, brief, note, evidence, post and back${how}`, () =>
    withPage({ ...WIDE, javaScriptEnabled }, walk));
  test(`a note opens as a sheet at 390 px and closes by Escape and by its button${how}`, () =>
    withPage({ ...NARROW, javaScriptEnabled }, sheet));
}

test("every page of the site loads without a word on the console and asks no other origin", () =>
  withPage(WIDE, async (page) => {
    for (const { address, file, redirect } of site.pages) {
      if (redirect) continue;
      const response = await page.goto(server.url(address));
      assert.equal(response.status(), 200, file);
      if (page.trouble.length) page.trouble.push(`on ${file}`);
    }
  }));

test("a mistyped address gets the site's own page, which leads home", () =>
  withPage(WIDE, async (page) => {
    const response = await page.goto(server.url("/no/such/page/"));
    assert.equal(response.status(), 404);
    const styled = await page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.cssRules.length > 0));
    assert.ok(styled, "its style sheet is found from any depth");
    // The browser reports the missing page itself, and rightly.
    page.trouble = page.trouble.filter((line) => !/status of 404/.test(line));
    await clickLink(page.locator("body"), (href) => pathOf(href, "/no/such/page/") === "/");
    await arrived(page, "/");
  }));

test("no page scrolls sideways, at any width", () =>
  withPage(WIDE, async (page) => {
    const wide = [];
    for (const { address, file } of site.samples()) {
      await page.goto(server.url(address));
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(overflow);
        if (over) wide.push(`${file} at ${width} px: ${over}`);
      }
    }
    assert.deepEqual(wide, []);
  }));

// Runs in the page: what sticks out, or nothing.
function overflow() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return "";
  const out = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > root.clientWidth + 0.5 || box.left < -0.5);
  });
  const names = out.slice(0, 4).map((e) => e.tagName.toLowerCase() + (e.className?.baseVal === undefined && e.className ? `.${e.className}` : ""));
  return `${root.scrollWidth} px wide: ${names.join(", ")}`;
}

for (const colorScheme of ["light", "dark"]) {
  for (const [width, options] of [[1400, WIDE], [390, NARROW]]) {
    test(`axe finds nothing on any kind of page, ${colorScheme}, ${width} px`, () =>
      withPage({ ...options, colorScheme }, async (page) => {
        const found = [];
        for (const { address, file } of site.samples()) {
          await page.goto(server.url(address));
          await page.evaluate(AXE);
          const violations = await page.evaluate(
            async (tags) => (await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] })).violations,
            AXE_TAGS,
          );
          for (const { id, help, nodes } of violations) {
            found.push(`${file}: ${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`);
          }
        }
        assert.deepEqual(found, []);
      }));
  }
}

test("every internal link, anchor and file of every page is there, and no resource is elsewhere", () =>
  withPage(WIDE, async (page) => assert.deepEqual(await checkLinks(page, site, pathOf, fileFor), [])));

test("every page is valid HTML", async () => {
  const validator = new HtmlValidate(JSON.parse(readFileSync(new URL("htmlvalidate.json", import.meta.url), "utf8")));
  const wrong = [];
  for (const { file, html } of site.pages) {
    const report = await validator.validateString(html, file);
    for (const { messages } of report.results) {
      wrong.push(...messages.map((m) => `${file}:${m.line}:${m.column}: ${m.ruleId}: ${m.message}`));
    }
  }
  assert.deepEqual(wrong.slice(0, 40), []);
});

test("an Arabic brief runs from right to left", () =>
  withPage(WIDE, async (page) => {
    const arabic = site.pages.filter((one) => one.lang === "ar" && Site.cards(one).length);
    assert.ok(arabic.length, "the demonstration has an Arabic brief");
    for (const { address, file, dir } of arabic) {
      assert.equal(dir, "rtl", file);
      await page.goto(server.url(address));
      const direction = await page.locator("main h1").first().evaluate((h1) => getComputedStyle(h1).direction);
      assert.equal(direction, "rtl", `the heading of ${file}`);
    }
  }));
