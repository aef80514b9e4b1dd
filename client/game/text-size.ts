export const TEXT_SIZES = ["normal", "large", "largest"] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** How much larger than usual the names above crafts are; the style sheet has the same for everything else. */
export const TEXT_SCALE: Readonly<Record<TextSize, number>> = { normal: 1, large: 1.2, largest: 1.45 };
