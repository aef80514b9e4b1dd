import { afterEach, beforeEach, expect, vi } from "vitest";

/** The decoder reports what it cannot read to the console and goes on: in these files a report fails the test. */
export function failOnComplaints(): void {
  beforeEach(() => {
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    vi.spyOn(console, "error").mockImplementation(() => undefined);
  });
  afterEach(() => {
    const complaints = [...vi.mocked(console.warn).mock.calls, ...vi.mocked(console.error).mock.calls];
    vi.restoreAllMocks();
    expect(complaints).toEqual([]);
  });
}
