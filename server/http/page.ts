import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { RequestHandler } from "express";

interface PageFile {
  type: string;
  cacheControl: string;
  plain: Buffer;
  /** Null where compressing gains nothing. */
  gzipped: Buffer | null;
}

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** Built names carry a hash of their content: what such a name stands for never changes. */
const IMMUTABLE = "public, max-age=31536000, immutable";
/** Everything else is asked for each time and answered with 304 while it is the same. */
const REVALIDATE = "no-cache";

/**
 * Serves the built page from memory. It is small and is read and compressed once, at the start: no request touches the disk,
 * and no path in a request can lead anywhere else. A directory that is not there serves nothing. `assets`: where else the page takes
 * its files from, a CDN that fetches them here.
 */
export function servePage(directory: string, assets: string | null): RequestHandler {
  const files = readPage(directory, assets);
  return (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    // A page's own files are named relative to its folder.
    if (files.has(`${request.path}/index.html`)) return response.redirect(301, `${request.path}/`);
    const file = files.get(request.path.endsWith("/") ? `${request.path}index.html` : request.path);
    if (file === undefined) return next();
    response.set({ "Content-Type": file.type, "Cache-Control": file.cacheControl, Vary: "Accept-Encoding" });
    // What a page takes from a CDN is of another origin.
    if (file.cacheControl === IMMUTABLE) response.set({ "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" });
    if (file.gzipped !== null && request.acceptsEncodings("gzip") === "gzip") response.set("Content-Encoding", "gzip").send(file.gzipped);
    else response.send(file.plain);
  };
}

/** The page names its files relative to itself, and these one another: so it is enough to say in one place where they are. */
const ASSET_REFERENCE = /(?<=(?:src|href)=")\.{1,2}\/(?=assets\/)/g;

function readPage(directory: string, assets: string | null): Map<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of listDirectory(directory)) {
    const read = readFileSync(join(directory, entry));
    const isPage = assets !== null && extname(entry) === ".html";
    const plain = isPage ? Buffer.from(read.toString().replace(ASSET_REFERENCE, `${assets}/`)) : read;
    const gzipped = gzipSync(plain, { level: 9 });
    const path = `/${entry.replaceAll("\\", "/")}`;
    files.set(path, {
      type: TYPES[extname(entry)] ?? "application/octet-stream",
      cacheControl: path.startsWith("/assets/") ? IMMUTABLE : REVALIDATE,
      plain,
      gzipped: gzipped.length < plain.length * 0.9 ? gzipped : null,
    });
  }
  return files;
}

function listDirectory(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
