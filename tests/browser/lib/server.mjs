// A static web server as plain as the hosts people publish to, with the headers that docs/publishing.md recommends.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; script-src 'self'; " +
  "base-uri 'none'; form-action 'none'";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mp4": "video/mp4",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

async function find(root, path) {
  const file = normalize(join(root, path));
  if (file !== root && !file.startsWith(root + sep)) return {};
  const info = await stat(file).catch(() => undefined);
  if (info?.isDirectory()) return path.endsWith("/") ? { file: join(file, "index.html") } : { redirect: true };
  return { file };
}

/** Serves `root` under `prefix` on a free port of the loopback; `{ origin, url(path), close() }`. */
export async function serve(root, prefix = "/") {
  root = normalize(join(root, "."));
  if (root.endsWith(sep)) root = root.slice(0, -1);
  const server = createServer(async (request, response) => {
    const send = (status, type, body) => {
      response.writeHead(status, {
        "Content-Type": type,
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
      });
      response.end(request.method === "HEAD" ? undefined : body);
    };
    try {
      const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
      if (!path.startsWith(prefix)) return send(404, TYPES[".txt"], `only ${prefix} is served here`);
      const found = await find(root, "/" + path.slice(prefix.length));
      if (found.redirect) {
        response.writeHead(301, { Location: encodeURI(path) + "/" });
        return response.end();
      }
      const body = found.file && (await readFile(found.file).catch(() => undefined));
      if (body) return send(200, TYPES[extname(found.file)] ?? "application/octet-stream", body);
      send(404, TYPES[".html"], await readFile(join(root, "404.html")).catch(() => "Not found"));
    } catch (error) {
      send(400, TYPES[".txt"], String(error));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: (path) => origin + prefix + path.replace(/^\//, ""),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
