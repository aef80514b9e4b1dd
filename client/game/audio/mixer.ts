/** Sounds at a time. */
export const VOICES_MAX = 24;

/** ms within which the same sound is not begun twice: two in one would only be louder and hollow. */
export const REPEAT_GAP = 30;

/** What wants to be heard. */
export interface Wish {
  kind: string;
  /** Higher goes first. */
  priority: number;
  /** 0..1, after distance. */
  loudness: number;
  /** ms. */
  length: number;
}

/** Something that is being heard. */
export interface Voice {
  readonly kind: string;
  readonly priority: number;
  readonly loudness: number;
  /** ms, same clock as `admit`. */
  readonly endsAt: number;
  /** Ends it early, in favour of another; set by who plays it. */
  cut: () => void;
}

/** Decides who is heard. It knows no Web Audio: voices are budgets here, and time is passed in (ms). */
export class Mixer {
  #voices: Voice[] = [];
  readonly #begun = new Map<string, number>();

  /** Voices still heard at `now`. */
  count(now: number): number {
    this.#voices = this.#voices.filter((voice) => voice.endsAt > now);
    return this.#voices.length;
  }

  /** A voice for the wish, taken from the least important if need be; null when it is not to be heard. */
  admit(wish: Wish, now: number): Voice | null {
    const begun = this.#begun.get(wish.kind);
    if (begun !== undefined && now - begun < REPEAT_GAP) return null;
    if (this.count(now) >= VOICES_MAX && !this.#makeRoom(wish)) return null;
    const voice: Voice = { kind: wish.kind, priority: wish.priority, loudness: wish.loudness, endsAt: now + wish.length, cut: () => undefined };
    this.#voices.push(voice);
    this.#begun.set(wish.kind, now);
    return voice;
  }

  #makeRoom(wish: Wish): boolean {
    const [weakest] = this.#voices.toSorted(compareVoices);
    if (weakest === undefined || compareWeight(weakest, wish) > 0) return false;
    this.#voices.splice(this.#voices.indexOf(weakest), 1);
    weakest.cut();
    return true;
  }
}

interface Weight {
  priority: number;
  loudness: number;
}

/** The less important first, then the quieter. */
function compareWeight(one: Weight, other: Weight): number {
  return one.priority - other.priority || one.loudness - other.loudness;
}

/** Of equals the one that is nearly over goes first. */
function compareVoices(one: Voice, other: Voice): number {
  return compareWeight(one, other) || one.endsAt - other.endsAt;
}
