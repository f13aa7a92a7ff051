// A built site as files: its pages, the addresses they answer to, what kind of page each is.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Every file under `root`, as paths with forward slashes, sorted. */
export function filesUnder(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

/** `briefs/x/index.html` answers to `/briefs/x/`, every other file to its own path. */
export function addressOf(file) {
  return "/" + file.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/");
}

/** The file that a path (without prefix) is answered with, or undefined. */
export function fileFor(files, path) {
  let name;
  try {
    name = decodeURIComponent(path).replace(/^\//, "");
  } catch {
    return undefined;
  }
  if (name === "" || name.endsWith("/")) name += "index.html";
  return files.has(name) ? name : undefined;
}

function attribute(html, tag, name) {
  const found = new RegExp(`<${tag}\\b[^>]*\\s${name}=["']?([^"'\\s>]+)`, "i").exec(html);
  return found ? found[1] : "";
}

// The words of addresses that say what a page is; every other word is the name of one thing.
const WORDS = new Set(["accounts", "archive", "authors", "briefs", "evidence", "hashtags", "posts", "search", "series", "tags"]);

// What the pages of a kind have in common: `/posts/twitter/1.html` and `/posts/telegram/a/2.html` are one kind. A page beside
// the home page (`/about/`) is a kind of its own.
function kindOf(address, html) {
  const parts = address.slice(1).split("/");
  const known = parts.some((part) => WORDS.has(part));
  const shape = known ? parts.map((part) => (WORDS.has(part) || part === "" ? part : "*")).join("/").replace(/(\*\/)+\*/g, "*") : parts.join("/");
  return `/${shape} (${attribute(html, "html", "lang") || "?"})`;
}

export class Site {
  constructor(root) {
    if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`no built site at ${root}`);
    this.root = root;
    this.files = new Set(filesUnder(root));
    this.pages = [...this.files]
      .filter((file) => file.endsWith(".html"))
      .map((file) => {
        const html = readFileSync(join(root, file), "utf8");
        const address = addressOf(file);
        return {
          file,
          address,
          html,
          kind: kindOf(address, html),
          lang: attribute(html, "html", "lang"),
          dir: attribute(html, "html", "dir"),
          // An address that only sends the reader on has nothing to look at.
          redirect: /<meta[^>]*http-equiv=["']?refresh/i.test(html),
        };
      });
    const home = this.pages.find((page) => page.address === "/");
    if (!home) throw new Error(`${root} has no index.html`);
    this.home = home;
    // The site's own address, where it says so, and with it the folder it expects to be published under.
    const canonical = /<link\b[^>]*rel=["']?canonical[^>]*>/i.exec(home.html)?.[0] ?? "";
    this.base = attribute(canonical, "link", "href");
    this.prefix = this.base ? new URL(this.base).pathname.replace(/\/?$/, "/") : "/";
  }

  /** Of each kind of page the largest and, where there is one, the smallest. */
  samples() {
    const kinds = new Map();
    for (const page of this.pages.filter((page) => !page.redirect)) {
      kinds.set(page.kind, [...(kinds.get(page.kind) ?? []), page]);
    }
    return [...kinds.values()].flatMap((pages) => {
      const bySize = [...pages].sort((a, b) => b.html.length - a.html.length);
      return bySize.length > 1 ? [bySize[0], bySize[bySize.length - 1]] : bySize;
    });
  }

  /** Numbers of the notes of a page whose entry holds an evidence card. */
  static cards(page) {
    return page.html
      .split(/(?=<li\b[^>]*\bid="ev-)/)
      .slice(1)
      .filter((entry) => entry.split("</li>")[0].includes('class="actions"') || /<article\b/.test(entry))
      .map((entry) => /\bid="ev-([^"]+)"/.exec(entry)[1]);
  }
}
