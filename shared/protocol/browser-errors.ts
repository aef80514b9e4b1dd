/** Where pages report what went wrong in them: `POST` with a `BrowserError`. */
export const BROWSER_ERRORS_PATH = "/api/browser-errors";

/** An error that nobody caught, a promise that nobody waited for, a file that did not load, graphics that were lost. */
export const BROWSER_ERROR_KINDS = ["error", "rejection", "file", "graphics"] as const;
export type BrowserErrorKind = (typeof BROWSER_ERROR_KINDS)[number];

/** Characters. What is longer is cut by the page. */
export const ERROR_MESSAGE_MAX = 200;
export const ERROR_STACK_MAX = 2000;

export interface BrowserError {
  kind: BrowserErrorKind;
  message: string;
  /** Of files and lines, without the addresses' queries; empty where there is none. */
  stack: string;
}
