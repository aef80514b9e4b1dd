/** `GET`, a `RegionList`: where else this service is, for the page. */
export const REGIONS_PATH = "/api/regions";

/** `GET`, an empty answer that pages of every origin may ask for: the time that it takes is the ping of a region. */
export const PING_PATH = "/ping";

export interface Region {
  name: string;
  /** Its page and its door: an http or https origin. */
  address: string;
}

export interface RegionList {
  /** The one that answers. */
  own: string;
  /** All that the operator named; empty where there is but one. */
  regions: Region[];
}
