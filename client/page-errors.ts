import { BROWSER_ERRORS_PATH, type BrowserError, type BrowserErrorKind, ERROR_MESSAGE_MAX, ERROR_STACK_MAX } from "../shared/protocol/browser-errors.ts";

/** Reports of one page: the first errors say what is wrong, the thousandth says it again. */
const REPORTS_MAX = 5;

/** Of an address only what names a file of the page: what stands behind it may be a link to somebody's match, or a token. */
const ADDRESS_TAIL = /[?#][^\s):]*/g;

/** Long words that are no words: tokens, ids. Nothing of whoever plays leaves the page. */
const SECRET = /[\w.-]{32,}/g;

/**
 * Tells the server of errors that nobody caught, so that a broken page is seen by who runs it: a few of each page, every one once, and
 * nothing about whoever plays.
 */
export function reportErrors(page: Window, send: (report: BrowserError) => void): void {
  const told = new Set<string>();

  const report = (kind: BrowserErrorKind, message: string, stack = ""): void => {
    const shown = cleaned(message).slice(0, ERROR_MESSAGE_MAX);
    if (told.size >= REPORTS_MAX || told.has(shown)) return;
    told.add(shown);
    send({ kind, message: shown, stack: cleaned(stack).slice(0, ERROR_STACK_MAX) });
  };

  page.addEventListener(
    "error",
    ({ target, message, error }: ErrorEvent) => {
      // Errors of files do not bubble, and have no message: they are met on their way down, at the element that asked for the file.
      if (target instanceof HTMLElement) report("file", `${target.tagName.toLowerCase()} ${addressOf(target)}`);
      else report("error", message, stackOf(error));
    },
    true,
  );
  page.addEventListener("unhandledrejection", ({ reason }) => report("rejection", reason instanceof Error ? reason.message : String(reason), stackOf(reason)));
  page.addEventListener("webglcontextlost", () => report("graphics", "WebGL context lost"), true);
}

/** Nobody waits for it, and it goes out even while the page is being closed. */
export function sendReport(report: BrowserError): void {
  navigator.sendBeacon(BROWSER_ERRORS_PATH, JSON.stringify(report));
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? "") : "";
}

function addressOf(element: HTMLElement): string {
  const address = element.getAttribute("src") ?? element.getAttribute("href") ?? "";
  return URL.canParse(address, location.href) ? new URL(address, location.href).pathname : "";
}

function cleaned(text: string): string {
  return text.replaceAll(ADDRESS_TAIL, "").replaceAll(SECRET, "…");
}
