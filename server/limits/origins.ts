export interface OriginRules {
  /** Where the page is opened, where that is not the address that a request is for; null: nowhere else. */
  publicUrl: string | null;
  /** `host[:port]` of every process of the service, and of the other regions: the page may be of any of them. */
  hosts: () => readonly string[];
}

/**
 * Says whether a request comes from a page of ours, or from no page at all. Programs send no origin, browsers always do where something is to
 * be changed or a socket opened: a page of somebody else's must not act with what its visitors have here.
 */
export class Origins {
  readonly #page: string | null;
  readonly #hosts: () => readonly string[];

  constructor({ publicUrl, hosts }: OriginRules) {
    this.#page = publicUrl === null ? null : new URL(publicUrl).host;
    this.#hosts = hosts;
  }

  /** `origin`: the header; null without one. `host`: that the request is for. */
  isOwn(origin: string | null, host: string): boolean {
    if (origin === null) return true;
    if (!URL.canParse(origin)) return false;
    const from = new URL(origin).host;
    return from === host || from === this.#page || this.#hosts().includes(from);
  }
}
