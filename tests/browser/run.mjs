// What a reader sees of a built site.   node run.mjs FOLDER [--prefix /sub/path/]

import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
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

  const record = page.locator(`[id="ev-${note}"]`).getByRole("link", { name: "Record" }).first();
  // "Archived copy" leads to a web archive, "Record" to the post's own page, at the part that holds its hashes.
  const post = pathOf(await record.getAttribute("href"), brief.address);
  await record.click();
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

/** From a quotation by its sign to the archived words, and back to the text. */
async function signed(page, press) {
  await page.goto(server.url(brief.address));
  const sign = page.locator(".prose a.sign").first();
  const href = await sign.getAttribute("href");
  await press(sign);
  await arrived(page, pathOf(href, brief.address), /^#q-/);
  const row = page.locator("tr:target");
  await row.locator("mark").first().waitFor({ state: "visible" });
  const words = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const [quoted, archived] = [await row.locator("q").textContent(), await row.locator("mark").allTextContents()].map((one) => words(String(one)));
  assert.ok(quoted.startsWith(archived.slice(0, 12)), `“${quoted}” is marked in the archived words: “${archived}”`);
  await row.locator("th a").click();
  await arrived(page, brief.address, /^#ref-/);
}

test("a sign leads to the archived words and back, without JavaScript", () =>
  withPage({ ...WIDE, javaScriptEnabled: false }, (page) => signed(page, (sign) => sign.click())));

test("a sign is reached and followed by keyboard, and says what it means", () =>
  withPage(WIDE, (page) =>
    signed(page, async (sign) => {
      await page.evaluate(() => {
        const start = document.querySelector(".prose a.sign").closest("p");
        start.tabIndex = -1;
        start.focus();
      });
      while (!(await sign.evaluate((one) => one === document.activeElement))) await page.keyboard.press("Tab");
      const outline = await sign.evaluate((one) => getComputedStyle(one).outlineStyle);
      assert.notEqual(outline, "none", "the focus is seen");
      assert.match(await sign.getAttribute("aria-label"), /\p{L}+.*: archived words$/u);
      await page.keyboard.press("Enter");
    }),
  ));

test("a sign stays on the line of its quotation, at any width", () =>
  withPage(WIDE, async (page) => {
    const parted = [];
    for (const { address, file } of site.pages.filter((one) => /class="sign/.test(one.html) && Site.cards(one).length)) {
      await page.goto(server.url(address));
      for (const width of [320, 360, 390, 430, 620, 768, 1100, 1400]) {
        await page.setViewportSize({ width, height: 900 });
        const far = await page.evaluate(() =>
          [...document.querySelectorAll(".prose a.sign")].filter((sign) => {
            const walker = document.createTreeWalker(sign.closest(".prose > *"), NodeFilter.SHOW_TEXT);
            let before;
            for (let node = walker.nextNode(); node && !sign.contains(node); node = walker.nextNode()) {
              const at = node.data.search(/[^\s\u2060][\s\u2060]*$/);
              if (at >= 0) before = [node, at];
            }
            const range = document.createRange();
            range.setStart(...before);
            range.setEnd(before[0], before[1] + 1);
            const [words, own] = [range.getBoundingClientRect(), sign.getBoundingClientRect()];
            return own.bottom < words.top || own.top > words.bottom;
          }).length,
        );
        if (far) parted.push(`${file} at ${width} px: ${far}`);
      }
    }
    assert.deepEqual(parted, []);
  }));

test("the worksheet shows only what is open on wish, without JavaScript", () =>
  withPage({ ...WIDE, javaScriptEnabled: false }, async (page) => {
    await page.goto(server.url(`${brief.address}evidence/`));
    const rows = page.locator(".worksheet tbody tr:visible");
    const all = await rows.count();
    await page.getByRole("checkbox").check();
    const open = await rows.count();
    assert.ok(open < all, `${open} of ${all} rows are left`);
    assert.equal(await page.locator(".worksheet tbody.settled tr:visible").count(), 0);
  }));

test("the worksheet prints whole on paper of either direction, with a box to tick in each row", () =>
  withPage(WIDE, async (page) => {
    await page.emulateMedia({ media: "print" });
    await page.goto(server.url(`${brief.address}evidence/`));
    // A4 without its margins, in pixels of 1/96 inch.
    for (const width of [672, 1000]) {
      await page.setViewportSize({ width, height: 900 });
      const { rows, ticks, hidden, over, choice } = await page.evaluate(() => {
        const rows = [...document.querySelectorAll(".worksheet tbody tr")];
        const seen = (selector) => rows.filter((row) => row.querySelector(selector)?.checkVisibility()).length;
        return {
          rows: rows.length,
          ticks: seen(".tick span"),
          hidden: rows.flatMap((row) => [...row.children]).filter((cell) => !cell.checkVisibility()).length,
          over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          choice: document.querySelector(".choice").checkVisibility(),
        };
      });
      assert.ok(rows > 20 && ticks === rows && !hidden && over <= 0 && !choice, JSON.stringify({ width, rows, ticks, hidden, over, choice }));
    }
  }));

test("the report leads to every evidence sheet", () =>
  withPage(WIDE, async (page) => {
    await page.goto(server.url("/evidence/"));
    const sheets = site.pages.filter(({ address }) => /^\/briefs\/.+\/evidence\/$/.test(address)).map(({ address }) => address);
    const hrefs = await page.locator("main h3 a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.deepEqual(hrefs.map((href) => pathOf(href, "/evidence/")).sort(), sheets.sort());
  }));

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

test("every hash on a post's page is of a line that a citing brief publishes", () => {
  const evidence = new Set();
  for (const file of site.files) {
    if (!file.endsWith("/evidence.json")) continue;
    // As the post's page tells its reader: from the first brace to the last, without the line break.
    for (const line of readFileSync(join(site.root, file), "utf8").split("\n")) {
      const [record] = /\{.*\}/.exec(line) ?? [];
      if (record) evidence.add(createHash("sha256").update(record).digest("hex"));
    }
  }
  const shown = site.pages.flatMap(({ file, html }) =>
    html.includes("sha256sum") ? [...html.matchAll(/sha256 ([0-9a-f]{64})/g)].map(([, hash]) => ({ file, hash })) : [],
  );
  assert.ok(shown.length, "a post's page shows hashes and tells how to check them");
  assert.deepEqual(shown.filter(({ hash }) => !evidence.has(hash)), []);
});

test("a long row of discs breaks over lines and its discs keep their size", () =>
  withPage(NARROW, async (page) => {
    await page.goto(server.url(brief.address));
    const sizes = await page.evaluate(() => {
      const strips = document.querySelector(".strips");
      // Sixty posts, as in the longest briefs.
      const run = strips.firstElementChild;
      strips.replaceChildren(...Array.from({ length: 6 }, () => run.cloneNode(true)));
      return [...strips.children].map((one) => one.getBoundingClientRect()).map(({ height, right }) => [height, right <= innerWidth]);
    });
    assert.equal(sizes.length, 6);
    assert.ok(sizes.every(([height, inside]) => height >= 15 && inside), JSON.stringify(sizes));
  }));

test("long addresses in notes break after slashes, not in the middle of words", () =>
  withPage(WIDE, async (page) => {
    const addresses = [];
    for (const { address } of site.samples().filter((one) => Site.cards(one).length)) {
      await page.goto(server.url(address));
      addresses.push(...(await page.evaluate(brokenAddresses)));
    }
    assert.deepEqual(addresses, []);
  }));

// Runs in the page: addresses in notes that are longer than a line and have no place to break.
function brokenAddresses() {
  return [...document.querySelectorAll(".note .text a, .entry > .text a")]
    .filter((a) => /^https?:\/\//.test(a.textContent) && a.textContent.length > 30 && !a.querySelector("wbr"))
    .map((a) => a.textContent);
}

test("the numbers of notes stay on one line", () =>
  withPage(WIDE, async (page) => {
    await page.goto(server.url(brief.address));
    const broken = await page.evaluate(() =>
      [...document.querySelectorAll(".note .no, .entry > .no")]
        .filter((number) => {
          const range = document.createRange();
          range.selectNodeContents(number);
          return range.getClientRects().length > 1;
        })
        .map((number) => number.textContent),
    );
    assert.deepEqual(broken, []);
  }));

test("a citation in another script stands beside its number", () =>
  withPage(WIDE, async (page) => {
    const rtl = site.pages.find((one) => one.dir === "rtl" && Site.cards(one).length);
    await page.goto(server.url(rtl.address));
    const far = await page.evaluate(() =>
      [...document.querySelectorAll(".note")]
        .map((note) => [note.querySelector(".no"), note.querySelector("a.ev")])
        .filter(([number, link]) => number && link)
        .map(([number, link]) => number.getBoundingClientRect().left - Math.max(...[...link.getClientRects()].map(({ right }) => right)))
        .filter((gap) => gap > 24),
    );
    assert.deepEqual(far, []);
  }));

test("a tick box stands in the text column and its words keep their edge", () =>
  withPage(WIDE, async (page) => {
    const tasks = site.pages.find((one) => /<li>\s*<input[^>]*type="checkbox"/.test(one.html));
    if (!tasks) return;
    await page.goto(server.url(tasks.address));
    const { box, column } = await page.evaluate(() => ({
      box: document.querySelector(".prose li > input").getBoundingClientRect().left,
      column: document.querySelector(".prose > p").getBoundingClientRect().left,
    }));
    assert.ok(box >= column, `the box begins at ${box}, the column at ${column}`);
  }));

test("what changed is read on a telephone without scrolling sideways", () =>
  withPage(NARROW, async (page) => {
    const changed = site.pages.find((one) => one.html.includes('class="versions"'));
    assert.ok(changed, "the demonstration has a post that changed");
    await page.goto(server.url(changed.address));
    const over = await page.locator(".versions").evaluate((table) => table.parentElement.scrollWidth - table.parentElement.clientWidth);
    assert.equal(over, 0);
  }));

test("in print the evidence stays whole, and a page says where it comes from", () =>
  withPage(WIDE, async (page) => {
    await page.emulateMedia({ media: "print" });
    const post = site.pages.find((one) => one.html.includes('class="versions"'));
    for (const { address, file } of [brief, post]) {
      await page.goto(server.url(address));
      const { cards, hidden, colophon } = await page.evaluate(() => ({
        cards: document.querySelectorAll(".post").length,
        hidden: [...document.querySelectorAll(".post, .entry .text")].filter((one) => !one.checkVisibility()).length,
        colophon: document.querySelector(".colophon")?.checkVisibility() && document.querySelector(".colophon").textContent,
      }));
      assert.ok(cards && !hidden, `${file}: ${hidden} of ${cards} cards or notes are missing`);
      assert.match(colophon || "", /^https?:\/\/\S+/, `${file} prints its address`);
    }
  }));

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

// A paragraph as ibid writes it, with and without the style sheet: the number stands after the phrase and its full stop.
for (const [dir, phrase, rest] of [["ltr", "الجسر مغلق يوم الخميس", " Then"], ["rtl", "the bridge is shut", " ואז"]]) {
  for (const width of [390, 1400]) {
    test(`the number of a note follows a foreign quotation, ${dir}, ${width} px`, () =>
      withPage({ ...WIDE, viewport: { width, height: 900 } }, async (page) => {
        await page.goto(server.url(brief.address));
        const places = await page.evaluate(
          ([dir, phrase, rest]) => {
            const ref = document.querySelector(".prose > p .ref").outerHTML.replace(/ dir="..."/, ` dir="${dir}"`);
            const p = document.createElement("p");
            p.dir = dir;
            p.innerHTML = `«<bdi>${phrase}</bdi>».${ref}${rest}`;
            document.querySelector(".prose").prepend(p);
            const measure = () => {
              const [words, number] = [p.querySelector("bdi"), p.querySelector(".ref")].map((one) => one.getBoundingClientRect());
              const range = document.createRange();
              range.setStart(p.childNodes[2], 1);
              range.setEnd(p.childNodes[2], 2);
              return { words: words.x, stop: range.getBoundingClientRect().x, number: number.x };
            };
            const styled = measure();
            for (const sheet of document.styleSheets) sheet.disabled = true;
            return [styled, measure()];
          },
          [dir, phrase, rest],
        );
        for (const { words, stop, number } of places) {
          const [first, second, third] = dir === "ltr" ? [words, stop, number] : [number, stop, words];
          assert.ok(first < second && second < third, JSON.stringify(places));
        }
      }));
  }
}

test("foreign words in a paragraph are isolated as they are in this test", () => {
  const phrases = site.pages.flatMap(({ html }) => html.match(/<bdi>[^<@#]*[\u0590-\u06ff][^<]*<\/bdi>/g) ?? []);
  assert.ok(phrases.length, "the demonstration quotes words of another script");
  const refs = site.pages.flatMap(({ html }) => html.match(/<sup class="ref"[^>]*>/g) ?? []);
  assert.deepEqual(refs.filter((ref) => !/ dir="(ltr|rtl)"/.test(ref)), []);
});

test("a long note ends in the margin and leads to the whole of it; its number is seen", () =>
  withPage(WIDE, async (page) => {
    await page.goto(server.url(brief.address));
    const { height, link, number } = await page.evaluate(() => {
      const note = document.querySelector(".note");
      note.classList.add("long");
      const text = note.querySelector(".text");
      text.append(" A sentence of a very long note.".repeat(120));
      const [box, no] = [text.getBoundingClientRect(), note.querySelector(".no").getBoundingClientRect()];
      const more = note.querySelector(".more");
      return { height: note.offsetHeight, link: more.checkVisibility(), number: no.left >= box.left && no.right <= box.right };
    });
    assert.ok(height < 500 && link && number, JSON.stringify({ height, link, number }));
  }));

test("a table that is cut scrolls and shows a shade at its edge, and cells keep apart", () =>
  withPage(NARROW, async (page) => {
    await page.goto(server.url(brief.address));
    const { gap, shade, cut } = await page.evaluate(() => {
      const scroll = document.createElement("section");
      scroll.className = "scroll";
      scroll.innerHTML = `<table><tbody><tr><td>Quay</td><td dir="rtl">الجسر</td><td>${"Northquay".repeat(9)}</td></tr></tbody></table>`;
      document.querySelector(".prose").prepend(scroll);
      const words = (cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getBoundingClientRect();
      };
      const cells = [...scroll.querySelectorAll("td")].map(words);
      const style = getComputedStyle(scroll);
      return { gap: cells[2].left - cells[1].right, shade: style.backgroundAttachment, cut: scroll.scrollWidth > scroll.clientWidth };
    });
    assert.ok(gap >= 12 && cut && shade.includes("local"), JSON.stringify({ gap, shade, cut }));
  }));

test("the key of the marks has the colour of the rows of discs", () =>
  withPage(WIDE, async (page) => {
    await page.goto(server.url("/"));
    const colours = await page.evaluate(() =>
      [...document.querySelectorAll(".key.states .state, .strip")].map((one) => getComputedStyle(one).color),
    );
    assert.equal(new Set(colours).size, 1, colours.join(" "));
  }));
