/** Runs in a browser's page: plays sounds through the whole desk into memory, and measures them. */
import { startAmbience } from "../../../client/game/audio/ambience.ts";
import { Desk } from "../../../client/game/audio/desk.ts";
import { type Heard, INSIDE } from "../../../client/game/audio/hearing.ts";
import { SOUNDS, type SoundName } from "../../../client/game/audio/sounds.ts";
import { lengthOf } from "../../../client/game/audio/voices/sound.ts";
import { energyOf, type Figures, figuresOf } from "./figures.ts";

const RATE = 48_000;
/** Every slider fully up: what is measured is the loudest that can be heard. */
const FULL = { effects: 100, interface: 100, ambience: 100 };

export const NAMES = Object.keys(SOUNDS) as SoundName[];

/** Seconds until the desk's limiter has come to rest; nothing is measured before. */
const REST = 0.5;

/** What the desk sends to both ears from the moment on in which `play` is called. */
async function record(seconds: number, play: (desk: Desk, context: OfflineAudioContext) => void): Promise<Float32Array[]> {
  const context = new OfflineAudioContext(2, Math.ceil((REST + seconds) * RATE), RATE);
  const desk = new Desk(context, FULL, () => 0.5);
  void context.suspend(REST).then(() => {
    play(desk, context);
    return context.resume();
  });
  const buffer = await context.startRendering();
  return [0, 1].map((ear) => buffer.getChannelData(ear).slice(REST * RATE));
}

/** One sound on its own. */
export async function measure(name: SoundName, heard: Heard = INSIDE, pitch = 1): Promise<Figures> {
  const [left] = await record(lengthOf(SOUNDS[name]) + 0.1, (desk) => desk.play(name, heard, pitch));
  return figuresOf(left ?? new Float32Array(), RATE);
}

export async function measureAll(): Promise<Record<string, Figures>> {
  const figures: Record<string, Figures> = {};
  for (const name of NAMES) figures[name] = await measure(name);
  return figures;
}

/** Energy in the left and in the right ear. */
export async function ears(name: SoundName, heard: Heard): Promise<[number, number]> {
  const [left, right] = await record(lengthOf(SOUNDS[name]), (desk) => desk.play(name, heard, 1));
  return [energyOf(left ?? new Float32Array()), energyOf(right ?? new Float32Array())];
}

/** Every sound there is, at once and from nearby, over the ambience. */
export async function measureTumult(): Promise<Figures> {
  const [left] = await record(2, (desk, context) => {
    startAmbience(context, desk.noise, desk.bus("ambience"));
    for (const name of NAMES) desk.play(name, INSIDE, 1);
  });
  return figuresOf(left ?? new Float32Array(), RATE);
}

/** After it has risen. */
export async function measureAmbience(): Promise<Figures> {
  const [left] = await record(6, (desk, context) => startAmbience(context, desk.noise, desk.bus("ambience")));
  return figuresOf((left ?? new Float32Array()).slice(4 * RATE), RATE);
}
