// Chromium, and pages that remember everything that went wrong on them.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const CANDIDATES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export async function launch() {
  const executablePath = CANDIDATES.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("Chromium was not found; say where it is: CHROMIUM=/path/to/chromium");
  return chromium.launch({
    executablePath,
    args: [
      // As root, as in most containers, Chromium does not start inside its own sandbox.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * A page in a context of its own that may talk to `origin` only. `page.trouble` collects requests to anywhere else, what was
 * reported on the console, exceptions and failed requests.
 */
export async function open(browser, origin, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.trouble = [];
  await context.route(
    (url) => url.origin !== origin && url.protocol !== "data:" && url.protocol !== "blob:",
    (route) => {
      page.trouble.push(`asked another origin: ${route.request().url()}`);
      return route.abort();
    },
  );
  page.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type())) page.trouble.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.trouble.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // A page that is left while something still loads gives that up.
    if (why !== "net::ERR_ABORTED") page.trouble.push(`failed: ${request.url()} ${why}`);
  });
  return page;
}

export const WIDE = { viewport: { width: 1400, height: 900 } };
export const NARROW = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
