/** The three volumes that a player sets. */
export const BUSES = ["effects", "interface", "ambience"] as const;
export type Bus = (typeof BUSES)[number];

/** Each 0 (silent) .. 100, as on the slider. */
export type Volumes = Readonly<Record<Bus, number>>;

/** Before anybody has moved a slider: there is headroom upwards, and ambience stays under everything. */
export const DEFAULT_VOLUMES: Volumes = { effects: 80, interface: 70, ambience: 50 };

/** Amplitude of a slider's position: squared, so that half way sounds about half as loud. */
export function amplitudeOf(volume: number): number {
  return (volume / 100) ** 2;
}

/** Whether a number that was kept somewhere is a slider's position. */
export function isVolume(value: number): boolean {
  return value >= 0 && value <= 100;
}
