import { BlockList, isIP, isIPv4 } from "node:net";

/** Addresses and networks (`10.0.0.0/8`) of proxies whose word on where a request came from is believed. */
export class TrustedProxies {
  readonly #list = new BlockList();

  constructor(entries: readonly string[]) {
    for (const entry of entries) {
      const [address = "", bits] = entry.split("/");
      const family = isIPv4(address) ? "ipv4" : "ipv6";
      if (bits === undefined) this.#list.addAddress(address, family);
      else this.#list.addSubnet(address, Number(bits), family);
    }
  }

  has(address: string): boolean {
    return this.#list.check(address, isIPv4(address) ? "ipv4" : "ipv6");
  }
}

/** Whether a text is an address or a network as `TrustedProxies` takes it. */
export function isNetwork(entry: string): boolean {
  const [address = "", bits, ...more] = entry.split("/");
  const width = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return width > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= width));
}

/**
 * Where a request came from. Each proxy adds the address that it was reached from at the right end of `X-Forwarded-For`: read from
 * there, an address counts as long as those to its right are trusted. What a client put there itself stands further left.
 */
export function clientAddress(socketAddress: string | undefined, forwardedFor: string | undefined, trusted: TrustedProxies): string {
  let address = plain(socketAddress ?? "");
  const hops = forwardedFor === undefined ? [] : forwardedFor.split(",");
  while (hops.length > 0 && isIP(address) !== 0 && trusted.has(address)) {
    const hop = plain((hops.pop() ?? "").trim());
    // No proxy writes what is no address.
    if (isIP(hop) === 0) break;
    address = hop;
  }
  return address;
}

/**
 * What is counted as one origin: of IPv6 the first 64 bits, for a household gets them all and would have as many addresses as it likes.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail = ""] = address.split("::");
  const before = head.split(":").filter((part) => part !== "");
  const after = tail.split(":").filter((part) => part !== "");
  const zeros = address.includes("::") ? Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0") : [];
  return `${[...before, ...zeros, ...after].slice(0, 4).join(":")}::`;
}

/** IPv4 as it is written, also where it arrives at a socket of IPv6. */
function plain(address: string): string {
  return address.startsWith("::ffff:") && isIPv4(address.slice(7)) ? address.slice(7) : address;
}
