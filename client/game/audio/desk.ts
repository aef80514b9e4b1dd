import { CUTOFF_OPEN, type Heard } from "./hearing.ts";
import { Mixer } from "./mixer.ts";
import { SOUNDS, type SoundName } from "./sounds.ts";
import { makeNoise, sing } from "./voices/sing.ts";
import { lengthOf } from "./voices/sound.ts";
import { amplitudeOf, BUSES, type Bus, type Volumes } from "./volumes.ts";

/** Plays sounds, as far as there are voices. */
export interface Player {
  /** `pitch`: 1 as written. */
  play(sound: SoundName, heard: Heard, pitch: number): void;
}

/** Seconds in which a voice that is cut fades: shorter than that clicks. */
const CUT = 0.01;
/** Seconds in which a slider's move is followed. */
const FOLLOW = 0.03;
/** No effect is played at exactly its pitch, but off by up to this share: repeated shots do not sound like a machine. */
const PITCH_SPREAD = 0.025;
/** dB from which on the sum of many is held back. */
const THRESHOLD = -10;
/** The limiter makes up for what it takes by 4.4 dB, always: this takes them back, and a quiet sound leaves as loud as it came. */
const MAKE_UP = 0.6;

/** The mixing desk: a strip per voice (low-pass, level, side), three buses with their volumes, and one limiter for all. */
export class Desk implements Player {
  readonly #context: BaseAudioContext;
  readonly #random: () => number;
  readonly #mixer = new Mixer();
  readonly #buses: Readonly<Record<Bus, GainNode>>;
  readonly noise: AudioBuffer;

  /** `random`: 0..1; only for variation, so any will do. */
  constructor(context: BaseAudioContext, volumes: Volumes, random: () => number) {
    this.#context = context;
    this.#random = random;
    this.noise = makeNoise(context);
    const limiter = new DynamicsCompressorNode(context, { threshold: THRESHOLD, knee: 6, ratio: 12, attack: 0.002, release: 0.12 });
    const master = new GainNode(context, { gain: MAKE_UP });
    limiter.connect(master).connect(context.destination);
    const bus = (name: Bus): GainNode => {
      const node = new GainNode(context, { gain: amplitudeOf(volumes[name]) });
      node.connect(limiter);
      return node;
    };
    this.#buses = { effects: bus("effects"), interface: bus("interface"), ambience: bus("ambience") };
  }

  /** Where a lasting sound of a bus goes. */
  bus(name: Bus): AudioNode {
    return this.#buses[name];
  }

  prefer(volumes: Volumes): void {
    for (const name of BUSES) this.#buses[name].gain.setTargetAtTime(amplitudeOf(volumes[name]), this.#context.currentTime, FOLLOW);
  }

  play(name: SoundName, heard: Heard, pitch: number): void {
    const sound = SOUNDS[name];
    const context = this.#context;
    const at = context.currentTime;
    const voice = this.#mixer.admit({ kind: name, priority: sound.priority, loudness: heard.gain, length: lengthOf(sound) * 1000 }, at * 1000);
    if (voice === null) return;
    const panner = new StereoPannerNode(context, { pan: heard.pan });
    panner.connect(this.#buses[sound.bus]);
    const level = new GainNode(context, { gain: heard.gain });
    level.connect(panner);
    const strip = heard.cutoff < CUTOFF_OPEN ? new BiquadFilterNode(context, { type: "lowpass", frequency: heard.cutoff, Q: 0.5 }) : level;
    if (strip !== level) strip.connect(level);
    const sources = sing(context, this.noise, sound, at, sound.bus === "effects" ? pitch * this.#offPitch() : pitch, strip);
    sources.at(-1)?.addEventListener("ended", () => panner.disconnect());
    voice.cut = () => {
      const now = context.currentTime;
      level.gain.setTargetAtTime(0, now, CUT / 3);
      for (const source of sources) source.stop(now + CUT);
    };
  }

  #offPitch(): number {
    return 1 + (this.#random() * 2 - 1) * PITCH_SPREAD;
  }
}
