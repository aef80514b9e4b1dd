/**
 * How colours look to whom: simulation of colour blindness, and how far two colours are apart. For choosing palettes and testing
 * them; the page itself never loads it.
 */

/** Red, green and blue in linear light, 0..1 each. */
export type LinearColor = readonly [number, number, number];

export const VISIONS = ["usual", "protanopia", "deuteranopia", "tritanopia"] as const;
export type Vision = (typeof VISIONS)[number];

/**
 * What becomes of linear red, green and blue where one kind of cone is missing altogether. Machado, Oliveira and Fernandes,
 * "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, table 1, severity 1.0.
 */
const SIMULATION: Readonly<Record<Vision, readonly [LinearColor, LinearColor, LinearColor]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** 0xrrggbb (sRGB) to linear light. */
export function linearOf(color: number): LinearColor {
  const channel = (shift: number): number => {
    const value = ((color >> shift) & 255) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(16), channel(8), channel(0)];
}

/** Linear light to 0xrrggbb (sRGB); what no screen shows is clipped. */
export function colorOf(linear: LinearColor): number {
  return linear.reduce((color, value) => {
    const part = clampUnit(value);
    const coded = part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;
    return color * 256 + Math.round(coded * 255);
  }, 0);
}

/** A colour as somebody with that vision sees it. */
export function seenBy(vision: Vision, [red, green, blue]: LinearColor): LinearColor {
  const row = ([r, g, b]: LinearColor): number => clampUnit(r * red + g * green + b * blue);
  const [first, second, third] = SIMULATION[vision];
  return [row(first), row(second), row(third)];
}

/** Relative luminance, 0..1 (WCAG 2.2, from sRGB's primaries). */
export function luminanceOf([red, green, blue]: LinearColor): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, 1..21 (WCAG 2.2). */
export function contrastOf(a: LinearColor, b: LinearColor): number {
  const [darker, lighter] = [luminanceOf(a), luminanceOf(b)].sort((one, other) => one - other);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

/** Euclidean distance in OKLab (Ottosson, "A perceptual color space for image processing", 2020); about 0.02 is just noticed, black to white is 1. */
export function distanceOf(a: LinearColor, b: LinearColor): number {
  const [lightA, greenRedA, blueYellowA] = oklabOf(a);
  const [lightB, greenRedB, blueYellowB] = oklabOf(b);
  return Math.hypot(lightA - lightB, greenRedA - greenRedB, blueYellowA - blueYellowB);
}

function oklabOf([red, green, blue]: LinearColor): readonly [number, number, number] {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ];
}

/** A colour by lightness 0..1, chroma and hue (degrees) in OKLab; parts outside of 0..1 are not on any screen. */
export function linearFromLightness(lightness: number, chroma: number, hue: number): LinearColor {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
}

function clampUnit(value: number): number {
  return Math.max(0, Math.min(1, value));
}
