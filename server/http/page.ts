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
 * and no path in a request can lead anywhere else. A directory that is not there serves nothing.
 */
export function servePage(directory: string): RequestHandler {
  const files = readPage(directory);
  return (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    const file = files.get(request.path === "/" ? "/index.html" : request.path);
    if (file === undefined) return next();
    response.set({ "Content-Type": file.type, "Cache-Control": file.cacheControl, Vary: "Accept-Encoding" });
    if (file.gzipped !== null && request.acceptsEncodings("gzip") === "gzip") response.set("Content-Encoding", "gzip").send(file.gzipped);
    else response.send(file.plain);
  };
}

function readPage(directory: string): Map<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of listDirectory(directory)) {
    const plain = readFileSync(join(directory, entry));
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
