// All links of a site against all its files. The pages are parsed by Chromium itself, not executed.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";

// Runs in the page: what a document names and what it points to.
function read(html) {
  const document = new DOMParser().parseFromString(html, "text/html");
  const all = (selector, name) => [...document.querySelectorAll(selector)].map((element) => element.getAttribute(name));
  const duplicates = new Map();
  for (const id of all("[id]", "id")) duplicates.set(id, (duplicates.get(id) ?? 0) + 1);
  return {
    ids: [...duplicates.keys(), ...all("a[name]", "name")],
    twice: [...duplicates].filter(([, count]) => count > 1).map(([id]) => id),
    links: [
      ...all("a[href], area[href]", "href"),
      ...all("link[rel~=canonical], link[rel~=alternate], link[rel~=next], link[rel~=prev]", "href"),
      ...all('meta[property="og:image"], meta[property="og:url"], meta[name="twitter:image"]', "content"),
    ],
    // What a browser fetches by itself: it must be the site's own.
    resources: [
      ...all("link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], link[rel~=modulepreload], link[rel~=manifest]", "href"),
      ...all("img[src], script[src], iframe[src], embed[src], audio[src], video[src], source[src], track[src], input[src]", "src"),
      ...all("video[poster]", "poster"),
      ...all("object[data]", "data"),
      ...all("use, image", "href").filter((href) => href !== null),
      ...all("[srcset]", "srcset").flatMap((set) => set.split(",").map((one) => one.trim().split(/\s+/)[0])),
    ],
    references: ["aria-labelledby", "aria-describedby", "for", "popovertarget"].flatMap((name) =>
      all(`[${name}]`, name).flatMap((value) => value.split(/\s+/).filter(Boolean)),
    ),
  };
}

/** Everything that leads nowhere, as messages. */
export async function checkLinks(browserPage, site, pathOf, fileFor) {
  await browserPage.goto("about:blank");
  const pages = new Map();
  for (const page of site.pages) pages.set(page.file, { ...page, ...(await browserPage.evaluate(read, page.html)) });
  const broken = new Set();

  for (const { file, address, links, resources, references, ids, twice } of pages.values()) {
    for (const id of twice) broken.add(`${file}: id "${id}" is used twice`);
    for (const id of references) if (!ids.includes(id)) broken.add(`${file}: refers to "${id}", which is not on the page`);
    for (const href of links) {
      const why = follow(href, address, false);
      if (why) broken.add(`${file}: ${href}: ${why}`);
    }
    for (const href of resources) {
      const why = follow(href, address, true);
      if (why) broken.add(`${file}: ${href}: ${why}`);
    }
  }
  for (const file of site.files) {
    if (file.endsWith(".css")) checkStyle(file);
    if (/(^|\/)(sitemap|feed)\.(xml|json)$/.test(file)) checkList(file);
  }
  return [...broken];

  function follow(href, address, mustBeOwn) {
    if (/^(data|mailto|tel):/i.test(href)) return mustBeOwn && !/^data:image\//i.test(href) ? "not a picture" : "";
    if (/^(javascript|blob|file):/i.test(href)) return "an address that must not be published";
    let path;
    try {
      path = pathOf(href, address);
    } catch {
      return "not an address";
    }
    if (path === undefined) {
      // Other sites are not asked; a path on the same host but outside of the site is a mistake.
      return mustBeOwn ? "a resource of another origin" : /^https?:\/\//i.test(href) ? "" : "outside of the site";
    }
    const target = fileFor(site.files, path);
    if (!target) return "there is no such file";
    const fragment = decodeURIComponent(/#(.*)$/.exec(href)?.[1] ?? "");
    if (!fragment || fragment === "top" || fragment.startsWith(":~:")) return "";
    if (!pages.has(target)) return target.endsWith(".svg") ? "" : "an anchor in a file that is no page";
    return pages.get(target).ids.includes(fragment) ? "" : `no "${fragment}" on that page`;
  }

  function checkStyle(file) {
    const css = readFileSync(join(site.root, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    for (const [, , url] of css.matchAll(/(?:url\(|@import\s+)\s*(["']?)([^"')\s;]+)\1/g)) {
      if (url.startsWith("data:") || url.startsWith("#")) continue;
      const why = follow(url, `/${join(dirname(file), "x")}`, true);
      if (why) broken.add(`${file}: ${url}: ${why}`);
    }
  }

  function checkList(file) {
    const text = readFileSync(join(site.root, file), "utf8");
    for (const [, url] of text.matchAll(/(?:<loc>|<link[^>]*href="|"(?:url|home_page_url|feed_url)":\s*")(https?:[^<"]+)/g)) {
      const why = follow(url, "/", false);
      if (why) broken.add(`${file}: ${url}: ${why}`);
    }
  }
}
