/** What a map looks like by night: colours as CSS writes them; `line` and `rim` as three numbers for `rgb(… / alpha)`. */
export interface Tint {
  /** The slab itself, its seams, the lines of its grid. */
  ground: string;
  seam: string;
  line: string;
  /** Tops of walls, in the dark and in the light. */
  top: string;
  topLit: string;
  /** The light on their edges. */
  rim: string;
  /** Beyond the border. */
  night: string;
}

export const TINTS = {
  slate: { ground: "#121a27", seam: "rgb(4 7 12 / 55%)", line: "160 190 230", top: "#2a3344", topLit: "#36445f", rim: "190 215 250", night: "#080c13" },
  rust: { ground: "#1e1715", seam: "rgb(8 5 4 / 55%)", line: "230 190 160", top: "#3d322e", topLit: "#4a3b35", rim: "250 215 185", night: "#0d0908" },
  moss: { ground: "#131c17", seam: "rgb(4 8 5 / 55%)", line: "180 220 180", top: "#2c3a33", topLit: "#36483f", rim: "205 245 210", night: "#080d0a" },
  sand: { ground: "#1d1b14", seam: "rgb(8 7 4 / 55%)", line: "225 215 170", top: "#3b3829", topLit: "#494532", rim: "250 240 195", night: "#0c0b07" },
  frost: { ground: "#12202a", seam: "rgb(3 8 12 / 55%)", line: "170 225 240", top: "#28414e", topLit: "#345463", rim: "200 245 255", night: "#070e13" },
  dusk: { ground: "#1a1626", seam: "rgb(6 4 11 / 55%)", line: "200 180 235", top: "#352e48", topLit: "#423959", rim: "225 205 255", night: "#0b0912" },
  ember: { ground: "#21151b", seam: "rgb(9 4 6 / 55%)", line: "240 175 190", top: "#432d36", topLit: "#533843", rim: "255 205 215", night: "#0f080b" },
} as const satisfies Record<string, Tint>;

export type TintName = keyof typeof TINTS;
