import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";

export interface FreshPagePorts {
  /** The protocol that the server speaks; null where it does not say. */
  askProtocol: () => Promise<number | null>;
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  reload: () => void;
}

const KEY = "strafe.reloaded-for";

/**
 * Reloads a page that is older or newer than its server; to be called between matches only. True when it does. Once for each version of
 * the server: while some processes are new and some are old the page may come from either, and must not reload for ever.
 */
export async function reloadIfOutdated({ askProtocol, storage, reload }: FreshPagePorts): Promise<boolean> {
  const protocol = await askProtocol();
  if (protocol === null) return false;
  if (protocol === PROTOCOL_VERSION) {
    storage.removeItem(KEY);
    return false;
  }
  if (storage.getItem(KEY) === String(protocol)) return false;
  storage.setItem(KEY, String(protocol));
  reload();
  return true;
}

/** Of the page's own server. `goOn`: changes the address to what the reloaded page is to do. */
export function freshPagePorts(goOn: () => void): FreshPagePorts {
  return {
    askProtocol,
    storage: sessionStorage,
    reload: () => {
      goOn();
      location.reload();
    },
  };
}

async function askProtocol(): Promise<number | null> {
  try {
    const response = await fetch("/version", { cache: "no-store" });
    const { protocol } = (await response.json()) as { protocol?: unknown };
    return typeof protocol === "number" ? protocol : null;
  } catch {
    // No network, or something in between that answers in its own words: the page stays as it is.
    return null;
  }
}
