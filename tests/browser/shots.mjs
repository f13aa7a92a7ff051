// Pictures of pages, to look at.   node shots.mjs --out DIR (--site FOLDER | --base URL) PATH…
//
// Each path is taken at 1400 and 390 px, light and dark: DIR/<path>-1400-light.png and so on. `--full` takes whole pages,
// `--width 768` (repeatable) other widths, `--scheme light` only one scheme. A path may end in `#fragment`.

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { launch, open } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { Site } from "./lib/site.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string" },
    site: { type: "string" },
    base: { type: "string" },
    full: { type: "boolean", default: false },
    width: { type: "string", multiple: true, default: ["1400", "390"] },
    scheme: { type: "string", multiple: true, default: ["light", "dark"] },
  },
});
if (!values.out || !values.site === !values.base || !positionals.length) {
  console.error("usage: node shots.mjs --out DIR (--site FOLDER | --base URL) [--full] [--width N]… [--scheme light|dark]… PATH…");
  process.exit(2);
}

// Pictures further down load when the reader comes near: without this a whole page would show empty frames. Back to where it
// was, so that a `#fragment` is still in view.
async function scrollThrough(page) {
  await page.evaluate(async () => {
    const { scrollX, scrollY, innerHeight } = window;
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
      window.scrollTo(0, y);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
    const seen = [...document.images].filter((image) => image.checkVisibility());
    await Promise.all(seen.map((image) => image.decode().catch(() => {})));
    window.scrollTo(scrollX, scrollY);
  });
}

const server = values.site ? await serve(resolve(values.site), new Site(resolve(values.site)).prefix) : undefined;
const urlOf = (path) => (server ? server.url(path) : new URL(path, values.base).href);
const browser = await launch();
mkdirSync(values.out, { recursive: true });
try {
  for (const path of positionals) {
    const name = path.replace(/^\/|\/$|\.html/g, "").replace(/[^\p{L}\p{N}]+/gu, "-") || "home";
    for (const width of values.width.map(Number)) {
      for (const colorScheme of values.scheme) {
        const phone = width < 600;
        const page = await open(browser, new URL(urlOf(path)).origin, {
          viewport: { width, height: phone ? 844 : 900 },
          deviceScaleFactor: phone ? 2 : 1,
          hasTouch: phone,
          isMobile: phone,
          colorScheme,
        });
        await page.goto(urlOf(path));
        await scrollThrough(page);
        const file = join(values.out, `${name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path: file, fullPage: values.full });
        console.log(file, ...page.trouble);
        await page.context().close();
      }
    }
  }
} finally {
  await browser.close();
  await server?.close();
}
